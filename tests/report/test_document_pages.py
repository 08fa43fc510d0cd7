"""A judged document as one page of HTML: as its author wrote it, every statement marked, and nothing of it run."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Checked, Judgement, Role, Verdict
from backproof.report.findings import Detail, Findings
from backproof.report.html import to_html
from backproof.report.text import to_text
from backproof.source import Source, Span
from backproof.source.load import load
from tests.checked import all_right, homework, marked

VOID = {"meta", "wbr", "br", "hr", "mspace"}
HARMLESS = {"class", "id", "style", "href", "rel", "title", "open", "lang", "charset", "http-equiv", "content", "name"}
SLIP = "$$L = (y - a)^2$$\n\nso $\\frac{\\partial L}{\\partial a} = 2(y - a)$ holds\n"
HOSTILE = r"""---
title: "</style><script>window.ran = 1</script>"
---
# <script>window.ran = 1</script> $L = (y - a)^2$

<script>window.ran = 2; alert(1)</script>

<img src=x onerror="window.ran = 3"> <svg onload="window.ran = 4"><script>window.ran = 5</script></svg>

[a](javascript:window.ran=6) [b](JaVaScRiPt&colon;window.ran=7) [c](data:text/html,<script>window.ran=8</script>)
[d](https://example.org "x' onmouseover='window.ran=9") ![e](https://example.org/x.png "$L = 3$")
<a href="javascript:1">f</a>

$\href{javascript:window.ran=10}{L} = (y - a)^2$ &lt;script> &bad; &#x110000; &#0;
</style></title></textarea><plaintext>

$$L = \text{</math><script>window.ran = 11</script>}$$

| $L = 1$ | <iframe srcdoc="<script>window.ran = 12</script>"> |
|---|---|
| `</code><script>window.ran = 13</script>` | <b onclick=window.ran=14>b</b> |

```html
</code></pre><script>window.ran = 15</script>
```

<details ontoggle="window.ran = 16" open><summary>$\frac{\partial L}{\partial a} = 2(y - a)$</summary></details>
"""


MARKDOWN = """\
# A *title*

- one **bold**
- two `code`

3. three

> quoted [link](https://example.org)

---

```
x < 1
```

| a | b |
|:-:|--:|
| 1 | $L$ |

H<sub>2</sub>O<br>![a picture](x.png)
"""


class Reader(HTMLParser):
    """Notes elements, attributes and text, and that every element is closed by its own tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(tag, *each) for each in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def anchors(self) -> list[str]:
        return [value or "" for _, name, value in self.attributes if name == "id"]


def page(text: str, name: str = "hw.md") -> Reader:
    return Reader(to_html([Findings(check_source(Source(name, text)))]))


@pytest.mark.parametrize("text", [HOSTILE, SLIP, "", "no mathematics"])
def test_a_page_runs_nothing_and_loads_nothing(text: str) -> None:
    found = page(text)
    written = to_html([Findings(check_source(Source("hw.md", text)))])
    elements = set(found.elements)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form", "svg", "plaintext"} & elements
    assert elements.isdisjoint({"input", "button", "textarea", "frame", "template", "video", "audio"})
    names = {name for tag, name, _ in found.attributes if not tag.startswith("m") or tag in ("main", "meta")}
    assert not {name for name in names if name.startswith("on")}
    assert names <= HARMLESS | {"aria-label", "aria-hidden", "start", "display"}
    links = [value or "" for _, name, value in found.attributes if name == "href"]
    assert all(re.match(r"#|https?://|mailto:", link) for link in links)
    assert "url(" not in written
    assert "@import" not in written
    assert "default-src 'none'" in written


def test_every_statement_has_its_place_even_where_the_text_hides_it() -> None:
    judged = check_source(Source("hw.md", HOSTILE))
    found = page(HOSTILE)
    assert [f"d1-s{each.id}" for each in judged.judgements if f"d1-s{each.id}" not in found.anchors()] == []
    assert len(set(found.anchors())) == len(found.anchors())


def test_a_statement_shows_what_it_rests_on() -> None:
    found = Reader(to_html([Findings(homework())]))
    for words in (
        "5 statements (1 definition)",
        "✗ wrong line 5",
        "1 line follows from what is wrong before.",
        "the sides differ",
        "x stands where w belongs One quantity stands where another one belongs",
        "line 5, claim: \\frac{dy}{dx} = x",
        "Read with: log is natural.",
    ):
        assert words in found.text
    assert [label for label in ("read as", "at", "written", "true", "repair", "right") if label not in found.text] == []


def test_what_is_wrong_is_open_and_what_is_right_is_not() -> None:
    written = to_html([Findings(homework())])
    assert '<details class="inline v-wrong" open>' in written
    assert '<details class="inline v-right">' in written


def test_markdown_keeps_its_structure() -> None:
    text = MARKDOWN
    written = to_html([Findings(check_source(Source("hw.md", text)))])
    for part in (
        "<h2>A <em>title</em></h2>",
        "<ul><li>one <strong>bold</strong></li><li>two <code>code</code></li></ul>",
        '<ol start="3"><li>three</li></ol>',
        '<blockquote><div class="p">quoted <a href="https://example.org" rel="noopener noreferrer">link</a></div>',
        "<hr>",
        '<pre class="code"><code>x &lt; 1\n</code></pre>',
        '<th style="text-align:center">a</th><th style="text-align:right">b</th>',
        "H<sub>2</sub>O<br>",
        '<span class="picture">[a picture]</span>',
    ):
        assert part in written


def test_rows_of_a_display_have_their_own_marks() -> None:
    text = "$$y = x^2$$\n\n\\begin{align}\\frac{dy}{dx} &= 2x \\\\ &= 3x\\end{align}\n"
    written = to_html([Findings(check_source(Source("hw.md", text)))])
    assert written.count('<details class="line v-right">') == 2
    assert written.count('<details class="line v-wrong" open>') == 1
    assert len(set(re.findall(r'class="lhs" style="width:([\d.]+)em"', written))) == 1


def test_several_statements_in_a_row_are_told_apart() -> None:
    written = to_html([Findings(check_source(Source("hw.md", "$$y = x^2$$\n\n$$\\frac{dy}{dx} = 2x = 3x$$")))])
    assert '<span class="part v-right">' in written
    assert '<span class="part v-wrong">' in written
    head = written.split("<summary>")[2].split("</summary>")[0]
    assert re.findall(r'class="word">([\w-]+)<', head) == ["right", "wrong"]


def test_tex_is_shown_with_its_headings_and_macros() -> None:
    text = (
        "\\newcommand{\\pd}[2]{\\frac{\\partial #1}{\\partial #2}}\\begin{document}\\section{A \\emph{loss} $L$}\n"
        "We \\textbf{take} ``it''~--- \\unknown{x} <b>.\\label{a}\n\n\\begin{itemize}\\item one\\end{itemize}\n"
        "$$L = (y - a)^2$$ % not this\n\\[\\pd{L}{a} = 2(y - a)\\]\\end{document}"
    )
    written = to_html([Findings(check_source(Source("hw.tex", text)))])
    for part in ("A <em>loss</em> <math>", "<strong>take</strong> “it”\u00a0— \\unknown{x} &lt;b&gt;.", "• one"):
        assert part in written
    assert "not this" not in written
    assert "<merror" not in written
    assert '<details class="line v-wrong" open>' in written


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a \\textbf{b \\emph{c} d} e", "a <strong>b <em>c</em> d</strong> e"),
        ("{\\it a} {\\bf b}", "<em>a</em> <strong>b</strong>"),
        ("5\\,\\% of \\$3 \\& \\{x\\}", "5% of $3 &amp; {x}"),
        ("see \\eqref{loss} in \\cite[p. 3]{bishop}", "see (loss) in [bishop]"),
        ("\\href{javascript:alert(1)}{here} \\url{http://x.y}", "here http://x.y"),
        ("``so''--~--- it\\footnote{is} \\\\[2pt] so", "“so”–\u00a0— it (is) <br> so"),
        ("\\item[a] one \\item two", "<strong>a</strong> one <br>• two"),
        ("\\begin{proof} \\noindent by $x$ \\end{proof}", "<strong>Proof.</strong>  by <math>"),
        ("\\begin{center}\\unknown[x]{<b>}\\end{center}", "\\unknown[x]{&lt;b&gt;}"),
    ],
)
def test_commands_of_tex_that_set_text_are_set_and_others_are_shown(written: str, shown: str) -> None:
    page_of = to_html([Findings(check_source(Source("hw.tex", written)))])
    assert f'<div class="p">{shown}' in page_of


def test_a_notebook_shows_its_cells() -> None:
    cells = [{"cell_type": "code", "source": "1 < 2"}, {"cell_type": "markdown", "source": ["# Hello\n", SLIP]}]
    found = page(json.dumps({"cells": cells}), "hw.ipynb")
    assert "1 < 2" in found.text
    assert "✗ wrong cell 1, line 4" in found.text


def test_several_documents_have_a_table_of_contents() -> None:
    found = Reader(to_html([Findings(homework("<b>.md")), Findings(all_right())]))
    assert found.text.startswith("2 documents: checked by backproof 2 documents <b>.md 5 statements")
    links = {value for tag, name, value in found.attributes if name == "href"}
    assert {"#d1", "#d2"} <= links
    assert {link[1:] for link in links if link and link.startswith("#")} <= set(found.anchors())


def test_a_statement_of_a_file_that_is_taken_in_names_it(tmp_path: Path) -> None:
    (tmp_path / "main.tex").write_text("$$y = x^2$$ \\input{part}", encoding="utf-8")
    (tmp_path / "part.tex").write_text("\n$$\\frac{dy}{dx} = 3x$$", encoding="utf-8")
    judged = check_source(load(str(tmp_path / "main.tex")))
    found = Reader(to_html([Findings(judged)]))
    assert f"✗ wrong {tmp_path / 'part.tex'}, line 2" in found.text
    assert "line 1, definition: y = x^2" in found.text


def test_a_statement_that_stands_in_no_formula_is_shown_at_the_end() -> None:
    lost = Judgement(1, Span(0, 2), "a = b", Role.CLAIM, Verdict.WRONG)
    found = Reader(to_html([Findings(Checked(Source("hw.md", "no mathematics"), (lost,)))]))
    assert found.anchors() == ["d1", "d1-s1"]


PARTS = [
    *"$ $$ \\( \\) \\[ \\] ` ``` * ** _ [ ] ( ) < > & &amp; # | ! - ~ { } \\ 0".split(" "),
    *"\ue000 \ue001 \ue010em\ue011 \0 \u202e &= \\\\ <b> </b> <script> <!-- --> '> <img\talt='".split(" "),
    *("\n", "\n\n", "    ", "> ", "a = b", "x", " ", "\\begin{align}", "\\end{align}", "http://x.y", "javascript:"),
    *("\\section{", "\\emph{", "\\item ", "\\text{"),
]


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join), st.sampled_from(["hw.md", "hw.tex"]))
def test_of_any_text_a_page_is_whole_and_loses_no_statement(text: str, name: str) -> None:
    judged = marked(Source(name, text))
    found = Reader(to_html([Findings(judged)]))
    assert sorted(found.anchors()) == sorted(["d1", *(f"d1-s{each.id}" for each in judged.judgements)])
    assert set(found.elements).isdisjoint({"script", "img"})


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_can_be_read_on_the_paper(scheme: str) -> None:
    rules = re.findall(r"--([\w-]+): (#[0-9a-f]{6});", _colours(scheme))
    colours = dict(rules)
    for name in ("ink", "quiet", "accent", *(verdict.value for verdict in Verdict)):
        for ground in ("paper", "wash"):
            assert _contrast(colours[name], colours[ground]) >= 4.5, (name, ground)


def _colours(scheme: str) -> str:
    """The blocks of colours of the style sheets: all of them, or without those of the dark scheme and of paper."""
    style = to_html([]).split("<style>")[1].split("</style>")[0].split("@media print")
    screen = "".join(part.partition("\n}\n")[2] if at else part for at, part in enumerate(style))
    dark = re.compile(r"@media \(prefers-color-scheme: dark\) \{.*?\n\}", re.DOTALL)
    return screen if scheme == "dark" else dark.sub("", screen)


def _contrast(one: str, other: str) -> float:
    """By the definition of WCAG 2."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_facts_of_grading_stand_above_and_feedback_beside_its_line() -> None:
    graded = Findings(homework(), ("Points: 7 of 12",), {4: (Detail("points", "1 of 3, for the gradient of L"),)})
    found = Reader(to_html([graded]))
    assert "Points: 7 of 12" in found.text
    assert "consistent with an earlier wrong line points 1 of 3, for the gradient of L line 6" in found.text
    assert "points:   1 of 3, for the gradient of L" in to_text(graded)
