"""The figures of the estimators are measured and written as they are."""

from __future__ import annotations

from benchmarks.estimators import TABLES, Row, measure, page, small, text


def test_both_learn_every_kind_of_table() -> None:
    for table in ("iris", "diabetes"):
        row = measure(table, "adam", 2, hidden_layer_sizes=(4,), max_iter=3)
        assert [len(each) for each in (*row.scores, *row.seconds)] == [2, 2, 2, 2]


def test_the_page_has_favourable_and_unfavourable_rows() -> None:
    rows = [
        Row("iris", "adam", ([0.9, 0.9], [0.9, 0.9]), ([1.0, 1.0], [2.0, 2.0])),
        Row("wine", "sgd", ([0.8, 0.8], [0.9, 0.9]), ([1.0, 1.0], [2.0, 2.0])),
        Row("digits", "lbfgs", ([0.9, 0.9], [0.9, 0.9]), ([2.0, 2.0], [1.0, 1.0])),
    ]
    lines = page(rows, [("`predict`", 2.0, 1.0)], 2).splitlines()
    assert "| iris | adam | 0.9000 | 0.9000 | +0.0000 ± 0.0000 | 0 / 2 / 0 | 1.000 | 2.000 | 2.0 |  |" in lines
    assert "| wine | sgd | 0.8000 | 0.9000 | -0.1000 ± 0.0000 | 0 / 0 / 2 | 1.000 | 2.000 | 2.0 | worse |" in lines
    assert "| digits | lbfgs | 0.9000 | 0.9000 | +0.0000 ± 0.0000 | 0 / 2 / 0 | 2.000 | 1.000 | 0.5 | worse |" in lines
    assert "Over all rows the mean gain is -0.0333 ± 0.0211; of 6 pairs 0 were won, 2 lost, the others equal." in lines
    assert "| `predict` | 2.0 | 1.0 | 0.5 |" in lines


def test_the_sparse_text_is_sparse_and_there_are_seven_tables() -> None:
    X, y = text()
    assert X.nnz < 0.05 * X.shape[0] * X.shape[1]
    assert len(set(y)) == 5
    assert len(TABLES) == 7


def test_the_small_times_are_of_both() -> None:
    assert all(here > 0 < there for _, here, there in small(1))
