r"""What stands in an equation in words or without an argument: ``\text{Bias} = \text{first term}``,
``\text{sigmoid} = \frac{1}{1 + e^{-z}}``, ``2 x = 4 \quad | : 2``."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from fractions import Fraction

from backproof.read.grammar.nodes import is_kind, is_space, items, name_of
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import About, Call, Num, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.rules import RULES
from backproof.syntax.tree import Atom, Grid, Kind, Node

ANY = "xi"
"""The letter of an argument that nobody wrote."""
LOGISTIC = "sigma"
RANKED = re.compile(
    r"\s*(?:an? )?(?:rank|order|degree|dimension|size|length)[ -](\d+)(?: [a-z]+){0,2}\.?\s*", re.IGNORECASE
)
"""Words around a number that count nothing else: a ``rank 2 tensor``."""
SQUARES = re.compile(r"\b(squares?d?|quadratic) (error|loss|cost|deviation|difference)|\bmse\b", re.IGNORECASE)
LOGARITHMS = re.compile(r"\bcross[- ]entropy|\blog[- ]?(loss|likelihood)", re.IGNORECASE)
IN_WORDS = "what this is equal to is said in words"


def in_words(nodes: Sequence[Node]) -> bool:
    """Whether a side of an equation is nothing but words."""
    return bool(nodes) and all(is_kind(node, Kind.TEXT) for node in nodes)


def loss_in_words(nodes: Sequence[Node]) -> About | None:
    """The kind of loss that words on the side of an equation name."""
    words = " ".join(node.text for node in nodes if isinstance(node, Atom))
    return About.SQUARES if SQUARES.search(words) else About.LOGARITHMS if LOGARITHMS.search(words) else None


def is_listed(nodes: Sequence[Node]) -> bool:
    """Whether a formula is nothing but words and names of functions, one below the other."""
    match [node for node in nodes if not is_space(node)]:
        case [Grid(rows=rows)]:
            return all(is_listed(items(cell)) for cells in rows for cell in cells)
        case [*names]:
            return bool(names) and all(is_kind(each, Kind.TEXT) or name_of(each) in FUNCTION_WORDS for each in names)


def number_in_words(nodes: Sequence[Node]) -> Num | None:
    """The number in ``\\text{rank 2 tensor}``; None in other words, ``2 dozen`` and ``2 hours`` among them."""
    match nodes:
        case [Atom(Kind.TEXT, words, span)] if (found := RANKED.fullmatch(words)) is not None:
            return Num(Fraction(int(found[1])), 0, span)
        case _:
            return None


def applied(nodes: Sequence[Node], value: Term) -> Term | None:
    """A function without its argument, applied to the only name in what it is equal to; None for anything else."""
    word = name_of(nodes[0]) if len(nodes) == 1 else None
    rule = RULES.get(FUNCTION_WORDS.get(word or "", ""))
    names = {ref.key: ref for ref in references(value) if ref.base not in FUNCTION_WORDS}
    if word is None or rule is None or rule.arity != 1 or len(names) != 1:
        return None
    (argument,) = names.values()
    span = nodes[0].span
    return Call(Ref(word, (), (), span), 0, (argument,), span)


def named_function(head: Sequence[Node], side: Sequence[Node], functions: Set[str]) -> tuple[Term, Term] | None:
    r"""Both sides of ``f = \tanh`` with an argument, where the document applies f; None for anything else."""
    names = [name_of(nodes[0]) if len(nodes) == 1 else None for nodes in (head, side)]
    own, word = names[0] or "", names[1] or ""
    rule = RULES.get(FUNCTION_WORDS.get(word, ""))
    if own not in functions or own == word or not (word == LOGISTIC or (rule is not None and rule.arity == 1)):
        return None
    spans = head[0].span, side[0].span
    one, other = (
        Call(Ref(name, (), (), span), 0, (Ref(ANY, (), (), span),), span)
        for name, span in zip((own, word), spans, strict=True)
    )
    return one, other


def without_operations(groups: list[list[Node]]) -> list[list[Node]]:
    r"""The groups behind an equation without what is done to its sides, which stands behind a bar: ``| \cdot 2``."""
    return [group for at, group in enumerate(groups) if not (at and _is_operation(group))]


def _is_operation(group: Sequence[Node]) -> bool:
    """Whether a group begins with a bar that no other one closes, and states nothing behind it."""
    bars = [at for at, node in enumerate(group) if isinstance(node, Atom) and node.text == "|"]
    return bars == [0] and not any(is_kind(node, Kind.RELATION) for node in group)
