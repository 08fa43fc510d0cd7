r"""A document as it is where every layer has one unit and there is one sample: what its formulas say of numbers.

Nothing is left then of an index, a sample, a transpose or a sum over units or samples: whichever of them an author
meant, left out or confused, the formula is the same. A line that fails so is refuted under each of these readings.

>>> from backproof.read.terms.terms import Big, Ref, NOWHERE
>>> x, letters = Ref("x", ("j",), ("(i)",), NOWHERE), Letters(frozenset("ij"), frozenset())
>>> letters.single(Big("sum", "j", None, None, (), x, NOWHERE)).key
'x'
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, final

from backproof.check.indices.sums import extended
from backproof.check.names.names import KRONECKER
from backproof.check.names.sampling import MARK, refs_of
from backproof.check.samples.of_several import of_several
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import children, has, occurrences, rebuilt, references, substituted, walk
from backproof.read.terms.terms import (
    At,
    Big,
    Branches,
    Call,
    Compare,
    Divide,
    Element,
    Entries,
    Listed,
    Nabla,
    Num,
    Partial,
    Plus,
    Raise,
    Ranged,
    Ref,
    Term,
    Times,
    Transposed,
    Unreadable,
)
from backproof.read.vocabulary import FUNCTION_WORDS, MATRIX_FUNCTIONS, NORMS
from backproof.records import dataclass, replace
from backproof.rules import AXIS_RULES

DELTAS: Final = frozenset({KRONECKER, "delta"})
PLURAL = "with one unit nothing is left of this"
"""Why a line says nothing of numbers: it has several elements in it, told apart by numbers, letters or cases."""
FIRST: Final = re.compile("1{1,2}")
"""The number of the first element: of a list, or of a matrix."""
OFFSET: Final = re.compile(r"\(?([A-Za-z])[+-]\d\)?")


@final
@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of indices in a document, the names of how many elements there are, and those of functions.

    ``arrays`` have elements with numbers: the first one of a network with one unit is the only one.
    """

    indices: frozenset[str]
    counts: frozenset[str]
    functions: frozenset[str] = frozenset()
    arrays: frozenset[str] = frozenset()

    def single(self, term: Term) -> Term:
        """A term for one unit and one sample; raises :exc:`Unreadable` where that leaves nothing of it."""
        match term:
            case Ref():
                return Num(Fraction(1), 0, term.span) if term.key in self.counts else self.named(term)
            case Call(name=name):
                if name != self.bare(name) or _is_of_arrays(name):
                    raise Unreadable(PLURAL, term.span)
                return rebuilt(term, self.single)
            case Partial(of, by):
                return Partial(self.bare(of) if isinstance(of, Ref) else self.single(of), self.bare(by), term.span)
            case Big("sum" | "mean" | "prod", letter, lower, upper, (), body):
                numbered = isinstance(upper, Num) or (lower is not None and not isinstance(lower, Num))
                elsewhere = _is_part(lower, upper) or self._begins_elsewhere(lower, body)
                if numbered or elsewhere or (letter and letter not in self.indices):
                    raise Unreadable(PLURAL, term.span)
                return self.single(_first(letter, lower, body))
            case Divide(denominator=below) if has(below, Big):
                # Shares of a whole: with one unit it is all of it, and nothing changes it.
                raise Unreadable(PLURAL, term.span)
            case Transposed(base) | Element(base):
                return self.single(base)
            case Times(factors):
                return Times(tuple(map(self.single, factors)), term.span)
            case Big() | At() | Branches() | Compare() | Entries() | Listed() | Nabla() | Ranged():
                raise Unreadable(PLURAL, term.span)
            case _:
                return rebuilt(term, self.single)

    def named(self, ref: Ref) -> Ref:
        """The name of a quantity, bare; raises :exc:`Unreadable` for that of a function."""
        found = self.bare(ref)
        # Beside a number N of elements, N_k is another number for each k.
        if ref.base in self.functions or (found != ref and found.key in self.counts):
            raise Unreadable(PLURAL, ref.span)
        return found

    def bare(self, ref: Ref) -> Ref:
        """A name without its indices and its sample."""
        marks = self.marks(ref)
        if len(marks) not in {0, len(ref.subs) + len(ref.at)} or (ref.base in DELTAS and len(marks) > 1):
            raise Unreadable(PLURAL, ref.span)
        sups = tuple(sup for sup in ref.sups if not self.is_sample(sup))
        return replace(ref, subs=() if marks else ref.subs, at=() if marks else ref.at, sups=sups)

    def marks(self, ref: Ref) -> list[str]:
        """What tells an element of an array from the others, a number too; raises for another one than the first."""
        if ref.base not in self.arrays:
            return [sub for sub in (*ref.subs, *ref.at) if sub in self.indices]
        marks = [sub for sub in (*ref.subs, *ref.at) if sub in self.indices or sub.isdigit()]
        if not all(FIRST.fullmatch(mark) for mark in marks if mark.isdigit()):
            raise Unreadable(PLURAL, ref.span)
        return marks

    def _begins_elsewhere(self, lower: Term | None, body: Term) -> bool:
        """Whether a sum has no first element, or another one before it, beside arrays with numbered elements."""
        begins = isinstance(lower, Num) and lower.value != 1
        return begins and any(ref.base in self.arrays for ref in references(body))

    def is_sample(self, script: str) -> bool:
        """Whether a superscript names a sample."""
        mark = MARK.fullmatch(script)
        return mark is not None and mark[1] in self.indices


def _is_part(lower: Term | None, upper: Term | None) -> bool:
    r"""Whether a sum leaves an element out, and has none of one: ``\sum_{k=1}^{K-1}``, ``\sum_{k=2}^K``."""
    first = lower.value if isinstance(lower, Num) else 1
    return first > 1 or (first > 0 and isinstance(upper, Plus))


def _first(letter: str, lower: Term | None, body: Term) -> Term:
    r"""What a sum is of where it has one term: its letter as a factor, ``v_i q``, is the number that it begins with."""
    if any(
        isinstance(part, Raise) and letter in {ref.base for ref in references(part.exponent)} for part in walk(body)
    ):
        # In an exponent it is another number for each term: with one of them nothing is said of the others.
        raise Unreadable(PLURAL, body.span)
    return substituted(body, {letter: lower}) if letter and isinstance(lower, Num) else body


def _is_of_arrays(name: Ref) -> bool:
    return FUNCTION_WORDS.get(name.base, name.base) in {*AXIS_RULES, *NORMS, *MATRIX_FUNCTIONS}


def lines_of_one_unit(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines for one unit and one sample; those that are none have that as their problem."""
    letters = _letters(lines)
    heads: dict[int | None, Term] = {
        line.chain: line.head for line in reversed(lines) if line.head is not None and line.chain is not None
    }
    single = [_single(line, line.head or heads.get(line.chain), letters) for line in lines]
    unclear = of_several(lines, single, letters.indices)
    return tuple(
        _plural(each) if unclear.intersection(ref.base for ref in refs_of(each)) and each.problem is None else each
        for each in single
    )


def _letters(lines: Sequence[Line]) -> Letters:
    parts = [part for line in lines for term in line.terms for part in walk(term)]
    sums = [part for part in parts if isinstance(part, Big)]
    by = {part.by.key for part in parts if isinstance(part, Partial)}
    uppers = {each.upper.key for each in sums if isinstance(each.upper, Ref)}
    bound = {each.letter for each in sums if len(each.letter) == 1}
    scripts = {script for line in lines for ref in refs_of(line) for script in (*ref.subs, *ref.at, *ref.sups)}
    # A letter with an offset counts layers or steps, and so does one that stands above without parentheses.
    counting = {found[1] for script in scripts if (found := OFFSET.fullmatch(script)) is not None}
    counting |= {script for line in lines for ref in refs_of(line) for script in ref.sups}
    functions = {part.name.base for part in parts if isinstance(part, Call)}
    indices = frozenset((bound | INDEX_LETTERS) - counting)
    counts = frozenset((uppers | {*_divisors(parts)}) - by)
    return Letters(indices, counts, frozenset(functions), frozenset(_arrays(lines, parts, indices)))


def _arrays(lines: Sequence[Line], parts: Sequence[Term], indices: frozenset[str]) -> Iterator[str]:
    """Names with numbers in some places and letters in others, or that stand transposed beside their elements."""
    transposed = {part.base.base for part in parts if isinstance(part, Transposed) and isinstance(part.base, Ref)}
    scripts: defaultdict[str, set[bool]] = defaultdict(set)
    for ref in (ref for line in lines for ref in refs_of(line)):
        scripts[ref.base].update(sub.isdigit() for sub in (*ref.subs, *ref.at) if sub.isdigit() or sub in indices)
    return (base for base, kinds in scripts.items() if True in kinds and (False in kinds or base in transposed))


def _divisors(parts: Sequence[Term]) -> Iterator[str]:
    r"""The names by which sums are divided: ``\frac1n \sum_x``."""
    for part in parts:
        match part:
            case Times(factors) if any(isinstance(each, Big) for each in factors):
                below = [each.denominator for each in factors if isinstance(each, Divide)]
            case Divide(Big(), denominator):
                below = [denominator]
            case _:
                below = []
        yield from (ref.key for each in below for ref in references(each) if not ref.subs)


def _single(line: Line, head: Term | None, letters: Letters) -> Line:
    if line.problem is not None or line.side is None:
        return _opened(line, letters)
    side = _reaching(line.side, head)
    if side is None or line.conditions or line.case is not None or _tells_apart(line, letters):
        return _plural(line)
    try:
        own = None if line.head is None else letters.single(line.head)
        return replace(line, head=own, side=letters.single(side), misfit=None, lowered=False, whole=False)
    except Unreadable as problem:
        return replace(line, problem=problem.with_traceback(None))


def _opened(line: Line, letters: Letters) -> Line:
    """A line of which nothing but its head is read: others go on from it."""
    try:
        return line if line.head is None else replace(line, head=letters.single(line.head))
    except Unreadable:
        return line


def _reaching(side: Term, head: Term | None) -> Term | None:
    """A side with its sums as far as they reach, None where that is not clear: without the sum its sign would move."""
    names = [*references(head), *(part.by for part in occurrences(head, Partial))] if head else []
    free = frozenset(script.strip("()") for ref in names for script in (*ref.subs, *ref.sups))
    far = extended(side, frozenset(), force=True)
    unclear = far != extended(side, free, force=False) or any(map(_breaks_off, walk(far)))
    return None if unclear else far


def _breaks_off(term: Term) -> bool:
    r"""``-\sum_n t^{(n)} \log o + (1 - t) \log(1 - o)``: what follows a sum with a factor names what it is over."""
    terms = term.terms if isinstance(term, Plus) else ()
    for at, part in enumerate(terms):
        match part:
            case Times((*_, Big(body=body))):
                names = {ref.base for ref in references(body)}
                if any(names & {ref.base for ref in references(each)} for each in terms[at + 1 :]):
                    return True
            case _:
                pass
    return False


def _plural(line: Line) -> Line:
    return replace(line, problem=Unreadable(PLURAL, line.span))


def _tells_apart(line: Line, letters: Letters) -> bool:
    """Whether a line has two elements of one name, such as ``-p_i p_j``: with one unit they are the same."""
    elements: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    samples: set[str] = set()
    for ref in (ref for term in line.sides for ref in _free(term, frozenset())):
        numbered = ref.base in letters.arrays
        scripts = (sub for sub in (*ref.subs, *ref.at) if sub in letters.indices or (numbered and sub.isdigit()))
        elements[ref.base].add(tuple(scripts))
        samples.update(sup for sup in ref.sups if letters.is_sample(sup))
    several = any(len(scripts - {()}) > 1 for scripts in elements.values())
    return len(samples) > 1 or several or _differentiates_both(line) or _chooses(line)


def _differentiates_both(line: Line) -> bool:
    r"""Whether a line has derivatives of a total and of its parts, ``\partial E`` and ``\partial E_n``."""
    parts = (part.of for term in line.sides for part in occurrences(term, Partial))
    taken = {(of.base, bool(of.subs)) for part in parts for of in references(part)}
    return len(taken) > len({base for base, _ in taken})


def _chooses(line: Line) -> bool:
    r"""Whether a name has an element that the left side does not name, beside a sum: ``u_o`` and ``\sum_k u_k``.

    With one unit the sum would be over this element, which may be none of those that it runs over.
    """
    if line.head is None or line.side is None:
        return False
    named = {script for ref in _free(line.head, frozenset()) for script in ref.subs}
    chosen = [ref for ref in _free(line.side, frozenset()) if any(map(str.isalpha, {*ref.subs} - named))]
    summed = {ref.base for part in occurrences(line.side, Big) for ref in references(part.body)}
    return any(ref.base in summed for ref in chosen)


def _free(term: Term, bound: frozenset[str]) -> Iterator[Ref]:
    """The names in a term, those of what is differentiated by included, with none of their letters bound by a sum."""
    match term:
        case Big(letter=letter, body=body):
            yield from _free(body, bound | {letter})
        case _:
            for ref in _named(term):
                if not bound & {script.strip("()") for script in (*ref.subs, *ref.sups)}:
                    yield ref
            yield from (ref for part in children(term) for ref in _free(part, bound))


def _named(term: Term) -> tuple[Ref, ...]:
    """What a term itself names, besides its parts."""
    match term:
        case Ref():
            return (term,)
        case Call(name=name):
            return (name,)
        case Partial(by=by):
            return (by,)
        case _:
            return ()
