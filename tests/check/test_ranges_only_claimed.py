"""A letter with two ranges refutes a line where definitions say what both are: what claims alone say is less."""

from tests.check.judging import verdicts

SLOPES = (
    r"$$D_j S_i = \frac{\partial S_i}{\partial a_j} "
    r"= \frac{\partial \frac{e^{a_i}}{\sum_{k=1}^N e^{a_k}}}{\partial a_j}$$ "
)
COMPOSED = r"$$P(W) = S(g(W)) = (S \circ g)(W)$$ $$D_{ij} P_t = D_i S_t x_j$$ "


def test_a_name_that_no_line_defines_refutes_nothing_by_its_ranges() -> None:
    assert "wrong" not in verdicts(SLOPES + COMPOSED)


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
