r"""What each command with arguments stands for: fractions, roots, fences, accents, words, environments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from backproof.source import Span
from backproof.syntax.reader import Command, Reader, Rows, unread
from backproof.syntax.rows import fence, row, widened
from backproof.syntax.scripts import next_is_script
from backproof.syntax.styles import STYLES, Style, word
from backproof.syntax.symbols import (
    ACCENTS,
    BRACES,
    DELIMITERS,
    DROPPED,
    ENVIRONMENT_ARGUMENTS,
    ENVIRONMENTS,
    NEGATED,
    SYMBOLS,
    TRANSPARENT,
)
from backproof.syntax.tokens import TEXT_COMMANDS, Token
from backproof.syntax.tree import Atom, Fraction, Grid, Kind, Node, Root, Row, Script, Styled, Unread
from backproof.syntax.words import space, text

_LEFT_ENDS = frozenset({r"\right", "&", r"\\"})
_POSITIONED = frozenset({"aligned", "alignedat", "gathered", "array"})

Build = Callable[[Sequence[Node], Span], list[Node]]


def taking(count: int, build: Build) -> Command:
    """A command with ``count`` arguments; where fewer follow, they stay as they stand."""

    def command(reader: Reader, token: Token) -> list[Node]:
        found: list[Node] = []
        while len(found) < count and (argument := reader.argument()) is not None:
            found.append(argument)
        if len(found) == count:
            return build(found, reader.since(token))
        plural = "" if count == 1 else "s"
        return [unread(token, f"{token.text} needs {count} argument{plural}; found {len(found)}"), *found]

    return command


def _fraction(arguments: Sequence[Node], span: Span) -> list[Node]:
    return [Fraction(arguments[0], arguments[1], span)]


def _accent(style: str) -> Build:
    return lambda arguments, span: [Styled(style, arguments[0], span)]


def _restyled(style: Style) -> Build:
    def build(arguments: Sequence[Node], span: Span) -> list[Node]:
        return [widened(row(style(_items(arguments[0])), span), span)]

    return build


def _items(node: Node) -> Sequence[Node]:
    match node:
        case Row(items):
            return items
        case _:
            return (node,)


def _operator_name(arguments: Sequence[Node], span: Span) -> list[Node]:
    r"""``\operatorname{arg\,max}`` is one word, whatever stands between its letters."""
    parts = [part.text for part in _items(arguments[0]) if isinstance(part, Atom) and part.text.isalpha()]
    if len(parts) == len(_items(arguments[0])):
        spelt = "".join(parts)
        kind, name = SYMBOLS.get(f"\\{spelt}", (Kind.TEXT, spelt))
        return [word(name if kind is Kind.NAME else spelt, span)]
    return _restyled(STYLES[r"\mathrm"])(arguments, span)


def _last(arguments: Sequence[Node], span: Span) -> list[Node]:
    return list(_items(arguments[-1])) if isinstance(arguments[-1], Row) else [widened(arguments[-1], span)]


def _above(arguments: Sequence[Node], span: Span) -> list[Node]:
    """What stands above a relation is a remark on it; above anything else, a superscript."""
    remark, base = arguments
    return [widened(base, span) if _is_relation(base) else Script(base, None, remark, 0, span)]


def _below(arguments: Sequence[Node], span: Span) -> list[Node]:
    remark, base = arguments
    return [widened(base, span) if _is_relation(base) else Script(base, remark, None, 0, span)]


def _is_relation(node: Node) -> bool:
    match node:
        case Atom(Kind.RELATION):
            return True
        case _:
            return False


def _negated(arguments: Sequence[Node], span: Span) -> list[Node]:
    match arguments[0]:
        case Atom(Kind.RELATION, text) if text in NEGATED:
            return [Atom(Kind.RELATION, NEGATED[text], span)]
        case other:
            sign = Span(span.start, other.span.start)
            return [Unread(r"\not", "a negation that has no sign of its own", sign), other]


def _arrow(name: str) -> Command:
    def command(reader: Reader, token: Token) -> list[Node]:
        skip_option(reader)
        reader.argument()
        return [Atom(Kind.RELATION, name, reader.since(token))]

    return command


def _dropped(count: int) -> Command:
    def command(reader: Reader, token: Token) -> list[Node]:
        if count:
            skip_option(reader)
        for _ in range(count):
            reader.argument()
        return []

    return command


def skip_option(reader: Reader) -> None:
    """An optional argument in square brackets that says nothing about the mathematics."""
    if reader.peek().text == "[":
        reader.bracketed(reader.take())


def _remarked(reader: Reader, token: Token) -> list[Node]:
    r"""``\underbrace{x}_{remark}`` is ``x``."""
    argument = reader.argument()
    if argument is None:
        return [unread(token, f"{token.text} needs 1 argument; found 0")]
    while next_is_script(reader):
        reader.take()
        reader.argument()
    return [widened(argument, reader.since(token))]


def _root(reader: Reader, token: Token) -> list[Node]:
    degree: Node | None = None
    if reader.peek().text == "[":
        degree, unclosed = reader.bracketed(reader.take())
        if degree is None:
            return [unread(token, f"{token.text} needs 1 argument; found 0"), *unclosed]
    return taking(1, lambda arguments, span: [Root(arguments[0], degree, span)])(reader, token)


def _left(reader: Reader, token: Token) -> list[Node]:
    opening = _delimiter(reader)
    if opening is None:
        return [unread(token, r"\left needs a bracket after it")]
    inside = reader.end
    with reader.nested(r"\right"):
        items = reader.items(_LEFT_ENDS)
    if reader.peek().text != r"\right":
        return [unread(token, r"\left without its \right"), *items]
    right = reader.take()
    closing = _delimiter(reader)
    body = row(items, items[0].span.join(items[-1].span) if items else Span(inside, inside))
    result = fence(opening, body, closing or "", reader.since(token))
    return [result] if closing is not None else [result, unread(right, r"\right needs a bracket after it")]


def _delimiter(reader: Reader) -> str | None:
    text = reader.peek().text
    return DELIMITERS[reader.take().text] if text in DELIMITERS else None


def _middle(reader: Reader, token: Token) -> list[Node]:
    delimiter = _delimiter(reader)
    if delimiter in ("|", r"\|"):
        return [Atom(Kind.PUNCTUATION, "|", reader.since(token))]
    return [unread(token, r"\middle needs a bar after it")]


def _environment(reader: Reader, token: Token) -> list[Node]:
    name = token.text[len(r"\begin{") : -1].rstrip("*")
    if name in _POSITIONED:
        skip_option(reader)
    if name in ENVIRONMENT_ARGUMENTS:
        reader.argument()
    with reader.nested(r"\end"):
        rows = reader.rows()
    ended = reader.peek().text.startswith(r"\end{")
    if ended:
        reader.take()
    kind, opening, closing = ENVIRONMENTS.get(name, ("aligned", "", ""))
    if ended and name in ENVIRONMENTS:
        return [_grid(kind, rows, opening, closing, reader.since(token))]
    fault = f"\\begin{{{name}}} without its \\end" if name in ENVIRONMENTS else f"the environment {name} is not known"
    return [unread(token, fault), _grid(kind, rows, opening, closing, Span(token.end, reader.end))]


def _grid(kind: str, rows: Rows, opening: str, closing: str, span: Span) -> Node:
    """The grid; a display of one cell is that cell."""
    match rows:
        case ((cell,),) if kind == "aligned":
            return widened(cell, span)
        case _:
            return Grid(kind, rows, opening, closing, span)


def _substack(reader: Reader, token: Token) -> list[Node]:
    """Lines under a sum are conditions side by side."""
    if reader.peek().text != "{":
        return [unread(token, f"{token.text} needs 1 argument; found 0")]
    opening = reader.take()
    with reader.nested("}"):
        rows = reader.rows()
    if reader.peek().text != "}":
        return [unread(opening, "an opening brace without a closing one"), *(cell for cells in rows for cell in cells)]
    reader.take()
    parts: list[Node] = []
    for cells in rows:
        parts += [Atom(Kind.PUNCTUATION, ",", Span(cells[0].span.start, cells[0].span.start))] if parts else []
        parts += [item for cell in cells for item in _items(cell)]
    span = reader.since(token)
    return [widened(row(parts, span), span)]


def _commands() -> dict[str, Command]:
    table: dict[str, Command] = {command: _dropped(count) for command, count in DROPPED.items()}
    table |= {command: taking(count + 1, _last) for command, count in TRANSPARENT.items()}
    table |= {command: taking(1, _restyled(style)) for command, style in STYLES.items()}
    table |= {command: taking(1, _accent(style)) for command, style in ACCENTS.items()}
    table |= dict.fromkeys((r"\frac", r"\dfrac", r"\tfrac", r"\cfrac", r"\nicefrac", r"\sfrac"), taking(2, _fraction))
    table |= dict.fromkeys((r"\operatorname", r"\operatorname*"), taking(1, _operator_name))
    table |= dict.fromkeys((r"\overset", r"\stackrel"), taking(2, _above))
    table |= dict.fromkeys(BRACES, _remarked)
    table |= dict.fromkeys(TEXT_COMMANDS, text)
    table |= dict.fromkeys((r"\hspace", r"\hspace*", r"\mspace"), space)
    table |= {r"\xrightarrow": _arrow("to"), r"\xleftarrow": _arrow("leftarrow")}
    return table | {
        r"\underset": taking(2, _below),
        r"\not": taking(1, _negated),
        r"\sqrt": _root,
        r"\left": _left,
        r"\middle": _middle,
        r"\begin": _environment,
        r"\substack": _substack,
    }


COMMANDS: Mapping[str, Command] = MappingProxyType(_commands())
"""Each control sequence that takes arguments, and how to read them."""
