r"""Derivatives by vectors that are said to be numbers: ``\frac{\partial p_j}{\partial w_i} = p_j (\delta_{ij} - p_i)``
has lost the inputs where ``p_j`` rests on ``w_j^T x``.
"""

from __future__ import annotations

from backproof.matrix import said
from backproof.matrix.fitting import Fit
from backproof.matrix.page import Page
from backproof.read.context.called import VECTOR
from backproof.read.terms.rewriting import has, occurrences, references
from backproof.read.terms.terms import Big, Entries, Listed, Partial, Ref, Term, Transposed

CHANGE = "\\Delta "
"""Before the name of what changes."""


def loses(page: Page, fit: Fit, at: int) -> bool:
    """Whether a line whose right side is a number is the derivative by what is no number, for sure."""
    match page.heads[at]:
        case Partial(of, Ref() as by):
            return (isinstance(of, Ref) and _is_summed(page, at, by)) or _is_transposed(page, fit, at, by)
        case _:
            return False


def _is_summed(page: Page, at: int, by: Ref) -> bool:
    """Whether the right side is a sum over all elements, and the words call what the derivative is by a vector."""
    side = page.lines[at].side
    if side is None:
        return False
    parts = page.spelling.parts(by)
    bound = {part.letter for part in occurrences(side, Big)}
    free = {slot for ref in references(side) for slot in page.spelling.parts(ref).slots} - bound
    return bool(bound) and not free | {*parts.slots} and page.spaces.called(parts.stem) == VECTOR


def _is_transposed(page: Page, fit: Fit, at: int, by: Ref) -> bool:
    r"""Whether the section transposes what the derivative is by, a row or a column of its kind: ``w_j^T x``."""
    own, side = page.spelling.parts(by), page.lines[at].side
    if side is None or _names_element(page, side):
        return False
    if len(own.slots) != 1 or fit.kinds.get(own.stem) != "matrix":
        return False
    near = (each for each in page.lines if each.section == page.lines[at].section)
    parts = (part for each in near for part in said.parts(each, Transposed))
    turned = (page.spelling.parts(part.base) for part in parts if isinstance(part.base, Ref))
    return any(each.stem == own.stem and len(each.slots) == 1 for each in turned)


def _names_element(page: Page, side: Term) -> bool:
    """Whether a side has an element of what stands whole elsewhere: ``x[n]`` may stand for each element of x."""
    named = [page.spelling.parts(ref) for ref in references(side)]
    every = (page.spelling.parts(ref) for line in page.lines for each in line.sides for ref in references(each))
    whole = {each.stem for each in every if not each.slots}
    return any(each.stem in whole for each in named if each.slots)


def names_own_element(page: Page, at: int) -> bool:
    r"""Whether a side has one element of what stands whole on its left: in ``\Delta w = \delta \frac{\partial
    z}{\partial w_{11}}`` the index may be left out on the left, unless elements are entered in an array.
    """
    head, side = page.heads[at], page.lines[at].side
    if head is None or side is None or has(side, Entries, Listed):
        return False
    parts = page.spelling.parts
    whole = {each.stem.removeprefix(CHANGE) for each in map(parts, references(head)) if not each.slots}
    named = (each for each in map(parts, references(side)) if each.slots)
    return any(each.stem in whole and all(map(str.isdigit, each.slots)) for each in named)
