"""Training: engines, optimisers, the loop, data, files."""
