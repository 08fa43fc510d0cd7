"""Steps of an optimiser: what the left side of an update means, and which way it should go."""
