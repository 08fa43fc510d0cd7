"""A letter with two ranges refutes a line where definitions say what both are: what claims alone say is less."""

from tests.check.judging import verdicts

SOFTMAX = r"$$S_j = \frac{e^{a_j}}{\sum_{k=1}^N e^{a_k}}$$ "
OPERATOR = r"$$D_{ij} g_t = \begin{cases} x_j & i = t \\ 0 & i \neq t \end{cases}$$ $$D_{ij} P_t = D_i S_t x_j$$ "


def test_a_name_that_no_line_defines_refutes_nothing_by_its_ranges() -> None:
    text = r"$$P(W) = S(g(W))$$ " + SOFTMAX + OPERATOR + r"$$xent = -\sum_{k=1}^T Y_k \log P_k$$"
    assert "wrong" not in verdicts(text)


def test_ranges_of_definitions_refute() -> None:
    network = r"$$z_i = \sum_{j=1}^M W_{ij} x_j, \quad E = \sum_{i=1}^K (z_i - t_i)^2$$ "
    for slope, expected in (("x_j", "right"), ("x_i", "wrong"), ("t_j", "wrong")):
        claim = rf"$$\frac{{\partial E}}{{\partial W_{{ij}}}} = 2 (z_i - t_i) {slope}$$"
        assert verdicts(network + claim)[-1] == expected


def test_the_wrong_letter_is_found_where_both_ranges_end_at_one_number() -> None:
    network = r"$$z_i = \sum_{j=1}^N W_{ij} x_j, \quad E = \sum_{i=1}^N (z_i - t_i)^2$$ "
    for slope, expected in (("x_j", "right"), ("x_i", "wrong"), ("t_j", "wrong")):
        claim = rf"$$\frac{{\partial E}}{{\partial W_{{ij}}}} = 2 (z_i - t_i) {slope}$$"
        assert verdicts(network + claim)[-1] == expected
