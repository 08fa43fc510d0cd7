r"""Layers by their names: ``W^o`` and ``A^h``, ``W^{(o)}``, ``Z^{out}``; o is the output layer, h a hidden one.

Where a document writes layers by a letter, too, ``Z^L = W^L A^{L-1} + B^L``, the names are those of its layers: they
become numbers. Elsewhere they stay as they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from backproof.check.layers import layers
from backproof.check.layers.recurrence import refs_of
from backproof.check.names.sampling import with_refs
from backproof.read.document import Document
from backproof.read.grammar.scripts import LAYER
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Big, Ref
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.records import replace

NAME = re.compile(
    r"(?P<input>i|in|inp|input)|(?P<hidden>h|hid|hidden)_?\{?(?P<number>[1-9]?)\}?|(?P<output>o|O|out|output)"
)
LETTERS = frozenset("ho")
INPUT, OUTPUT = 0, 100
MANY = 2


def place(name: str) -> int | None:
    """Where a layer stands by its name, the inputs first; None for anything else.

    >>> place("i"), place("h2"), place("o"), place("k")
    (0, 2, 100, None)
    """
    found = NAME.fullmatch(name)
    if found is None:
        return None
    return INPUT if found["input"] else OUTPUT if found["output"] else int(found["number"] or 1)


def ordered_names(scripts: Iterable[str]) -> tuple[str, ...]:
    """The names of layers among scripts, from the inputs to the outputs; none where two stand at one place.

    Beside ``A^h``, ``A^{h1}`` is a unit of that layer.
    """
    found: dict[int, str] = {}
    every = set(scripts)
    units = {name for name in every if name[-1:].isdigit() and name.rstrip("123456789").rstrip("_{") in every}
    for name in sorted(every - units):
        if (at := place(name)) is not None:
            if at in found:
                return ()
            found[at] = name
    return tuple(found[at] for at in sorted(found))


def settle(document: Document) -> Document:
    """The document with names of layers without brackets, each in one spelling; numbers where letters stand, too."""
    document = replace(document, lines=_below(document.lines))
    lines = document.lines
    scripts: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for ref in refs_of(line):
            scripts[ref.base].update(sup.strip("()") for sup in ref.sups if place(sup.strip("()")) is not None)
    bound = _bound(lines)
    layered = {base for base, names in scripts.items() if OUTPUT in map(place, names)}
    several = [base for base in layered if len({place(name) for name in scripts[base]} - {None}) > 1]
    lettered = any(LAYER.fullmatch(sup) for line in lines for ref in refs_of(line) for sup in ref.sups)
    if len(layered) < MANY or not (several or lettered) or bound & frozenset().union(*scripts.values()):
        return document
    names = {name for base in layered for name in scripts[base]}
    spelt = _spellings(names)

    def plain(ref: Ref) -> Ref:
        if ref.base in LOSS_LETTERS and len(ref.subs) == 1 and ref.subs[0] in spelt:
            # ``C_o`` is what the unit o adds to the cost.
            return replace(ref, base=f"{letters_of(ref.base)}_{{{ref.subs[0]}}}", subs=())
        own = (sup.strip("()") for sup in ref.sups)
        return replace(ref, sups=tuple(spelt.get(name, sup) for name, sup in zip(own, ref.sups, strict=True)))

    document = replace(document, lines=tuple(with_refs(line, plain) for line in lines))
    return _numbered(document, ordered_names(spelt.values())) if lettered else document


def _bound(lines: Sequence[Line]) -> set[str]:
    """The letters that sums bind."""
    return {part.letter for line in lines for term in line.sides for part in occurrences(term, Big)}


def _below(lines: Sequence[Line]) -> tuple[Line, ...]:
    r"""The lines with layers below names as parts of these: ``W_h`` and ``\delta_o``, where neither counts anything."""
    scripts: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for line in lines:
        for ref in refs_of(line):
            scripts[ref.base].add(ref.subs)
    lettered = {base: {sub for subs in own for sub in subs if len(sub) == 1} for base, own in scripts.items()}
    layered = {
        base for base, own in lettered.items() if own and own <= LETTERS and scripts[base] <= {(each,) for each in own}
    }
    both = [base for base in layered if len(lettered[base]) > 1]
    counting = _bound(lines).union(*(own for base, own in lettered.items() if base not in layered))
    if len(both) < MANY or counting & LETTERS:
        return tuple(lines)

    def named(ref: Ref) -> Ref:
        return replace(ref, base=f"{letters_of(ref.base)}_{{{ref.subs[0]}}}", subs=()) if ref.base in layered else ref

    return tuple(with_refs(line, named) for line in lines)


def _spellings(names: Iterable[str]) -> dict[str, str]:
    """One spelling for each layer: ``O`` is ``o`` where both stand."""
    found: dict[int | None, str] = {}
    for name in sorted(names, key=lambda each: (each.isupper(), each)):
        found.setdefault(place(name), name)
    return {name: found[place(name)] for name in names}


def _numbered(document: Document, names: Sequence[str]) -> Document:
    """The document with the numbers of layers for their names; beside the name of the outputs, L is the last one."""
    above = [name for name in names if place(name) != INPUT]
    if not above or place(above[-1]) != OUTPUT:
        return document
    # Of hidden layers without names there may be any number.
    last = len(above) if len(above) > 1 else document.depth or layers.DEPTH
    numbers = {name: str(at) for at, name in enumerate(above[:-1], start=1)} | {above[-1]: str(last)}
    numbers |= {name: "0" for name in names if place(name) == INPUT}
    letters = {sup for line in document.lines for ref in refs_of(line) for sup in ref.sups if LAYER.fullmatch(sup)}
    any_layer = "l" if not any(sup.startswith("l") for sup in letters) else "L"

    def numbered(line: Line) -> Line:
        named = {sup for ref in refs_of(line) for sup in ref.sups}
        beside = above[-1] in named

        def number(sup: str) -> str:
            letter = LAYER.fullmatch(sup)
            if letter is None or letter[1] != "L":
                return numbers.get(sup, sup)
            return str(last + int(letter[2] or 0)) if beside else sup.replace("L", any_layer)

        return with_refs(line, lambda ref: replace(ref, sups=tuple(map(number, ref.sups))))

    return replace(document, lines=tuple(map(numbered, document.lines)), depth=document.depth or last)
