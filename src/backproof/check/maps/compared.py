"""Both sides of a line compared, entry by entry."""

from __future__ import annotations

from backproof.calculus.bench import Bench
from backproof.calculus.equal import compare, counterexample
from backproof.calculus.outcome import Different, Equal
from backproof.check.doubts.finding import Finding
from backproof.check.maps.sides import Sides
from backproof.check.maps.values import Table
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.expr import Expression, Model
from backproof.show.text import to_latex


def decided(sides: Sides, bench: Bench) -> Finding:
    """The verdict on two tables of one shape."""
    reading = f"{latex(sides.left)} = {latex(sides.right)}"
    rows, columns = sides.left.shape
    for at, (true, written) in enumerate(zip(sides.left.entries, sides.right.entries, strict=True)):
        match compare(true, written, Model(), bench=bench):
            case Equal():
                continue
            case Different() as difference:
                shown = counterexample_of(true, written, difference, bench)
                place = "" if rows == columns == 1 else f" in row {at // columns + 1}, column {at % columns + 1}"
                reason = f"both sides differ{place}: written {shown.written}, true {shown.true}"
                return Finding(Verdict.WRONG, reason, counterexample=shown, reading=reading)
            case _:
                return Finding(Verdict.UNCHECKED, "at the points that were tried this has no value", reading=reading)
    verdict = Verdict.RIGHT_IF if sides.assumes else Verdict.RIGHT
    return Finding(verdict, "", sides.assumes, reading=reading)


def counterexample_of(true: Expression, written: Expression, found: Different, bench: Bench) -> Counterexample:
    """A point at which an entry differs."""
    shown = counterexample(true, written, Model(), bench=bench) or found
    point = {symbol.name: float(value.item()) for symbol, value in shown.values.items()}
    return Counterexample(point, float(f"{shown.right:.6g}"), float(f"{shown.left:.6g}"))


def latex(table: Table) -> str:
    """A table as LaTeX writes it."""
    if table.is_scalar:
        return to_latex(table.scalar())
    rows = r" \\ ".join(" & ".join(map(to_latex, row)) for row in table.rows)
    return rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"
