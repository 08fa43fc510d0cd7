from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backproof.check.verdicts.verdict import Checked, Role, Verdict
from backproof.source import BackproofError, Source, Span
from tests.checked import judgement
from tools.corpus import main
from tools.labels import Label, compare, place

TEXT = "$a = b$ $c = d = e$ $f = g$ $h = i$ $k = m$ $n = o$ words\n"
LABELS: list[dict[str, object]] = [
    {"latex": "a = b", "kind": "claim", "verdict": "right"},
    {"latex": "c = d = e", "kind": "claim", "verdict": "wrong"},
    {"latex": "f = g", "kind": "claim", "verdict": "sloppy"},
    {"latex": "h = i", "kind": "claim", "verdict": "right"},
    {"latex": "k = m", "kind": "claim", "verdict": "wrong"},
    {"latex": "n = o", "kind": "claim", "verdict": "wrong", "also_ok": ["unchecked"]},
    {"latex": "words", "kind": "prose", "verdict": "right"},
]


def check(source: Source) -> Checked:
    """Agrees with three labels; `h = i` is a planted false alarm, `k = m` a planted miss, `n = o` is not found."""
    verdicts = {
        "a = b": Verdict.RIGHT,
        "c = d": Verdict.RIGHT,
        "= e": Verdict.FOLLOWS,
        "f = g": Verdict.RIGHT_IF,
        "h = i": Verdict.WRONG,
        "k = m": Verdict.RIGHT,
    }
    if "a = b" not in source.text:
        return Checked(source, ())
    return Checked(source, tuple(judgement(TEXT, latex, verdict) for latex, verdict in verdicts.items()))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "hw.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "documents" / "unlabelled.tex").write_text("nothing", encoding="utf-8")
    (tmp_path / "README.md").write_text("about the folder", encoding="utf-8")
    (tmp_path / "labels.json").write_text(json.dumps([{"doc": "hw", **label} for label in LABELS]), encoding="utf-8")
    (tmp_path / "other.json").write_text('{"no": "labels"}', encoding="utf-8")
    return tmp_path


def _row(output: str, name: str) -> list[str]:
    return next(line.split() for line in output.splitlines() if line.startswith(name))


def test_the_table_counts_verdicts_agreement_false_alarms_and_misses(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(corpus)], check=check) == 0
    output = capsys.readouterr().out
    verdicts = ["6", "100.0%", "100.0%", "3", "1", "1", "1", "0"]
    compared = ["6", "66.7%", "1", "50.0%", "66.7%", "1", "100.0%", "0.0%"]
    assert _row(output, "hw") == ["hw", *verdicts, *compared]
    assert _row(output, "total") == ["total", *verdicts, *compared]
    assert _row(output, "unlabelled") == ["unlabelled", "0", "-", "-", *"00000", "0", "-", "0", "-", "-", "0", "-", "-"]
    assert "README" not in output
    assert "lines that each reading rescued:" in output
    assert "2 documents in one process: " in output


def test_a_label_that_is_met_by_its_second_verdict_counts_as_met_in_every_column(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def without_second(label: dict[str, object]) -> dict[str, object]:
        return {"doc": "hw", **{key: value for key, value in label.items() if key != "also_ok"}}

    (corpus / "labels.json").write_text(json.dumps([without_second(label) for label in LABELS]), encoding="utf-8")
    main([str(corpus)], check=check)
    assert _row(capsys.readouterr().out, "hw")[-8:] == ["6", "50.0%", "1", "50.0%", "33.3%", "2", "100.0%", "16.7%"]


def test_the_planted_disagreements_are_listed_with_place_and_both_verdicts(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(corpus), "--list"], check=check)
    listed = [line for line in capsys.readouterr().out.splitlines() if " -> " in line or line.startswith("    ")]
    assert listed == [
        f"{corpus / 'documents' / 'hw.md'}:1:30: right -> wrong: ",
        "    h = i",
        f"{corpus / 'documents' / 'hw.md'}:1:38: wrong -> right: ",
        "    k = m",
    ]


def test_a_folder_that_is_not_there_is_skipped_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none")], check=check) == 0
    assert capsys.readouterr().out == f"Skipped: there is no corpus at {tmp_path / 'none'}.\n"


def test_a_document_that_fails_is_named_and_the_others_are_judged(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(source: Source) -> Checked:
        if source.name.endswith(".tex"):
            raise RecursionError("too deep")
        return check(source)

    (corpus / "picture.md").write_bytes(b"\0")
    main([str(corpus)], check=fails)
    captured = capsys.readouterr()
    assert "unlabelled.tex: no result: RecursionError: too deep" in captured.err
    assert "picture.md: this is a binary file" in captured.err
    assert _row(captured.out, "hw")


def test_a_label_that_is_not_in_the_document_is_an_error() -> None:
    with pytest.raises(BackproofError, match=r"a label is not in its document(.|\n)*written:  x = y"):
        place(Source("hw.md", TEXT), [{"latex": "x = y", "kind": "claim", "verdict": "right"}])


def test_labels_stand_in_the_order_of_the_text() -> None:
    labels: list[dict[str, Any]] = [{"latex": latex, "kind": "", "verdict": "right"} for latex in ("= b", "= c", "= b")]
    spans = [label.span for label in place(Source("hw.md", "a = b = c = b"), labels)]
    assert spans == [Span(2, 5), Span(6, 9), Span(10, 13)]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 9)], Verdict.WRONG),
        ([(5, 14)], Verdict.WRONG),
        ([(6, 15)], Verdict.UNCHECKED),
        ([(4, 6), (30, 40)], Verdict.WRONG),
        ([], Verdict.UNCHECKED),
    ],
)
def test_a_statement_is_covered_by_half_of_either(spans: list[tuple[int, int]], expected: Verdict) -> None:
    text = "x" * 50
    judged = [judgement(text, text[start:end], Verdict.WRONG, role=Role.CLAIM) for start, end in spans]
    moved = tuple(
        type(each)(each.id, Span(start, end), each.latex, each.role, each.verdict)
        for each, (start, end) in zip(judged, spans, strict=True)
    )
    label = Label(Span(0, 10), "x" * 10, "wrong", frozenset({Verdict.WRONG}))
    (compared,) = compare(Checked(Source("hw.md", text), moved), [label])
    assert compared.verdict is expected


def test_the_worst_verdict_counts() -> None:
    order = [Verdict.RIGHT, Verdict.RIGHT_IF, Verdict.UNCHECKED, Verdict.FOLLOWS, Verdict.WRONG]
    label = Label(Span(0, 5), "a = b", "right", frozenset({Verdict.RIGHT}))
    for count in range(1, 6):
        judged = tuple(judgement("a = b", "a = b", verdict) for verdict in order[:count])
        (compared,) = compare(Checked(Source("hw.md", "a = b"), judged), [label])
        assert compared.verdict is order[count - 1]
