"""How a document writes whole arrays: what its words call them, and whether it writes transposes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, final

from backproof.read.context.called import VECTOR
from backproof.read.context.rows_in_words import Rows
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.nodes import subtrees
from backproof.read.grammar.scripts import transposed
from backproof.syntax.tree import Node, Script


@final
@dataclass(frozen=True, slots=True)
class Manner:
    """``called``: the names that the words call a vector or a matrix. ``transposes``: some formula has a transpose.
    ``rows``: the vectors that they call the rows of a matrix."""

    called: Mapping[str, str] = field(default_factory=dict)
    transposes: bool = True
    rows: Rows = frozenset()

    @property
    def has_capital_vectors(self) -> bool:
        """Whether the words call capital letters vectors: ``the input vector $X$``."""
        return any(kind == VECTOR and len(name) == 1 and name.isupper() for name, kind in self.called.items())


PLAIN: Final = Manner()


def turns(trees: Iterable[Node], lexicon: Lexicon) -> bool:
    """Whether some formula has the sign of a transpose."""
    scripts = (node for tree in trees for node in subtrees(tree) if isinstance(node, Script))
    return any(transposed(script.sup, lexicon)[1] for script in scripts)
