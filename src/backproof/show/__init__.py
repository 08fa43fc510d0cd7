"""Expressions as presentation trees, in an author's letters."""

from backproof.show.show import show
from backproof.show.text import to_latex, to_unicode

__all__ = ["show", "to_latex", "to_unicode"]
