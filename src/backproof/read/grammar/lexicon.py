"""Which signs of a document are words, functions or powers: what grammar needs to know before it reads a line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import final

from backproof.read.grammar import primed
from backproof.read.grammar.defining import TRANSPOSES
from backproof.read.grammar.first_powers import first_powers
from backproof.read.grammar.put_together import put_together
from backproof.read.grammar.signs import Signs
from backproof.read.grammar.steps_above import stepped
from backproof.read.vocabulary import (
    FACTORIAL,
    FUNCTION_WORDS,
    LOSS_LETTERS,
    NAMED_FUNCTIONS,
    QUANTITY_WORDS,
    RATE_WORDS,
)
from backproof.syntax.tree import Node

EVEN = frozenset({"2", "4", "6", "8"})
UNKNOWN = frozenset({FACTORIAL})
"""Functions of which nothing but their name is known."""


@final
@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a whole document says about its signs.

    ``words``: multi-letter names. ``functions``: bases that are applied. ``dependent``: bases that are defined with
    arguments, perhaps as a quantity with what it depends on. ``layered``: bases whose numeric superscript
    is part of the name, not a power: a layer (``W^1``), or a variance that stands below a derivative (``\\sigma^2``).
    ``transposes``: superscripts that are the sign of a transpose; a t is one where it is no index or time elsewhere.
    ``tags``: letters that are labels as superscripts, no exponents: they stand below a derivative (``W^o``), or
    several of them above one name that is defined with each.
    ``adjoints``: names whose gradients are written with a d: an equation begins with ``dZ``.
    ``computed``: bases that an equation defines from others, as in ``t = x w + b``: such a t is no time, and
    such an e, or one with a subscript, no base of powers where it is transposed. ``timeless``: functions of a plain
    number: with a derivative, in a composition, or with a value in which t stands by itself (``s(t) = t e^t``), so that
    their t is no time.
    ``bracketed``: bases with elements in brackets: ``y[k]``.
    ``iterated``: names that an equation steps on, with the letter of the step: (w, t) for ``w(t+1) = w(t) - ...``.
    ``ruleless``: words that are always applied, and that neither the document nor the table of rules defines: mish(x).
    ``squares``: those of the layered ones with even superscripts only: ``\\sigma^4`` is the square of ``\\sigma^2``.
    ``stepped``: bases with steps above them, as in ``h^t = f(h^{t-1})``; and T where it is their number.
    ``states``: bases with a prime for the new state, as in ``c' = f c + i g``, or for another array: ``w'_{kj}``.
    ``argued``: the letters that functions are defined with, in their order: (x, t) for ``f(x, t) = ...``.
    ``differences``: an equation says what a Delta with scripts is, ``\\Delta_2 = A - Y``: it is a name by itself.
    ``differentiated``: letters of losses that derivatives are of, as numbers are, which nobody transposes.
    """

    words: frozenset[str] = frozenset(FUNCTION_WORDS) | QUANTITY_WORDS | RATE_WORDS
    functions: frozenset[str] = frozenset()
    layered: frozenset[str] = frozenset()
    transposes: frozenset[str] = TRANSPOSES
    dependent: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    adjoints: frozenset[str] = frozenset()
    computed: frozenset[str] = frozenset()
    timeless: frozenset[str] = frozenset()
    bracketed: frozenset[str] = frozenset()
    iterated: frozenset[tuple[str, str]] = frozenset()
    squares: frozenset[str] = frozenset()
    ruleless: frozenset[str] = frozenset()
    stepped: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    argued: frozenset[tuple[str, ...]] = frozenset()
    differences: bool = False
    differentiated: frozenset[str] = frozenset()


def build(trees: Collection[Node]) -> Lexicon:
    """Read a document's signs once, before any line is read."""
    signs = Signs.of(trees)
    # Nobody differentiates by a slope: the W' of W'_{ij} (x_i - y_i) is a factor.
    signs.primed -= primed.differentiated(trees) - primed.SLOPES
    functions = signs.functions() | (put_together(trees) - signs.heads) | (signs.worded & UNKNOWN)
    # The R of R(z) is no factor where a derivative is of it, and it stands nowhere else.
    dependent = signs.defined | (signs.losses & (LOSS_LETTERS | signs.above)) - signs.beside
    known = signs.heads | signs.defined | signs.primed | signs.words
    signs.layered -= {"", *first_powers(trees, signs.layered - {""})}
    return Lexicon(
        frozenset(signs.words),
        functions,
        frozenset(signs.layered),
        TRANSPOSES - {"t"} if signs.times else TRANSPOSES,
        frozenset(dependent),
        frozenset(signs.tags() - {*TRANSPOSES, "l", "L", "ell"}),
        signs.adjoints(),
        frozenset(signs.computed),
        frozenset(signs.primed | signs.timeless | signs.composed) & functions,
        frozenset(signs.bracketed),
        frozenset(signs.iterated),
        frozenset(base for base in signs.layered if "2" in signs.powers[base] and signs.powers[base] <= EVEN),
        frozenset((signs.worded - signs.alone | NAMED_FUNCTIONS) - known - UNKNOWN),
        stepped(trees),
        primed.states(trees, functions) | primed.arrays(trees, functions | signs.heads),
        frozenset(signs.argued),
        "Delta" in signs.heads,
        LOSS_LETTERS & signs.above,
    )
