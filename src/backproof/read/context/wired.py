r"""A network that words describe: ``$w^l_{jk}$ is the weight from unit $k$ of layer $l-1$ to unit $j$ of layer $l$``.

With words that call ``$z^l_j$`` the weighted input, this says what the layers compute.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from backproof.read.extract.pieces import Formula, Heading, Piece, Prose
from backproof.read.grammar.nodes import items, name_of
from backproof.syntax.tree import Atom, Kind, Node, Script

ROLES: Mapping[str, str] = {
    "preactivation": r"(?:weighted|net|total)[\s-]+(?:inputs?|sums?)|pre-?\s?activations?",
    "activation": r"activations?(?!\s+functions?)|outputs?",
    "bias": r"bias(?:es)?",
    "weight": r"(?:connection\s+)?weights?",
}
LINK = r"(?:as|is|are|be|to|for|denotes?|denoting|represents?|means?|stands?|refers?|the|an?|its)"
BEHIND = {role: re.compile(rf"^\W*(?:{LINK}\W+)*(?:{words})\b", re.IGNORECASE) for role, words in ROLES.items()}
BEFORE = {role: re.compile(rf"\b(?:{words})(?:\s+(?:by|as))?[\s:]*$", re.IGNORECASE) for role, words in ROLES.items()}
UNIT = r"(?:neuron|unit|node|cell)s?"
COUNTED = rf"(?:\b(?P<{{0}}>[a-z])\s*-?\s*(?:th|st|nd|rd)?\s*-?\s*{UNIT}\b|{UNIT}\s+(?:number\s+)?(?P<{{0}}_>[a-z])\b)"
APART = r"(?:(?!\b(?:from|to)\b).){0,60}?"
FORWARD = re.compile(rf"\bfrom\b{APART}{COUNTED.format('source')}.{{0,60}}?\bto\b{APART}{COUNTED.format('target')}")
BACKWARD = re.compile(rf"\bto\b{APART}{COUNTED.format('target')}.{{0,60}}?\bfrom\b{APART}{COUNTED.format('source')}")
CONNECTS = re.compile(
    rf"\b(?:connect(?:s|ing)|joins?|joining)\b{APART}{COUNTED.format('source')}.{{0,60}}?\bto\b{APART}{COUNTED.format('target')}"
)
SIGNS = re.compile(r"\\(?:rm|text\w*|math\w+|operatorname)|[{}^$\\~]")
NEXT = re.compile(r"\+\s*1\b|\b(?:next|following|subsequent)\b", re.IGNORECASE)
"""Words for the layer behind: weights with the number of the layer that they leave."""
OTHERWISE = re.compile(r"residual|skip[ -]connection|recurrent|\b(?:tied|shared) weights|weight sharing", re.IGNORECASE)
"""Words for networks in which layers are tied in other ways, too."""
SENTENCE = re.compile(r"\n\s*[-*\d]|\n\s*\n|[.;](?=\s)")
REACH = 80
LONGEST = 240
"""Characters behind a weight that say what it joins."""
PAIR = 2


@final
@dataclass(frozen=True, slots=True)
class Wiring:
    """The names of a network, and which index of its weights is that of the unit that a connection leads to.

    ``activation`` and ``bias`` are empty where the words call nothing so.
    """

    weight: str
    leads_to_first: bool
    preactivation: str
    activation: str = ""
    bias: str = ""


def wired(pieces: Sequence[Piece], trees: Mapping[int, Node]) -> Wiring | None:
    """The one network that the words describe; None where they leave out a name, or give one role to two.

    Neither is it one where a weight has the number of the layer that it leaves, or where more than weights ties layers.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    directions: set[bool] = set()
    words = [piece.text for piece in pieces if isinstance(piece, Prose)]
    if not any("weight" in each.casefold() for each in words) or any(map(OTHERWISE.search, words)):
        return None
    for at, (base, letters) in _named(pieces, trees):
        for role in _roles(pieces, at):
            if role != "weight":
                found[role].add(base)
            elif len(letters) == PAIR and (first := _leads_to_first(letters, _said(pieces, at))) is not None:
                if NEXT.search(_said(pieces, at)) and "+" not in pieces[at].text:
                    return None
                found[role].add(base)
                directions.add(first)
    if any(len(bases) > 1 for bases in found.values()) or len(directions) != 1 or not found["preactivation"]:
        return None
    (weight,), (preactivation,), (first,) = found["weight"], found["preactivation"], directions
    return Wiring(weight, first, preactivation, *("".join(found[role]) for role in ("activation", "bias")))


def _named(pieces: Sequence[Piece], trees: Mapping[int, Node]) -> Iterator[tuple[int, tuple[str, tuple[str, ...]]]]:
    """The formulas in sentences that are one name with a layer and letters below it."""
    for at, piece in enumerate(pieces):
        if isinstance(piece, Formula) and not piece.display and (name := _name(trees[at])) is not None:
            yield at, name


def _name(tree: Node) -> tuple[str, tuple[str, ...]] | None:
    match items(tree):
        case (Script(base, sub, sup, 0),) if sub is not None and sup is not None and (name := name_of(base)):
            letters = [each.text for each in items(sub) if isinstance(each, Atom) and each.kind is Kind.LETTER]
            return (name, tuple(letters)) if letters else None
        case _:
            return None


def _roles(pieces: Sequence[Piece], at: int) -> Iterator[str]:
    before = _words(pieces, at - 1)[-REACH:]
    behind = SENTENCE.split(_words(pieces, at + 1)[:REACH])[0]
    said = [role for role, pattern in BEHIND.items() if pattern.search(behind)]
    yield from said or [role for role, pattern in BEFORE.items() if pattern.search(before)]


def _words(pieces: Sequence[Piece], at: int) -> str:
    piece = pieces[at] if 0 <= at < len(pieces) else None
    return piece.text if isinstance(piece, Prose) else ""


def _said(pieces: Sequence[Piece], at: int) -> str:
    """The rest of the sentence behind a name, with its formulas as plain letters."""
    text = ""
    for piece in pieces[at + 1 :]:
        if isinstance(piece, Heading) or (isinstance(piece, Formula) and piece.display) or len(text) > LONGEST:
            break
        text += f" {piece.text}"
    return " ".join(SIGNS.sub(" ", SENTENCE.split(text)[0]).split())


def _leads_to_first(letters: Sequence[str], said: str) -> bool | None:
    """Whether a connection leads to the unit of the first of two letters; None where that is not said."""
    match = FORWARD.search(said) or BACKWARD.search(said) or CONNECTS.search(said)
    if match is None:
        return None
    source, target = (match[role] or match[f"{role}_"] for role in ("source", "target"))
    match letters:
        case [one, other] if {one, other} == {source, target} and one != other:
            return one == target
        case _:
            return None
