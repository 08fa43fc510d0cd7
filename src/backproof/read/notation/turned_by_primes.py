r"""Transpositions by a prime, ``X'(y - X w)``, put into the usual sign, ``X^\top (y - X w)``.

A prime transposes throughout a document that puts it on an array before a factor, where the array without it is a
factor elsewhere and is applied to nothing, and that has no other sign of transposition. Functions keep their slopes
there, and names that an equation begins with, that are differentiated by, or that stand between commas, their prime:
``x'`` is another x in ``k(x, x')``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from itertools import pairwise

from backproof.read.grammar.defining import TRANSPOSES
from backproof.read.grammar.nodes import having, is_kind, items, name_of, rebuilt, subtrees
from backproof.read.grammar.primed import SLOPES, differentiated
from backproof.read.vocabulary import FUNCTION_LETTERS, FUNCTION_WORDS, LOSS_LETTERS
from backproof.syntax.tree import Atom, Fence, Kind, Node, Row, Script, Styled
from backproof.syntax.write import latex

COUNTING = frozenset("ijklmnt")
"""Letters whose prime makes them another index."""
APPLIED = SLOPES | FUNCTION_WORDS.keys()
"""Names of functions, whose prime is their slope."""


def with_transposes(trees: Mapping[int, Node], texts: Iterable[str]) -> dict[int, Node]:
    """The formulas with the usual sign, where primes transpose; ``texts`` are what they were read from."""
    if not any("'" in text or "prime" in text or "′" in text for text in texts):
        return dict(trees)
    rows = [items(node) for tree in trees.values() for node in subtrees(tree) if isinstance(node, Row)]
    turned = [part for row in rows for part in row if isinstance(part, Script) and part.primes == 1]
    if not turned or any(_has_usual_sign(node) for tree in trees.values() for node in subtrees(tree)):
        return dict(trees)
    applied = frozenset(_applied(rows)) | {base for base in _sloped(rows) if base in FUNCTION_LETTERS}
    arrays = frozenset(_factors(rows)) - applied - LOSS_LETTERS
    if not any(_transposes(part, behind, arrays) for row in rows for part, behind in pairwise(row)):
        return dict(trees)
    kept = applied | APPLIED | COUNTING | differentiated(trees.values()) | frozenset(_by_themselves(rows))
    return {at: _written(tree, kept) for at, tree in trees.items()}


def _has_usual_sign(node: Node) -> bool:
    if not isinstance(node, Script) or node.sup is None:
        return False
    last = items(node.sup)[-1:]
    return any(isinstance(sign, Atom) and sign.text in TRANSPOSES - {"t"} for sign in last)


def _base(node: Node) -> str | None:
    return name_of(node.base if isinstance(node, Script) else node)


def _is_primed(node: Node) -> bool:
    return isinstance(node, Script) and node.primes == 1


def _is_factor(node: Node) -> bool:
    """Whether what stands directly behind a name is multiplied with it."""
    base = node.base if isinstance(node, Script) else node
    return isinstance(base, Fence | Styled) or is_kind(base, Kind.LETTER)


def _before_parentheses(rows: Collection[tuple[Node, ...]]) -> Iterator[tuple[Node, str, Fence]]:
    for row in rows:
        for name, behind in pairwise(row):
            fence = behind.base if isinstance(behind, Script) else behind
            base = _base(name)
            if base is not None and isinstance(fence, Fence) and fence.opening == "(":
                yield name, base, fence


def _applied(rows: Collection[tuple[Node, ...]]) -> Iterator[str]:
    """The names that stand without a prime before parentheses around no sum, which may be a factor."""
    for name, base, fence in _before_parentheses(rows):
        if not _is_primed(name) and not any(is_kind(part, Kind.OPERATOR) for part in items(fence.body)):
            yield base


def _sloped(rows: Collection[tuple[Node, ...]]) -> Iterator[str]:
    """The names that stand with a prime before parentheses."""
    return (base for name, base, _ in _before_parentheses(rows) if _is_primed(name))


def _factors(rows: Collection[tuple[Node, ...]]) -> Iterator[str]:
    """The capitals and bold names that stand directly before another name, without a prime."""
    for row in rows:
        for name, behind in pairwise(row):
            base, other = _base(name), _base(behind)
            if base is None or other is None or _is_primed(name) or other in {"d", "partial"}:
                continue
            if _is_array(base) and (base.isupper() or _is_array(other)):
                yield base


def _is_array(base: str) -> bool:
    return base.isupper() or base.startswith("\\mathbf")


def _transposes(part: Node, behind: Node, arrays: Set[str]) -> bool:
    """Whether a prime before a factor is on an array, on parentheses around one that is multiplied, or on the first of
    two that are the same."""
    match part:
        case Script(Fence("(", body) as fence, None, None, 1):
            twice = bool(arrays) and isinstance(behind, Fence) and latex(behind) == latex(fence)
            return twice or (_is_factor(behind) and any(_base(each) in arrays for each in items(body)))
        case Script(base, _, None, 1):
            return _is_factor(behind) and name_of(base) in arrays
        case _:
            return False


def _by_themselves(rows: Collection[tuple[Node, ...]]) -> Iterator[str]:
    """The names with a prime that an equation begins with, or that stand beside a comma."""
    for row in rows:
        for at, part in enumerate(row):
            base = _base(part)
            if base is None or not _is_primed(part):
                continue
            before, behind = row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None
            heads = is_kind(behind, Kind.RELATION) and (before is None or is_kind(before, Kind.PUNCTUATION, Kind.SPACE))
            if heads or any(is_kind(each, Kind.PUNCTUATION) and _is_comma(each) for each in (before, behind)):
                yield base


def _is_comma(node: Node | None) -> bool:
    return isinstance(node, Atom) and node.text in {",", "|", ";"}


def _written(node: Node, kept: Set[str]) -> Node:
    """A formula with the usual sign in its rows; scripts keep their primes."""
    match node:
        case Script(base, sub, None, 1) if _may_turn(base, kept):
            sign = Atom(Kind.LETTER, "top", replace(node.span, start=node.span.end - 1))
            return Script(_written(base, kept), sub, sign, 0, node.span)
        case Script(base):
            return having(node, base=_written(base, kept))
        case _:
            return rebuilt(node, lambda part: _written(part, kept))


def _may_turn(base: Node, kept: Set[str]) -> bool:
    if isinstance(base, Fence):
        return base.opening in {"(", "["}
    name = name_of(base)
    return name is not None and name not in kept
