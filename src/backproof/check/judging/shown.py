"""A finding as it is shown: its reading, and the simplest point at which a refuted line is seen to be wrong."""

from __future__ import annotations

import numpy as np

from backproof.calculus.bench import Bench
from backproof.calculus.equal import counterexample
from backproof.check.doubts.finding import Finding
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.records import replace
from backproof.show.text import to_latex


def shown(finding: Finding, bench: Bench) -> Finding:
    """The finding with its reading in LaTeX and, for ``wrong``, the simplest point that shows it."""
    if finding.sides is None:
        return finding
    sides = finding.sides
    finding = replace(finding, reading=f"{to_latex(sides.left)} = {to_latex(sides.right)}")
    if finding.verdict is not Verdict.WRONG or finding.difference is None:
        return finding
    point = counterexample(sides.left, sides.right, sides.model, bench=bench) or finding.difference
    element = ", ".join(f"{letter} = {at}" for letter, at in point.element.items())
    written, true = _apart(point.right, point.left)
    said = finding.reason or "both sides differ"
    reason = f"{said}{f' at {element}' if element else ''}: written {written}, true {true}"
    values = {symbol.name: _plain(each) for symbol, each in point.values.items()}
    return replace(finding, reason=reason, counterexample=Counterexample(values, written, true))


def _plain(values: object) -> object:
    """Exact numbers as floats, in nested lists."""
    array = np.asarray(values)
    return np.vectorize(float, otypes=[float])(array).tolist() if array.size else []


def _apart(written: float, true: float) -> tuple[float, float]:
    """Two values with as few digits as show that they differ."""
    shortened = ((float(f"{float(written):.{digits}g}"), float(f"{float(true):.{digits}g}")) for digits in (6, 10))
    return next((pair for pair in shortened if pair[0] != pair[1]), (float(written), float(true)))
