r"""Sums over all weights, whose letter is the weight itself: ``J = L + \frac{\lambda}{2} \sum_w w^2``.

Such a sum adds up the elements of every array that has the letter. A set names the array: ``\sum_{w \in W_2} w^2``. A
document with weights of other letters, too, leaves open whether these are among all weights.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, final

from backproof.matrix.names import is_letter
from backproof.read.grammar.bigs import WEIGHTS
from backproof.read.grammar.scripts import LAYER
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, renamed
from backproof.read.terms.terms import Big, Call, Num, Plus, Raise, Ref, Term, Unreadable

PARAMETERS: Final = frozenset({"w", "W", "v", "V", "u", "U", "omega", "theta", "Theta"})
STEPS: Final = frozenset({"t"})
SQUARE: Final = 2
ABOVE: Final = ("2",)
SIZES: Final = frozenset({"abs", "norm"})
"""The functions that a sum over weights takes of each; others are of words, ``\\sum_{w \\in C} \\log p(w)``."""
STYLED: Final = re.compile(r"\\(?:vec|math[a-z]+|bold[a-z]*|bm)\{(\w+)\}")
UNSAID: Final = "which weights this sum is over is not clear"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such sums written over arrays."""
    summing = [at for at, line in enumerate(lines) if any(_sums(line))]
    if not summing:
        return tuple(lines)
    names = [
        (line.section, ref)
        for line in lines
        for term in line.sides
        for ref in references(_without(term))
        if _plain(ref) in PARAMETERS
    ]
    found = list(lines)
    for at in summing:
        here = [ref for section, ref in names if section == lines[at].section]
        found[at] = _written(lines[at], here or [ref for _, ref in names])
    return tuple(found)


def _written(line: Line, names: Sequence[Ref]) -> Line:
    """A line with its sums over arrays of known names; one that is not read where they are not known."""
    open_sums: list[Big] = []

    def change(term: Term) -> Term:
        if not (isinstance(term, Big) and _is_over_weights(term)):
            return rebuilt(term, change)
        over = _over_arrays(term, names)
        if over is None:
            open_sums.append(term)
        return term if over is None else over

    written = line.changed(change)
    if not open_sums:
        return written
    return replace(line, side=None, problem=Unreadable(UNSAID, open_sums[0].span))


def _sums(line: Line) -> Iterator[Big]:
    return (big for term in line.sides for big in occurrences(term, Big) if _is_over_weights(big))


def _is_over_weights(big: Big) -> bool:
    """Whether the letter of a sum is what it adds up, and no index in it."""
    if big.kind != "sum" or big.letter not in WEIGHTS or big.lower is not None or big.conditions:
        return False
    if any(call.name.base not in SIZES for call in occurrences(big.body, Call)):
        return False
    own = [ref for ref in references(big.body) if big.letter in (ref.base, *ref.subs, *ref.sups)]
    return bool(own) and all((ref.base, ref.subs) == (big.letter, ()) and ref.sups in {(), ABOVE} for ref in own)


def _squared(term: Term) -> Term:
    """A term with the squares of weights that numbered layers make look like names: ``w^2`` beside ``w^1_{ij}``."""
    match term:
        case Ref(base, (), sups) if base in WEIGHTS and sups == ABOVE:
            return Raise(replace(term, sups=()), Num(Fraction(SQUARE), 0, term.span), term.span)
        case _:
            return rebuilt(term, _squared)


def _without(term: Term) -> Term:
    """A term without such sums."""
    if isinstance(term, Big) and _is_over_weights(term):
        return Num(Fraction(0), 0, term.span)
    return rebuilt(term, _without)


def _over_arrays(big: Big, names: Sequence[Ref]) -> Term | None:
    """The sum over the elements of all arrays that it is over; None where it is not clear which ones these are."""
    big = replace(big, body=_squared(big.body))
    sums = [_over_array(big, each) for each in _arrays(_own(big, names))]
    known = tuple(each for each in sums if each is not None)
    if not sums or len(known) < len(sums):
        return None
    return known[0] if len(known) == 1 else Plus(known, big.span)


def _own(big: Big, names: Sequence[Ref]) -> list[Ref]:
    """The names of the arrays that a sum is over."""
    if big.upper is None:
        bases = {ref.base for ref in names}
        return list(names) if len(bases) == 1 and {_plain(ref).lower() for ref in names} == {big.letter.lower()} else []
    match big.upper:
        case Ref(base, subs, sups):
            same = [ref for ref in names if (ref.base, ref.sups) == (base, sups)]
            own = [ref for ref in same if not subs or ref.subs == subs]
            small = [ref for ref in names if ref.base == base.lower() and not subs and not sups]
            return own or (small if base.lower() == big.letter else [])
        case _:
            return []


@final
@dataclass(frozen=True, slots=True)
class _Weights:
    """One array, by a name of it as a whole or with letters; ``layered``: one for each layer."""

    name: Ref
    layered: bool


def _arrays(names: Sequence[Ref]) -> list[_Weights]:
    """The arrays that names are of, or of elements of; what a step makes of them is none."""
    groups: defaultdict[tuple[str, ...], list[Ref]] = defaultdict(list)
    for ref in names:
        if not STEPS & {script.strip("()[]")[:1] for script in (*ref.subs, *ref.sups)} and not ref.at:
            groups[_layer(ref)].append(ref)
    layered = [group for sups, group in groups.items() if sups == ("l",)]
    return [each for group in layered or groups.values() for each in _arrays_of(group, layered=bool(layered))]


def _layer(ref: Ref) -> tuple[str, ...]:
    """What stands above a name, whichever layer a letter says."""
    return ("l",) if any(LAYER.fullmatch(sup.strip("()[]")) for sup in ref.sups) else ref.sups


def _arrays_of(names: Sequence[Ref], *, layered: bool) -> Iterator[_Weights]:
    """The arrays of names with the same layer."""
    own = [replace(ref, sups=("l",)) if layered else ref for ref in names]
    lettered = [ref for ref in own if ref.subs and all(map(is_letter, ref.subs))]
    rest = {ref.key: ref for ref in own if not any(map(is_letter, ref.subs))}
    if lettered:
        yield _Weights(max(lettered, key=lambda ref: len(ref.subs)), layered)
        rest = {key: ref for key, ref in rest.items() if ref.subs and not any(map(str.isdigit, ref.subs))}
    whole = {key: ref for key, ref in rest.items() if not ref.subs}
    yield from (_Weights(ref, layered) for ref in (whole or rest).values())


def _over_array(big: Big, weights: _Weights) -> Term | None:
    """A sum over the elements of one array, or of one for each layer."""
    name = replace(weights.name, span=big.body.span)
    letters = name.subs[::-1] if all(map(is_letter, name.subs)) else ()
    body = renamed(big.body, lambda ref: name if ref.base == big.letter else ref) if letters else _total(big.body, name)
    if body is None:
        return None
    for letter in (*letters, *("l" * weights.layered)):
        body = Big("sum", letter, None, None, (), body, big.span)
    return body


def _total(body: Term, name: Ref) -> Term | None:
    """What the squares or the absolute values of all elements of an array are together."""
    match body:
        case Raise(Ref() | Call(Ref("norm"), 0, (Ref(),)), Num(value)) if value == SQUARE:
            return Raise(_applied("norm", name), Num(Fraction(SQUARE), 0, name.span), name.span)
        case Call(Ref("abs"), 0, (Ref(),)) if _plain(name).isupper() and not name.sups:
            return _applied("sum", _applied("abs", name))
        case Call(Ref("abs"), 0, (Ref(),)) if _plain(name).islower():
            return _applied("norm1", name)
        case _:
            return None


def _plain(ref: Ref) -> str:
    """The letter of a name without its style: w of ``\\mathbf{w}``."""
    found = STYLED.fullmatch(ref.base)
    return ref.base if found is None else found[1]


def _applied(function: str, argument: Term) -> Call:
    return Call(Ref(function, (), (), argument.span), 0, (argument,), argument.span)
