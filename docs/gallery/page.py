"""What the pages of the gallery share: how many seeds, how a picture looks, what the overview says of a page."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any, Final, final

import numpy as np
from matplotlib import style
from matplotlib.figure import Figure
from PIL import Image

SETTING: Final = "BACKPROOF_GALLERY"
"""The environment variable that is ``small`` where only the claims are tried: few seeds, and no picture written."""

BLUE, ORANGE, GREEN, PINK, GREY = "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#666666"
YELLOW, SKY, BLACK = "#E69F00", "#56B4E9", "#333333"
"""Colours of Okabe and Ito (2008), which readers with any kind of sight tell apart."""

CLASSES: Final = ((BLUE, "o"), (ORANGE, "^"), (GREEN, "s"), (PINK, "D"), (BLACK, "v"), (YELLOW, "P"), (SKY, "X"))
"""The colours and markers of classes."""

DOTS: Final = 140
"""To an inch: a picture is about 1000 wide."""

COLOURS: Final = 96
"""Of a picture; it is drawn in fewer, with soft edges."""

STYLE: Final[dict[str, Any]] = {
    "axes.grid": True,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": "medium",
    "font.size": 9,
    "grid.alpha": 0.3,
    "legend.framealpha": 0.9,
    "lines.markersize": 5,
}


def is_small() -> bool:
    """Whether only the claims are tried."""
    return os.environ.get(SETTING) == "small"


def seeds(count: int = 15) -> range:
    """The seeds that medians are taken over."""
    return range(5 if is_small() else count)


@final
@dataclass(frozen=True)
class Page:
    """A script of the gallery, and what it measured; ``derived`` are formulas that backproof wrote."""

    script: str
    numbers: Mapping[str, str]
    derived: Sequence[str] = ()

    @cached_property
    def text(self) -> list[str]:
        """The paragraphs of the docstring, without line breaks."""
        written = ast.get_docstring(ast.parse(Path(self.script).read_text(encoding="utf-8"))) or ""
        return [" ".join(each.split()) for each in written.split("\n\n")]

    @property
    def title(self) -> str:
        """The first line of the docstring."""
        return self.text[0].rstrip(".")

    @property
    def claim(self) -> str:
        """The last paragraph of the docstring: what the script asserts."""
        claim = self.text[-1].removeprefix("Claim: ")
        return claim[:1].upper() + claim[1:]

    @property
    def plate(self) -> Path:
        """Where the picture lies: beside the script."""
        return Path(self.script).with_suffix(".png")

    @contextmanager
    def picture(self, columns: int = 2, **options: Any) -> Iterator[Any]:
        """Axes side by side to draw on; at the end the picture is written beside the script."""
        with style.context(["default", STYLE]):
            figure = Figure((7.2, 3.2), layout="constrained")
            yield figure.subplots(1, columns, **options)
            drawn = BytesIO()
            figure.savefig(drawn, dpi=DOTS, metadata={"Software": None})
        if not is_small():
            Image.open(drawn).convert("RGB").quantize(COLOURS).save(self.plate, optimize=True)


def plane(axes: Any, X: Any, y: Any, decide: Callable[[Any], Any], *, levels: Any = (0.5,)) -> None:
    """Points of a plane by their classes, and the borders where what ``decide`` says of a point passes levels.

    ``decide`` gives a number for each point, or a row of which the last number counts: a class, or probabilities.
    """
    low, high = X.min(axis=0) - 0.3, X.max(axis=0) + 0.3
    across, up = np.meshgrid(*(np.linspace(*ends, 200) for ends in zip(low, high, strict=True)))
    decided = decide(np.column_stack([across.ravel(), up.ravel()])).reshape(*across.shape, -1)[..., -1]
    for group, (colour, marker) in zip(np.unique(y), CLASSES, strict=False):
        axes.plot(*X[y == group].T, marker, color=colour, ms=3.5, alpha=0.7, mew=0)
    axes.contour(across, up, decided, levels, colors="black", linewidths=1.5)
    axes.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]))
