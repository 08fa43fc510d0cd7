"""Interpretation, statements and verdicts."""
