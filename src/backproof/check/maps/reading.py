"""Terms -> tables and functions, where every function that is named is written out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final

from backproof.check.maps import derivatives
from backproof.check.maps.derivatives import table_of
from backproof.check.maps.scope import Scope
from backproof.check.maps.values import (
    Map,
    Table,
    Unknown,
    Value,
    added,
    column,
    determined,
    multiplied,
    single,
)
from backproof.expr import Apply, Constant, Expression, Function, Number, Power, Symbol, Tensor
from backproof.expr.build import add, apply, divide, power
from backproof.expr.build import number as number_of
from backproof.read.terms.dots import DOTS
from backproof.read.terms.terms import (
    At,
    Call,
    Compare,
    Divide,
    Entries,
    Listed,
    Nabla,
    Num,
    Partial,
    Plus,
    Raise,
    Ref,
    Term,
    Times,
    Transposed,
)
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.rules import RULES

COMPOSITION = "the gradient is that of the composition"
SURPLUS = "arguments that a function does not have are left out"
LOGISTIC = "sigmoid"
"""What sigma is where the document does not write it out."""
WRITTEN = ("", "cdot", "bullet", "times", "*", "ast", "odot", "circ")


@final
@dataclass(frozen=True, slots=True)
class Reader:
    r"""Reads terms with the functions that a line sees.

    ``composed``: in ``\nabla F \circ G`` the gradient is that of ``F \circ G``.
    ``spared``: of ``g(x, y, z)``, where g is a function of x and y, the z is left out.
    """

    scope: Scope
    composed: bool = False
    spared: bool = False

    def table(self, term: Term) -> Table:
        """The entries of a term; those of a function at its own parameters."""
        found = self.value(term)
        return found.table if isinstance(found, Map) else found

    def scalar(self, term: Term) -> Expression:
        """A term that is one number."""
        return self.table(term).scalar()

    def value(self, term: Term) -> Value:
        """What a term stands for; raises Unknown where that is not understood, and Clash where shapes do not fit."""
        match term:
            case Num(value):
                return single(Number(value))
            case Ref():
                return self.name(term)
            case Call():
                return self.call(term)
            case Plus(terms):
                first, *rest = map(self.table, terms)
                for each in rest:
                    first = added(first, each)
                return first
            case Times(factors, _, signs):
                return self.product(factors, signs or ("",) * (len(factors) - 1))
            case Divide(above, below):
                under = self.scalar(below)
                return self.table(above).each(lambda entry: divide(entry, under))
            case Raise(base, exponent):
                return single(Power(self.scalar(base), self.scalar(exponent)))
            case Transposed(base):
                found = self.value(base)
                if table_of(found).is_scalar:
                    raise Unknown("the transpose of a number")
                turned = table_of(found).transposed()
                return Map(found.parameters, turned) if isinstance(found, Map) else turned
            case Entries(rows) if (stacked := self.stacked(rows)) is not None:
                return stacked
            case Entries(rows):
                told = tuple(
                    tuple(self.entry(each, (at, by)) for by, each in enumerate(row)) for at, row in enumerate(rows)
                )
                return Table(told)
            case Listed(None, items):
                return self.listed(items)
            case Nabla(of):
                return derivatives.gradient(self, of)
            case At(base, names, values):
                return derivatives.at_point(self, base, names, [self.table(each) for each in values])
            case Partial(of, by):
                return derivatives.partial(self, of, by)
            case _:
                raise Unknown("this is not read here")

    def stacked(self, rows: Sequence[Sequence[Term]]) -> Table | None:
        """A matrix whose rows are gradients; None for one of numbers."""
        if not all(len(row) == 1 and isinstance(row[0], Nabla | Partial) for row in rows):
            return None
        tables = [self.table(row[0]) for row in rows]
        if all(each.is_scalar for each in tables) or not all(each.listed for each in tables):
            return None
        if len({each.shape for each in tables}) > 1:
            raise Unknown("the rows of this matrix have different lengths")
        return Table(tuple(each.entries for each in tables))

    def listed(self, items: Sequence[Term]) -> Table:
        """A list of numbers is a vector, one of lists is a matrix."""
        tables = [self.table(each) for each in items]
        if all(each.is_scalar for each in tables):
            return column([each.scalar() for each in tables], listed=True)
        if all(each.listed and each.shape == tables[0].shape for each in tables):
            return Table(tuple(each.entries for each in tables))
        raise Unknown("the elements of this list are no numbers")

    def entry(self, term: Term, at: tuple[int, int]) -> Expression:
        r"""An entry, perhaps with its name before it: ``\frac{\partial f_2}{\partial y} = x`` in row 2."""
        match term:
            case Compare("=", Partial(Ref(_, (number,), ()), _), value) if number == str(at[0] + 1):
                return self.scalar(value)
            case Compare():
                raise Unknown("an entry that is an equation is not read here")
            case Times((Ref() as name, Listed(None, (_, _, *_) as items)), span, ()) if self.scope.named(name) is None:
                # A number before a list would be a list, and no entry.
                return self.scalar(Call(name, 0, items, span))
            case _:
                return self.scalar(term)

    # -- names and functions ---------------------------------------------------------------------------------------

    def name(self, ref: Ref) -> Value:
        """A function, or a number."""
        found = self.scope.named(ref)
        if found is not None:
            return found
        if (given := self.scope.vector(ref)) is not None:
            return given
        if whole := self.scope.whole(ref):
            return column([Tensor(symbol) for symbol in whole], listed=True)
        if ref.sups or ref.at or ref.sample or ref.base in DOTS:
            raise Unknown(f"{ref.key} is not read here")
        return single(Constant("e") if ref.key == "e" else Tensor(Symbol(ref.key)))

    def call(self, call: Call) -> Table:
        """A function that is written out, one of the table of rules, or one of which nothing is known."""
        arguments = [self.table(each) for each in call.arguments]
        found = self.scope.named(call.name, derivatives.count(arguments))
        if found is not None:
            for _ in range(call.primes):
                found = found.jacobian()
            return found.at(self.own(found, arguments) if self.spared else arguments)
        word = LOGISTIC if call.name.key == "sigma" else FUNCTION_WORDS.get(call.name.base, call.name.base)
        if word == "norm" and len(arguments) == 1 and not arguments[0].is_scalar:
            return single(apply("sqrt", add(*(power(each, number_of(2)) for each in arguments[0].entries))))
        if word == "det" and len(arguments) == 1:
            return determined(arguments[0])
        if call.name.subs and word in RULES:
            raise Unknown("a function with scripts is not read here")
        if word == "sum" and len(arguments) == 1:
            return single(add(*arguments[0].entries))
        whole = bool(self.scope.elements) and word not in RULES and word not in FUNCTION_WORDS
        plain = tuple(entry for each in arguments for entry in (each.entries if whole else (each.scalar(),)))
        if word in RULES:
            if RULES[word].arity != len(plain) or (call.primes and len(plain) > 1):
                raise Unknown(f"{word} is not read here")
            letters = tuple(Symbol(f"\\{at}") for at in range(len(plain)))
            rule = Map(letters, single(Apply(Function(word, len(plain)), tuple(map(Tensor, letters)))))
            for _ in range(call.primes):
                rule = rule.partial(letters[0])
            return rule.at([single(each) for each in plain])
        if call.name.sups or word in FUNCTION_WORDS or (call.primes and len(plain) > 1):
            raise Unknown(f"{call.name.key} is not read here")
        orders = (call.primes,) if call.primes else ()
        return single(Apply(Function(call.name.key, len(plain), orders), plain))

    @staticmethod
    def own(function: Map, arguments: list[Table]) -> list[Table]:
        """The arguments that are parameters of a function, where it is applied to all of them and to other letters."""
        letters = [each.scalar() for each in arguments if each.is_scalar]
        own = [Tensor(each) for each in function.parameters]
        plain = len(letters) == len(arguments) and all(isinstance(each, Tensor) for each in letters)
        has_own = plain and [each for each in letters if each in own] == own
        return [single(each) for each in own] if has_own else arguments

    def function(self, term: Term) -> Map | None:
        """A term as a function: its name, its values at arguments of any names, a composition, a gradient."""
        match term:
            case Ref():
                return self.scope.named(term)
            case Call(name, 0, arguments):
                names = self.letters(arguments)
                found = self.scope.named(name, len(names)) if names else None
                if found is None:
                    return self.open(term)
                parameters = tuple(map(Symbol, names))
                return Map(parameters, found.at([single(Tensor(each)) for each in parameters]))
            case Times() | Nabla() | Partial():
                value = self.value(term)
                return value if isinstance(value, Map) else None
            case _:
                return None

    def open(self, call: Call) -> Map | None:
        """A function that the document applies to a whole vector, as one of its elements; None for any other call."""
        if not any(isinstance(each, Ref) and self.scope.whole(each) for each in call.arguments):
            return None
        entries = [entry for each in call.arguments for entry in self.table(each).entries]
        parameters = [entry.symbol for entry in entries if isinstance(entry, Tensor)]
        alike = len(set(parameters)) == len(parameters) == len(entries)
        return Map(tuple(parameters), self.call(call)) if alike else None

    def letters(self, arguments: Sequence[Term]) -> list[str]:
        """The arguments of a function where they are different letters; none where they are anything else."""
        plain = (each for each in arguments if isinstance(each, Ref) and self.scope.vector(each) is None)
        names = [each.key for each in plain if each.key not in self.scope.known]
        return names if len(names) == len(arguments) == len(set(names)) else []

    # -- products ----------------------------------------------------------------------------------------------------

    def product(self, factors: Sequence[Term], signs: Sequence[str]) -> Value:
        """A product: functions before their arguments first, then compositions, then factors from left to right."""
        if not all(sign in WRITTEN for sign in signs):
            raise Unknown("this product is not read here")
        parts, between = self.applied(list(factors), list(signs))
        parts, between = self.chained(parts, between)
        if len(parts) == 1:
            return self.value(parts[0]) if isinstance(parts[0], Term) else parts[0]
        tables = [self.table(each) if isinstance(each, Term) else table_of(each) for each in parts]
        whole = tables[0]
        for each, sign in zip(tables[1:], between, strict=True):
            whole = multiplied(whole, each, sign)
        return whole

    def applied(self, factors: list[Term], signs: list[str]) -> tuple[list[Term | Value], list[str]]:
        r"""``g (x, y)`` where g is known as a function, ``(F \circ G)(x)``, and ``D F (x)``."""
        parts: list[Term | Value] = []
        between: list[str] = []
        at = 0
        while at < len(factors):
            behind = factors[at + 1] if at + 1 < len(factors) and not signs[at] else None
            if at:
                between.append(signs[at - 1])
            if behind is not None and (operated := self.operated(factors, signs, at)) is not None:
                value, at = operated
                parts.append(value)
                continue
            found = self.applicable(factors[at], behind)
            if found is None or behind is None:
                parts.append(factors[at])
                at += 1
                continue
            parts.append(self.applied_to(found, behind))
            at += 2
        return parts, between

    def applied_to(self, function: Map, behind: Term) -> Value:
        """A function of what stands behind it."""
        arguments = derivatives.arguments(behind)
        value, names = function.at([self.table(each) for each in arguments]), self.letters(arguments)
        return Map(tuple(map(Symbol, names)), value) if names else value

    def operated(self, factors: list[Term], signs: list[str], at: int) -> tuple[Value, int] | None:
        r"""What an operator makes of the factors behind it, ``\det J_F (x, y)`` and ``D_v f``, and where they end."""
        operator, of, end = factors[at], factors[at + 1], at + 2
        match operator:
            case Ref("D" | "\\mathrm{D}" | "H" | "\\mathbf{H}" as word, (), ()) if word not in self.scope.defined:
                pass
            case Ref("det" as word, (), ()):
                pass
            case Ref() if self.scope.named(operator) is None:
                along = derivatives.directional(self, operator, of)
                return None if along is None else (along, end)
            case _:
                return None
        following = factors[end] if end < len(factors) and not signs[at + 1] else None
        # A number without a sign before it is a point, ``D F(0)``, and no factor.
        behind = following if isinstance(following, Listed | Num) and not isinstance(of, Call) else None
        if word == "det":
            function = self.applicable(of, behind)
            value = (
                self.table(of) if function is None or behind is None else table_of(self.applied_to(function, behind))
            )
            return determined(value), end + (function is not None and behind is not None)
        found = derivatives.operated(self, word, of, behind)
        return None if found is None else (found, end + (behind is not None))

    def applicable(self, term: Term, behind: Term | None) -> Map | None:
        """A factor as a function of what stands behind it."""
        match term, behind:
            case (_, None):
                return None
            case (Ref(), Listed(None, items)):
                return self.scope.named(term, len(items))
            case (Ref() | Times() | Nabla() | Partial(), Listed()):
                return self.function(term)
            case (Ref() | Times(), Ref()) if self.scope.named(behind) is not None:
                return None
            case (Ref(), _) if self.scope.named(term) is None:
                return None
            case (Ref() | Times(), _):
                count = len(self.table(behind).entries)
                found = self.scope.named(term, count) if isinstance(term, Ref) else self.function(term)
                if isinstance(behind, Num) and (found is None or len(found.parameters) != count):
                    raise Unknown("a number behind a function is no point of it here, and no factor")
                return found if found is not None and len(found.parameters) == count else None
            case _:
                return None

    def chained(self, parts: list[Term | Value], signs: list[str]) -> tuple[list[Term | Value], list[str]]:
        """Functions composed."""
        for at, sign in enumerate(signs):
            if sign != "circ":
                continue
            left, right = parts[at], parts[at + 1]
            gradient = isinstance(left, Nabla) and self.composed
            inner = self.outer(right)
            table = (
                inner.table if inner is not None else self.table(right) if isinstance(right, Term) else table_of(right)
            )
            outer = self.outer(left.of if isinstance(left, Nabla) and gradient else left, len(table.entries))
            if outer is None:
                continue
            whole: Value = outer.at([table])
            if inner is not None:
                whole = outer.after(inner).jacobian() if gradient else outer.after(inner)
            return self.chained([*parts[:at], whole, *parts[at + 2 :]], [*signs[:at], *signs[at + 1 :]])
        return parts, signs

    def outer(self, part: Term | Value, count: int | None = None) -> Map | None:
        """A part of a composition as a function of so many numbers."""
        match part:
            case Map():
                return part
            case Ref():
                return self.scope.named(part, count)
            case Nabla(Ref() as of) if (found := self.scope.named(of, count)) is not None:
                return found.jacobian()
            case Table():
                return None
            case _:
                return self.function(part)
