r"""Sums that do not name their index: ``\sum w_{ij} x_i`` is over the one letter that the other side has not.

Where a sum has no letter at all, as ``\sum (target - output)^2`` beside ``target_{o1}`` and ``out_{o1}``, it is over
all units that the document has one of its names for; over the elements of whole arrays, see
:mod:`backproof.matrix.unindexed`; else over the samples.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import final

from backproof.check.names.sampling import free_samples, is_data
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import children, has, occurrences, rebuilt, references, renamed, walk
from backproof.read.terms.terms import Big, Call, Divide, Listed, Partial, Plus, Ref, Term, Unreadable
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, NORMS, QUANTITY_WORDS
from backproof.records import replace

SHORTEST = 3
"""Letters of a word that stands for a longer one."""
SAMPLES = "srd"
OVER_SAMPLES = "the sum is over the samples"
CONVENTION = 2
"""So many equations that leave the letter of a sum over samples out make it a convention."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the letters of such sums, where just one letter can be meant."""
    if not any(_is_unnamed(part) for line in lines for term in line.sides for part in walk(term)):
        return tuple(lines)
    heads = {line.chain: line.head for line in reversed(lines) if line.head is not None}
    units, usual = _Units.of(lines), _usual(lines)
    bare = {line.head.key for line in lines if isinstance(line.head, Ref) and not line.head.subs}
    settled = []
    for line in map(units.summed, lines):
        head = line.head or heads.get(line.chain)
        outside = free(head) if head is not None else None
        side = line.side if line.side is None or outside is None else named(line.side, outside)
        left = line.head if line.head is None or line.side is None else named(line.head, free(line.side))
        settled.append(_over_units(replace(line, head=left, side=side), usual, bare))
    return tuple(settled)


def over_samples(lines: Sequence[Line]) -> list[Line]:
    r"""The lines with a letter for the sums over samples: ``\frac1n \sum (y - \hat y)^2`` for numbers y of each sample.

    What is left open else is not read.
    """
    open_ = [at for at, line in enumerate(lines) if any(map(_open, line.sides))]
    if not open_:
        return list(lines)
    used = {script for line in lines for term in line.sides for ref in references(term) for script in ref.subs}
    letter = next((each for each in SAMPLES if each not in used), "")
    said = (OVER_SAMPLES,) if len({lines[at].chain or -at for at in open_}) < CONVENTION else ()
    heads = {line.chain: line.head for line in reversed(lines) if line.head is not None}
    counts = Counter(line.head.key for line in lines if isinstance(line.head, Ref) and line.problem is None)
    defined, twice = set(counts), {key for key, count in counts.items() if count > 1}
    found = list(lines)
    for at in open_:
        line = lines[at]
        if letter and _is_over_samples(line.head or heads.get(line.chain), line.side, defined, twice):
            line = _of_samples(line, letter)
        if not any(map(_open, line.sides)):
            line = replace(line, assumes=(*line.assumes, *said), limited=line.limited or "".join(said))
        found[at] = _refused(line)
    return found


def _is_over_samples(head: Term | None, side: Term | None, defined: Set[str], twice: Set[str]) -> bool:
    """Whether a sum is a mean, or that of a loss over what the document computes.

    ``s = \\sum w x`` of a neuron is over its inputs. What is summed of numbers that no line computes may be each output
    of one sample, too, with the same derivatives.
    """
    if side is None:
        return False
    below = (part.denominator for part in occurrences(side, Divide))
    if any(has(term, Ref) for term in below):
        return True
    match head:
        case Partial(of=of):
            return _is_over_samples(of, side, defined, twice)
        case (Ref(base=base) as name) | Call(name=Ref(base=base) as name) if (
            base in LOSS_LETTERS | QUANTITY_WORDS or base.isupper()
        ):
            refs = list(references(side))
            plain = bool(refs) and all(is_data(ref.base) for ref in refs) and name.key not in twice
            return plain or any(ref.key in defined for ref in refs)
        case _:
            return False


def _of_samples(line: Line, letter: str) -> Line:
    """A line with a letter for its sums over numbers that vary from sample to sample."""

    def change(term: Term) -> Term:
        match term:
            case Big(body=body) if _is_unnamed(term) and any(is_data(ref.base) for ref in references(body)):
                return replace(term, letter=letter, body=change(body))
            case _:
                return rebuilt(term, change)

    return line.changed(change)


def _refused(line: Line) -> Line:
    """A line without the sides in which it stays open what a sum runs over."""
    head, side = (None if term is None or _open(term) else term for term in (line.head, line.side))
    if (head, side) == (line.head, line.side):
        return line
    unread = next(each for term in line.sides for each in walk(term) if _is_unnamed(each))
    problem = Unreadable("what this sum runs over is not written", unread.span)
    return replace(line, head=head, side=side, problem=line.problem or problem)


def _usual(lines: Sequence[Line]) -> Mapping[str, Counter[str]]:
    """The letters that a name has as its one index, and how often."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for ref in (ref for term in line.sides for ref in references(term)):
            if len(ref.subs) == 1 and ref.subs[0] in INDEX_LETTERS:
                counts[ref.base][ref.subs[0]] += 1
    return counts


def _shared(usual: Sequence[Counter[str]]) -> set[str]:
    """The one letter that all of several names have, of several the ones that each of them mostly has."""
    shared = set[str]().union(*usual).intersection(*usual)
    return shared if len(shared) == 1 else {each.most_common(1)[0][0] for each in usual}


def _over_units(line: Line, usual: Mapping[str, Counter[str]], bare: Set[str]) -> Line:
    r"""``\sum (y - a)^2`` beside ``y_j`` and ``a_j`` is over j: over the units of what it names as a whole.

    What a line defines without an index, one of ``bare``, has no units.
    """

    def change(term: Term) -> Term:
        match term:
            case Big(body=body) if _is_unnamed(term):
                names = [ref for ref in references(body) if not ref.subs]
                letters = _shared([usual[ref.base] for ref in names if ref.base in usual])
                if len(letters) != 1 or free(body):
                    return replace(term, body=change(body))
                (letter,) = letters
                single = any(ref.key in bare for ref in names)
                own = body if single else renamed(body, partial(_with_letter, usual=usual, letter=letter))
                return replace(term, letter=letter, body=own)
            case _:
                return rebuilt(term, change)

    return line.changed(change)


def _with_letter(ref: Ref, usual: Mapping[str, Counter[str]], letter: str) -> Ref:
    """An element of what is named as a whole: of an array that has the letter elsewhere, or of data beside it."""
    whole = not ref.subs and (letter in usual[ref.base] if ref.base in usual else is_data(ref.base))
    return replace(ref, subs=(letter,)) if whole else ref


def _open(term: Term) -> bool:
    return any(_is_unnamed(part) for part in walk(term))


def named(term: Term, outside: frozenset[str]) -> Term:
    """A term whose sums have the letter that only they have."""
    match term:
        case Big(letter="", body=body) if _is_unnamed(term):
            inner = named(body, outside)
            letters = free(inner) - outside
            return replace(term, letter=next(iter(letters)) if len(letters) == 1 else "", body=inner)
        case Listed():
            return term
        case _:
            return rebuilt(term, lambda part: named(part, outside))


@final
@dataclass(frozen=True)
class _Units:
    """The units for which a document has each of its names: o1 and o2 for ``out_{o1}`` and ``out_{o2}``."""

    known: Mapping[str, Mapping[tuple[str, ...], None]]
    defined: Mapping[str, int]
    """How often each name stands on the left."""

    @staticmethod
    def of(lines: Sequence[Line]) -> _Units:
        known: defaultdict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
        for ref in (ref for line in lines for term in line.sides for ref in references(term)):
            if ref.subs and ref.subs[-1][-1:].isdigit():
                known[ref.base][ref.subs] = None
        return _Units(known, Counter(line.head.key for line in lines if isinstance(line.head, Ref)))

    def summed(self, line: Line) -> Line:
        """A definition of a total with its sum over units written out.

        Where another line says what it is, this one is held against it, and a difference refutes nothing.
        """
        match line:
            case Line(head=Ref() as head, side=Big("sum", "", None, None, (), body)) if self.defined[head.key]:
                names = {
                    ref.base: self.named(ref)
                    for ref in references(body)
                    if ref.base not in FUNCTION_WORDS.keys() | NORMS
                }
                units = self.shared([self.known.get(name, {}) for name in names.values()])
                if not units or any(ref.subs for ref in references(body)):
                    return line
                added = tuple(renamed(body, partial(_of_unit, names=names, unit=unit)) for unit in units)
                over = f"the sum is over {', '.join(''.join(unit) for unit in units)}"
                side = added[0] if len(added) == 1 else Plus(added, line.span)
                written = replace(line, side=side, assumes=(*line.assumes, over))
                again = self.defined[head.key] > 1
                return replace(written, head=side, side=head, limited=line.limited or over) if again else written
            case _:
                return line

    def named(self, ref: Ref) -> str:
        """The name of which the units are known: ``out`` for ``output``."""
        short = (base for base in self.known if len(base) >= SHORTEST and ref.base.startswith(base))
        return ref.base if ref.base in self.known else next(short, ref.base)

    @staticmethod
    def shared(names: Sequence[Mapping[tuple[str, ...], None]]) -> Sequence[tuple[str, ...]]:
        """All units of one of several names, which the others have too."""
        return next((list(own) for own in names if all(own.keys() <= other.keys() for other in names)), [])


def _of_unit(ref: Ref, names: Mapping[str, str], unit: tuple[str, ...]) -> Ref:
    return replace(ref, base=names[ref.base], subs=unit) if ref.base in names else ref


def free(term: Term) -> frozenset[str]:
    """The index letters and samples that no sum in a term binds."""
    match term:
        case Ref(subs=subs, at=at):
            return frozenset(each for each in (*subs, *at) if each in INDEX_LETTERS) | free_samples(term)
        case Big(letter=letter, body=body):
            return free(body) - {letter}
        case _:
            return frozenset().union(*(free(part) for part in children(term)))


def _is_unnamed(term: Term) -> bool:
    return isinstance(term, Big) and term.kind == "sum" and not term.letter
