r"""An author's own macros: ``\newcommand`` and its relatives, collected and expanded with bounds.

What a macro produces stands at the place of its call, so that every node still points into the document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import final

from backproof.syntax.tokens import Token, matching_braces, tokenize

CONDITIONAL = re.compile(r"\\(?:if[A-Za-z]*|else|fi)(?![A-Za-z])")
"""What TeX decides as it goes: a command with it in its body keeps the meaning that it has without that."""
MAX_EXPANSIONS = 5_000
MAX_TOKENS = 20_000
_GAP = 80

_DEFINITION = re.compile(
    r"""
      \\(?P<command> (?:re)?newcommand | providecommand | DeclareRobustCommand | DeclareMathOperator ) \s* \*? \s*
      (?: \{ \s* (?P<braced> \\(?:[A-Za-z]+|[^A-Za-z\s]) ) \s* \} | (?P<bare> \\(?:[A-Za-z]+|[^A-Za-z\s]) ) ) \s*
      (?: \[ \s* (?P<count> [0-9] ) \s* \] \s* )? (?: \[ (?P<default> [^\]]* ) \] \s* )? (?= \{ )
    | (?: \\(?:long|global|protected) \s* )* \\[gex]?def \s* (?P<defined> \\(?:[A-Za-z]+|[^A-Za-z\s]) )
      \s* (?P<parameters> (?: \#[1-9] \s* )* ) (?= \{ )
    | \\DeclarePairedDelimiter(?P<own>X?) \s* \{? \s* (?P<delimiter> \\[A-Za-z]+ ) \s* \}? \s*
      (?: \[ \s* (?P<inside> [0-9] ) \s* \] \s* )?
      \{? \s* (?P<left> \\?[A-Za-z]+ | \\?[^A-Za-z\s] ) \s* \}? \s*
      \{? \s* (?P<right> \\?[A-Za-z]+ | \\?[^A-Za-z\s] ) \s* \}?
    | \\(?:New|Renew|Provide|Declare)DocumentCommand \s* \{? \s* (?P<document> \\[A-Za-z]+ ) \s* \}? \s*
      \{ \s* (?: O \s* \{ (?P<option> [^{}]* ) \} | (?P<empty> o ) )? \s* (?P<mandatory> (?: m \s* )* ) \} \s* (?= \{ )
    | \\(?:re)?newenvironment \s* \*? \s* \{ \s* (?P<environment> [A-Za-z]+ \*? ) \s* \} \s*
      (?: \[ \s* (?P<taken> [0-9] ) \s* \] \s* )? (?: \[ (?P<first> [^\]]* ) \] \s* )? (?= \{ )
    | \\let \s* (?P<alias> \\(?:[A-Za-z]+|[^A-Za-z\s]) ) \s* =? \s? (?P<meaning> \\(?:[A-Za-z]+|[^A-Za-z\s]) )
    """,
    re.VERBOSE,
)


@final
@dataclass(frozen=True, slots=True)
class Macro:
    r"""The replacement of a control sequence; ``default`` is the value of an optional first argument.

    A ``literal`` body is not expanded again: ``\let\old\vec`` keeps what ``\vec`` meant before it was redefined.
    A star behind a ``starred`` name changes nothing but sizes.
    """

    parameters: int
    body: str
    default: str | None = None
    literal: bool = False
    starred: bool = False


@final
@dataclass(frozen=True, slots=True)
class Definition:
    r"""A macro's name and where its definition stands in a text; ``spare`` is one of ``\providecommand``."""

    name: str
    macro: Macro
    start: int
    end: int
    spare: bool = False


@final
class Endless(Exception):
    """A macro that expands without end, or to more than any formula has."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"the macro {name} expands without end, or to more than {MAX_TOKENS:,} signs")


Place = tuple[int, int]
"""The number of a notebook's cell, 0 elsewhere, and an offset."""


@final
@dataclass(frozen=True, slots=True)
class Macros(Mapping[str, Macro]):
    r"""The macros of a document as they stand at one place of it: a later ``\renewcommand`` has not happened yet.

    ``history`` are the definitions of each name with the place behind them, in the order of the text. What is defined
    only further on is known from the start, since pages are often put together from several files.
    """

    history: Mapping[str, list[tuple[Place, Macro]]] = field(default_factory=dict)
    place: Place = (0, 0)

    def __getitem__(self, name: str) -> Macro:
        versions = self.history[name]
        return versions[max(0, bisect_right(versions, self.place, key=lambda version: version[0]) - 1)][1]

    def __iter__(self) -> Iterator[str]:
        return iter(self.history)

    def __len__(self) -> int:
        return len(self.history)

    def at(self, place: Place) -> Macros:
        """The same macros as another place of the document has them."""
        return Macros(self.history, place)


def definitions(text: str) -> Iterator[Definition]:
    """The macro definitions of a text, in their order."""
    if "\\" not in text or not _DEFINITION.search(text):
        return
    closing = matching_braces(text)
    at = 0
    while match := _DEFINITION.search(text, at):
        at = match.end()
        if match["alias"]:
            yield Definition(match["alias"], Macro(0, match["meaning"], literal=True), match.start(), at)
        elif match["environment"] and match.end() in closing:
            at = closing[match.end()] + 1
            begin = Macro(int(match["taken"] or 0), text[match.end() + 1 : at - 1], match["first"])
            yield Definition(rf"\begin{{{match['environment']}}}", begin, match.start(), at)
            brace = at + len(text[at : at + _GAP]) - len(text[at : at + _GAP].lstrip())
            if brace in closing:
                start, at = at, closing[brace] + 1
                yield Definition(rf"\end{{{match['environment']}}}", Macro(0, text[brace + 1 : at - 1]), start, at)
        elif match["delimiter"] and (not match["own"] or at in closing):
            body = "#1"
            if match["own"]:
                body, at = text[at + 1 : closing[at]].replace(r"\delimsize", ""), closing[at] + 1
            yield Definition(match["delimiter"], _paired(match, body), match.start(), at)
        elif match.end() in closing:
            at = closing[match.end()] + 1
            yield _defined(match, text[match.end() + 1 : at - 1], at)


def _paired(match: re.Match[str], body: str) -> Macro:
    r"""What ``\DeclarePairedDelimiter`` defines: its first argument is a size, in square brackets."""
    count = int(match["inside"] or 1)
    for number in range(count, 0, -1):
        body = body.replace(f"#{number}", f"#{number + 1}")
    return Macro(count + 1, rf"\left{match['left']} {body} \right{match['right']} ", "", starred=True)


def _defined(match: re.Match[str], body: str, end: int) -> Definition:
    name = match["braced"] or match["bare"] or match["defined"] or match["document"]
    if match["command"] == "DeclareMathOperator":
        body = rf"\operatorname{{{body}}}"
    count = int(match["count"] or 0) if match["command"] else (match["parameters"] or "").count("#")
    default = match["default"]
    if match["document"]:
        default = "" if match["empty"] else match["option"]
        count = match["mandatory"].count("m") + (default is not None)
    return Definition(name, Macro(count, body, default), match.start(), end, match["command"] == "providecommand")


def collect(text: str) -> Macros:
    r"""The macros that a document defines, by name.

    >>> collect(r"\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}")["\\pd"].parameters
    2
    """
    return recorded(((0, each.end), each) for each in definitions(text))


def recorded(placed: Iterable[tuple[Place, Definition]]) -> Macros:
    """Definitions with the place behind each of them, in the order of the document."""
    history: dict[str, list[tuple[Place, Macro]]] = {}
    for place, each in placed:
        macro = each.macro
        if CONDITIONAL.search(macro.body):
            continue
        if macro.literal and macro.body in history:
            macro = history[macro.body][-1][1]
        versions = history.setdefault(each.name, [])
        if not (each.spare and versions) and not (macro.literal and macro.body == each.name):
            versions.append((place, macro))
    return Macros({name: versions for name, versions in history.items() if versions})


def expand(tokens: list[Token], macros: Mapping[str, Macro]) -> list[Token]:
    """The tokens with every macro replaced.

    Raises :class:`Endless` where that comes to no end.
    """
    if not macros:
        return tokens
    bodies: dict[str, list[Token]] = {}
    waiting = tokens[::-1]
    done: list[Token] = []
    left, work = MAX_EXPANSIONS, MAX_TOKENS
    while waiting:
        token = waiting.pop()
        macro = macros.get(token.text)
        if macro is None:
            done.append(token)
            continue
        left -= 1
        if token.text not in bodies:
            bodies[token.text] = tokenize(macro.body)
        arguments, end = _arguments(macro, waiting, token.end)
        work -= _length(bodies[token.text], arguments)
        if left < 0 or work < 0:
            raise Endless(token.text)
        written = _substituted(bodies[token.text], arguments, token.start, end)
        if macro.literal:
            done.extend(written)
        else:
            waiting.extend(reversed(list(written)))
    return done


def _length(body: list[Token], arguments: list[list[Token]]) -> int:
    """How much a call produces: signs, and for a text the characters that its parameters may fill in."""
    lengths = [len(argument) for argument in arguments]
    texts = [sum(len(token.text) for token in argument) for argument in arguments]
    length = 0
    for token in body:
        if len(token.text) == 2 and token.text[0] == "#":
            number = int(token.text[1])
            length += lengths[number - 1] if number <= len(lengths) else 0
        elif token.text[0] == "{" and "#" in token.text:
            length += 1 + sum(token.text.count(f"#{number}") * size for number, size in enumerate(texts, start=1))
        else:
            length += 1
    return length


def _arguments(macro: Macro, waiting: list[Token], end: int) -> tuple[list[list[Token]], int]:
    """The arguments of a call, taken off the stack of waiting tokens, and where the call ends."""
    arguments: list[list[Token]] = []
    if macro.starred and waiting and waiting[-1].text == "*":
        end = waiting.pop().end
    if macro.default is not None:
        if waiting and waiting[-1].text == "[":
            taken = _until("]", waiting)
            end = taken[-1].end
            arguments.append(taken[1:-1])
        else:
            arguments.append([Token(token.text, end, end) for token in tokenize(macro.default)])
    while len(arguments) < macro.parameters and waiting:
        taken = _until("}", waiting) if waiting[-1].text == "{" else [waiting.pop()]
        end = taken[-1].end
        arguments.append(taken[1:-1] if taken[0].text == "{" else taken)
    return arguments, end


def _until(closing: str, waiting: list[Token]) -> list[Token]:
    """The tokens from an opening bracket to its closing one, both included."""
    taken = [waiting.pop()]
    depth = 1
    while waiting and depth:
        taken.append(waiting.pop())
        depth += (taken[-1].text == taken[0].text) - (taken[-1].text == closing)
    return taken


def _substituted(body: list[Token], arguments: list[list[Token]], start: int, end: int) -> Iterator[Token]:
    for token in body:
        if len(token.text) == 2 and token.text[0] == "#":
            yield from arguments[int(token.text[1]) - 1] if int(token.text[1]) <= len(arguments) else ()
        else:
            yield Token(_filled(token.text, arguments), start, end)


def _filled(text: str, arguments: list[list[Token]]) -> str:
    """A raw token with its parameters written out."""
    if len(text) < 2 or text[0] != "{":
        return text
    for number, argument in enumerate(arguments, start=1):
        text = text.replace(f"#{number}", "".join(token.text for token in argument))
    return text
