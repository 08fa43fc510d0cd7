"""Functions that a document names: what they are applied to, and what their values are called."""
