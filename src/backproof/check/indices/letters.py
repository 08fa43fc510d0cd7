"""Where letters stand in a term: which sum binds them, and which slots they fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import final

from backproof.check.names.gathering import signature
from backproof.check.names.names import KRONECKER, Name, Names
from backproof.read.grammar.scripts import PLACE
from backproof.read.terms.rewriting import children
from backproof.read.terms.terms import Big, Call, Compare, Num, Plus, Ref, Term, Times, Unreadable
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.records import dataclass
from backproof.rules import AXIS_RULES

LETTER = re.compile(r"[a-z]'*")
SAMPLE = -1
"""The number of the slot for the sample, which stands before the others."""


@final
@dataclass(frozen=True, slots=True)
class Use:
    """A letter (or a number) in slot ``slot`` of the symbol ``key``; ``binder`` is the sum that binds it, or None."""

    letter: str | int
    key: str
    slot: int
    binder: Big | None


@final
@dataclass(frozen=True, slots=True)
class Tied:
    """Two letters compared in a condition run over the same range."""

    left: str
    left_binder: Big | None
    right: str
    right_binder: Big | None


def uses(term: Term, names: Names, binders: tuple[Big, ...] = ()) -> Iterator[Use | Tied]:
    """Every slot of every name in a term, and every tie between letters, with the sums that bind them."""
    if binders:
        return _uses(term, names, binders)
    # Noted with its term, so that no other one takes its identity.
    known = names.noted.get(id(term))
    if known is None:
        known = names.noted[id(term)] = term, tuple(_uses(term, names, ()))
    return iter(known[1])


def _uses(term: Term, names: Names, binders: tuple[Big, ...]) -> Iterator[Use | Tied]:
    match term:
        case Ref():
            yield from _of_name(resolved(names, term), names, binders)
        case Big():
            inner = (*binders, term)
            for part in (*term.conditions, term.body):
                yield from _uses(part, names, inner)
        case Compare(_, Ref() as left, Ref() as right) if is_letter(left) and is_letter(right):
            yield Tied(left.base, binder_of(left.base, binders), right.base, binder_of(right.base, binders))
        case Compare("=", Ref() as left, Call(Ref("argmax" | "argmin" as word, (letter,)), 0, (body,))) if is_letter(
            left
        ):
            own = Big(word, letter, None, None, (), body, term.span)
            yield Tied(left.base, binder_of(left.base, binders), letter, own)
            yield from _uses(body, names, (*binders, own))
        case Compare(_, Ref() as left, _) if is_letter(left):
            pass
        case Call(name) if is_quantity(term, names):
            yield from _slots(resolved(names, name), binders)
        case Call(Ref(_, (at,), ()), 0, (Ref() as whole,)) if (key := _vector(term, whole, names)) is not None:
            yield Use(at, key, 0, binder_of(at, binders))
        case Call(Ref(base="max" | "min" as word, subs=(letter,)), 0, (body,)) if letter.isalpha():
            # The letter below a maximum is bound as that of a sum is.
            yield from _uses(body, names, (*binders, Big(word, letter, None, None, (), body, term.span)))
        case _:
            for part in children(term):
                yield from _uses(part, names, binders)


def _vector(call: Call, whole: Ref, names: Names) -> str | None:
    r"""The array of which ``\operatorname{softmax}(z)_k`` names an element: z, where k is a letter."""
    rule = AXIS_RULES.get(FUNCTION_WORDS.get(call.name.base, ""))
    name = resolved(names, whole)
    is_element = rule is not None and rule.keeps and call.name.subs[0].rstrip("'").isalpha()
    return name.key if is_element and not name.slots and names.arity.get(name.key) == 1 else None


def _of_name(name: Name, names: Names, binders: tuple[Big, ...]) -> Iterator[Use | Tied]:
    match name.slots:
        case (str() as left, str() as right) if is_kronecker(name, names):
            yield Tied(left, binder_of(left, binders), right, binder_of(right, binders))
        case _ if not is_kronecker(name, names):
            yield from _slots(name, binders)


def is_kronecker(name: Name, names: Names) -> bool:
    """``\\delta_{ij}``, where the document defines no such delta of its own."""
    return (name.key == KRONECKER or (names.kronecker and name.key == "\\delta")) and len(name.slots) == 2


def is_letter(ref: Ref) -> bool:
    """Whether a reference is a single letter without scripts, as indices are."""
    return len(ref.base.rstrip("'")) == 1 and not ref.subs and not ref.sups


def is_quantity(call: Call, names: Names) -> bool:
    """``CE(l, O)``: a word or a loss with the quantities that it depends on, all of them plain names."""
    base = call.name.base
    return not call.primes and base in names.quantities and signature(call) == names.forms.get(base, signature(call))


def resolved(names: Names, ref: Ref) -> Name:
    """The name, or a name that stands for nothing where the scripts fit no other use (the line says so when judged)."""
    try:
        return names.resolve(ref)
    except Unreadable:
        return Name(f"?{ref.key}")


def _slots(name: Name, binders: tuple[Big, ...]) -> Iterator[Use | Tied]:
    if name.sample is not None:
        yield Use(name.sample, name.key, SAMPLE, binder_of(name.sample, binders))
    for at, slot in enumerate(name.slots):
        if isinstance(slot, str) and len(slot) > 1 and PLACE.fullmatch(slot):
            found = ((letter, binder_of(letter, binders)) for letter in letters_in(slot))
            yield from (Tied(letter, binder, letter, binder) for letter, binder in found)
            continue
        yield Use(slot, name.key, at, None if isinstance(slot, int) else binder_of(slot, binders))


def letters_in(place: str) -> list[str]:
    """The letters that are added in ``i+m-1``."""
    return LETTER.findall(place)


def binder_of(letter: str, binders: tuple[Big, ...]) -> Big | None:
    """The innermost sum around that binds a letter."""
    return next((binder for binder in reversed(binders) if binder.letter == letter), None)


def number(term: Term | None) -> int | None:
    """The integer that a bound is, or None."""
    match term:
        case Num(value) if value.denominator == 1:
            return int(value)
        case _:
            return None


def bound_of(term: Term | None) -> int | str | None:
    """The last element that an upper bound names: a number, a name (``m``), or a name less one (``N-1``)."""
    match term:
        case Ref():
            return term.key
        case Plus((Ref() as name, Times((Num(sign), Num(one))))) if sign == -1 and one == 1:
            return f"{name.key}-1"
        case _:
            return number(term)
