"""Matrix notation: whole arrays, lowered to the index form in which everything is judged."""
