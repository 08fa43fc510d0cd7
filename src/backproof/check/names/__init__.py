"""Which name a sign is: its letters, accents, numbers and labels."""
