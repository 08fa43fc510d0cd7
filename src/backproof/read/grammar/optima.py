r"""Optima, which a formula poses and does not compute: ``\min_w J(w)``, ``\theta^* = \arg\max_\theta \ell(\theta)``."""

from __future__ import annotations

from typing import final

from backproof.read.grammar import grammar
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.nodes import is_space, items, split
from backproof.read.grammar.places import EXTREMES, PLACES, in_one_word
from backproof.read.terms.terms import Ref, Term, Unreadable
from backproof.source import Span
from backproof.syntax.tree import Atom, Kind, Node, Script

BEST = EXTREMES | {"sup", "inf"}
LEAST = frozenset({"argmin", "min", "inf"})
POSED = "it says where or what an optimum is"


@final
class Optimum(Unreadable):
    """A side that is an optimum: of what, by which names, the least or the largest, its value or its place.

    ``of`` is None where it is not read; of ``by`` the names stand here that are read.
    """

    def __init__(self, word: str, of: Term | None, by: tuple[Ref, ...], span: Span) -> None:
        super().__init__(POSED, span)
        self.is_place = word in PLACES
        self.is_least = word in LEAST
        self.of = of
        self.by = by


def posed(row: tuple[Node, ...], lexicon: Lexicon) -> Optimum | None:
    r"""The optimum that a row is; the largest of some elements, ``\max_k p_k``, is a function of them.

    >>> from backproof.syntax.latex import parse
    >>> rows = [items(parse(text)) for text in (r"\min_{w, b} J", r"\arg\max_k p_k", r"\max_k p_k", r"\max(0, z)")]
    >>> [found and [each.base for each in found.by] for found in (posed(row, Lexicon()) for row in rows)]
    [['w', 'b'], ['k'], None, None]
    """
    match in_one_word(tuple(part for part in row if not is_space(part))):
        case (Script(Atom(Kind.NAME, word), below, None, 0) as sign, _, *_) if below is not None:
            letters = split(items(below), {",", "in"})
            if word not in PLACES and (word not in BEST or _is_index(items(below)[0])):
                return None
            behind = row[next(at for at, part in enumerate(row) if sign.span.end <= part.span.start) :]
            by = [term for term in (_read(each, lexicon) for each in letters) if isinstance(term, Ref)]
            return Optimum(word, _read(behind, lexicon), tuple(by), sign.span.join(row[-1].span))
        case _:
            return None


def _read(row: tuple[Node, ...], lexicon: Lexicon) -> Term | None:
    try:
        return grammar.read(row, lexicon)
    except Unreadable:
        return None


def _is_index(node: Node) -> bool:
    return isinstance(node, Atom) and node.text in INDEX_LETTERS
