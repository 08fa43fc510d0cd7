"""Which lines define what, and what a name means that no line defines."""
