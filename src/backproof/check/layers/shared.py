r"""Quantities that other definitions write out: beside ``z = w x + b``, ``\hat y = \sigma(w x + b)`` is ``\sigma(z)``.

Without this, nothing depends on z, and ``\partial L/\partial z`` means nothing. A name is put in only where no
definition has it and the document differentiates by it, or where what it differentiates has no way to it; the term that
it stands for is the same, letter by letter, and no value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence, Set

from backproof.check.definitions.below import below
from backproof.check.definitions.definitions import DEFINES
from backproof.check.definitions.shape import is_constant
from backproof.check.layers.recurrence import derives
from backproof.check.names.sampling import sample_of, unmarked
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, has, rebuilt, references, renamed, substituted, walk
from backproof.read.terms.terms import Call, Nabla, Num, Partial, Raise, Ref, Term, Times, Unreadable
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS
from backproof.records import replace

Name = tuple[str, tuple[str, ...]]
POINTS = frozenset({"", "cdot", "*", "ast"})


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such names in the definitions that write them out."""
    found = list(lines)
    parts = [part for line in lines for term in line.sides for part in walk(term)]
    below = {_array(unmarked(by)) for part in parts for by in _varied(part)}
    alone = _alone(parts)
    known = {at: each for at, line in enumerate(found) if (each := _definition(line, alone)) is not None}
    astray = _goes_astray(parts, known.values())
    heads = {head.key for head, _ in known.values()}
    for place, (head, side) in list(known.items()):
        # What has become another name itself is put in for nothing.
        if (
            not (astray or _array(head) in below)
            or isinstance(known[place][1], Ref)
            or _is_logarithm_of_free(side, heads)
        ):
            continue
        now = {at: own for at, (each, own) in known.items() if each.key == head.key}
        if not _agree(list(now.values()), known.values()):
            continue
        others = [(at, *each) for at, each in known.items() if at not in now]
        named = {own.key for _, own, other in others if any(_array(ref) == _array(head) for ref in references(other))}
        for at, own, other in others:
            # Of a quantity that is written with the name and without it, both are the same.
            if astray or not named or own.key in named:
                written = _with(other, _plain(side), head)
                found[at] = replace(found[at], side=written)
                known[at] = own, written
    return tuple(found)


def _is_logarithm_of_free(side: Term, heads: Set[str]) -> bool:
    """Whether a definition can be solved for the one name in it, which no other line defines: it varies then, too."""
    match side:
        case Call(Ref(base="log"), 0, (Ref() as name,)) | Call(Ref(base="log"), 0, (Raise(Ref() as name, Num()),)):
            return name.key not in heads
        case Times((Num(), Call() as call)):
            return _is_logarithm_of_free(call, heads)
        case _:
            return False


def _goes_astray(parts: Sequence[Term], definitions: Collection[tuple[Ref, Term]]) -> bool:
    """Whether a quantity that is defined is differentiated by another one of which it is not made."""
    times = Counter(_numbered(head) for head, _ in definitions)
    heads = {head.key for head, _ in definitions}
    made = {
        _numbered(head): {*map(_numbered, references(side))}
        for head, side in definitions
        if times[_numbered(head)] == 1
    }
    slopes = {
        (_numbered(part.of), _numbered(part.by))
        for part in parts
        if isinstance(part, Partial) and isinstance(part.of, Ref) and part.by.key in heads
    }
    return any(of in made and by in made and by not in below({of}, made) for of, by in slopes)


def _numbered(ref: Ref) -> Name:
    """A name with its numbers, whatever its letters: of a layer, of a unit."""
    return ref.base, tuple(script for script in (*ref.subs, *ref.sups) if any(map(str.isdigit, script)))


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
    own = any(ref.key == head.key for ref in references(line.side)) or is_constant(line.side)
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


def _plain(term: Term) -> Term:
    """A term without its places, and without points between factors, which may as well be left out."""
    match term:
        case Times(signs=signs) if signs and POINTS.issuperset(signs):
            return _plain(replace(term, signs=()))
        case _:
            return bare(rebuilt(term, _plain))


def _with(term: Term, meant: Term, name: Ref) -> Term:
    """A term with a name for each of its parts that are what the name stands for, those of one sample included."""
    if not has(term, type(meant)):
        return term
    if type(term) is type(meant):
        if _plain(term) == meant:
            return replace(name, span=term.span)
        marks = {sample for ref in references(term) if (sample := sample_of(ref)) is not None}
        if len(marks) == 1 and _plain(renamed(term, unmarked)) == meant:
            return replace(name, span=term.span, sups=(*name.sups, f"({marks.pop()})"))
    return rebuilt(term, lambda part: _with(part, meant, name))
