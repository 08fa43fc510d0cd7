r"""Sums and products with dots in them: ``u_1 + u_2 + \dots + u_n`` is the sum over i from 1 to n of ``u_i``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from backproof.read.terms.dots import DOTS
from backproof.read.terms.rewriting import alike, has, occurrences, rebuilt, references, renamed
from backproof.read.terms.terms import Big, Call, Num, Ref, Term, Unreadable

LETTERS = "ikjlmpqrst"
"""Letters for what runs, in the order of preference."""


def together(kind: str, parts: Sequence[Term]) -> list[Term]:
    """Terms of a sum, or factors of a product, with each progression as one of them; ``kind`` is ``sum`` or ``prod``.

    Raises :class:`Unreadable` where dots stand for what is not clear.
    """
    if len(parts) == 1:
        return list(parts)
    found: list[Term] = []
    at = 0
    while at < len(parts):
        if not _is_dots(parts[at]):
            found.append(parts[at])
            at += 1
            continue
        last = parts[at + 1] if at + 1 < len(parts) else None
        if last is None or not found:
            raise Unreadable("what the dots stand for is not clear", parts[at].span)
        found = _joined(kind, found, last) or _joined(kind, [*map(_spread, found)], _spread(last)) or []
        if not found:
            raise Unreadable("what the dots stand for is not clear", last.span)
        at += 2
    return found


def _is_dots(part: Term) -> bool:
    """Dots, perhaps behind a minus."""
    names = list(occurrences(part, Ref))
    return len(names) == 1 and names[0].base in DOTS and not has(part, Call, Big)


def _joined(kind: str, before: list[Term], last: Term) -> list[Term] | None:
    """The parts before some dots, those that the last one goes on with as one sum or product; None where unclear."""
    for script in _scripts(last):
        first = next((count for count in _counts(before[-1]) if alike(_put(last, script, count), before[-1])), None)
        if first is None:
            continue
        start = len(before) - 1
        while start and first and alike(_put(last, script, first - 1), before[start - 1]):
            start, first = start - 1, first - 1
        used = {name for part in (*before, last) for ref in references(part) for name in (ref.base, *ref.subs)}
        letter = next(each for each in LETTERS if each not in used | {script})
        span = before[start].span.join(last.span)
        lower = Num(Fraction(first), 0, span)
        upper = Num(Fraction(script), 0, span) if script.isdigit() else Ref(script, (), (), span)
        return [*before[:start], Big(kind, letter, lower, upper, (), _put(last, script, letter), span)]
    return None


def _spread(term: Term) -> Term:
    """The term with the two letters of ``w_{in}`` as two indices, as beside ``w_{i1}``."""

    def change(part: Term) -> Term:
        match part:
            case Ref(_, (word,)) if len(word) > 1 and word.isalnum():
                return replace(part, subs=tuple(word))
            case _:
                return rebuilt(part, change)

    return change(term)


def _scripts(term: Term) -> list[str]:
    """What may count the last part: its indices, and numbers and letters in parentheses above."""
    found = [script for ref in references(term) for script in ref.subs]
    found += [sup[1:-1] for ref in references(term) for sup in ref.sups if sup[:1] == "("]
    return [each for each in dict.fromkeys(found) if each.isdigit() or (len(each) == 1 and each.isalpha())]


def _counts(term: Term) -> list[int]:
    """The numbers that count a part before the dots."""
    return [int(script) for script in _scripts(term) if script.isdigit()]


def _put(term: Term, script: str, value: int | str) -> Term:
    """A part with another count, wherever the count stands in it."""

    def named(ref: Ref) -> Ref:
        subs = tuple(str(value) if each == script else each for each in ref.subs)
        sups = tuple(f"({value})" if each == f"({script})" else each for each in ref.sups)
        return replace(ref, subs=subs, sups=sups)

    def counted(part: Term) -> Term:
        match part:
            case Ref(base, (), ()) if base == script:
                return Num(Fraction(value), 0, part.span) if isinstance(value, int) else replace(part, base=value)
            case _:
                return rebuilt(part, counted)

    return renamed(counted(term), named)
