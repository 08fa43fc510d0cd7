r"""Presentation trees as MathML Core, which browsers show without a script.

Alphabets are characters (``𝐰`` for ``\mathbf{w}``), operators with limits stand in ``munderover`` and move their limits
aside where a formula stands in a line of text, and brackets grow only around what is tall.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from backproof.syntax.characters import CHARACTERS, in_alphabet
from backproof.syntax.markup import escaped
from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Kind, Node, Root, Row, Script, Styled, Unread
from backproof.syntax.write import is_prefix, is_tall

_THIN = "0.1667em"
_SPACE = f'<mspace width="{_THIN}"/>'
_PRIMES = ("", "′", "″", "‴", "⁗")
_LIMITED = frozenset("max min sup inf lim limsup liminf argmax argmin det gcd Pr".split())
_INTEGRALS = frozenset("int iint iiint oint".split())
_ACCENTS: Mapping[str, str] = MappingProxyType(
    {"hat": "ˆ", "tilde": "˜", "bar": "¯", "vec": "→", "dot": "˙", "ddot": "¨", "check": "ˇ"}
    | {"breve": "˘", "acute": "´", "grave": "`", "widehat": "\u0302"}
)
# No character stretches to a line over or under a sum in every font; a border does.
_STYLES: Mapping[str, str] = MappingProxyType(
    {
        "overline": "border-top:thin solid;padding-top:0.1em",
        "underline": "border-bottom:thin solid;padding-bottom:0.1em",
        "bold": "font-weight:bold",
    }
)
_UPRIGHT = frozenset("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ∇")
"""Letters that printed mathematics leaves upright although they stand alone."""

_FIXED = ' stretchy="false"'
_CLOSE = ' lspace="0" rspace="0"'
_SPACING: Mapping[tuple[Kind, str], str] = MappingProxyType(
    {
        (Kind.OPERATOR, "/"): _CLOSE,
        (Kind.OPERATOR, "!"): ' form="postfix"' + _CLOSE,
        (Kind.PUNCTUATION, "|"): _FIXED + ' form="infix" lspace="0.2222em" rspace="0.2222em"',
        (Kind.PUNCTUATION, "."): f' lspace="0" rspace="{_THIN}"',
        (Kind.PUNCTUATION, "?"): f' lspace="0" rspace="{_THIN}"',
    }
    | {(Kind.RELATION, name): _FIXED for name in ("uparrow", "downarrow", "parallel")}
)
"""Where the spaces of browsers are not those of print."""


def mathml(node: Node, *, display: bool = False, goes_on: bool = False) -> str:
    r"""The ``math`` element of a formula, for a line of text or for a line of its own.

    One that ``goes_on`` is part of a longer one: the sign that it begins with stands between two terms.

    >>> from backproof.syntax.latex import parse
    >>> mathml(parse("w_i < 1"))
    '<math><mrow><msub><mi>w</mi><mi>i</mi></msub><mo>&lt;</mo><mn>1</mn></mrow></math>'
    """
    match node:
        case Row((Atom(Kind.OPERATOR, text), *items)) if goes_on:
            content = _sign(CHARACTERS.get(text, text), ' form="infix"') + _row(items, small=False)
        case _:
            content = element(node)
    return _tag("math", content, attributes=' display="block"' if display else "")


def element(node: Node, *, small: bool = False) -> str:
    """One element for any tree; ``small`` is inside of a script, where signs stand without spaces."""
    match node:
        case Atom():
            return _atom(node, small)
        case Row(items):
            return _row(items, small)
        case Script():
            return _script(node, small)
        case Fraction(numerator, denominator):
            return _tag("mfrac", element(numerator, small=small), element(denominator, small=small))
        case Root(body, None):
            return _tag("msqrt", element(body, small=small))
        case Root(body, degree):
            return _tag("mroot", element(body, small=small), element(degree, small=True) if degree else "")
        case Fence(opening, body, closing):
            return _fenced(opening, element(body, small=small), closing, "" if is_tall(body) else _FIXED)
        case Styled(style, base):
            return _styled(style, base, small)
        case Grid():
            return _grid(node, small)
        case Unread(text):
            return _tag("merror", _tag("mtext", escaped(text)))


def _tag(name: str, *content: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{''.join(content)}</{name}>"


def _sign(text: str, attributes: str = "") -> str:
    return _tag("mo", escaped(text), attributes=attributes)


def _atom(atom: Atom, small: bool) -> str:
    text = CHARACTERS.get(atom.text, atom.text)
    match atom.kind:
        case Kind.LETTER:
            return _identifier(text, upright=text in _UPRIGHT)
        case Kind.NAME:
            return _identifier(atom.text, upright=len(atom.text) == 1)
        case Kind.NUMBER:
            return _tag("mn", escaped(text))
        case Kind.TEXT:
            # Spaces at the ends of an element would vanish.
            return _tag("mtext", escaped(atom.text).replace(" ", "\u00a0"))
        case Kind.SPACE:
            return f'<mspace width="{2 if atom.text == "qquad" else 1}em"/>'
        case Kind.BIG:
            return _sign(text, _CLOSE)
        case _:
            return _sign(text, _CLOSE if small else _SPACING.get((atom.kind, atom.text), ""))


def _identifier(text: str, upright: bool = False) -> str:
    return _tag("mi", escaped(text), attributes=' mathvariant="normal"' if upright else "")


def _row(items: Sequence[Node], small: bool) -> str:
    """The items side by side, with thin spaces around functions and big operators as print has them."""
    parts: list[str] = []
    before: Node | None = None
    prefixed = False
    for item in items:
        if before is not None and _stand_apart(before, item, prefixed):
            parts.append(_SPACE)
        prefixed = is_prefix(item, before)
        match item:
            case Atom(Kind.OPERATOR, text) if prefixed and not small:
                parts.append(_sign(CHARACTERS.get(text, text), ' form="prefix"'))
            case _:
                parts.append(element(item, small=small))
        before = item
    return _tag("mrow", *parts)


def _stand_apart(left: Node, right: Node, after_prefix: bool) -> bool:
    match left, right:
        case _, _ if _is_function(right):
            return after_prefix or _is_operand(left)
        case _, Fence():
            return _is_big(left) or isinstance(left, Fraction)
        case (Fraction(), _) | (_, Fraction()):
            return _is_operand(left) and _is_operand(right)
        case _:
            return _is_function(left) and _is_operand(right)


def _is_function(node: Node) -> bool:
    """Whether a part is a name or a big operator, perhaps with scripts."""
    match node:
        case Atom(Kind.NAME | Kind.BIG):
            return True
        case Script(base):
            return _is_function(base)
        case _:
            return False


def _is_big(node: Node) -> bool:
    match node:
        case Atom(Kind.BIG):
            return True
        case Script(base):
            return _is_big(base)
        case _:
            return False


def _is_operand(node: Node) -> bool:
    match node:
        case Atom(kind):
            return kind in (Kind.LETTER, Kind.NUMBER, Kind.NAME, Kind.BIG) or node.text == "!"
        case _:
            return True


def _script(script: Script, small: bool) -> str:
    below = element(script.sub, small=True) if script.sub else ""
    above = _raised(script.sup, script.primes)
    names = ("munder", "mover", "munderover") if _takes_limits(script.base) else ("msub", "msup", "msubsup")
    name = names[2 if below and above else 1 if above else 0]
    base = _limited(script.base) if _takes_limits(script.base) else element(script.base, small=small)
    return _tag(name, base, below, above) if below or above else base


def _raised(sup: Node | None, primes: int) -> str:
    marks = _PRIMES[primes] if primes < len(_PRIMES) else "′" * primes
    parts = [_sign(marks, _CLOSE)] * bool(primes) + ([element(sup, small=True)] if sup else [])
    return parts[0] if len(parts) == 1 else _tag("mrow", *parts) if parts else ""


def _takes_limits(base: Node) -> bool:
    match base:
        case Atom(Kind.BIG, text):
            return text not in _INTEGRALS
        case Atom(Kind.NAME, text):
            return text in _LIMITED
        case _:
            return False


def _limited(base: Node) -> str:
    """An operator whose limits stand below it, and beside it in a line of text."""
    match base:
        case Atom(Kind.NAME, text):
            return _sign(text, ' movablelimits="true"' + _CLOSE)
        case _:
            return element(base)


def _fenced(opening: str, content: str, closing: str, attributes: str = "") -> str:
    return _tag("mrow", _side(opening, "prefix", attributes), content, _side(closing, "postfix", attributes))


def _side(delimiter: str, form: str, attributes: str) -> str:
    return delimiter and _sign(CHARACTERS.get(delimiter, delimiter), f' form="{form}"{attributes}')


def _styled(style: str, base: Node, small: bool) -> str:
    match base:
        case Atom(Kind.LETTER | Kind.NUMBER, text) if letters := in_alphabet(style, CHARACTERS.get(text, text)):
            return _tag("mn" if base.kind is Kind.NUMBER else "mi", letters)
        case _ if style in _ACCENTS:
            mark = _sign(_ACCENTS[style], ' stretchy="true"' if style == "widehat" else _FIXED)
            return _tag("mover", element(base, small=small), mark, attributes=' accent="true"')
        case _:
            css = f' style="{_STYLES[style]}"' if style in _STYLES else ""
            return _tag("mrow", element(base, small=small), attributes=css)


def _grid(grid: Grid, small: bool) -> str:
    displayed = grid.kind == "aligned"
    rows = "".join(
        _tag("mtr", *(_cell(grid.kind, at, element(cell, small=small)) for at, cell in enumerate(cells)))
        for cells in grid.rows
    )
    table = _tag("mtable", rows, attributes=' displaystyle="true"' if displayed else "")
    return _fenced(grid.opening, table, grid.closing)


def _cell(kind: str, column: int, content: str) -> str:
    match kind:
        case "cases":
            style = "text-align:left"
        case "aligned":
            style = "text-align:left;padding:0.5ex 0" if column % 2 else "text-align:right;padding:0.5ex 0 0.5ex 1em"
        case _:
            return _tag("mtd", content)
    return _tag("mtd", content, attributes=f' style="{style}"')
