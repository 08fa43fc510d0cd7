"""Losses: their addends, their labels, and the letters under which a document has them."""
