"""What the scripts of a name say in matrix notation: which are part of it, and which are slots of an array."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import field
from functools import cached_property
from itertools import pairwise
from typing import final

from backproof.matrix import numbered
from backproof.matrix.unit_places import unit_places
from backproof.read.grammar.scripts import WHOLE
from backproof.read.grammar.spelling import letters_of
from backproof.read.terms.rewriting import occurrences, rebuilt, references, walk
from backproof.read.terms.terms import (
    AXES,
    Big,
    Element,
    Entries,
    Listed,
    Nabla,
    Partial,
    Ref,
    Term,
    Times,
    Transposed,
)
from backproof.read.vocabulary import DIFFERENTIAL, LABEL_WORDS
from backproof.records import Remembering, dataclass, replace

MARKS = frozenset({"new", "updated", "next", "(t+1)", "t+1", "+", "old", "(t)"})
"""Scripts that tell the values of one name before and after an update apart."""


LAYER_WORDS = frozenset({"in", "input", "hid", "hidden", "out", "output"})
"""Layers as subscripts: all of them have arrays of one kind under one letter."""
SAMPLE = re.compile(r"\([A-Za-z]([+-]\d)?\)")
"""A sample or a step as a superscript: all of them are arrays of one kind."""


@final
@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart: ``stem`` is common to all layers, ``key`` names one array, ``slots`` one of its elements."""

    stem: str
    key: str
    slots: tuple[str, ...]
    ref: Ref
    """The reference without its slots."""
    sample: str = ""
    """The letter of a sample in a superscript."""


@final
@dataclass(frozen=True, slots=True)
class Spelling(Remembering):
    """How a document writes the indices of its names: its terms, the names that it defines or gives, its equations."""

    terms: tuple[Term, ...]
    heads: tuple[Ref, ...] = ()
    equations: tuple[tuple[Term, Term], ...] = ()
    _known: dict[Ref, Parts] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def numbered(self) -> frozenset[tuple[str, str]]:
        """Names with a number that the document defines, or of which it names elements: ``W_1`` is no element of W."""
        whole = (*self.heads, *filter(_is_numbered, self._refs))
        defined = {(ref.base, script) for ref in whole for script in ref.subs if script.isdigit()}
        return frozenset(defined | self.of_elements)

    @cached_property
    def of_elements(self) -> set[tuple[str, str]]:
        """The Z and the 2 of ``Z_{2,nc}``, where no Z has three letters; the 1 of ``Z_1`` is part of a name, too."""
        three = [ref for ref in self._refs if len(ref.subs) == AXES + 1 and all(map(is_letter, ref.subs[1:]))]
        tensors = {ref.base for ref in three if is_letter(ref.subs[0])}
        arrays = {ref.base for ref in three if ref.subs[0].isdigit()} - tensors
        named = (ref for ref in self._refs if ref.base in arrays and len(ref.subs) in {1, AXES + 1})
        return {(ref.base, ref.subs[0]) for ref in named if ref.subs[0].isdigit()}

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters that stand in slots or that sums bind."""
        bound = {part.letter for term in self.terms for part in occurrences(term, Big)}
        scripts = {script for ref in self._refs for script in (*ref.subs, *ref.at) if is_letter(script)}
        elements = {script for term in self.terms for part in walk(term) for script in _scripts(part)}
        return frozenset(bound | scripts | elements)

    @cached_property
    def _refs(self) -> tuple[Ref, ...]:
        return tuple(ref for term in self.terms for ref in references(term))

    @cached_property
    def indexed(self) -> frozenset[str]:
        """Bases that are written with a letter in a slot, or listed by numbers: a number is a slot of them, too."""
        slots = ((ref.base, ref.subs if _is_numbered(ref) else (*ref.subs, *ref.at)) for ref in self._refs)
        lettered = {base for base, scripts in slots if any(map(is_letter, scripts))}
        lists = [part for term in self.terms for part in occurrences(term, Entries, Listed)]
        listed = {ref.base for each in lists for ref in references(each) if any(sub.isdigit() for sub in ref.subs)}
        return frozenset(lettered | listed) | numbered.elements(self.terms)

    @cached_property
    def families(self) -> frozenset[str]:
        """Bases of a vector for each unit: ``w_{12}`` has two indices."""
        return numbered.families(self.terms)

    @cached_property
    def by_layer(self) -> Mapping[str, Set[str]]:
        """The layers that names have below them, of those with several: ``W_{hid}`` beside ``W_{out}``."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for ref in self._refs:
            found[ref.base.removeprefix("\\Delta ")].update(LAYER_WORDS.intersection(ref.subs))
        return {base: words for base, words in found.items() if len(words) > 1}

    @cached_property
    def counts(self) -> dict[str, Counter[int]]:
        """For each stem, how often it is written with how many slots."""
        found: defaultdict[str, Counter[int]] = defaultdict(Counter)
        for ref in self._refs:
            parts = self.parts(ref)
            found[parts.stem][len(parts.slots)] += 1
        return dict(found)

    @cached_property
    def places(self) -> dict[str, int]:
        """Which slot of a matrix one index alone fills, by the letters: the first of ``x_{ij}`` for ``x_i``.

        What defines something else goes before other lines, where the letters of one may be exchanged by a slip.
        """
        single: defaultdict[str, set[str]] = defaultdict(set)
        for ref in self._refs:
            parts = self.parts(ref)
            if len(parts.slots) == 1 and is_letter(parts.slots[0]):
                single[parts.stem].add(parts.slots[0])
        found = unit_places(self.terms, self.equations)
        defining = [side for head, side in self.equations if isinstance(head, Ref)]
        for refs in (self._refs, [ref for side in defining for ref in references(side)] if single else []):
            pairs = self._pairs(refs)
            for stem, letters in single.items():
                filled = {at for at in (0, 1) if any(pair[at] in letters for pair in pairs[stem])}
                if len(filled) == 1:
                    found[stem] = filled.pop()
        return found

    @cached_property
    def upright(self) -> frozenset[str]:
        """The matrices of which definitions take a row as a column, ``w^T X_{i,:}``, and none takes it as a row."""
        sides = [side for head, side in self.equations if not isinstance(head, Partial | Nabla)]
        found: defaultdict[bool, set[str]] = defaultdict(set)
        for product in (part for side in sides for part in occurrences(side, Times)):
            for left, right in pairwise(product.factors):
                match left, right:
                    case Transposed(Ref(subs=())), Ref(base=base, subs=(_, last)) if last == WHOLE:
                        found[True].add(base)
                    case Ref(base=base, subs=(_, last)), Ref(subs=()) if last == WHOLE:
                        found[False].add(base)
                    case _:
                        pass
        return frozenset(found[True] - found[False])

    def _pairs(self, refs: Iterable[Ref]) -> Mapping[str, Set[tuple[str, ...]]]:
        """The two letters of names that have two."""
        found: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        for parts in map(self.parts, refs):
            if len(parts.slots) == AXES:
                found[parts.stem].add(parts.slots)
        return found

    def parts(self, ref: Ref) -> Parts:
        """A reference taken apart."""
        found = self._known.get(ref)
        if found is None:
            found = self._known[ref] = self._parts(ref)
        return found

    def _parts(self, ref: Ref) -> Parts:
        if ref.base in self.families and len(ref.subs) == 1 and numbered.is_pair(ref.subs[0]):
            ref = replace(ref, subs=tuple(ref.subs[0]))
        slots = tuple(script for script in ref.subs if self._is_slot(ref, script))
        words = tuple(script for script in ref.subs if script not in slots)
        plain = tuple(word for word in words if word not in MARKS)
        layers = tuple(script for script in ref.sups if script not in MARKS and not SAMPLE.fullmatch(script))
        base = ref.base.removeprefix("\\Delta ").removeprefix(DIFFERENTIAL)
        if not layers and len(plain) == 1 and plain[0] in self.by_layer.get(base, ()):
            plain, layers = (), plain
        stem = f"{base}_{','.join(plain)}" if plain else base
        key = f"{stem}^{','.join(layers)}" if layers else stem
        sample = next((script[1:-1] for script in ref.sups if SAMPLE.fullmatch(script) and script not in MARKS), "")
        plain_ref = replace(ref, subs=words, at=())
        return Parts(f"{stem}^" if layers else stem, key, (*slots, *ref.at), plain_ref, sample)

    def _is_slot(self, ref: Ref, script: str) -> bool:
        if is_letter(script) or script == WHOLE:
            return True
        named = [each for each in ref.subs if each not in MARKS]
        # A matrix has two indices: of three scripts, the number before them is part of the name.
        leads = len(named) == 1 or (len(named) == AXES + 1 and script == named[0] and all(map(is_letter, named[1:])))
        own = leads and (ref.base, script) in self.numbered
        bias = script == "0" and (ref.at or len(named) == 1)
        return script.isdigit() and ref.base in self.indexed and not bias and not own


def _is_numbered(ref: Ref) -> bool:
    """Whether a number is part of a name: the 2 of ``[W_2]_{ij}``."""
    return bool(ref.at) and any(script.isdigit() for script in ref.subs)


def is_letter(script: str) -> bool:
    """Whether a script is a letter that runs over an axis."""
    plain = script.rstrip("'")
    return plain == "ell" or (len(plain) == 1 and plain.isalpha() and plain.islower() and script not in LABEL_WORDS)


def _scripts(part: Term) -> tuple[str, ...]:
    return part.at if isinstance(part, Element) else ()


def element(parts: Parts, slots: tuple[str, ...]) -> Ref:
    """The element of an array: numbers and capital letters that are part of the name stay in it (``W_Q``)."""
    ref = parts.ref
    own = tuple(script for script in ref.subs if script.isdigit() or (len(script) == 1 and script.isupper()))
    words = tuple(script for script in ref.subs if script not in own)
    base = ref.base if not own or not slots else f"{letters_of(ref.base)}_{{{','.join(own)}}}"
    kept = words if slots else ref.subs
    return Ref(base, (*kept, *slots), ref.sups, ref.span, ref.at, ref.sample)


def spelt(term: Term, spelling: Spelling) -> Term:
    """A term with elements of numbered arrays named as such: ``Z_{2,nc}`` is one of ``Z_2``."""
    match term:
        case Ref():
            return _of_numbered(term, spelling)
        case Partial(of, by):
            return replace(term, of=spelt(of, spelling), by=_of_numbered(by, spelling))
        case _:
            return rebuilt(term, lambda part: spelt(part, spelling))


def _of_numbered(ref: Ref, spelling: Spelling) -> Ref:
    match ref.subs:
        case (number, *letters) if len(letters) == AXES and (ref.base, number) in spelling.of_elements:
            return element(spelling.parts(ref), tuple(letters))
        case _:
            return ref
