"""Spellings of a document that are put into usual ones before grammar reads a line."""
