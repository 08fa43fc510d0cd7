r"""Quantities that other definitions write out: beside ``z = w x + b``, ``\hat y = \sigma(w x + b)`` is ``\sigma(z)``.

Without this, nothing depends on z, and ``\partial L/\partial z`` means nothing. A name is put in only where no
definition has it and the document differentiates by it; the term that it stands for is the same, letter by letter, and
no value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.definitions.shape import is_constant
from backproof.check.layers.recurrence import derives
from backproof.check.names.sampling import sample_of, unmarked
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, rebuilt, references, renamed, substituted, walk
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term, Unreadable
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such names in the definitions that write them out."""
    found = list(lines)
    parts = [part for line in lines for term in line.sides for part in walk(term)]
    below = {_array(unmarked(by)) for part in parts for by in _varied(part)}
    alone = _alone(parts)
    known = {at: each for at, line in enumerate(found) if (each := _definition(line, alone)) is not None}
    for head, side in list(known.values()):
        if _array(head) not in below or isinstance(side, Ref) or is_constant(side):
            continue
        now = {at: own for at, (each, own) in known.items() if each.key == head.key}
        if not _agree(list(now.values()), known.values()):
            continue
        others = [(at, *each) for at, each in known.items() if at not in now]
        named = {own.key for _, own, other in others if any(_array(ref) == _array(head) for ref in references(other))}
        for at, own, other in others:
            # Of a quantity that is written with the name and without it, both are the same.
            if not named or own.key in named:
                written = _with(other, bare(side), head)
                found[at] = replace(found[at], side=written)
                known[at] = own, written
    return tuple(found)


def _varied(part: Term) -> Iterator[Ref]:
    """What a derivative, or a gradient, is by."""
    match part:
        case Partial(by=by):
            yield by
        case Nabla(Ref() as of, each=True):
            yield of
        case _:
            return


def _agree(sides: Sequence[Term], definitions: Iterable[tuple[Ref, Term]]) -> bool:
    """Whether all definitions of a name say the same, perhaps by names for parts of it."""
    if len(sides) == 1:
        return True
    values = {head.key: side for head, side in definitions if not head.subs}
    try:
        return len({bare(substituted(side, values)) for side in sides}) == 1
    except Unreadable:
        return False


def _alone(parts: Sequence[Term]) -> frozenset[str]:
    r"""The functions that only derivatives name, without their arguments: g in ``\partial g/\partial s``."""
    named = {part.of.key for part in parts if isinstance(part, Partial) and isinstance(part.of, Ref)}
    calls = Counter(part.name.key for part in parts if isinstance(part, Call) and not _is_product(part))
    return frozenset(key for key in named if calls[key] == 1)


def _is_product(call: Call) -> bool:
    """``g(1 - g)``."""
    return any(ref.key == call.name.key for each in call.arguments for ref in references(each))


def _definition(line: Line, alone: Set[str]) -> tuple[Ref, Term] | None:
    """The head and the side of a line that defines a quantity without derivatives; None of others.

    Functions that stand ``alone`` elsewhere are quantities, too.
    """
    head = _quantity(line.head, alone)
    if head is None or line.side is None or line.relation not in DEFINES - {"leftarrow"}:
        return None
    own = any(ref.key == head.key for ref in references(line.side))
    return None if own or derives(line) or line.problem is not None else (head, line.side)


def _array(ref: Ref) -> tuple[str, tuple[str, ...]]:
    """A name, whatever its indices."""
    return ref.base, ref.sups


def _quantity(head: Term | None, alone: Set[str]) -> Ref | None:
    """The name of a quantity; of a function the arguments matter, unless it stands alone elsewhere."""
    match head:
        case Ref():
            return head
        case Call(name=name) if name.base in LOSS_LETTERS | QUANTITY_WORDS or name.key in alone:
            return name
        case _:
            return None


def _with(term: Term, meant: Term, name: Ref) -> Term:
    """A term with a name for each of its parts that are what the name stands for, those of one sample included."""
    if bare(term) == meant:
        return replace(name, span=term.span)
    marks = {sample for ref in references(term) if (sample := sample_of(ref)) is not None}
    if len(marks) == 1 and bare(renamed(term, unmarked)) == meant:
        return replace(name, span=term.span, sups=(*name.sups, f"({marks.pop()})"))
    return rebuilt(term, lambda part: _with(part, meant, name))
