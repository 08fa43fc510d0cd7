r"""What tells the rows of a document from its columns.

Data with a row for each sample stand before their weights, ``X W``; scores ``Q K^T`` have a row for each query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, final

from backproof.matrix import said
from backproof.matrix.names import Spelling
from backproof.read.lines import Line
from backproof.read.terms.terms import Big, Call, Listed, Plus, Ranged, Ref, Term, Times, Transposed

NONE: Final[frozenset[str]] = frozenset()


@final
@dataclass(frozen=True)
class Orientation:
    """The lines of a page; ``computed`` are the stems of names that lines without derivatives define.

    ``equations`` are the lines that say that two symbolic sides are equal.
    """

    lines: Sequence[Line]
    spelling: Spelling
    computed: frozenset[str]
    equations: Sequence[int]

    @cached_property
    def softmax_of_rows(self) -> bool | None:
        """Whether the softmax of a matrix is that of its rows; None where the document does not show it.

        A softmax with indices sums over one of the two. Scores ``Q K^T`` have a row for each query, ``K^T Q`` a column.
        """
        return next(
            (by_rows for part in said.of_lines(self.lines) if (by_rows := self._sums_rows(part)) is not None),
            self._scores,
        )

    @staticmethod
    def _sums_rows(part: Term) -> bool | None:
        match part:
            case Big("sum", letter, body=Call(Ref("exp"), 0, (Ref(subs=(_, _) as subs),))) if letter in subs:
                return subs[1] == letter
            case _:
                return None

    @cached_property
    def _scores(self) -> bool | None:
        """What the products that stand in a softmax, or that a name in it is defined by, say of its axis."""
        given = {
            line.head.key: line.side for line in self.lines if isinstance(line.head, Ref) and line.side is not None
        }
        for part in said.of_lines(self.lines):
            match part:
                case Call(Ref("softmax"), 0, (Ref() as name,)) if name.key in given:
                    argument = given[name.key]
                case Call(Ref("softmax"), 0, (argument,)):
                    pass
                case _:
                    continue
            turned = said.turned_factor(argument)
            if turned is not None:
                return turned > 0
            if (layer := said.layer(argument)) is not None and (left := self.data_is_left(*layer)) is not None:
                return left
        return None

    def data_is_left(self, left: Ref, right: Ref) -> bool | None:
        """Whether the data of a layer stands before its weights; None where neither is clear.

        What is computed is data: A in ``A W``; what is updated is not. Of two inputs, the one with another letter than
        those of weights is.
        """
        updated = {line.head.key for line in self.lines if isinstance(line.head, Ref) and line.relation == "leftarrow"}
        one, other = (
            each.key not in updated and self.spelling.parts(each).stem in self.computed for each in (left, right)
        )
        if one == other:
            one, other = (said.is_weight(each) for each in (right, left))
        return one if one != other else None

    @cached_property
    def data(self) -> frozenset[str]:
        """The stems of the data of layers, which each sample has its own of: A in ``Z = W A + b``."""
        found: set[str] = set()
        for at in self.equations:
            match self.lines[at]:
                case Line(head=Ref(), side=side) if side is not None and (pair := said.layer(side)) is not None:
                    left = self.data_is_left(*pair)
                    found |= {self.spelling.parts(pair[not left]).stem} if left is not None else NONE
                case _:
                    pass
        return frozenset(found)

    @cached_property
    def biases(self) -> Mapping[str, bool | None]:
        """The stems of what is added to a product of two names, and whether the data stand on its left.

        What is added to ``W^T x``, too, is no row.
        """
        found: dict[str, bool | None] = {}
        for at in self.equations:
            line = self.lines[at]
            match _applied_to(line.side) if isinstance(line.head, Ref) else None:
                case Plus((Times((Ref() as left, Ref() as right)), Ref() as bias)):
                    found.setdefault(self.spelling.parts(bias).stem, self.data_is_left(left, right))
                case Plus((Times((Transposed(Ref()), Ref())), Ref() as bias)):
                    found[self.spelling.parts(bias).stem] = False
                case _:
                    pass
        return found

    @cached_property
    def row_biases(self) -> frozenset[str]:
        """Those that are one row for all samples, where the data stand on the left in all layers that show it."""
        shown = {each for each in self.biases.values() if each is not None}
        return frozenset(stem for stem, left in self.biases.items() if left is not False) if shown == {True} else NONE

    @cached_property
    def transposes_lists(self) -> bool:
        """Whether the document writes ``[a, b]^T`` for a column, so that a list without the sign is a row."""
        turned = (part.base for part in said.of_lines(self.lines, Transposed))
        return any(isinstance(each, Listed) or (isinstance(each, Ranged) and each.listed) for each in turned)


def _applied_to(side: Term | None) -> Term | None:
    r"""A side, or what a function of it is applied to: ``X W + b`` in ``\sigma(X W + b)``."""
    match side:
        case Call(primes=0, arguments=(argument,)):
            return argument
        case _:
            return side
