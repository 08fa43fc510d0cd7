"""Numbers as they are written, with a power of ten where there is one."""

from __future__ import annotations

from fractions import Fraction as Rational

from backproof.read.grammar.reader import Reader
from backproof.read.terms.terms import Num, Term, Unreadable
from backproof.source import Span
from backproof.syntax.reader import LONGEST_NUMBER
from backproof.syntax.tree import Atom, Kind


def number(text: str, span: Span) -> Num:
    """A decimal number."""
    if len(text) > LONGEST_NUMBER:
        raise Unreadable(f"a number of more than {LONGEST_NUMBER} digits is not read", span)
    _, _, behind = text.partition(".")
    return Num(Rational(text if not text.startswith(".") else "0" + text), len(behind), span)


def scientific(reader: Reader, mantissa: Num) -> Term:
    """``1e-3`` and ``2.5E4``, where nothing stands between the signs."""
    match reader.parts[reader.at : reader.at + 3]:
        case (Atom(Kind.LETTER, "e" | "E") as sign, Atom(Kind.NUMBER, power) as last, *_):
            negative, count = False, 2
        case (
            Atom(Kind.LETTER, "e" | "E") as sign,
            Atom(Kind.OPERATOR, "-") as dash,
            Atom(Kind.NUMBER, power) as last,
        ):
            negative, count = True, 3
            if sign.span.end != dash.span.start:
                return mantissa
        case _:
            return mantissa
    if mantissa.span.end != sign.span.start or not power.isdigit():
        return mantissa
    span = mantissa.span.join(last.span)
    if len(power) > 3:
        raise Unreadable("an exponent of more than three digits is not read", span)
    reader.at += count
    shift = Rational(10) ** (-int(power) if negative else int(power))
    return Num(mantissa.value * shift, max(0, mantissa.decimals + (int(power) if negative else -int(power))), span)
