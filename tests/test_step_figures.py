"""Figures on the page of training steps: a cliff that is planted is found, and unusual networks are what they say."""

from __future__ import annotations

import numpy as np
import pytest

from backproof.train.engines.reference import Reference
from benchmarks.steps.cases import CASES
from benchmarks.steps.even import cliffs, told_cliffs, unusual
from benchmarks.steps.servers import PEERS, PRODUCTS, STACKS, Server, ratio, share
from benchmarks.steps.unusual import NETWORKS, UNUSUAL, data_of
from benchmarks.steps.unusual_with_backproof import started
from benchmarks.steps.with_products import FLOPS


def measured(times: dict[int, float], kind: str) -> dict[int, dict[str, Server]]:
    return {size: {"native": Server(STACKS[0], f"{kind} {size}", 1, "", [time])} for size, time in times.items()}


def test_a_width_beside_whole_vectors_that_takes_longer_for_its_flops_is_a_cliff() -> None:
    even = {width: CASES[f"width {width}"].flops * 1e-11 for width in (31, 32, 33)}
    assert cliffs("width", measured(even, "width")) == pytest.approx({31: 0, 33: 0}, abs=1e-12)
    planted = measured({**even, 33: 1.5 * even[33]}, "width")
    assert cliffs("width", planted)[33] == pytest.approx(0.5)
    assert any("(**above** the 30% that are allowed)" in line for line in told_cliffs("width", planted))
    assert any("(within the 30% that are allowed)" in line for line in told_cliffs("width", measured(even, "width")))


def test_a_batch_above_the_line_from_one_sample_to_eight_is_a_cliff() -> None:
    line = {batch: 10e-6 + 2e-6 * batch for batch in (1, 2, 3, 4, 5, 8)}
    assert cliffs("batch", measured(line, "batch")) == pytest.approx(dict.fromkeys((2, 3, 4, 5), 0), abs=1e-12)
    assert cliffs("batch", measured({**line, 3: 2 * line[3]}, "batch"))[3] == pytest.approx(1)
    assert cliffs("batch", measured({1: 1e-6}, "batch")) == {}


def test_a_network_that_loses_speed_beside_its_stack_stands_on_the_page() -> None:
    raced = {
        f"unusual {name}": {
            peer.name: Server(peer, f"unusual {name}", 1, "", [seconds * (1 + at)]) for at, peer in enumerate(STACKS)
        }
        for name, seconds in (("stack", 1e-3), ("layer norm", 2e-3))
    }
    row = next(line for line in unusual(raced) if line.startswith("| layer norm"))
    assert row == "| layer norm | 2,000 | 4,000 | 6,000 | 50% | 2.00 |"
    assert unusual({}) == []


def taking(name: str, seconds: list[float]) -> Server:
    peer = next(each for each in (*PEERS, *PRODUCTS) if each.name == name)
    return Server(peer, "T4", 1, "", seconds)


def test_the_ratio_is_to_the_fastest_by_its_median_and_the_worst_round_to_whoever_was_fastest_in_it() -> None:
    native = taking("native", [2.0, 2.0, 2.0])
    keras, sklearn = taking("Keras", [4.0, 4.4, 3.6]), taking("scikit-learn", [9.0, 9.0, 1.0])
    assert ratio(native, [keras, sklearn]) == (2.0, 0.5, "Keras")
    assert ratio(native, [taking("Keras", [])])[2] == "nobody"


def test_the_share_of_the_best_rate_is_that_of_the_fastest_large_product_of_the_same_round() -> None:
    step = CASES["T4"].flops / 1e11
    servers = {
        "native": taking("native", [step, 2 * step, step]),
        "NumPy product": taking("NumPy product", [FLOPS / 1e11, FLOPS / 1e11, FLOPS / 5e10]),
        "JAX product": taking("JAX product", [FLOPS / 5e10, FLOPS / 5e10, FLOPS / 2e11]),
    }
    found = share("T4", servers)
    assert found is not None
    assert found == pytest.approx((100.0, 0.5))
    assert share("T4", {"native": servers["native"]}) is None


def by_hand(name: str, p: dict[str, np.ndarray], x: np.ndarray, y: np.ndarray) -> float:
    """The mean loss of a network, written out again."""
    a = x @ p["w"] + p["b"]
    if name == "layer norm":
        a = p["g"] * (a - a.mean(1, keepdims=True)) / np.sqrt(a.var(1, keepdims=True) + 1e-5) + p["s"]
    h = np.maximum(0, a)
    if name == "autoencoder":
        return float(((h @ p["v"] + p["d"] - y) ** 2).sum(1).mean())
    if name == "tied weights":
        return float(((h @ p["w"].T + p["d"] - y) ** 2).sum(1).mean())
    f = np.maximum(0, h @ p["u"] + p["c"]) + (h if name == "residual connection" else 0)
    error = f @ p["v"] + p["d"] - y
    return float((np.log(np.cosh(error)) if name == "own loss" else error**2).sum(1).mean())


@pytest.mark.parametrize("case", UNUSUAL)
def test_an_unusual_network_is_what_its_name_says(case: str) -> None:
    name = case.removeprefix("unusual ")
    x, y = data_of(CASES[case])
    expected = by_hand(name, NETWORKS[name].arrays(), x.astype(float), y.astype(float))
    assert started(CASES[case], Reference()).epochs([0.0]) == pytest.approx([expected], rel=1e-5)
