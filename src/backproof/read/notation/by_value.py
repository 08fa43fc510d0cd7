r"""Derivatives by what a name is: ``\frac{\partial a}{\partial (w x + b)}`` beside ``z = w x + b`` is that by z."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from backproof.read.grammar.nodes import equations, is_kind, is_space, items, name_of, rebuilt, subtrees
from backproof.syntax.tree import Atom, Fence, Fraction, Kind, Node, Row, Script
from backproof.syntax.write import latex

EQUALS = frozenset({"=", ":="})


def by_name(trees: Mapping[int, Node]) -> dict[int, Node]:
    """Formulas whose derivatives by an expression are by the one name that the document defines as it."""
    asked = {key for tree in trees.values() for node in subtrees(tree) if (key := _expression(node)) is not None}
    if not asked:
        return dict(trees)
    heads: defaultdict[str, dict[str, Node]] = defaultdict(dict)
    values: defaultdict[str, set[str]] = defaultdict(set)
    for tree in trees.values():
        for node in subtrees(tree):
            for parts in equations(node):
                for head, value in _definitions(parts):
                    heads[value][latex(head)] = head
                    values[latex(head)].add(value)
    # A name that is something else in another line may not be meant.
    known = {key: [*heads[key].values()] for key in asked & heads.keys()}
    named = {key: found[0] for key, found in known.items() if len(found) == 1 and len(values[latex(found[0])]) == 1}
    return {at: _with(tree, named) for at, tree in trees.items()} if named else dict(trees)


def _expression(node: Node) -> str | None:
    """What a derivative is by, where that stands in parentheses."""
    match node:
        case Fraction(_, Row((Atom(Kind.LETTER, "partial" | "d"), *parts))):
            inside = [part for part in parts if not is_space(part)]
            match inside:
                case [Fence("(", body, ")")]:
                    return _key(items(body))
                case _:
                    return None
        case _:
            return None


def _key(parts: Sequence[Node]) -> str:
    return " ".join(latex(part) for part in parts if not is_space(part))


def _definitions(parts: Sequence[Node]) -> Iterator[tuple[Node, str]]:
    """The names at the beginning of a row, or behind a separator, with what stands behind their sign."""
    begins = [0, *(at + 1 for at, part in enumerate(parts) if _separates(part))]
    for begin in begins:
        own = [part for part in takewhile(lambda part: not _separates(part), parts[begin:]) if not is_space(part)]
        match own:
            case [head, Atom(Kind.RELATION, sign), *value] if sign in EQUALS and _is_name(head):
                yield head, _key(list(takewhile(lambda part: not is_kind(part, Kind.RELATION), value)))
            case _:
                pass


def _is_name(node: Node) -> bool:
    return name_of(node.base if isinstance(node, Script) else node) is not None


def _separates(part: Node) -> bool:
    return isinstance(part, Atom) and part.text in {",", ";", "quad", "qquad"}


def _with(node: Node, named: Mapping[str, Node]) -> Node:
    name = named.get(_expression(node) or "")
    if name is not None and isinstance(node, Fraction):
        sign, *rest = items(node.denominator)
        name = replace(name, span=rest[-1].span)
        above = rebuilt(node.numerator, lambda each: _with(each, named))
        return replace(node, numerator=above, denominator=Row((sign, name), node.denominator.span))
    return rebuilt(node, lambda each: _with(each, named))
