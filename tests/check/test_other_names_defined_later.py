"""In ``p = y = f`` the last part is said of y: a later section that computes another y refutes nothing of it."""

from tests.check.judging import verdicts

CHAIN = r"$$p_j = y_j = \frac{\exp(u_j)}{\sum_k \exp(u_k)}$$ where $u_j = \sum_i w_{ij} h_i$. "
OTHER = r"$$y = \sigma(u) = \frac{1}{1+e^{-u}}$$"


def test_another_y_of_a_later_section_refutes_no_earlier_line() -> None:
    assert "wrong" not in verdicts(f"{CHAIN}\n\n# Appendix\n\n{OTHER}")


def test_what_its_own_section_says_of_it_refutes() -> None:
    known = r"$$y_j = \frac{\exp(u_j)}{\sum_k \exp(u_k)}$$ $$p_j = y_j = %s$$"
    for body, expected in (
        (r"\frac{\exp(u_j)}{\sum_k \exp(u_k)}", "right"),
        (r"\frac{\exp(u_j)}{\sum_k \exp(-u_k)}", "wrong"),
    ):
        assert verdicts(known.replace("%s", body) + f"\n\n# Appendix\n\n{OTHER}")[1:3][-1] == expected
