"""Whatever stands in a document, each statement has an answer with its cause, and the rest is judged (law 7)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backproof import check
from backproof.check.verdicts.verdict import Judgement, Verdict
from backproof.cli import main
from backproof.source import BackproofError
from tests.check.judging import displays, judged

REST = displays(r"L = (y - o)^2", r"\frac{\partial L}{\partial o} = -2(y - o)", r"\frac{\partial L}{\partial o} = y")
HANG = 20.0
"""Seconds. Not a measure of speed: what is meant to end in milliseconds must not take minutes."""


def bad(text: str) -> list[Judgement]:
    """The judgements of a bad part, behind which right and wrong statements are still told apart."""
    *before, first, second, third = judged(f"{text}\n\n# The rest\n\n{REST}")
    assert [each.verdict.value for each in (first, second, third)] == ["right", "right", "wrong"]
    return before


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"a = \frac{1}{2 b", "{: an opening brace without a closing one"),
        ("a = b}", "}: not known as mathematics"),
        (r"a = \left( b", r"\left without its \right"),
        (r"a = \wombat b", r"\wombat: an unknown command"),
        (r"a = \frac{b}", r"\frac needs 2 arguments; found 1"),
        (r"a = \sum_{i=1}^{n}", "a sum without a body"),
        (r"a = \sum_\quad b", "a sum over nothing"),
        (r"a = \sum_i b", "nothing says what the index i of the sum runs over"),
        ("a = ", "nothing stands here"),
        ("a = b +", "a factor is missing at the end"),
        ("a = ()", "nothing stands between these brackets"),
        (r"a = \begin{matrix} b", r"\begin{matrix} without its \end"),
    ],
)
def test_broken_latex_is_unchecked_with_the_cause_and_the_place(latex: str, reason: str) -> None:
    text = f"Some words: $${latex}$$"
    (only,) = bad(text)
    assert only.verdict is Verdict.UNCHECKED
    assert reason in only.reason
    assert text[only.span.start : only.span.end] == latex.strip() == only.latex


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (
            [r"h_j = \sum_i x_i w_{ij}", r"\frac{\partial h_j}{\partial w_{ijk}} = x_i"],
            [("right", ""), ("unchecked", "w is written with 2 indices elsewhere, here with 3")],
        ),
        (
            [r"h_j = \sum_i x_i w_{ij}", "w_i = 2 x_i", "u_{ij} = w_{ij}"],
            [("right", ""), ("unchecked", "w is written with 2 indices elsewhere, here with 1"), ("right", "")],
        ),
        (
            [r"s = \sum_{i=1}^{3} a_i", r"r = \sum_{i=1}^{3} a_i b_i", r"q = \sum_{i=1}^{5} a_i"],
            [("right", ""), ("right", ""), ("wrong", "the sum over i ends at 5, but i = 1..3")],
        ),
        (
            [r"h_j = \sum_i x_i w_{ij}", r"\frac{\partial h_j}{\partial x_i} = w_{ji}"],
            [("right", ""), ("wrong", "the index j runs over the range of h in h and over the range of x in w")],
        ),
    ],
)
def test_letters_and_ranges_that_contradict_the_document_are_named(
    latex: list[str], expected: list[tuple[str, str]]
) -> None:
    found = bad(displays(*latex))
    assert [each.verdict.value for each in found] == [verdict for verdict, _ in expected]
    assert all(said in each.reason for each, (_, said) in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    "latex",
    [
        r"\log(-2) x = y",
        r"x \log(-2) = x \log(-2)",
        r"\frac{1}{0} = 2",
        r"\frac{x}{1 - 1} = \frac{x}{1 - 1}",
        r"9^{9^{9^9}} = y",
        r"\sqrt{-4} = y",
    ],
)
def test_what_has_no_value_in_real_numbers_is_unchecked(latex: str) -> None:
    last = bad(displays("s = x + y", latex))[-1]
    assert last.verdict is Verdict.UNCHECKED
    assert "no finite real value" in last.reason


LETTERS = "ijklmnpqrst"
NAMES = [f"{name}_{letter}" for name, letter in zip("abcdefghuvw", LETTERS, strict=True)]
SUMS = "".join(rf"\sum_{letter} " for letter in LETTERS)


def test_a_sum_over_eleven_letters_of_a_product_is_a_product_of_sums() -> None:
    gradient = rf"\frac{{\partial E}}{{\partial a_i}} = {SUMS[7:]} {' '.join(NAMES[1:])}"
    _, last = bad(displays(f"E = {SUMS} {' '.join(NAMES)}", gradient))
    assert last.verdict is Verdict.RIGHT


def test_tensors_that_would_be_huge_are_never_built() -> None:
    total = " + ".join(NAMES)
    gradient = rf"\frac{{\partial E}}{{\partial a_i}} = {SUMS[7:]} \cos({total})"
    _, last = bad(displays(rf"E = {SUMS} \sin({total})", gradient))
    assert last.verdict is Verdict.UNCHECKED
    assert "an array would be too large to evaluate" in last.reason
    assert "at most 2,000,000" in last.reason


def test_an_extent_of_a_billion_does_not_matter_to_a_proof() -> None:
    found = bad(displays(r"s = \sum_{i=1}^{1000000000} a_i^2", r"\frac{\partial s}{\partial a_i} = 2 a_i"))
    assert [each.verdict.value for each in found] == ["right", "right"]


@pytest.mark.parametrize(
    "inside",
    [
        "{" * 10_000 + "b" + "}" * 10_000,
        "{" * 10_000,
        "}" * 10_000,
        "(" * 10_000 + "b" + ")" * 10_000,
        r"\frac{1}{" * 3000 + "b" + "}" * 3000,
        "b^{" * 3000 + "b" + "}" * 3000,
        r"\left(" * 3000,
    ],
    ids=lambda inside: f"{inside[:9]}...",
)
def test_ten_thousand_levels_are_one_unchecked_statement(inside: str) -> None:
    start = process_time()
    (only,) = bad(f"$$a = {inside}$$")
    assert process_time() - start < HANG
    assert only.verdict is Verdict.UNCHECKED
    assert only.reason


@pytest.mark.parametrize(
    ("line", "count"),
    [("x" * 5_000_000, 0), ("$$a = " + "b + " * 1_250_000 + "b$$", 1), ("{" * 5_000_000, 0), ("# " * 2_500_000, 0)],
    ids=["words", "one formula", "braces", "headings"],
)
def test_a_line_of_five_megabytes_ends(line: str, count: int) -> None:
    start = process_time()
    found = bad(line)
    assert process_time() - start < HANG
    assert [each.verdict for each in found] == [Verdict.UNCHECKED] * count
    assert all("longer than 50000 characters" in each.reason for each in found)


@pytest.mark.parametrize(
    "latex",
    [
        "a " + "= b " * 300,
        "a = " + " + ".join(["b"] * 2000),
        r"\frac{d}{dx} " * 40 + "x = 0",
        "f = " + "x^{" * 30 + "x" + "}" * 30,
        r"\frac{d}{dx} " + r"\sigma(" * 30 + "x" + ")" * 30 + "= 1",
        r"a = \sum_i \sum_j " * 20 + "b_{ij}",
        r"a = \begin{cases} 1 & " * 20,
        "a_{" + "i" * 2000 + "} = 1",
        " ".join(rf"q_{{{k}}} = q_{{{k - 1}}} q_{{{k - 1}}}," for k in range(1, 60))
        + r"\frac{\partial q_{59}}{\partial q_0} = 1",
    ],
    ids=lambda latex: f"{latex[:24]}...",
)
def test_formulas_that_grow_when_they_are_differentiated_or_read_end(latex: str) -> None:
    start = process_time()
    found = bad(displays(latex))
    assert process_time() - start < HANG
    assert all(each.verdict in Verdict for each in found)


def test_definitions_in_a_circle_prove_nothing() -> None:
    found = bad(displays("a = b", "b = a", r"\frac{\partial a}{\partial b} = 1"))
    assert [each.verdict.value for each in found] == ["unchecked"] * 3


def test_macros_without_end_are_unchecked() -> None:
    pairs = zip("abcdefgh", "bcdefghi", strict=True)
    definitions = "\n".join(rf"\newcommand{{\m{one}}}{{{10 * (chr(92) + 'm' + other)}}}" for one, other in pairs)
    (only,) = bad(f"\\newcommand{{\\foo}}{{\\foo \\foo}}\n{definitions}\n\n$$a = \\foo + \\ma$$")
    assert only.verdict is Verdict.UNCHECKED
    assert "\\foo" in only.reason


def test_nothing_that_a_document_says_is_run(tmp_path: Path) -> None:
    target = tmp_path / "made"
    code = f"__import__('os').mkdir('{target}')"
    bad(f"$$a = {code}$$ $`{code}`$ ```\n{code}\n```\n\n$a = \\text{{{code}}}$")
    assert not target.exists()


def test_an_empty_document_has_no_statements() -> None:
    assert judged("") == judged(" \n\n") == ()
    assert str(check("")) == "<text>: no equations found"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("picture.md", b"\x89PNG\r\n\0\0", ["picture.md: this is a binary file", "the byte 0x00 at offset 6"]),
        ("absent.md", None, ["absent.md: there is no such file", "check the name"]),
        ("broken.md", "σ".encode() + b"\xff", ["broken.md: the text can't be decoded", "0xff at offset 2"]),
        ("large.md", b" " * 20_000_001, ["large.md: the file is too large", "at most 20,000,000 bytes"]),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_others_are_judged(
    name: str, data: bytes | None, said: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.md").write_text(REST, encoding="utf-8")
    assert main(["check", "--format", "json", str(tmp_path / name), str(tmp_path / "good.md")]) == 2
    captured = capsys.readouterr()
    assert all(each in captured.err for each in said)
    assert "Traceback" not in captured.err
    (document,) = json.loads(captured.out)["documents"]
    assert (os.path.basename(document["file"]), document["summary"]["wrong"]) == ("good.md", 1)
    with pytest.raises(BackproofError, match=said[0].split(": ")[1]):
        check(tmp_path / name)


_SIGNS = (
    r"$ $$ \( \) \[ \] a b_i w_{ij} = + - \frac \frac{ } { ( ) \sum_i \sum \partial \log 0 1 ^2 ^ _ & \\ , \to "
    r"\begin{aligned} \end{aligned} \text{if} i=k # \n\n ``` | \delta_{ij} \Delta \sigma( -2 \softmax e^ x_0 \approx"
).replace(r"\n\n", "\n\n").split(" ")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_SIGNS), max_size=25).map(" ".join) | st.text(max_size=60))
def test_any_text_is_judged_in_order_with_spans_that_slice_back(text: str) -> None:
    end = 0
    for each in judged(text):
        assert end <= each.span.start < each.span.end <= len(text)
        assert text[each.span.start : each.span.end] == each.latex
        assert each.verdict is not Verdict.UNCHECKED or each.reason
        assert each.verdict is not Verdict.WRONG or each.counterexample is not None
        end = each.span.end
