"""Matrices that the words call symmetric: ``with symmetric $A$``, ``$S$ is a symmetric matrix``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from backproof.read.extract.pieces import Formula, Piece, Prose
from backproof.read.grammar.nodes import items, name_of
from backproof.syntax.tree import Atom, Kind, Node

KIND = (
    r"(real|square|positive|semi-?|definite|semidefinite|covariance|weight|kernel|Hessian|constant|given|matrix|matrices"
    r"|Kovarianz\w*|Matrix|Matrizen|matri[zc]\w*|матриц\w*|and|\W)*"
)
SYMMETRIC = (
    r"(symmetric|symmetrische?[nr]?|symétriques?|simétric[ao]s?|simmetric[aoh]e?|симметричн\w*"
    r"|covariance|precision|Hess(ian|e)\w*|Gram(ian)?|Kovarianz\w*|covarianza|covariância|ковариационн\w*)"
)
"""A matrix of covariances, of inner products or of second derivatives is symmetric by what it is."""
CASE = re.compile(
    rf"(\b(if|when(ever)?|for|unless|in (the )?case|falls|wenn|für|si|se|pour|para|если|для)\b|若|如果|当|もし)[^.。]*?"
    rf"(\b(symm?[eé]tri\w*|{SYMMETRIC})\b{KIND})?$",
    re.IGNORECASE,
)
"""Words that say it of a case, in which other formulas do not stand."""
UNSPACED = r"(?<![反非不斜半])(对称|對稱|対称|协方差|共分散)"
BEFORE = re.compile(rf"(\b{SYMMETRIC}\b{KIND}|{UNSPACED}[^，。、,.;；]{{0,8}})$", re.IGNORECASE)
BEHIND = re.compile(
    rf"^\W*(((is|are|be|being|ist|est|es|é|è|a|an|the|die|la|una?|uma|assumed|taken|to)\s+)*{KIND}\b{SYMMETRIC}\b"
    rf"|(为|為|是|は|が)?[^，。、,.;；]{{0,4}}{UNSPACED})",
    re.IGNORECASE,
)
REACH = 80
"""So many characters of the words before and behind a name say what it is."""
NOT = re.compile(r"\b(not|need not|if|unless|skew|anti|asymmetric|nicht|non|no|não|не)\b|不|非", re.IGNORECASE)


def symmetric(pieces: Sequence[Piece], trees: Mapping[int, Node]) -> frozenset[str]:
    """The names of such matrices."""
    return frozenset(_named(pieces, trees))


def _named(pieces: Sequence[Piece], trees: Mapping[int, Node]) -> Iterator[str]:
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Formula) or piece.display or (name := _name(trees[at])) is None:
            continue
        before, behind = _words(pieces, at - 1)[-REACH:], _words(pieces, at + 1)[:REACH]
        said = [found[0] for found in (BEFORE.search(before), BEHIND.search(behind)) if found is not None]
        case = CASE.search(_sentence(before)) is not None
        if said and not case and not any(map(NOT.search, said)):
            yield name


def _words(pieces: Sequence[Piece], at: int) -> str:
    piece = pieces[at] if 0 <= at < len(pieces) else None
    return piece.text if isinstance(piece, Prose) else ""


def _sentence(words: str) -> str:
    """The words behind the last full stop."""
    return re.split(r"[.;:]\s|\n\s*\n", words)[-1]


def _name(tree: Node) -> str | None:
    r"""The name that a formula is, or declares: ``A``, ``A \in \mathbb{R}^{n \times n}``."""
    parts = items(tree)
    declared = (
        len(parts) > 1 and isinstance(parts[1], Atom) and parts[1].kind is Kind.RELATION and parts[1].text == "in"
    )
    return name_of(parts[0]) if len(parts) == 1 or declared else None
