"""Names that are applied: which ones are functions here, and to what they are applied."""

from __future__ import annotations

from typing import final

from backproof.read.grammar.brackets import is_factor
from backproof.read.grammar.in_brackets import applies
from backproof.read.grammar.nodes import is_kind, items, name_of, run_of_letters, split
from backproof.read.grammar.reader import Reader
from backproof.read.grammar.scripts import subscripts, transposed
from backproof.read.terms import dots
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Call, Raise, Ref, Term, Times, Transposed, Unreadable
from backproof.read.vocabulary import DETERMINANT, FUNCTION_WORDS, LOSS_LETTERS, MATRIX_FUNCTIONS, TRACES
from backproof.records import dataclass
from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Kind, Node, Root, Script, Styled

DIAGONAL = frozenset({"diag", "Diag"})
"""Letters of functions whose values are vectors."""


def _adds(node: Node) -> bool:
    """Whether a node is a plus, a minus or what stands between arguments."""
    return isinstance(node, Atom) and node.text in {"+", "-", "pm", ",", ";"}


def _is_scripted_name(fence: Fence) -> bool:
    """Whether one name with a subscript is all that stands in parentheses: ``L_t(o_t)`` is no product."""
    match items(fence.body):
        case (Script(base, sub),) if sub is not None and fence.opening == "(":
            return name_of(base) is not None
        case _:
            return False


@final
@dataclass(frozen=True, slots=True)
class Applying:
    """Reads what a name is applied to, at the position of a reader, and moves it behind."""

    reader: Reader

    def is_function(self, ref: Ref, primes: int) -> bool:
        base = ref.base
        here = self.reader.here
        if base in FUNCTION_WORDS or (base in MATRIX_FUNCTIONS and isinstance(here, Fence | Grid)):
            return True
        if base in TRACES and (isinstance(here, Styled) or is_kind(here, Kind.LETTER)):
            return True
        if base == DETERMINANT and not ref.subs and not ref.sups and self.is_of_one_factor():
            return True
        here = here.base if isinstance(here, Script) else here
        if not (isinstance(here, Fence) and (here.opening in {"(", "["} or applies(base, here))):
            return False
        if (here.opening == "[" and not primes and not applies(base, here)) or is_factor(self.reader.here, ref):
            return False
        sloped = primes > 1 or (primes == 1 and base not in self.reader.lexicon.states)
        if sloped or base in self.reader.lexicon.functions or self.is_quantity_call(base, here):
            return True
        return base in LOSS_LETTERS and bool(ref.subs) and _is_scripted_name(here)

    def is_before_argument(self, base: str) -> bool:
        r"""``\sigma(a)`` beside a deviation ``\sigma_j``: nobody puts one factor in parentheses to multiply with it.

        So it is in brackets, ``\sigma[a b]``, where parentheses apply it elsewhere.
        """
        match self.reader.here:
            case Fence("(" | "[" as opening, body):
                parts = items(body)
                if opening == "[" and (len(parts) == 1 or base not in self.reader.lexicon.functions):
                    return False
                return bool(parts) and not any(_adds(part) for part in parts[1:]) and not is_kind(parts[0], Kind.NUMBER)
            case _:
                return False

    def is_quantity_call(self, base: str, here: Fence) -> bool:
        """``SE(y, O)`` and ``\\ell(\\hat y)``: a loss with the quantities that it depends on."""
        inside = items(here.body)
        if any(isinstance(part, Atom) and part.kind in {Kind.OPERATOR, Kind.NUMBER} for part in inside):
            return False
        if base in self.reader.lexicon.words or (base.isupper() and base in self.reader.lexicon.dependent):
            return True
        several = len(split(inside, {",", ";", "|", "parallel"})) > 1
        dependent = base in self.reader.lexicon.dependent
        return dependent or (several and base in LOSS_LETTERS)

    def call(self, ref: Ref, primes: int) -> Term:
        node = self.reader.here
        if isinstance(node, Script) and isinstance(node.base, Fence) and node.base.opening == "(":
            # f(x)^2 is the square of f(x), f(z)^T the row of f(z); f(z)_k is element k of f(z).
            self.reader.at += 1
            inner = self.reader.arguments(node.base)
            at = subscripts(node.sub) if node.sub is not None else ()
            called: Term = Call(
                Ref(ref.base, (*ref.subs, *at), ref.sups, ref.span), primes, inner, ref.span.join(node.span)
            )
            sup, turned = transposed(node.sup, self.reader.lexicon)
            called = called if sup is None else Raise(called, self.reader.inner(sup), called.span)
            return Transposed(called, called.span) if turned else called
        if isinstance(node, Fence) and node.opening in {"(", "[", "{"}:
            self.reader.at += 1
            inner = self.reader.arguments(node)
            if ref.base in DIAGONAL and len(inner) > 1:
                inner = (dots.listed(inner, node.span),)
            return Call(ref, primes, inner, ref.span.join(node.span))
        if primes:
            # \tanh' x_i is a product where x_i is what the slope by a weight is multiplied with.
            raise Unreadable(f"what {ref.base}' is applied to is not written", ref.span)
        argument = self.bare_argument(ref) if ref.base != DETERMINANT else self.reader.factor()
        return Call(ref, primes, (argument,), ref.span.join(argument.span))

    def bare_argument(self, ref: Ref) -> Term:
        """``\\log s_i`` and ``\\log 2 x``: numbers and names up to the next operator, bracket or function."""
        factors: list[Term] = []
        while True:
            node = self.reader.here
            match node:
                case Fraction() | Root() | Grid("matrix") if not factors:
                    factors.append(self.reader.factor())
                    break
                case Atom(Kind.NUMBER):
                    factors.append(self.reader.factor())
                case Atom(Kind.LETTER | Kind.NAME) | Script() | Styled() if not self.starts_function():
                    factors.append(self.reader.factor())
                case _:
                    break
        if not factors:
            here = self.reader.here
            absolute = isinstance(here, Fence) and here.opening == "|"
            if (absolute or isinstance(here, Atom | Script | Styled)) and self.reader.starts_factor():
                return self.reader.factor()
            raise Unreadable(f"{ref.base} has no argument", ref.span)
        return factors[0] if len(factors) == 1 else Times(tuple(factors), factors[0].span.join(factors[-1].span))

    def is_of_one_factor(self) -> bool:
        r"""Whether a single factor stands behind a determinant: ``\det A B`` may be that of the product or of A."""
        at = self.reader.at
        try:
            self.reader.factor()
            self.reader.skip_space()
            here = self.reader.here
            return not self.reader.starts_factor() or (here is not None and name_of(here) == DETERMINANT)
        except Unreadable:
            return False
        finally:
            self.reader.at = at

    def are_functions(self, functions: Term) -> bool:
        """``(f \\circ g)'(x)``: a bracket of nothing but functions, with another one behind it."""
        here = self.reader.here
        names = [ref.base for ref in references(functions)]
        known = bool(names) and all(name in self.reader.lexicon.functions for name in names)
        return known and isinstance(here, Fence) and here.opening == "("

    def starts_function(self) -> bool:
        word, _ = run_of_letters(self.reader.parts, self.reader.at)
        node = self.reader.here
        base = name_of(node.base if isinstance(node, Script) else node) if node is not None else None
        return word in FUNCTION_WORDS or base in FUNCTION_WORDS or base in self.reader.lexicon.functions
