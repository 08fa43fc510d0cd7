"""Evaluate, differentiate, simplify, equal."""
