"""What a claim is, how it may be read, and what is said of it."""
