"""Which letters are indices, what each runs over, and what an array without them means."""
