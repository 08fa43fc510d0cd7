"""The parser's core: rows, groups, scripts and arguments. What a command means stands in the table that it is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from backproof.source import Span
from backproof.syntax.macros import Macro, expand
from backproof.syntax.rows import MAX_DEPTH, RowBuilder, TooDeep, fence, row, widened
from backproof.syntax.scripts import SCRIPTS, scripts
from backproof.syntax.styles import STYLES, word
from backproof.syntax.symbols import BARS, CLOSING, DECLARATIONS, OPENING, PARTNERS, SIZES, SPACES, SYMBOLS
from backproof.syntax.tokens import Token, tokenize
from backproof.syntax.tree import Atom, Fraction, Grid, Kind, Node, Row, Script, Unread
from backproof.syntax.unended import mended

UNKNOWN_COMMAND = "an unknown command"
LONGEST_NUMBER = 400
"""Digits of a number: longer ones are no part of a derivation, and slow or impossible to compute with."""
_NOTHING = Token("", 0, 0)
_NO_ARGUMENT = frozenset({"", "}", "&", r"\\", r"\right", r"\end", r"\over", "_", "^", *CLOSING})
_CELL_ENDS = frozenset({"&", r"\\"})
_NO_STOPS: frozenset[str] = frozenset()

Rows = tuple[tuple[Node, ...], ...]


def key(text: str) -> str:
    r"""What a token is looked up by: ``\begin{align}`` is a ``\begin``."""
    return text.partition("{")[0] if text.startswith((r"\begin{", r"\end{")) else text


def span_of(token: Token) -> Span:
    """The place of a token."""
    return Span(token.start, token.end)


class Reader:
    """Reads tokens from left to right and never goes back, so its time is linear in their number."""

    def __init__(
        self, text: str, place: Span, commands: Mapping[str, Command], macros: Mapping[str, Macro], depth: int = 0
    ) -> None:
        self._tokens = mended(expand(_placed(text, place), macros))
        self._span = place
        self._commands = commands
        self._macros = macros
        self._depth = depth
        self._at = 0
        self._open: Counter[str] = Counter()
        self.end = place.start

    def peek(self) -> Token:
        """The next token; one with an empty text at the end."""
        return self._tokens[self._at] if self._at < len(self._tokens) else _NOTHING

    def take(self) -> Token:
        """The next token, which must be there."""
        token = self._tokens[self._at]
        self._at += 1
        self.end = max(self.end, token.end)
        return token

    def since(self, token: Token) -> Span:
        """From a token to the last one that was taken."""
        return Span(token.start, max(token.start, self.end))

    @contextmanager
    def nested(self, closing: str = "") -> Iterator[None]:
        """One level deeper, where ``closing`` ends what is read."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise TooDeep
        self._open[closing] += 1
        yield
        self._open[closing] -= 1
        self._depth -= 1

    def inner(self, text: str, place: Span) -> Node:
        """Mathematics inside a text."""
        with self.nested():
            return Reader(text, place, self._commands, self._macros, self._depth).formula()

    def formula(self) -> Node:
        """Everything, as one node; cells and line breaks outside of an environment are laid out like those inside."""
        rows = self.rows()
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        return Grid("aligned", rows, "", "", self._span)

    def ahead(self, closing: str) -> list[str]:
        """The signs of the next group, without its braces and without taking it; empty where it holds another one."""
        found: list[str] = []
        for token in self._tokens[self._at + 1 :]:
            if token.text == closing:
                return found
            if token.text == self.peek().text:
                break
            found.append(token.text)
        return []

    def rows(self, stops: frozenset[str] = _NO_STOPS) -> Rows:
        """Rows of cells, to the end of their environment or to one of ``stops``."""
        rows: list[tuple[Node, ...]] = []
        cells: list[Node] = []
        while True:
            cells.append(self._cell(_CELL_ENDS | stops))
            if self.peek().text == "&":
                self.take()
                continue
            rows.append(tuple(cells))
            cells = []
            if self.peek().text != r"\\":
                break
            self.take()
        return tuple(cells for cells in rows if cells != (Row((), cells[0].span),)) or tuple(rows[:1])

    def _cell(self, stops: frozenset[str]) -> Node:
        first = self.peek()
        # A macro whose body is an environment: its first token ends where the whole call ends, its cells end before.
        self.end = start = first.start if first.text else self.end
        items = self.items(stops)
        return row(items, _around(items, start))

    def items(self, stops: frozenset[str]) -> list[Node]:
        """The parts of a row up to one of ``stops`` or to whatever ends an outer level."""
        builder = RowBuilder(self._depth)
        while not self._ends(self.peek(), stops, builder):
            self._step(builder, stops)
        return builder.finish()

    def _ends(self, token: Token, stops: frozenset[str], builder: RowBuilder) -> bool:
        name = key(token.text)
        if name in CLOSING:
            return name in stops and not builder.inside_brackets
        return not token.text or name in stops or self._open[name] > 0

    def _step(self, builder: RowBuilder, stops: frozenset[str]) -> None:
        token = self.take()
        text = token.text
        if text in SIZES:
            return
        if text in SCRIPTS:
            builder.add(scripts(self, token, builder.take_base()))
        elif text in OPENING:
            builder.open(token, OPENING[text])
        elif text in CLOSING:
            builder.close(token, CLOSING[text])
        elif text in BARS:
            builder.bar(token, BARS[text], before_script=self.peek().text in SCRIPTS)
        elif text in DECLARATIONS and self.peek().text != "{":
            builder.declare(STYLES[text])
        elif text in SPACES and builder.innermost == "[":
            builder.add([Atom(Kind.SPACE, "quad", span_of(token))])
        elif text == r"\over":
            self._over(token, builder, stops)
        else:
            self._add(builder, token)

    def _add(self, builder: RowBuilder, token: Token) -> None:
        match self.nucleus(token):
            case [Script(Row(()), sub, sup) as script] if token.text == "{" and (sub or sup):
                builder.hang(script)
            case parts:
                builder.add(parts)

    def _over(self, token: Token, builder: RowBuilder, stops: frozenset[str]) -> None:
        numerator = builder.finish()
        with self.nested():
            denominator = self.items(stops)
        above = row(numerator, _around(numerator, token.start))
        below = row(denominator, _around(denominator, token.end))
        builder.add([Fraction(above, below, above.span.join(below.span))])

    def nucleus(self, token: Token) -> list[Node]:
        """What a token begins, without scripts; nothing where it leaves no trace."""
        text = token.text
        if command := self._commands.get(key(text)):
            return command(self, token)
        if text in SYMBOLS:
            return [Atom(*SYMBOLS[text], span_of(token))]
        if text == "{":
            return self.group(token)
        if text[0].isdecimal() or text[0] == ".":
            if len(text) > LONGEST_NUMBER:
                return [unread(token, f"a number of more than {LONGEST_NUMBER} digits is not read")]
            return [Atom(Kind.NUMBER, text, span_of(token))]
        if text.isalpha():
            return [word(text, span_of(token))]
        return [unread(token, UNKNOWN_COMMAND if text[0] == "\\" else "not known as mathematics")]

    def group(self, opening: Token) -> list[Node]:
        """The rest of ``{...}``."""
        with self.nested("}"):
            items = self.items(_NO_STOPS)
        if self.peek().text != "}":
            return [unread(opening, "an opening brace without a closing one"), *items]
        self.take()
        span = self.since(opening)
        return [widened(row(items, span), span)]

    def argument(self) -> Node | None:
        """What the next argument says; None where there is none."""
        while key(self.peek().text) not in _NO_ARGUMENT:
            if parts := self._argument_parts(self.take()):
                return row(parts, _around(parts, self.end))
        return None

    def _argument_parts(self, token: Token) -> list[Node]:
        if token.text in OPENING:
            body, unclosed = self.bracketed(token)
            delimiter = OPENING[token.text]
            return unclosed if body is None else [fence(delimiter, body, PARTNERS[delimiter], self.since(token))]
        if token.text in BARS:
            return [unread(token, "a bar where an argument is expected")]
        if len(token.text) == token.end - token.start > 1 and token.text.isdecimal():
            self._at -= 1
            self._tokens[self._at] = Token(token.text[1:], token.start + 1, token.end)
            token = Token(token.text[0], token.start, token.start + 1)
            self.end = token.end
        if token.text == "{":
            return self.group(token)
        with self.nested():
            return self.nucleus(token)

    def bracketed(self, opening: Token) -> tuple[Node | None, list[Node]]:
        """What a bracket that is an argument by itself holds; without a partner, nothing and the parts to read."""
        closing = PARTNERS[OPENING[opening.text]]
        with self.nested():
            items = self.items(frozenset(text for text, canonical in CLOSING.items() if canonical == closing))
        if CLOSING.get(self.peek().text) != closing:
            return None, [unread(opening, "an opening bracket without a closing one"), *items]
        self.take()
        return row(items, _around(items, opening.end)), []


def unread(token: Token, reason: str) -> Unread:
    """A token that can't be read, and why."""
    return Unread(token.text, reason, span_of(token))


def _placed(text: str, place: Span) -> list[Token]:
    """The tokens of a text; where it isn't as long as its place, a macro wrote it, and all of it stands there."""
    tokens = tokenize(text, place.start)
    if len(text) == len(place):
        return tokens
    return [Token(token.text, place.start, place.end) for token in tokens]


def _around(items: Sequence[Node], at: int) -> Span:
    return items[0].span.join(items[-1].span) if items else Span(at, at)


Command = Callable[[Reader, Token], list[Node]]
"""Reads the arguments of a command and gives what it stands for."""
