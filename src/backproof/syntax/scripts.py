"""Subscripts, superscripts and primes, in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backproof.source import Span
from backproof.syntax.rows import row
from backproof.syntax.tokens import Token
from backproof.syntax.tree import Atom, Fence, Kind, Node, Row, Script, Unread

if TYPE_CHECKING:
    from backproof.syntax.reader import Reader

SCRIPTS = frozenset("_^'")
_LIMITS = frozenset({r"\limits", r"\nolimits", r"\displaylimits"})


def scripts(reader: Reader, token: Token, base: Node | None) -> list[Node]:
    """The base with all scripts that follow it, and after it what TeX would refuse, such as a second superscript."""
    base = base or Row((), Span(token.start, token.start))
    found: dict[str, Node] = {}
    primes = 0
    refused: list[Node] = []
    end = base.span.end
    while True:
        if token.text == "'":
            primes += 1
        else:
            extra, content = _content(reader)
            primes += extra
            if isinstance(content, Row) and not content.items:
                pass  # ``\partial^{#1}`` with an empty argument shows no script.
            elif content is not None and token.text not in found:
                found[token.text] = content
            elif content is not None:
                # In ``x^2¹`` the mark and the script are one character: the mark takes no room of its own.
                mark = Token(token.text, token.start, min(token.end, content.span.start))
                refused = [_unread(mark, "a second script in the same place"), content]
            elif not extra:
                refused = [_unread(token, "a script without its content")]
        if refused:
            break
        end = max(end, reader.end)
        if not next_is_script(reader):
            break
        token = reader.take()
    if not found and not primes:
        return [base, *refused]
    return [Script(base, found.get("_"), found.get("^"), primes, Span(base.span.start, end)), *refused]


def next_is_script(reader: Reader) -> bool:
    """Whether a script follows, after any switches that say where limits stand."""
    while reader.peek().text in _LIMITS:
        reader.take()
    return reader.peek().text in SCRIPTS


def _content(reader: Reader) -> tuple[int, Node | None]:
    r"""The primes at the front of a script, such as ``\prime``, and what else it holds.

    Behind a mark in brackets, ``g^{[1]\prime}``, they are those of the base, too.
    """
    argument = reader.argument()
    match argument:
        case None:
            return 0, None
        case Row(items, span) if items:
            counts = [_primes(item) for item in items]
            front = counts.index(0) if 0 in counts else len(counts)
            if not front and counts[-1] and isinstance(items[0], Fence):
                return counts[-1], row(items[:-1], span)
            rest = row(items[front:], span) if front < len(items) else None
            return sum(counts[:front]), rest if front else argument
        case _:
            primes = _primes(argument)
            return primes, None if primes else argument


def _primes(node: Node) -> int:
    match node:
        case Atom(Kind.LETTER, "prime"):
            return 1
        case Script(Row(()), None, None, primes):
            return primes
        case _:
            return 0


def _unread(token: Token, reason: str) -> Unread:
    return Unread(token.text, reason, Span(token.start, token.end))
