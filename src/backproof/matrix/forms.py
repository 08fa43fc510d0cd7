r"""Quadratic forms of vectors, ``S = (y - X \beta)^T (y - X \beta)``: what a line defines as one is a number.

A capital letter may be a matrix, of which the same product is one, too; a small one hardly ever is. Without that the
letter of the form and those of its vectors would be matrices together, as nothing else says what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backproof.matrix import said
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike
from backproof.read.terms.terms import Call, Divide, Nabla, Num, Partial, Plus, Ref, Term, Times, Transposed


def quadratic_forms(lines: Sequence[Line]) -> Iterator[Ref]:
    """The names that lines define as quadratic forms of sums that begin with a small letter, or of a small letter,
    which need a derivative of the name: the matrix of all samples has a small letter at times, and ``h^T h`` is one."""
    for line in lines:
        head = line.head.name if isinstance(line.head, Call) else line.head
        if isinstance(head, Ref) and not head.subs and line.relation in said.EQUALITIES and line.side is not None:
            vector = _vector(line.side)
            if vector is not None and (isinstance(vector, Plus) or head.key in _differentiated(lines)):
                yield head


def _differentiated(lines: Sequence[Line]) -> Iterator[str]:
    parts: Iterator[Partial | Nabla] = said.of_lines(lines, Partial, Nabla)
    above = (part.of for part in parts)
    names = (each.name if isinstance(each, Call) else each for each in above)
    return (each.key for each in names if isinstance(each, Ref))


def _vector(side: Term) -> Term | None:
    """What a side is the quadratic form of, by a small letter; None where it is something else."""
    match side:
        case Times((Num() | Divide(Num(), Num()), *factors)) | Times(factors):
            pass
        case Divide(Times(factors), Num()):
            pass
        case _:
            return None
    match factors:
        case [Transposed(one), *_, other] | (Transposed(one), *_, other) if _is_small(one) and alike(one, other):
            return one
        case _:
            return None


def _is_small(vector: Term) -> bool:
    match vector:
        case Ref(base, ()):
            letter = base.rpartition("{")[2].rstrip("}")
            return letter.islower()
        case Plus((first, *_)):
            return _is_small(first)
        case _:
            return False
