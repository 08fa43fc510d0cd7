"""Expressions as presentation trees, in an author's letters."""
