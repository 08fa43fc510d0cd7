"""A formula whose value is an array does not give the single number that stands behind it in its chain."""

from __future__ import annotations

from backproof.check.document import check_source
from backproof.source import Source
from tests.check.judging import displays, verdicts

HIDDEN = (r"h_1^{(1)} = \sigma(0.2) = 0.5498", r"h_2^{(1)} = \sigma(0.4) = 0.5987")
SUM = r"(0.3)(0.5498) + (0.5)(0.5987) = 0.4643"


def test_a_root_of_a_vector_is_not_the_number_behind_it() -> None:
    *_, root, _, _ = check_source(Source("hw.md", displays(*HIDDEN, rf"y = \sqrt{{h^{{(1)}}}} = {SUM}"))).judgements
    assert (root.verdict.value, root.reason) == (
        "wrong",
        "its value has 2 elements, and the number behind it is one",
    )


def test_a_product_of_two_vectors_is_one_number() -> None:
    given = (r"v = (0.3, 0.5)", *HIDDEN)
    found = verdicts(displays(*given, rf"y = v^T h^{{(1)}} = {SUM}"))
    assert found[-3:] == ["right", "right", "right"]


def test_with_a_1_for_the_bias_so_it_is() -> None:
    given = (r"w = (0.1, 0.2, 0.3)", r"x = (1, 2)")
    found = verdicts(displays(*given, r"h = \sigma(w^T x) = \sigma(0.1 + 0.2 \cdot 1 + 0.3 \cdot 2) = 0.7109"))
    assert found[-3] == "right"
