r"""Expressions as presentation trees: what a person would write, with the parentheses that keep its meaning.

A sum extends over the product that follows it, so it stands last in a product, or in parentheses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

from backproof.expr import (
    Add,
    Apply,
    Cases,
    CompareIndices,
    Constant,
    Delta,
    Derivative,
    Expression,
    Function,
    Index,
    Indicator,
    Mul,
    Number,
    OfMatrix,
    Over,
    Power,
    Slot,
    Sum,
    Symbol,
    Tensor,
)
from backproof.expr.build import mul, negative
from backproof.expr.walk import names
from backproof.rules import AXIS_RULES, MATRIX_RULES, rule_of
from backproof.show.letters import Letters, name, slot, slots, tensor
from backproof.show.piecewise import cases, compared
from backproof.show.positions import count, offset
from backproof.show.trees import (
    MINUS,
    NOWHERE,
    digits,
    fenced,
    fraction,
    letter,
    listed,
    relation,
    row,
    script,
    sign,
)
from backproof.syntax.tree import Atom, Fence, Kind, Node, Root, Row, Script, Styled
from backproof.syntax.write import latex

# How tightly a tree holds together: what is looser than its place needs parentheses.
SUM, PRODUCT, TIGHT = 1, 2, 3
Shown = tuple[Node, int]
Written = Callable[[Tensor], Shown | None]
"""What stands for a tensor: a number put in, with how tightly it holds together; None for its name."""
Bounds = Callable[[Index], "tuple[int, int | str] | None"]
"""The first and the last number that the letter of a sum takes; None where they are not written."""
NO_LETTERS: Final[Letters] = {}
Ends = Mapping[str, str]
NO_ENDS: Final[Ends] = {}
FUNCTION_LIKE: Final = frozenset({"f", "g", r"\phi", r"\varphi", r"\psi"})


def by_name(_: Tensor) -> Shown | None:
    """Every tensor is written as its name."""
    return None


def unbounded(_: Index) -> tuple[int, int | str] | None:
    """Sums name their letters only."""
    return None


def by_ends(ends: Ends) -> Bounds:
    """Sums have the ends that the author writes, where there are any."""

    def bounds(index: Index) -> tuple[int, int | str] | None:
        end = ends.get(index.range.name)
        return None if end is None else (index.range.first, end)

    return bounds


def show(
    expression: Expression,
    letters: Letters = NO_LETTERS,
    written: Written = by_name,
    bounds: Bounds = unbounded,
    ends: Ends = NO_ENDS,
) -> Node:
    """The presentation tree; ``letters`` spells index letters otherwise (name to LaTeX), ``written`` whole tensors.

    ``bounds`` are those of sums. ``ends`` are the last elements of ranges as their author writes them, by the names of
    the ranges: what counts their elements is written so.

    >>> from backproof.expr import Symbol
    >>> show(negative(Tensor(Symbol("x")))).items[1].text
    'x'
    """
    return _Shower(letters, written, bounds, ends).tree(expression)


class _Shower:
    """The author's letters and bounds, for the rules below."""

    def __init__(self, letters: Letters, written: Written, bounds: Bounds, ends: Ends) -> None:
        self.letters = letters
        self.written = written
        self.bounds = bounds
        self.ends = ends

    def shown(self, node: Expression) -> Shown:
        return SHOW[type(node)](self, node)

    def tree(self, node: Expression, at_least: int = SUM) -> Node:
        """The tree of a part, in parentheses where it is looser than its place needs."""
        tree, level = self.shown(node)
        return tree if level >= at_least else fenced(tree)

    def place(self, each: Slot) -> Node:
        """An index in the author's letters."""
        return slot(each, self.letters)


def _number(self: _Shower, node: Number) -> Shown:
    value = abs(node.value)
    tree = number_tree(value)
    return (tree, TIGHT) if node.value >= 0 else (row(MINUS, tree), SUM)


def number_tree(value: Fraction) -> Node:
    """Whole numbers as digits, tenths and hundredths as decimals, else a fraction."""
    if value.denominator == 1:
        return digits(str(value.numerator))
    places = len(str(value.denominator)) - 1
    if value.denominator == 10**places:
        whole, part = divmod(value.numerator, value.denominator)
        return digits(f"{whole}.{part:0{places}d}")
    return fraction(digits(str(value.numerator)), digits(str(value.denominator)))


def _constant(self: _Shower, node: Constant) -> Shown:
    return letter(node.name), TIGHT


def _tensor(self: _Shower, node: Tensor) -> Shown:
    return self.written(node) or (tensor(node, self.letters), TIGHT)


def is_negative(term: Expression) -> bool:
    """Whether a term is printed with a minus in front."""
    match term:
        case Number(value) | Mul((Number(value), *_)):
            return value < 0
    return False


def _add(self: _Shower, node: Add) -> Shown:
    parts: list[Node] = []
    for at, term in enumerate(node.terms):
        minus = is_negative(term)
        later = names(frozenset[Any]().union(*(each.free for each in node.terms[at + 1 :])))
        part = self.tree(_opposite(term) if minus else term, PRODUCT)
        if _bound_at_end(term) & later:
            part = fenced(part)
        parts += [MINUS] if minus else [sign("+")] if parts else []
        parts.append(part)
    return row(*parts), SUM


def _opposite(term: Expression) -> Expression:
    """The term without its minus sign."""
    match term:
        case Mul((Number(value), *rest)):
            return mul(Number(-value), *rest)
    return negative(term)


def _bound_at_end(term: Expression) -> frozenset[str]:
    """The letters of sums that a term ends with: what follows must not seem to belong to them."""
    match term:
        case Mul(factors):
            return frozenset[str]().union(*map(_bound_at_end, factors))
        case Sum(index, body):
            return _bound_at_end(body) | {index.name}
        case Over("prod" | "max" | "min", index, body):
            return _bound_at_end(body) | {index.name}
    return frozenset()


def _mul(self: _Shower, node: Mul) -> Shown:
    coefficient = Fraction(1)
    above: list[Expression] = []
    below: list[Expression] = []
    for factor in _flat(node):
        match factor:
            case Number(value):
                coefficient *= value
            case Power(base, Number(value)) if value < 0:
                below.append(base if value == -1 else Power(base, Number(-value)))
            case _:
                above.append(factor)
    if below and coefficient.denominator != 1:
        below.insert(0, Number(Fraction(coefficient.denominator)))
        coefficient *= coefficient.denominator
    size = abs(coefficient)
    if below:
        tree: Node = fraction(_product(self, size, above), _product(self, Fraction(1), below))
    else:
        tree = _product(self, size, above, PRODUCT if coefficient < 0 else SUM)
    return (row(MINUS, tree), SUM) if coefficient < 0 else (tree, PRODUCT)


def _flat(node: Mul) -> Iterator[Expression]:
    """The factors of a product and of the products in it: a sum inside of one would reach over what follows."""
    for factor in node.factors:
        if isinstance(factor, Mul):
            yield from _flat(factor)
        else:
            yield factor


def _product(self: _Shower, size: Fraction, factors: list[Expression], loosest: int = SUM) -> Node:
    """A number and factors side by side, the open-ended ones last; a single factor binds as loosely as is allowed."""
    ordered = [factor for factor in factors if not _is_open(factor)] + [
        factor for factor in factors if _is_open(factor)
    ]
    parts: list[Node] = [number_tree(size)] if size != 1 or not ordered else []
    for at, factor in enumerate(ordered):
        last = at == len(ordered) - 1
        alone = last and not parts
        tree = self.tree(factor, loosest if alone else PRODUCT)
        if _is_open(factor) and not last:
            tree = fenced(tree)
        if parts and (_starts_with_digit(tree) or (isinstance(tree, Fence) and _is_like_function(ordered[at - 1]))):
            parts.append(sign("cdot"))
        parts.append(tree)
    return row(*parts)


def _is_like_function(factor: Expression) -> bool:
    """Whether parentheses behind a quantity would seem to be its argument."""
    return isinstance(factor, Tensor) and factor.symbol.name in FUNCTION_LIKE


def _is_open(factor: Expression) -> bool:
    return isinstance(factor, Sum) or (isinstance(factor, Over) and factor.function in ("prod", "max", "min"))


def _starts_with_digit(tree: Node) -> bool:
    match tree:
        case Row((first, *_)) | Script(first):
            return _starts_with_digit(first)
        case Fence("(", Row((Atom(Kind.OPERATOR, "-"), Atom(Kind.NUMBER), *rest))):
            return not rest or rest[0] == sign("cdot")  # a negative number, perhaps with a power of ten
    return isinstance(tree, Atom) and tree.kind is Kind.NUMBER


def _power(self: _Shower, node: Power) -> Shown:
    match node.exponent:
        case Number(value) if value < 0:
            return _mul(self, Mul((node,)))
        case Number(Fraction(numerator=1, denominator=2)):
            return Root(self.tree(node.base), None, NOWHERE), TIGHT
    base, exponent = _base(self, node.base), self.tree(node.exponent)
    if isinstance(base, Script):
        return script(base.base, base.sub, exponent, base.primes), TIGHT
    return script(base, sup=exponent), TIGHT


def _base(self: _Shower, base: Expression) -> Node:
    """A base that can take an exponent: a letter, without a superscript of its own."""
    tree, level = self.shown(base)
    simple = isinstance(base, Tensor | Constant) or (
        isinstance(base, Number) and base.value >= 0 and base.value.denominator == 1
    )
    return (
        tree
        if simple and level == TIGHT and getattr(tree, "sup", None) is None and isinstance(tree, Atom | Script)
        else fenced(tree)
    )


def _function(function: Function) -> Node:
    rule = rule_of(function)
    if rule is not None:
        return name(rule.latex)
    match function.orders:
        case ():
            return name(function.name)
        case (order,) if order <= 3:
            return script(name(function.name), primes=order)
    return script(name(function.name), sup=fenced(listed(tuple(digits(str(order)) for order in function.orders))))


def _apply(self: _Shower, node: Apply) -> Shown:
    match node.function.name, node.arguments:
        case "sqrt", (argument,):
            return Root(self.tree(argument), None, NOWHERE), TIGHT
        case "abs", (argument,):
            return fenced(self.tree(argument), "|", "|"), TIGHT
    return row(_function(node.function), fenced(listed(tuple(map(self.tree, node.arguments))))), TIGHT


def _big(self: _Shower, head: Node, node: Sum | Over) -> Shown:
    lower, upper, bounds = slot(node.index, self.letters), None, self.bounds(node.index)
    if bounds is not None and isinstance(head, Atom) and head.kind is Kind.BIG:
        lower, upper = row(lower, relation("="), digits(str(bounds[0]))), name(str(bounds[1]))
    return row(script(head, lower, upper), self.tree(node.body, PRODUCT)), PRODUCT


def _sum(self: _Shower, node: Sum) -> Shown:
    counted = count(node)
    if counted is not None and counted.what is not None:
        return _counted(self, counted.what, counted.more)
    if counted is not None and node.index.range.name in self.ends:
        end = name(self.ends[node.index.range.name])
        return (end, TIGHT) if counted.more == 0 else (row(end, sign("+"), digits(str(counted.more))), SUM)
    found = offset(node)
    if found is not None:
        place = latex(self.tree(found.place))
        inside = _Shower({**self.letters, node.index.name: place}, self.written, self.bounds, self.ends)
        return inside.shown(found.body)
    return _big(self, Atom(Kind.BIG, "sum", NOWHERE), node)


def _counted(self: _Shower, what: Slot, more: int) -> Shown:
    """The number of an element, counted from one."""
    number_ = slot(what, self.letters)
    return (number_, TIGHT) if more == 0 else (row(number_, sign("+"), digits(str(more))), SUM)


def _over(self: _Shower, node: Over) -> Shown:
    rule = AXIS_RULES[node.function]
    if rule.expansion is not None:
        return self.shown(rule.expansion(node))
    if node.at is not None:
        place = script(name(rule.latex), sub=slot(node.index, self.letters))
        return _holds(row(slot(node.at, self.letters), relation("="), place, self.tree(node.body, PRODUCT))), TIGHT
    match node.function, node.body:
        case "prod", Cases(
            ((CompareIndices("!=", left, right), body),), Number(Fraction(numerator=1, denominator=1))
        ) if left == node.index:
            limit = row(slot(left, self.letters), relation("neq"), slot(right, self.letters))
            return row(script(Atom(Kind.BIG, "prod", NOWHERE), sub=limit), self.tree(body, PRODUCT)), PRODUCT
        case "prod", _:
            return _big(self, Atom(Kind.BIG, "prod", NOWHERE), node)
    return _big(self, name(rule.latex), node)


def _of_matrix(self: _Shower, node: OfMatrix) -> Shown:
    match node.body:
        case Tensor(symbol, (left, right)) if (left, right) == node.binds:
            whole = tensor(Tensor(Symbol(symbol.name)), self.letters)
        case body:
            whole = script(fenced(self.tree(body)), sub=slots(node.binds, self.letters))
    if node.function != "inverse":
        return row(name(MATRIX_RULES[node.function].latex), whole), PRODUCT
    inverse = script(whole if isinstance(whole, Atom) else fenced(whole), sup=row(MINUS, digits("1")))
    return script(fenced(inverse), sub=slots(node.at, self.letters)), TIGHT


def _holds(condition: Node) -> Node:
    """One where a condition holds, zero elsewhere."""
    return row(Styled("bb", digits("1"), NOWHERE), fenced(condition, "[", "]"))


def _delta(self: _Shower, node: Delta) -> Shown:
    return script(letter("delta"), sub=slots((node.left, node.right), self.letters)), TIGHT


def _indicator(self: _Shower, node: Indicator) -> Shown:
    return _holds(compared(node.condition, self.tree, self.place)), TIGHT


def _cases(self: _Shower, node: Cases) -> Shown:
    return cases(node, self.tree, self.place), TIGHT


def _derivative(self: _Shower, node: Derivative) -> Shown:
    change = letter("partial")
    by = row(change, tensor(node.by, self.letters))
    if isinstance(node.of, Tensor):
        return fraction(row(change, tensor(node.of, self.letters)), by), TIGHT
    return row(fraction(change, by), fenced(self.tree(node.of))), PRODUCT


SHOW: Final[Mapping[type, Callable[[_Shower, Any], Shown]]] = {
    Number: _number, Constant: _constant, Tensor: _tensor, Add: _add, Mul: _mul, Power: _power, Apply: _apply,
    Sum: _sum, Over: _over, OfMatrix: _of_matrix, Delta: _delta, Indicator: _indicator, Cases: _cases,
    Derivative: _derivative,
}  # fmt: skip
