"""What derivatives say of names that no line defines: it proves open lines, and refutes none."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts

SLOPE = r"\frac{\partial s}{\partial t} = \frac{\partial}{\partial t} \frac{1}{1 + e^{-t}} = "
SUMMED = r"We use the Einstein summation convention." + "\n\n"


def test_an_expression_in_the_place_of_a_name_says_what_the_name_is() -> None:
    found = judged(displays(SLOPE + r"s (1 - s)"))
    assert [each.verdict.value for each in found] == ["right-if", "right"]
    assert "s is what this line differentiates" in found[0].assumes[-1]


def test_a_slip_in_what_follows_from_it_is_refuted() -> None:
    for slip in (r"s (1 + s)", r"s^2 (1 - s)", r"t (1 - s)"):
        assert verdicts(displays(SLOPE + slip))[-1] == "wrong"


def test_a_chain_through_such_a_name_is_proved_and_a_wrong_factor_in_it_is_not() -> None:
    loss = r"L = (s - y)^2, \quad t = w x"
    assert (
        verdicts(displays(loss, SLOPE + "s (1 - s)", r"\frac{\partial L}{\partial w} = 2 (s - y) s (1 - s) x"))[-1]
        == "right"
    )
    for slip in (r"(s - y) s (1 - s) x", r"2 (s - y) (1 - s) x", r"2 (s - y) s (1 - s) w"):
        assert verdicts(displays(loss, SLOPE + "s (1 - s)", rf"\frac{{\partial L}}{{\partial w}} = {slip}"))[
            -1
        ] not in {
            "right",
            "right-if",
        }


def test_what_a_line_defines_is_not_what_another_differentiates() -> None:
    text = displays(r"s = t^2", r"\frac{\partial s}{\partial t} = \frac{\partial}{\partial t} t^3 = 3 t^2")
    assert verdicts(text) == ["right", "wrong", "follows"]


def test_an_activation_of_a_quantity_called_t_is_no_function_of_time() -> None:
    text = displays(
        r"t_j = \sum_i w_{ji} x_i", r"h_j = \sigma(t_j)", r"\frac{\partial h_j}{\partial t_j} = h_j (1 - h_j)"
    )
    assert verdicts(text) == ["right"] * 3
    scalar = displays(r"t = w x", r"h = \sigma(t)", r"\frac{\partial h}{\partial w} = h (1 - h) x")
    assert verdicts(scalar) == ["right"] * 3
    assert verdicts(scalar.replace("(1 - h) x", "(1 - h)"))[-1] == "wrong"


def test_a_sum_that_is_left_out_runs_over_the_whole_product() -> None:
    model = (r"p_a = \frac{e^{v_a}}{\sum_c e^{v_c}}", r"J = -\sum_a y_a \log p_a")
    slope = r"\frac{\partial J}{\partial v_b} = -\frac{y_a}{p_a} [p_a \delta_{ab} - p_a p_b]"
    assert verdicts(SUMMED + displays(*model, slope))[-1] == "right"
    assert verdicts(SUMMED + displays(*model, slope.replace("- p_a p_b", "+ p_a p_b")))[-1] == "wrong"


NORM = (
    r"h_i = \frac{x_i - \mu}{\sqrt{v + \epsilon}}",
    r"v = \frac{1}{m} \sum_{i=1}^m (x_i - \mu)^2",
    r"\frac{\partial f}{\partial x_i} = \frac{\partial f}{\partial h_i} \frac{\partial h_i}{\partial x_i}"
    r" + \frac{\partial f}{\partial \mu} \frac{\partial \mu}{\partial x_i}"
    r" + \frac{\partial f}{\partial v} \frac{\partial v}{\partial x_i}",
    r"\frac{\partial \mu}{\partial x_i} = \frac{1}{m}",
)
BACK = (
    r"\frac{\partial f}{\partial x_i} = \frac{1}{m \sqrt{v + \epsilon}} \left(m \frac{\partial f}{\partial h_i}"
    r" - \sum_{j=1}^m \frac{\partial f}{\partial h_j} - h_i \sum_{j=1}^m \frac{\partial f}{\partial h_j} h_j\right)"
)


def test_a_slope_that_is_the_same_everywhere_serves_the_lines_that_use_it() -> None:
    found = judged(displays(*NORM, BACK))
    assert [each.verdict.value for each in found] == ["right", "right", "right", "unchecked", "right-if"]
    assert "mu is what its derivative by x_{i} says" in found[-1].assumes


def test_paths_over_the_mean_and_the_variance_are_not_forgotten() -> None:
    forgotten = BACK.replace(r" - \sum_{j=1}^m \frac{\partial f}{\partial h_j} - h_i", " - h_i")
    for slip in (
        forgotten,
        BACK.replace("- h_i", "+ h_i"),
        BACK.replace(r"\right)", "").replace(r"\left(m", "2 (m") + ")",
    ):
        assert verdicts(displays(*NORM, slip))[-1] in {"unchecked", "wrong"}


def test_a_slip_in_the_slope_proves_nothing() -> None:
    slipped = (*NORM[:3], NORM[3].replace("1}{m", "2}{m"))
    assert verdicts(displays(*slipped, BACK))[-2:] == ["unchecked", "unchecked"]
    assert verdicts(displays(*NORM, NORM[3]))[-2:] == ["unchecked", "unchecked"]
