"""The model that a document defines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, final

from backproof.api.problems import unread
from backproof.api.reading import Written, circular
from backproof.check.understood import understand
from backproof.derive.layered import renamed
from backproof.expr import Definition, Symbol, Tensor
from backproof.source import BackproofError, Diagnostic, Source

_STEP: Final = re.compile(r"(.+)\^\{(\d+)\}")

MOST_LAYERS: Final = 32
"""Layers that are written out where a letter names them."""


def definitions(source: Source, depth: int | None = None) -> Written:
    """The first definition of each name; those that can't be used are in ``broken``.

    ``depth`` is how many layers a letter counts, where the document doesn't say it.
    """
    _refuse_no_depth(depth)
    found = understand(source, depth)
    if found.circle:
        raise BackproofError(circular(found.circle))
    broken = {key: unread(reason, source, span) for key, (reason, span) in found.broken.items()}
    if not found.definitions:
        raise BackproofError(next(iter(broken.values()), None) or _nothing(source))
    named = _Steps(found.stepped)
    definitions = tuple(map(named.definition, found.definitions))
    inputs = {named.symbol(symbol): tuple(map(named.tensor, each)) for symbol, each in found.open.items()}
    arrays = frozenset(map(named.symbol, found.arrays))
    return Written(definitions, found.ranges, broken, inputs, found.by_letter, found.notes, found.depth, arrays)


@final
@dataclass(frozen=True, slots=True)
class _Steps:
    r"""Steps as their author writes them: ``h_{2}`` or ``h^{(2)}`` for the ``h^{2}`` of the checker."""

    stepped: Mapping[str, str]

    def name(self, text: str) -> str:
        found = _STEP.fullmatch(text)
        form = None if found is None else self.stepped.get(found[1])
        return text if found is None or form is None else form.format(found[2])

    def symbol(self, symbol: Symbol) -> Symbol:
        return Symbol(self.name(symbol.name), symbol.ranges)

    def tensor(self, tensor: Tensor) -> Tensor:
        return Tensor(self.symbol(tensor.symbol), tensor.slots)

    def definition(self, each: Definition) -> Definition:
        return Definition(self.symbol(each.symbol), each.indices, renamed(each.body, self.name))


def _nothing(source: Source) -> Diagnostic:
    return Diagnostic(
        "no definition of this document can be used",
        written="no definition",
        expected="at least one equation such as O = \\sum_j w_j x_j, with a name on the left",
        advice="write the definitions in index form",
        source=source,
    )


def _refuse_no_depth(depth: int | None) -> None:
    if depth is not None and not 1 <= depth <= MOST_LAYERS:
        raise BackproofError(
            Diagnostic(
                "this is no number of layers",
                written=str(depth),
                expected=f"1 to {MOST_LAYERS}",
                advice="give another one, or none: then it is what the document says, or three",
            )
        )
