"""What is said of the classes of slips and of verdicts to those who meet them in a report."""

from __future__ import annotations

from backproof.check.verdicts.verdict import Verdict
from backproof.report.slips import SLIPS, UNCLASSED


def test_every_class_of_the_contract_has_its_words() -> None:
    assert set(SLIPS) == {
        *("missing_factor", "extra_factor", "wrong_constant", "wrong_sign", "missing_sum", "extra_sum", "wrong_bound"),
        *("wrong_index", "wrong_variable", "transposed", "missing_derivative", "wrong_exponent", "dropped_term"),
        *("extra_term", "arithmetic", "label"),
    }
    assert set(UNCLASSED) == set(Verdict)


def test_titles_are_no_sentences_and_help_is() -> None:
    for slip in (*SLIPS.values(), *UNCLASSED.values()):
        assert not slip.title.endswith(".")
        assert slip.help.endswith(".")
        assert slip.help[0].isupper()
