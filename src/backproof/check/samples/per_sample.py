r"""Numbers of samples: the a and y of ``\sum_i (a^{(i)} - y^{(i)})^2``, and of a cross-entropy of two classes.

Where such a text gathers all samples, ``A = (a^{(1)}, \dots, a^{(m)})`` is a row or a column of numbers, and so is the
Z of ``A = \sigma(Z)``.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from backproof.check.names.sampling import sample_of
from backproof.matrix.losses import outputs_of_two_classes
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Call, Num, Plus, Raise, Ref, Times


def numbers(lines: Sequence[Line]) -> frozenset[str]:
    """The names, each with a sample and no element, of losses that add up numbers."""
    found = {ref.base for pair in outputs_of_two_classes(lines) for ref in pair if _is_of_sample(ref)}
    parts = (part for line in lines for side in line.sides for part in walk(side))
    for part in parts:
        match part:
            case Raise(Plus((Ref() as one, Times((Num(-1), Ref() as other)))), Num(2)) if _is_of_sample(one):
                found |= {one.base, other.base} if _is_of_sample(other) else set()
            case _:
                pass
    return frozenset(found)


def outputs(lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    """The label and the output of each cross-entropy of two classes without a sample, where a line computes that."""
    computed = {line.head.key for line in lines if isinstance(line.head, Ref)}
    pairs = outputs_of_two_classes(lines)
    return tuple(
        (one.base, other.base)
        for one, other in pairs
        if other.key in computed and not (one.subs or one.sups or other.subs or other.sups)
    )


def _is_of_sample(ref: Ref) -> bool:
    return sample_of(ref) is not None and not ref.subs


def biases(lines: Sequence[Line], heads: Set[str]) -> frozenset[str]:
    r"""Small letters that are added to what is a number for each sample: the b of ``Z = w^T X + b`` is one for all."""
    sums = (line.side for line in lines if isinstance(line.head, Ref) and line.head.base in heads)
    terms = (term for side in sums if isinstance(side, Plus) for term in side.terms)
    return frozenset(term.base for term in terms if isinstance(term, Ref) and not (term.subs or term.sups))


def together(lines: Sequence[Line], known: Set[str]) -> frozenset[str]:
    r"""Names with what they are functions of, element by element: Z beside A where ``A = \sigma(Z)``."""
    found = set(known)
    for _ in lines:
        before = len(found)
        for line in lines:
            match line.head, line.side:
                case Ref(base=head, subs=(), sups=()), Call(_, 0, (Ref(base=inner, subs=(), sups=()),)) if (
                    head in found
                ):
                    found.add(inner)
                case _:
                    pass
        if len(found) == before:
            break
    return frozenset(found)
