r"""Outputs that a text writes as functions of its inputs: ``h_\theta(x^{(i)})``, ``P(y^{(i)} = k | x^{(i)}; \theta)``.

Where no line says what such a function is, the usual definitions say it of the output ``p^{(i)}`` in its place. One for
each class may be written without the letter of the class that it is compared with: ``h(x^{(i)}) - 1(y^{(i)} = k)``.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Final, final

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Call, Compare, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS

INPUTS: Final = frozenset({"x", "phi", r"\mathbf{x}"})
LETTERS: Final = ("p", "o", "q")
"""Names that a function may have as an output; the first one that the text does not use."""
PROBABILITY: Final = r"\mathrm{P}(y="
"""How the name of a probability of classes begins."""
SAID: Final = "a function of the inputs that no line defines is the output"
OF_CLASS: Final = "it is that of the class beside it"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a name for such an output, and losses without their arguments; as they are where it is several."""
    lines = [line.changed(_without_arguments) for line in lines]
    functions = _functions(lines)
    used = {ref.base for line in lines for term in line.sides for ref in references(term)}
    free = next((letter for letter in LETTERS if letter not in used), None)
    if len(functions) != 1 or free is None:
        return tuple(lines)
    naming = _Naming(functions, free)
    return tuple(map(naming.line, lines))


def _without_arguments(term: Term) -> Term:
    r"""A term with ``J`` for ``J(\theta)``."""
    match term:
        case Call(Ref(base) as loss, 0, arguments) if base in LOSS_LETTERS and all(
            isinstance(each, Ref) for each in arguments
        ):
            return replace(loss, span=term.span)
        case _:
            return rebuilt(term, _without_arguments)


def _functions(lines: Sequence[Line]) -> Set[str]:
    """The functions of nothing but inputs, and the probabilities of classes, that no line defines."""
    parts = [part for line in lines for term in line.sides for part in walk(term)]
    called = {part.name.base for part in parts if isinstance(part, Call) and _is_of_inputs(part)}
    called -= {part.name.base for part in parts if isinstance(part, Call) and not _is_of_inputs(part)}
    likely = {part.base for part in parts if isinstance(part, Ref) and part.base.startswith(PROBABILITY)}
    heads = (line.head.name if isinstance(line.head, Call) else line.head for line in lines)
    return (called | likely) - {head.base for head in heads if isinstance(head, Ref)} - FUNCTION_WORDS.keys()


def _is_of_inputs(call: Call) -> bool:
    match call.arguments:
        case (Ref(base, ()),):
            return base in INPUTS and not call.primes
        case _:
            return False


@final
@dataclass(frozen=True, slots=True)
class _Naming:
    """Functions of which each value gets a name; where they have no letter of a class, that which stands beside."""

    functions: Set[str]
    letter: str

    def line(self, line: Line) -> Line:
        """A line with the output."""
        classes = {each for term in line.sides for each in _classes(term)}
        changed = line.changed(lambda term: self.term(term, classes))
        if changed is line:
            return line
        own = [ref for term in line.sides for ref in references(term) if ref.base in self.functions]
        unnamed = bool(classes) and not all(any(sub in INDEX_LETTERS for sub in ref.subs) for ref in own)
        return replace(changed, assumes=(*line.assumes, f"{SAID}: {OF_CLASS}" if unnamed else SAID))

    def term(self, term: Term, classes: Set[str]) -> Term:
        """A term with the output."""
        match term:
            case Call(name, 0, (Ref() as argument,)) if name.base in self.functions:
                return self.output(name, argument.sups, classes)
            case Ref(base) if base in self.functions:
                return self.output(term, term.sups, classes)
            case _:
                return rebuilt(term, lambda part: self.term(part, classes))

    def output(self, name: Ref, sups: tuple[str, ...], classes: Set[str]) -> Ref:
        """The output for a sample: the letter of its class stays, that of the parameters does not."""
        subs = tuple(sub for sub in name.subs if sub in INDEX_LETTERS)
        beside = tuple(classes) if len(classes) == 1 else ()
        return Ref(self.letter, subs or beside, sups, name.span)


def _classes(term: Term) -> Set[str]:
    """The letters that labels are compared with."""
    labels = (part for part in occurrences(term, Compare) if part.relation == "=")
    sides = (part.right for part in labels if isinstance(part.left, Ref))
    return frozenset(side.base for side in sides if isinstance(side, Ref) and side.base in INDEX_LETTERS)
