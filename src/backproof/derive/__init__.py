"""Gradients as explained steps, and their numbers."""
