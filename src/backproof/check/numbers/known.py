"""What a document says of its names: their definitions, and the values that they have so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from backproof.check.definitions.catalogue import Catalogue
from backproof.check.definitions.shape import APPROXIMATE
from backproof.check.names.names import Names
from backproof.check.numbers.book import Book
from backproof.check.numbers.entrywise import Entrywise
from backproof.check.numbers.filling import Filling, Values
from backproof.check.numbers.rounding import Rounding
from backproof.read.terms.terms import Ref, Term


@final
@dataclass(frozen=True, slots=True)
class Known:
    """The names of one document; a line sees the functions that are defined up to it.

    ``softmaxes``: functions that the document defines as one.
    """

    names: Names
    catalogue: Catalogue
    book: Book
    sigma: str = "sigmoid"
    softmaxes: frozenset[str] = frozenset()

    def filled(self, term: Term, section: int, values: Values, at: int) -> Term:
        """The term with names replaced by their values, or by their definitions where they have none."""
        functions = self.catalogue.functions_at(at)
        return Filling(self.names, self.catalogue, values, section, functions=functions).of(term)

    def body(self, term: Ref, section: int) -> Term | None:
        """What defines a name."""
        return Filling(self.names, self.catalogue, self.book.values, section).body(term)

    def entries(self, term: Ref, section: int) -> Term | None:
        """The entries of a vector of which a line defines each element."""
        return Filling(self.names, self.catalogue, self.book.values, section).by_elements(term)

    def entrywise(self, at: int) -> Entrywise:
        """What builds arrays with the functions that a line sees."""
        return Entrywise(self.catalogue.functions_at(at), self.sigma, softmaxes=self.softmaxes)

    def rounding(self, at: int, relation: str = "=") -> Rounding:
        """What evaluates the numbers of a line."""
        book = self.book
        return Rounding(self.entrywise(at), book.computed, book.given, relation in APPROXIMATE, book.sources)
