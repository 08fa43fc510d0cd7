"""One letter for the loss of an example and for that of all, told apart by what it is applied to."""

from __future__ import annotations

from tests.check.judging import displays, verdicts

EXAMPLE = r"J(W, b; x, y) = \frac12 \| h_{W,b}(x) - y \|^2"
ALL = r"J(W, b) = \frac1m \sum_{i=1}^m J(W, b; x^{(i)}, y^{(i)}) + \frac\lambda2 \sum_{j,k} W_{jk}^2"
SLOPE = (
    r"\frac{\partial}{\partial W_{jk}} J(W, b) = \frac1m \sum_{i=1}^m \frac{\partial}{\partial W_{jk}}"
    r" J(W, b; x^{(i)}, y^{(i)}) + \lambda W_{jk}"
)
LAYERS = (r"z^{(l+1)} = W^{(l)} a^{(l)} + b^{(l)}", r"a^{(l+1)} = f(z^{(l+1)})", r"h_{W,b}(x) = a^{(L)}")


def test_the_loss_of_all_is_a_sum_of_those_of_examples() -> None:
    assert verdicts(displays(EXAMPLE, ALL, SLOPE)) == ["right"] * 3
    assert verdicts(displays(EXAMPLE, ALL, SLOPE.replace(r"+ \lambda", r"+ 2 \lambda")))[-1] not in {
        "right",
        "right-if",
    }
    assert verdicts(displays(EXAMPLE, ALL, SLOPE.replace(r"\frac1m", "")))[-1] not in {"right", "right-if"}


def test_what_is_computed_from_the_example_alone_is_put_in() -> None:
    given = (
        r"J(w; x, y) = \frac12 (w x - y)^2",
        r"J(w) = \frac1m \sum_{i=1}^m J(w; x^{(i)}, y^{(i)})",
    )
    slope = r"\frac{\partial J(w)}{\partial w} = \frac1m \sum_{i=1}^m (w x^{(i)} - y^{(i)}) x^{(i)}"
    assert verdicts(displays(*given, slope))[-1] == "right"
    assert verdicts(displays(*given, slope.replace("- y", "+ y")))[-1] == "wrong"


def test_the_error_of_the_last_layer_says_nothing_of_the_others() -> None:
    penalty = r"R = \frac\lambda2 \sum_{l=1}^{L-1} \sum_{i=1}^{s_l} \sum_{j=1}^{s_{l+1}} (W^{(l)}_{ji})^2"
    error = r"\delta^{(L)} = (a^{(L)} - y) \odot f'(z^{(L)})"
    back = r"\delta^{(l)}_i = \sum_{j=1}^{s_{l+1}} W^{(l)}_{ji} \delta^{(l+1)}_j f'(z^{(l)}_i)"
    slope = r"\frac{\partial R}{\partial W^{(l)}_{ij}} = \lambda W^{(l)}_{ij}"
    assert verdicts(displays(penalty, *LAYERS, error, back, slope))[-1] == "right"
    assert verdicts(displays(penalty, *LAYERS, error, back, slope.replace("= ", "= 2 ")))[-1] == "wrong"
