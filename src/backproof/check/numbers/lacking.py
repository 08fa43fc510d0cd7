r"""Formulas of another section that lack a bias: ``z = w^T x`` beside ``b = -1`` and ``z = 0.5 \cdot 2 - 1``.

Each section may speak of a network of its own. Where the difference is the value of a bias that only this section
gives, and of which the formula says nothing, the formula is that of another one.
"""

from __future__ import annotations

from collections.abc import Iterator

from backproof.check.numbers.compare import Match
from backproof.check.numbers.known import Known
from backproof.check.numbers.names import key_of
from backproof.check.numbers.rounding import Result
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Plus, Term

BIAS = ("b[", "b_", "w[0]", "w_{0}", "theta[0]", "theta_{0}")
"""How the keys of biases begin."""


def lacks_a_bias(formula: Term, result: Result, known: Known, section: int, at: int) -> bool:
    """Whether a formula of other sections gives a result with a bias more, to which this section gives its number."""
    sections = {each.section for each in known.catalogue.definitions if each.body == formula}
    given = list(_given(known, section)) if sections and section not in sections else []
    if not given:
        return False
    bare = known.filled(formula, section, {}, at)
    filled = known.filled(formula, section, known.book.values, at)
    sums = (Plus((filled, value), value.span) for value in given)
    biased = any((key_of(ref, known.names) or "").startswith(BIAS) for ref in references(bare))
    return not biased and any(isinstance(result.against(each), Match) for each in sums)


def _given(known: Known, section: int) -> Iterator[Term]:
    """The numbers that a section gives to biases."""
    own = (key for key, where in known.book.sections.items() if where == section and key.startswith(BIAS))
    yield from (known.book.values[key] for key in own)
