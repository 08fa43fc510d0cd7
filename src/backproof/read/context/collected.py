r"""What a loop over the samples adds up: ``\Delta W := 0``, and for each of them ``\Delta W := \Delta W + \delta x^T``.

What is added to ``dW`` or ``\Delta W`` is the gradient of one sample's loss, or with a rate in it one sample's step.
Behind the loop ``\Delta W`` is the sum of all, as a ``\Delta`` of no name is from the beginning. Beginning with zero,
and dividing by the number of samples, claims nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from typing import Final, final

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, bare, occurrences, rebuilt, references
from backproof.read.terms.terms import Big, Call, Divide, Nabla, Num, Plus, Ref, Term, Times, Unreadable
from backproof.read.vocabulary import ASSIGNMENTS, LOSS_LETTERS
from backproof.records import replace

CHANGE: Final = r"\Delta "
"""What the name of the change of a quantity begins with."""
CHANGES: Final = "Delta"
RATES: Final = frozenset({"alpha", "eta", "epsilon", "varepsilon", "lr", "gamma", "mu"})
"""Letters of rates that are none of data: h and r stand in gradients, too."""
GIVES: Final = ASSIGNMENTS | {"="}
"""Signs by which a line gives a name what is added up."""
FACTORS: Final = frozenset({"lambda", "mu", "beta", "gamma", "reg", "m", "n", "N"})
"""What a penalty is multiplied with."""
PARTLY: Final = "what is added here is a part of this sum"
OTHERS: Final = "tnpqs"
"""Letters for samples where the usual one is an index of the line."""


def settled(lines: Sequence[Line]) -> list[Line]:
    """The lines with what is added up as the gradients of samples and their sums."""
    adding = {at: (head, term) for at, line in enumerate(lines) if (head := line.head) and (term := _added(line))}
    if not adding:
        return list(lines)
    samples = _Samples.of(lines)
    begun = {bare(line.head) for line in lines if line.head is not None and _claims_nothing(line, samples)}
    lines = _by_paths(lines, adding, begun)
    # To the gradient by what is computed, ``dc = dc + dh o``, each path to the loss adds a part.
    adding = {
        at: (head, term)
        for at, (head, term) in adding.items()
        if not isinstance(head, Nabla) or bare(head) in begun or _free(term) - _free(head)
    }
    names = {bare(head) for head, _ in adding.values()}
    several = _several(adding.values())
    means = {bare(line.head) for line in lines if line.head is not None and _divides(line, samples)}
    sums: dict[Term, Term] = {}
    found = []
    for at, line in enumerate(lines):
        if at in adding:
            head, term = adding[at]
            if bare(head) in several or _is_penalty(head, term):
                found.append(replace(line, side=None, problem=Unreadable(PARTLY, line.span)))
                continue
            one, total = _one_sample(line, head, term, replace(samples, mean=bare(head) in means))
            sums |= {} if total is None else {bare(head): total}
            found.append(one)
        elif line.head is not None and bare(line.head) in names and _claims_nothing(line, samples):
            found.append(replace(line, head=None, relation="", side=Num(Fraction(0), 0, line.span), chain=None))
        else:
            found.append(line.changed(partial(_summed, sums=sums)) if sums else line)
    return found


def _by_paths(lines: Sequence[Line], adding: Mapping[int, tuple[Term, Term]], begun: Set[Term]) -> Sequence[Line]:
    """The lines with a gradient that begins with one path to the loss, ``dz = z - t``, whole in the last one that
    adds to it: ``dz += 3 z^2``. What is added may be of another loss, so that no difference refutes these lines."""
    found = list(lines)
    for at, (head, _) in adding.items():
        again = [each for each, (name, _) in adding.items() if alike(name, head)]
        first = next((each for each in range(at) if _begins(lines[each], head, lines[at].section)), None)
        if first is None or again[0] != at or not isinstance(head, Nabla) or bare(head) in begun:
            continue
        found[first] = replace(lines[first], limited=lines[first].limited or PARTLY)
        begin = lines[first].side
        if begin is not None and all(lines[each].section == lines[at].section for each in again):
            whole = Plus((begin, *(adding[each][1] for each in again)), lines[again[-1]].span)
            last = lines[again[-1]]
            found[again[-1]] = replace(last, relation="=", side=whole, limited=last.limited or PARTLY)
    return found


def _begins(line: Line, head: Term, section: int) -> bool:
    """Whether a line gives a gradient its first value."""
    return line.section == section and line.head is not None and alike(line.head, head) and line.relation in GIVES


def _several(adding: Iterable[tuple[Term, Term]]) -> frozenset[Term]:
    """The names to which more than one thing is added."""
    different = {(bare(head), bare(term)) for head, term in adding}
    return frozenset(name for name, count in Counter(head for head, _ in different).items() if count > 1)


def _added(line: Line) -> Term | None:
    """What a line adds to the name that it gives a new value; None where it is no sum that a loop collects."""
    match line:
        case Line(head=Nabla(each=True) | Ref() as head, side=Plus(terms)) if line.relation in GIVES:
            rest = [term for term in terms if not alike(term, head)]
            if len(rest) + 1 != len(terms) or not _collects(head) or any(_names(head, term) for term in rest):
                return None
            return rest[0] if len(rest) == 1 else Plus(tuple(rest), line.span)
        case _:
            return None


def _collects(head: Term) -> bool:
    """Whether a name is that of gradients, of changes, or of a loss: any other may be the state of an optimiser."""
    match head:
        case Ref(base):
            return base.startswith(CHANGE) or base == CHANGES or base in LOSS_LETTERS
        case _:
            return True


def _is_penalty(head: Term, added: Term) -> bool:
    """Whether what is added to a gradient is its own name with a factor: ``dW += \\lambda W``."""
    name = head.of if isinstance(head, Nabla) else head
    own = {name.base.removeprefix(CHANGE), *FACTORS} if isinstance(name, Ref) else FACTORS
    return {ref.base for ref in references(added)} <= own


def _names(head: Term, term: Term) -> bool:
    """Whether a name occurs in a term."""
    return any(alike(part, head) for part in occurrences(term, type(head)))


@final
@dataclass(frozen=True)
class _Samples:
    """The letter of the sum over the samples of a document, and its last value; both are missing where it has none.

    ``data`` are the names that have the letter above, with it as they write it; ``mean``: what is added up is divided
    by the number of the samples.
    """

    letter: str | None = None
    last: Term | None = None
    data: Mapping[str, str] = field(default_factory=dict)
    mean: bool = False

    @staticmethod
    def of(lines: Sequence[Line]) -> _Samples:
        for big in (big for line in lines for side in line.sides for big in occurrences(side, Big)):
            above = {ref.base: script for ref in references(big.body) for script in ref.sups}
            data = {base: script for base, script in above.items() if script.strip("()") == big.letter.strip("()")}
            if data:
                return _Samples(big.letter, big.upper, data)
        return _Samples()

    def summed(self, term: Term, head: Term) -> Term | None:
        """The sum of a term over the samples, by a letter that it has for nothing else."""
        taken = {script for side in (term, head) for ref in references(side) for script in (*ref.subs, *ref.at)}
        if self.letter is None:
            return None
        letter = self.letter if self.letter not in taken else next(each for each in OTHERS if each not in taken)
        first = None if self.last is None else Num(Fraction(1), 0, term.span)
        total = Big("sum", letter, first, self.last, (), self._of_sample(term, letter), term.span)
        return Divide(total, self.last, term.span) if self.mean and self.last is not None else total

    def _of_sample(self, term: Term, letter: str) -> Term:
        """A term with the data of one sample in the losses: ``J(w; x, y)`` as ``J(w; x^{(i)}, y^{(i)})``."""
        match term:
            case Call(arguments=arguments):
                own = (
                    replace(each, sups=self._above(each, letter)) if isinstance(each, Ref) else each
                    for each in arguments
                )
                return replace(term, arguments=tuple(own))
            case _:
                return rebuilt(term, lambda part: self._of_sample(part, letter))

    def _above(self, name: Ref, letter: str) -> tuple[str, ...]:
        script = self.data.get(name.base)
        return name.sups if script is None or name.sups else (f"({letter})" if script.startswith("(") else letter,)

    def counts(self, term: Term) -> bool:
        """Whether a term is the number of the samples."""
        return self.last is not None and alike(term, self.last)


def _one_sample(line: Line, head: Term, added: Term, samples: _Samples) -> tuple[Line, Term | None]:
    """A line that adds something as what it claims of one sample, and the sum that its name is behind the loop."""
    letters = _free(added) - _free(head)
    if letters:
        # What is added for each time step, or for each unit, is summed over them.
        (letter, *_) = sorted(letters)
        return replace(line, relation="=", side=Big("sum", letter, None, None, (), added, added.span)), None
    total = samples.summed(added, head)
    match head:
        case Nabla():
            return replace(line, relation="=", side=total if total is not None and samples.mean else added), None
        case Ref(base) if base.startswith(CHANGE) and not _has_rate(added):
            of = Nabla(replace(head, base=base.removeprefix(CHANGE)), head.span, each=True)
            return replace(line, head=of, relation="=", side=added), total
        case Ref(base) if base.startswith(CHANGE):
            return replace(line, relation="=", side=added), None
        case _ if total is not None:
            return replace(line, relation="=", side=total), None
        case _:
            return line, None


def _has_rate(term: Term) -> bool:
    return any(ref.base in RATES for ref in references(term))


def _free(term: Term) -> frozenset[str]:
    """The letters below names."""
    return frozenset(each for ref in references(term) for each in ref.subs if each in INDEX_LETTERS or each == "t")


def _claims_nothing(line: Line, samples: _Samples) -> bool:
    """Whether a line sets a sum to zero, or divides it by the number of the samples."""
    return (isinstance(line.side, Num) and line.side.value == 0) or _divides(line, samples)


def _divides(line: Line, samples: _Samples) -> bool:
    match line.side:
        case Divide(above, below) | Times((Divide(Num(), below), above)):
            return samples.counts(below) and line.head is not None and alike(above, line.head)
        case _:
            return False


def _summed(term: Term, sums: Mapping[Term, Term]) -> Term:
    """A term with the sums in the place of their names."""
    if isinstance(term, Ref) and term.base.startswith(CHANGE):
        return sums.get(bare(term), term)
    return term if isinstance(term, Call) else rebuilt(term, partial(_summed, sums=sums))
