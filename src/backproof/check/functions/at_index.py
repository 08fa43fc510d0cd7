r"""Values at an index in parentheses: ``p(k) = e^{z_k} / \sum_j e^{z_j}`` is ``p_k``, and ``p(j)`` another element."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import partial

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Big, Call, Partial, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS

Name = tuple[str, tuple[str, ...], tuple[str, ...]]


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such indices as subscripts."""
    calls: defaultdict[Name, list[Call]] = defaultdict(list)
    for part in (part for line in lines for term in line.sides for part in walk(term)):
        if isinstance(part, Call):
            calls[_name(part.name)].append(part)
    defined = {_name(line.head.name) for line in lines if isinstance(line.head, Call) and _counts(line.head, line)}
    whole = {_name(ref) for line in lines for term in line.sides for ref in _alone(term)}
    found = {name for name in defined - whole if all(map(_is_at_letter, calls[name]))}
    if not found:
        return tuple(lines)
    return tuple(line.changed(partial(_indexed, found=found)) for line in lines)


def _name(ref: Ref) -> Name:
    return ref.base, ref.subs, ref.sups


def _is_at_letter(call: Call) -> bool:
    match call.arguments:
        case (Ref(base=letter, subs=(), sups=()),):
            return len(letter) == 1 and letter.islower() and not call.primes and call.name.base not in FUNCTION_WORDS
        case _:
            return False


def _counts(head: Call, line: Line) -> bool:
    """Whether a definition has the letter of its head as a subscript, and nowhere as a quantity."""
    if not _is_at_letter(head) or line.side is None or line.relation not in DEFINES:
        return False
    (letter,) = (each.base for each in head.arguments if isinstance(each, Ref))
    refs = list(references(line.side))
    bound = any(isinstance(part, Big) and part.letter == letter for part in walk(line.side))
    return not bound and any(letter in ref.subs for ref in refs) and all(ref.base != letter for ref in refs)


def _alone(term: Term) -> Sequence[Ref]:
    """The names in a term that are applied to nothing."""
    called = {id(part.name) for part in occurrences(term, Call)}
    return [ref for ref in references(term) if id(ref) not in called]


def _indexed(term: Term, found: Set[Name]) -> Term:
    match term:
        case Call(name=name, arguments=(Ref(base=letter),)) if _name(name) in found:
            return replace(name, subs=(*name.subs, letter), span=term.span)
        case Partial(of=of):
            return replace(term, of=_indexed(of, found))
        case _:
            return rebuilt(term, lambda part: _indexed(part, found))
