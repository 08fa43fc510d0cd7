"""What the left side of an update means."""

from __future__ import annotations

import pytest

from backproof.check.definitions import definitions as defining
from backproof.check.names import gathering as naming
from backproof.check.steps import updates
from backproof.check.steps.descended import Rules
from backproof.check.verdicts.verdict import Role
from backproof.read.terms.terms import Ref
from tests.check.judging import displays, judged, lines, verdicts
from tests.read.spelt import read, spelt


def rule_for(written: str, *latex: str) -> tuple[str, str] | None:
    """What the update on the last line of a document means, and the gradient in it."""
    found = lines(*latex)
    names = naming.build(found)
    rules = Rules(found, defining.find(found, names), names)
    head = read(written)
    assert isinstance(head, Ref)
    rule = rules.find(len(found) - 1, head)
    return rule and (spelt(updates.value(head, rule, names)), spelt(updates.gradient(head, rule)))


LOSS = "L = (y - w x)^2"


def test_a_parameter_that_is_called_as_a_rate_is_moved_by_the_rate_of_its_update() -> None:
    focal = (r"p = \sigma(w x + b)", r"L = p^{\gamma} t", r"w \leftarrow w - \gamma \eta p^{\gamma} (1 - p) t x")
    right, wrong = (
        r"\gamma \leftarrow \gamma - \eta p^{\gamma} t \log p",
        r"\gamma \leftarrow \gamma - \eta p^{\gamma} t",
    )
    assert verdicts(displays(*focal, right)) == ["right"] * 4
    assert verdicts(displays(*focal, wrong)) == ["right"] * 3 + ["wrong"]


@pytest.mark.parametrize(
    ("written", "document", "meaning"),
    [
        (
            r"\Delta w",
            [LOSS, r"\Delta w = -\alpha \frac{\partial L}{\partial w}"],
            "(-1 * alpha * d(L)/d(w))",
        ),
        ("w^{new}", [LOSS, r"w^{new} = w - \eta \frac{\partial L}{\partial w}"], "(w + (-1 * eta * d(L)/d(w)))"),
        (r"\Delta w", [LOSS, r"\Delta w = 2 \alpha (y - w x) x"], "(-1 * alpha * d(L)/d(w))"),
        (r"\Delta w", [LOSS, r"\Delta w = 2 (y - w x) x"], "(-1 * d(L)/d(w))"),
        (
            r"\Delta v",
            [LOSS, r"\Delta w = -\alpha \frac{\partial L}{\partial w}", r"\Delta v = u"],
            "(-1 * alpha * d(L)/d(v))",
        ),
        (
            r"\Delta v",
            [r"\frac{\partial E}{\partial v} = u", r"\frac{\partial C}{\partial w} = u", r"\Delta v = \eta u"],
            "(-1 * eta * d(E)/d(v))",
        ),
    ],
)
def test_an_update_is_the_rate_times_the_descent_of_the_loss_that_the_document_names(
    written: str, document: list[str], meaning: str
) -> None:
    found = rule_for(written, *document)
    assert found is not None
    assert found[0] == meaning
    assert found[1] in meaning


def test_without_a_loss_there_is_no_rule_and_the_update_is_unchecked() -> None:
    assert rule_for(r"\Delta w", r"\Delta w = u x") is None
    (only,) = judged(displays(r"\Delta w = u x"))
    assert only.verdict.value == "unchecked"


@pytest.mark.parametrize(
    ("update", "verdict"),
    [
        (r"\Delta w = 2 \alpha (y - w x) x", "right"),
        (r"\Delta w = -2 \alpha (y - w x) x", "wrong"),
        (r"\Delta w = 2 \alpha (y - w x)", "wrong"),
        (r"w^{new} = w + 2 \alpha (y - w x) x", "right"),
        (r"w^{new} = w - 2 \alpha (y - w x) x", "wrong"),
        (r"w^{new} = 2 \alpha (y - w x) x", "wrong"),
        (r"w_{\text{new}} = w + 2 \alpha (y - w x) x", "right"),
        (r"\Delta w = -2 (y - w x) x", "right-if"),
    ],
)
def test_updates_are_judged_by_their_rule(update: str, verdict: str) -> None:
    last = judged(displays(LOSS, update))[-1]
    assert (last.role, last.verdict.value) == (Role.UPDATE, verdict)


@pytest.mark.parametrize("letter", [r"\mu", r"\lambda", r"\epsilon", "s"])
@pytest.mark.parametrize(
    ("side", "verdict"),
    [
        (r"LETTER - \eta \frac{\partial L}{\partial LETTER}", "right"),
        (r"LETTER + 2 \eta (y - LETTER x) x", "right"),
        (r"LETTER + \eta \frac{\partial L}{\partial LETTER}", "wrong"),
        (r"LETTER + \eta (y - LETTER x)", "wrong"),
    ],
)
def test_what_is_updated_is_no_learning_rate_whatever_its_letter(letter: str, side: str, verdict: str) -> None:
    document = displays(
        r"L = (y - LETTER x)^2".replace("LETTER", letter), rf"LETTER \leftarrow {side}".replace("LETTER", letter)
    )
    assert judged(document)[-1].verdict.value == verdict


TWO_LOSSES = r"""
$$z_k = \sum_j w_{kj} x_j + b_k$$

## Regression

$$C = \frac12 \sum_k (z_k - t_k)^2$$

$$\frac{\partial C}{\partial b_k} = z_k - t_k$$

## Classification

$$p_k = \frac{e^{z_k}}{\sum_l e^{z_l}}$$

$$H = -\sum_k t_k \log p_k$$

$$b_k \leftarrow b_k - \eta (SIDE)$$
"""


@pytest.mark.parametrize(
    ("side", "verdict"), [("p_k - t_k", "right"), ("z_k - t_k", "right-if"), ("p_k + t_k", "wrong")]
)
def test_an_update_descends_the_loss_of_its_own_section(side: str, verdict: str) -> None:
    assert verdicts(TWO_LOSSES.replace("SIDE", side))[-1] == verdict


@pytest.mark.parametrize("arrow", [r"\rightarrow", r"\to", r"\rightarrow w' =", r"\to w' ="])
def test_an_arrow_to_a_new_value_is_held_against_the_gradient(arrow: str) -> None:
    loss = r"L = (y - w x)^2"
    assert verdicts(displays(loss, rf"w {arrow} w + 2 \eta (y - w x) x"))[-1] == "right"
    assert verdicts(displays(loss, rf"w {arrow} w - 2 \eta (y - w x) x"))[-1] == "wrong"


@pytest.mark.parametrize("assigned", [r"w \leftarrow w", r"w := w", r"w^{new} = w"])
def test_a_change_that_is_said_before_is_added(assigned: str) -> None:
    given = (r"L = (y - w x)^2", r"\Delta w = -\eta \frac{\partial L}{\partial w}")
    assert verdicts(displays(*given, rf"{assigned} + \Delta w"))[-1] == "right"
    assert verdicts(displays(*given, rf"{assigned} - \Delta w"))[-1] == "unchecked"


def test_a_change_in_two_ways_is_none() -> None:
    given = (r"L = (y - w x)^2", r"\Delta w = -\eta \frac{\partial L}{\partial w}", r"\Delta w = 2 \eta x (w x - y)")
    assert verdicts(displays(*given, r"w \leftarrow w + \Delta w"))[-1] == "unchecked"


def test_an_error_with_a_name_and_a_value_is_not_what_is_descended() -> None:
    gates = (r"p = \max(a, b)", "q = c + d", "f = p q + 2", r"\delta = \frac{\partial f}{\partial p}", r"\delta = q")
    step = r"b \leftarrow b - \eta \delta (1 - \operatorname{step}(a - b))"
    assert verdicts(displays(*gates, step)) == ["right"] * 6
    assert verdicts(displays(*gates, step.replace("(1 - ", "(2 - ")))[-1] == "wrong"


def test_a_step_that_changes_nothing_is_no_step_of_gradient_descent() -> None:
    """Only where the gradient is zero it is one."""
    assert verdicts(displays(LOSS, r"w \leftarrow w - \eta 2 (w x - y) x", r"w \leftarrow w"))[1:] == ["right", "wrong"]


@pytest.mark.parametrize("name", ["w", "w_i", r"\mathbf{w}"])
def test_a_prime_on_a_weight_is_its_new_value(name: str) -> None:
    product = {"w": "w x", "w_i": r"\sum_i w_i x_i", r"\mathbf{w}": r"\mathbf{w}^T \mathbf{x}"}[name]
    slope = {"w": "x", "w_i": "x_i", r"\mathbf{w}": r"\mathbf{x}"}[name]
    given = displays(f"z = {product}", "C = (z - y)^2")
    primed = f"{name}'" if "_" not in name else "w_i'"
    step = rf"{primed} = {name} - 2 \eta (z - y) {slope}"
    assert verdicts(given + "\n\n" + displays(step)) == ["right"] * 3
    assert judged(given + "\n\n" + displays(step))[-1].latex == step
    assert verdicts(given + "\n\n" + displays(step.replace("- 2", "+ 2")))[-1] == "wrong"


def test_a_prime_on_an_activation_is_no_new_value() -> None:
    assert verdicts(displays(r"h = \sigma(z)", "h' = h + h^2"))[-1] == "unchecked"


DECAY = (
    r"\tilde{L}(w) = L(w) + \frac{\lambda}{2} \|w\|^2",
    r"\nabla \tilde{L}(w) = \nabla L(w) + \lambda w",
)


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"w - \eta \nabla L(w) - \eta \lambda w", "right"),
        (r"(1 - \eta \lambda) w - \eta \nabla L(w)", "right"),
        (r"w - \eta \nabla L(w) + \eta \lambda w", "wrong"),
        (r"(1 - \lambda) w - \eta \nabla L(w)", "wrong"),
    ],
)
def test_a_loss_with_an_accent_is_descended_by_the_rate_beside_its_gradient(step: str, verdict: str) -> None:
    assert verdicts(displays(*DECAY, rf"w \leftarrow {step}")) == ["right", "right", verdict]


def test_what_an_optimiser_carries_along_is_no_step_on_the_loss() -> None:
    loss = r"L = (w x - y)^2"
    carried = r"v \leftarrow \beta v + \frac{\partial L}{\partial w}"
    assert verdicts(displays(loss, carried)) == ["right", "right"]
    assert verdicts(displays(loss, r"w \leftarrow \beta w + \frac{\partial L}{\partial w}"))[-1] != "right"
    assert verdicts(displays(loss, r"w \leftarrow w + \eta \frac{\partial L}{\partial w}", carried))[1] == "wrong"


@pytest.mark.parametrize(("sign", "verdict"), [("-", "right"), ("+", "wrong")])
def test_a_step_of_one_entry_goes_from_the_value_that_its_vector_has(sign: str, verdict: str) -> None:
    given = (r"x = (1, 2)", r"v = (0.5, 0.6)", r"t = 1", r"\eta = 0.5")
    model = (r"y = v_1 x_1 + v_2 x_2 = 1.7", r"L = (y - t)^2", r"\frac{\partial L}{\partial v_2} = 2 (y - t) x_2 = 2.8")
    assert verdicts(displays(*given, *model, rf"v_2 \leftarrow 0.6 {sign} 0.5 \cdot 2.8"))[-1] == verdict


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"w \leftarrow w - \eta (w - \lambda)", "right"),
        (r"w \leftarrow w + \eta (w - \lambda)", "wrong"),
        (r"\lambda \leftarrow \lambda + \eta (1 - w)", "right-if"),
        (r"\lambda \leftarrow \lambda - \eta (1 - w)", "unchecked"),
        (r"\lambda \leftarrow \lambda + \eta w", "wrong"),
    ],
)
def test_a_multiplier_of_a_constraint_goes_up(step: str, verdict: str) -> None:
    lagrangian = r"\mathcal{L}(w, \lambda) = \frac12 w^2 + \lambda (1 - w)"
    assert verdicts(displays(lagrangian, step))[-1] == verdict


def test_a_weight_in_which_a_loss_is_linear_goes_down() -> None:
    assert verdicts(displays("L = -t w x", r"w \leftarrow w + \eta t x")) == ["right", "right"]
    assert verdicts(displays("L = -t w x", r"w \leftarrow w - \eta t x")) == ["right", "wrong"]


PENALTY = displays(r"C = C_0 + \frac{\lambda}{n} \sum_{w \in \mathcal{N}} |w|")
ADDED = r"w \leftarrow w - \eta \frac{\partial C_0}{\partial w} - \eta \lambda w"


def test_a_step_on_a_loss_with_a_penalty_that_is_not_read_is_not_held_to_the_loss_without_it() -> None:
    step = displays(r"w \leftarrow w - \eta \frac{\partial C_0}{\partial w} - \frac{\eta \lambda}{n} \text{sgn}(w)")
    assert verdicts(PENALTY + step)[-1] == "unchecked"


def test_a_step_on_a_loss_with_a_penalty_is_held_to_both() -> None:
    read = displays(r"C = C_0 + \frac{\lambda}{2} w^2")
    slip = ADDED.replace(r"- \eta \lambda", r"+ \eta \lambda")
    without = r"w \leftarrow w - \eta \frac{\partial C_0}{\partial w}"
    assert verdicts(read + displays(ADDED, slip, without))[-3:] == ["right", "wrong", "right"]


@pytest.mark.parametrize(
    "output", [r"\hat y = \mathrm{sign}(w x + b)", r"o = \mathrm{sign}(w x + b)", r"\hat y = w x + b"]
)
def test_no_step_makes_a_prediction_smaller(output: str) -> None:
    step = r"w \leftarrow w + y x"
    assert verdicts(displays(output, step)) == ["right", "unchecked"]
    assert verdicts(displays(output, "L = -y (w x + b)", step)) == ["right", "right", "right"]
    assert verdicts(displays(output, "L = -y (w x + b)", step.replace("+", "-")))[-1] == "wrong"


def test_a_step_is_not_held_to_the_loss_of_a_later_section() -> None:
    later = "\n\n# Least squares\n\n" + displays(r"L = \frac12 (y - w x)^2", r"w \leftarrow w + \eta (y - w x) x")
    found = verdicts("# Steps\n\n" + displays(r"w \leftarrow w + y x") + later)
    assert found == ["unchecked", "right", "right"]
    slip = later.replace(r"+ \eta", r"- \eta")
    assert verdicts("# Steps\n\n" + displays(r"w \leftarrow w + y x") + slip)[-1] == "wrong"


STEP = r"w \leftarrow w - 0.5 (a - t) a (1 - a) x"


@pytest.mark.parametrize("head", [r"w \leftarrow w", "w := w", "w = w", "w^{new} = w", r"\Delta w ="])
def test_a_decimal_in_front_of_a_step_is_its_rate(head: str) -> None:
    model = (r"a = \sigma(w x)", r"L = \frac12 (a - t)^2")
    step = f"{head} - 0.5 (a - t) a (1 - a) x"
    assert verdicts(displays(*model, step)) == ["right"] * 3
    assert verdicts(displays(*model, step.replace("(1 - a)", "")))[-1] == "wrong"
    assert verdicts(displays(*model, step.replace("- 0.5", "+ 0.5")))[-1] == "wrong"


def test_a_decimal_is_no_other_rate_than_the_one_that_is_given() -> None:
    model = (r"\eta = 0.5", r"a = \sigma(w x)", r"L = \frac12 (a - t)^2")
    assert verdicts(displays(*model, STEP))[-1] == "right"
    assert verdicts(displays(*model, STEP.replace("0.5", "0.2")))[-1] == "wrong"


def test_a_fraction_in_front_of_a_step_is_part_of_the_gradient() -> None:
    assert verdicts(displays("L = (w x - t)^2", r"w \leftarrow w - \frac12 (w x - t) x"))[-1] == "wrong"


def test_a_decimal_may_be_the_rate_with_the_factor_that_a_square_brings() -> None:
    network = (r"a = w x", r"L = (a - t)^2")
    step = r"w \leftarrow w - 0.2 (a - t) x"
    assert verdicts(displays(*network, step))[-1] == "unchecked"
    assert verdicts(displays(r"\eta = 0.2", *network, step))[-1] == "wrong"
    assert verdicts(displays(r"\eta = 0.1", *network, step))[-1] == "right"
    assert verdicts(displays(*network, step.replace("a - t", "a + t")))[-1] == "wrong"


@pytest.mark.parametrize(
    ("step", "verdict"),
    [
        (r"m = m - L \frac{\partial E}{\partial m}", "right"),
        (r"m = m - L \cdot \frac{\partial E}{\partial m}", "right"),
        (r"m = m + L \cdot \frac{\partial E}{\partial m}", "wrong"),
        (r"m = m - E \frac{\partial E}{\partial m}", "unchecked"),
    ],
)
def test_any_letter_beside_the_gradient_of_a_step_is_its_rate(step: str, verdict: str) -> None:
    assert verdicts(displays("E = (m x + c - y)^2", step)) == ["right", verdict]


def test_a_rate_of_any_letter_may_have_a_value() -> None:
    given = (r"k = \frac{1}{n}", r"m = m - k \frac{\partial E}{\partial m}", r"m = m + k \frac{\partial E}{\partial m}")
    assert verdicts(displays("E = (m x + c - y)^2", *given))[2:] == ["right", "wrong"]


@pytest.mark.parametrize("step", [r"\Delta w = \eta y x", r"w \leftarrow w + \eta y (x - y w)"])
def test_a_step_with_a_value_that_nothing_differentiates_is_no_descent_on_that_value(step: str) -> None:
    """Hebb's rule, and Oja's."""
    assert verdicts(displays("y = w^T x", step)) == ["right", "unchecked"]


def test_a_step_against_the_one_scalar_that_is_differentiated_is_held_to_it() -> None:
    slope = (r"f = e^{w x}", r"\frac{\partial f}{\partial w} = x f")
    assert verdicts(displays(*slope, r"w \leftarrow w - \eta x f"))[-1] == "right"
    assert verdicts(displays(*slope, r"w \leftarrow w - \eta f"))[-1] == "wrong"
