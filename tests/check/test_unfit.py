r"""Lines whose shapes do not fit, and that are right with another link, or without one name."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged

NETWORK = displays(
    r"\mathbf{z} = \mathbf{W}^{(1)} \mathbf{x}",
    r"\mathbf{h} = \phi(\mathbf{z})",
    r"\mathbf{o} = \mathbf{W}^{(2)} \mathbf{h}",
    r"J = l(\mathbf{o}, \mathbf{y})",
    r"\frac{\partial J}{\partial \mathbf{W}^{(2)}} = \frac{\partial J}{\partial \mathbf{o}} \mathbf{h}^T",
    r"\frac{\partial J}{\partial \mathbf{h}} = \mathbf{W}^{(2)T} \frac{\partial J}{\partial \mathbf{o}}",
)


def last(line: str) -> tuple[str, str]:
    found = judged(f"{NETWORK}\n\n{displays(line)}")[-1]
    return found.verdict.value, found.reason


@pytest.mark.parametrize(
    ("line", "slip", "said"),
    [
        (
            r"\frac{\partial J}{\partial \mathbf{W}^{(1)}} = \frac{\partial J}{\partial \mathbf{z}}"
            r" \frac{\partial \mathbf{z}}{\partial \mathbf{W}^{(1)}}",
            r"\frac{\partial J}{\partial \mathbf{W}^{(1)}} = \frac{\partial J}{\partial \mathbf{h}}"
            r" \frac{\partial \mathbf{z}}{\partial \mathbf{W}^{(1)}}",
            r"it is right with the derivative of J by \mathbf{z} in it",
        ),
        (
            r"\frac{\partial J}{\partial \mathbf{W}^{(2)}} = \frac{\partial J}{\partial \mathbf{o}}"
            r" \frac{\partial \mathbf{o}}{\partial \mathbf{W}^{(2)}}",
            r"\frac{\partial J}{\partial \mathbf{W}^{(2)}} = \frac{\partial J}{\partial \mathbf{o}}"
            r" \frac{\partial \mathbf{z}}{\partial \mathbf{W}^{(2)}}",
            r"it is right with the derivative of \mathbf{o} by \mathbf{W}^{(2)} in it",
        ),
        (
            r"\frac{\partial J}{\partial \mathbf{h}} = \mathbf{W}^{(2)T} \frac{\partial J}{\partial \mathbf{o}}",
            r"\frac{\partial J}{\partial \mathbf{h}} ="
            r" \mathbf{W}^{(2)T} \frac{\partial \mathbf{x}}{\partial \mathbf{o}}",
            r"it is right with the derivative of J by \mathbf{o} in it",
        ),
    ],
)
def test_a_line_that_fits_with_another_link_is_wrong(line: str, slip: str, said: str) -> None:
    assert last(line)[0] == "right"
    verdict, reason = last(slip)
    assert verdict == "wrong"
    assert "do not fit" in reason or "different shapes" in reason
    assert reason.endswith(said)


@pytest.mark.parametrize(
    "line",
    [
        # A mask is no name that varies: the network may have it, too.
        r"\frac{\partial J}{\partial \mathbf{h}} = \mathbf{W}^{(2)T} \frac{\partial J}{\partial \mathbf{o}} \mathbf{m}",
        # With J above it would only say what its left side is.
        r"\frac{\partial J}{\partial \mathbf{h}} = \frac{\partial \mathbf{o}}{\partial \mathbf{h}}",
        # No single name mends it.
        r"\frac{\partial J}{\partial \mathbf{h}} = \mathbf{W}^{(1)} \frac{\partial J}{\partial \mathbf{o}} \mathbf{x}",
    ],
)
def test_what_one_varying_name_does_not_mend_is_not_refuted_by_it(line: str) -> None:
    verdict, reason = last(line)
    assert verdict != "right"
    assert "it is right" not in reason


ROWS = displays(
    r"h = \sigma(z_1), \quad z_1 = x W_1 + b_1",
    r"\hat{y} = \mathrm{softmax}(z_2), \quad z_2 = h W_2 + b_2",
    r"\delta_1 = \frac{\partial J}{\partial z_2}",
    r"\delta_2 = \frac{\partial J}{\partial h} = \delta_1 W_2^T",
)


@pytest.mark.parametrize(
    ("factors", "name"), [(r"\delta_2 \delta_1", "delta_{2}"), (r"\delta_1 \delta_2", "delta_{2}")]
)
def test_a_line_that_fits_without_a_name_is_wrong(factors: str, name: str) -> None:
    def found(side: str) -> tuple[str, str]:
        line = r"\frac{\partial J}{\partial W_2} = h^T " + side
        judgement = judged(f"{ROWS}\n\n{displays(line)}")[-1]
        return judgement.verdict.value, judgement.reason

    assert found(r"\delta_1")[0] == "right"
    verdict, reason = found(factors)
    assert verdict == "wrong"
    assert reason.startswith("the shapes of the factors do not fit")
    assert reason.endswith(f"it is right without {name}")


def test_a_line_that_says_its_name_without_another_is_not_refuted_by_it() -> None:
    steps = (
        r"g \leftarrow \nabla_{\hat{y}} J = \nabla_{\hat{y}} L(\hat{y}, y)",
        r"g \leftarrow \nabla_{a^{(k)}} J = g \odot f'(a^{(k)})",
        r"\nabla_{b^{(k)}} J = g + \lambda \nabla_{b^{(k)}} \Omega(\theta)",
        r"\nabla_{W^{(k)}} J = g h^{(k-1)\top} + \lambda \nabla_{W^{(k)}} \Omega(\theta)",
        r"g \leftarrow \nabla_{h^{(k-1)}} J = W^{(k)\top} g",
    )
    found = judged(displays(*steps))[-1]
    assert found.verdict.value == "unchecked"
    assert "different shapes" in found.reason
