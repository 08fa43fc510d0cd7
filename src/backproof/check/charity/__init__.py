"""What the sides of a refuted claim may be meant as, though the line does not say so."""
