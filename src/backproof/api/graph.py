"""A computation graph as a Python object: text for Graphviz, and pictures where its program is installed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import final

from backproof.api.trace import Trace
from backproof.derive.graph import Graph as Computed
from backproof.report.dot import FORMATS, picture, to_dot
from backproof.source import BackproofError, Diagnostic

TEXT = (".dot", ".gv")


@final
class Graph:
    """Inputs and definitions, and an edge for each use; made by :meth:`backproof.Model.graph`."""

    def __init__(self, computed: Computed, trace: Trace | None, decimals: int = 4) -> None:
        self.computed = computed
        self.trace = trace
        self._decimals = decimals

    @property
    def dot(self) -> str:
        """The graph in the language of Graphviz."""
        return to_dot(self.computed, None if self.trace is None else self.trace.computed, self._decimals)

    def picture(self, format: str = "svg") -> bytes:
        """The picture that Graphviz makes: ``svg``, ``png`` or ``pdf``."""
        return picture(self.dot, format)

    def write(self, path: str | Path) -> None:
        """Write a file: ``.dot`` as text, ``.svg``, ``.png`` and ``.pdf`` as a picture."""
        path = Path(path)
        kind = path.suffix.lower()
        if kind not in TEXT and kind.removeprefix(".") not in FORMATS:
            raise BackproofError(
                Diagnostic(
                    f"there is no picture of this kind: {path.name}",
                    written=kind or "a name without an ending",
                    expected=f"one of .dot, {', '.join(f'.{each}' for each in FORMATS)}",
                    advice="choose one of these endings",
                )
            )
        content = self.dot.encode() if kind in TEXT else self.picture(kind.removeprefix("."))
        path.write_bytes(content)

    def __str__(self) -> str:
        return self.dot

    def __repr__(self) -> str:
        inputs, definitions = len(self.computed.inputs), len(self.computed.model.definitions)
        return f"<Graph: {inputs} inputs, {definitions} definitions, {len(self.computed.edges)} uses>"

    def _repr_svg_(self) -> str | None:
        return self.picture().decode() if shutil.which("dot") else None
