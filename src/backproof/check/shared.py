r"""Quantities that other definitions write out: beside ``z = w x + b``, ``\hat y = \sigma(w x + b)`` is ``\sigma(z)``.

Without this, nothing depends on z, and ``\partial L/\partial z`` means nothing. A name is put in only where no
definition has it and the document differentiates by it; the term that it stands for is the same, letter by letter, and
no value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from backproof.check.definitions import DEFINES
from backproof.check.numbers.shape import is_constant
from backproof.check.recurrence import derives, terms_of
from backproof.read.lexicon import LOSS_LETTERS, QUANTITY_WORDS
from backproof.read.lines import Line
from backproof.read.rewriting import bare, rebuilt, references, walk
from backproof.read.terms import Call, Partial, Ref, Term


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such names in the definitions that write them out."""
    found = list(lines)
    parts = [part for line in lines for term in terms_of(line) for part in walk(term)]
    below = {_array(part.by) for part in parts if isinstance(part, Partial)}
    alone = _alone(parts)
    counts = Counter(head.key for _, head, _ in _definitions(found, alone))
    for at, head, side in list(_definitions(found, alone)):
        if _array(head) not in below or counts[head.key] > 1 or isinstance(side, Ref) or is_constant(side):
            continue
        others = [each for each in _definitions(found, alone) if each[0] != at]
        named = {own.key for _, own, other in others if any(_array(ref) == _array(head) for ref in references(other))}
        for where, own, other in others:
            # Of a quantity that is written with the name and without it, both are the same.
            if not named or own.key in named:
                found[where] = replace(found[where], side=_with(other, bare(side), head))
    return tuple(found)


def _alone(parts: Sequence[Term]) -> frozenset[str]:
    r"""The functions that only derivatives name, without their arguments: g in ``\partial g/\partial s``."""
    named = {part.of.key for part in parts if isinstance(part, Partial) and isinstance(part.of, Ref)}
    calls = Counter(part.name.key for part in parts if isinstance(part, Call) and not _is_product(part))
    return frozenset(key for key in named if calls[key] == 1)


def _is_product(call: Call) -> bool:
    """``g(1 - g)``."""
    return any(ref.key == call.name.key for each in call.arguments for ref in references(each))


def _definitions(lines: Sequence[Line], alone: Set[str] = frozenset()) -> Iterator[tuple[int, Ref, Term]]:
    """The lines that define a quantity without derivatives: their numbers, heads and sides.

    Functions that stand ``alone`` elsewhere are quantities, too.
    """
    for at, line in enumerate(lines):
        head = _quantity(line.head, alone)
        if head is not None and line.side is not None and line.relation in DEFINES - {"leftarrow"}:
            own = any(ref.key == head.key for ref in references(line.side))
            if not own and not derives(line) and line.problem is None:
                yield at, head, line.side


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
    """A term with a name for each of its parts that are what the name stands for."""
    if bare(term) == meant:
        return replace(name, span=term.span)
    return rebuilt(term, lambda part: _with(part, meant, name))
