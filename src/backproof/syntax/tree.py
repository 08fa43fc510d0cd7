"""Presentation trees: what a formula looks like, with the place of every part, and no meaning.

Every node has a ``span`` in the document that it was read from. Reading is total: what can't be parsed is an
:class:`Unread` node that says why.
"""

from __future__ import annotations

from enum import Enum
from typing import final

from backproof.records import dataclass
from backproof.source import Span


class Kind(Enum):
    """What an atom is typographically."""

    LETTER = "letter"  # one symbol: x, \alpha, \ell, \partial, \nabla, \infty, \mathcal-less
    NUMBER = "number"  # 12, 0.5, .25
    NAME = "name"  # an upright word: \log, \operatorname{softmax}, \mathrm{ReLU}
    OPERATOR = "operator"  # + - * \cdot \times \odot \circ \otimes / \pm, also the prefix - and !
    BIG = "big"  # \sum \prod \int \max-like operators that take limits are NAME
    RELATION = "relation"  # = < > \leq \neq \approx \in \leftarrow \to := \Rightarrow \propto \equiv
    PUNCTUATION = "punctuation"  # , ; . : | where it separates
    TEXT = "text"  # \text{if }, words inside a formula
    SPACE = "space"  # \quad \qquad; thin spaces are dropped


class Known:
    """What a node remembers once it was walked through: what stands below it, without the node."""

    __slots__ = ("below",)
    below: tuple[Node, ...] | None


@final
@dataclass(frozen=True, slots=True)
class Atom(Known):
    """A single sign. ``text`` is the canonical LaTeX without backslash (``alpha``, ``cdot``, ``leq``, ``x``, ``+``)."""

    kind: Kind
    text: str
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Row(Known):
    """Things side by side; ``{...}`` is a row too."""

    items: tuple[Node, ...]
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Script(Known):
    """A base with a subscript, a superscript and a number of primes."""

    base: Node
    sub: Node | None
    sup: Node | None
    primes: int
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Fraction(Known):
    r"""``\frac{numerator}{denominator}``, ``{a \over b}``; a slash stays an operator in its row."""

    numerator: Node
    denominator: Node
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Root(Known):
    r"""``\sqrt[degree]{body}``."""

    body: Node
    degree: Node | None
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Fence(Known):
    r"""A body between delimiters, from ``( )`` and ``\left. \right|`` alike; an empty side is ``""``.

    ``opening`` and ``closing`` are canonical:
    ``( ) [ ] { } | \| langle rangle lfloor rfloor lceil rceil llbracket rrbracket``.
    """

    opening: str
    body: Node
    closing: str
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Styled(Known):
    r"""An accent or an alphabet on a base: ``hat tilde bar vec dot ddot overline underline widehat bold cal bb frak``.

    ``boldsymbol``, ``mathbf`` and ``bm`` are all ``bold``; ``mathcal`` and ``mathscr`` are ``cal``; sizes, colours and
    ``mathrm`` of one letter leave no trace.
    """

    style: str
    base: Node
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Grid(Known):
    r"""An environment with rows and cells.

    ``kind`` is ``matrix`` (any brackets, in ``opening`` and ``closing``), ``cases``, or ``aligned`` (every environment
    that only lays out displays)."""

    kind: str
    rows: tuple[tuple[Node, ...], ...]
    opening: str
    closing: str
    span: Span


@final
@dataclass(frozen=True, slots=True)
class Unread(Known):
    """A part that syntax can't parse: what stands there, and why it can't be read."""

    text: str
    reason: str
    span: Span


Node = Atom | Row | Script | Fraction | Root | Fence | Styled | Grid | Unread
