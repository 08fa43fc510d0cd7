"""In ``p = y = f`` the last part is said of y: a later section that computes another y refutes nothing of it."""

from tests.check.judging import displays, verdicts

CHAIN = displays(
    r"\mathbf{h} = \mathbf{W}^T \mathbf{x} := \mathbf{v}_{w_I}^T",
    r"p(w_j|w_I) = y_j = \frac{\exp(u_j)}{\sum_{j'=1}^V \exp(u_{j'})}",
    r"\frac{\partial E}{\partial w'_{ij}} = \frac{\partial E}{\partial u_j} \cdot "
    r"\frac{\partial u_j}{\partial w'_{ij}} = e_j \cdot h_i",
)
REST = displays(
    r"{w'_{ij}}^{(new)} = {w'_{ij}}^{(old)} - \eta \cdot e_j \cdot h_i",
    r"h_i = \sum_{k=1}^V x_k \cdot w_{ki}",
    r"\frac{\partial E}{\partial w_{ki}} = \frac{\partial E}{\partial h_i} \cdot "
    r"\frac{\partial h_i}{\partial w_{ki}} = EH_i \cdot x_k",
)
FIRST = f"{CHAIN}\n\nwhere $u_j = \\sum_{{i=1}}^N w'_{{ij}} h_i$.\n\n{REST}"
OTHER = r"$$y = \sigma(u) = \frac{1}{1+e^{-u}}$$"
NEURON = displays(
    r"u = \sum_{i=0}^K w_i x_i",
    r"y = \sigma(u) = \frac{1}{1+e^{-u}}",
    r"\frac{d \sigma(u)}{du} = \sigma(u) \sigma(-u)",
    r"E = \frac12 (t - y)^2",
    r"\frac{\partial E}{\partial w_i} = \frac{\partial E}{\partial y} \cdot \frac{\partial y}{\partial u} \cdot "
    r"\frac{\partial u}{\partial w_i} = (y - t) \cdot y (1 - y) \cdot x_i",
    r"\mathbf{w}^{(new)} = \mathbf{w}^{(old)} - \eta \cdot (y - t) \cdot y (1 - y) \cdot \mathbf{x}",
)


def test_another_y_of_a_later_section_refutes_no_earlier_line() -> None:
    assert "wrong" not in verdicts(f"# Words\n\n{FIRST}\n\n# Appendix\n\n{NEURON}")


def test_what_its_own_section_says_of_it_refutes() -> None:
    known = r"$$y_j = \frac{\exp(u_j)}{\sum_k \exp(u_k)}$$ $$p_j = y_j = %s$$"
    for body, expected in (
        (r"\frac{\exp(u_j)}{\sum_k \exp(u_k)}", "right"),
        (r"\frac{\exp(u_j)}{\sum_k \exp(-u_k)}", "wrong"),
    ):
        assert verdicts(known.replace("%s", body) + f"\n\n# Appendix\n\n{OTHER}")[2] == expected
