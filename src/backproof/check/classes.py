r"""Labels that are class numbers: ``1\{y = k\}`` is element k of the one-hot label y, ``p_y`` what y chooses.

Equality of values has no chance at random points, so an indicator of a class becomes a name with a slot for the class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

from backproof.read.lines import Line
from backproof.read.naming import INDEX_LETTERS
from backproof.read.scripts import NESTED
from backproof.read.spelling import letters_of
from backproof.read.terms import Big, Compare, Listed, Num, Plus, Ref, Term, Times, minus, rebuilt, references, walk
from backproof.source import Span

ONE_HOT = "\\mathbb{1}"
"""How the name of a one-hot label begins."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with indicators of classes as elements of one-hot labels."""
    terms = [term for line in lines for term in (line.head, line.side) if term is not None]
    inside = [part for term in terms for part in walk(term)]
    refs = [ref for term in terms for ref in references(term)]
    slots = {script for ref in refs for script in (*ref.subs, *ref.at)}
    letters = frozenset(slots | {part.letter for part in inside if isinstance(part, Big)}) & INDEX_LETTERS
    classes = _Classes(letters, *_labels(inside, letters))
    named = any(NESTED.fullmatch(script) for script in slots)
    return tuple(map(classes.line, lines)) if classes.labels or named else tuple(lines)


def _labels(inside: Sequence[Term], letters: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Names that are compared with classes, and those of them that are 0 or 1 only."""
    found: set[str] = set()
    numbers: defaultdict[str, set[Fraction]] = defaultdict(set)
    for part in inside:
        match part:
            case Compare("=", Ref(base), Ref(letter, (), ())) if letter in letters and base not in letters:
                found.add(base)
            case Compare("=", Ref(base), Num(value)) if base not in letters and value.denominator == 1:
                found.add(base)
                numbers[base].add(value)
            case _:
                pass
    return frozenset(found), frozenset(base for base, values in numbers.items() if values == {0, 1})


@final
@dataclass(frozen=True, slots=True)
class _Classes:
    """``letters``: the indices of a document, ``labels``: names of class numbers, ``binary``: those that are 0 or 1."""

    letters: frozenset[str]
    labels: frozenset[str]
    binary: frozenset[str]

    def line(self, line: Line) -> Line:
        """A line with its indicators as names; conditions beside it stay."""
        head, side = (None if term is None else self.term(term) for term in (line.head, line.side))
        return replace(line, head=head, side=side)

    def term(self, term: Term) -> Term:
        """A term with its indicators as names."""
        match term:
            case Compare("=", Ref(base) as label, Ref(letter)) if base in self.labels and letter in self.letters:
                return one_hot(label, letter, term.span)
            case Compare("=", Ref(base) as label, Num(value)) if base in self.labels and value.denominator == 1:
                if base not in self.binary or value:
                    return one_hot(label, str(value), term.span)
                one = one_hot(label, "1", term.span)
                return Plus((Num(Fraction(1), 0, term.span), minus(one, term.span)), term.span)
            case Ref():
                return self.chosen(term)
            case Listed(items=items):
                return replace(term, items=tuple(map(self.term, items)))
            case _:
                return rebuilt(term, self.term)

    def chosen(self, ref: Ref) -> Term:
        r"""``p_y`` and ``s_{y_i}``: the element that a label names; ``\\delta_{ky}`` is the label itself."""
        for at, script in enumerate(ref.subs):
            label = self.label(script, ref.span)
            if label is None:
                continue
            others = (*ref.subs[:at], *ref.subs[at + 1 :])
            if ref.base == "delta" and len(others) == 1:
                return one_hot(label, others[0], ref.span)
            letter = next(each for each in ("c", "c'", "c''") if each not in self.letters and each not in ref.subs)
            element = replace(ref, subs=(*ref.subs[:at], letter, *ref.subs[at + 1 :]))
            body = Times((one_hot(label, letter, ref.span), element), ref.span)
            return Big("sum", letter, None, None, (), body, ref.span)
        return ref

    def label(self, script: str, span: Span) -> Ref | None:
        """The label that a subscript is: y, or ``y_i``."""
        nested = NESTED.fullmatch(script)
        if nested is not None:
            return Ref(nested[1], (nested[2],), (), span)
        return Ref(script, (), (), span) if script in self.labels else None


def one_hot(label: Ref, number: str, span: Span) -> Ref:
    """One element of a one-hot label."""
    return Ref(f"{ONE_HOT}^{{{letters_of(label.base)}}}", (*label.subs, number), label.sups, span)


def one_hot_bases(lines: Sequence[Line]) -> Iterator[Ref]:
    """The one-hot labels that lines name with a letter for the class."""
    for line in lines:
        for term in (line.head, line.side):
            for ref in references(term) if term is not None else ():
                if ref.base.startswith(ONE_HOT) and not ref.subs[-1].isdigit():
                    yield ref
