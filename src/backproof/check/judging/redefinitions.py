"""Letters that a document defines again, as a sequence of examples does: which of the definitions is in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import final

from backproof.check.charity.named_values import ACTIVATIONS
from backproof.check.indices.suppressed import Defined, UserFunction
from backproof.check.judging.judge import Judge
from backproof.check.verdicts.sides import Claim, Sides
from backproof.check.verdicts.verdict import PROVED, Verdict
from backproof.expr import Apply, Expression
from backproof.expr.walk import walk as walk_parts
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import NOWHERE, Call, Ref, Term

Definer = Defined | UserFunction


@final
class Again:
    """The names of a document with more than one definition."""

    def __init__(self, judge: Judge, lines: Sequence[Line]) -> None:
        self.judge = judge
        self.lines = lines
        self.functions = sorted(judge.book.functions, key=lambda each: each.line)

    def is_confirmed(self, own: Definer, before: Definer, verdicts: Sequence[Verdict]) -> bool:
        """Whether a line that follows a second definition is proved with it, and would not be with the one before."""
        return any(
            verdicts[at] in PROVED and _names(line, own.key) and not self._holds(at, line, before)
            for at, line in self._examples(own)
        )

    def _examples(self, own: Definer) -> list[tuple[int, Line]]:
        """The claims behind a definition, up to the next one of the same name."""
        definers: list[Definer] = [*self.functions, *self.judge.book.definitions]
        end = min(
            (each.line for each in definers if each.key == own.key and each.line > own.line), default=len(self.lines)
        )
        defining = {each.line for each in definers}
        behind = list(enumerate(self.lines))[own.line + 1 : end]
        heads = {line.chain: line.head for _, line in behind if line.head is not None}
        headed = [
            (at, line if line.head or line.chain is None else replace(line, head=heads.get(line.chain)))
            for at, line in behind
        ]
        return [
            (at, line)
            for at, line in headed
            if line.head is not None and line.side is not None and line.problem is None and at not in defining
        ]

    def _holds(self, at: int, line: Line, definer: Definer) -> bool:
        assert line.head is not None
        assert line.side is not None
        claim = Claim(line.head, line.side, line.conditions, line.section, at)
        match definer:
            case Defined(key=key):
                return self.judge.right_with(claim, {key: definer}, ())
            case UserFunction():
                return self.judge.right_with(claim, {}, (definer,))

    def meant(self, claim: Claim) -> str:
        """The function defined last before a claim, where the claim means it by its letter alone: f for ``f_c``."""
        before = [each for each in self.functions if each.line < claim.line]
        key = before[-1].key if before else ""
        short = key.split("_", maxsplit=1)[0]
        named = {ref.key for ref in claim.names()}
        if short == key or short not in named:
            return ""
        last = UserFunction(short, before[-1].parameters, before[-1].body, before[-1].line)
        return key if self.judge.right_with(claim, {}, (last,)) else ""

    def spoken(self, claim: Claim) -> str:
        """The activation that the words around a claim say it is about, where it holds with that one in the place of a
        function of the document: "for ReLU" beside ``h = f(y)`` with the sigmoid f."""
        said = ACTIVATIONS.get(self.lines[claim.line].said.activation, "")
        return said if said and any(judge.right_with(claim, {}, ()) for judge in self._as_spoken(claim)) else ""

    def is_of_another(self, claim: Claim, sides: Sides) -> bool:
        """Whether a claim that is proved by its ``sides`` holds with the only function of the document, and not with
        the activation that the words around it name; beside one of that name they may speak of it."""
        word, judges = self.lines[claim.line].said.activation, list(self._as_spoken(claim))
        if len(judges) != 1 or any(word in _applied_in(each) for each in sides.resting):
            return False
        return judges[0].claim(claim).verdict is Verdict.WRONG

    def _as_spoken(self, claim: Claim) -> Iterator[Judge]:
        """Judges that take a function of the document for the activation that the words around a claim name."""
        word = self.lines[claim.line].said.activation
        single = {each.key: each for each in self.functions if len(each.parameters) == 1}
        for each in single.values() if word in ACTIVATIONS else ():
            yield self.judge.by(self.judge.book.with_function(replace(each, body=_applied(word, each))))


def _applied(word: str, function: UserFunction) -> Term:
    """A function of the table of rules by its name, applied to the parameter of another one."""
    (parameter,) = function.parameters
    return Call(Ref(word, (), (), NOWHERE), 0, (Ref(parameter, (), (), NOWHERE),), NOWHERE)


def _names(line: Line, key: str) -> bool:
    return any(_is_named(part, key) for term in line.sides for part in walk(term))


def _is_named(part: Term, key: str) -> bool:
    match part:
        case Call(name=name):
            return key in {name.base, name.key}
        case Ref():
            return part.key == key
        case _:
            return False


def _applied_in(bodies: Iterable[Expression]) -> set[str]:
    """The functions of the table of rules that are applied in some bodies."""
    return {part.function.name for body in bodies for part in walk_parts(body) if isinstance(part, Apply)}
