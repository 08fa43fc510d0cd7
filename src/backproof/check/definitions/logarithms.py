r"""Names that vary with their logarithm: ``\rho = \log \sigma^2`` beside a divergence that is written in sigma.

Where the document differentiates by the logarithm, and neither computes the name nor writes the logarithm elsewhere,
the line is read the other way round, as ``\sigma = e^{\rho/2}``: sigma is not held while rho varies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Call, Num, Partial, Raise, Ref, Term, Times
from backproof.read.vocabulary import FUNCTION_WORDS


class Logarithm(NamedTuple):
    """A multiple of the logarithm of a name."""

    factor: Fraction
    name: Ref


def settle(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with what such names are by their logarithms."""
    found = {at: own for at, line in enumerate(lines) if (own := _said(line)) is not None}
    if not found:
        return lines
    chains = Counter(line.chain for line in lines)
    heads = Counter(_array(line.head) for line in lines if isinstance(line.head, Ref) and line.relation in DEFINES)
    varied = {_array(part.by) for line in lines for term in line.sides for part in occurrences(term, Partial)}
    made = {_array(ref) for at, line in enumerate(lines) if at not in found for ref in _body(line)}
    return tuple(
        _turned(line, found[at])
        if at in found
        and (line.chain is None or chains[line.chain] == 1)
        and heads[_array(found[at].name)] == 0
        and heads[_array(line.head)] == 1
        and _array(line.head) in varied - made
        and _array(found[at].name) in made
        else line
        for at, line in enumerate(lines)
    )


def _body(line: Line) -> Iterator[Ref]:
    """The names by which a line defines a quantity."""
    if isinstance(line.head, Ref | Call) and line.side is not None and line.relation in DEFINES:
        yield from references(line.side)


def _said(line: Line) -> Logarithm | None:
    """The logarithm that a line gives a name of its own."""
    if not isinstance(line.head, Ref) or line.relation not in DEFINES or line.side is None or line.problem is not None:
        return None
    own = _logarithm(line.side)
    return own if own is not None and own.name.subs == line.head.subs and own.name.key != line.head.key else None


def _logarithm(side: Term) -> Logarithm | None:
    match side:
        case Times((Num(value), Call() as call)) if value:
            own = _logarithm(call)
            return None if own is None else Logarithm(value * own.factor, own.name)
        case Call(Ref(base=function), 0, (inside,)) if FUNCTION_WORDS.get(function) == "log":
            match inside:
                case Ref():
                    return Logarithm(Fraction(1), inside)
                case Raise(Ref() as name, Num(value)) if value:
                    return Logarithm(value, name)
                case _:
                    return None
        case _:
            return None


def _turned(line: Line, own: Logarithm) -> Line:
    assert line.head is not None
    span = line.head.span
    share: Term = line.head if own.factor == 1 else Times((Num(1 / own.factor, 0, span), line.head), span)
    return replace(line, head=own.name, side=Call(Ref("exp", (), (), span), 0, (share,), span))


def _array(term: Term | None) -> tuple[str, tuple[str, ...]]:
    """A name whatever its indices."""
    return (term.base, term.sups) if isinstance(term, Ref) else ("", ())
