r"""TeX as HTML: headings, paragraphs and what is set off in the text; other commands stand as they are written.

This reads no TeX: what the tables below do not name is shown, so that nothing of a document is lost silently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from backproof.read.extract.tex import LEVELS
from backproof.report.html.holes import Holes

_ARGUMENT = r"\{([^{}]*)\}"
_HEADING = re.compile(
    rf"\\(?P<name>{'|'.join(LEVELS)})\*?\s*(?:\[[^\]]*\])?\s*"
    r"\{(?P<title>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}"
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|\\par\b\s*")

_WITH_ARGUMENT = "label vspace hspace pagestyle thispagestyle bibliographystyle bibliography includegraphics".split()
_ALONE = (
    "maketitle tableofcontents noindent newpage clearpage centering bigskip medskip smallskip hfill qed appendix"
    " small large Large footnotesize normalsize indent"
).split()
_LAYOUTS = (
    "document center flushleft flushright itemize enumerate description figure table quote abstract minipage".split()
)
_NAMED = "theorem lemma proof definition remark example proposition corollary exercise solution".split()
_GONE = re.compile(
    rf"\\(?:{'|'.join(_WITH_ARGUMENT)})\*?(?:\[[^\]]*\])?\{{[^{{}}]*\}}"
    rf"|\\(?:{'|'.join(_ALONE)})(?![A-Za-z])\s?"
    rf"|\\(?:begin|end)\{{(?:{'|'.join(_LAYOUTS)})\*?\}}(?:\[[^\]]*\])?"
    rf"|\\end\{{(?:{'|'.join(_NAMED)})\*?\}}"
)
"""What prints nothing here."""

_STYLES: Mapping[str, str] = MappingProxyType(
    {"emph": "em", "textit": "em", "textsl": "em", "textbf": "strong", "texttt": "code", "underline": "u"}
    | {"it": "em", "em": "em", "sl": "em", "bf": "strong", "tt": "code"}
)
_STYLE = re.compile(
    rf"\\(emph|text(?:it|sl|bf|tt)|underline){_ARGUMENT}|\{{\\(it|em|sl|bf|tt)\b\s*([^{{}}]*)\}}",
)
_DEEPEST = 4
"""Styles that stand inside of each other; more of them are shown as they are written."""


def _set(name: str, text: str) -> str:
    """A text in an element, as long as it is still to be escaped."""
    return f"\ue010{name}\ue011{text}\ue012{name}\ue011"


_BREAK = "\ue010br\ue011"
_TAGS: Mapping[str, str] = MappingProxyType(
    {f"\ue010{name}\ue011": f"<{name}>" for name in {*_STYLES.values()}}
    | {f"\ue012{name}\ue011": f"</{name}>" for name in {*_STYLES.values()}}
    | {_BREAK: "<br>"}
)
_TAG = re.compile(f"({'|'.join(map(re.escape, _TAGS))})")
_RESERVED = re.compile("[\ue010-\ue012]")

_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_RESERVED, lambda _: "\ufffd"),
    (
        re.compile(rf"\\begin\{{({'|'.join(_NAMED)})\*?\}}"),
        lambda found: _set("strong", f"{found[1].capitalize()}.") + " ",
    ),
    (re.compile(rf"\\(?:eq|auto|c|C)?ref{_ARGUMENT}"), lambda found: f"({found[1]})"),
    (re.compile(rf"\\cite[a-z]*(?:\[[^\]]*\])?{_ARGUMENT}"), lambda found: f"[{found[1]}]"),
    (re.compile(rf"\\url{_ARGUMENT}|\\href\{{[^{{}}]*\}}{_ARGUMENT}"), lambda found: found[1] or found[2] or ""),
    (re.compile(rf"\\footnote\s*{_ARGUMENT}"), lambda found: f" ({found[1]})"),
    (re.compile(r"\\item\b\s*\[([^\]]*)\]\s*"), lambda found: f"{_BREAK}{_set('strong', found[1])} "),
    (re.compile(r"\\item\b\s*"), lambda _: f"{_BREAK}• "),
    (re.compile(r"---"), lambda _: "—"),
    (re.compile(r"--"), lambda _: "–"),
    (re.compile(r"``"), lambda _: "“"),
    (re.compile(r"''"), lambda _: "”"),
    (re.compile(r"(?<!\\)~"), lambda _: "\u00a0"),
    (re.compile(r"\\\\(?:\[[^\]]*\])?"), lambda _: _BREAK),
    *[(_STYLE, lambda found: _set(_STYLES[found[1] or found[3]], found[2] or found[4] or ""))] * _DEEPEST,
    (re.compile(r"\\([%&$_#{}])"), lambda found: found[1]),
    (re.compile(r"\\[,;]|\\(?= )"), lambda _: ""),
)
"""What is put for a command, one rule after another; a style may stand in a style."""


def to_html(text: str, holes: Holes) -> str:
    """The body of a document with holes as HTML."""
    parts: list[str] = []
    at = 0
    for heading in _HEADING.finditer(text):
        level = min(LEVELS[heading["name"]] + 1, 6)
        parts.append(_paragraphs(text[at : heading.start()], holes))
        parts.append(f"<h{level}>{_words(heading['title'], holes.bare)}</h{level}>{holes.late(heading['title'])}")
        at = heading.end()
    return "".join([*parts, _paragraphs(text[at:], holes)])


def _paragraphs(text: str, holes: Holes) -> str:
    shown = (_words(each, holes.text).strip().removeprefix("<br>") for each in _PARAGRAPH.split(_GONE.sub("", text)))
    return "".join(f'<div class="p">{each}</div>' for each in shown if each)


def _words(text: str, show: Callable[[str], str]) -> str:
    """A paragraph: its words escaped, and the commands that are known put for what they are."""
    for pattern, put in _RULES:
        text = pattern.sub(put, text)
    return "".join(_TAGS[part] if part in _TAGS else show(part) for part in _TAG.split(text))
