"""Values from before a step beside those from behind it: an old w goes with no b that the same step has renewed.

What is computed between the two, as the outputs of the next sample are, parts them: a gradient may be by the weights
before a step and by data that came after the step before that.
"""

from __future__ import annotations

from backproof.check.definitions.catalogue import Catalogue
from backproof.check.definitions.shape import is_constant
from backproof.check.numbers.book import Book
from backproof.check.numbers.names import key_of
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Term


def mixes(term: Term, key: str, book: Book, catalogue: Catalogue) -> bool:
    """Whether a term has another name that one step has renewed together with that of the key."""
    if key not in book.past or _is_computed(key, catalogue):
        return False
    keys = {key_of(ref, book.names) or "" for ref in references(term)} - {key}
    stepped = (each for each in keys if each in book.past and not _is_computed(each, catalogue))
    return any(not any(_is_computed(name, catalogue) for name in book.between(key, each)) for each in stepped)


def _is_computed(key: str, catalogue: Catalogue) -> bool:
    """Whether a formula says what a name is."""
    return any(not is_constant(each.body) for each in catalogue.by_key.get(key.partition("[")[0], ()))
