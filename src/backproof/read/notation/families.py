r"""Sets of examples or of parameters, which name things and compute nothing: ``\{(x_1, y_1), \ldots, (x_m, y_m)\}``.

So does a family, ``\{x_i\}_{i=1}^m``, a set by what is said of its elements, ``\{(x_i, y_i); i = 1, \ldots, m\}``, and
one of different things, ``\{W_1, b_1, \ldots, W_L, b_L\}``. Of one name ``\{x_1, \ldots, x_n\}`` may be a vector.
"""

from __future__ import annotations

from collections.abc import Sequence

from backproof.read.grammar.nodes import is_kind, is_space, items, name_of
from backproof.syntax.rebuild import leaves
from backproof.syntax.tree import Atom, Fence, Kind, Node, Script

FAMILY = "a set, which names things and computes nothing"
DOTS = frozenset({"ldots", "dots", "cdots", "dotsc"})
SUCH_THAT = frozenset({";", ":", "|", "mid"})


def is_family(nodes: Sequence[Node]) -> bool:
    """Whether a side of an equation is nothing but such a set."""
    match [node for node in nodes if not is_space(node)]:
        case [Script(base=Fence(opening, _, closing) as body, sub=below)] if below is not None:
            # Anything else with a place below it is a value there: [x^2]_{x = 1}.
            braced = (opening, closing) == ("{", "}") or _is_pair(body)
            return braced and any(map(_is_range, leaves(below)))
        case [Fence("{" | "(" | "[" as opening, body)]:
            parts = [part for part in items(body) if not is_space(part)]
            named = any(isinstance(part, Atom) and part.text in DOTS for part in parts)
            if parts and _is_pair(parts[0]):
                return named or (opening == "{" and len(parts) > 1 and _is_sign(parts[1], SUCH_THAT))
            names = [name_of(part.base if isinstance(part, Script) else part) for part in parts]
            bases = {name for name in names if name is not None and name not in DOTS}
            return opening == "{" and named and len(bases) > 1
        case _:
            return False


def _is_pair(node: Node) -> bool:
    """Whether something is an example with letters: ``(x_1, y_1)``."""
    match node:
        case Fence("(", body):
            comma = any(_is_sign(part, {","}) for part in items(body))
            return comma and any(is_kind(each, Kind.LETTER) for each in leaves(body))
        case _:
            return False


def _is_range(node: Node) -> bool:
    return isinstance(node, Atom) and node.kind is Kind.RELATION


def _is_sign(node: Node, signs: frozenset[str] | set[str]) -> bool:
    return isinstance(node, Atom) and node.text in signs
