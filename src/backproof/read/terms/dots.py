r"""What dots stand for: ``x_1, \dots, x_n`` are the x_i, ``a_1 z_1 + \dots + a_n z_n`` is a sum over i."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import final

from backproof.read.terms.rewriting import bare, references, renamed
from backproof.read.terms.terms import (
    Big,
    Call,
    Divide,
    Listed,
    Nabla,
    Num,
    Partial,
    Plus,
    Raise,
    Ranged,
    Ref,
    Run,
    Term,
    Times,
    Transposed,
    Unreadable,
)
from backproof.read.vocabulary import VALUE
from backproof.source import Span
from backproof.syntax.tree import Atom, Node

DOTS = frozenset({"vdots", "ddots", "cdots", "ldots", "dots"})
LETTERS = "ijkpqrs"
FEWEST = 3
SECOND = 2
LAST = re.compile(r"[A-Za-z]\d?")
"""The last number, as a letter: ``n``, or ``N1`` for ``N_1``."""
UNCLEAR = "what these dots stand for is not clear"


def is_dots(node: Node) -> bool:
    """Whether a node is dots that stand for what is not written."""
    return isinstance(node, Atom) and node.text in DOTS


def stands_for_more(term: Term) -> bool:
    """Whether a term is nothing but dots."""
    return isinstance(term, Ref) and term.base in DOTS


def row(entries: Sequence[Term], span: Span) -> tuple[Term, Run]:
    """The entry that a letter runs over, from entries with dots before the last one."""
    places = [place for place, entry in enumerate(entries) if stands_for_more(entry)]
    if len(entries) < FEWEST or places != [len(entries) - 2]:
        raise Unreadable(UNCLEAR, span)
    *before, _, last = entries
    letter = spare_letters(entries)[0]
    try:
        body, run = merged(before[0], last, letter, span)
    except Unreadable:
        if len(before) == 1:
            raise
        body, run = _begun(before[0], *merged(before[1], last, letter, span), span)
    for step, entry in enumerate(before[1:], 1):
        if bare(at(body, run, run.first + step)) != bare(entry):
            raise Unreadable(UNCLEAR, span)
    return body, run


def pieces(entries: Sequence[Term], span: Span, *, across: bool) -> tuple[Term, ...]:
    r"""Entries some of which stand for a run, ``1, x_1, \dots, x_n``: that run as one of them.

    ``across``: in a row. Raises :class:`Unreadable` where dots are not clear.
    """
    found: list[Term] = []
    at = 0
    for place in [place for place, entry in enumerate(entries) if stands_for_more(entry)]:
        end = place + 2
        start = next((start for start in range(at, place) if _is_run(entries[start:end], span)), None)
        if start is None or any(_is_run([each, *entries[place:end]], span) for each in entries[at:start]):
            raise Unreadable(UNCLEAR, span)  # x_1, x_3, \dots, x_n
        body, run = row(entries[start:end], span)
        found += [*entries[at:start], Ranged(body, None if across else run, run if across else None, span)]
        at = end
    return (*found, *entries[at:])


def _is_run(entries: Sequence[Term], span: Span) -> bool:
    try:
        return bool(row(entries, span))
    except Unreadable:
        return False


def merged(first: Term, last: Term, letter: str, span: Span) -> tuple[Term, Run]:
    """The first and the last entry as one; raises Unreadable where their forms differ."""
    merging = _Merging(letter, span)
    body = merging.of(first, last)
    return body, merging.run()


def _begun(entry: Term, body: Term, run: Run, span: Span) -> tuple[Term, Run]:
    r"""``w_i, w_2, \dots, w_n``: an entry before the second one, with a letter for its number."""
    letters = {script for ref in references(entry) for script in (*ref.subs, *ref.sups, *ref.at) if script.isalpha()}
    for letter in sorted(letters) if run.first == SECOND else ():
        if bare(relettered(body, run.letter, letter)) == bare(entry):
            return body, replace(run, first=1, begun=letter)
    raise Unreadable(UNCLEAR, span)


def column(bodies: Sequence[tuple[Term, Run]], span: Span) -> tuple[Term, Run, Run]:
    """The entry of a matrix, from the first and the last of its rows."""
    (first, across), (last, other) = bodies[0], bodies[-1]
    if bare(across.last) != bare(other.last) or across.first != other.first:
        raise Unreadable(UNCLEAR, span)
    # Both rows have the same letter in the same places.
    merging = _Merging(spare_letters((first, last, Ref(across.letter, (), (), span)))[0], span)
    body = merging.of(first, relettered(last, other.letter, across.letter))
    return body, merging.run(), across


def listed(items: Sequence[Term], span: Span) -> Ranged | Listed:
    """A list, perhaps with dots in it; where they are not clear, they stand as an element."""
    try:
        body, run = row(items, span)
    except Unreadable:
        pass
    else:
        return Ranged(body, run, None, span, listed=True)
    try:
        return Listed(None, pieces(items, span, across=False), span)
    except Unreadable:
        return Listed(None, tuple(items), span)


def at(body: Term, run: Run, number: int) -> Term:
    """The entry with a number."""
    return relettered(body, run.letter, str(number))


def relettered(term: Term, letter: str, other: str) -> Term:
    """The term with another script in the place of a letter."""

    def change(ref: Ref) -> Ref:
        swap = {letter: other, f"({letter})": f"({other})"}
        scripts = (tuple(swap.get(each, each) for each in scripts) for scripts in (ref.subs, ref.sups, ref.at))
        subs, sups, at = scripts
        return replace(ref, subs=subs, sups=sups, at=at)

    return renamed(term, change)


@final
@dataclass(slots=True)
class _Merging:
    """Two entries as one, with a letter wherever the first has its number and the last has its own."""

    letter: str
    span: Span
    _ends: set[tuple[str, str]] = field(default_factory=set)

    def run(self) -> Run:
        """The letter with its bounds; raises Unreadable where entries differ in more than one place, or in none."""
        if len(self._ends) != 1:
            raise Unreadable(UNCLEAR, self.span)
        first, last = next(iter(self._ends))
        number = Num(Fraction(int(last)), 0, self.span) if last.isdigit() else None
        return Run(self.letter, int(first), number or Ref(last[0], tuple(last[1:]), (), self.span))

    def of(self, one: Term, other: Term) -> Term:
        """Both terms as one; raises Unreadable where they have different forms."""
        match one, other:
            case Num(value), Num(same) if value == same:
                return one
            case Ref(), Ref():
                return self.name(one, other)
            case Call(), Call() if one.primes == other.primes:
                return replace(
                    one, name=self.name(one.name, other.name), arguments=self.each(one.arguments, other.arguments)
                )
            case Partial(of, by), Partial(last, under):
                return replace(one, of=self.of(of, last), by=self.name(by, under))
            case Plus(parts), Plus(others):
                return replace(one, terms=self.each(parts, others))
            case Times(parts), Times(others) if one.signs == other.signs:
                return replace(one, factors=self.each(parts, others))
            case Divide(above, below), Divide(last, under):
                return replace(one, numerator=self.of(above, last), denominator=self.of(below, under))
            case Raise(base, power), Raise(last, exponent):
                return replace(one, base=self.of(base, last), exponent=self.of(power, exponent))
            case Nabla(base), Nabla(last):
                return replace(one, of=self.of(base, last))
            case Transposed(base), Transposed(last):
                return replace(one, base=self.of(base, last))
            case Big(), Big() if (one.kind, one.letter) == (other.kind, other.letter):
                if bare(replace(one, body=other.body)) != bare(other):
                    raise Unreadable(UNCLEAR, self.span)
                return replace(one, body=self.of(one.body, other.body))
            case Ranged(), Ranged() if bare(replace(one, body=other.body)) == bare(other):
                return replace(one, body=self.of(one.body, other.body))
            case _:
                raise Unreadable(UNCLEAR, self.span)

    def each(self, parts: Sequence[Term], others: Sequence[Term]) -> tuple[Term, ...]:
        if len(parts) != len(others):
            raise Unreadable(UNCLEAR, self.span)
        return tuple(self.of(one, other) for one, other in zip(parts, others, strict=True))

    def name(self, one: Ref, other: Ref) -> Ref:
        other = _with_value(one, other)
        if one.base != other.base or len(one.at) != len(other.at):
            raise Unreadable(UNCLEAR, self.span)
        subs, sups = self.scripts(one.subs, other.subs), self.scripts(one.sups, other.sups)
        return replace(one, subs=subs, sups=sups, at=self.scripts(one.at, other.at))

    def scripts(self, one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
        one, other = _apart(one, len(other)), _apart(other, len(one))
        if len(one) != len(other):
            raise Unreadable(UNCLEAR, self.span)
        return tuple(self.script(first, last) for first, last in zip(one, other, strict=True))

    def script(self, first: str, last: str) -> str:
        if first == last:
            return first
        ends = first.strip("()"), last.strip("()")
        plain = ends[0].isdigit() and (ends[1].isdigit() or LAST.fullmatch(ends[1]) is not None)
        if not plain or first.startswith("(") != last.startswith("("):
            raise Unreadable(UNCLEAR, self.span)
        self._ends.add(ends)
        return f"({self.letter})" if first.startswith("(") else self.letter


def _with_value(first: Ref, last: Ref) -> Ref:
    r"""``P(y = K | x)`` behind ``P(y = 1 | x)``, whose 1 is a script: K is one, too."""
    before, value, behind = first.base.partition(VALUE)
    named = last.base[len(before) : len(last.base) - len(behind)]
    if not value or f"{before}{named}{behind}" != last.base or LAST.fullmatch(named) is None:
        return last
    return replace(last, base=first.base, subs=(named, *last.subs))


def _apart(scripts: tuple[str, ...], count: int) -> tuple[str, ...]:
    """``11`` beside ``1m`` is 1, 1, and ``in`` beside ``i1`` is i, n."""
    match scripts:
        case (word,) if word.isalnum() and len(word) == count > 1:
            return tuple(word)
        case _:
            return scripts


def spare_letters(terms: Sequence[Term], count: int = 1) -> list[str]:
    """Letters that the terms do not use."""
    names = {name for term in terms for ref in references(term) for name in (ref.base, *ref.subs, *ref.sups)}
    return [letter for letter in (*LETTERS, *"uv") if letter not in names][:count]
