"""Subscripts and superscripts: indices, words, layers, labels; what is none of them is a power."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from string import ascii_lowercase
from typing import Final

from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.nodes import describe, is_space, items, name_of, run_of_letters
from backproof.read.terms.terms import Unreadable
from backproof.read.vocabulary import LABEL_WORDS
from backproof.syntax.tree import Atom, Fence, Kind, Node, Row, Script, Styled

SAMPLE = re.compile(r"([A-Za-z]|tau)([+-]\d)?")
"""A sample or an iteration, given by a letter in brackets."""
ANGLED = re.compile(r"<((?:[A-Za-z]|tau|\d)(?:[+-]\d)?)>")
"""A step in time between angle brackets: ``a^{<t-1>}``."""
NESTED = re.compile(r"([A-Za-z]+)_\{([A-Za-z])\}")
"""A script with a script of its own: the label of an example, ``s_{y_i}``."""
STEP = re.compile(r"([A-Za-z]|tau|ell)([+-]\d)?")
"""A layer or a step in time as a subscript: the letter, and the offset where there is one."""
PLACE = re.compile(r"[a-z]'*(?:[+-]\d+)*[+-][a-z]'*(?:[+-](?:[a-z]'*|\d+))*")
"""An element by letters that are added: ``x_{i+m-1}``."""
BELOW_ZERO = re.compile(r"-\d")
"""An input of a list of nodes, which the computed ones are numbered from 1 on after: ``v_{-1}``."""
COMPOSED = "\\circ"
"""The sign between functions that a subscript names together: ``J_{f \\circ g}``."""
WHOLE = ":"
"""The script in the place of the index that a row or a column runs over."""
LAYER = re.compile(r"([lL])([+-]\d)?")
"""A layer given by a letter: the letter, and the offset where there is one."""
ROW: Final = frozenset("ijklmnpqrst")
"""The letters of many indices: five of them in order, some left out, are no word either."""


def _line_of(parts: tuple[Node, ...]) -> tuple[str, ...]:
    r"""The scripts of a row or a column: ``i,:``, ``:,j``, ``\cdot j``; empty for anything else."""
    dotted = [part for part in parts if not (isinstance(part, Atom) and part.text == ",")]
    match dotted:
        case [Atom(text=":" | "cdot" | "bullet" as sign), Atom(Kind.LETTER | Kind.NUMBER, text)]:
            found = WHOLE, text
        case [Atom(Kind.LETTER | Kind.NUMBER, text), Atom(text=":" | "cdot" | "bullet" as sign)]:
            found = text, WHOLE
        case _:
            return ()
    # Without a comma, a colon begins or ends a range.
    return found if sign != ":" or len(dotted) < len(parts) else ()


def subscripts(sub: Node) -> tuple[str, ...]:
    """``ij`` -> i, j; ``bias`` and ``KL`` -> one word; ``1,j`` -> 1, j; ``h1.i2``, from unit to unit, is one word."""
    parts = tuple(part for part in items(sub) if not is_space(part))
    if line := _line_of(parts):
        return line
    if any(_is_composition(part) for part in parts):
        return (f" {COMPOSED} ".join(_composed(parts)),)
    if (number := _text(Row(parts, parts[0].span)) if parts else "") and BELOW_ZERO.fullmatch(number):
        return (number,)
    if any(isinstance(part, Atom) and part.text == "." for part in parts):
        return ("".join(script for part in parts for script in _script(part)),)
    scripts: list[str] = []
    at = 0
    while at < len(parts):
        word, end = run_of_letters(parts, at)
        if word in LABEL_WORDS or (len(word) >= 5 and not _is_row(word)) or (word.isupper() and len(word) > 1):
            scripts.append(word)
            at = end
            continue
        place = _place(parts[at:])
        if place:
            scripts.append("".join(map(_sign, parts[at : at + place])))
            at += place
            continue
        step = _text(Row(parts[at : at + 3], parts[at].span))
        if STEP.fullmatch(step) and step not in {"tau", "ell"} and len(step) > 1:
            scripts.append(step)
            at += 3
            continue
        scripts.extend(_script(parts[at]))
        at += 1
    return tuple(scripts)


def _is_row(word: str) -> bool:
    """Whether letters stand in the order of the alphabet, as no word has them: the indices of ``w_{ijklm}``."""
    return word in ascii_lowercase or (set(word) <= ROW and list(word) == sorted(set(word)))


def _place(parts: tuple[Node, ...]) -> int:
    """How many parts at the start are letters and numbers that are added."""
    added = tuple(takewhile(lambda sign: sign not in {"", ","}, map(_sign, parts)))
    return len(added) if PLACE.fullmatch("".join(added)) else 0


def _sign(part: Node) -> str:
    """A sign of a place, a letter with its primes; empty for anything else."""
    match part:
        case Atom(text=text):
            return text
        case Script(Atom(Kind.LETTER, text), None, None, primes):
            return text + "'" * primes
        case _:
            return ""


def _is_composition(part: Node) -> bool:
    return isinstance(part, Atom) and part.text == "circ"


def _composed(parts: tuple[Node, ...]) -> Iterator[str]:
    """The names between signs of composition."""
    cuts = [-1, *(at for at, part in enumerate(parts) if _is_composition(part)), len(parts)]
    for start, end in pairwise(cuts):
        name = parts[start + 1 : end]
        scripts = subscripts(Row(name, name[0].span)) if name else ()
        if len(scripts) != 1:
            raise Unreadable("\\circ in a subscript is not read yet", parts[0].span)
        yield scripts[0]


def _script(node: Node) -> tuple[str, ...]:
    match node:
        case Atom(Kind.PUNCTUATION, ","):
            return ()
        case Atom(Kind.LETTER | Kind.NUMBER | Kind.NAME, text) | Atom(Kind.PUNCTUATION, "." as text):
            return (text,)
        case Atom(Kind.TEXT, text):
            return (text.strip(),)
        case Script(Atom(Kind.LETTER, text), None, None, primes):
            return (text + "'" * primes,)
        case Script(Atom(Kind.LETTER, text), Atom(Kind.NUMBER, count), None, 0):
            return (text + count,)
        case Script(Atom(Kind.LETTER, text), Atom(Kind.LETTER, letter), None, 0):
            return (f"{text}_{{{letter}}}",)
        case Row():
            return subscripts(node)
        case Styled() if (name := name_of(node)) is not None:
            return (name,)
        case _:
            raise Unreadable(f"{describe(node)} in a subscript is not read yet", node.span)


def labels(base: str, sup: Node, lexicon: Lexicon) -> tuple[str, ...]:
    """The labels that a superscript is, a layer and a sample perhaps (``[2](i)``); empty where it is an exponent."""
    parts = items(sup)
    if len(parts) > 1 and all(isinstance(part, Fence) for part in parts):
        found = tuple(label(base, part, lexicon) for part in parts)
        return tuple(each for each in found if each is not None) if None not in found else ()
    if (both := _sample_and_layer(parts)) is not None:
        return both
    single = label(base, sup, lexicon)
    return () if single is None else (single,)


def _sample_and_layer(parts: tuple[Node, ...]) -> tuple[str, str] | None:
    r"""``\\delta^{x,l}``: the layer, and the sample in brackets."""
    match parts:
        case (Atom(Kind.LETTER, letter), Atom(Kind.PUNCTUATION, ","), first, *rest) if SAMPLE.fullmatch(letter):
            layer = layer_of(Row((first, *rest), first.span))
            return None if layer is None else (layer, f"({letter})")
        case _:
            return None


def label(base: str, sup: Node, lexicon: Lexicon) -> str | None:
    """The label that a superscript is (``new``, ``(2)``, a layer), or None where it is an exponent."""
    parts = items(sup)
    layer = layer_of(sup)
    if layer is not None:
        return layer
    if (angled := ANGLED.fullmatch(_signs(sup))) is not None:
        return f"<{angled[1]}>"
    word, end = run_of_letters(parts, 0)
    match sup:
        case Row((Atom(Kind.LETTER, letter), Atom(Kind.NUMBER, digits))) if base != "e" and digits.isdigit():
            return letter + digits  # a product has its number first: w^{h0} was the power 0 of w
        case Atom(Kind.NAME | Kind.TEXT, text):
            return text.strip()
        case Atom(Kind.LETTER, text) if text in lexicon.tags:
            return text
        case Atom(Kind.NUMBER, text) if base in lexicon.layered:
            return text
        case Atom(Kind.OPERATOR, "*" | "+" as mark):
            return mark
        case Fence("(" | "[", Atom(Kind.NUMBER, text), ")" | "]"):
            return f"({text})"
        case Fence("(", inner, ")") if (time := _text(inner)) in {"t", "t+1"}:
            return f"({time})"
        case Fence("(" | "[", inner, ")" | "]") if SAMPLE.fullmatch(of := _text(inner)):
            return f"({of})"
        case Fence("(" | "[", inner, ")" | "]") if not _is_number(inner):
            raise Unreadable("this superscript in brackets is not read yet", sup.span)
        case _:
            return word if word in LABEL_WORDS and end == len(parts) else None


def _is_number(node: Node) -> bool:
    return all(isinstance(part, Atom) and part.kind in {Kind.NUMBER, Kind.OPERATOR} for part in items(node))


def transposed(sup: Node | None, lexicon: Lexicon, *, matrix: bool = False) -> tuple[Node | None, bool]:
    """A superscript without the sign of a transpose at its end, and whether there was one: ``(2)T`` -> ``(2)``, yes.

    On a ``matrix``, ``-T`` is that of the inverse, ``-1``; ``\\gamma^{-T}`` is a power.
    """
    if sup is None:
        return None, False
    *before, last = tuple(part for part in items(sup) if not is_space(part)) or (sup,)
    if not (isinstance(last, Atom) and last.text in lexicon.transposes):
        return sup, False
    if not before:
        return None, True
    rest = before[0] if len(before) == 1 else Row(tuple(before), before[0].span.join(before[-1].span))
    if matrix and len(before) == 1 and isinstance(before[0], Atom) and before[0].text == "-":
        return Row((before[0], Atom(Kind.NUMBER, "1", last.span)), before[0].span.join(last.span)), True
    goes_on = isinstance(before[-1], Atom) and before[-1].kind in {Kind.OPERATOR, Kind.RELATION}
    return (sup, False) if goes_on and not ANGLED.fullmatch(_signs(rest)) else (rest, True)


def _text(node: Node) -> str:
    """The signs of a row of atoms in one string; empty where there is anything else."""
    parts = items(node)
    return "".join(part.text if isinstance(part, Atom) else "?" for part in parts)


def _signs(sup: Node) -> str:
    """The signs of a superscript, angle brackets as ``<`` and ``>``."""
    match sup:
        case Fence("langle", body, "rangle"):
            return f"<{_text(body)}>"
        case _:
            return _text(sup)


def layer_of(sup: Node) -> str | None:
    """``l``, ``(l-1)``, ``[L]`` as a superscript: the layer without its brackets, or None."""
    inner = sup.body if isinstance(sup, Fence) and sup.opening in {"(", "["} else sup
    parts = items(inner)
    if not all(isinstance(part, Atom) for part in parts):
        return None
    text = "".join(part.text for part in parts if isinstance(part, Atom)).replace("ell", "l")
    return text if LAYER.fullmatch(text) else None
