"""Unicode mathematics: each sign and the LaTeX that it stands for. Data, and one look-up."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

_GREEK = (
    "α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι iota κ "
    "kappa ϰ varkappa λ lambda "
    "μ mu µ mu ν nu ξ xi ο omicron π pi ϖ varpi ρ rho ϱ varrho σ sigma ς varsigma τ tau υ upsilon φ "
    "varphi ϕ phi χ chi ψ psi "
    "ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega"
)
_SIGNS = (
    "∂ partial ∇ nabla ∞ infty ℓ ell ∆ Delta ∅ emptyset ⊤ top ⊥ perp ℏ hbar ∀ forall ∃ "
    "exists … ldots ⋯ cdots ⋮ vdots "
    "⋱ ddots ∑ sum ∏ prod ∫ int ∐ coprod √ sqrt · cdot ⋅ cdot ∙ cdot • bullet × times ÷ div ± pm "
    "∓ mp ⊙ odot ⊘ oslash ∘ circ ○ circ "
    "⊗ otimes ⊕ oplus ⊖ ominus ∗ ast ⋆ star ★ star ∧ wedge ∨ vee ∪ cup ∩ cap ≠ neq ≤ leq ≥ geq ⩽ leq ⩾ geq ≪ ll ≫ gg "
    "≈ approx ≃ simeq ≅ cong ≡ equiv ∼ sim ∝ propto ∈ in ∉ notin ∋ ni ⊂ subset ⊆ subseteq → to ⟶ "
    "to ← leftarrow ⟵ leftarrow "
    "↔ leftrightarrow ⇒ Rightarrow ⟹ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow ⟺ Leftrightarrow ↦ mapsto ≔ coloneqq "
    "≜ triangleq ∴ therefore ∵ because ↑ uparrow ↓ downarrow ∥ | ‖ | ⟨ langle ⟩ rangle 〈 langle 〉 rangle "
    "⌊ lfloor ⌋ rfloor ⌈ lceil "
    "⌉ rceil ⟦ llbracket ⟧ rrbracket ı imath ȷ jmath"
)
_PLAIN = (
    "− - – - — - ﹣ - ∣ | ∕ / ⁄ / ∶ : ’ ' ‘ ' ＝ = ＋ + （ ( ） ) "
    "， , ； ; ： : ｜ | 、 , 。 . ∖ \\setminus ′ ' ″ '' ‴ '''"
)

_DOUBLE_STRUCK_AND_SCRIPT = (
    "ℝ mathbb{R} ℕ mathbb{N} ℤ mathbb{Z} ℚ mathbb{Q} ℂ mathbb{C} 𝟙 mathbb{1} ℒ mathcal{L} ℋ mathcal{H}"
)


def _pairs(table: str) -> dict[str, str]:
    entries = table.split()
    return dict(zip(entries[::2], entries[1::2], strict=True))


SIGNS: Mapping[str, str] = MappingProxyType(
    {sign: f"\\{name}" for sign, name in _pairs(_GREEK + " " + _SIGNS + " " + _DOUBLE_STRUCK_AND_SCRIPT).items()}
    | _pairs(_PLAIN)
)
"""Each sign and the LaTeX that it stands for."""

SUBSCRIPTS: Mapping[str, str] = MappingProxyType(
    dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx", strict=True))
)
SUPERSCRIPTS: Mapping[str, str] = MappingProxyType(
    dict(
        zip(
            "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴸᵀᴴᴺᴹ",
            "0123456789+-=()abcdefghijklmnoprstuvwxyzLTHNM",
            strict=True,
        )
    )
)

ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "\u0302": r"\hat",
        "\u0303": r"\tilde",
        "\u0304": r"\bar",
        "\u0305": r"\bar",
        "\u0307": r"\dot",
        "\u0308": r"\ddot",
        "\u0332": r"\underline",
        "\u20d7": r"\vec",
    }
)
"""Combining accents."""

_ALPHABETS = (("BOLD", r"\mathbf"), ("SCRIPT", r"\mathcal"), ("FRAKTUR", r"\mathfrak"), ("DOUBLE-STRUCK", r"\mathbb"))


def spelled(sign: str) -> str:
    r"""The LaTeX of one Unicode sign; the sign itself where there is none.

    >>> spelled("∑"), spelled("ŷ"), spelled("𝐰"), spelled("x")
    ('\\sum', '\\hat{y}', '\\mathbf{w}', 'x')
    """
    if sign.isascii() or sign in SIGNS:
        return SIGNS.get(sign, sign)
    parts = unicodedata.normalize("NFD", sign)
    if len(parts) == 2 and parts[1] in ACCENTS:
        return f"{ACCENTS[parts[1]]}{{{parts[0]}}}"
    return _alphabet_letter(sign)


def vulgar_fraction(sign: str) -> tuple[str, str] | None:
    """The numerator and the denominator of a sign that is a fraction.

    >>> vulgar_fraction("½"), vulgar_fraction("x")
    (('1', '2'), None)
    """
    numerator, stroke, denominator = unicodedata.normalize("NFKD", sign).partition("\u2044")
    return (numerator or "1", denominator or "1") if stroke and sign != "\u2044" else None


def _alphabet_letter(sign: str) -> str:
    name = unicodedata.name(sign, "")
    if not name.startswith("MATHEMATICAL "):
        return sign
    letter = unicodedata.normalize("NFKC", sign)
    letter = SIGNS.get(letter, letter)
    styles = [command for word, command in _ALPHABETS if word in name.split()]
    return f"{styles[0]}{{{letter}}}" if styles else letter
