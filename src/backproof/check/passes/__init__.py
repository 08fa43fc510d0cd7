"""Passes over a document: each judges its lines once more, and leaves what was proved before."""
