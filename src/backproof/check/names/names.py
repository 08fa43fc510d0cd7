"""Which name a reference means: its symbol, and what stands in its index slots.

``O_0`` may be element 0 of ``O_k`` or a quantity of its own; ``z_1`` a layer; ``w_{bias}`` a bias. The whole document
decides, before any line is judged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any, final

from backproof.check.names.leading import leads
from backproof.read.grammar.scripts import PLACE
from backproof.read.grammar.spelling import GREEK, letters_of
from backproof.read.terms.terms import AXES, About, Ref, Term, Unreadable
from backproof.read.vocabulary import LABEL_WORDS
from backproof.records import Remembering, dataclass

KRONECKER = "\\updelta"
"""Kronecker's delta, where the document uses a plain delta for something else, too."""
DEPENDENT = "(\\bullet)"
"""The superscript of a name with a slot for its sample; as a letter, the sample of a name that names none."""
SET = re.compile(r"\\math(?:cal|scr|frak|bb)\{")
r"""What letters in these styles name is no place in an array: ``\mu_{\mathcal{B}}``."""
OFFSET = re.compile(r"\w+[+-]\d")
UPDATE_MARKS = frozenset(
    {"new", "updated", "next", "(t+1)", "t+1", "+", "neu", "neue", "nouveau", "nouvelle", "nuevo", "nueva", "nuovo"}
    | {"nuova", "novo", "nova", "nieuw", "nieuwe", "новый", "новое", "nowy", "nowa", "nowe", "nový", "nová", "nové"}
    | {"ny", "nya", "yeni", "新", "새"}
)
OLD_MARKS = frozenset(
    {"old", "alt", "(t)", "ancien", "velho", "oud", "viejo", "vecchio", "stary", "stara", "stare", "eski", "旧"}
)
"""Scripts that say that a value is the one before the update: the plain name."""


@final
@dataclass(frozen=True, slots=True)
class Name:
    """A symbol's key, and its slots as written: letters and numbers. ``updated`` marks ``w^{new}``, ``sample`` is
    the letter in the slot of the sample."""

    key: str
    slots: tuple[str | int, ...] = ()
    updated: bool = False
    change: bool = False
    sample: str | None = None


@final
@dataclass(frozen=True, slots=True)
class Names(Remembering):
    """What the references of a document mean.

    ``arity`` counts the slots that a key is written with; ``labels`` are the index letters that name a single thing
    (``o`` in ``O_o``); ``quantities`` are written with what they depend on (``CE(l, O)``); ``kronecker`` says
    that a delta with two indices is Kronecker's, because no line defines one; ``numbered`` are the letters of labels
    such as ``h1``; ``led`` are bases whose first script is part of the name (``W_{1, ij}``);
    ``totals`` are bases whose bare name is the total of the indexed ones (``E`` beside ``E_n``);
    ``from_zero`` are vectors with an element 0 by a sum over them or a list (else ``w_0`` is a bias); ``biases`` are
    matrices with the slot whose element 0 stands beside a sum over the others (``\\sum_i w_{ji} x_i + w_{j0}``);
    ``families`` gives further keys to letters that use a base for another tensor (``X_i`` beside a defined ``X_k``);
    ``siblings`` are the layers whose units a bare base means (``z_i`` beside ``z_1, z_2``); ``forms`` are the arguments
    with which a quantity is first written that other arguments are put into, too; ``lasts`` are the greatest numbers of
    elements of vectors with an element 0."""

    arity: dict[str, int]
    defined_elements: frozenset[tuple[str, tuple[str, ...]]]
    labels: frozenset[str]
    quantities: frozenset[str] = frozenset()
    kronecker: bool = True
    numbered: frozenset[str] = frozenset()
    led: frozenset[str] = frozenset()
    totals: frozenset[str] = frozenset()
    from_zero: frozenset[str] = frozenset()
    biases: frozenset[tuple[str, int]] = frozenset()
    families: dict[tuple[str, str], str] = field(default_factory=dict)
    siblings: dict[str, str] = field(default_factory=dict)
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lasts: Mapping[tuple[str, tuple[str, ...]], int] = field(default_factory=dict)
    _known: dict[tuple[object, ...], Name] = field(default_factory=dict, init=False, repr=False, compare=False)
    noted: dict[int, tuple[Term, tuple[Any, ...]]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def resolve(self, ref: Ref) -> Name:
        """The name that a reference means; raises Unreadable where its scripts fit no use of the base."""
        written = (ref.base, ref.subs, ref.sups, ref.at, ref.sample)
        known = self._known.get(written)
        if known is None:
            known = self._known[written] = self._resolved(ref)
        return known

    def first_of(self, vector: Ref, count: int) -> int:
        """The number of the first of all elements of a vector: 0 where the last of so many is written as the one
        before that number, as ``w_0, w_1, w_2`` are of ``w = (1, 2, 3)``."""
        return 0 if self.lasts.get((vector.base, vector.sups)) == count - 1 else 1

    def _resolved(self, ref: Ref) -> Name:
        if ref.at:
            raise Unreadable(f"an element in brackets of {ref.key} is not read here yet", ref.span)
        if any(OFFSET.fullmatch(script) for script in ref.subs):
            raise Unreadable("an offset in a subscript is not read here yet", ref.span)
        if any(script.startswith(("(tau", "<")) for script in ref.sups):
            raise Unreadable("this superscript in brackets is not read yet", ref.span)
        marks = [script for script in (*ref.sups, *ref.subs) if script in UPDATE_MARKS]
        subs = self.paired(tuple(script for script in ref.subs if script not in UPDATE_MARKS | OLD_MARKS))
        change = ref.base.startswith("\\Delta ")
        base = letters_of(ref.base.removeprefix("\\Delta "))
        first = self.leading(base, subs)
        words = subs[:first] + tuple(script for script in subs[first:] if self.is_label(base, subs, script))
        slots = tuple(script for script in subs[first:] if script not in words)
        base = stem_of(ref)
        stem = labelled(base, words)
        if len(slots) == 1 and slots[0].isdigit() and len(slots[0]) == self.arity.get(stem, 1) > 1:
            slots = tuple(slots[0])
        if slots == ("0",) and self.arity.get(stem) == 1 and stem not in self.from_zero:
            stem, slots = labelled(base, (*words, "0")), ()
        if (aside := self.bias(stem, slots)) is not None:
            stem, slots = _beside(base, words, slots, aside), slots[:aside] + slots[aside + 1 :]
        if slots and all(slot.isdigit() for slot in slots) and self.names_itself(stem, slots):
            stem, slots = labelled(base, (*words, *slots)), ()
        if slots and len(slots) != self.arity.get(stem, len(slots)):
            self.refuse(stem, slots, ref)
        if not slots and stem in self.totals:
            stem = f"{{{stem}}}"
        stem = self.siblings.get(stem, stem) if slots else stem
        owners = ((stem, slot.rstrip("'")) for slot in slots)
        stem = next((self.families[owner] for owner in owners if owner in self.families), stem)
        return Name(
            stem, tuple(int(slot) if slot.isdigit() else slot for slot in slots), bool(marks), change, ref.sample
        )

    def paired(self, subs: tuple[str, ...]) -> tuple[str, ...]:
        """``o1`` is one label where o never stands without a number: ``out_{o1}``, ``net_{h2}``."""
        if len(subs) == 2 and subs[0] in self.numbered and subs[1].isdigit():
            return (f"{subs[0]}{subs[1]}",)
        return subs

    def is_label(self, base: str, subs: tuple[str, ...], script: str) -> bool:
        if PLACE.fullmatch(script):
            return False
        if (
            script in LABEL_WORDS
            or SET.match(script)
            or (
                len(script.rstrip("'")) > 1
                and not script.startswith("\\")
                and not script.isdigit()
                and script not in GREEK
            )
        ):
            return True
        return len(subs) == 1 and f"{base}_{script}" in self.labels

    def leading(self, base: str, subs: tuple[str, ...]) -> int:
        """How many scripts at the start are part of a name: one in ``W_{1, ij}``."""
        return int(base in self.led and leads(subs))

    def bias(self, stem: str, slots: tuple[str, ...]) -> int | None:
        """The slot in which a 0 says that these are the biases beside a matrix."""
        found = (at for at, slot in enumerate(slots) if slot == "0" and (stem, at) in self.biases)
        return next(found, None) if len(slots) == self.arity.get(stem) else None

    def names_itself(self, stem: str, slots: tuple[str, ...]) -> bool:
        """Whether numbers as scripts make a name of their own: no letter stands there, or the element is defined."""
        return stem not in self.arity or (stem, slots) in self.defined_elements or len(slots) < self.arity[stem]

    def refuse(self, stem: str, slots: tuple[str, ...], ref: Ref) -> None:
        """Raise: no use of the base has so many indices."""
        arity = self.arity[stem]
        reason = f"{stem} is written with {arity} indices elsewhere, here with {len(slots)}"
        raise Unreadable(reason, ref.span, About.WRITTEN_OTHERWISE)


def stem_of(ref: Ref) -> str:
    """A base with the superscripts that are part of its name."""
    base = letters_of(ref.base.removeprefix("\\Delta "))
    sups = tuple(script for script in ref.sups if script not in UPDATE_MARKS | OLD_MARKS)
    return f"{base}^{{{','.join(sups)}}}" if sups else base


def labelled(base: str, words: Sequence[str]) -> str:
    r"""A base with words below it that are part of its name: ``w_{1,\mathrm{old}}``."""
    if not words:
        return base
    inner = ",".join(word if word.isdigit() or len(word) == 1 else f"\\mathrm{{{word}}}" for word in words)
    return f"{base}_{{{inner}}}"


def _beside(base: str, words: Sequence[str], slots: Sequence[str], aside: int) -> str:
    r"""The biases beside a matrix, with a dot for the letter in front of their 0: ``w_{\cdot 0}``."""
    if words or aside != 1 or len(slots) != AXES:
        return labelled(base, (*words, "0"))
    return f"{base}_{{\\cdot 0}}"


def element(stem: str, slots: Sequence[str]) -> str:
    """The key of an element that is a name of its own: ``O_0`` of O."""
    return labelled(stem, slots)
