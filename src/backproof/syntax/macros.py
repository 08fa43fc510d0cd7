r"""An author's own macros: ``\newcommand`` and its relatives, collected and expanded with bounds.

What a macro produces stands at the place of its call, so that every node still points into the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import final

from backproof.syntax.tokens import Token, matching_braces, tokenize

MAX_EXPANSIONS = 5_000
MAX_TOKENS = 100_000

_DEFINITION = re.compile(
    r"""
      \\(?P<command> (?:re)?newcommand | providecommand | DeclareRobustCommand | DeclareMathOperator ) \s* \*? \s*
      (?: \{ \s* (?P<braced> \\[A-Za-z]+ ) \s* \} | (?P<bare> \\[A-Za-z]+ ) ) \s*
      (?: \[ \s* (?P<count> [0-9] ) \s* \] \s* )? (?: \[ (?P<default> [^\]]* ) \] \s* )? (?= \{ )
    | \\def \s* (?P<defined> \\[A-Za-z]+ ) \s* (?P<parameters> (?: \#[1-9] \s* )* ) (?= \{ )
    """,
    re.VERBOSE,
)


@final
@dataclass(frozen=True, slots=True)
class Macro:
    """The replacement of a control sequence; ``default`` is the value of an optional first argument."""

    parameters: int
    body: str
    default: str | None = None


@final
@dataclass(frozen=True, slots=True)
class Definition:
    """A macro's name and where its definition stands in a text."""

    name: str
    macro: Macro
    start: int
    end: int


def definitions(text: str) -> Iterator[Definition]:
    """The macro definitions of a text, in their order."""
    closing = matching_braces(text)
    for match in _DEFINITION.finditer(text):
        if match.end() not in closing:
            continue
        end = closing[match.end()]
        name = match["braced"] or match["bare"] or match["defined"]
        body = text[match.end() + 1 : end]
        if match["command"] == "DeclareMathOperator":
            body = rf"\operatorname{{{body}}}"
        count = int(match["count"] or 0) if match["command"] else (match["parameters"] or "").count("#")
        yield Definition(name, Macro(count, body, match["default"]), match.start(), end + 1)


def collect(text: str) -> dict[str, Macro]:
    r"""The macros that a document defines, by name.

    >>> collect(r"\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}")["\\pd"].parameters
    2
    """
    return {definition.name: definition.macro for definition in definitions(text)}


def expand(tokens: list[Token], macros: Mapping[str, Macro]) -> list[Token]:
    """The tokens with every macro replaced; a macro that expands without end stays as it stands."""
    if not macros:
        return tokens
    bodies: dict[str, list[Token]] = {}
    waiting = tokens[::-1]
    done: list[Token] = []
    left = MAX_EXPANSIONS
    while waiting:
        token = waiting.pop()
        macro = macros.get(token.text)
        if macro is None or left == 0 or len(waiting) + len(done) > MAX_TOKENS:
            done.append(token)
            continue
        left -= 1
        if token.text not in bodies:
            bodies[token.text] = tokenize(macro.body)
        arguments, end = _arguments(macro, waiting, token.end)
        waiting.extend(reversed(list(_substituted(bodies[token.text], arguments, token.start, end))))
    return done


def _arguments(macro: Macro, waiting: list[Token], end: int) -> tuple[list[list[Token]], int]:
    """The arguments of a call, taken off the stack of waiting tokens, and where the call ends."""
    arguments: list[list[Token]] = []
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
