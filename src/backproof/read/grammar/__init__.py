"""Presentation trees -> terms."""
