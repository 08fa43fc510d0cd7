r"""The loss of one example under the letter of that of all: ``J(W, b) = \frac1m \sum_i J(W, b; x^{(i)}, y^{(i)})``.

What is applied to more is another function. Of each example it is a name of its own, unless a line says how to compute
it from what it is applied to alone: what a network gives for an example is written without the example.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.sampling import sample_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references
from backproof.read.terms.terms import Big, Call, Partial, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, NORMS


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such losses under another letter wherever they are those of an example by its number."""
    found = {base: count for line in lines for base, count in _added_up(line)}
    if not found:
        return tuple(lines)
    used = {ref.base for line in lines for side in line.sides for ref in references(side)}
    apart = {
        base: count
        for base, count in found.items()
        if _letter(base) in LOSS_LETTERS - used and not _is_computed(base, count, lines)
    }
    return tuple(line.changed(partial(_renamed, found=apart)) for line in lines) if apart else tuple(lines)


def _letter(base: str) -> str:
    return f"\\mathcal{{{base}}}"


def _added_up(line: Line) -> Iterator[tuple[str, int]]:
    """The letter of a loss that adds up one of the same letter, and to how many things the latter is applied."""
    head = line.head.name if isinstance(line.head, Call) else line.head
    if not isinstance(head, Ref) or head.base not in LOSS_LETTERS or line.side is None or line.relation not in DEFINES:
        return
    own = len(line.head.arguments) if isinstance(line.head, Call) else 0
    for big in occurrences(line.side, Big):
        for call in occurrences(big.body, Call):
            if call.name.base == head.base and len(call.arguments) > own and _is_of_example(call):
                yield head.base, len(call.arguments)


def _is_of_example(call: Call) -> bool:
    """Whether a function is applied to an example by its number: ``x^{(i)}``."""
    return any(isinstance(each, Ref) and sample_of(each) is not None for each in call.arguments)


def _is_computed(base: str, count: int, lines: Sequence[Line]) -> bool:
    """Whether lines say how a loss is computed from nothing but what it is applied to."""
    bodies = {
        (line.head.name.base, len(line.head.arguments)): line.side
        for line in lines
        if isinstance(line.head, Call) and line.side is not None and line.relation in DEFINES
    }
    pending = [(base, count)]
    while pending:
        body = bodies.pop(pending.pop(), None)
        if body is None or any(ref.sups for ref in references(body)):
            return False
        calls = (each for each in occurrences(body, Call) if each.name.base not in FUNCTION_WORDS.keys() | NORMS)
        pending += ((each.name.base, len(each.arguments)) for each in calls)
    return True


def _renamed(term: Term, found: Mapping[str, int]) -> Term:
    match rebuilt(term, partial(_renamed, found=found)):
        case Call(name, _, arguments) as call if found.get(name.base) == len(arguments) and _is_of_example(call):
            return replace(call, name=replace(name, base=_letter(name.base)))
        case Partial(of) as slope:
            return replace(slope, of=_renamed(of, found))
        case other:
            return other
