r"""Quantities that get a name before their formula: ``L = H(y, p) = -y \log p``, ``\ell(w) = \log L(w) = ...``.

Nothing defines H or the inner L; what stands behind the next sign is what the head is. So it is with a loss of all
samples under the letter of one: ``L(T, Y) = \sum_i L(t_i, y_i) = -\sum_i \sum_c t_{ic} \log y_{ic}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.definitions.shape import is_constant
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Big, Call, Listed, Num, Ref, Term, Times
from backproof.read.vocabulary import FUNCTION_WORDS

LOGARITHMS = frozenset({"log", "ln"})


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the formula for such a name."""
    known = {base for line in lines for base in _defined(line)}
    return tuple(_with_formula(at, line, lines, known) for at, line in enumerate(lines))


def _with_formula(at: int, line: Line, lines: Sequence[Line], known: Set[str]) -> Line:
    head = _head(line)
    if head is None or line.relation not in DEFINES or line.side is None:
        return line
    named = _named(line.side)
    behind = lines[at + 1] if at + 1 < len(lines) else line
    formula = behind.side if behind.head is None and behind.chain == line.chain is not None else None
    if not named or formula is None or behind.relation not in DEFINES or behind.problem is not None:
        return line
    twice = sum(other == head for each in lines for other in [_head(each)]) > 1
    own = {ref.base for ref in references(formula)} & {*named, head}
    if twice or own or named & (known - {head}) or _named(formula) or is_constant(formula):
        return line
    return replace(line, side=formula)


def _defined(line: Line) -> Iterator[str]:
    head = _head(line)
    if head is not None and line.relation in DEFINES:
        yield head


def _head(line: Line) -> str | None:
    match line.head:
        case Ref(base=base) | Call(name=Ref(base=base)):
            return base
        case _:
            return None


def _is_of(letter: str, argument: Term) -> bool:
    """Whether an argument is that of one member of a sum."""
    return isinstance(argument, Ref) and bool({letter, f"({letter})"} & {*argument.subs, *argument.sups})


def _named(side: Term) -> set[str]:
    """The name of a function of plain names, perhaps with a sign, a logarithm or a sum before it; else empty."""
    match side:
        case Times((Num(), inner)):
            return _named(inner)
        case Big("sum", letter, body=Call(arguments=arguments) as inner) if all(
            _is_of(letter, each) for each in arguments
        ):
            return _named(inner)
        case Times((Ref(base=base, subs=()), Listed(None, items))):
            return {base} if all(isinstance(each, Ref) for each in items) else set()
        case Call(name=Ref(base=base), primes=0, arguments=(inner,)) if base in LOGARITHMS:
            return _named(inner)
        case Call(name=Ref(base=base), primes=0, arguments=arguments) if base not in FUNCTION_WORDS:
            return {base} if all(isinstance(each, Ref) for each in arguments) else set()
        case _:
            return set()
