"""Names that a document gives numbers, one by one or several at once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import final

from backproof.check.definitions.catalogue import Catalogue
from backproof.check.definitions.equal_letters import given_together
from backproof.check.definitions.shape import APPROXIMATE, CONSTANTS, is_printed, is_single
from backproof.check.indices.letters import resolved
from backproof.check.interpretation.continued import NEXT
from backproof.check.names.names import Names
from backproof.check.numbers import has_arrays, is_constant, key_of
from backproof.check.numbers.names import picked, plain, wholes
from backproof.check.steps import updates
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Big, Listed, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS

MOST_NAMES = 8
"""Names that are given one number."""
DATA = frozenset("w W b x X t theta Theta v V u U".split())
"""Letters of weights, biases, inputs and targets, which documents give."""
KNOWN = frozenset({*FUNCTION_WORDS, *CONSTANTS, "sigma"})
"""What needs no number to have a value."""


@final
@dataclass(frozen=True, slots=True)
class Giving:
    """The lines of one document; ``valued`` are the names that need no other number to have a value, ``siblings`` the
    lines that give elements of one letter a number together."""

    lines: Sequence[Line]
    names: Names
    catalogue: Catalogue
    valued: frozenset[str]
    siblings: frozenset[int] = frozenset()

    @staticmethod
    def of(
        lines: Sequence[Line],
        names: Names,
        catalogue: Catalogue,
        told: Iterable[tuple[Ref | None, Term]],
        sums: Iterable[Big],
    ) -> Giving:
        """The names of lines and words; what ``sums`` run to are numbers, too."""
        numbers = (line for line in lines if line.side is not None and is_constant(line.side))
        heads = {name.base for line in numbers if isinstance(line.head, Ref | Listed) for name in references(line.head)}
        words = {name.base for name, _ in told if name is not None}
        counts = {big.upper.base for big in sums if isinstance(big.upper, Ref)}
        return Giving(lines, names, catalogue, KNOWN | heads | words | counts, given_together(lines))

    def listed(self, at: int, line: Line, values: Container[str]) -> list[tuple[Ref, Term]] | None:
        """``x_1, y_1 = [(1, 2), 8]``: several names, each with the number at its place; None where a line gives none.

        The list is empty where the names stand between brackets themselves: no number is noted of them. ``values`` are
        the names that have a number before.
        """
        match line.head, line.side:
            case Listed(None, heads), Listed(None, items) as listed if is_printed(listed):
                return self.renewed(at, line, list(zip(heads, items, strict=False)), values)
            case Listed(None, heads), side if side is not None and is_constant(side):
                unknown = (isinstance(name, Ref) and not self.is_known(name, line.section, values) for name in heads)
                return [] if all(unknown) else None
            case _, Listed(None, items) if len(items) > 1 and all(map(is_printed, items)) and line.head is not None:
                before = self.lines[max(0, at - len(items) + 1) : at]
            case _:
                return None
        named = [*(each.side for each in before if not each.relation), line.head]
        names = [each for each in named if isinstance(each, Ref)]
        spans = [*(each.span for each in before), line.span]
        near = all(one.end <= two.start <= one.end + NEXT for one, two in pairwise(spans))
        if not len(names) == len(named) == len(items) or not near:
            return None
        known = any(self.is_known(name, line.section, values) for name in names)
        return None if known else list(zip(names, items, strict=True))

    def renewed(
        self, at: int, line: Line, pairs: list[tuple[Term, Term]], values: Container[str]
    ) -> list[tuple[Ref, Term]] | None:
        """``(x, t) = (3, 5)`` of another sample: names that have got numbers before, and nothing else."""
        found = [(name, item) for name, item in pairs if isinstance(name, Ref)]
        given = all(self.is_given(at, replace(line, head=name, side=item)) for name, item in found)
        had = all(key_of(name, self.names) in values for name, _ in found)
        return found if given and had and len(found) == len(pairs) and not line.said.stepped else None

    def is_one_number(self, at: int, line: Line, values: Container[str]) -> bool:
        """``b`` and ``c`` in ``b = c = 0.5``: names of which nothing is known but the number behind them."""
        names = [line.head, line.side]
        for following in self.lines[at + 1 : at + MOST_NAMES]:
            if line.chain is None or following.chain != line.chain or following.side is None:
                return False
            if is_single(following.side):
                refs = [each for each in names if isinstance(each, Ref)]
                alone = len(refs) == sum(each is not None for each in names)
                return alone and not any(self.is_known(each, line.section, values) for each in refs)
            names.append(following.side)
        return False

    def together(self, at: int, line: Line) -> Iterator[Ref]:
        """``b_2``, ``b_3`` in ``b_1 = b_2 = b_3 = 0``: what a number behind a chain is given to besides its head."""
        for before in range(max(0, at - MOST_NAMES), at) if line.head is None and line.chain is not None else ():
            name = self.lines[before].side
            if self.lines[before].chain == line.chain and before in self.siblings and isinstance(name, Ref):
                yield name

    def tabled(
        self, at: int, tables: Iterable[tuple[int, Ref, Term]], values: Container[str]
    ) -> Iterator[tuple[Ref, Term]]:
        """What tables give before a line: names that have no number yet, and that nothing but numbers defines."""
        for place, name, value in tables:
            if place == at and key_of(name, self.names) not in values:
                known = self.catalogue.candidates(resolved(self.names, name).key, self.lines[at].section)
                if all(is_constant(each.body) for each in known):
                    yield name, value

    def is_known(self, ref: Ref, section: int, values: Container[str]) -> bool:
        """Whether a name has a value, or a definition that is more than another name."""
        if updates.is_update(ref, self.names) or key_of(ref, self.names) in values:
            return True
        name = resolved(self.names, ref)
        candidates = self.catalogue.candidates(name.key, section)
        return any(not isinstance(each.body, Ref) and len(each.letters) == len(name.slots) for each in candidates)

    def is_given(self, at: int, line: Line) -> bool:
        """``\\alpha = 0.1``: a plain name that nothing up to this section defines but numbers."""
        if not isinstance(line.head, Ref) or updates.is_update(line.head, self.names):
            return False
        name = resolved(self.names, line.head)
        candidates = self.catalogue.candidates(name.key, line.section)
        side = line.side or line.head
        return all(
            is_constant(each.body)
            or each.section > line.section
            or (len(each.letters) != len(name.slots) and (each.line > at or (has_arrays(side) and is_data(line.head))))
            for each in candidates
        )

    def before(self, at: int, ref: Ref) -> Iterator[Term | None]:
        """What lines before one give a name, alone or as an entry of its array."""
        arrays = {whole.key: places for whole, places in wholes(ref)}
        for line in self.lines[:at]:
            if isinstance(line.head, Ref) and line.side is not None and line.head.key == ref.key:
                yield line.side
            elif isinstance(line.head, Ref) and line.side is not None and line.head.key in arrays:
                yield picked(line.side, arrays[line.head.key])

    def is_unfounded(self, at: int, line: Line, side: Term) -> bool:
        """Whether the formula of a plain name rests on a name to which the document gives no number anywhere."""
        if not isinstance(line.head, Ref) or not is_printed(side) or updates.is_update(line.head, self.names):
            return False
        before = self.lines[at - 1] if at else line
        listed = not before.relation and 0 <= line.span.start - before.span.end <= NEXT
        if line.relation in APPROXIMATE or listed:
            return False
        waiting, reached = [resolved(self.names, line.head).key], set[str]()
        while waiting:
            key = waiting.pop()
            formulas = self.catalogue.candidates(key, line.section)
            if not formulas and reached:
                return True
            reached.add(key)
            refs = (ref for each in formulas for ref in references(each.body) if ref.base not in self.valued)
            waiting += {resolved(self.names, ref).key for ref in refs} - reached
        return False


def is_data(ref: Ref) -> bool:
    """Whether a name is what the field uses for something given: ``w_1``, ``\\mathbf{x}``."""
    return plain(ref.base).removeprefix("\\") in DATA
