"""The Unicode character of each canonical name, and the letters of the mathematical alphabets. For print only."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from backproof.syntax.signs import SIGNS

_FURTHER = (
    "bigcap ⋂ bigcup ⋃ bigodot ⨀ bigoplus ⨁ bigotimes ⨂ bigsqcup ⨆ biguplus ⨄ bigvee ⋁ bigwedge ⋀ "
    "iint ∬ iiint ∭ oint ∮ "
    "Im ℑ Re ℜ aleph ℵ angle ∠ bot ⊥ checkmark ✓ dagger † ddagger ‡ degree ° digamma ϝ prime ′ square □ triangle △ "
    "blacksquare ■ "
    "varDelta Δ varGamma Γ varLambda Λ varOmega Ω varPhi Φ varPi Π varPsi Ψ varSigma Σ varTheta Θ varXi Ξ varUpsilon Υ "
    "wp ℘ bigcirc ◯ bmod mod diamond ⋄ oslash ⊘ setminus ∖ cdot ⋅ "
    "approxeq ≊ asymp ≍ doteq ≐ gtrsim ≳ lesssim ≲ hookrightarrow ↪ rightsquigarrow ⇝ models ⊨ vdash ⊢ parallel ∥ "
    "prec ≺ preceq ⪯ succ ≻ succeq ⪰ supset ⊃ supseteq ⊇ langle ⟨ rangle ⟩ - − * ∗ mid | \\| ‖"
)


def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for sign, latex in SIGNS.items():
        if latex.startswith("\\") and latex[1:].isalpha():
            names.setdefault(latex[1:], sign)
    further = _FURTHER.split()
    return names | dict(zip(further[::2], further[1::2], strict=True))


CHARACTERS: Mapping[str, str] = MappingProxyType(_by_name())
r"""What is printed for the text of an atom or a delimiter: ``partial`` is ``∂``, ``-`` is ``−``, ``\|`` is ``‖``."""

_ALPHABETS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "bold": ("MATHEMATICAL BOLD", ""),
        "cal": ("MATHEMATICAL SCRIPT", "SCRIPT"),
        "bb": ("MATHEMATICAL DOUBLE-STRUCK", "DOUBLE-STRUCK"),
        "frak": ("MATHEMATICAL FRAKTUR", "BLACK-LETTER"),
    }
)
"""How the names of an alphabet's letters begin, and of those that Unicode had before."""


def in_alphabet(style: str, text: str) -> str | None:
    """The text in an alphabet of its own; None where the alphabet lacks one of its characters.

    >>> in_alphabet("bold", "w"), in_alphabet("cal", "L"), in_alphabet("bb", "R"), in_alphabet("bold", "δ")
    ('𝐰', 'ℒ', 'ℝ', '𝛅')
    >>> in_alphabet("cal", "δ") is None
    True
    """
    letters = [_letter(prefix, sign) for sign in text for prefix in [_ALPHABETS.get(style, ())]]
    return None if None in letters else "".join(each for each in letters if each)


def _letter(prefixes: tuple[str, ...], sign: str) -> str | None:
    name = unicodedata.name(sign, "").replace("LATIN ", "").replace("GREEK ", "").replace(" LETTER", "")
    for prefix in prefixes:
        try:
            return unicodedata.lookup(f"{prefix} {name}")
        except KeyError:
            continue
    return None
