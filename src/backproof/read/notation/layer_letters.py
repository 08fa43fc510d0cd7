r"""Layers by another letter than l, ``h^{(k)} = f(W^{(k)} h^{(k-1)})``, and the last one by a name: ``\delta^{(n_l)}``.

A letter is that of layers where a name of one layer multiplies another name of the layer before it. Time steps and
iterations are none: they multiply names without a step, or that of the same one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from backproof.read.grammar.nodes import items, name_of, rebuilt, subtrees
from backproof.syntax.tree import Atom, Fence, Kind, Node, Row, Script

STEPS = frozenset("tT")
"""Letters of steps in time."""
LAYERS = frozenset({"l", "ell", "L"})


def with_usual_letters(trees: Mapping[int, Node]) -> dict[int, Node]:
    """Formulas in which layers have the letters l and L, whatever their author calls them."""
    nodes = [node for tree in trees.values() for node in subtrees(tree)]
    scripts = [node for node in nodes if isinstance(node, Script)]
    hosts = {name_of(script.base) for script in scripts if _letter(script.sup) in LAYERS} - {None}
    above = [script.sup for script in scripts if name_of(script.base) in hosts]
    named = {name for sup in above if (name := _last_name(sup)) is not None}
    layered = {letter for script in scripts if (letter := _letter(script.sup)) is not None}
    found = {letter for node in nodes for letter in _multiplied(node)} - STEPS
    found -= {letter for letter in found if letter.lower() in found - {letter}}
    usual = bool(found & LAYERS)
    spelt: dict[str, str] = {}
    if len(found) == 1 and not usual:
        (letter,) = found
        spelt[letter] = "l"
        last = letter.upper() if letter.upper() in layered else "l"
        if last in layered and last != letter:
            spelt[last] = "L"
    if len(named) == 1 and "L" not in layered:
        spelt[named.pop()] = "L"
    if not spelt:
        return dict(trees)
    counting = {name_of(script.base) for script in scripts if _offset(script.sub) in spelt} - {None}

    def change(node: Node) -> Node:
        match node:
            case Script(base, sub, sup):
                below = _spelt(sub, spelt) if name_of(base) in counting else sub
                above = _spelt(sup, spelt)
                changed = replace(node, sub=below, sup=above)
                return replace(
                    changed,
                    base=change(base),
                    sub=change(sub) if below is sub and sub is not None else below,
                    sup=change(sup) if above is sup and sup is not None else above,
                )
            case _:
                return rebuilt(node, change)

    return {at: change(tree) for at, tree in trees.items()}


def _inner(node: Node) -> tuple[Node, ...]:
    """The parts of a script without its brackets."""
    return items(node.body) if isinstance(node, Fence) and node.opening in {"(", "["} else items(node)


def _first(node: Node | None) -> Node | None:
    """What a layer is counted from: k of ``(k-1)``; None for any other script."""
    match () if node is None else _inner(node):
        case (first,) | (first, Atom(Kind.OPERATOR, "+" | "-"), Atom(Kind.NUMBER)):
            return first
        case _:
            return None


def _letter(node: Node | None) -> str | None:
    first = _first(node)
    return name_of(first) if isinstance(first, Atom) and first.kind is Kind.LETTER else None


def _offset(node: Node | None) -> str | None:
    """The letter of a script with an offset: k of ``k-1``."""
    return _letter(node) if node is not None and len(_inner(node)) > 1 else None


def _last_name(node: Node | None) -> str | None:
    """``n_l`` as a superscript."""
    match _first(node):
        case Script(Atom(Kind.LETTER, name), Atom(Kind.LETTER, letter), None, 0) if letter in LAYERS:
            return f"{name}_{letter}"
        case _:
            return None


def _multiplied(node: Node) -> Iterator[str]:
    """The letters by which neighbours in a product are of one layer and of the one before: k of ``W^k h^{k-1}``.

    So are neighbours of one layer, ``W^{(k)} a^{(k)}``, in what computes the layer after it.
    """
    if not isinstance(node, Row):
        return
    for one, other in _products(node):
        above, before = _placed(one), _placed(other)
        if above is not None and before is not None and (above[0], above[1], before[1]) == (before[0], 0, -1):
            yield above[0]
    match node.items:
        case (Script(base) as head, Atom(Kind.RELATION), *_) if (own := _placed(head)) is not None:
            inside = [part for part in subtrees(node) if isinstance(part, Script) and part is not head]
            pairs = [pair for row in subtrees(node) if isinstance(row, Row) for pair in _products(row)]
            below = (own[0], own[1] - 1)
            layer = [pair for pair in pairs if _placed(pair[0]) == below == _placed(pair[1])]
            multiplied = {name_of(each.base) for pair in layer for each in pair}
            others = {name_of(each.base) for each in inside if _placed(each) == below}
            # ``w^{k+1} = w^k - a^k g^k`` is a step of an iteration.
            if layer and (name_of(base) in multiplied or name_of(base) not in others):
                yield own[0]
        case _:
            pass


def _products(row: Row) -> Iterator[tuple[Script, Script]]:
    """Different names with superscripts that stand side by side."""
    for one, other in pairwise(row.items):
        if isinstance(one, Script) and isinstance(other, Script) and _are_names(one, other):
            yield one, other


def _are_names(one: Script, other: Script) -> bool:
    names = {name_of(one.base), name_of(other.base)}
    return None not in names and len(names) == 2


def _placed(script: Script) -> tuple[str, int] | None:
    """The letter of a layer and its offset; None where a superscript is none."""
    letter = _letter(script.sup)
    match () if script.sup is None else _inner(script.sup):
        case (_, Atom(Kind.OPERATOR, sign), Atom(Kind.NUMBER, number)) if letter is not None and number.isdigit():
            return letter, int(number) if sign == "+" else -int(number)
        case (_,) if letter is not None:
            return letter, 0
        case _:
            return None


def _spelt(node: Node | None, spelt: Mapping[str, str]) -> Node | None:
    """A script with the usual letter of its layer, perhaps before a transpose; the same node where it has none."""
    match node:
        case Row((layer, Atom(text="top" | "T") as turned)) if isinstance(layer, Fence):
            changed = _spelt(layer, spelt)
            return node if changed is None or changed is layer else replace(node, items=(changed, turned))
        case _:
            pass
    first = _first(node)
    name = _letter(node) or _last_name(node)
    if node is None or first is None or name is None or name not in spelt:
        return node
    letter = Atom(Kind.LETTER, spelt[name], first.span)
    parts = (letter, *_inner(node)[1:])
    inner = letter if len(parts) == 1 else Row(parts, first.span.join(parts[-1].span))
    return replace(node, body=inner) if isinstance(node, Fence) else inner
