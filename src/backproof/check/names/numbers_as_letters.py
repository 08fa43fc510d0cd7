r"""Numbers that became letters: ``f_i(w_i, x^{(i)})`` beside ``f_1(w_1, x)``, where i counts the samples.

A function and its weights do not change from sample to sample. Where the same call stands elsewhere with numbers, those
are meant: the two signs look alike in handwriting and in print.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import final

from backproof.check.names.sampling import sample_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references
from backproof.read.terms.terms import Call, Partial, Ref, Term

Place = tuple[str, str]
"""A function, and what it is applied to."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the numbers that such letters stand for."""
    calls = [call for line in lines for term in line.sides for call in _outermost(term)]
    lettered = [call for call in calls if _letters(call)]
    if not lettered:
        return tuple(lines)
    numbered = [call for call in calls if not _letters(call)]
    found = (_Numbers.of(call, other) for call in lettered for other in numbered)
    known = next((each for each in found if each is not None), None)
    return tuple(lines) if known is None else tuple(known.line(each) for each in lines)


@final
@dataclass(frozen=True, slots=True)
class _Numbers:
    """The functions that letters stand for, and the arguments of each."""

    functions: Mapping[str, Ref]
    arguments: Mapping[Place, Ref]
    note: str

    @staticmethod
    def of(call: Call, other: Call) -> _Numbers | None:
        """What a call with letters means by one with numbers; None where they are not the same otherwise."""
        pairs = list(_aligned(call, other, call.name))
        if None in pairs:
            return None
        letter = min(_letters(call))
        functions: defaultdict[str, dict[str, Ref]] = defaultdict(dict)
        arguments: defaultdict[Place, dict[str, Ref]] = defaultdict(dict)
        for pair in pairs:
            assert pair is not None
            around, one, meant = pair
            if one.subs != meant.subs:
                (functions[one.key] if around is None else arguments[around.key, _bare(one)])[meant.key] = meant
        single = all(len(each) == 1 for each in (*functions.values(), *arguments.values()))
        note = f"{letter} stands for the numbers of {other.name.key}, which is written with them elsewhere"
        if not single or not functions:
            return None
        return _Numbers(
            {key: next(iter(each.values())) for key, each in functions.items()},
            {key: next(iter(each.values())) for key, each in arguments.items()},
            note,
        )

    def line(self, line: Line) -> Line:
        """A line with numbers for such letters."""
        parts = (part for term in line.sides for part in occurrences(term, Partial))
        slopes = [(part.of.key, _bare(part.by)) for part in parts if isinstance(part.of, Ref)]
        own = {by: self.arguments[of, by] for of, by in slopes if (of, by) in self.arguments}
        found = line.changed(lambda term: self.term(term, own))
        return line if found.sides == line.sides else replace(found, assumes=(*line.assumes, self.note))

    def term(self, term: Term, own: Mapping[str, Ref], around: Ref | None = None) -> Term:
        """A term with numbers, ``own`` being those of variables in its line."""
        match term:
            case Call(name=name, arguments=arguments):
                inside = tuple(self.term(each, own, name) for each in arguments)
                return replace(term, name=self.function(name), arguments=inside)
            case Ref() if around is not None and (around.key, _bare(term)) in self.arguments:
                return _numbered(term, self.arguments[around.key, _bare(term)])
            case Partial(Ref() as of, by):
                meant = self.arguments.get((of.key, _bare(by))) or own.get(_bare(by))
                by = self.function(by) if meant is None else _numbered(by, meant)
                return replace(term, of=self.function(of), by=by)
            case _:
                return rebuilt(term, lambda part: self.term(part, own))

    def function(self, name: Ref) -> Ref:
        """A name with its number, if it is that of such a function."""
        return _numbered(name, self.functions[name.key]) if name.key in self.functions else name


def _numbered(ref: Ref, meant: Ref) -> Ref:
    return replace(ref, subs=meant.subs)


def _bare(ref: Ref) -> str:
    return f"{ref.base}_{','.join(ref.subs)}"


def _outermost(term: Term) -> Iterator[Call]:
    """The calls in a term that stand in no other one of a function with a number or a letter."""
    if isinstance(term, Call) and len(term.name.subs) == 1:
        yield term
        return
    inside: list[Term] = []

    def keep(part: Term) -> Term:
        inside.append(part)
        return part

    rebuilt(term, keep)
    for part in inside:
        yield from _outermost(part)


def _letters(call: Call) -> Set[str]:
    """The letters of samples that stand on functions in a call."""
    samples = {sample_of(ref) for ref in references(call)}
    names = [part.name for part in occurrences(call, Call)]
    return {sub for name in names for sub in name.subs if len(name.subs) == 1 and sub in samples}


def _aligned(one: Term, other: Term, around: Ref | None) -> Iterator[tuple[Ref | None, Ref, Ref] | None]:
    """The names in the same places of two terms, with the function around each; None where they differ."""
    match one, other:
        case Call(name=name, primes=0, arguments=arguments), Call(name=named, primes=0, arguments=others):
            yield (None, name, named) if _alike(name, named) and len(arguments) == len(others) else None
            for left, right in zip(arguments, others, strict=False):
                yield from _aligned(left, right, name)
        case Ref(), Ref() if around is not None and _alike(one, other):
            yield around, one, other
        case _:
            yield None


def _alike(one: Ref, other: Ref) -> bool:
    """Whether two names differ in a letter for a number at most."""
    lettered = len(one.subs) == len(other.subs) == 1 and one.subs[0].isalpha() and other.subs[0].isdigit()
    return one.base == other.base and (one.subs == other.subs or lettered)
