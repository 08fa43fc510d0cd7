"""Which range every slot of a document runs over."""

from __future__ import annotations

import pytest

from backproof.check.definitions import definitions as defining
from backproof.check.indices import ranges as typing_
from backproof.check.indices.forest import Extent
from backproof.check.indices.ranges import LARGEST_TAKEN, Ranges
from backproof.check.names import gathering as naming
from tests.check.judging import displays, judged, lines


def ranges_of(*latex: str) -> Ranges:
    """The ranges of a document."""
    found = lines(*latex)
    names = naming.build(found)
    definitions = defining.find(found, names)
    defined = {each.line for each in definitions}
    claims = [tuple(term for term in line.sides) for at, line in enumerate(found) if at not in defined]
    return typing_.build([(each.head, each.body) for each in definitions], claims, names)


LAYER = r"h_j = \sum_i x_i w_{ij}"


@pytest.mark.parametrize(
    ("document", "same"),
    [
        ([LAYER], [{"x0", "w0"}, {"h0", "w1"}]),
        ([LAYER, r"o_k = \sum_j h_j v_{jk}"], [{"x0", "w0"}, {"h0", "w1", "v0"}, {"o0", "v1"}]),
        ([LAYER, "m_j = h_j^2"], [{"x0", "w0"}, {"h0", "w1", "m0"}]),
        ([r"a_i = b_i", r"\sum_i \delta_{ij} a_i = c_j"], [{"a0", "b0", "c0"}]),
        ([r"\sum_{i \neq k} a_i = u_k"], [{"a0", "u0"}]),
        ([LAYER, r"\frac{\partial h_j}{\partial x_i} = w_{ji}"], [{"x0", "w0"}, {"h0", "w1"}]),
        ([r"s = \sum_i a_i", r"r = \sum_i b_i"], [{"a0"}, {"b0"}]),
    ],
)
def test_a_letter_ties_the_slots_that_it_fills_in_one_line(document: list[str], same: list[set[str]]) -> None:
    by_range: dict[str, set[str]] = {}
    for (key, slot), range_ in ranges_of(*document).slots.items():
        by_range.setdefault(range_.name, set()).add(f"{key}{slot}")
    assert sorted(by_range.values(), key=min) == sorted(same, key=min)


@pytest.mark.parametrize(
    ("document", "slot", "extent"),
    [
        ([r"s = \sum_{i=0}^{2} a_i"], "a", Extent(0, 2)),
        ([r"s = \sum_{i=1}^{n} a_i"], "a", Extent(1, "n")),
        ([r"s = \sum_{i=0}^{N-1} a_i"], "a", Extent(0, "N-1")),
        ([r"s = \sum_{i=1}^{3} a_i", r"q = \sum_{i=1}^{4} a_i", r"r = \sum_{i=1}^{3} a_i b_i"], "a", Extent(1, 3)),
        (["s = CE(l, [l_0, l_1, l_2])"], "l", Extent(0, 2)),
        ([r"s = \sum_i a_i"], "a", Extent(1, None)),
        ([r"s = \sum_i a_i", "q = a_0 + a_2"], "a", Extent(0, None)),
    ],
)
def test_the_extent_of_a_range_is_the_one_that_most_lines_write(document: list[str], slot: str, extent: Extent) -> None:
    ranges = ranges_of(*document)
    assert ranges.extents[ranges.of(slot, 0).name] == extent


@pytest.mark.parametrize(
    ("upper", "size"), [("3", 3), ("1", 1), (str(LARGEST_TAKEN), LARGEST_TAKEN), ("1000000", None), ("n", None)]
)
def test_declared_extents_are_kept_where_they_are_small(upper: str, size: int | None) -> None:
    assert ranges_of(rf"s = \sum_{{i=1}}^{{{upper}}} a_i").of("a", 0).size == size


def test_both_slots_of_a_matrix_are_surely_different_ranges() -> None:
    ranges = ranges_of(LAYER)
    assert ranges.apart(ranges.of("w", 0), ranges.of("w", 1))
    assert not ranges.apart(ranges.of("w", 0), ranges.of("x", 0))


def test_a_slot_that_nothing_ties_has_a_range_of_its_own() -> None:
    ranges = ranges_of(LAYER)
    assert ranges.of("u", 0) not in ranges.slots.values()
    assert (ranges.arity("w"), ranges.arity("h"), ranges.arity("u")) == (2, 1, 0)


@pytest.mark.parametrize(
    ("sum_", "said"),
    [
        (r"\sum_{i=1}^{4} a_i", "the sum over i ends at 4, but i = 1..3"),
        (r"\sum_{i=0}^{3} a_i", "the sum over i begins at 0, but i = 1..3"),
    ],
)
def test_a_bound_that_contradicts_the_other_lines_is_wrong_and_named(sum_: str, said: str) -> None:
    document = displays(r"s = \sum_{i=1}^{3} a_i", r"r = \sum_{i=1}^{3} a_i^2", f"q = {sum_}")
    assert [each.verdict.value for each in judged(document)] == ["right", "right", "wrong"]
    last = judged(document)[-1]
    assert said in last.reason
    assert last.counterexample is not None
    assert (last.counterexample.written, last.counterexample.true) != (None, None)


def test_an_index_that_runs_over_two_ranges_is_wrong_with_both() -> None:
    last = judged(displays(LAYER, r"\frac{\partial h_j}{\partial x_i} = w_{ji}"))[-1]
    assert last.verdict.value == "wrong"
    assert last.reason == "the index j runs over the range of h in h and over the range of x in w"


def test_of_as_many_sums_from_1_and_from_2_those_from_1_count_all() -> None:
    claim = r"\frac{{\partial L}}{{\partial w_j}} = \sum_{{n={0}}}^N 2 (\sum_k X_{{nk}} w_k - y_n) X_{{nj}}"
    loss = r"L = \| \mathbf{X} \mathbf{w} - \mathbf{y} \|^2"
    found = [each.verdict.value for each in judged(displays(loss, claim.format(2), claim.format(1)))]
    assert found == ["right", "wrong", "right"]


def test_what_no_definition_mentions_may_be_square_beside_an_array_that_is() -> None:
    pairs = displays(r"s_{ij} = u_i u_j", r"E_i = \sum_k (s_{ik} - y_{ik})^2")
    for claim in (r"\frac{\partial E_i}{\partial s_{ik}} = g_{ik}", r"g_{ik} = \frac{\partial E_i}{\partial s_{ik}}"):
        assert [each.verdict.value for each in judged(f"{pairs}\n\n{displays(claim)}")][-1] in {"unchecked", "right"}
    right = r"\frac{\partial E_i}{\partial s_{ik}} = 2 (s_{ik} - y_{ik})"
    assert [each.verdict.value for each in judged(f"{pairs}\n\n{displays(right)}")][-1] == "right"
    assert [each.verdict.value for each in judged(f"{pairs}\n\n{displays(right.replace('2 ', ''))}")][-1] == "wrong"
