"""Verdicts for people and programs: terminal text, JSON."""
