r"""Matrices that nobody ended: ``\phi \begin{pmatrix} a + b \\ = c`` has a parenthesis that its row ends.

Programs that recognise print write a tall parenthesis so, whose partner they do not see.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from backproof.syntax.symbols import ENVIRONMENTS, SYMBOLS
from backproof.syntax.tokens import Token
from backproof.syntax.tree import Kind

ROW_END = r"\\"


def mended(tokens: list[Token]) -> list[Token]:
    """The tokens with ``\\left( ... \\right.`` for each matrix that is never ended, where the next row is another
    member of a chain; the others stay as they are."""
    cuts = {begun: end for begun in _unended(tokens) if (end := _row_end(tokens, begun)) is not None}
    if not cuts:
        return tokens
    ends = Counter(cuts.values())
    found: list[Token] = []
    for at, token in enumerate(tokens):
        here = tokens[at - 1].end
        found += [Token(r"\right", here, here), Token(".", here, here)] * ends[at]
        if at in cuts:
            _, opening, _ = ENVIRONMENTS[_name(token)]
            found += [Token(r"\left", token.start, token.end), Token(opening, token.end, token.end)]
        else:
            found.append(token)
    return found


def _unended(tokens: Sequence[Token]) -> Iterator[int]:
    """The places of matrices in brackets that no ``\\end`` ends."""
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.text.startswith(r"\begin{"):
            opened.append(at)
        elif token.text.startswith(r"\end{"):
            while opened:
                begun = opened.pop()
                if _name(tokens[begun]) == _name(token):
                    break
                if _is_bracketed(tokens[begun]):
                    yield begun
    yield from (begun for begun in opened if _is_bracketed(tokens[begun]))


def _row_end(tokens: Sequence[Token], begun: int) -> int | None:
    """Where the row ends in which a matrix begins, if it has no cells and the next row begins with a relation."""
    depth = 0
    for at in range(begun + 1, len(tokens)):
        text = tokens[at].text
        depth += text.startswith((r"\begin{", "{")) - text.startswith((r"\end{", "}"))
        if depth < 0 or (not depth and text == "&"):
            return None
        if not depth and text == ROW_END:
            behind = next((each.text for each in tokens[at + 1 :] if each.text != "&"), "")
            return at if SYMBOLS.get(behind, ("",))[0] is Kind.RELATION else None
    return None


def _is_bracketed(token: Token) -> bool:
    kind, opening, _ = ENVIRONMENTS.get(_name(token), ("", "", ""))
    return kind == "matrix" and opening in {"(", "["}


def _name(token: Token) -> str:
    return token.text.partition("{")[2].rstrip("}").rstrip("*")
