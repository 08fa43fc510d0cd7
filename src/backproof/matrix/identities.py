r"""Identity matrices and vectors of ones, of whatever size fits: ``\partial z / \partial z = I``.

A bold one is what it seems; an I may also be an input.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from backproof.matrix import said
from backproof.matrix.names import is_letter
from backproof.matrix.products import letter
from backproof.matrix.values import Array, Axis, Option
from backproof.matrix.workshop import Workshop
from backproof.read.grammar.nodes import ONES
from backproof.read.grammar.spelling import GREEK
from backproof.read.lines import Line
from backproof.read.terms.rewriting import children, references, walk
from backproof.read.terms.terms import Compare, Num, Partial, Plus, Raise, Ref, Term, Times, Transposed

BOLD = frozenset({r"\mathbf{I}", r"\mathbb{I}", ONES})
PLAIN = "I"
"""An input, a current or an index as often: it is the identity where a derivative is equal to it alone, or where a
number by a Greek letter times it is added to something: ``A + \\lambda I``."""

COUNTS = frozenset({"N", "M"})
"""Capitals that are numbers of samples beside a Greek letter, and no matrices: ``N \\lambda I``."""
KINDS_OF = {ONES: "column"}
"""The kinds of the letters that are no matrices."""
UNSAID = "whether I is the identity matrix is not written"


def doubt(line: Line, letters: frozenset[str]) -> str:
    """Why a line that names an identity matrix is not refuted; empty where it names none."""
    named = any(ref.base in letters - {ONES} for term in line.sides for ref in references(term))
    return UNSAID if named else ""


def identities(lines: Sequence[Line]) -> frozenset[str]:
    """The letters of identity matrices: never indexed, defined, declared or differentiated, and fed to no quantity."""
    used = {base for line in lines for base in _letters(line)}
    return frozenset(base for base in used if not any(_is_other(base, line) for line in lines))


def _letters(line: Line) -> Iterator[str]:
    named = {ref.base for term in line.sides for ref in references(term)}
    yield from named & BOLD
    if line.side is not None and line.head is not None and _is_plain(line.side) and said.has_derivative(line.head):
        yield PLAIN
    sums = list(said.parts(line, Plus))
    if any(_is_scaled(PLAIN, each) for part in sums for each in part.terms):
        yield PLAIN
    # What a whole array changes by in another one may be the identity and more: ``I + W``.
    if _is_whole(line.head) and any(_is_plain(each) for part in sums for each in part.terms):
        yield PLAIN


def _is_scaled(letter: str, term: Term) -> bool:
    r"""``n \lambda I``: a product of the bare letter behind numbers, of which one has a Greek letter."""
    match term:
        case Times((*scales, Ref() as last)) if last.key == letter and not last.at:
            plain = all(isinstance(_base(each), Num | Ref) for each in scales)
            names = [base.base for each in scales if isinstance(base := _base(each), Ref) and not base.subs]
            small = all(name == name.lower() for name in names if name not in COUNTS)
            return plain and small and any(name in GREEK for name in names)
        case _:
            return False


def _base(term: Term) -> Term:
    return term.base if isinstance(term, Raise) else term


def _is_whole(head: Term | None) -> bool:
    """Whether a head is the derivative of something without indices by something without indices."""
    match head:
        case Partial(Ref() as of, by):
            return not (of.at or by.at or any(map(is_letter, (*of.subs, *by.subs))))
        case _:
            return False


def _is_plain(term: Term) -> bool:
    return isinstance(term, Ref) and term.key == PLAIN and not term.at


def _is_other(base: str, line: Line) -> bool:
    """Whether a line uses a letter as the name of something that has values of its own."""
    if base == ONES:
        return False
    own = [ref for term in line.sides for ref in references(term) if ref.base == base]
    if any(ref.subs or ref.sups or ref.at for ref in own) or (isinstance(line.head, Ref) and line.head.base == base):
        return True
    if any(isinstance(part, Transposed) and part.base in own for part in said.parts(line)):
        return True
    taken = (each for part in said.parts(line, Partial) for each in (*references(part.of), part.by))
    if any(ref.base == base for ref in taken):
        return True
    defines = isinstance(line.head, Ref) and line.side is not None and not said.has_derivative(line.side)
    return defines and line.side is not None and any(_feeds(base, part) for part in (line.side, *walk(line.side)))


def _feeds(base: str, part: Term) -> bool:
    """Whether a letter stands right inside of a part that is no sum, with no number alone: ``W I``, not ``A + I``."""
    return not (isinstance(part, Plus) or _is_scaled(base, part)) and any(
        isinstance(each, Ref) and each.base == base for each in children(part)
    )


def options(ref: Ref, shop: Workshop) -> Iterator[Option]:
    """The array of a size of its own: each use of the letter may have another one."""
    rows, columns = shop.fresh(), shop.fresh()
    dim = f"{ref.base}.rows {rows[1:]}"
    if ref.base == ONES:
        ones = Num(Fraction(1), 0, ref.span)
        yield Option(Array(Axis(rows, dim), None, ones))
        yield Option(Array(None, Axis(rows, dim), ones), 0.1)
        return
    same = Compare("=", letter(rows, ref.span), letter(columns, ref.span), ref.span)
    yield Option(Array(Axis(rows, dim), Axis(columns, dim), same))
