r"""What gathers gradients, as the states of optimisers do: ``m`` of ``m \leftarrow \beta m + (1 - \beta) \nabla_W L``
has the shape of ``W``, and so has ``\hat m = m / (1 - \beta)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, final

from backproof.matrix import said
from backproof.matrix.kinds import is_number
from backproof.matrix.names import Spelling
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Call, Divide, Nabla, Num, Partial, Plus, Raise, Ref, Term, Times
from backproof.records import dataclass

WHOLE: Final = frozenset({0})
"""How many indices a name has that no line writes with one."""


def gathered(equations: Mapping[int, tuple[Term, Term]], spelling: Spelling) -> dict[int, tuple[str, str]]:
    """The first lines of names that are sums of multiples of gradients, or of such names: the stems of these names, and
    those of the variables."""
    plain = {
        at: sides for at, sides in equations.items() if isinstance(sides[0], Ref) and not spelling.parts(sides[0]).slots
    }
    if not any(said.has_derivative(side) for _, side in plain.values()):
        return {}
    varied = {part.by.base for sides in equations.values() for side in sides for part in occurrences(side, Partial)}
    found: dict[int, tuple[str, str]] = {}
    named = set(varied)
    for at, (head, side) in equations.items():
        if at in plain and isinstance(head, Ref) and head.base not in named:
            own = spelling.parts(head).stem
            of = _Gathering(spelling, head, dict(found.values())).variable(side)
            # What has elements elsewhere shows its shape there.
            if of is not None and all(set(spelling.counts.get(stem, ())) == WHOLE for stem in (own, of)):
                found[at] = (own, of)
        named |= {ref.base for each in (head, side) for ref in references(each)}
    return found


@final
@dataclass(frozen=True, slots=True)
class _Gathering:
    """What a side gathers: the gradients by one name, added to a share of its head."""

    spelling: Spelling
    head: Ref
    known: Mapping[str, str]

    def variable(self, term: Term) -> str | None:
        """The stem of the one name by which a term is a gradient, up to numbers; None where it is none."""
        match term:
            case Partial(of, by) if said.loss_name(of) is not None and not self.spelling.parts(by).slots:
                return self.spelling.parts(by).stem
            case Nabla(Ref() as of) if not self.spelling.parts(of).slots:
                return self.spelling.parts(of).stem
            case Ref() if not self.spelling.parts(term).slots:
                return self.known.get(self.spelling.parts(term).stem)
            case Plus(terms):
                return self._of_all(each for each in terms if not self._is_share(each))
            case Times(factors, signs=signs):
                parts = [each for each in factors if not _is_number(each)]
                return self._of_all(parts) if len(parts) == 1 or "odot" in signs else None
            case Divide(base, number) | Raise(base, number) if _is_number(number):
                return self.variable(base)
            case _:
                return None

    def _of_all(self, terms: Iterable[Term]) -> str | None:
        found = {self.variable(each) for each in terms}
        return found.pop() if len(found) == 1 else None

    def _is_share(self, term: Term) -> bool:
        """Whether a term is the old value of the head, or a share of it."""
        match term:
            case Times(factors):
                parts = [each for each in factors if not _is_number(each)]
                return len(parts) == 1 and self._is_share(parts[0])
            case Ref():
                return term.key == self.head.key
            case _:
                return False


def _is_number(term: Term) -> bool:
    """Whether a term is made of numbers alone, and of letters that are numbers to everybody."""
    match term:
        case Num():
            return True
        case Partial() | Nabla() | Call():
            return False
        case _:
            return all(is_number(ref.base) for ref in references(term))
