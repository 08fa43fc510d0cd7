"""One letter for the sample and for the element of one name."""

from __future__ import annotations

from tests.check.judging import displays, judged, verdicts

MODEL = displays(
    r"s_k^{(n)} = \sum_j v_{kj} h_j^{(n)}, \quad E = \frac12 \sum_{n=1}^N \sum_{k=1}^K (s_k^{(n)} - t_k^{(n)})^2",
    r"\frac{\partial E}{\partial s_k^{(n)}} = s_k^{(n)} - t_k^{(n)}",
)
RIGHT = r"\frac{\partial E}{\partial v_{kj}} = \sum_{n=1}^N (s_k^{(n)} - t_k^{(n)}) h_j^{(n)}"


def test_a_sum_over_samples_whose_letter_is_that_of_the_element_is_refuted() -> None:
    assert verdicts(f"{MODEL}\n\n{displays(RIGHT)}")[-1] == "right"
    last = judged(f"{MODEL}\n\n{displays(RIGHT.replace('s_k^', 's_n^').replace('t_k^', 't_n^'))}")[-1]
    assert last.verdict.value == "wrong"
    assert last.reason == (
        "the letter n stands for the sample and for an element: s_{n}^{(n)}; "
        "expected a letter of its own for the element, as in s_{k}^{(n)}"
    )


def test_it_needs_other_lines_that_tell_both_apart() -> None:
    line = r"\frac{\partial E}{\partial v} = \sum_{n=1}^N (s_n^{(n)} - t_n^{(n)}) h_n^{(n)}"
    assert verdicts(displays(line)) == ["unchecked"]


def test_an_index_of_the_left_side_is_no_sample() -> None:
    line = r"\frac{\partial E}{\partial v_n} = \sum_{n=1}^N (s_n^{(n)} - t_n^{(n)}) h_n^{(n)}"
    assert not any("stands for the sample" in each.reason for each in judged(f"{MODEL}\n\n{displays(line)}"))
