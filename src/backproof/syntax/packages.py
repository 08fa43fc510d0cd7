r"""What packages of LaTeX add to its mathematics: physics, derivative, diffcoeff, siunitx, mathtools.

MathJax has them as extensions, so that notebooks and pages use them without a preamble. A document's own definition
of a name comes first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from backproof.source import Span
from backproof.syntax.reader import Command, Reader, Rows, unread
from backproof.syntax.rows import fence, row, widened
from backproof.syntax.styles import in_alphabet, word
from backproof.syntax.symbols import BARS, OPENING, PARTNERS
from backproof.syntax.tokens import Token
from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Kind, Node, Row, Script

_SCIENTIFIC = re.compile(r"(?P<sign>[+-]?)(?P<digits>\d+(?:[.,]\d+)?|[.,]\d+)?(?:[eEdD](?P<power>[+-]?\d+))?")
_MOST_NAMES = 4


def derivative(sign: str) -> Command:
    r"""``\dv[2]{f}{x}``, ``\pdv{f}{x}{y}``, and ``\dv{x}`` for the derivative of what follows."""

    def command(reader: Reader, token: Token) -> list[Node]:
        _starred(reader)
        order = _option(reader)
        found: list[Node] = []
        while len(found) < _MOST_NAMES and (not found or reader.peek().text == "{"):
            if (argument := reader.argument()) is None:
                break
            found.append(argument)
        if not found:
            return [unread(token, f"{token.text} needs 1 argument; found 0")]
        body, names = (found[:1], found[1:]) if len(found) > 1 else ([], found)
        names = [part for name in names for part in _listed(name)]
        total = order or (Atom(Kind.NUMBER, str(len(names)), names[0].span) if len(names) > 1 else None)
        span, at = reader.since(token), Span(token.start, token.start)
        above = row([_raised(_sign(sign, at), total), *body], Span(at.start, (body or names)[0].span.end))
        below = [[_sign(sign, Span(n.span.start, n.span.start)), _raised(n, order)] for n in names]
        flat = [part for parts in below for part in parts]
        return [Fraction(above, row(flat, flat[0].span.join(flat[-1].span)), span)]

    return command


def _sign(name: str, span: Span) -> Node:
    return Atom(Kind.LETTER, name, span)


def _raised(base: Node, order: Node | None) -> Node:
    return base if order is None else Script(base, None, order, 0, base.span.join(order.span))


def _listed(names: Node) -> Sequence[Node]:
    """The parts of a list with commas: ``x, y`` are two names."""
    parts: list[list[Node]] = [[]]
    for item in _items(names):
        match item:
            case Atom(Kind.PUNCTUATION, ","):
                parts.append([])
            case _:
                parts[-1].append(item)
    return [row(part, part[0].span.join(part[-1].span)) for part in parts if part]


def _items(node: Node) -> Sequence[Node]:
    match node:
        case Row(items):
            return items
        case _:
            return (node,)


def _starred(reader: Reader) -> None:
    if reader.peek().text == "*":
        reader.take()


def _option(reader: Reader) -> Node | None:
    if reader.peek().text != "[":
        return None
    order, _ = reader.bracketed(reader.take())
    return order


def _brackets(opening: str) -> Command:
    r"""``\abs{x}``, also with a star or a size."""

    def command(reader: Reader, token: Token) -> list[Node]:
        _starred(reader)
        if reader.peek().text == "[" and opening in BARS.values():
            reader.bracketed(reader.take())
        return _enclosed(reader, token, opening)

    return command


def _enclosed(reader: Reader, token: Token, opening: str) -> list[Node]:
    with_brackets = reader.peek().text in OPENING
    argument = reader.argument()
    if argument is None:
        return [unread(token, f"{token.text} needs 1 argument; found 0")]
    match argument:
        case Fence(_, body) if with_brackets:
            return [fence(opening, body, PARTNERS[opening], reader.since(token))]
        case _:
            return [fence(opening, argument, PARTNERS[opening], reader.since(token))]


def _quantity(reader: Reader, token: Token) -> list[Node]:
    r"""``\qty(x)`` is a bracket that grows; ``\qty{3}{\metre}`` is a number with its unit."""
    _starred(reader)
    if reader.peek().text != "{":
        return []
    braces = reader.peek()
    value = _number(reader, token)
    if reader.peek().text == "{":
        reader.argument()
        return value
    body = row(value, value[0].span.join(value[-1].span)) if value else Row((), Span(braces.end, braces.end))
    return [fence("{", body, "}", reader.since(token))]


def _evaluated(reader: Reader, token: Token) -> list[Node]:
    r"""``\eval{f}_{x = 0}`` is what stands before a bar."""
    _starred(reader)
    argument = reader.argument()
    if argument is None:
        return [unread(token, f"{token.text} needs 1 argument; found 0")]
    return [fence("", argument, "|", reader.since(token))]


def _number(reader: Reader, token: Token) -> list[Node]:
    r"""``\num{1.5e-3}``: a number as it is typed, with a decimal comma or a power of ten."""
    if reader.peek().text != "{":
        argument = reader.argument()
        return [unread(token, f"{token.text} needs 1 argument; found 0")] if argument is None else [argument]
    opening = reader.peek()
    ahead = reader.ahead("}")
    match = _SCIENTIFIC.fullmatch("".join(ahead))
    if match is None or not (match["digits"] or match["power"]):
        return reader.group(reader.take())
    reader.argument()
    span = Span(opening.start, reader.end)
    minus = [Atom(Kind.OPERATOR, match["sign"], span)] if match["sign"] else []
    digits = [Atom(Kind.NUMBER, match["digits"].replace(",", "."), span)] if match["digits"] else []
    times = [Atom(Kind.OPERATOR, "cdot", span)] if digits and match["power"] else []
    return [*minus, *digits, *times, *_power_of_ten(match["power"], span)]


def _power_of_ten(power: str | None, span: Span) -> list[Node]:
    if not power:
        return []
    digits = Atom(Kind.NUMBER, power.lstrip("+-"), span)
    exponent = Row((Atom(Kind.OPERATOR, "-", span), digits), span) if power[0] == "-" else digits
    return [Script(Atom(Kind.NUMBER, "10", span), None, exponent, 0, span)]


def _with_unit(reader: Reader, token: Token) -> list[Node]:
    value = _number(reader, token)
    reader.argument()
    return value


def _unit(reader: Reader, _: Token) -> list[Node]:
    reader.argument()
    return []


def _differential(reader: Reader, token: Token) -> list[Node]:
    order = _option(reader)
    sign = _raised(_sign("d", Span(token.start, token.end)), order)
    argument = reader.argument() if reader.peek().text == "{" else None
    return [sign] if argument is None else [row([sign, argument], reader.since(token))]


def _bold(reader: Reader, token: Token) -> list[Node]:
    _starred(reader)
    argument = reader.argument()
    if argument is None:
        return [unread(token, f"{token.text} needs 1 argument; found 0")]
    return [widened(row(in_alphabet("bold", _items(argument)), argument.span), reader.since(token))]


def _matrix(opening: str) -> Command:
    r"""``\mqty(a & b \\ c & d)`` and ``\pmqty{a & b \\ c & d}``."""

    def command(reader: Reader, token: Token) -> list[Node]:
        _starred(reader)
        first = reader.peek()
        delimiter = OPENING.get(first.text, "")
        if first.text != "{" and not delimiter:
            return [unread(token, f"{token.text} needs 1 argument; found 0")]
        reader.take()
        closing = PARTNERS[delimiter] if delimiter else "}"
        with reader.nested("" if delimiter else "}"):
            rows: Rows = reader.rows(frozenset({closing}) if delimiter else frozenset())
        if reader.peek().text != closing:
            return [unread(token, "an opening bracket without a closing one"), *(c for cells in rows for c in cells)]
        reader.take()
        begins = opening or delimiter
        return [Grid("matrix", rows, begins, PARTNERS.get(begins, ""), reader.since(token))]

    return command


def _named(name: str) -> Command:
    return lambda _, token: [word(name, Span(token.start, token.end))]


def _fraction(reader: Reader, token: Token) -> list[Node]:
    above, below = reader.argument(), reader.argument()
    if above is None or below is None:
        return [unread(token, f"{token.text} needs 2 arguments; found {0 if above is None else 1}")]
    return [Fraction(above, below, reader.since(token))]


def _table() -> dict[str, Command]:
    table: dict[str, Command] = {}
    table |= dict.fromkeys((r"\dv", r"\derivative", r"\odv", r"\diff"), derivative("d"))
    table |= dict.fromkeys((r"\pdv", r"\pderivative", r"\partialderivative", r"\diffp"), derivative("partial"))
    table |= dict.fromkeys((r"\fdv", r"\functionalderivative"), derivative("delta"))
    table |= dict.fromkeys((r"\abs", r"\absolutevalue", r"\vqty"), _brackets("|"))
    table |= {r"\norm": _brackets(r"\|"), r"\pqty": _brackets("("), r"\bqty": _brackets("["), r"\Bqty": _brackets("{")}
    table |= dict.fromkeys((r"\qty", r"\quantity"), _quantity)
    table |= dict.fromkeys((r"\eval", r"\evaluated"), _evaluated)
    table |= dict.fromkeys((r"\dd", r"\differential"), _differential)
    table |= dict.fromkeys((r"\vb", r"\va", r"\vectorbold", r"\vectorarrow"), _bold)
    table |= dict.fromkeys((r"\mqty", r"\matrixquantity", r"\smqty"), _matrix(""))
    table |= {r"\pmqty": _matrix("("), r"\bmqty": _matrix("["), r"\vmqty": _matrix("|")}
    table |= {r"\num": _number, r"\SI": _with_unit, r"\si": _unit, r"\unit": _unit, r"\flatfrac": _fraction}
    words = {r"\tr": "tr", r"\Tr": "tr", r"\trace": "tr", r"\diag": "diag", r"\softmax": "softmax"}
    words |= {r"\sgn": "sgn", r"\sign": "sign", r"\ReLU": "ReLU", r"\relu": "ReLU", r"\sigmoid": "sigmoid"}
    return table | {command: _named(name) for command, name in words.items()}


PACKAGES: Mapping[str, Command] = MappingProxyType(_table())
"""Each command of a package, and how to read its arguments."""
