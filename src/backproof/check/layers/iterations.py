r"""Iterations in subscripts: ``w_{t+1} = w_t - \eta \partial L/\partial w_t`` steps on parameters, not on data.

An update by a gradient is one of ``w^{new}`` by w. Where steps pass on velocities, as in
``v_{t+1} = \beta v_t + \nabla L(W_t)`` and ``W_{t+1} = W_t - \alpha v_{t+1}``, every name is what a line defines:
nothing is put in at a step, as x_t is into a recurrent network. Such a W_t is the W of other lines at some time, and no
other array with one index more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import partial

from backproof.check.layers.recurrence import Mark, Place, derives, marks, refs_of
from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term
from backproof.read.vocabulary import AT_A_TIME


def settle(lines: Sequence[Line]) -> list[Line]:
    """The lines with updates as updates, and parameters at a time apart from the parameters that other lines name."""
    known = {(head.base, place, mark.letter) for line in lines for head, place, mark in updates(line) if derives(line)}
    found = [_updated(line, known) for line in lines]
    letters = {mark.letter for line in found for mark in _steps(line)}
    for letter in sorted(letters):
        found = _apart(found, letter)
    return found


def updates(line: Line) -> Iterator[tuple[Ref, Place, Mark]]:
    """The name that a line steps on, with the place and the mark of its step."""
    head = line.head
    if not isinstance(head, Ref) or line.side is None:
        return
    # What a derivative is by may stand without its step: ``\nabla_w L(w_t)``.
    below = {id(part.by) for part in occurrences(line.side, Partial) if not part.by.subs}
    named = [ref for ref in references(line.side) if ref.base == head.base and id(ref) not in below]
    for place, mark in marks(head).items():
        own = [marks(ref).get(place) for ref in named]
        before = Mark(mark.letter, mark.offset - 1)
        if place[0] == "sub" and mark.letter and own and all(each == before for each in own):
            yield head, place, mark


def _updated(line: Line, known: Set[tuple[str, Place, str]]) -> Line:
    """An update as one of ``w^{new}`` by w, where a line steps on w by a derivative by w."""
    for head, place, mark in updates(line):
        if (head.base, place, mark.letter) in known and (not derives(line) or _descends(line, head.base)):
            return with_refs(line, partial(_dated, base=head.base, at=place[1], after=mark))
    return line


def _descends(line: Line, base: str) -> bool:
    """Whether a line differentiates by a name, or by whatever there is."""
    for part in (part for term in line.sides for part in walk(term)):
        match part:
            case Partial(by=by) if by.base == base:
                return True
            case Nabla(of) if not has(of, Call) or base in _bases(of):
                return True
            case _:
                pass
    return False


def _bases(term: Term) -> set[str]:
    return {ref.base for ref in references(term)}


def _dated(ref: Ref, *, base: str, at: int, after: Mark) -> Ref:
    """A name without its step, marked as new where it is the later one."""
    if ref.base != base or ("sub", at) not in marks(ref):
        return ref
    new = ("new",) if marks(ref)["sub", at] == after else ()
    return replace(ref, subs=(*ref.subs[:at], *ref.subs[at + 1 :]), sups=(*ref.sups, *new))


# -- velocities ------------------------------------------------------------------------------------------------------


def _steps(line: Line) -> Iterator[Mark]:
    """The marks of the name that a line steps on."""
    return (mark for _, _, mark in updates(line))


def alone(ref: Ref, letter: str) -> bool:
    """Whether a name has the step by a letter as its only subscript."""
    mark = marks(ref).get(("sub", 0))
    return len(ref.subs) == 1 and mark is not None and mark.letter == letter


def _apart(lines: list[Line], letter: str) -> list[Line]:
    """The lines with other names for what is stepped on, where other lines have it with indices of its own."""
    stepped = {ref.base for line in lines for ref in refs_of(line) if alone(ref, letter)}
    heads = {line.head.base for line in lines if isinstance(line.head, Ref) and alone(line.head, letter)}
    slopes = any(derives(line) for line in lines if isinstance(line.head, Ref) and alone(line.head, letter))
    if not slopes or not stepped <= heads:
        return lines
    plain = {ref.base for line in lines for ref in refs_of(line) if not alone(ref, letter)}
    both = stepped & plain
    return [_with_names(line, both, letter) for line in lines] if both else lines


def _with_names(line: Line, both: Iterable[str], letter: str) -> Line:
    """A step of an iteration with names of its own; any other line with the names as they stand elsewhere."""
    own = (isinstance(line.head, Ref) and alone(line.head, letter)) or bool(_at_two_times(line, both, letter))

    def named(ref: Ref) -> Ref:
        if ref.base not in both or not alone(ref, letter):
            return ref
        return replace(ref, base=AT_A_TIME % ref.base) if own else replace(ref, subs=())

    return with_refs(line.changed(_at_its_step) if own else line, named)


def _at_its_step(term: Term) -> Term:
    r"""``\nabla_w L(w_t)`` as the slope by w_t."""
    match term:
        case Partial(Call(arguments=(Ref(base=base) as at,)), Ref(base=own, subs=())) if own == base and at.subs:
            return replace(term, by=replace(at, span=term.by.span))
        case _:
            return rebuilt(term, _at_its_step)


def _at_two_times(line: Line, both: Iterable[str], letter: str) -> set[str]:
    """The names that a line has at more than one step: each of them is another value."""
    found = {(ref.base, ref.subs) for ref in refs_of(line) if alone(ref, letter)}
    times = Counter(base for base, _ in found)
    return {base for base in both if times[base] > 1}
