"""What the form of a quantity says of its aim: losses are made small, likelihoods large, penalties weigh sizes."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import combinations, starmap
from typing import Final

from backproof.check.indices.suppressed import Defined
from backproof.read.terms.rewriting import alike, references, walk
from backproof.read.terms.terms import Big, Call, Divide, Num, Plus, Raise, Ref, Term, Times
from backproof.read.vocabulary import FUNCTION_WORDS, NORMS

LOSS_POWER: Final = 2
FLAT: Final = frozenset({"sign", "sgn"})
"""Functions of a class, which have no slope to descend by."""
PROBABILITIES: Final = frozenset({"sigmoid", "softmax"})
"""Functions whose values may be probabilities."""


def is_size(factor: Term) -> bool:
    """Whether a factor is a square, a norm, or a sum of such, as penalties are."""
    match factor:
        case Raise():
            return _is_square(factor)
        case Call(name=name):
            return name.base in NORMS
        case Big("sum" | "mean", body=inner):
            return is_size(inner)
        case Plus(terms):
            return all(map(is_size, terms))
        case _:
            return False


def is_of_squares(body: Term, known: Set[str] = frozenset()) -> bool:
    r"""Whether a body is made of squares and norms, and of what is ``known`` to be, added up and weighed:
    ``r^\top r + \lambda \|w\|^2``."""
    match body:
        case Plus(terms):
            return all(is_of_squares(each, known) for each in terms)
        case Times():
            factors = list(_factors(body))
            return any(is_of_squares(each, known) for each in factors) or any(
                starmap(_is_repeated, combinations(factors, 2))
            )
        case Divide(above, _):
            return is_of_squares(above, known)
        case Big("sum" | "mean", body=inner):
            return is_of_squares(inner, known)
        case Ref(key=key) | Call(name=Ref(key=key)) if key in known:
            return True
        case _:
            return is_size(body)


def _factors(product: Times) -> Iterator[Term]:
    for each in product.factors:
        yield from _factors(each) if isinstance(each, Times) else (each,)


def _is_repeated(one: Term, other: Term) -> bool:
    """Whether two factors name the same things, perhaps under other letters."""
    names, others = ([ref.base for ref in references(each)] for each in (one, other))
    return bool(names) and names == others and type(one) is type(other)


def resembles_loss(body: Term) -> bool:
    """Whether a definition has squares, norms or logarithms, as losses have."""
    parts = list(walk(body))
    squares = any(isinstance(part, Raise) and _is_square(part) for part in parts)
    return squares or any(isinstance(part, Call) and part.name.base in {"log", "ln", *NORMS} for part in parts)


def is_negative(body: Term) -> bool:
    """Whether a definition is the negative of something: ``L = -J``, whose steps go down."""
    return isinstance(body, Times) and isinstance(body.factors[0], Num) and body.factors[0].value < 0


def predicts(defined: Defined) -> bool:
    r"""Whether a quantity is a prediction, by its hat or as a class: ``\hat y = w x``, ``y = \mathrm{sign}(w x)``."""
    body = defined.body
    flat = isinstance(body, Call) and body.name.base in FLAT
    return flat or (isinstance(defined.head, Ref) and defined.head.base.startswith(r"\hat"))


def rises(body: Term) -> bool:
    """Whether all terms are logarithms of probabilities that are added: ``y \\log p + (1 - y) \\log(1 - p)``.

    ``\\log \\sum_k e^{z_k} - z_y`` and ``\\log(1 + e^{-yz})`` are what likelihoods are the negative of.
    """
    match body:
        case Call(Ref("log" | "ln"), 0, (argument,)):
            return _may_be_probability(argument)
        case Times(factors):
            signs = [part.value < 0 for part in factors if isinstance(part, Num)]
            return sum(signs) % 2 == 0 and any(map(rises, factors))
        case Plus(terms):
            return all(map(rises, terms))
        case Big("sum" | "mean", body=inner) | Divide(numerator=inner):
            return rises(inner)
        case _:
            return False


def is_peak(body: Term) -> bool:
    r"""Whether squares are taken away, and nothing is added: ``-\frac{(x - \mu)^2}{2 s^2} - \log s``."""
    return _is_negative(body) and any(isinstance(part, Raise) and _is_square(part) for part in walk(body))


def is_of_counts(body: Term) -> bool:
    r"""Whether something without end is taken away, as in the logarithm of a likelihood of counts.

    ``y \\log r - r``, ``y w x - e^{w x}`` (McCullagh and Nelder, Generalized Linear Models, section 6.2). No loss falls
    without end where it grows.
    """
    match body:
        case Plus(terms):
            taken = [inside for each in terms for inside in _taken_away(each)]
            logs = [part.arguments[0] for each in terms for part in _added_logarithms(each)]
            added = [part for each in terms if not _is_negative(each) for part in walk(each)]
            grows = any(isinstance(part, Raise) or _is_exponential(part) for part in added)
            return not grows and any(_is_growing(each) or any(alike(each, log) for log in logs) for each in taken)
        case Big("sum" | "mean", body=inner) | Divide(numerator=inner):
            return is_of_counts(inner)
        case Times(factors):
            return not _is_negative(body) and any(map(is_of_counts, factors))
        case _:
            return False


def _taken_away(term: Term) -> Iterator[Term]:
    """What stands behind a minus alone."""
    match term:
        case Times((Num(value), inside)) if value == -1:
            yield inside
        case _:
            pass


def _added_logarithms(term: Term) -> Iterator[Call]:
    """The logarithm in a term of two factors: that of ``y \\log r``."""
    match term:
        case Times((Ref(), Call(Ref("log" | "ln"), 0, (_,)) as call)):
            yield call
        case _:
            pass


def _is_growing(term: Term) -> bool:
    """Whether a term is an exponential of something that nothing bounds."""
    return _is_exponential(term) and not any(
        isinstance(part, Num | Raise | Plus) for argument in _arguments(term) for part in walk(argument)
    )


def _is_exponential(part: Term) -> bool:
    return isinstance(part, Call) and part.name.base == "exp"


def _arguments(term: Term) -> tuple[Term, ...]:
    return term.arguments if isinstance(term, Call) else ()


def _is_square(power: Raise) -> bool:
    return isinstance(power.exponent, Num) and power.exponent.value == LOSS_POWER


def _is_negative(body: Term) -> bool:
    """Whether every term has a minus sign."""
    match body:
        case Plus(terms):
            return all(map(_is_negative, terms))
        case Times(factors):
            return sum(part.value < 0 for part in factors if isinstance(part, Num)) % 2 == 1
        case Big("sum" | "mean", body=inner) | Divide(numerator=inner):
            return _is_negative(inner)
        case _:
            return False


def _may_be_probability(term: Term) -> bool:
    """A name, a function of something, a product of these, or one minus such."""
    match term:
        case Plus((Num(value), Times((Num(sign), *_)))):
            return value == 1 and sign < 0
        case Call(name=name):
            return FUNCTION_WORDS.get(name.base, "sigmoid") in PROBABILITIES
        case Times(factors):
            return all(map(_may_be_probability, factors))
        case Big("prod", body=inner) | Raise(base=inner):
            return _may_be_probability(inner)
        case Divide() | Ref():
            return True
        case _:
            return False
