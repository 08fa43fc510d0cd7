r"""Solutions of a gradient that is set to zero: ``w = (X^T X + \lambda I)^{-1} X^T y`` for a ridge loss.

By its form alone such a line defines its name. It is held to the losses of its section: where none has a derivative
that is zero there, and nothing else may be meant, the line is refuted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from backproof.calculus.outcome import Different
from backproof.calculus.resolve import depends, expand
from backproof.check.charity.counts import of_counts
from backproof.check.definitions.definitions import DEFINES
from backproof.check.doubts.finding import Finding
from backproof.check.judging.judge import Judge
from backproof.check.review.outcome import Outcome
from backproof.check.steps.aims import is_of_squares
from backproof.check.steps.updates import loss_name
from backproof.check.verdicts.reading import IllTyped
from backproof.check.verdicts.readings import TABLE
from backproof.check.verdicts.sides import Claim, Sides
from backproof.check.verdicts.verdict import Role, Verdict
from backproof.expr import Definition, Derivative, IllFormed, Index, Model, Symbol, Tensor
from backproof.expr.build import ZERO
from backproof.read.document import Document
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Call, Num, Partial, Ref, Term, Unreadable
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS
from backproof.source import BackproofError

NOT_ZERO: Final = "the derivative that is set to zero is not zero there"
OPEN: Final = "whether a derivative is zero there is not shown"
BOUND: Final = re.compile(
    r"\b(constrain\w*|subject to|lagrang\w*|multipliers?|nebenbeding\w+|(sous|une|la) contrainte\w*|sujet[oa] a"
    r"|vincol\w+|ogranicze\w+|multiplik\w+)\b|約束|约束|制約|제약|огранич\w+|множител\w+",
    re.IGNORECASE,
)
"""Words for derivatives of something else than the loss."""
ACCENTS: Final = (r"\hat{", r"\bar{", r"\tilde{", r"\widehat{")
SIZES: Final = frozenset({"n", "N", "m", "M"})
"""Letters of how many samples there are."""
LETTER: Final = 2
"""Index letters have at most a prime."""


def settled(document: Document, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes with such definitions refuted where no derivative is zero there."""
    pairs = zip(document.lines, outcomes, strict=True)
    return [_held(line, outcome, document.words) if _solves(line) else outcome for line, outcome in pairs]


def _solves(line: Line) -> bool:
    return line.said.solved and isinstance(line.head, Ref) and line.relation in DEFINES and line.problem is None


def _held(line: Line, outcome: Outcome, words: str) -> Outcome:
    judge = outcome.judge
    if judge is None or outcome.role is not Role.DEFINITION or outcome.finding.verdict is not Verdict.RIGHT:
        return outcome
    at = next((at for at, each in enumerate(outcome.lines) if each.span == line.span), 0)
    found = list(_slopes(outcome.lines, at, judge))
    compared = [judge.compared(sides) for sides in found]
    different = [(sides, each) for sides, each in zip(found, compared, strict=True) if isinstance(each, Different)]
    if not found or len(different) < len(found):
        return outcome
    if any(not isinstance(judge.compared(each.sides), Different) for sides in found for each in of_counts(sides)):
        # The n of \frac1n \sum_i x_i is how many there are, whether or not a line says so.
        return outcome
    sides, difference = different[0]
    unsure = (
        len(found) > 1
        or _names_others(sides)
        or (line.said.best and _differs_in_names(sides))
        or not difference.is_visible
        or sides.own
        or sides.inherited
        or sides.opaque
    )
    if unsure or BOUND.search(words) is not None or judge.doubt.of(_stated(outcome.lines[at], at), sides) is not None:
        return replace(outcome, finding=Finding(Verdict.UNCHECKED, OPEN, sides=sides))
    return replace(outcome, finding=Finding(Verdict.WRONG, NOT_ZERO, sides=sides, difference=difference))


def _names_others(sides: Sides) -> bool:
    """Whether a solution names that of another variable, and no line says what this is."""
    solved, *_ = sides.model.definitions
    return any(symbol.name.startswith(ACCENTS) for symbol in solved.body.symbols)


def _differs_in_names(sides: Sides) -> bool:
    """Whether a solution and its loss name different things, other than counts: it may be that of another loss."""
    solved, *known = sides.model.definitions
    match sides.left:
        case Derivative(loss):
            own = expand(loss, Model(tuple(known))).symbols - {solved.symbol}
            return any(each.name not in SIZES for each in own ^ solved.body.symbols)
        case _:
            return True


def _stated(line: Line, at: int) -> Claim:
    head, side = line.sides
    return Claim(head, side, line.conditions, line.section, at, lowered=True)


def _slopes(lines: Sequence[Line], at: int, judge: Judge) -> Iterator[Sides]:
    """For each loss of the section, its derivative by the variable, equal to zero, with the solution put in."""
    line = lines[at]
    head, side = line.head, line.side
    if not isinstance(head, Ref) or side is None:
        return
    solution = attempted(Claim(head, side, line.conditions, line.section, at, lowered=True), judge)
    if solution is None:
        return
    for loss in losses(lines, at, judge):
        for variable in _variables(head):
            sides = attempted(_slope(loss, variable, line, at), judge)
            placed = None if sides is None else _placed(sides, solution)
            if placed is not None:
                yield placed
                break


def losses(lines: Sequence[Line], at: int, judge: Judge) -> Iterator[Term]:
    """The losses that are defined in the section of a line before it; where nothing is named like one, what is made of
    squares and enters no other definition."""
    section = lines[at].section
    found = [each for each in judge.book.definitions if each.section == section and each.line < at]
    named = [each.head for each in found if _is_loss(each.head)]
    yield from named
    if not named:
        own = [each for each in judge.book.functions if each.line < at and lines[each.line].section == section]
        given = {each.line: each.body for each in found} | {each.line: each.body for each in own}
        bodies = [(lines[each].head, given[each]) for each in sorted(given)]
        used = {ref.key for _, body in bodies for ref in references(body)}
        squares: set[str] = set()
        for head, body in bodies:
            if head is not None and _is_number(head) and is_of_squares(body, squares):
                squares.add(loss_name(head))
                if loss_name(head) not in used:
                    yield head


def _is_number(head: Term) -> bool:
    """Whether a name has no index, or is written with what it is a function of."""
    match head:
        case Call(arguments=arguments):
            return all(isinstance(each, Ref) for each in arguments)
        case _:
            return isinstance(head, Ref) and not head.subs


def _slope(loss: Term, variable: Ref, line: Line, at: int) -> Claim:
    zero = Num(Fraction(0), 0, line.span)
    return Claim(Partial(loss, variable, line.span), zero, (), line.section, at, lowered=True)


def _is_loss(head: Term) -> bool:
    """Whether a definition is that of a loss, or of a function of what may be solved for."""
    match head:
        case Ref(base, subs):
            return base in LOSS_LETTERS | QUANTITY_WORDS and not any(len(each) < LETTER for each in subs)
        case _:
            return isinstance(head, Call)


def _variables(head: Ref) -> Iterator[Ref]:
    r"""The variable that a solution may be of: w for ``w``, ``w^*``, ``\hat w`` and ``w_{ridge}``."""
    yield head
    letters = tuple(each for each in head.subs if len(each.rstrip("'")) < LETTER)
    base = next(
        (head.base.removeprefix(each).removesuffix("}") for each in ACCENTS if head.base.startswith(each)), head.base
    )
    if (base, letters) != (head.base, head.subs) or head.sups:
        yield Ref(base, letters, (), head.span, head.at, head.sample)


def attempted(claim: Claim, judge: Judge) -> Sides | None:
    """The sides of a claim as it is written; None where they are not read."""
    try:
        return judge.builder.attempt(claim).sides(TABLE[0])
    except (Unreadable, IllTyped, IllFormed, BackproofError):
        return None


def _placed(slope: Sides, solution: Sides) -> Sides | None:
    """A derivative with a solution for the variable; None where the loss does not depend on it."""
    match slope.left, solution.left:
        case Derivative(loss, Tensor(variable, slots)), Tensor(_, letters):
            own = [slot for slot in slots if isinstance(slot, Index)]
        case _:
            return None
    known = tuple(each for each in slope.model if each.symbol != variable)
    model = replace(slope.model, definitions=known)
    if tuple(slots) != tuple(letters) or len({*own}) != len(slots) or not depends(loss, variable, model):
        return None
    others = {variable, loss.symbol} if isinstance(loss, Tensor) else {variable}
    mine = Model(tuple(each for each in solution.model if each.symbol not in others))
    body = expand(solution.right, mine)
    if variable in body.symbols or not body.free <= {*own}:
        return None
    known = (*_solved_before(solution, known), *known)
    definitions = (Definition(variable, tuple(own), body), *known)
    return replace(slope, right=ZERO, model=replace(model, definitions=definitions))


def _solved_before(solution: Sides, known: Sequence[Definition]) -> Iterator[Definition]:
    r"""What a solution names with an accent is the solution of another variable: ``\hat\mu`` of ``\mu``."""
    for symbol in solution.right.symbols:
        accent = next((each for each in ACCENTS if symbol.name.startswith(each)), None)
        bare = Symbol(letters_of(symbol.name.removeprefix(accent or "").removesuffix("}")), symbol.ranges)
        if accent is not None and not any(each.symbol == bare for each in known):
            letters = tuple(Index(f"s{at}", range_) for at, range_ in enumerate(symbol.ranges))
            body = expand(Tensor(symbol, letters), Model(solution.model.definitions))
            yield Definition(bare, letters, body)
