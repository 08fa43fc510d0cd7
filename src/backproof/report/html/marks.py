"""A mark beside a statement, and what opens below it: why, read how, against which numbers, and what it should say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.report import values
from backproof.report.findings import MOST_SEVERE_FIRST, SIGNS, Detail, Finding
from backproof.report.slips import SLIPS
from backproof.syntax.latex import parse
from backproof.syntax.markup import escaped
from backproof.syntax.mathml import mathml
from backproof.syntax.rebuild import leaves
from backproof.syntax.tree import Unread

_FORMULA = re.compile(r"`([^`]+)`|(?<![^\s(])([^\s(`]*(?:\\[A-Za-z]+|[A-Za-z]_)[^\s`]*?)(?=[.,;:)]*(?:\s|\Z))")
"""A formula in a sentence: between ticks, or a word with a command or a subscript in it."""

_MINUS = re.compile(r"(?<![\w.])-(?=[0-9.])")


def anchor(prefix: str, finding: Finding) -> str:
    """The name of the place of a statement in the page."""
    return f"{prefix}-s{finding.judgement.id}"


def tone(verdict: Verdict) -> str:
    """The class of elements that have the colour of a verdict."""
    return f"v-{verdict.value}"


def worst(findings: Sequence[Finding]) -> Verdict:
    """The verdict that a line with several statements is shown with."""
    return min((each.verdict for each in findings), key=MOST_SEVERE_FIRST.index)


def unfolding(head: str, findings: Sequence[Finding], prefix: str, kind: str) -> str:
    """A formula that opens what is said of its statements; what is wrong is open from the beginning."""
    verdict = worst(findings)
    opened = " open" if verdict is Verdict.WRONG else ""
    badges = "".join(badge(each, len(list(group))) for each, group in groupby(found.verdict for found in findings))
    ranked = sorted(findings, key=lambda each: MOST_SEVERE_FIRST.index(each.verdict))
    panels = "".join(panel(each, prefix, alone=len(findings) == 1) for each in ranked)
    return (
        f'<details class="{kind} {tone(verdict)}"{opened}><summary>{head}<span class="badges">{badges}</span></summary>'
        f'<div class="panels">{panels}</div></details>'
    )


def badge(verdict: Verdict, times: int = 1) -> str:
    """The sign of a verdict and its name, and how many statements in a row have it."""
    many = f" × {times}" if times > 1 else ""
    sign = f'<span class="sign" aria-hidden="true">{SIGNS[verdict]}</span>'
    return f'<span class="badge {tone(verdict)}">{sign}<span class="word">{verdict.value}{many}</span></span>'


def panel(finding: Finding, prefix: str, *, alone: bool) -> str:
    """All that is said of a statement; one of several in a line is named first."""
    which = "" if alone else f'<p class="which">{badge(finding.verdict)}{_shown(finding)}</p>'
    rows = "".join(f"<dt>{escaped(label)}</dt><dd>{content}</dd>" for label, content in _rows(finding))
    listed = f"<dl>{rows}</dl>" if rows else ""
    return (
        f'<div class="panel {tone(finding.verdict)}" id="{anchor(prefix, finding)}">{which}'
        f'<p class="why">{words(finding.sentence)}</p>{listed}'
        f'<p class="place">{escaped(place(finding))}, {finding.judgement.role.value}: '
        f"<code>{escaped(' '.join(finding.judgement.latex.split()))}</code></p></div>"
    )


def _shown(finding: Finding) -> str:
    return mathml(finding.tree(finding.judgement.latex))


def place(finding: Finding) -> str:
    """The line of a statement, with its cell, or its file where the document takes that in.

    Columns are for machines: in a page, the formula itself stands there.
    """
    cell = finding.judgement.cell
    line = f"line {finding.start.line}"
    if cell is not None:
        return f"cell {cell}, {line}"
    return line if finding.file == finding.document else f"{finding.file}, {line}"


def _rows(finding: Finding) -> Iterator[tuple[str, str]]:
    """What the verdict rests on, as labels and HTML."""
    for detail in finding.details:
        if detail.label == "repair":
            yield detail.label, _slip(finding, detail)
        elif detail.formula:
            yield detail.label, mathml(finding.tree(detail.text), display=True)
        elif detail.label == "at" and (found := finding.judgement.counterexample) is not None:
            yield detail.label, " ".join(f'<span class="value">{mathml(parse(each))}</span>' for each in point(found))
        else:
            yield detail.label, words(detail.text)


def point(found: Counterexample) -> Iterator[str]:
    r"""The letters of a point and what they stand for, in LaTeX.

    >>> list(point(Counterexample({"w": [[1, 2], [3, 4]], "x": (1, 2), "b": 0.5}, 1, 2)))
    ['w = \\begin{pmatrix}1 & 2 \\\\ 3 & 4\\end{pmatrix}', 'x = (1, 2)', 'b = 0.5']
    """
    return (f"{name} = {_latex(value)}" for name, value in found.point.items())


def _latex(value: object) -> str:
    """A number, a vector in a line, a matrix; words, and arrays with more indices, as they are told."""
    match values.plain(value):
        case [[*_], *_] as table if all(isinstance(row, list) and not _deep(row) for row in table):
            rows = r" \\ ".join(
                " & ".join(values.words(each) for each in row) for row in table if isinstance(row, list)
            )
            return rf"\begin{{pmatrix}}{rows}\end{{pmatrix}}"
        case [*parts] if not _deep(parts):
            return f"({', '.join(map(values.words, parts))})"
        case str() | list():
            return rf"\text{{{values.words(value)}}}"
        case _:
            return values.words(value)


def _deep(parts: Sequence[values.Plain]) -> bool:
    return any(isinstance(each, list) for each in parts)


def _slip(finding: Finding, detail: Detail) -> str:
    """A repair in words, and what to look for where its class of slips is met."""
    hints = " ".join(SLIPS[each].help for each in finding.slip.split("+") if each in SLIPS)
    return f'<b>{words(detail.text)}</b><span class="hint">{escaped(hints)}</span>'


def words(text: str) -> str:
    """A sentence with the formulas in it set as formulas.

    >>> words(r"the index i of \\gamma, which f( has not")
    'the index i of <math><mi>γ</mi></math>, which f( has not'
    """
    parts: list[str] = []
    at = 0
    for found in _FORMULA.finditer(text):
        tree = parse(found[1] or found[2])
        if not any(isinstance(leaf, Unread) for leaf in leaves(tree)):
            parts += [_prose(text[at : found.start()]), mathml(tree)]
            at = found.end()
    return "".join([*parts, _prose(text[at:])])


def _prose(text: str) -> str:
    return escaped(_MINUS.sub("−", text))
