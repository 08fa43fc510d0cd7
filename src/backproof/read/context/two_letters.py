r"""Two indices that spell a word: ``o_n = \sum_i s_i v_{in}`` has elements of v, ``W_{in} x`` weights of inputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, renamed
from backproof.read.terms.terms import Big, Ref

WORD: Final = "in"


def told_apart(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, with the word as two indices on names beside which both letters count something wherever it stands."""
    having = [(line, {ref.base for ref in _names(line) if ref.subs == (WORD,)}) for line in lines]
    worded = frozenset().union(*(bases for _, bases in having))
    worded -= frozenset().union(*(bases for line, bases in having if bases and not _counted(line) >= set(WORD)))
    return tuple(_changed(line, worded) for line in lines) if worded else tuple(lines)


def _counted(line: Line) -> set[str]:
    """The letters below names, and those of sums."""
    sums = (big.letter for side in line.sides for big in occurrences(side, Big))
    return {script for ref in _names(line) for script in ref.subs}.union(sums)


def _changed(line: Line, indexed: frozenset[str]) -> Line:
    def spelt(ref: Ref) -> Ref:
        return replace(ref, subs=tuple(WORD)) if ref.base in indexed and ref.subs == (WORD,) else ref

    return line.changed(lambda term: renamed(term, spelt))


def _names(line: Line) -> Iterator[Ref]:
    return (ref for side in line.sides for ref in references(side))
