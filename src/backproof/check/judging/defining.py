"""Lines that define: a name by an expression that has a value, a function by one body."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from backproof.calculus.equal import compare
from backproof.calculus.outcome import Undecided
from backproof.check.definitions.captured import captured
from backproof.check.doubts.finding import ABOUT, Finding, guarded, undecided
from backproof.check.indices.suppressed import Defined, UserFunction
from backproof.check.judging import exceptions
from backproof.check.judging.judge import Judge
from backproof.check.verdicts.idle import idle
from backproof.check.verdicts.readings import TABLE
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import Counterexample, Verdict
from backproof.expr import Definition
from backproof.read.terms.terms import NOWHERE, Call, Ref
from backproof.records import replace

LITERAL = TABLE[:1]
ACTIVATIONS = ("sigmoid", "tanh", "relu", "softplus", "leaky_relu", "step", "exp")


def definition(defined: Defined, judge: Judge) -> Finding:
    """A definition is right where it is well-formed and its bounds and ranges are those of the other lines."""
    book = judge.book
    built = book.build(defined, book.reading(defined.line))
    if built.definition is None:
        return Finding(Verdict.UNCHECKED, built.problem, kind=ABOUT.get(built.about))
    if built.problem:
        shown = Counterexample({}, built.problem, built.repaired)
        said = f"{built.problem}; other lines are judged {built.repaired}"
        return Finding(Verdict.WRONG, said, counterexample=shown, defined=defined)
    if valueless := _valueless(defined, built.definition, judge):
        return Finding(Verdict.UNCHECKED, valueless)
    if built.supplied:
        return Finding(Verdict.RIGHT_IF, "", built.supplied)
    others = {key for (stem, _), key in book.names.families.items() if stem == defined.key}
    if not others <= book.catalogue.by_key.keys():
        return Finding(Verdict.RIGHT_IF, "", (f"{defined.key} also names another tensor, told apart by its index",))
    apart = captured(defined) or exceptions.contradicts(defined, judge) or idle(built.definition.body)
    return Finding(Verdict.UNCHECKED, apart) if apart else Finding(Verdict.RIGHT)


def _valueless(defined: Defined, built: Definition, judge: Judge) -> str:
    """Why a definition has no value at any point; empty where it has one."""
    model, _ = judge.book.model((built.body,), defined.section, judge.book.reading(defined.line))
    model = replace(model, assumptions=judge.builder.assumptions(LITERAL[0]))
    match compare(built.body, built.body, model, bench=judge.bench, points=1):
        case Undecided(reason, part):
            return undecided(reason, part)
        case _:
            return ""


def function(own: UserFunction, before: Sequence[UserFunction], judge: Judge) -> Finding:
    """A function that has a body ``before`` must be the same function again; a sigma one that is known."""
    if own.key == "sigma" and not before:
        return _known_activation(own, judge)
    if not before or _same_function(before[0], own, judge):
        return Finding(Verdict.RIGHT)
    return Finding(Verdict.UNCHECKED, f"{own.key} is defined in another way before")


def _same_function(one: UserFunction, other: UserFunction, judge: Judge) -> bool:
    """Whether two bodies are the same function of the same parameters."""
    claim = Claim(one.body, other.body, (), 0, one.line)
    return guarded(partial(judge.claim, claim, LITERAL)).verdict is Verdict.RIGHT


def _known_activation(own: UserFunction, judge: Judge) -> Finding:
    """A sigma of the document's own: right as the logistic function or another known one, else said."""
    if len(own.parameters) == 1:
        argument = Ref(own.parameters[0], (), (), NOWHERE)
        for word in ACTIVATIONS:
            known = Call(Ref(word, (), (), NOWHERE), 0, (argument,), NOWHERE)
            claim = Claim(own.body, known, (), 0, -1)
            if guarded(partial(judge.claim, claim, LITERAL)).verdict is Verdict.RIGHT:
                return Finding(Verdict.RIGHT)
    return Finding(Verdict.RIGHT_IF, "", ("sigma is no activation that is known",))
