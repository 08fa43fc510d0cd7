r"""Functions that are applied in brackets throughout: ``f[x, \phi] = \phi x``, ``h = a[z]`` beside ``\cos[z]``.

They are put into parentheses. A letter is such a function where it stands nowhere but before brackets, and either one
equation says what it is of quantities, or what is a function by name is applied in brackets, too, and never otherwise.
Signals have places in brackets, ``x[n]``, which stand nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from functools import partial
from itertools import pairwise

from backproof.read.grammar.in_brackets import PLACES, holds_argument
from backproof.read.grammar.nodes import equations, items, name_of, rebuilt, split, subtrees
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.syntax.tree import Atom, Fence, Kind, Node, Row, Script, Styled

DEFINES = frozenset({"=", ":=", "equiv", "triangleq"})
USUAL = frozenset({each for letter in "afgh" for each in (letter, f"\\mathbf{{{letter}}}")})
"""Letters of functions that may be left undefined; ``k [x - y]^2`` beside ``\\exp[z]`` is a product."""
SLOPES = frozenset({"partial", "d"})


def with_parentheses(trees: Mapping[int, Node]) -> dict[int, Node]:
    """The formulas with such functions as others write them."""
    bracketed = {at for at, tree in trees.items() if any(map(_is_bracket, subtrees(tree)))}
    if not any(_is_applied(row) for at in bracketed for row in _rows(trees[at])):
        return dict(trees)
    rows = [each for tree in trees.values() for each in _rows(tree)]
    found = {base for at in bracketed for parts in equations(trees[at]) for base in _headed(parts, rows)}
    fences = [(name_of(name), _fence(behind)) for row in rows for name, behind in pairwise(row) if _fence(behind)]
    words = {fence.opening for name, fence in fences if fence is not None and name in FUNCTION_WORDS and len(name) > 1}
    if words == {"["}:
        found |= {name for name, fence in fences if name in USUAL and fence and _is_argument(fence)}
    found -= {base for row in rows for base in _alone(row)}
    return (
        {at: _written(tree, found) if at in bracketed else tree for at, tree in trees.items()} if found else {**trees}
    )


def _rows(tree: Node) -> Iterator[tuple[Node, ...]]:
    """The parts that stand side by side, of every row."""
    below = {id(part) for node in subtrees(tree) if isinstance(node, Row) for part in node.items}
    below |= {id(node.base) for node in subtrees(tree) if isinstance(node, Script | Styled)}
    return (items(node) for node in subtrees(tree) if isinstance(node, Row) or id(node) not in below)


def _is_applied(row: tuple[Node, ...]) -> bool:
    """Whether something stands before brackets that may be a function: most brackets hold what is multiplied."""
    before = (name_of(_base(name)) for name, behind in pairwise(row) if _is_bracket(_base(behind)))
    return any(name is not None and (_is_letter(name) or name in FUNCTION_WORDS) for name in before)


def _is_bracket(node: Node) -> bool:
    return isinstance(node, Fence) and (node.opening, node.closing) == ("[", "]")


def _fence(node: Node) -> Fence | None:
    base = _base(node)
    return base if isinstance(base, Fence) and base.opening in {"(", "["} else None


def _base(node: Node) -> Node:
    return node.base if isinstance(node, Script) else node


def _is_letter(name: str) -> bool:
    """Whether a name is a small letter: capitals before brackets may be matrices, ``W[h, x]``."""
    letter = name.removeprefix("\\mathbf{").removesuffix("}")
    return len(letter) == 1 and letter.islower() and letter != "d"


def _is_argument(fence: Fence) -> bool:
    return _is_bracket(fence) and holds_argument(fence)


def _headed(parts: tuple[Node, ...], rows: list[tuple[Node, ...]]) -> Iterator[str]:
    """The letter that an equation defines as a function of quantities in brackets."""
    match parts:
        case (name, Fence("[", body, "]"), Atom(Kind.RELATION, sign), *_) if sign in DEFINES:
            base = name_of(name)
            inside = [name_of(part[0]) if len(part) == 1 else None for part in split(items(body), {","})]
            if base and _is_letter(base) and None not in inside and not PLACES & {*inside}:
                outside = {name_of(_base(part)) for row in rows if row != items(body) for part in row}
                if outside & {*inside}:
                    yield base
        case _:
            pass


def _alone(row: tuple[Node, ...]) -> Iterator[str]:
    """The names of a row that stand before no brackets, but for what is differentiated."""
    for before, part, behind in zip((None, *row), row, (*row[1:], None), strict=False):
        bare = part.base if isinstance(part, Script) and part.sub is None else part
        fence = None if behind is None else _fence(behind)
        name = name_of(bare)
        sloped = before is not None and name_of(before) in SLOPES and behind is None
        if name and not (sloped or (fence is not None and _is_bracket(fence))):
            yield name


def _written(node: Node, functions: Set[str]) -> Node:
    node = rebuilt(node, partial(_written, functions=functions))
    if not isinstance(node, Row):
        return node
    parts = list(node.items)
    for at, (before, part) in enumerate(pairwise(node.items), 1):
        base = before.base if isinstance(before, Script) and before.sub is before.sup is None else before
        fence = _fence(part)
        if name_of(base) in functions and fence is not None and _is_argument(fence):
            round_ = replace(fence, opening="(", closing=")")
            parts[at] = replace(part, base=round_) if isinstance(part, Script) else round_
    return replace(node, items=tuple(parts))
