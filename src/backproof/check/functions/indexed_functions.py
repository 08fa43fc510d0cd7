r"""Functions with an index, ``\phi_k(x) = ...``, that other lines write with another letter: ``\sum_j w_j \phi_j(x)``.

Where every one of them is applied to the one argument of the definition, they are the elements of an array. Of one
letter they are that where the definition has a norm, which is one of whole vectors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.matrix.said import has_norm
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, walk
from backproof.read.terms.terms import Call, Partial, Ref, Term


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the elements of such arrays for their functions."""
    found = {line.head.name.base: line for line in lines if isinstance(line.head, Call) and _is_one(line)}
    defined = {base: line.head for base, line in found.items() if isinstance(line.head, Call)}
    letters: defaultdict[str, set[str]] = defaultdict(set)
    others: set[str] = set()
    for part in (part for line in lines for term in line.sides for part in walk(term)) if defined else ():
        match part:
            case Call(Ref(base, (letter,), ()), 0, arguments) if base in defined and _same(arguments, defined[base]):
                letters[base].add(letter)
            case Ref(subs=(_, _)):
                pass
            case Call(Ref(base)) | Ref(base) | Partial(by=Ref(base)):
                others.add(base)
            case _:
                pass
    normed = {base for base, line in found.items() if line.side is not None and has_norm(line.side)}
    usual = {base for base in defined.keys() - others if len(letters[base]) > 1 or base in normed}
    if not usual:
        return tuple(lines)

    def written(term: Term) -> Term:
        match term:
            case Call(Ref(base)) if base in usual:
                return replace(term.name, span=term.span)
            case _:
                return rebuilt(term, written)

    return tuple(line.changed(written) for line in lines)


def _is_one(line: Line) -> bool:
    """Whether a line defines a function with a letter as its index by one name."""
    match line.head:
        case Call(Ref(_, (letter,), ()), 0, (Ref(_, (), ()),)):
            return line.relation in DEFINES and line.side is not None and letter.isalpha() and len(letter) == 1
        case _:
            return False


def _same(arguments: Sequence[Term], defined: Call) -> bool:
    match arguments, defined.arguments:
        case (Ref(one, (), ()),), (Ref(other, (), ()),):
            return one == other
        case _:
            return False
