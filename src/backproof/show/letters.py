"""Names and slots: the author's letters, with indices where the author puts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from backproof.expr import Index, Slot, Symbol, Tensor
from backproof.show.trees import COMMA, NOWHERE, digits, fenced, listed, relation, row, script
from backproof.syntax.latex import parse
from backproof.syntax.symbols import SYMBOLS
from backproof.syntax.tree import Atom, Fraction, Kind, Node, Row, Script, Styled

Letters = Mapping[str, str]
CLASSES: Final = re.compile(r"\\mathbb\{1\}\^\{(.*?)\}(\^\{\(\\bullet\)\})?")
"""What an array is called that has 1 in the place of a class number and 0 elsewhere: by the name of the number."""
STYLED: Final = re.compile(r"(\\(?!mathrm|text|operatorname)[a-z]+)\{([A-Za-z]{2,})\}")
r"""A letter by its name under a style or an accent: the ``theta`` of ``\mathbf{theta}``."""
SAMPLED = "(\\bullet)"
"""What stands for its sample in the name of a tensor whose first slot is that."""


@lru_cache(maxsize=4096)
def name(text: str) -> Node:
    r"""The tree of a name, which is LaTeX: ``w``, ``\gamma``, ``W^{(2)}``, ``\hat{y}``.

    A page has few names and writes them often: reading them was two thirds of the time that printing takes.

    >>> name(r"\gamma").text
    'gamma'
    """
    return parse(STYLED.sub(_named, text))


def _named(styled: re.Match[str]) -> str:
    command = f"\\{styled[2]}"
    return f"{styled[1]}{{{command}}}" if SYMBOLS.get(command) == (Kind.LETTER, styled[2]) else styled[0]


def slot(each: Slot, letters: Letters) -> Node:
    """A letter, in the author's spelling, or the number of an element."""
    return name(letters.get(each.name, _bare(each.name))) if isinstance(each, Index) else digits(str(each))


LIKE_A_WORD = ("i", "n")
"""Letters that would be read as a word: ``net_{in}``."""


def slots(each: tuple[Slot, ...], letters: Letters) -> Node:
    """Index slots side by side; with commas where a number or a long name would run into its neighbour."""
    nodes = tuple(slot(one, letters) for one in each)
    letters_only = all(isinstance(one, Index) for one in each) and all(
        isinstance(node, Atom | Script) for node in nodes
    )
    tight = letters_only and tuple(node.text for node in nodes if isinstance(node, Atom)) != LIKE_A_WORD
    return row(*nodes) if tight else listed(nodes)


def tensor(node: Tensor, letters: Letters) -> Node:
    r"""A symbol with its slots. Dots in its name (``\frac{\partial L}{\partial w_{\cdot}}``) are places for them."""
    return _spelt(node, letters) if letters else _as_it_is(node)


@lru_cache(maxsize=4096)
def _as_it_is(node: Tensor) -> Node:
    """With its own letters; a page names the same elements over and over."""
    return _spelt(node, {})


def _spelt(node: Tensor, letters: Letters) -> Node:
    label = CLASSES.fullmatch(node.symbol.name)
    if label is not None and node.slots:
        return _of_class(label[1] + (label[2] or ""), node, letters)
    if SAMPLED in node.symbol.name and node.slots and isinstance(node.slots[0], Index):
        return _of_sample(node, node.slots[0], letters)
    base = name(node.symbol.name)
    if not node.slots:
        return base
    if r"\cdot" in node.symbol.name:
        return _filled(base, iter(node.slots), letters)
    return with_sub(base, slots(node.slots, letters))


def _of_class(label: str, node: Tensor, letters: Letters) -> Node:
    r"""The element of a one-hot label for a class: ``\mathbb{1}\{y = k\}``."""
    *others, chosen = node.slots
    named = _spelt(Tensor(Symbol(label, node.symbol.ranges[:-1]), tuple(others)), letters)
    condition = row(named, relation("="), slot(chosen, letters))
    return row(Styled("bb", digits("1"), NOWHERE), fenced(condition, "{", "}"))


def _of_sample(node: Tensor, sample: Index, letters: Letters) -> Node:
    """A name with its sample as a superscript, and the other slots below: ``x_j^{(i)}``."""
    base = name(node.symbol.name.replace(SAMPLED, f"({letters.get(sample.name, _bare(sample.name))})"))
    return with_sub(base, slots(node.slots[1:], letters)) if len(node.slots) > 1 else base


def _bare(letter: str) -> str:
    """The letter of a sample without its brackets."""
    return letter.replace("(", "").replace(")", "") if letter.startswith("(") else letter


def with_sub(base: Node, sub: Node) -> Node:
    """A subscript after the one that the name has already: ``w_{bias}`` becomes ``w_{bias, j}``."""
    if isinstance(base, Script):
        return Script(base.base, sub if base.sub is None else listed((base.sub, sub)), base.sup, base.primes, base.span)
    return script(base, sub)


def close(node: Node) -> Node:
    r"""The tree of a tensor with the numbers of its element side by side: ``w_{12}`` for ``w_{1, 2}``.

    For arrays of fewer than ten elements along each index.
    """
    match node:
        case Script(base, sub, sup, primes, span):
            return Script(close(base), None if sub is None else _joined(sub), sup, primes, span)
        case Fraction(numerator, denominator, span):
            return Fraction(close(numerator), close(denominator), span)
        case Row(items, span):
            return Row(tuple(map(close, items)), span)
    return node


def _joined(sub: Node) -> Node:
    parts = [item for item in sub.items if item != COMMA] if isinstance(sub, Row) else [sub]
    texts = [part.text for part in parts if isinstance(part, Atom) and part.kind is Kind.NUMBER]
    single = len(texts) == len(parts) and all(len(text) == 1 for text in texts)
    return digits("".join(texts)) if single else sub


def _filled(node: Node, places: Iterator[Slot], letters: Letters) -> Node:
    match node:
        case Fraction(numerator, denominator, span):
            return Fraction(_filled(numerator, places, letters), _filled(denominator, places, letters), span)
        case Row(items, span):
            return Row(tuple(_filled(item, places, letters) for item in items), span)
        case Script(base, sub, None, 0, _) if sub is not None and _dots(sub):
            return with_sub(base, _in_places(sub, places, letters))
        case Script(base, sub, sup, primes, span) if sub is not None and _dots(sub):
            return Script(base, _in_places(sub, places, letters), sup, primes, span)
    return node


def _dots(node: Node) -> int:
    """How many dots there are in a subscript of dots, with numbers perhaps; 0 where it is something else."""
    atoms = node.items if isinstance(node, Row) else (node,)
    plain = all(isinstance(atom, Atom) and (_is_dot(atom) or atom.kind is Kind.NUMBER) for atom in atoms)
    return sum(map(_is_dot, atoms)) if plain else 0


def _is_dot(node: Node) -> bool:
    return isinstance(node, Atom) and (node.kind, node.text) == (Kind.OPERATOR, "cdot")


def _in_places(sub: Node, places: Iterator[Slot], letters: Letters) -> Node:
    """A subscript with slots in the place of its dots: ``h0`` for ``\\cdot 0``."""
    atoms = sub.items if isinstance(sub, Row) else (sub,)
    if all(map(_is_dot, atoms)):
        return slots(tuple(next(places) for _ in atoms), letters)
    filled = tuple(slot(next(places), letters) if _is_dot(atom) else atom for atom in atoms)
    return row(*filled) if all(isinstance(each, Atom) for each in filled) else listed(filled)
