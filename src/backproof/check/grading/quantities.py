"""What a line says the value of: a quantity, the derivative of one by another, or the change of a parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import final

from backproof.check.indices.letters import is_quantity, resolved
from backproof.check.names.names import Names
from backproof.check.steps.updates import assigns
from backproof.read.lines import Line
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term, Transposed
from backproof.show.spelling import spelled


class Kind(Enum):
    """How a quantity is named in a sentence."""

    VALUE = "value of {name}"
    GRADIENT = "gradient of {name}"
    CHANGE = "change of {name}"


@final
@dataclass(frozen=True, slots=True)
class Quantity:
    """What is asked for, by names of the document: indices don't matter.

    ``of`` is what is differentiated, where the author names it.
    """

    kind: Kind
    name: str
    of: str = ""

    def __str__(self) -> str:
        return self.kind.value.format(name=spelled(self.name))

    def lettered(self, letters: Mapping[str, str]) -> Quantity:
        """The same in the letters of another document."""
        return Quantity(self.kind, letters.get(self.name, self.name), letters.get(self.of, self.of))

    def is_answered_by(self, stated: Quantity | None) -> bool:
        """Whether a line that states the other quantity states this one."""
        if stated is None or (self.kind, self.name) != (stated.kind, stated.name):
            return False
        return not self.of or not stated.of or self.of == stated.of


def quantity(term: Term | None, names: Names) -> Quantity | None:
    """What a left side names; None for what is no single quantity."""
    match term:
        case Ref():
            name = resolved(names, term)
            return Quantity(Kind.CHANGE if name.updated or name.change else Kind.VALUE, name.key)
        case Call(primes=0) if is_quantity(term, names):
            return Quantity(Kind.VALUE, resolved(names, term.name).key)
        case Partial(of, by):
            return Quantity(Kind.GRADIENT, resolved(names, by).key, _name(of, names))
        case Nabla(of):
            return Quantity(Kind.GRADIENT, _name(of, names))
        case Transposed(base):
            return quantity(base, names)
        case _:
            return None


def stated(lines: Sequence[Line], names: Names) -> Iterator[Quantity | None]:
    """What each line states the value of: lines without a left side go on with that of their chain or section."""
    opened: dict[object, Quantity | None] = {}
    for line in lines:
        if line.head is not None:
            found = quantity(line.head, names)
            found = Quantity(Kind.CHANGE, found.name) if found is not None and assigns(line) else found
            opened[line.chain] = opened["section", line.section] = found
        yield opened.get(line.chain if line.chain is not None else ("section", line.section))


def _name(term: Term, names: Names) -> str:
    found = quantity(term, names)
    return "" if found is None else found.name
