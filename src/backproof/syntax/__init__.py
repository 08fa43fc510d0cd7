"""Presentation trees, their parser and their printers. No meaning."""
