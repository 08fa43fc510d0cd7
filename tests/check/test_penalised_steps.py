"""A step that takes off a part of the weight, too, descends the loss with a penalty: so it is proved, or left open."""

import pytest

from tests.check.judging import displays, judged, verdicts

LOSS = r"$$L = \frac{1}{2} (w x - y)^2$$"


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (r"(1 - \eta \lambda) w - \eta \frac{\partial L}{\partial w}", "right-if"),
        (r"w - \eta (\frac{\partial L}{\partial w} + \lambda w)", "right-if"),
        (r"(1 - \frac{\eta \lambda}{n}) w - \eta \frac{\partial L}{\partial w}", "right-if"),
        (r"(1 - \eta \lambda) w + \eta \frac{\partial L}{\partial w}", "unchecked"),
        # Other penalties, and parts that no gradient takes off, are their author's own.
        (r"(1 - \lambda) w - \eta \frac{\partial L}{\partial w}", "unchecked"),
        (r"w - \eta (\frac{\partial L}{\partial w} + 2 \lambda w)", "unchecked"),
        (r"w - \eta (\frac{\partial L}{\partial w} + \lambda \operatorname{sign}(w))", "unchecked"),
        # A rate by the name of lambda takes off nothing.
        (r"w - \lambda \frac{\partial L}{\partial w}", "right"),
    ],
)
@pytest.mark.parametrize("loss", ["", LOSS + "With weight decay the step is "])
def test_weights_that_decay_are_proved_with_the_penalty_that_makes_them(loss: str, step: str, expected: str) -> None:
    assert verdicts(rf"{loss}$$w \leftarrow {step}$$")[-1] == expected


def test_where_neither_words_nor_the_loss_speak_of_a_penalty_none_is_meant() -> None:
    assert (
        verdicts(rf"{LOSS}$$w \leftarrow w - \eta (\frac{{\partial L}}{{\partial w}} + \lambda w)$$")[-1] == "unchecked"
    )


def test_the_penalty_is_named() -> None:
    (found,) = judged(r"$$w \leftarrow (1 - \eta \lambda) w - \eta \frac{\partial L}{\partial w}$$")
    assert "the loss has a penalty of lambda / 2 times the square of w" in found.assumes


def test_a_penalty_that_the_document_adds_has_to_be_descended() -> None:
    text = r"$$J = \frac{1}{2} (w x - y)^2 + \frac{\lambda}{2} w^2, \quad w \leftarrow w - \eta ((w x - y) x + %s w)$$"
    assert verdicts(text.replace("%s", r"\lambda"))[-1] == "right"
    assert verdicts(text.replace("%s", r"2 \lambda"))[-1] == "wrong"


SUMMED = (
    r"$$a = w x, \quad L = (a - y)^2, \quad R = \frac{\lambda}{2} w^2$$ "
    r"$$\frac{\partial (L + R)}{\partial w} = 2 (a - y) x + \lambda w$$ "
)


@pytest.mark.parametrize(
    "step", [r"w - \eta (2 (a - y) x + \lambda w)", r"(1 - \eta \lambda) w - 2 \eta (a - y) x", r"w - 2 \eta (a - y) x"]
)
def test_a_sum_that_a_line_differentiates_is_descended(step: str) -> None:
    assert verdicts(rf"{SUMMED}$$w \leftarrow {step}$$")[-1] == "right"


@pytest.mark.parametrize(
    "slip", [r"w - \eta (2 (a - y) x - \lambda w)", r"(1 + \eta \lambda) w - 2 \eta (a - y) x", r"w - 2 \eta \lambda w"]
)
def test_a_slip_in_such_a_step_is_refuted(slip: str) -> None:
    assert verdicts(rf"{SUMMED}$$w \leftarrow {slip}$$")[-1] == "wrong"


@pytest.mark.parametrize(("sign", "verdict"), [("-", "right"), ("+", "wrong")])
def test_an_arrow_to_a_part_of_the_weight_beside_a_gradient_is_a_step(sign: str, verdict: str) -> None:
    loss = r"C = C_0 + \frac{\lambda}{2n} \sum_w w^2"
    step = (
        rf"w \rightarrow \left(1 {sign} \frac{{\eta \lambda}}{{n}}\right) w - \eta \frac{{\partial C_0}}{{\partial w}}"
    )
    assert verdicts(displays(loss, step))[-1] == verdict


def test_an_arrow_to_a_part_alone_is_a_map() -> None:
    found = judged(displays(r"x \to w x + b", r"y = w x + b"))
    assert found[0].reason == "a declaration"


@pytest.mark.parametrize(
    ("kept", "expected"),
    [("0.99", "unchecked"), (r"\gamma", "unchecked"), ("2", "wrong"), ("1.01", "wrong"), (r"(1 + \eta)", "wrong")],
)
def test_a_share_of_the_weight_may_be_kept_by_a_penalty_that_no_line_names(kept: str, expected: str) -> None:
    text = LOSS + r"$$\frac{\partial L}{\partial w} = (w x - y) x$$$$\gamma = 1 - \eta \lambda$$"
    assert verdicts(rf"{text}$$w \leftarrow {kept} w - \eta (w x - y) x$$")[-1] == expected


APART = r"$$L = \frac{1}{2} \sum_i (\sum_j A_{ij} w_j - y_i)^2$$ $$R = \frac{\lambda}{2} \sum_k w_k^2$$ "
RESIDUAL = r"\sum_i A_{ik} (\sum_j A_{ij} w_j - y_i)"


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (rf"{RESIDUAL} + \lambda w_k", "right-if"),
        (rf"{RESIDUAL} - \lambda w_k", "wrong"),
        (rf"{RESIDUAL} + 2 \lambda w_k", "wrong"),
        (r"\sum_i A_{ik} (\sum_j A_{ij} w_j + y_i) + \lambda w_k", "wrong"),
    ],
)
def test_a_penalty_that_stands_beside_the_loss_may_be_added_to_it(step: str, verdict: str) -> None:
    found = judged(rf"{APART}$$w_k \leftarrow w_k - \eta ({step})$$")[-1]
    assert found.verdict.value == verdict
    assert found.assumes == (("the loss that is descended is L + R",) if verdict == "right-if" else ())
