"""A copy of a document with marks in it: the document again, once the marks are taken away, with the same verdicts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Checked
from backproof.report.copy import to_copy
from backproof.report.findings import Findings
from backproof.source import Source
from backproof.source.copies import REPORT, original
from backproof.source.load import load
from tests.checked import homework, marked
from tools.readme import ROOT

SHAPES = """\
---
title: shapes
---
# The loss $L = (y - a)^2$

$$
\\frac{\\partial L}{\\partial a} = 2(y - a)
$$ {#eq}
where $y = 1$, and \\(a = 2\\).
$$a = b$$
---
- $$b = c$$
  $$c = d$$.

> $$
> d = e
> $$
> | $e = f$ | `δ = σ′(z)·e` |

\\begin{align}
f &= g \\\\
  &= h
\\end{align} and more

```math
g = h

h = 2
```

```
∂L/∂w_ij = δⱼ·xᵢ   the rule
b₁ = 2·x
```

.. math::

    p = q

![](https://latex.codecogs.com/svg.latex?r%20%3D%20s) z<sub>1</sub> = w x + b and for i ≠ j"""


def verdicts(source: Source) -> list[tuple[str, str]]:
    return [(" ".join(each.latex.split()), each.verdict.value) for each in check_source(source).judgements]


def test_a_formula_has_its_mark_behind_it_and_a_display_below_it() -> None:
    copy, _, report = to_copy([Findings(homework())]).partition(f"\n\n{REPORT}\n\n")
    assert copy.splitlines()[4:] == [
        "$$\\frac{dy}{dx} = x$$ ✗[^backproof-2] and $$L = (y - t)^2$$ (✓)[^backproof-3]",
        "$$\\frac{dL}{dy} = y - t$$ ↳[^backproof-4] $$\\oops$$ ?[^backproof-5]",
    ]
    first, second, wrong, *_ = report.split("\n\n")
    assert first == "Read with: log is natural."
    assert second == "5 statements (1 definition): 1 right, 1 right-if, 1 wrong, 1 follows, 1 unchecked."
    assert wrong == (
        "[^backproof-2]: **wrong** (line 5): the sides differ; "
        "repair: x stands where w belongs; right: $\\frac{dy}{dx} = w$; "
        "read as: $\\frac{dy}{dx} = x$; at: w = \\[1.5, 0.25\\], x = 2; written: 2; true: 0.333333"
    )
    assert "$$\n✗[^backproof-1]\n" in to_copy([Findings(marked(Source("hw.md", "$$\na = b\n$$\nso\n")))])


def test_marks_break_no_formula_fence_table_or_heading() -> None:
    source = Source("shapes.md", SHAPES)
    judged = marked(source)
    copy = to_copy([Findings(judged)])
    for each in judged.judgements:
        assert copy.count(f"✗[^backproof-{each.id}]") == 1
    for line in ("✗[^backproof-1]\n\n$$", "$$ {#eq}\n✗[^backproof-2]\nwhere", "$$a = b$$ ✗[^backproof-5]\n---"):
        assert line in copy
    for line in ("> $$\n> ✗", "```\n✗[^backproof-", "    p = q\n", "\\end{align} ✗[^backproof-"):
        assert line in copy
    assert original(Source("shapes.md", copy)).text == SHAPES


def test_a_copy_has_the_verdicts_of_its_document_and_places_of_its_own(tmp_path: Path) -> None:
    document = ROOT / "examples" / "homework.md"
    copy = tmp_path / "copy.md"
    judged = check_source(load(str(document)))
    for verbose in (False, True):
        copy.write_text(to_copy([Findings(judged)], verbose=verbose), encoding="utf-8")
        again = check_source(load(str(copy)))
        assert [(each.span, each.latex, each.verdict) for each in again.judgements] == [
            (each.span, each.latex, each.verdict) for each in judged.judgements
        ]
        assert again.source.text == judged.source.text
        for each in Findings(again).all:
            assert copy.read_text("utf-8")[each.span.start : each.span.end] == each.judgement.latex
            assert each.file == str(copy)


def test_a_copy_of_a_copy_has_its_marks_once() -> None:
    judged = homework()
    copy = original(Source("hw.md", to_copy([Findings(judged)])))
    again = to_copy([Findings(Checked(copy, judged.judgements))])
    assert again.count("✗[^backproof-2]") == 1
    assert again.count(REPORT) == 1


@pytest.mark.parametrize("name", ["hw.tex", "hw.ipynb"])
def test_tex_and_notebooks_become_markdown_with_the_same_verdicts(name: str) -> None:
    if name == "hw.tex":
        text = (
            "\\newcommand{\\pd}[2]{\\frac{\\partial #1}{\\partial #2}}\\begin{document}\\section{A loss $L$ of $a$}\n"
            "With \\textbf{one} output,\n$$L = (y - a)^2$$ % a comment\n"
            "\\begin{itemize}\n\\item so $\\pd{L}{a} = 2(y - a)$,\n"
            "\\item and \\[\\pd{L}{y} = 2(y - a).\\]\\end{itemize}\\end{document}\n"
        )
    else:
        cells = ["# A loss\n", "$$L = (y - a)^2$$\n\nso", "$$\\frac{\\partial L}{\\partial a} = 2(y - a)$$"]
        found = [{"cell_type": "markdown", "source": each} for each in cells]
        text = json.dumps({"cells": [*found[:2], {"cell_type": "code", "source": "a = '```'\n"}, found[2]]})
    source = Source(name, text)
    judged = check_source(source)
    copy = to_copy([Findings(judged)])
    assert "✗[^backproof-2]" in copy
    assert "a comment" not in copy
    assert verdicts(original(Source("copy.md", copy))) == verdicts(source)


@given(st.lists(st.sampled_from(SHAPES.split("\n")), max_size=30), st.sampled_from(["\n", "\r\n"]))
def test_the_marks_of_any_text_can_be_taken_away_again(lines: list[str], newline: str) -> None:
    source = Source("hw.md", newline.join(lines))
    judged = marked(source)
    copy = to_copy([Findings(judged)])
    assert original(Source("hw.md", copy)).text == source.text
    assert all(f"✗[^backproof-{each.id}]" in copy for each in judged.judgements)


def test_several_documents_stand_one_below_another_with_notes_of_their_own() -> None:
    copy = to_copy([Findings(homework("one.md")), Findings(homework("two_.md"))])
    assert copy.count(REPORT) == 1
    assert copy.startswith("# one.md\n\n# Homework\n")
    assert "\n# two\\_.md\n\n# Homework\n" in copy
    notes = re.findall(r"\[\^backproof-(\d+)\](?!:)", copy)
    assert notes == re.findall(r"\[\^backproof-(\d+)\]:", copy) == ["2", "3", "4", "5", "7", "8", "9", "10"]


def test_other_footnotes_and_other_formats_stay() -> None:
    for name, text in (("hw.md", "$a = b$[^1]\n\n[^1]: $c$"), ("hw.tex", "$a$ ✗[^backproof-1]")):
        source = Source(name, text)
        assert original(source) is source
