"""Names as LaTeX writes them."""

from __future__ import annotations

GREEK = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega ell "
    "varsigma varrho varpi".split()
)


def letters_of(text: str) -> str:
    """A base as LaTeX writes it."""
    plain = text.rstrip("'")
    if plain != text:
        return letters_of(plain) + text[len(plain) :]
    if text.startswith("\\") or "_" in text or "(" in text:
        return text
    if text in GREEK:
        return f"\\{text}"
    return text if len(text) == 1 else f"\\mathrm{{{text}}}"
