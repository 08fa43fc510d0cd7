"""Rows under construction: plain brackets and bars find their partners, whatever is unbalanced stays readable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from backproof.records import dataclass, replace
from backproof.source import Span
from backproof.syntax.styles import Style
from backproof.syntax.symbols import PARTNERS
from backproof.syntax.tokens import Token
from backproof.syntax.tree import Atom, Fence, Grid, Kind, Node, Row, Script, Unread

MAX_DEPTH = 50

_BARS = frozenset(PARTNERS[bar] for bar in ("|", r"\|"))
_HALF_OPEN = frozenset({("[", ")"), ("(", "]")})
_SEPARATORS = frozenset({Kind.RELATION, Kind.PUNCTUATION, Kind.SPACE})


class TooDeep(Exception):
    """Nesting beyond any formula that a person writes; caught where parsing starts."""


def row(items: Sequence[Node], span: Span) -> Node:
    """The items as one node: a single one by itself, otherwise a row over ``span``."""
    visible = tuple(item for item in items if not _is_empty(item))
    return visible[0] if len(visible) == 1 else Row(visible, span)


def widened(node: Node, span: Span) -> Node:
    """The same node over a longer span, such as one with its braces."""
    return replace(node, span=span)


def fence(opening: str, body: Node, closing: str, span: Span) -> Node:
    """A fence; around a matrix without brackets, the matrix with these brackets."""
    match body:
        case Grid("matrix", rows, "", "") if (opening, closing) == ("{", ""):
            return Grid("cases", rows, opening, closing, span)
        case Grid("matrix", rows, "", "") if opening or closing:
            return Grid("matrix", rows, opening, closing, span)
        case _:
            return Fence(opening, body, closing, span)


@dataclass(slots=True)
class _Frame:
    """What stands after an opening bracket that isn't closed yet."""

    opening: str
    token: Token | None
    after_operand: bool = False
    items: list[Node] = field(default_factory=list)
    style: Style | None = None
    styled_from: int = 0

    def finish(self) -> list[Node]:
        if self.style is not None:
            self.items[self.styled_from :] = self.style(self.items[self.styled_from :])
            self.style = None
        return self.items


class RowBuilder:
    """Takes the parts of a row from left to right."""

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._frames = [_Frame("", None)]

    @property
    def inside_brackets(self) -> bool:
        return len(self._frames) > 1

    @property
    def innermost(self) -> str:
        """The bracket that is open here; empty where none is."""
        return self._frames[-1].opening

    def add(self, nodes: Sequence[Node]) -> None:
        self._frames[-1].items.extend(nodes)

    def take_base(self) -> Node | None:
        """The last item, for a script to stand on."""
        items = self._frames[-1].items
        return items.pop() if items else None

    def hang(self, script: Script) -> None:
        """A group with only a script in it, as in ``\\delta{_2}``, hangs on what stands before."""
        items = self._frames[-1].items
        match items[-1:]:
            case [Script(base, sub, sup, primes, span)] if not (sub and script.sub) and not (sup and script.sup):
                joined = Script(
                    base, sub or script.sub, sup or script.sup, primes + script.primes, span.join(script.span)
                )
                items[-1] = joined
            case [base] if _ends_with_operand(items) or _is_name(base):
                items[-1] = replace(script, base=base, span=base.span.join(script.span))
            case _:
                items.append(script)

    def declare(self, style: Style) -> None:
        """A switch such as ``\\rm``: it holds to the end of its brackets."""
        frame = self._frames[-1]
        frame.finish()
        frame.style, frame.styled_from = style, len(frame.items)

    def open(self, token: Token, delimiter: str) -> None:
        if self._depth + len(self._frames) > MAX_DEPTH:
            raise TooDeep
        self._frames.append(_Frame(delimiter, token, after_operand=_ends_with_operand(self._frames[-1].items)))

    def close(self, token: Token, delimiter: str) -> None:
        at = self._partner(delimiter)
        if at == 0:
            self._close_nothing(token)
            return
        while len(self._frames) > at + 1:
            self._flatten()
        self._close_innermost(token, delimiter)

    def _close_nothing(self, token: Token) -> None:
        """A bracket without an opening one: after ``12c`` at the start of a row it ends a label."""
        span = Span(token.start, token.end)
        match self._frames[0].items:
            case [Atom(Kind.NUMBER | Kind.LETTER, text, first)] if self._outermost(token):
                self._frames[0].items = [Atom(Kind.TEXT, f"{text})", first.join(span))]
            case [Atom(Kind.NUMBER, text, first), Atom(Kind.LETTER, letter)] if self._outermost(token):
                self._frames[0].items = [Atom(Kind.TEXT, f"{text}{letter})", first.join(span))]
            case _:
                self.add([Unread(token.text, "a closing bracket without an opening one", span)])

    def _outermost(self, token: Token) -> bool:
        return token.text == ")" and not self.inside_brackets

    def bar(self, token: Token, delimiter: str, before_script: bool) -> None:
        """A bar opens, closes or separates, whichever its neighbours allow."""
        if self._bar_can_close("|") and token.text == "||":
            middle = token.start + 1
            self.bar(Token("|", token.start, middle), "|", before_script=False)
            self.bar(Token("|", middle, token.end), "|", before_script)
            return
        frame = self._frames[-1]
        if self._bar_can_close(delimiter):
            self._close_innermost(token, delimiter)
        elif before_script and _ends_with_operand(frame.items):
            self.add([_lone(token, delimiter)])
        else:
            if frame.opening == delimiter and frame.after_operand:
                self._flatten()
            self.open(token, delimiter)

    def finish(self) -> list[Node]:
        """All items, which leaves the row empty; a bracket without a partner is an item itself."""
        while len(self._frames) > 1:
            self._flatten()
        items = self._frames[0].finish()
        self._frames = [_Frame("", None)]
        return [item for item in items if not _is_empty(item)]

    def _bar_can_close(self, delimiter: str) -> bool:
        frame = self._frames[-1]
        if frame.opening != delimiter or not _can_end(frame.items):
            return False
        return not (frame.after_operand and any(_separates(item) for item in frame.items))

    def _partner(self, closing: str) -> int:
        """The innermost open bracket that ``closing`` can close; 0 where there is none."""
        for at in range(len(self._frames) - 1, 0, -1):
            if PARTNERS[self._frames[at].opening] == closing:
                return at
        brackets = [at for at, frame in enumerate(self._frames) if at and frame.opening not in _BARS]
        return brackets[-1] if brackets and (self._frames[brackets[-1]].opening, closing) in _HALF_OPEN else 0

    def _close_innermost(self, token: Token, delimiter: str) -> None:
        frame = self._frames.pop()
        opening = frame.token
        assert opening is not None
        body = row(frame.finish(), _body_span(frame.items, opening, token))
        self.add([fence(frame.opening, body, delimiter, Span(opening.start, token.end))])

    def _flatten(self) -> None:
        frame = self._frames.pop()
        assert frame.token is not None
        self.add([_lone(frame.token, frame.opening), *frame.finish()])


def _body_span(items: Sequence[Node], opening: Token, closing: Token) -> Span:
    if not items:
        return Span(opening.end, max(opening.end, closing.start))
    return items[0].span.join(items[-1].span)


def _lone(token: Token, delimiter: str) -> Node:
    span = Span(token.start, token.end)
    match delimiter:
        case "|":
            return Atom(Kind.PUNCTUATION, "|", span)
        case r"\|":
            return Atom(Kind.RELATION, "parallel", span)
        case _:
            return Unread(token.text, "an opening bracket without a closing one", span)


def _is_empty(node: Node) -> bool:
    match node:
        case Row(()):
            return True
        case _:
            return False


def _separates(node: Node) -> bool:
    match node:
        case Atom(kind):
            return kind in _SEPARATORS
        case _:
            return False


def _can_end(items: Sequence[Node]) -> bool:
    """Whether a closing bar may stand after these items."""
    match items[-1:]:
        case []:
            return False
        case [Atom(Kind.OPERATOR, sign)]:
            return sign == "!"
        case [Atom(Kind.RELATION | Kind.PUNCTUATION | Kind.BIG | Kind.SPACE)]:
            return False
        case _:
            return True


def _is_name(node: Node) -> bool:
    match node:
        case Atom(Kind.NAME | Kind.BIG):
            return True
        case _:
            return False


def _ends_with_operand(items: Sequence[Node]) -> bool:
    match items[-1:]:
        case [Atom(Kind.NAME)]:
            return False
        case _:
            return _can_end(items)
