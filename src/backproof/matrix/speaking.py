r"""Whether a document is in matrix notation: by its signs, or by arrays that it writes whole and by their elements."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from backproof.matrix import kinds as typing_
from backproof.matrix.said import EQUALITIES, declares, is_entry, is_explicit, normed, parts, refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, occurrences, references, walk
from backproof.read.terms.terms import AXES, Big, Call, Divide, Entries, Num, Partial, Plus, Ref, Term, Times
from backproof.read.vocabulary import FUNCTION_WORDS, NORMS, TRACES

OF_ARRAYS = TRACES | {"diag", "Diag"}
"""Functions that nobody applies to a number, or to an element."""


def is_meant(lines: Sequence[Line]) -> bool:
    """Whether lines are read as equations of whole arrays."""
    # A line alone says it in most documents that are.
    if any(map(speaks, lines)):
        return True
    whole = multiplies_whole(lines) or sums_whole(lines) or takes_norms(lines) or measures_distances(lines)
    whole = whole or normalises(lines)
    return whole or multiplies_given(lines) or differentiates_rows(lines)


def speaks(line: Line) -> bool:
    """Whether a line can only be read as matrix notation."""
    return is_explicit(line) or declares(line) is not None or _names_arrays(line) or _differentiates_arrays(line)


def multiplies_whole(lines: Sequence[Line]) -> bool:
    """Whether a matrix that is written with two indices elsewhere is multiplied as a whole: ``W x`` by ``W_{ij}``.

    So it is by ``w_{ij}``, the elements in a small letter that is nowhere without indices.
    """
    entries = {ref.base for line in lines for ref in refs(line) if len(ref.subs) == AXES and is_entry(ref)}
    vectors = _vectors(lines)
    products = [part for line in lines for part in parts(line, Times)]
    capitals = {ref.base for part in products for ref in part.factors if isinstance(ref, Ref) and _is_capital(ref)}
    small = {base.lower() for base in capitals - entries - typing_.COUNTS} & entries
    if capitals & entries or small - {ref.base for line in lines for ref in refs(line) if not ref.subs}:
        return True
    # ``w^l a^{l-1}`` beside ``w^l_{jk}`` and ``a^l_j``: of layers, both are whole whatever their letters.
    pairs = (pair for part in products for pair in pairwise(part.factors))
    if any(_is_layer_of(one, entries) and _is_layer_of(other, vectors) for one, other in pairs):
        return True
    return any(_is_inner_product(line, vectors) for line in lines)


def _is_inner_product(line: Line, vectors: Set[str]) -> bool:
    r"""Whether a line defines a number by a dot of vectors: ``z = w \cdot x + b`` beside ``w_j`` and ``x_j``."""
    match line:
        case Line(head=Ref(base=base, subs=(), at=()), relation=relation, side=side) if base not in vectors:
            products = occurrences(side, Times) if side and relation in EQUALITIES else ()
            return any(_is_dotted(part, vectors) for part in products)
        case _:
            return False


def _is_dotted(product: Times, vectors: Set[str]) -> bool:
    match product:
        case Times((Ref(base=one, subs=(), at=()), Ref(base=other, subs=(), at=())), _, ("cdot",)):
            return {one, other} <= vectors
        case _:
            return False


def differentiates_rows(lines: Sequence[Line]) -> bool:
    r"""Whether a derivative is by a row of a matrix beside a whole vector: ``\partial L/\partial w_j = d_j x``."""
    taken = [(line, part.by) for line in lines for part in parts(line, Partial)]
    single = [(line, by) for line, by in taken if len(by.subs) == 1 and is_entry(by) and not by.at]
    if not single:
        return False
    entries = {ref.base for line in lines for ref in refs(line) if len(ref.subs) == AXES and is_entry(ref)}
    vectors = _vectors(lines)
    return any(
        by.base in entries and any(ref.base in vectors and not ref.subs and not ref.at for ref in refs(line))
        for line, by in single
    )


def _vectors(lines: Sequence[Line]) -> Set[str]:
    """The names that lines write with one index."""
    return {ref.base for line in lines for ref in refs(line) if len(ref.subs) == 1 and is_entry(ref)}


def _is_layer_of(term: Term, bases: Set[str]) -> bool:
    """Whether a term is one of some names, of a layer and without indices."""
    return isinstance(term, Ref) and term.base in bases and bool(term.sups) and not term.subs and not term.at


def multiplies_given(lines: Sequence[Line]) -> bool:
    """Whether a whole array that is given in numbers is a factor: ``z = W x`` by the entries of W."""
    given = {line.head.key for line in lines if isinstance(line.head, Ref) and _is_given(line.side)}
    products = (part for line in lines for part in parts(line, Times)) if given else ()
    return any(isinstance(each, Ref) and each.key in given for part in products for each in part.factors)


def _is_given(side: Term | None) -> bool:
    """Whether a side is a matrix of numbers."""
    match side:
        case Entries(rows) if len(rows) > 1 and len(rows[0]) > 1:
            return not any(True for _ in references(side))
        case _:
            return False


def sums_whole(lines: Sequence[Line]) -> bool:
    r"""Whether a sum names no index beside the softmax of a whole: ``p = softmax(z)`` and ``-\sum t \log p``.

    Or whether it is over elements of that: ``-\sum_k t_k \log p_k``.
    """
    found = [part for line in lines for part in parts(line)]
    calls = (part for part in found if isinstance(part, Call) and FUNCTION_WORDS.get(part.name.base) == "softmax")
    whole = any(isinstance(each, Ref) and not each.subs and not each.at for call in calls for each in call.arguments)
    if whole and any(isinstance(part, Big) and part.kind == "sum" and not part.letter for part in found):
        return True
    vectors = _vectors(lines) if whole else set[str]()
    return any(line.head.base in vectors for line in lines if isinstance(line.head, Ref) and _is_softmax(line))


def _is_softmax(line: Line) -> bool:
    """Whether a line says that something without indices is the softmax of something without indices."""
    match line:
        case Line(head=Ref(subs=(), at=()), side=Call(Ref(base=name), 0, (Ref(subs=(), at=()),))):
            return FUNCTION_WORDS.get(name) == "softmax"
        case _:
            return False


def takes_norms(lines: Sequence[Line]) -> bool:
    r"""Whether something without indices has a norm, and an array by its look is a factor: ``\|Xw - y\|^2``.

    So may a vector of each sample.
    """
    found = [part for line in lines for part in parts(line)]
    norms = [part for part in found if isinstance(part, Call) and part.name.base in NORMS]
    bare = any(not any(ref.subs or ref.at for ref in references(norm)) for norm in norms)
    factors = (each for part in found if isinstance(part, Times) for each in part.factors if isinstance(each, Ref))
    vectors = _vectors(lines)
    if any(_is_layer_of(ref, vectors) for norm in norms for ref in references(norm)):
        return True
    bare = bare or any(True for line in lines for side in line.sides for _ in normed(side, line.head))
    return bare and any(typing_.is_array(each.base) and not each.at and _is_numbered(each) for each in factors)


def normalises(lines: Sequence[Line]) -> bool:
    r"""Whether an array is divided by its own norm: ``g v / \|v\|``."""
    return any(
        isinstance(norm, Call) and norm.name.base in NORMS and _stands_in(norm.arguments, part.numerator)
        for line in lines
        for part in parts(line, Divide)
        for norm in walk(part.denominator)
    )


def _stands_in(arguments: Sequence[Term], above: Term) -> bool:
    match arguments:
        case (Ref(subs=(), at=()) as array,):
            factors = above.factors if isinstance(above, Times) else (above,)
            return any(alike(each, array) for each in factors)
        case _:
            return False


def measures_distances(lines: Sequence[Line]) -> bool:
    r"""Whether a norm is of a difference of vectors told apart by their letters: ``\|x - c_j\|``, ``\|x_n - c_k\|``.

    Elements would have one letter.
    """
    norms = (part for line in lines for part in parts(line, Call) if part.name.base in NORMS)
    return any(_is_distance(inside) for norm in norms for inside in norm.arguments)


def _is_distance(term: Term) -> bool:
    match term:
        case Plus((Ref() as one, Times((Num(), Ref() as other)))):
            plain = all(len(ref.subs) <= 1 and is_entry(ref) and not ref.at for ref in (one, other))
            return plain and one.subs != other.subs
        case _:
            return False


def _is_numbered(ref: Ref) -> bool:
    """``W`` or ``W_1``: no letter says that an element is meant."""
    return all(script.isdigit() for script in ref.subs)


def _is_capital(ref: Ref) -> bool:
    return ref.base.isupper() and not ref.subs and not ref.at


def _differentiates_arrays(line: Line) -> bool:
    """Whether a line says a derivative by a trace or a diagonal; the diagonal of a covariance may be in a density."""
    return isinstance(line.head, Partial) and any(part.name.base in OF_ARRAYS for part in parts(line, Call))


def _names_arrays(line: Line) -> bool:
    """Whether an equation names two things by bold or capital letters without indices."""
    names = {part.key for part in parts(line, Ref) if not part.subs and typing_.is_array(part.base)}
    return line.relation in EQUALITIES and line.head is not None and len(names) > 1
