"""Letters of what is no constant: what a document computes, differentiates, or proves lines for whatever it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from backproof.check.indices.letters import resolved
from backproof.check.layers.in_numbers import plain
from backproof.check.numbers import is_constant
from backproof.check.review.outcome import Outcome
from backproof.check.steps.rates import USUAL_RATES
from backproof.check.verdicts.verdict import PROVED
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references
from backproof.read.terms.terms import Big, Entries, Nabla, Partial, Ref

FEWEST: Final = 3
"""So many other lines have to be proved for any value of a name."""
SCRIPTS: Final = re.compile(r"[_^]\{")
WORD: Final = "\\mathrm{"
CONSTANTS: Final = frozenset({"1", "e", "i", "j", "pi"})
"""Small letters of identities, ones and the like, whatever else of a document has such a letter."""


def letters(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> frozenset[str]:
    """The letters of what varies, without their styles: what has a number somewhere, ends a sum, is a label or a rate,
    may be one."""
    slopes = (part for line in lines for term in line.sides for part in occurrences(term, Partial))
    varied = {plain(each.by.base) for each in slopes}
    return frozenset((_computed(lines) | varied | _proved(outcomes)) - _constant(lines, outcomes))


def computed(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> frozenset[str]:
    """Those of what is computed or differentiated: what is only differentiated by may be the input one of a bias."""
    return frozenset(_computed(lines) - _constant(lines, outcomes))


def _computed(lines: Sequence[Line]) -> set[str]:
    heads = ((line.head, line.side) for line in lines if isinstance(line.head, Ref) and line.side is not None)
    found = {plain(head.base) for head, side in heads if any(references(side))}
    of = (part.of for line in lines for term in line.sides for part in occurrences(term, Partial, Nabla))
    return found | {plain(each.base) for each in of if isinstance(each, Ref)}


def _constant(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> set[str]:
    """The letters of what has a number, ends a sum, is a label or a rate."""
    heads = ((line.head, line.side) for line in lines if isinstance(line.head, Ref) and line.side is not None)
    given = {plain(head.base) for head, side in heads if is_constant(side) and not has(side, Entries)}
    bigs = (part for line in lines for term in line.sides for part in occurrences(term, Big))
    counts = {plain(ref.base) for big in bigs if big.upper is not None for ref in references(big.upper)}
    return {*given, *counts, *_fixed(lines, outcomes), *CONSTANTS, *USUAL_RATES}


def gradients(lines: Sequence[Line]) -> frozenset[str]:
    """The letters of names that are said to be derivatives."""
    heads = [(line.head, line.side) for line in lines if isinstance(line.head, Ref) and line.side is not None]
    return frozenset(plain(head.base) for head, side in heads if isinstance(side, Partial | Nabla))


def letter(key: str) -> str:
    r"""The letter of a name, without its style and its scripts.

    >>> letter(r"\mathbf{W}^{1}"), letter(r"\delta_{1}"), letter(r"\mathrm{net}_{o}")
    ('w', 'delta', 'net')
    """
    found = plain(SCRIPTS.split(key)[0])
    return found.removeprefix(WORD).removesuffix("}") if found.startswith(WORD) else found.removeprefix("\\")


def _fixed(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The letters of labels and of rates."""
    for line, outcome in zip(lines, outcomes, strict=True):
        if (judge := outcome.judge) is not None:
            fixed = judge.builder.labels | judge.doubt.rates
            refs = (ref for term in line.sides for ref in references(term))
            yield from (plain(ref.base) for ref in refs if resolved(judge.book.names, ref).key in fixed)


def _proved(outcomes: Sequence[Outcome]) -> set[str]:
    """The letters that both sides of enough proved lines rest on."""
    proved = (each.finding.sides for each in outcomes if each.finding.verdict in PROVED)
    named = (sides.reached[0] & sides.reached[1] for sides in proved if sides is not None and sides.left != sides.right)
    counts = Counter(each for names in named for each in {*map(letter, names)})
    return {each for each, count in counts.items() if count >= FEWEST}
