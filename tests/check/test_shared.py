"""A quantity whose expression stands in another definition is that part of it."""

from __future__ import annotations

import pytest

from tests.check.judging import displays, judged, verdicts

WRITTEN_OUT = displays(
    r"\hat y = \sigma(\sum_i w_i x_i + b)",
    r"L = -y \log \hat y - (1 - y) \log(1 - \hat y)",
    r"z = \sum_i w_i x_i + b",
)
UNITS = displays(
    r"a_j = \tanh(\sum_k w_{jk} x_k)", r"E = \frac12 \sum_j (a_j - y_j)^2", r"z_j = \sum_k w_{jk} x_k",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (WRITTEN_OUT, r"\frac{\partial L}{\partial z} = \hat y - y"),
        (WRITTEN_OUT, r"\frac{\partial L}{\partial w_i} = \frac{\partial L}{\partial z} x_i"),
        (UNITS, r"\frac{\partial E}{\partial z_i} = (a_i - y_i)(1 - a_i^2)"),
    ],
)
def test_what_a_definition_writes_out_is_the_quantity(text: str, claim: str) -> None:
    """A derivative by z is one by the part of the definition of the output that z is."""
    assert set(verdicts(f"{text}\n\n{displays(claim)}")) == {"right"}


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        (WRITTEN_OUT, r"\frac{\partial L}{\partial z} = y - \hat y"),
        (WRITTEN_OUT, r"\frac{\partial L}{\partial z} = (\hat y - y) \hat y (1 - \hat y)"),
        (UNITS, r"\frac{\partial E}{\partial z_i} = (a_i - y_i)"),
    ],
)
def test_slips_by_such_a_quantity_are_wrong(text: str, slip: str) -> None:
    """What is proved by it, is refuted by it too."""
    assert judged(f"{text}\n\n{displays(slip)}")[-1].verdict.value == "wrong"


@pytest.mark.parametrize(
    "definition",
    [r"z = \sum_i w_i x_i - b", r"z = \sum_i w_i x_i + b$$ and later $$z = \sum_i w_i v_i"],
)
def test_another_expression_is_no_such_quantity(definition: str) -> None:
    """An expression that differs, or a name with two of them, says nothing about the output."""
    text = WRITTEN_OUT.replace(r"z = \sum_i w_i x_i + b", definition)
    claim = displays(r"\frac{\partial L}{\partial z} = \hat y - y")
    assert judged(f"{text}\n\n{claim}")[-1].verdict.value == "unchecked"


def test_a_name_that_a_definition_has_is_put_nowhere_else() -> None:
    """Where the network is defined through z already, another definition is left as it is written."""
    text = displays(
        r"z = w x + b", r"a = \tanh(z)", r"r = w x + b", r"E = (a - y)^2 + r^2",
        r"\frac{\partial E}{\partial z} = 2 (a - y)(1 - a^2)",
    )  # fmt: skip
    assert set(verdicts(text)) == {"right"}


def test_a_function_that_stands_alone_elsewhere_is_written_with_its_parts() -> None:
    gate = (
        r"g(w, x) = \frac{1}{1 + e^{-(w x + b)}}",
        r"s = w x + b",
        r"\frac{\partial g}{\partial s} = g (1 - g)",
        r"\frac{\partial g}{\partial w} = \frac{\partial g}{\partial s} x",
    )
    assert verdicts(displays(*gate)) == ["right"] * 4
    assert verdicts(displays(*gate[:2], gate[2].replace("1 - g", "1 + g")))[-1] == "wrong"
    assert verdicts(displays(*gate[:3], gate[3].replace("} x", "} w")))[-1] == "wrong"


def test_a_quantity_that_is_written_with_a_name_and_without_it_is_the_same() -> None:
    circuit = (r"f(x, y, z) = (x + y) z", r"q = x + y", r"f = q z", r"\frac{\partial f}{\partial q} = z")
    chain = r"\frac{\partial f}{\partial x} = \frac{\partial f}{\partial q} \frac{\partial q}{\partial x}"
    assert verdicts(displays(*circuit, chain)) == ["right"] * 5
    assert verdicts(displays(*circuit[:3], circuit[3].replace("= z", "= q")))[-1] == "wrong"
    assert verdicts(displays(*circuit, chain + r" \frac{\partial f}{\partial z}"))[-1] == "wrong"


NESTED = displays(
    r"z = f_1(u, x)",
    r"\hat y = f_2(v, f_1(u, x))",
    r"\hat y = f_2(v, z)",
    r"f_1(u, x) = z",
    r"L = \sum_{i=1}^m (y^{(i)} - f_2(v, f_1(u, x^{(i)})))^2",
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\frac{\partial L}{\partial \hat y^{(i)}} = -2 (y^{(i)} - \hat y^{(i)})", "right"),
        (r"\frac{\partial L}{\partial \hat y^{(i)}} = -2 (y^{(i)} - f_2(v, f_1(u, x^{(i)})))", "right"),
        (
            r"\frac{\partial L}{\partial v} = \frac{\partial L}{\partial \hat y} \frac{\partial \hat y}{\partial v}",
            "right",
        ),
        (r"\frac{\partial L}{\partial \hat y^{(i)}} = 2 (y^{(i)} - \hat y^{(i)})", "wrong"),
        (r"\frac{\partial L}{\partial \hat y^{(i)}} = -2 (y^{(i)} - \hat y^{(i)}) \hat y^{(i)}", "wrong"),
    ],
)
def test_the_quantity_of_each_sample_is_written_out_under_a_sum(claim: str, verdict: str) -> None:
    """So it is where a name is defined twice by the same expression, and once more the other way round."""
    assert verdicts(f"{NESTED}\n\n{displays(claim)}") == ["right"] * 5 + [verdict]


def test_definitions_whose_elements_cannot_be_put_in_are_no_such_quantity() -> None:
    """An element of an expression is not read; the document is."""
    text = displays(
        r"h = \tanh(W x)",
        r"\hat x_i = \sum_j W_{ji} h_j",
        r"E = \frac12 \sum_i (\hat x_i - x_i)^2",
        r"\frac{\partial E}{\partial \hat x_i} = \hat x_i - x_i",
        r"\hat x_i = \sum_j V_{ij} h_j",
    )
    assert verdicts(text)[3] == "right"
