r"""``\delta{ik}`` is ``\delta_{ik}`` where the document has that, too."""

from __future__ import annotations

from backproof.read.terms.rewriting import references
from tests.check.judging import displays, lines, verdicts


def _subscripts(*latex: str) -> list[tuple[str, ...]]:
    side = lines(*latex)[-1].side
    return [ref.subs for ref in references(side)] if side is not None else []


def test_a_lost_sign_is_read_where_the_letter_has_it_elsewhere() -> None:
    assert _subscripts(r"a = \delta_{ik}", r"b = \delta{ik}") == [("i", "k")]


def test_letters_in_braces_are_factors_where_nothing_says_otherwise() -> None:
    assert _subscripts(r"a = w_{ij}", "b = c {ik}") == [(), (), ()]
    assert _subscripts(r"a = c_{ij}", "b = c {i k}") == [(), (), ()]


def test_a_slip_below_a_lost_sign_is_found() -> None:
    text = displays(r"p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}", *(
        rf"\frac{{\partial p_i}}{{\partial z_j}} = p_i ({delta} - p_j)" for delta in (r"\delta_{ij}", r"\delta{ij}")
    ), r"\frac{\partial p_i}{\partial z_j} = p_j (\delta{ij} - p_j)")  # fmt: skip
    assert verdicts(text) == ["right", "right", "right", "wrong"]
