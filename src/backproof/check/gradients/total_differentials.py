r"""Differentials: ``\mathrm{d}f = x^T (A + A^T) \, \mathrm{d}x``, the derivative of f in the direction dx.

What is varied stands behind a d on the right; what f is computed from besides is held. Of several names that are
varied, those are free that no other one makes: ``dL = (z - t)^T dz = (z - t)^T dW x`` is about changes of W.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import Final

from backproof.check.definitions.definitions import DEFINES
from backproof.check.definitions.open import Graph, reach
from backproof.matrix.names import is_letter
from backproof.matrix.said import names_gradient
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references
from backproof.read.terms.terms import (
    Big,
    Call,
    Divide,
    Listed,
    Nabla,
    Partial,
    Plus,
    Ref,
    Term,
    Times,
    Transposed,
    Unreadable,
)
from backproof.read.vocabulary import DIFFERENTIAL

UNSAID: Final = "what {} is computed from is not written"
HELD: Final = "{} is held"
LETTERS: Final = ("p", "q", "r", "s", "u", "v", "p'", "q'")


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with names for the differentials of what others define; none is a product with a letter d.

    Where one says that ``dz`` is the gradient by z, all of them are gradients.
    """
    if not any(_begins(line.head) for line in lines) or any(names_gradient(line.head, line.side) for line in lines):
        return tuple(lines)
    made_of = _made_of(lines)
    settled = dict(enumerate(lines))
    for chain in _chains(lines, _begins):
        written = {at: line.changed(_named) for at, line in chain}
        sides = [line.side for line in written.values()]
        if not all(side is not None and _is_linear(side) for side in sides):
            continue
        of, by = next(_varied(written[chain[0][0]].head)), {base for side in sides for base in _varied(side)}
        if all(base in reach(of, made_of) and of not in reach(base, made_of) for base in by):
            settled |= written
        elif isinstance(chain[0][1].head, Times):
            problem = Unreadable(UNSAID.format(of), chain[0][1].span)
            settled |= {at: replace(line, problem=line.problem or problem) for at, line in chain}
    return tuple(settled.values())


def totals(lines: Sequence[Line]) -> tuple[Line, ...]:
    r"""Lines in index form with every differential by those that are free: ``\sum_j \partial f/\partial x_j dx_j``."""
    if not any(_is_differential(line.head) for line in lines):
        return tuple(lines)
    made_of = _made_of(lines)
    chains = list(_chains(lines, _is_differential))
    varied = {(line.section, base) for chain in chains for _, line in chain for base in _varied(line.side)}
    settled = dict(enumerate(lines))
    for chain in chains:
        of = next(_varied(chain[0][1].head))
        by = {ref.base: ref for _, line in chain for ref in _differentials(line.side)}
        free = [ref for base, ref in by.items() if not _makes(by.keys() - {base}, base, made_of)]
        names = {_plain(ref.base) for ref in free}
        below = {base for name in names for base in reach(name, made_of)}
        others = {base for section, base in varied if section == chain[0][1].section} & reach(of, made_of)
        held = (base for base in others - below - {of} if not names & reach(base, made_of))
        assumes = tuple(HELD.format(base) for base in sorted(held))
        for at, line in chain:
            letters = _letters(line)
            written = line.changed(partial(_total, free=free, letters=letters))
            settled[at] = replace(written, assumes=(*line.assumes, *assumes))
    return tuple(settled.values())


def _chains(lines: Sequence[Line], begins: Callable[[Term | None], bool]) -> Iterator[list[tuple[int, Line]]]:
    """The lines of the chains that begin so, with their places."""
    found: defaultdict[int, list[tuple[int, Line]]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.chain is not None:
            found[line.chain].append((at, line))
    return (chain for chain in found.values() if begins(chain[0][1].head))


def _begins(head: Term | None) -> bool:
    """Whether a line begins with a differential, or with a product that looks like one."""
    match head:
        case Times((Ref(base="d", subs=(), sups=()), Ref())) | Nabla(of=Ref(), each=True):
            return True
        case _:
            return False


def _is_differential(head: Term | None) -> bool:
    return isinstance(head, Ref) and head.base.startswith(DIFFERENTIAL)


def _made_of(lines: Sequence[Line]) -> Graph:
    """What the names that lines define are made of; a step that a name takes defines nothing."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        match line.head, line.side:
            case ((Ref(base) | Call(Ref(base), 0)), side) if side is not None and line.relation in DEFINES:
                names = {ref.base for ref in references(side)}
                found[base].update(names if base not in names else ())
            case _:
                pass
    return {base: frozenset(names) for base, names in found.items()}


def _makes(others: Set[str], base: str, made_of: Graph) -> bool:
    """Whether what one differential is of is computed from what others are of."""
    return bool({_plain(each) for each in others} & reach(_plain(base), made_of))


def _named(term: Term) -> Term:
    """A term with names for the differentials in it."""
    match term:
        case Nabla(of=Ref() as of, each=True):
            return _differential(of, term)
        case Times(factors, signs=signs):
            return _joined([_named(factor) for factor in factors], signs, term)
        case _:
            return rebuilt(term, _named)


def _joined(factors: Sequence[Term], signs: Sequence[str], term: Term) -> Term:
    """A product in which each d and the name behind it are one factor."""
    kept: list[Term] = []
    between: list[str] = []
    for at, factor in enumerate(factors):
        match kept[-1:], factor:
            case [Ref(base="d", subs=(), sups=()) as sign], Ref() as of:
                kept[-1] = _differential(of, sign)
            case [Ref(base="d", subs=(), sups=()) as sign], Transposed(Ref() as of):
                kept[-1] = Transposed(_differential(of, sign), factor.span)
            case _:
                between += signs[at - 1 : at] if kept else ()
                kept.append(factor)
    return kept[0] if len(kept) == 1 else Times(tuple(kept), term.span, tuple(between))


def _differential(of: Ref, term: Term) -> Ref:
    return replace(of, base=DIFFERENTIAL + of.base, span=term.span.join(of.span))


def _plain(base: str) -> str:
    return base.removeprefix(DIFFERENTIAL)


def _differentials(term: Term | None) -> Iterator[Ref]:
    return (ref for ref in (references(term) if term is not None else ()) if ref.base.startswith(DIFFERENTIAL))


def _varied(term: Term | None) -> Iterator[str]:
    """The names that differentials in a term are of."""
    return (_plain(ref.base) for ref in _differentials(term))


def _is_linear(term: Term) -> bool:
    """Whether every addend of a term has one differential as a factor."""
    match term:
        case Ref():
            return term.base.startswith(DIFFERENTIAL)
        case Plus(terms):
            return all(map(_is_linear, terms))
        case Times(factors) | Listed(None, factors):
            return [_is_linear(factor) for factor in factors if any(_differentials(factor))] == [True]
        case Divide(above, below):
            return _is_linear(above) and not any(_differentials(below))
        case Transposed(base=inside) | Big(body=inside) | Call(Ref(base="tr" | "diag" | "sum"), 0, (inside,)):
            return _is_linear(inside)
        case _:
            return False


def _letters(line: Line) -> tuple[str, ...]:
    """Letters that a line leaves for further sums."""
    refs = [ref for term in line.sides for ref in references(term)]
    bound = {part.letter for term in line.sides for part in occurrences(term, Big)}
    taken = bound.union(*({ref.base, *ref.subs, *ref.at} for ref in refs))
    return tuple(letter for letter in LETTERS if letter not in taken)


def _total(term: Term, free: Sequence[Ref], letters: Sequence[str]) -> Term:
    """A term with every differential by those that are free."""
    match term:
        case Ref(base) if base.startswith(DIFFERENTIAL) and base not in {each.base for each in free}:
            of = replace(term, base=_plain(base))
            parts = tuple(_along(of, each, letters) for each in free)
            return parts[0] if len(parts) == 1 else Plus(parts, term.span)
        case _:
            return rebuilt(term, lambda part: _total(part, free, letters))


def _along(of: Ref, by: Ref, letters: Sequence[str]) -> Term:
    """The part of a differential that another one makes."""
    fresh = dict(zip(filter(is_letter, (*by.subs, *by.at)), letters, strict=False))
    subs, at = (tuple(fresh.get(script, script) for script in scripts) for scripts in (by.subs, by.at))
    varied = replace(by, subs=subs, at=at)
    slope = Partial(of, replace(varied, base=_plain(by.base)), of.span)
    body: Term = Times((slope, varied), of.span)
    for letter in reversed(fresh.values()):
        body = Big("sum", letter, None, None, (), body, of.span)
    return body
