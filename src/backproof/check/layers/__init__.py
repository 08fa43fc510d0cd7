"""Layers by a letter, steps in time, and arrays that are spelt out."""
