r"""Names that a chain about functions ends with, and words for what it is about: ``F \circ G = [x, 2 x^2] = h``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from backproof.check.maps.reading import Reader
from backproof.check.maps.scope import JACOBIANS, Scope
from backproof.check.maps.values import Clash, Unknown
from backproof.expr import IllFormed
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import At, Nabla, Ref, Term, Times

WORDS = frozenset(word for word in JACOBIANS if word.isalpha() and len(word) > 1)
"""What the derivative of a function is called in full."""


def names_value(line: Line, head: Term, lines: Sequence[Line], scope: Scope) -> bool:
    """Whether a line gives the value of functions a name that nothing else in its section has."""
    match line.side:
        case Ref(word, (), ()) if word in WORDS:
            return _is_gradient(head)
        case Ref() as name if line.head is None and name.key not in scope.bound and not scope.names(name):
            pass
        case _:
            return False
    others = (term for each in lines if each is not line and each.section == line.section for term in each.sides)
    if any(ref.key == name.key for term in others for ref in references(term)):
        return False
    with suppress(Unknown, Clash, IllFormed):
        return not Reader(scope).table(head).is_scalar
    return False


def _is_gradient(head: Term) -> bool:
    r"""``\\nabla F``, ``\\nabla F \\circ G |_x``."""
    match head:
        case At(base):
            return _is_gradient(base)
        case Times((first, *_), _, signs) if "circ" in signs:
            return _is_gradient(first)
        case _:
            return isinstance(head, Nabla)
