"""The learning rate as a step writes it: a letter or a number beside a gradient, or a decimal in front."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Nabla, Num, Partial, Plus, Ref, Term, Times
from backproof.records import replace

RATES = frozenset(
    {"alpha", "eta", "epsilon", "varepsilon", "mu", "lambda", "rho", "tau", "kappa", "nu", "r", "s", "h", "lr", "gamma"}
)
"""Letters that rates may have beside a gradient."""
USUAL_RATES = frozenset({"alpha", "eta", "lr"})
"""Letters that are rates wherever they stand."""
FACTORS = (Fraction(2), Fraction(1, 2))
"""What a square brings into its gradient, or a half in front of the square takes out again."""


def is_derivative(part: Term) -> bool:
    """Whether a part is a derivative or a gradient."""
    return isinstance(part, Partial | Nabla)


def beside_gradients(side: Term) -> Iterator[Ref]:
    """The names that are multiplied with gradients."""
    for part in walk(side):
        if isinstance(part, Times) and any(is_derivative(inner) for each in part.factors for inner in walk(each)):
            yield from (each for each in part.factors if isinstance(each, Ref))


def numeric_rates(side: Term) -> Iterator[Num]:
    """``w - 0.1 \\frac{\\partial L}{\\partial w}``: numbers between 0 and 1 beside a gradient."""
    products = (part.factors for part in occurrences(side, Times))
    for factors in products:
        if any(isinstance(factor, Partial | Nabla) for factor in factors):
            yield from (factor for factor in factors if isinstance(factor, Num) and 0 < factor.value < 1)


def leading(product: Term) -> Num | None:
    """The decimal between 0 and 1 that a product with names has in front."""
    match product:
        case Times((Num(value, 0), *rest)) if abs(value) == 1:
            return leading(rest[0] if len(rest) == 1 else replace(product, factors=tuple(rest)))
        case Times((Num(value, decimals) as first, *rest)) if decimals and 0 < value < 1:
            return first if any(map(_has_names, rest)) else None
        case Times((Times() as inner, *rest)):
            return leading(replace(inner, factors=(*inner.factors, *rest)))
        case _:
            return None


def by_any_letter(head: Term | None, side: Term | None) -> Ref | None:
    r"""The plain letter of a step along a derivative by what it changes: L of ``m = m - L \partial E/\partial m``."""
    match head, side:
        case Ref(key=key), Plus((Ref(key=old), Times() as step)) if key == old:
            factors = [each for each in _factors(step) if not isinstance(each, Num)]
            letters = [each for each in factors if isinstance(each, Ref) and not each.subs and not each.sups]
            own = [each for each in factors if isinstance(each, Partial) and each.by.key == key]
            if not len(letters) == len(own) == 1 or len(factors) > len(letters) + len(own):
                return None
            return None if any(ref.key == letters[0].key for ref in references(own[0].of)) else letters[0]
        case _:
            return None


def _factors(term: Term) -> Iterator[Term]:
    """The factors of a product, of products in it, too."""
    for each in term.factors if isinstance(term, Times) else (term,):
        yield from _factors(each) if isinstance(each, Times) else (each,)


def _has_names(term: Term) -> bool:
    return any(True for _ in references(term))


def is_rate(term: Term | None) -> bool:
    """Whether a term is a letter that learning rates usually have."""
    return isinstance(term, Ref) and term.base in USUAL_RATES and not term.subs and not term.sups
