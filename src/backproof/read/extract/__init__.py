"""Files -> headings, prose and formulas, each with its place."""
