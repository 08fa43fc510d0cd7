"""Law 4, small: slips of every class in documents of our own. ``make mutants`` plants more in more documents."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from backproof.check.document import check_source
from backproof.check.repairs.text import unmatched
from backproof.check.verdicts.verdict import REFUTED, Verdict
from backproof.expr import Add, Derivative, Expression, Index, Model, Mul, Number, Power, Range, Sum, Symbol, Tensor
from backproof.expr.build import apply, mul, subtract
from backproof.source import Source, Span
from backproof.source.load import load
from tools.meaning import differs
from tools.mutants import Planter, main, plant
from tools.slips import Slip

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.md"))
X = Tensor(Symbol("x"))
TWO = Number(Fraction(2))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_line_of_our_documents_is_right(path: Path) -> None:
    judged = check_source(load(str(path))).judgements
    assert [each for each in judged if each.verdict is not Verdict.RIGHT] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_slip_that_is_planted_is_refuted_and_turns_no_other_line_wrong(path: Path) -> None:
    mutants = list(plant(load(str(path)), limit=1))
    assert len({each.slip.kind for each in mutants}) >= 6
    assert [str(each) for each in mutants if each.verdict not in REFUTED or each.turned] == []


def test_a_slip_is_an_edit_of_the_text() -> None:
    text = "$$L = a^2$$\n\n$$\\frac{\\partial L}{\\partial a} = 2 a$$\n"
    planter = Planter.of(Source("hw.md", text))
    found = {(slip.kind, slip.planted(text).splitlines()[-1]) for _, slip in planter.slips(definitions=False)}
    assert ("wrong_sign", r"$$\frac{\partial L}{\partial a} = -2 a$$") in found
    assert ("wrong_constant", r"$$\frac{\partial L}{\partial a} = 3 a$$") in found
    assert ("extra_term", r"$$\frac{\partial L}{\partial a} = 2 a + 1$$") in found


def test_a_slip_that_changes_no_meaning_is_left_out() -> None:
    text = "$$L = a^2$$\n\n$$\\frac{\\partial L}{\\partial a} = 2 a \\cdot 1$$\n"
    planter = Planter.of(Source("hw.md", text))
    one, two = text.rindex("1"), text.rindex("2")
    assert planter.planted(1, Slip("missing_factor", Span(one - 6, one + 1), "")) is None
    assert planter.planted(1, Slip("missing_factor", Span(two, two + 1), "")) is not None


def test_a_factor_of_what_vanishes_by_the_derivatives_that_a_document_gives_is_left_out() -> None:
    rest = r"\frac{\partial \mu}{\partial x_i} = \frac1m"
    text = f"$$v = \\frac1m \\sum_{{i=1}}^m (x_i - \\mu)^2$$\n\n$${rest}$$\n\n"
    text += "$$\\frac{\\partial f}{\\partial \\mu} = -\\frac{\\partial f}{\\partial v} \\frac{2}{m} "
    text += "\\sum_{i=1}^m (x_i - \\mu)$$\n"
    planter = Planter.of(Source("hw.md", text))
    two = text.rindex("2")
    assert planter.planted(2, Slip("wrong_constant", Span(two, two + 1), "3")) is None


def test_a_second_definition_is_a_definition() -> None:
    text = "$$Q = X W$$\n\n$$K = Y V$$\n\n## Other inputs\n\n$$Q = Y W$$\n"
    planter = Planter.of(Source("hw.md", text))
    judged = planter.checked.judgements
    assert {at for at, each in enumerate(judged) if each.role.value == "definition"} <= planter.defining


def test_blanks_are_no_slip() -> None:
    planter = Planter.of(Source("hw.md", "$$z = [1, 2] \\cdot [3, 4] + 5 = 16$$\n"))
    edits = [slip for _, slip in planter.slips(definitions=False)]
    assert [each for each in edits if planter.source.slice(each.span).split() == each.text.split()] == []


def test_brackets_without_a_partner_keep_a_text_from_being_cut_out() -> None:
    assert unmatched(r"\left( a")
    assert unmatched("a & b")
    assert not unmatched(r"\sigma'(a)")


def test_an_edit_that_breaks_what_a_command_goes_over_is_no_slip() -> None:
    text = "$$u = \\frac{e^{z}}{s}$$\n\n$$2 u = \\frac{2 e^{z}} {s} + w_k - w_k$$\n"
    planter = Planter.of(Source("hw.md", text))
    written = [slip.planted(text).splitlines()[-1] for _, slip in planter.slips(definitions=False)]
    assert any("{s}" in each for each in written)
    assert not any("e^2" in each or "e^w_k" in each or re.search(r"\}\s*\w[^\s}]*\s*\{s\}", each) for each in written)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (Add((X, X)), Mul((TWO, X)), True),
        (Power(X, TWO), Mul((TWO, X)), False),
        (Derivative(Power(X, TWO), X), Mul((TWO, X)), True),
        (Derivative(apply("exp", X), X), apply("exp", X), True),
        (Derivative(apply("exp", X), X), X, False),
        (
            Derivative(apply("sigmoid", X), X),
            mul(apply("sigmoid", X), subtract(Number(Fraction(1)), apply("sigmoid", X))),
            True,
        ),
    ],
)
def test_the_measure_has_an_evaluator_of_its_own(left: Expression, right: Expression, same: bool) -> None:
    assert differs(left, right, Model(())) is not same


def test_the_measure_sees_that_a_letter_is_another_one() -> None:
    units = Range("units")
    i, j, a = Index("i", units), Index("j", units), Symbol("a", (units,))
    assert differs(Tensor(a, (i,)), Tensor(a, (j,)), Model(()))
    assert not differs(Sum(i, Tensor(a, (i,))), Sum(j, Tensor(a, (j,))), Model(()))


def test_the_tool_prints_a_row_for_each_class(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(DOCUMENTS[0]), "--limit", "1", "--list"]) == 0
    printed = capsys.readouterr().out
    assert "class of slip" in printed
    assert "wrong_sign" in printed
    assert main(["nowhere"]) == 0
    assert "Skipped: there is nothing at nowhere." in capsys.readouterr().out
