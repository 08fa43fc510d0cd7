"""What the field takes for known: definitions that a document speaks of and leaves out."""
