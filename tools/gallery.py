"""Runs the scripts of the gallery, which assert their claims, and writes its overview, ``docs/gallery/README.md``."""

from __future__ import annotations

import argparse
import os
import runpy
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import fill
from typing import Any

GALLERY = Path(__file__).resolve().parent.parent / "docs" / "gallery"
OVERVIEW = GALLERY / "README.md"
ORDER = (
    "learning_rates",
    "zero_initialisation",
    "saturated_neuron",
    "step_function",
    "hidden_layer",
    "hidden_features",
    "several_classes",
    "rare_classes",
    "robust_loss",
    "quantiles",
    "when_to_stop",
    "weight_decay",
    "dropout",
)
"""As one would read them."""

ABOUT = (
    "What trains a network, and what goes wrong. Each page is a script that can be read as a text: it says what is to "
    "be seen, measures it (medians over seeds, where there are any), asserts the claim that stands here, and draws the "
    "picture. `make gallery` runs all of them and writes this overview."
)
WIDTH = 120


def scripts() -> list[Path]:
    """The scripts of the gallery, in order."""
    return [GALLERY / f"{name}.py" for name in ORDER]


def run(script: Path, *, small: bool = False) -> Any:
    """The page of a script that was run; AssertionError where its claim does not hold."""
    with _setting("small" if small else ""), _importable(script.parent):
        return runpy.run_path(str(script))["page"]


def overview(pages: Iterable[Any]) -> str:
    """The overview in Markdown: of each page its title, claim, numbers and picture."""
    return "\n".join(_lines(pages)) + "\n"


def _lines(pages: Iterable[Any]) -> Iterator[str]:
    yield from ("# Gallery", "", fill(ABOUT, WIDTH))
    for page in pages:
        name = Path(page.script).name
        yield from ("", f"## {page.title}", "", fill(page.claim, WIDTH), "")
        for formula in page.derived:
            yield from (f"$${formula}$$", "")
        yield from (f"[![What {name} draws]({page.plate.name})]({name})", "")
        yield from (f"| [{name}]({name}) | |", "|---|---|")
        yield from (f"| {what} | {number} |" for what, number in page.numbers.items())


@contextmanager
def _setting(value: str) -> Iterator[None]:
    before = os.environ.get("BACKPROOF_GALLERY")
    os.environ["BACKPROOF_GALLERY"] = value
    try:
        yield
    finally:
        if before is None:
            del os.environ["BACKPROOF_GALLERY"]
        else:
            os.environ["BACKPROOF_GALLERY"] = before


@contextmanager
def _importable(folder: Path) -> Iterator[None]:
    """Scripts import what lies beside them, as they do when Python is given their path."""
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


def main() -> int:
    """Run the scripts and write the overview; status 1 where a claim does not hold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--small", action="store_true", help="few seeds; only try the claims, write nothing")
    small = parser.parse_args().small
    pages = []
    for script in scripts():
        try:
            pages.append(run(script, small=small))
        except AssertionError as error:
            print(f"{script}: the claim does not hold {error}", file=sys.stderr)
            return 1
        print(f"{script.name}: holds")
    if not small:
        OVERVIEW.write_text(overview(pages), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
