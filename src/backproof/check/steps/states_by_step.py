r"""States with the number of their step beside parameters without: ``v_t = \gamma v_{t-1} + \eta \nabla J(\theta)`` and
``\theta = \theta - v_t`` are ``v \leftarrow \gamma v + \eta \nabla J(\theta)`` and ``\theta \leftarrow \theta - v``.

So the methods of momentum, Adam and others are written where the parameters have no steps (Ruder, An overview of
gradient descent optimization algorithms, section 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.names.sampling import with_refs
from backproof.check.steps.updates import adds
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Big, Ref
from backproof.read.vocabulary import ASSIGNS

STEP = re.compile(r"\(?([a-z])(-1)?\)?")
GRADIENTS = frozenset("g")
"""Of all other states some line says what they are: an input of the network is none."""
LETTERS = frozenset("tk")
"""What steps of optimisers are counted by."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those of such methods without the numbers of steps."""
    letters = {letter for line in lines if adds(line) for letter in _letters(line)}
    if not letters:
        return tuple(lines)
    refs = [ref for line in lines for side in line.sides for ref in references(side)]
    states = {ref.base for ref in refs if _letter(ref) in letters}
    bound = any(big.letter in letters for line in lines for side in line.sides for big in occurrences(side, Big))
    heads = {line.head.base for line in lines if isinstance(line.head, Ref)}
    if (
        bound
        or not states <= heads | GRADIENTS
        or any(ref.base in states and _letter(ref) not in letters for ref in refs)
    ):
        return tuple(lines)
    return tuple(_stepless(line, letters) for line in lines)


def _letters(line: Line) -> Iterator[str]:
    """The letters of the steps of the states by which a line steps on a name that has none."""
    head, side = line.head, line.side
    if isinstance(head, Ref) and side is not None and _letter(head) is None:
        yield from (letter for ref in references(side) if (letter := _letter(ref)) is not None)


def _letter(ref: Ref) -> str | None:
    """The letter of the step that a name has for its only script: t of ``v_t``, ``v_{t-1}`` and ``v^{(t)}``."""
    scripts = (*ref.subs, *ref.sups, *ref.at)
    step = STEP.fullmatch(scripts[0]) if len(scripts) == 1 else None
    return step[1] if step is not None and step[1] in LETTERS else None


def _stepless(line: Line, letters: set[str]) -> Line:
    """A line without steps, an assignment where it goes on from the step before."""
    head = line.head
    carries = (
        isinstance(head, Ref)
        and line.side is not None
        and any(ref.base == head.base and _letter(ref) in letters for ref in references(line.side))
    )
    plain = with_refs(line, lambda ref: replace(ref, subs=(), sups=()) if _letter(ref) in letters else ref)
    return replace(plain, relation=ASSIGNS) if carries and line.relation == "=" else plain
