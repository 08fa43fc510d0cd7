"""Source that is generated for the network and compiled by Numba: loops, and BLAS for products that are worth it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numba
import numpy as np

from benchmarks.steps.cases import CLASSES, LOGISTIC, Case, given

LOOPS_UP_TO: Final = 20_000
"""Multiplications of a product that loops compute as fast as BLAS."""
ACTIVATIONS: Final = {
    "sigmoid": ("np.float32(1) / (np.float32(1) + np.exp(-z))", "a * (np.float32(1) - a)"),
    "tanh": ("np.tanh(z)", "np.float32(1) - a * a"),
    "relu": ("max(z, np.float32(0))", "np.float32(1) if a > 0 else np.float32(0)"),
}


def generated(case: Case, threads: int) -> Callable[[int], Any]:
    """One function for an epoch."""
    numba.set_num_threads(threads)
    data = given(case)
    layers = len(data.weights)
    names = [f"{kind}{layer}" for layer in range(layers) for kind in ("w", "b")]
    arrays = [each.copy() for pair in zip(data.weights, data.biases, strict=True) for each in pair]
    zeros = [np.zeros_like(each) for _ in range(2) for each in arrays]
    scope: dict[str, Any] = {"np": np}
    exec(_source(case, names), scope)  # noqa: S102  # the text is written here
    epoch = numba.njit(fastmath={"contract", "arcp", "nsz"})(scope["epoch"])
    random, held = np.random.default_rng(0), [0]

    def epochs(count: int) -> None:
        for _ in range(count):
            epoch(data.x, data.y, random.permutation(case.samples), held[0], *arrays, *zeros)
            held[0] += case.batches

    return epochs


def _source(case: Case, names: list[str]) -> str:
    widths, layers, batch = case.widths, len(case.widths) - 1, case.batch
    value, slope = ACTIVATIONS[case.activation]
    extra = [f"{kind}_{name}" for kind in "mv" for name in names]
    lines = [f"def epoch(x, y, order, count, {', '.join(names + extra)}):",
             *(f" z{at + 1} = np.empty(({batch}, {widths[at + 1]}), np.float32)" for at in range(layers)),
             *(f" d{at + 1} = np.empty(({batch}, {widths[at + 1]}), np.float32)" for at in range(layers)),
             *(f" g_{name} = np.empty_like({name})" for name in names),
             f" z0 = np.empty(({batch}, {widths[0]}), np.float32)", " total = 0.0",
             f" for start in range(0, {case.samples}, {batch}):", f"  for n in range({batch}):",
             "   z0[n] = x[order[start + n]]"]  # fmt: skip
    for at in range(layers):
        lines += _product((batch, widths[at + 1], widths[at]), f"z{at}[n,k]", f"w{at}[k,j]", f"z{at + 1}")
        lines += [f"  for n in range({batch}):", f"   for j in range({widths[at + 1]}):",
                  f"    z = z{at + 1}[n, j] + b{at}[j]",
                  f"    z{at + 1}[n, j] = {value if at < layers - 1 else 'z'}"]  # fmt: skip
    lines += _loss(case, layers)
    for at in reversed(range(layers)):
        lines += [f"  g_b{at}[:] = 0", f"  for n in range({batch}):", f"   for j in range({widths[at + 1]}):",
                  f"    g_b{at}[j] += d{at + 1}[n, j]"]  # fmt: skip
        lines += _product((widths[at], widths[at + 1], batch), f"z{at}[k,n]", f"d{at + 1}[k,j]", f"g_w{at}")
        if at:
            lines += _product((batch, widths[at], widths[at + 1]), f"d{at + 1}[n,k]", f"w{at}[j,k]", f"d{at}")
            lines += [f"  for n in range({batch}):", f"   for j in range({widths[at]}):", f"    a = z{at}[n, j]",
                      f"    d{at}[n, j] *= {slope}"]  # fmt: skip
    lines.append("  count += 1")
    rate = f"np.float32({case.rate})"
    if case.optimiser == "adam":
        lines.append(f"  r = np.float32({case.rate} * np.sqrt(1 - 0.999**count) / (1 - 0.9**count))")
    for name in names:
        w, g, m, v = (f"{each}[i]" for each in ("w", "g", "m", "v"))
        lines += [f"  w, g, m, v = {name}.ravel(), g_{name}.ravel(), m_{name}.ravel(), v_{name}.ravel()",
                  "  for i in range(w.size):"]  # fmt: skip
        if case.optimiser == "adam":
            lines += [f"   {m} = np.float32(0.9) * {m} + np.float32(0.1) * {g}",
                      f"   {v} = np.float32(0.999) * {v} + np.float32(0.001) * {g} * {g}",
                      f"   {w} -= r * {m} / (np.sqrt({v}) + np.float32(1e-8))"]  # fmt: skip
        elif case.optimiser == "nesterov":
            lines += [f"   {m} = np.float32(0.9) * {m} - {rate} * {g}",
                      f"   {w} += np.float32(0.9) * {m} - {rate} * {g}"]  # fmt: skip
        else:
            lines.append(f"   {w} -= {rate} * {g}")
    return "\n".join([*lines, " return total"])


def _product(shape: tuple[int, int, int], a: str, b: str, c: str) -> list[str]:
    """c[n,j] is the sum over k of a and b, which are written with these letters."""
    rows, columns, terms = shape
    left = a.replace("[n,k]", "").replace("[k,n]", ".T")
    right = b.replace("[k,j]", "").replace("[j,k]", ".T")
    if rows * columns * terms > LOOPS_UP_TO:
        return [f"  np.dot({left}, {right}, {c})"]
    return [f"  {c}[:] = 0", f"  for n in range({rows}):", f"   for k in range({terms}):",
            f"    for j in range({columns}):", f"     {c}[n,j] += {a} * {b}"]  # fmt: skip


def _loss(case: Case, layers: int) -> list[str]:
    out, back, share = f"z{layers}", f"d{layers}", f"np.float32({1 / case.batch})"
    head = [f"  for n in range({case.batch}):", "   label = y[order[start + n]]"]
    if case.loss == CLASSES:
        return [*head, f"   top = {out}[n].max()", "   s = np.float32(0)", f"   for j in range({case.widths[-1]}):",
                f"    {back}[n, j] = np.exp({out}[n, j] - top)", f"    s += {back}[n, j]",
                f"   total += top + np.log(s) - {out}[n, label]", f"   for j in range({case.widths[-1]}):",
                f"    {back}[n, j] = ({back}[n, j] / s - (1 if j == label else 0)) * {share}"]  # fmt: skip
    if case.loss == LOGISTIC:
        return [*head, f"   z = {out}[n, 0]", "   total += max(z, 0) + np.log1p(np.exp(-abs(z))) - label * z",
                f"   {back}[n, 0] = (np.float32(1) / (np.float32(1) + np.exp(-z)) - label) * {share}"]  # fmt: skip
    return [*head, f"   e = {out}[n, 0] - label", "   total += e * e / 2", f"   {back}[n, 0] = e * {share}"]
