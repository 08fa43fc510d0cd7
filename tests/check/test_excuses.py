"""What authors may mean otherwise is not refuted, and no slip is excused by it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

CELL = r"""
$$f_t = \sigma(w x_t + u h_{t-1})$$

$$c_t = f_t c_{t-1} + x_t$$

$$h_t = \tanh(c_t)$$

$$\frac{\partial E}{\partial c_{t-1}} = SIDE$$
"""
NORM = r"""
$$E = \frac12 \|t - o\|^2$$

$$\frac{\partial E}{\partial o} = SIDE$$
"""
TRACES = r"""
For $X \in \mathbb{R}^{n \times p}$ we have $\frac{\partial \operatorname{tr}(AX)}{\partial X} = A^\top$.

Also $\frac{\partial \operatorname{tr}(X^\top A X)}{\partial X} = (A + A^\top)X$.
"""
CLASSES = r"""
The scores are $s_k^{(i)} = \sum_{j=1}^{d} v_{kj} x_j^{(i)}$.

$$p_k^{(i)} = \frac{\exp(s_k^{(i)})}{\sum_{l=1}^{K}\exp(s_l^{(i)})}$$

$$J = -\frac1m \sum_{i=1}^m \sum_{k=1}^K y_k^{(i)} \log p_k^{(i)}$$

$$\frac{\partial J}{\partial s_k^{(i)}} = \frac1m (p_k^{(i)} - y_k^{(i)})$$

## Two classes

$$p_1 = \frac{e^{s_1}}{e^{s_1}+e^{s_2}} = SECOND = \sigma(s_1-s_2)$$
"""


def test_the_gradient_through_one_step_alone_is_not_refuted_by_the_steps_behind_it() -> None:
    assert verdicts(CELL.replace("SIDE", r"\frac{\partial E}{\partial c_t} f_t"))[-1] == "unchecked"


@pytest.mark.parametrize("slip", [r"\frac{\partial E}{\partial c_t} c_t", r"\frac{\partial E}{\partial h_t} f_t"])
def test_a_slip_in_one_step_is_refuted(slip: str) -> None:
    assert verdicts(CELL.replace("SIDE", slip))[-1] == "wrong"


def test_bars_that_hold_for_one_sign_refute_nothing() -> None:
    assert verdicts(NORM.replace("SIDE", r"2 \cdot \frac12 \|t - o\|"))[-1] == "unchecked"


def test_bars_excuse_no_factor() -> None:
    assert verdicts(NORM.replace("SIDE", r"2 \|t - o\|"))[-1] == "wrong"


def test_a_letter_for_another_matrix_in_each_identity_is_not_refuted_by_its_shape() -> None:
    assert "wrong" not in verdicts(TRACES)


def test_what_went_on_from_a_line_that_its_own_section_proves_follows_no_error() -> None:
    right = CLASSES.replace("SECOND", r"\frac{1}{1+e^{-(s_1-s_2)}}")
    assert not {"wrong", "follows"} & set(verdicts(right))


def test_a_slip_behind_such_a_line_is_refuted() -> None:
    assert "wrong" in verdicts(CLASSES.replace("SECOND", r"\frac{1}{1+e^{s_1-s_2}}"))


@pytest.mark.parametrize(
    "text",
    [
        r"Suppose $x + y = 1$ and consider $f = x y$.",
        r"Here $f = u v$. On the unit circle $u^2 + v^2 = 1$.",
        r"Let $E = \frac12 (A x - y)^T (A x - y)$. Setting its gradient to zero gives $A^\top A x = A^\top y$.",
        r"With $f = a b c$ we are at the minimum when $a c = b c$.",
    ],
)
def test_a_condition_on_names_is_not_refuted(text: str) -> None:
    assert "wrong" not in verdicts(text)


def test_an_identity_with_a_slip_is_refuted() -> None:
    assert verdicts(r"Let $E = (a - b)^2$. Expanded, $(a - b)^2 = a^2 - a b + b^2$.")[-1] == "wrong"


def test_a_derivative_that_is_said_to_be_a_number_is_refuted() -> None:
    assert verdicts(r"If $z = w x + b$ then $\frac{\partial z}{\partial w} = 1$.")[-1] == "wrong"


LIKELIHOOD = r"""
$$p_k = \frac{e^{z_k}}{\sum_{j=1}^{K} e^{z_j}}$$

$$C = -\log p_y$$

$$\frac{\partial C}{\partial z_k} = SIDE$$
"""


@pytest.mark.parametrize(("side", "verdict"), [("-(1 - p_k)", "unchecked"), ("-(1 + p_k)", "wrong")])
def test_what_holds_for_the_true_class_is_not_refuted_by_the_others(side: str, verdict: str) -> None:
    assert verdicts(LIKELIHOOD.replace("SIDE", side))[-1] == verdict


STEP = r"""
$$z_t = \sigma(w x_t + u h_{t-1})$$

$$h_t = z_t h_{t-1} + x_t$$

$$\frac{\partial h_t}{\partial w} = SIDE$$
"""


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        ("h_{t-1} z_t (1 - z_t) x_t", "unchecked"),
        ("h_{t} z_t (1 - z_t) x_t", "wrong"),
        ("h_{t-1} z_t (1 + z_t) x_t", "wrong"),
    ],
)
def test_the_derivative_of_one_step_may_hold_those_before_it(side: str, verdict: str) -> None:
    assert verdicts(STEP.replace("SIDE", side))[-1] == verdict


ELEMENTS = r"""
The batch is $X \in \mathbb{R}^{N \times D}$ with $W_1 \in \mathbb{R}^{D \times H}$, $W_2 \in \mathbb{R}^{H \times C}$.

$$A = X W_1$$

$$Z_2 = A W_2$$

$$P_{nc} = \frac{e^{Z_{2,nc}}}{\sum_{k} e^{Z_{2,nk}}}$$

$$L = -\frac{1}{N} \sum_{n} \sum_{c} Y_{nc} \log P_{nc}$$

$$\frac{\partial L}{\partial Z_2} = \frac{1}{N} (P - Y)$$
"""


def test_a_name_whose_definition_does_not_fit_refutes_no_shape() -> None:
    assert "wrong" not in verdicts(ELEMENTS)


UNNAMED = (r"z_j = \sum_i w_{ji} x_i", "h_j = g(z_j)", r"E = \frac12 \sum_j (h_j - t_j)^2")


@pytest.mark.parametrize(
    ("side", "verdict", "reason"),
    [
        ("(h_j - t_j) g'(z_j) x_i", "right", ""),
        ("(h_j - t_j) h_j (1 - h_j) x_i", "unchecked", "it holds where g is the sigmoid"),
        ("(h_j - t_j) (1 - h_j^2) x_i", "unchecked", "it holds where g is tanh"),
        ("(h_j - t_j) h_j (1 + h_j) x_i", "wrong", "both sides differ"),
        ("(h_j - t_j) (1 - h_j) x_i", "wrong", "both sides differ"),
        ("(h_j - t_j) x_i", "wrong", "both sides differ"),
        ("(h_j - t_j) g'(x_i) x_i", "wrong", "both sides differ"),
        ("(t_j - h_j) h_j (1 - h_j) x_i", "wrong", "both sides differ"),
    ],
)
def test_an_activation_that_only_words_name_refutes_no_derivative_of_a_usual_one(
    side: str, verdict: str, reason: str
) -> None:
    found = judged(displays(*UNNAMED, rf"\frac{{\partial E}}{{\partial w_{{ji}}}} = {side}"))[-1]
    assert (found.verdict.value, found.reason[: len(reason)]) == (verdict, reason)


MEANS = (r"\mu = \frac1m \sum_i x_i", r"v = \frac1m \sum_i (x_i - \mu)^2")


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial v}{\partial x_i} = \frac2m (x_i - \mu)", "right-if"),
        (r"\sum_i (x_i - \mu) = 0", "right-if"),
        (r"\frac{\partial v}{\partial x_i} = \frac1m (x_i - \mu)", "wrong"),
        (r"\frac{\partial v}{\partial x_i} = 2 (x_i - \mu)", "wrong"),
        (r"\frac{\partial \mu}{\partial x_i} = \frac1m", "right"),
        (r"\frac{\partial \mu}{\partial x_i} = 1", "wrong"),
    ],
)
def test_what_sums_are_divided_by_may_be_how_many_terms_they_have(claim: str, verdict: str) -> None:
    assert verdicts(displays(*MEANS, claim))[-1] == verdict


LINEAR = (
    r"p_i = \sum_j w_j x_{ij}", r"L = -\sum_i (y_i \log p_i + (1 - y_i) \log (1 - p_i))",
    r"\frac{\partial L}{\partial w_j} = \sum_i (p_i - y_i) x_{ij}",
)  # fmt: skip


def test_a_probability_that_lost_its_sigmoid_refutes_nothing_and_excuses_no_other_slip() -> None:
    assert verdicts(displays(*LINEAR)) == ["right", "right", "unchecked"]
    slips = (LINEAR[2].replace("p_i - y_i", "p_i + y_i"), LINEAR[2].replace(" x_{ij}", ""))
    assert [verdicts(displays(*LINEAR[:2], slip))[-1] for slip in slips] == ["wrong", "wrong"]
    squares = r"L = \sum_i (y_i - p_i)^2"
    assert verdicts(displays(LINEAR[0], squares, LINEAR[2]))[-1] == "wrong"


def test_what_an_excuse_holds_for_is_not_refuted_by_another_equation_that_a_display_may_continue() -> None:
    chain = r"\frac{d L}{d w} = \frac{d}{d w} (-y \log p - (1 - y) \log (1 - p)), \quad \text{where } p = w x"
    assert verdicts(displays(chain, "= (p - y) x"))[-1] == "unchecked"


RECURRENT = r"""
$$s_t = \tanh(U x_t + W s_{t-1})$$

$$\frac{\partial s_t}{\partial s_{t-1}} = SIDE$$
"""


@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"\operatorname{diag}(1 - s_t^2) W", "right"),
        # Of a square array no shape says which of its axes is that of the numerator.
        (r"W^T \operatorname{diag}(1 - s_t^2)", "unchecked"),
        (r"\operatorname{diag}(1 - s_t^2) W = W^T \operatorname{diag}(1 - s_t^2)", "unchecked"),
        (r"\operatorname{diag}(1 - s_t^2) W^T", "wrong"),
        (r"W \operatorname{diag}(1 - s_t^2)", "wrong"),
    ],
)
def test_a_square_derivative_may_be_laid_out_either_way_as_a_whole(side: str, verdict: str) -> None:
    assert verdicts(RECURRENT.replace("SIDE", side))[-1] == verdict


@pytest.mark.parametrize(("value", "verdict"), [("1", "right-if"), ("2", "wrong")])
def test_what_a_sum_is_divided_by_twice_of_is_how_many_terms_it_has(value: str, verdict: str) -> None:
    loss = r"$a_n = w x_n + b$, $L = \frac{1}{2N} \sum_n (a_n - y_n)^2$" "\n\n"
    assert verdicts(loss + displays(rf"\frac{{\partial^2 L}}{{\partial b^2}} = {value}"))[-1] == verdict


GAUSSIAN = displays(
    r"p(x) = \frac{1}{\sqrt{2\pi} \sigma} \exp\left(-\frac{(x - \mu)^2}{2 \sigma^2}\right)",
    r"\ell = \sum_i \log p(x_i)",
    r"\hat\mu = \frac1N \sum_i x_i",
)


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        (r"\frac{\partial^2 \ell}{\partial \mu^2} = -\frac{N}{\sigma^2}", "right-if"),
        (r"\frac{\partial^2 \ell}{\partial \mu^2} = \frac{N}{\sigma^2}", "wrong"),
        (r"\frac{\partial^2 \ell}{\partial \mu^2} = -\frac{N}{\sigma}", "wrong"),
        (r"\ell = -N \log(\sqrt{2\pi} \sigma) - \frac{1}{2 \sigma^2} \sum_i (x_i - \mu)^2", "right-if"),
    ],
)
def test_a_number_that_only_the_side_without_the_sum_has_may_be_how_many_terms_it_has(line: str, verdict: str) -> None:
    assert verdicts(GAUSSIAN + "\n\n" + displays(line))[-1] == verdict


@pytest.mark.parametrize(
    ("unit", "verdict"), [(r"\max(0, z)", "right-if"), (r"\max(0, -z)", "wrong"), (r"\tanh(z)", "wrong")]
)
def test_elements_of_a_list_of_numbers_are_given(unit: str, verdict: str) -> None:
    page = r"Here $x = (1, 2)$, $w_1 = 1$, $w_2 = 1$, $v = 2$ and $y = 3$." "\n\n" + displays(
        "z = w_1 x_1 + w_2 x_2", f"h = {unit}", r"\hat y = v h", r"L = \frac12 (\hat y - y)^2"
    )
    line = r"\frac{\partial L}{\partial w_1} = (\hat y - y) v x_1"
    assert verdicts(page + "\n\n" + displays(line))[-1] == verdict


def test_a_declared_extent_may_be_that_of_another_sum_too() -> None:
    given = r"$Q \in \mathbb{R}^{n \times d}$, $K \in \mathbb{R}^{m \times d}$, $S = \frac{1}{\sqrt{d}} Q K^T$"
    mean = r"$\mu_i = \frac{1}{d} \sum_k x_{ik}$, $v_i = \frac{1}{d} \sum_k (x_{ik} - \mu_i)^2$"
    claim = r"$$\frac{\partial v_i}{\partial x_{ik}} = \frac{2}{d} (x_{ik} - \mu_i)$$"
    last = judged(f"{given}, {mean}\n\n{claim}")[-1]
    assert last.verdict.value == "right-if"
    assert last.assumes == ("what they are divided by is how many terms the sums have",)
    for slip in (r"\frac{1}{d}", r"\frac{2}{d^2}"):
        wrong = claim.replace(r"\frac{2}{d}", slip)
        assert verdicts(f"{given}, {mean}\n\n{wrong}")[-1] == "wrong"
    both = r"$P \in \mathbb{R}^{N \times C}$, $L = \frac{1}{2 N} \sum_{i=1}^N \sum_{c=1}^C (P_{ic} - b_c)^2$"
    by = r"$$\frac{\partial L}{\partial b_c} = -\frac{1}{N} \sum_{i=1}^N (P_{ic} - b_c)$$"
    assert verdicts(f"{both}\n\n{by}")[-1] == "right"
    assert verdicts(f"{both}\n\n{by}".replace(r"-\frac{1}{N}", r"-\frac{1}{C}"))[-1] == "wrong"


HIDDEN = r"s = V^T z, \quad z_j = \sigma(w_j^T x), \quad \frac{\partial s}{\partial w_{21}} = V_1 z_1 (1 - z_1) x_2"


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("V_1 z_1 (1 - z_1)", "V_2 z_2 (1 - z_2)", ["right-if", "right-if"]),
        ("V_1 z_1 (1 - z_1)", "V_2 z_2 (1 + z_2)", ["unchecked", "wrong"]),
        ("V_1 z_1 (1 + z_1)", "V_2 z_2 (1 + z_2)", ["wrong", "wrong"]),
        ("V_1 z_1 (1 - z_1) x_1", "V_2 z_2 (1 - z_2) x_1", ["wrong", "wrong"]),
    ],
)
def test_weights_with_the_number_0_are_biases_in_two_lines(first: str, second: str, found: list[str]) -> None:
    claims = (rf"\frac{{\partial s}}{{\partial w_{{0{at}}}}} = {side}" for at, side in ((1, first), (2, second)))
    assert verdicts(displays(HIDDEN, *claims))[-2:] == found


def test_a_hidden_unit_with_the_number_0_may_be_the_input_of_biases() -> None:
    network = (r"h_j = \tanh(\sum_i w_{ij} x_i)", r"o_k = \sum_{j=0}^m v_{jk} h_j", r"E = \frac12 \sum_k (o_k - t_k)^2")
    bias, slip = (rf"\frac{{\partial E}}{{\partial v_{{0k}}}} = {side}" for side in ("o_k - t_k", "t_k - o_k"))
    assert verdicts(displays(*network, bias))[-1] == "unchecked"
    assert verdicts(displays(*network, slip))[-1] == "wrong"
    assert verdicts(displays(*network, bias.replace("0k", "1k")))[-1] == "wrong"
