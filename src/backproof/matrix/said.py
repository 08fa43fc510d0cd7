"""What the terms of a line say by their form: matrix notation, arrays that they name, spaces that they declare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any, TypeVar, overload

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.scripts import WHOLE
from backproof.read.lines import Line
from backproof.read.terms.determinants import magnitude_in_logarithm
from backproof.read.terms.rewriting import has, occurrences, references, walk
from backproof.read.terms.terms import (
    Big,
    Call,
    Compare,
    Divide,
    Element,
    Entries,
    Listed,
    Nabla,
    Num,
    Partial,
    Plus,
    Raise,
    Ranged,
    Ref,
    Term,
    Times,
    Transposed,
)
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, NORMS, QUANTITY_WORDS

T = TypeVar("T")
SIGNS = frozenset({"odot", "otimes"})
LOSSES = LOSS_LETTERS | QUANTITY_WORDS
"""What a loss is called."""
EQUALITIES = frozenset({"=", ":=", "equiv", "coloneqq", "triangleq", "approx", "simeq", "leftarrow", "propto"})

WEIGHTS = frozenset({"W", "U", "V", "Theta", "\\Theta", "\\mathbf{W}", "\\mathbf{U}", "\\mathbf{V}"})
ARRAYS = 2
"""Scores are products of so many matrices."""


@overload
def parts(line: Line, /) -> Iterator[Term]: ...
@overload
def parts(line: Line, /, *kinds: type[T]) -> Iterator[T]: ...
def parts(line: Line, /, *kinds: type) -> Iterator[Any]:
    """Every part of a line, or every one of some kinds, parents first."""
    return of_lines((line,), *kinds)


@overload
def of_lines(lines: Iterable[Line], /) -> Iterator[Term]: ...
@overload
def of_lines(lines: Iterable[Line], /, *kinds: type[T]) -> Iterator[T]: ...
def of_lines(lines: Iterable[Line], /, *kinds: type) -> Iterator[Any]:
    """Every part of some lines, or every one of some kinds."""
    sides = chain.from_iterable(line.sides for line in lines)
    return chain.from_iterable(occurrences(side, *kinds) if kinds else walk(side) for side in sides)


# -- whole lines ---------------------------------------------------------------------------------------------------


def has_norm(term: Term) -> bool:
    """Whether a norm stands in a term."""
    return any(isinstance(part, Call) and part.name.base in NORMS for part in walk(term))


def normed(side: Term, head: Term | None) -> Iterator[Ref]:
    r"""The names ``y_n`` in norms ``\|y_n - t_n\|`` whose index a sum around them binds, or the head has."""
    kept = {script for ref in references(head) for script in ref.subs} if isinstance(head, Ref) else set[str]()
    sums = list(occurrences(side, Big))
    for letters, term in ((kept, side), *(({part.letter}, part.body) for part in sums)):
        norms = (part for part in occurrences(term, Call) if part.name.base in NORMS)
        names = (ref for norm in norms for ref in references(norm) if ref is not norm.name)
        yield from (ref for ref in names if len(ref.subs) == 1 and letters.issuperset(ref.subs))


def refs(line: Line) -> Iterator[Ref]:
    """The names in a line."""
    return (ref for term in line.sides for ref in references(term))


def is_entry(ref: Ref) -> bool:
    """Whether all subscripts of a name are index letters."""
    return all(len(script) == 1 and script.islower() for script in ref.subs)


def inverted(part: Term) -> Iterator[Ref]:
    r"""The name of which a part is the determinant or the inverse: ``\\det S``, ``\\log|S|``, ``S^{-1}``."""
    match part:
        case Call(Ref("det"), arguments=(Ref() as ref,)):
            yield ref
        case Call() if isinstance(inside := magnitude_in_logarithm(part), Ref):
            yield inside
        case Times((*_, Ref("det"), Ref() as ref)):
            yield ref
        case Raise(Ref() as ref, Num(value) | Times((Num(value), Num()))) if value == -1:
            yield ref
        case Raise(Transposed(base), exponent):
            yield from inverted(Raise(base, exponent, part.span))
        case _:
            return


def divided_by(product: Times) -> Iterator[Ref]:
    r"""The number by which a product divides a sum that follows: Z in ``\\frac1Z \\sum_i x_i``."""
    for before, behind in pairwise(product.factors):
        match before, behind:
            case Divide(Num(), Ref(subs=()) as ref) | Divide(Num(), Times((Num(), Ref(subs=()) as ref))), Big("sum"):
                yield ref
            case _:
                pass


def is_explicit(line: Line) -> bool:
    """Whether a line is matrix notation by its signs."""
    return any(is_matrix(part) for part in parts(line))


def gives_array(line: Line) -> bool:
    """Whether a line defines its head by an array: a list, a matrix, or names without indices."""
    match line.side:
        case None:
            return False
        case Listed() | Entries() | Ranged():
            return True
        case side:
            return any(isinstance(part, Ref) and not part.subs for part in walk(side)) and line.relation in EQUALITIES


def declares(line: Line) -> tuple[Ref, tuple[Term, ...]] | None:
    """``W \\in \\mathbb{R}^{N \\times K}``: a name with its extents."""
    if line.relation != "in" or not isinstance(line.head, Ref):
        return None
    match line.side:
        case Raise(Ref("\\mathbb{R}" | "R"), Times(factors, _, signs)) if set(signs) == {"times"}:
            return line.head, factors
        case Raise(Ref("\\mathbb{R}" | "R"), Num() | Ref() as size):
            return line.head, (size,)
        case _:
            return None


def is_function(line: Line) -> bool:
    """``\\phi(z) = ...``: a function of plain names."""
    head = line.head
    return (
        isinstance(head, Call)
        and head.name.base not in LOSSES
        and all(isinstance(each, Ref) and not each.subs and not each.sups for each in head.arguments)
    )


def names_gradient(head: Term | None, side: Term | None) -> bool:
    """``da = \\partial L / \\partial a`` says what da means."""
    match head, side:
        case Nabla(Ref() as of, _, True), Partial(_, by):
            return of.key == by.key
        case _:
            return False


def lone_index(line: Line) -> str:
    """Why a line may be misread that has one letter as an index and as a number; empty where it has none."""
    refs = [ref for term in line.sides for ref in references(term)]
    indices = {script for ref in refs for script in (*ref.subs, *ref.at)}
    plain = [ref for ref in refs if not ref.subs and not ref.sups]
    compared = Counter(side.base for part in parts(line, Compare) for side in _letters(part))
    alone = Counter(ref.base for ref in plain) - compared
    lone = sorted(alone.keys() & indices & INDEX_LETTERS)
    return f"{', '.join(lone)} is an index and stands alone, too" if lone else ""


def _letters(compare: Compare) -> Iterator[Ref]:
    """The letters of a condition on indices: ``i \\neq k``."""
    sides = (compare.left, compare.right)
    if all(isinstance(side, Num) or (isinstance(side, Ref) and side.base in INDEX_LETTERS) for side in sides):
        yield from (side for side in sides if isinstance(side, Ref))


# -- terms ---------------------------------------------------------------------------------------------------------


def is_matrix(part: Term) -> bool:
    """Whether a part is matrix notation by its sign."""
    match part:
        case Transposed() | Element() | Nabla() | Ranged():
            return True
        case Call(Ref("det", (), ()), 0, (Ref(),)):
            return True
        case Ref(subs=subs):
            return WHOLE in subs
        case Entries(rows):
            return any(True for row in rows for entry in row for _ in references(entry))
        case Times(signs=signs):
            return bool(SIGNS & frozenset(signs))
        case _:
            return False


def array_names(*sides: Term) -> Iterator[Ref]:
    """The names in terms that may be arrays; names of functions are none, nor are letters that count: ``if i = k``."""
    for side in sides:
        counting = {id(each) for part in occurrences(side, Compare) for each in _counting(part)}
        for part in walk(side):
            match part:
                case Ref() if id(part) in counting:
                    pass
                case Ref():
                    yield part
                case Partial(by=by):
                    yield by
                case _:
                    pass


def _counting(compare: Compare) -> tuple[Term, ...]:
    """Both sides of a condition that compares two letters of indices."""
    sides = (compare.left, compare.right)
    letters = (isinstance(each, Ref) and each.base in INDEX_LETTERS and not each.subs + each.sups for each in sides)
    return sides if all(letters) else ()


def loss_name(term: Term) -> str | None:
    """The key of a loss; None where a term is none."""
    match term:
        case Ref(base=base) if base in LOSSES:
            return term.key
        case Call(name=name) if name.base in LOSSES:
            return name.key
        case _:
            return None


def names_quantity(side: Term) -> bool:
    """Whether a side names more than functions: ``\\sigma([1, 2])`` puts numbers in."""
    return any(isinstance(part, Ref) and part.base not in FUNCTION_WORDS for part in walk(side))


def has_derivative(term: Term) -> bool:
    """Whether a term contains a derivative or a gradient."""
    return has(term, Partial, Nabla)


def turned_factor(term: Term) -> int | None:
    """Which of two whole arrays in a product is transposed, perhaps above a number: 1 in ``Q K^T / c``."""
    match term:
        case Divide(above, _):
            return turned_factor(above)
        case Times(factors):
            arrays = [each for each in factors if not isinstance(each, Num | Divide)]
            turned = [at for at, each in enumerate(arrays) if isinstance(each, Transposed)]
            return turned[0] if len(arrays) == ARRAYS and len(turned) == 1 else None
        case _:
            return None


def layer(term: Term) -> tuple[Ref, Ref] | None:
    r"""The two factors of a layer: of ``X W``, ``X W^\top``, ``X W + b`` and ``X W + \mathbf{1} b^\top``."""
    match term:
        case Times((Ref() as left, Ref() as right)) | Times((Ref() as left, Transposed(Ref() as right))):
            return left, right
        case Plus((Times() as product, Ref())):
            return layer(product)
        case Plus((Times() as product, Times((_, Transposed(Ref()))))):
            return layer(product)
        case _:
            return None


def is_weight(ref: Ref) -> bool:
    """Whether a name is by its look a matrix of weights."""
    return ref.base in WEIGHTS


def is_set_of_numbers(side: Term | None) -> bool:
    """``\\mathbb{R}`` or ``\\{-1, 1\\}``."""
    match side:
        case Ref("\\mathbb{R}" | "R", (), ()):
            return True
        case Listed(None):
            return not any(True for _ in references(side))
        case _:
            return False


def kind_of(sizes: Sequence[Term]) -> str | None:
    """The kind of an array with these extents; None where it has more than two axes."""
    match [_is_one(size) for size in sizes]:
        case [True] | [True, True]:
            return "scalar"
        case [False] | [False, True]:
            return "column"
        case [True, False]:
            return "row"
        case [False, False]:
            return "matrix"
        case _:
            return None


def extents_of(sizes: Sequence[Term]) -> Sequence[Term]:
    """The extents of the axes that are more than one long."""
    return [size for size in sizes if not _is_one(size)] or sizes


def _is_one(size: Term) -> bool:
    return isinstance(size, Num) and size.value == 1


def hands_back(head: Ref, side: Term) -> bool:
    r"""An error by that of another layer, ``\\delta^l = (W^{l+1})^T \\delta^{l+1}``: what the layers are decides it."""
    bare = head.base.removeprefix("\\mathbf{").removeprefix("\\boldsymbol{").rstrip("}")
    return bare in {"delta", "Delta"} and any(ref.base == head.base for ref in references(side))
