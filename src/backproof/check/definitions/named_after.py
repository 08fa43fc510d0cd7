r"""Subscripts that name a quantity of the document: the o of ``\delta_o``, where ``o = \sigma(net_o)`` is its output.

A letter that heads a formula of its own counts nothing, where no sum binds it, no case compares it, and it stands
alone wherever it stands in a subscript. Nor does one that only the left side of a definition by numbered elements has:
``net_o = u_1 h_1 + u_2 h_2`` is one unit. A Greek letter that stands anywhere as a quantity counts nothing either:
``\mu = W_\mu h``, ``\ell_\lambda = \ell + \lambda \|w\|^2``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.names import labelled
from backproof.check.names.sampling import with_refs
from backproof.read.grammar.spelling import GREEK
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Big, Call, Compare, Ref, Term

EXTREMES = frozenset({"argmax", "argmin"})


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such letters as a part of the names that they stand at."""
    letters = _quantities(lines)
    if not letters:
        return tuple(lines)

    def named(ref: Ref) -> Ref:
        own = len(ref.subs) == 1 and ref.subs[0] in letters and ref.base != ref.subs[0]
        return replace(ref, base=labelled(ref.base, ref.subs), subs=()) if own else ref

    return tuple(with_refs(line, named) for line in lines)


def _quantities(lines: Sequence[Line]) -> frozenset[str]:
    """Letters that are computed, and are no index anywhere."""
    computed = {line.head.base for line in lines if isinstance(line.head, Ref) and _is_computed(line)}
    computed |= {letter for line in lines for letter in _single(line)}
    found = computed - set(_counting(lines)) if computed else computed
    return frozenset(found | _greek(lines))


def _greek(lines: Sequence[Line]) -> set[str]:
    """Greek letters below names that are quantities elsewhere, and stand nowhere beside another index."""
    refs = list(_references(lines))
    below = {ref.subs[0] for ref in refs if len(ref.subs) == 1} & GREEK
    below &= {ref.base for ref in refs} if below else set()
    if not below:
        return below
    parts = [part for line in lines for term in line.terms for part in walk(term)]
    bound = {part.letter for part in parts if isinstance(part, Big)}
    called = {letter for part in parts if isinstance(part, Call) for letter in part.name.subs}
    beside = {script for ref in refs if len(ref.subs) + len(ref.at) > 1 for script in (*ref.subs, *ref.at)}
    return below - bound - called - beside


def _is_computed(line: Line) -> bool:
    """Whether a line puts a formula of other quantities for a single letter; an index may equal another one."""
    match line.head, line.side:
        case Ref(base, (), (), at=()), side if len(base) == 1 and base.islower() and side is not None:
            parts = list(walk(side))
            quantities = (part for part in parts if isinstance(part, Ref) and (part.subs or len(part.base) > 1))
            return any(quantities) and not any(isinstance(p, Call) and p.name.base in EXTREMES for p in parts)
        case _:
            return False


def _single(line: Line) -> Iterator[str]:
    """The letter of a unit that a line computes from elements with numbers, which have no letter."""
    match line.head, line.side:
        case Ref(subs=(letter,), sups=(), at=()), side if len(letter) == 1 and letter.islower() and side is not None:
            scripts = [ref.subs for ref in references(side) if ref.subs]
            if line.relation in DEFINES and scripts and all(sub.isdigit() for subs in scripts for sub in subs):
                yield letter
        case _:
            return


def _counting(lines: Sequence[Line]) -> Iterator[str]:
    """Letters that sums bind or cases compare, and those that stand at a name beside others or at themselves."""
    for part in (part for line in lines for term in line.terms for part in walk(term)):
        match part:
            case Big(letter=letter):
                yield letter
            case Call(name=Ref(subs=below)):
                yield from below
            case Compare(_, left, right):
                yield from (side.base for side in (left, right) if isinstance(side, Ref))
            case _:
                pass
    for ref in _references(lines):
        scripts = (*ref.subs, *ref.at, *ref.sups)
        if scripts:
            yield ref.base
        if len(scripts) > 1 or ref.at or ref.sups:
            yield from scripts


def _references(lines: Sequence[Line]) -> Iterator[Ref]:
    terms: Iterator[Term] = (term for line in lines for term in line.terms)
    return (ref for term in terms for ref in references(term))
