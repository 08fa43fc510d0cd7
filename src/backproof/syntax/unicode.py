"""Presentation trees as plain Unicode text for people: ``∂L/∂w_ij = −2(y − a)``. Not meant to be read back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from backproof.syntax.characters import CHARACTERS, in_alphabet
from backproof.syntax.signs import ACCENTS, SUPERSCRIPTS
from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Kind, Node, Root, Row, Script, Styled, Unread

_TIGHT = frozenset({"/", "!", "circ"})
_PREFIXES = frozenset({"+", "-", "pm", "mp"})


# Both epsilons and both phis are one letter to most people; stars and dots are those that every font has.
_SIGN: Mapping[str, str] = MappingProxyType(dict(CHARACTERS) | {"*": "*", "epsilon": "ε", "phi": "φ", "cdot": "·"})
_MARK: Mapping[str, str] = MappingProxyType(
    {latex[1:]: mark for mark, latex in ACCENTS.items()}
    | {"overline": "\u0304", "widehat": "\u0302", "underline": "\u0332"}
)
_RAISED: Mapping[str, str] = MappingProxyType(
    {plain: raised for raised, plain in SUPERSCRIPTS.items() if plain.isdigit()}
)


def unicode(node: Node) -> str:
    r"""One line of text that a person can read.

    >>> from backproof.syntax.latex import parse
    >>> unicode(parse(r"\frac{\partial L}{\partial w_{ij}} = -2(y - O_0)x_i^2"))
    '∂L/∂w_ij = −2(y − O_0)x_i²'
    """
    match node:
        case Atom(kind, text):
            return " " if kind is Kind.SPACE else _SIGN.get(text, text)
        case Row(items):
            return _row(items)
        case Script(Atom(Kind.BIG) as base, sub, sup, primes):
            limit = "" if sup is None else f"^{_short(unicode(sup))}"
            return unicode(base) + "′" * primes + _sub(sub) + limit
        case Script(base, sub, sup, primes):
            return _enclosed(base) + "′" * primes + _sub(sub) + _sup(sup)
        case Fraction(numerator, denominator):
            return f"{_factor(numerator)}/{_divisor(denominator)}"
        case Root(body, degree):
            return f"{_sup(degree)}√{_enclosed(body)}"
        case Fence(opening, body, closing):
            return f"{_delimiter(opening)}{unicode(body)}{_delimiter(closing)}"
        case Styled("bb", Atom(Kind.LETTER | Kind.NUMBER, text)):
            return in_alphabet("bb", text) or text
        case Styled(style, base):
            letters = unicode(base)
            return letters + _MARK.get(style, "") if len(letters) == 1 else letters
        case Grid(kind, rows, opening, closing):
            between = " " if kind == "cases" else ", "
            lines = "; ".join(between.join(unicode(cell) for cell in cells).strip() for cells in rows)
            return f"{_delimiter(opening)}{lines}{_delimiter(closing)}"
        case Unread(text):
            return text


def _row(items: Sequence[Node]) -> str:
    parts: list[str] = []
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        text = f"({unicode(item)})" if isinstance(item, Row) else unicode(item)
        if _is_infix(item, before):
            parts.append(f" {text} ")
        elif _is_quotient(before) and _is_factor(item):
            # Beside a slash, what follows would seem to stand under it.
            parts.append(f" · {text}")
        else:
            parts.append(f" {text}" if _stands_off(item, before) else text)
    return " ".join("".join(parts).split())


def _stands_off(node: Node, before: Node | None) -> bool:
    """Whether a space keeps a part from running into the one before it."""
    match before, node:
        case None, _:
            return False
        case (Atom(Kind.PUNCTUATION, "," | ";"), _) | (Script(Atom(Kind.BIG)) | Fraction(), Fence()):
            return True
        case _, Fence() | Atom(Kind.PUNCTUATION | Kind.OPERATOR):
            return False
        case Script() | Fraction(), _:
            return True
        case Atom(Kind.OPERATOR), _:
            return False
        case _, Fraction():
            return True
        case _:
            return _is_word(before) or _is_word(node)


def _is_infix(node: Node | None, before: Node | None) -> bool:
    """Whether spaces stand around a sign; a minus without anything before it is a prefix."""
    match node:
        case Atom(Kind.RELATION):
            return True
        case Atom(Kind.OPERATOR, text) if text not in _TIGHT:
            return not (text in _PREFIXES and _starts(before))
        case _:
            return False


def _starts(before: Node | None) -> bool:
    match before:
        case None | Atom(Kind.OPERATOR | Kind.RELATION | Kind.PUNCTUATION | Kind.SPACE):
            return True
        case _:
            return False


def _is_quotient(node: Node | None) -> bool:
    """Whether a part is a fraction, and not ``d/dt``, which is applied to what follows."""
    match node:
        case Fraction(Atom(Kind.LETTER, "partial" | "d") | Script(Atom(Kind.LETTER, "partial" | "d"))):
            return False
        case _:
            return isinstance(node, Fraction)


def _is_factor(node: Node) -> bool:
    match node:
        case Atom(kind):
            return kind in (Kind.LETTER, Kind.NUMBER, Kind.NAME, Kind.BIG)
        case _:
            return True


def _is_word(node: Node | None) -> bool:
    match node:
        case Atom(Kind.NAME | Kind.TEXT | Kind.BIG):
            return True
        case Script(Atom(Kind.NAME | Kind.BIG)):
            return True
        case _:
            return False


def _factor(node: Node) -> str:
    """A side of a slash: in parentheses where it is a sum or a product with a slash of its own."""
    match node:
        case Row(items) if any(_is_infix(item, before) for before, item in zip((None, *items), items, strict=False)):
            return f"({unicode(node)})"
        case Row(items) if any(map(_has_slash, items)):
            return f"({unicode(node)})"
        case Fraction():
            return f"({unicode(node)})"
        case _:
            return unicode(node)


def _divisor(node: Node) -> str:
    """What stands under a slash: a product in parentheses, unless it is one differential."""
    match node:
        case Row((Atom(Kind.LETTER, "partial" | "d"), _)):
            return unicode(node)
        case Row():
            return f"({unicode(node)})"
        case _:
            return _factor(node)


def _has_slash(node: Node) -> bool:
    match node:
        case Fraction() | Atom(Kind.OPERATOR, "/"):
            return True
        case _:
            return False


def _enclosed(node: Node) -> str:
    match node:
        case Row(()):
            return ""
        case Row() | Fraction() | Root():
            return f"({unicode(node)})"
        case _:
            return unicode(node)


def _sub(node: Node | None) -> str:
    return "" if node is None else f"_{_short(unicode(node))}"


def _sup(node: Node | None) -> str:
    if node is None:
        return ""
    text = unicode(node)
    if text == "⊤":
        return "ᵀ"
    if all(sign in _RAISED for sign in text):
        return "".join(_RAISED[sign] for sign in text)
    return f"^{_short(text)}"


def _short(text: str) -> str:
    """A script by itself where its end is plain, in braces otherwise."""
    text = text.replace(" ", "")
    plain = text.isalnum() or (text[:1] == "(" and text[-1:] == ")" and not set("()") & set(text[1:-1]))
    return text if plain else f"{{{text}}}"


def _delimiter(canonical: str) -> str:
    return _SIGN.get(canonical, canonical)
