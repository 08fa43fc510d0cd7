r"""Functions that a chain defines, where no line before does: ``y = \varphi(v) = \frac{1}{1 + e^{-v}}``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from backproof.check.definitions.shape import CONSTANTS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, occurrences, references
from backproof.read.terms.terms import Call, Ref, Term
from backproof.read.vocabulary import FUNCTION_LETTERS, FUNCTION_WORDS

Found = tuple[int, Call, Term]


def defined(lines: Sequence[Line]) -> Iterator[Found]:
    """The lines that give the value of a function by its arguments alone, with the function and the value.

    Two chains that give one letter two bodies have two functions, one for each layer: none of them defines it.
    """
    found = list(_values(lines))
    bodies = Counter(call.name.key for at, call, body in found if not _repeats(found, at, call, body))
    yield from (each for each in found if bodies[each[1].name.key] == 1)


def _repeats(found: Sequence[Found], at: int, call: Call, body: Term) -> bool:
    """Whether a chain before gives a function the same body."""
    return any(where < at and alike(other, call) and alike(value, body) for where, other, value in found)


def _values(lines: Sequence[Line]) -> Iterator[Found]:
    known: set[str] = set()
    for at, (before, line) in enumerate(pairwise(lines), start=1):
        if isinstance(before.head, Call):
            known.add(before.head.name.key)
        goes_on = line.head is None and line.chain is not None and line.chain == before.chain
        match before.head, before.side, line.side:
            case Ref(), Call(Ref(base, (), ()) as name, 0, arguments) as call, body if (
                goes_on and base in FUNCTION_LETTERS and base not in FUNCTION_WORDS and body is not None
            ):
                parameters = {each.key for each in arguments if isinstance(each, Ref) and not (each.subs or each.sups)}
                applied = {part.name.key for part in occurrences(body, Call)} & FUNCTION_WORDS.keys()
                named = {ref.key for ref in references(body)} - CONSTANTS - applied
                if len(parameters) == len(arguments) and named == parameters and name.key not in known:
                    yield at, call, body
            case _:
                pass
