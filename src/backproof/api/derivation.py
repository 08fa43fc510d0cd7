"""A derivation as an object: text, Markdown, LaTeX, HTML, and the steps themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NoReturn, final

from backproof.api.pages import in_format
from backproof.api.spelling import spellings
from backproof.collecting import uncollected
from backproof.derive.derivation import Derivation as Derived
from backproof.derive.derivation import Part
from backproof.derive.parameters import passed_over
from backproof.derive.second import Second
from backproof.expr import Derivative, Expression, Index, Symbol
from backproof.expr.build import ONE, ZERO
from backproof.matrix.raiser import NoMatrixForm
from backproof.matrix.raising import raised
from backproof.report.derivation import Detail, derivation_page, second_page
from backproof.report.notations import InIndices, InMatrices, Notation
from backproof.report.page import Page
from backproof.show import to_unicode
from backproof.show.show import Ends
from backproof.source import BackproofError, Diagnostic
from backproof.syntax.write import latex

NOTATIONS: Final[Mapping[str, Callable[[Ends], Notation]]] = {
    "index": InIndices, "delta": InIndices, "matrix": InMatrices,
}  # fmt: skip


@final
class Derivation:
    """The derivation of a gradient, step by step; made by :meth:`backproof.Model.derive`.

    It prints as text; in a notebook it is typeset.
    """

    def __init__(self, derived: Derived, notation: Notation, second: tuple[Second, ...] = ()) -> None:
        self.derived = derived
        self.notation = notation
        self.second = second

    @property
    def parts(self) -> tuple[Part, ...]:
        """The derivative by each quantity on the way from the loss back, with its steps."""
        return self.derived.parts

    @property
    def latex(self) -> str:
        """The gradient in LaTeX, an equation in each line."""
        return "\n".join(self._equation(part) for part in self.derived.asked)

    def _equation(self, part: Part) -> str:
        head = Derivative(self.derived.of.head, part.by)
        axes = self.derived.axes(part)
        left, right = (self.notation.formula(side, axes) for side in (head, part.chain.result))
        return f"{latex(left)} = {latex(right)}"

    def page(self, detail: str = "steps") -> Page:
        """The page: ``result`` has the model and the gradient, ``steps`` the way, ``all`` each rule carried out."""
        details = {each.value: each for each in Detail}
        if detail not in details:
            raise BackproofError(
                Diagnostic(f"there is no detail {detail}", detail, f"one of {', '.join(details)}", "choose one of them")
            )
        if self.second:
            return second_page(self.derived, self.second, self.notation, details[detail])
        return derivation_page(self.derived, self.notation, details[detail])

    @uncollected()
    def to(self, format: str, detail: str = "steps") -> str:
        """The page in a format: ``text``, ``markdown``, ``latex`` (a whole document) or ``html`` (a whole file)."""
        return in_format(self.page(detail), format)

    def __str__(self) -> str:
        return self.to("text")

    def __repr__(self) -> str:
        return f"<Derivation of {self.derived.of.symbol.name}: {len(self.parts)} parts>"

    def _repr_markdown_(self) -> str:
        return self.to("markdown")


def guessed(inputs: Sequence[Symbol], trained: Sequence[Symbol]) -> tuple[str, ...]:
    """What was taken for a parameter by its letter, where something else may be one."""
    others = passed_over(inputs, trained)
    if not others:
        return ()
    taken, left = (", ".join(spellings(among).values()) for among in (trained, others))
    return (f"the parameters are {taken} by their letters, and not {left} (--wrt names others)",)


def refuse_unknown(notation: str) -> None:
    """Raise for a notation that there is not."""
    if notation not in NOTATIONS:
        known = f"one of {', '.join(NOTATIONS)}"
        raise BackproofError(Diagnostic(f"there is no notation {notation}", notation, known, "choose one of them"))


def refuse_itself(name: str, others: Iterable[str]) -> NoReturn:
    """Raise because a quantity is differentiated by itself."""
    advice = f"name what {name} depends on: {', '.join(others)}"
    raise BackproofError(Diagnostic(f"{name} is what is differentiated", name, "other quantities", advice))


def refuse_order(order: int, notation: str, *, along: bool, number: bool) -> None:
    """Raise for derivatives of an order that is not derived in a notation, or not of an array."""
    if order not in {1, 2} or (along and order == 1) or (order > 1 and not number):
        advice = "ask for order 1, or for second derivatives of a number"
        written = f"order {order} in {notation} notation" + (", along a vector" if along else "")
        raise BackproofError(Diagnostic("these derivatives are not derived", written, "order 1 or 2", advice))


def refuse_without_matrices(*derivations: Derived) -> None:
    """Matrix notation is for models whose definitions all have a form in it, and whose gradients have one, too."""
    for derived in derivations:
        for each in derived.model:
            _refuse(each.head, each.body, each.indices, each.symbol.name)
        for part in derived.parts:
            if part.chain.result not in {ZERO, ONE}:
                name = f"the derivative of {derived.of.symbol.name} by {part.symbol.name}"
                _refuse(part.chain.head, part.chain.result, derived.axes(part), name)


def _refuse(head: Expression, body: Expression, axes: tuple[Index, ...], name: str) -> None:
    try:
        raised(body, axes)
    except NoMatrixForm as problem:
        written = f"{to_unicode(head)} = {to_unicode(body)}"
        expected = "numbers, vectors and matrices that are products and functions of these"
        advice = "ask for index or delta notation"
        message = f"{name} has no form in matrix notation: {problem}"
        raise BackproofError(Diagnostic(message, written, expected, advice)) from None
