"""Mathematics as people type it without LaTeX: ``∂L/∂w_ij = δⱼ·xᵢ`` in fences, in inline code, and on lines of its own.

Signs that no keyboard has show that a block is no program, and so does a derivative on the left of an equation,
``dL/dw = 2*(y - t)*x``. Where a document has such derivatives, its other equations in code are mathematics, too, as far
as nothing in them is that of a program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backproof.read.extract.blanks import FILLING
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.source import Span
from backproof.syntax.signs import SUBSCRIPTS

LANGUAGES = frozenset({"", "text", "txt", "plain", "plaintext", "unicode", "none"})
_SIGN = re.compile(r"[∂∇∑∏√·⊙∘′ᵀ⊤½Α-Ωα-ω₀-₉ₐ-ₜᵢ-ᵥⱼ]")
_RELATION = re.compile(r"[=←≈∝≔:]")
_EQUATION = re.compile(r"[^\s=]\s*[=←]\s*[^\s=]")
_CODE = re.compile(r"[{};│┌└├─═]|\b(?:def|return|import|print|for|while|class|let|var|const)\b(?!\s*[=,])|[=!]=|\+=|->")
_SLASHED = r"(?<![\w/.])[d∂][A-Za-z]\w*/[d∂][A-Za-z]\w*"
_DERIVATIVE = re.compile(rf"{_SLASHED}[ \t]*=(?!=)")
_DERIVED = re.compile(_SLASHED)
_DERIVING = re.compile(rf"^[ \t>]*{_DERIVATIVE.pattern}|`[^`\n]*{_DERIVATIVE.pattern}[^`\n]*`", re.MULTILINE)
_CALL = re.compile(r"\w\.[^\W\d]|[\[\]\"'\\@]|\(\)|\b(?:True|False|None)\b|[(,]\s*\w+=|\A\w+=[\w.]+\Z")
_PROGRAM = re.compile(r"\w\.[^\W\d]|[\"@]|\(\)|\b(?:True|False|None)\b|[(,]\s*\w+=|\A\s*\w+=[\w.]+\s*\Z")
_CALLED = re.compile(r"\b([A-Za-z]{4,})\(")
_OPERATION = re.compile(r"[-+*/^(\d²³½]")
_NOTE = re.compile(r"\s{2,}(?:[#/(%\u2013\u2014-]{1,3}|[^\W\d_]{3,}[ :,]).*$|\s[#%].*$|\s//.*$")
_LABEL = re.compile(r"\s*(?:\(?\d+[.)]\s+|[-*•]\s+|[^\W\d_][\w ]{2,}:(?!=)\s*)")
_BESIDE = re.compile(r"(?:[ \u00a0]{2,}|\t\s*)(?=[∂∇Δ]?[^\W\d_][^\s=←]{0,11}[ ]?[=←][^=])")
"""Room before another equation on the same line."""
_MARKUP = re.compile(r"[$`\\<]|^[ \t>]*(?:\||\*\*|#)|\]\(|://")
_WORD = re.compile(
    r"[^\W\d_²³¹ʰ-˿ᴬ-ᵪⁱ-ₜⱼⱽ]{3,}"
    r"|(?<![/\w])(?:a[mnst]|[bw]e|b[eyu]|de|e[lnt]|i[fmnst]|j[eo]|l[aeo]|n[aoe]|o[bfnru]|s[eiou]|t[eou]|un|v[eo]|z[eu])\b"
)
"""Words of prose: those of three letters, and short ones of several languages."""
_SUM = re.compile(r"Σ(?=[ᵢⱼₖₗₘₙₜᵣₛᵥ_])")
_TYPED_SUM = re.compile(r"(?<![\w\\])sum(?=_[A-Za-z](?![A-Za-z0-9]))")
_HAT = re.compile(r"(?<![A-Za-z])([A-Za-z])_hat(?![A-Za-z0-9])")
_GROUP = re.compile(r"([_^])\(([^()]*)\)")
_SCRIPT = re.compile(r"_([A-Za-z0-9]{2,})")
COMBINING_HAT = "\u0302"
_LOWERED = {letter: sign for sign, letter in SUBSCRIPTS.items()}


def signs(text: str) -> bool:
    """Whether a text has signs of mathematics that no keyboard has."""
    return _SIGN.search(text) is not None


def speaks(block: str) -> bool:
    """Whether a fence without a language holds mathematics: signs that no keyboard has, and nothing of a program.

    >>> speaks("∂L/∂w = δ·x"), speaks("loss = model(x)"), speaks("for i in β: print(i == 2)")
    (True, False, False)
    """
    return _SIGN.search(block) is not None and _CODE.search(block) is None


def derives(text: str) -> bool:
    """Whether a document has derivatives by the signs of a keyboard, at the beginning of a line or in inline code.

    >>> derives("`y = w*x` and `dy/dw = x`"), derives("`dy/dw` and $dy/dw = x$")
    (True, False)
    """
    return _DERIVING.search(text) is not None


def equates(code: str) -> bool:
    """Whether code that stands beside typed derivatives has equations, and nothing of a program.

    >>> equates("y = 2*w*x"), equates("lr=0.1"), equates("y = np.dot(w, x)"), equates("y = model(x)")
    (True, False, False, False)
    """
    computes = _EQUATION.search(code) is not None and _OPERATION.search(code) is not None
    called = all(word in FUNCTION_WORDS for word in _CALLED.findall(code))
    return computes and called and _CODE.search(code) is None and _CALL.search(code) is None


def states(code: str) -> bool:
    """Whether inline code is an equation, with signs that no keyboard has.

    >>> states("δ = σ′(z)·e"), states("loss = model(x)"), states("σ′")
    (True, False, False)
    """
    return "\n" not in code and speaks(code) and _EQUATION.search(code) is not None


def formulas(text: str, block: Span) -> Iterator[Span]:
    """The lines of a block that state something, without their labels and the notes behind them."""
    at = block.start
    for line in text[block.start : block.end].splitlines(keepends=True):
        start = _begin(line)
        end = len(line.rstrip())
        if (note := _NOTE.search(line, start, end)) is not None:
            end = note.start()
        if _RELATION.search(line, start, end):
            yield from _side_by_side(line[start:end], at + start)
        at += len(line)


def _begin(line: str) -> int:
    """Where a line begins behind the marks of a quotation and its label."""
    begin = len(line) - len(line.lstrip(" \t>"))
    label = _LABEL.match(line, begin)
    return label.end() if label else begin


def _side_by_side(written: str, at: int) -> Iterator[Span]:
    """The equations of a line, between wide spaces."""
    start = 0
    for gap in _BESIDE.finditer(written):
        if _RELATION.search(written, start, gap.start()):
            yield Span(at + start, at + gap.start())
            start = gap.end()
    yield Span(at + start, at + len(written))


def typed(text: str, at: int) -> Span | None:
    """The lines from an offset on that have nothing but typed equations, with their labels; None where there is none.

    >>> typed("y₁ = w x\\nand so on", 0), typed("Let y₁ = w x", 0)
    (Span(start=0, end=9), None)
    """
    end, signs = at, False
    while end < len(text):
        newline = text.find("\n", end)
        line = text[end : len(text) if newline < 0 else newline + 1]
        if not _is_typed(line):
            break
        signs = signs or _SIGN.search(line) is not None
        end += len(line)
    return Span(at, end) if signs else None


def _is_typed(line: str) -> bool:
    """Whether a line is an equation without LaTeX and without words, but those of its label and of a note behind it."""
    if ("=" not in line and "←" not in line) or _MARKUP.search(line) or _CODE.search(line) or _PROGRAM.search(line):
        return False
    begin = _begin(line)
    note = _NOTE.search(line, begin)
    written = line[begin : note.start() if note else len(line)]
    return _EQUATION.search(written) is not None and all(word in FUNCTION_WORDS for word in _WORD.findall(written))


def as_latex(formula: str) -> str:
    """A formula with each script in braces or lowered and each Σ over a letter a sum, every sign in its place.

    >>> as_latex("e^(−x) + Σᵢ w_ij").replace(FILLING, "")
    'e^{−x} + ∑ᵢ wᵢⱼ'
    """
    formula = _DERIVED.sub(lambda slashed: slashed[0].replace("/d", "/∂").replace("d", "∂", 1), formula)
    formula = _HAT.sub(f"\\1{COMBINING_HAT}{FILLING * 3}", formula)
    formula = _TYPED_SUM.sub(f"∑{FILLING}{FILLING}", formula).replace("**", f"^{FILLING}")
    grouped = _GROUP.sub(lambda group: f"{group[1]}{{{group[2]}}}" if _is_group(group) else group[0], formula)
    return _SCRIPT.sub(_lowered, _SUM.sub("∑", grouped))


def _is_group(group: re.Match[str]) -> bool:
    """``x^(i)`` is the sample i of x; what is more than a letter or a number belongs together."""
    return group[1] == "_" or len(group[2]) > 1 or group.string[group.start() - 1 : group.start()] == "e"


def _lowered(script: re.Match[str]) -> str:
    """Several letters or digits behind an underscore; a word that has no lowered letters stays."""
    if all(sign in _LOWERED for sign in script[1]):
        return "".join(_LOWERED[sign] for sign in script[1]).ljust(len(script[0]), FILLING)
    return script[0]
