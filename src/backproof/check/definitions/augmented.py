r"""Products of vectors of which an equation writes the elements: ``w_0 + w_1 x_1 + \dots + w_n x_n = w^T x``.

Where ``w_0`` is a summand of its own there, and none stands beside the product, or beside the sum from 0, the vectors
begin with the bias and a 1: x_0 is 1. A text that writes ``x_0`` in products counts it as any other element.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from typing import Final, final

from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, occurrences, rebuilt, walk
from backproof.read.terms.terms import Big, Call, Num, Plus, Ref, Term, Times, Transposed

ASSUMED: Final = "the first entry of {1} is 1, for the bias {0}_0"
BIAS: Final = "0"
EQUALITIES: Final = frozenset({"=", ":=", "equiv"})


@final
@dataclass(frozen=True, slots=True)
class Pair:
    """Weights and inputs by their names, and how many subscripts tell the row of the weights."""

    weights: str
    inputs: str
    rows: int


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such products as they are spelt out, and with their bias wherever the vectors are multiplied."""
    spelt = {at: pairs for at, line in enumerate(lines) if (pairs := dict(_spelt(line)))}
    found = list(lines)
    for pair in dict.fromkeys(pair for several in spelt.values() for pair in several):
        if not any(_counts_first(line, pair) for line in lines):
            found = _settled(found, pair, {at: several[pair] for at, several in spelt.items() if pair in several})
    return tuple(found)


def _settled(lines: Sequence[Line], pair: Pair, spelt: dict[int, Term]) -> list[Line]:
    """The lines with the products of one pair, of which some lines have ``spelt`` the elements out."""
    biased = {at: line for at, each in enumerate(lines) if (line := each.changed(partial(_biased, pair=pair))) != each}
    groups = [group for group in _groups(lines) if not spelt.keys().isdisjoint(group)]
    found = list(lines)
    for group in groups:
        first = min(spelt.keys() & set(group))
        for at in (each for each in group if each > first):
            found[at] = biased.get(at, lines[at]).changed(partial(_summed, pair=pair, of=spelt[first]))
    shown = [group for group in groups if not biased.keys().isdisjoint(group)]
    if not shown:
        return found
    said = () if any(_states_first(line, pair) for line in lines) else (_assumed(pair),)
    members = {at for group in shown for at in group if at in spelt}
    defining = {min(at for at in group if at in spelt or at in biased) for group in shown}
    grouped = {at for group in shown for at in group}
    # What another line defines by such a product has the bias from its definition on.
    defining |= {at for at in biased.keys() - grouped if _defines(lines[at])}
    for at in biased.keys() | members:
        changed = biased.get(at, lines[at]) if found[at] is lines[at] else found[at]
        found[at] = changed if at in defining else replace(changed, assumes=(*changed.assumes, *said))
    return found


def _defines(line: Line) -> bool:
    """Whether a line says what a name or the value of a function is."""
    return isinstance(line.head, Ref | Call) and line.relation in EQUALITIES


def _assumed(pair: Pair) -> str:
    return ASSUMED.format(letters_of(pair.weights), letters_of(pair.inputs))


def _groups(lines: Sequence[Line]) -> list[list[int]]:
    """The lines that say what is equal to one thing: those of a chain, and those with one head in a section."""
    first: dict[int, int] = {}
    heads: dict[tuple[int, Term], int] = {}
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.chain is None or line.relation not in EQUALITIES:
            continue
        if line.head is not None:
            first.setdefault(line.chain, heads.setdefault((line.section, bare(line.head)), line.chain))
        groups[first.get(line.chain, line.chain)].append(at)
    return list(groups.values())


# -- what is written ---------------------------------------------------------------------------------------------------


def _spelt(line: Line) -> Iterator[tuple[Pair, Term]]:
    """The pairs whose products stand beside a bias, with the first of these products, or the sum of them."""
    for side in line.sides:
        for part in walk(side):
            if isinstance(part, Plus):
                biases = [each for each in part.terms if isinstance(each, Ref) and _is_first(each, each.base)]
                for each in part.terms if biases else ():
                    found = _product(each, 1)
                    for pair, weights in found:
                        if any((weights.base, weights.subs[:-1]) == (bias.base, bias.subs[:-1]) for bias in biases):
                            yield pair, each


def _is_first(ref: Ref, base: str) -> bool:
    """Whether a name is the entry of an array with the number 0."""
    return ref.base == base and ref.subs[-1:] == (BIAS,)


def _product(term: Term, first: int) -> tuple[tuple[Pair, Ref], ...]:
    """The pairs that ``w_1 x_1``, or the sum of such products from a ``first`` one on, may be of, with the weights."""
    match term:
        case Big("sum", letter, Num(value=lower), _, (), Times((Ref() as one, Ref() as other))) if lower == first:
            pass
        case Times((Ref() as one, Ref() as other)):
            letter = str(first)
        case _:
            return ()
    if one.subs[-1:] != (letter,) or other.subs[-1:] != (letter,):
        return ()
    both = (one, other), (other, one)
    return tuple((Pair(each.base, other.base, len(each.subs) - 1), each) for each, other in both)


def _counts_first(line: Line, pair: Pair) -> bool:
    """Whether a line multiplies the first entry of the inputs."""
    products = (part for side in line.sides for part in occurrences(side, Times))
    return any(isinstance(each, Ref) and _is_first(each, pair.inputs) for part in products for each in part.factors)


def _states_first(line: Line, pair: Pair) -> bool:
    """Whether a line says that the first entry of the inputs is 1."""
    match line.head, line.side:
        case Ref() as head, Num(value=value):
            return value == 1 and _is_first(head, pair.inputs)
        case _:
            return False


# -- what is meant -----------------------------------------------------------------------------------------------------


def _biased(term: Term, pair: Pair) -> Term:
    """A term with a bias added to each product of the whole vectors, and each sum from 0, that stands without one."""
    match term:
        case Plus(terms) if any(isinstance(each, Ref) for each in terms):
            return term
        case Times((*before, left, right), span, signs) if (weights := _whole(left, right, pair)) is not None:
            product = Times((left, right), span, signs[-1:])
            whole = Plus((replace(weights, subs=(*weights.subs, BIAS)), product), span)
            return Times((*before, whole), span, signs[:-1]) if before else whole
        case Big(lower=Num() as lower):
            weights = next((each for known, each in _product(term, 0) if known == pair), None)
            if weights is None:
                return rebuilt(term, partial(_biased, pair=pair))
            bias = replace(weights, subs=(*weights.subs[:-1], BIAS))
            return Plus((bias, replace(term, lower=replace(lower, value=Fraction(1)))), term.span)
        case _:
            return rebuilt(term, partial(_biased, pair=pair))


def _summed(term: Term, pair: Pair, of: Term) -> Term:
    """A term with a sum over the elements, where that is what is spelt out, for each product of the whole vectors."""
    match term, of:
        case Times((*before, left, right), span, signs), Big():
            weights = _whole(left, right, pair)
            row = next(each.subs[:-1] for known, each in _product(of, 1) if known == pair)
            if weights is None or weights.subs != row:
                return rebuilt(term, partial(_summed, pair=pair, of=of))
            return Times((*before, of), span, signs) if before else of
        case _:
            return rebuilt(term, partial(_summed, pair=pair, of=of))


def _whole(left: Term, right: Term, pair: Pair) -> Ref | None:
    """The weights of ``w^T x``, ``x^T w`` or ``w_j^T x``; of ``w x`` without a transpose only where w has no row."""
    transposed = isinstance(left, Transposed)
    one = left.base if isinstance(left, Transposed) else left
    if not isinstance(one, Ref) or not isinstance(right, Ref):
        return None
    weights, inputs = (one, right) if _is_array(one, pair.weights) else (right, one)
    known = _is_array(weights, pair.weights) and _is_array(inputs, pair.inputs) and not inputs.subs
    plain = not weights.subs or (transposed and all(map(str.isalpha, weights.subs)))
    return replace(weights, base=pair.weights) if known and plain and len(weights.subs) == pair.rows else None


def _is_array(ref: Ref, elements: str) -> bool:
    r"""Whether a name is the array of these elements, which may be bold as a whole: ``x_i`` and ``\mathbf{x}``."""
    return ref.base in {elements, f"\\mathbf{{{elements}}}"}
