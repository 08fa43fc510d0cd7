"""The spaces and the sizes that a document gives its names: in words, by a declaration, in numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Final, final

from backproof.matrix import said
from backproof.matrix.bold import BOLD
from backproof.matrix.kinds import KINDS
from backproof.matrix.names import Spelling
from backproof.read.context.manner import Manner
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Entries, Listed, Num, Ref, Term

NOTHING: Final[frozenset[str]] = frozenset()


@final
@dataclass(frozen=True)
class Spaces:
    """The lines of a page, the heads that they go on from, and how the document writes arrays."""

    lines: Sequence[Line]
    heads: Sequence[Term | None]
    spelling: Spelling
    manner: Manner

    def called(self, stem: str) -> str:
        """What the words call the arrays of a stem, bold or not; empty where they do not say it of all of them."""
        core = stem.rstrip("^").split("_", maxsplit=1)[0]
        names = self.manner.called
        return names.get(core) or names.get(BOLD.sub(r"\1", core), "")

    @cached_property
    def declared(self) -> dict[str, tuple[str, str, tuple[Term, ...]]]:
        """The kind and the extents of names whose space is declared: key -> stem, kind, extents."""
        found: dict[str, tuple[str, str, tuple[Term, ...]]] = {}
        for line in self.lines:
            told = said.declares(line)
            if told is not None:
                parts = self.spelling.parts(told[0])
                kind = said.kind_of(told[1])
                if kind is not None and not parts.slots:
                    found[parts.key] = (parts.stem, kind, told[1])
        return found

    @cached_property
    def declared_kinds(self) -> dict[str, str]:
        """The kinds of names whose space is declared; those of the layers of a network together."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for stem, kind, _ in self.declared.values():
            found[stem].append(kind)
        return {stem: _joined(kinds) for stem, kinds in found.items()}

    @property
    def declared_stems(self) -> frozenset[str]:
        """The stems of names whose space is declared."""
        return frozenset(stem for stem, _, _ in self.declared.values())

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Names that are declared to be numbers: ``t \\in \\{-1, 1\\}``, ``b \\in \\mathbb{R}``."""
        found = {}
        for line in self.lines:
            if line.relation == "in" and isinstance(line.head, Ref) and said.is_set_of_numbers(line.side):
                parts = self.spelling.parts(line.head)
                if not parts.slots:
                    found[parts.stem] = "scalar"
        return found

    @cached_property
    def written_out(self) -> dict[str, set[tuple[int, int]]]:
        """The rows and columns of what lines give in numbers, by the name that their chain is of."""
        found: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        for line, head in zip(self.lines, self.heads, strict=True):
            match head, line.side:
                case Ref(), Entries(rows) if not any(True for _ in references(line.side)):
                    found[self.spelling.parts(head).key].add((len(rows), len(rows[0])))
                case _:
                    pass
        return dict(found)

    def given(self, *, rows: bool) -> dict[str, str]:
        """The kinds of names that are given in numbers; those of the layers of a network together."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for line in self.lines:
            if not isinstance(line.head, Ref) or line.relation not in said.EQUALITIES:
                continue
            parts = self.spelling.parts(line.head)
            own = found[parts.stem]
            match line.side:
                case Entries(entries) if not any(True for _ in references(line.side)):
                    tall, wide = len(entries) > 1, len(entries[0]) > 1
                    own[parts.key] = "matrix" if tall and wide else "column" if tall else "row" if wide else "scalar"
                case Listed(None) if not any(True for _ in references(line.side)):
                    own.setdefault(parts.key, "row" if rows else "column")
                case Num(value) if value:
                    own.setdefault(parts.key, "scalar")
                case _:
                    pass
        return {stem: _joined(kinds.values()) for stem, kinds in found.items() if kinds}

    def fixed(self, *, rows: bool, biases: Set[str] = NOTHING) -> dict[str, str]:
        r"""The kinds that are declared or given. A declared matrix is one, though it has one row in an example.

        ``b \in \mathbb{R}^n`` says how long a vector is, and not which way it lies: it is a row where vectors are
        rows, and where it is one of the ``biases`` that are added to every row of a product.
        """
        matrices = {stem: kind for stem, kind in self.declared_kinds.items() if kind == "matrix"}
        lying = dict.fromkeys(self._vectors if rows else self._vectors & biases, "row")
        return self.declared_kinds | lying | self.given(rows=rows) | self.numbers | matrices

    @cached_property
    def _vectors(self) -> frozenset[str]:
        """The stems of names that are declared with one extent only, as vectors."""
        stems = self.declared_kinds.items()
        flat = {stem for stem, _, sizes in self.declared.values() if len(sizes) != 1}
        return frozenset(stem for stem, kind in stems if kind == "column" and stem not in flat)


def _joined(kinds: Iterable[str]) -> str:
    """The smallest kind that has the axes of some others: a row beside a column is a matrix with one row."""
    axes = [KINDS[kind] for kind in kinds]
    joined = any(tall for tall, _ in axes), any(wide for _, wide in axes)
    return next(kind for kind, own in KINDS.items() if own == joined)
