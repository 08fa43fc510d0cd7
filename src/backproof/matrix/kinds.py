"""Which names are numbers, columns, rows and matrices: the kinds under which most lines of a document fit."""

from __future__ import annotations

import re
from collections.abc import Mapping

from backproof.read.context.called import NUMBER, VECTOR
from backproof.read.grammar.spelling import GREEK
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS

Kinds = dict[str, str]
KINDS: Mapping[str, tuple[bool, bool]] = {
    "scalar": (False, False),
    "column": (True, False),
    "row": (False, True),
    "matrix": (True, True),
}
"""Whether a kind of array has rows and columns (more than one of them)."""
ORDER = ("scalar", "column", "row", "matrix")
CAPITAL_GREEK = frozenset({"Theta", "Phi", "Psi", "Omega", "Gamma", "Xi"})
ARRAY_GREEK = frozenset({"delta", "theta", "omega", "Theta", "Delta", "Omega", "phi", "psi"})
COVARIANCES = frozenset({"Sigma", "Lambda"})
"""Capital Greek letters that are matrices where they are inverted, and sums or numbers elsewhere."""
INVERTED = frozenset("CDFGJKM")
"""Capital letters of which nobody writes the inverse where they count: one over N or T is written so at times."""
COUNTS = frozenset("CDEFGJKLMNT")
"""Capital letters that are counts or losses as often as arrays."""
WEIGHTS = frozenset("UVW")
"""Capital letters that are matrices, bold or not; another bold one may be a vector of the data."""
INDICES = frozenset("ijklmnt")
NEVER = 12.0
CORE = re.compile(r"\\\w+\{(.*)\}")
MISFIT = 2.5
UNREADABLE = 1.5
"""A line that can't be read under some kinds may be under others."""
BAD = 0.8
"""A line that costs so much may have been taken wrongly."""
BIAS = 3.0
"""How unusual a matrix is for a bias: more than a gradient by it that lacks its sum over samples and does not fit."""
JOINED = 3.0
"""How unusual a number is for weights between layers of several units: more than a gradient that lacks a transpose."""
NORMED = 1.5
"""How unusual a number is for what has a norm for each of an index."""
COUNTED = 2.0
"""How unusual an array is for what a sum ends at."""
CALLED = 3.0
"""How unusual another kind is for what the words call a vector: there may be one for each sample, side by side."""
LABEL = 1.5
r"""How unusual it is that the label y of ``(1 - y) \\log(1 - a)`` lies across a, to be added up with it."""
LABELS = 0.8
"""How unusual a vector is for such a label, though it is a capital letter."""
DEFINES = 2.0
"""A definition that does not fit weighs so many times what a claim does."""


def priors(
    stem: str,
    slots: frozenset[int],
    *,
    rows: bool,
    loss: bool,
    varied: bool = False,
    count: bool = False,
    bias: bool = False,
    weight: bool = False,
    label: bool = False,
    vectors: bool = False,
    inverted: bool = False,
    upright: bool = True,
    called: str = "",
    capitals: bool = False,
    estimated: bool = False,
) -> Mapping[str, float]:
    """How unusual each kind is for a name by its look and the numbers of indices that it is written with.

    ``loss``: it is differentiated and named like a loss; ``varied``: it is so named, and a parameter or transposed.
    ``count``: a sum ends at it. ``bias``: it is added to a product of two names; by a small letter, it is no matrix
    with an entry for each sample. ``weight``: layers of several units are joined by it. ``label``: of a binary
    cross-entropy. ``inverted``: a line has its inverse or its determinant. ``vectors``: it has norms, one for each of
    an index. ``called``: the words say that it is a vector, a matrix or a number; ``capitals``: they say of capital
    letters that they are vectors. ``upright``: it may be a column, which a bias that is added to every row of a product
    is not.
    """
    core = stem.rstrip("^").split("_", maxsplit=1)[0]
    bold = "\\mathbf" in core or "\\vec" in core
    while (match := CORE.fullmatch(core)) is not None:
        core = match[1]
    counts = stem in INDICES  # no index has an accent or a step
    look = (0.0, NEVER, NEVER) if loss else _look(core, bold=bold, capitals=capitals, varied=varied, counts=counts)
    scalar, vector, matrix = (max(look[0], 0.3), 0.3, 1.0) if estimated else look
    if slots and 0 not in slots:
        # Always written with indices: a slice needs a reason of its own.
        scalar, vector, matrix = 0.0, 0.1, 0.1 if 2 in slots else 1.5
        if bold and core.islower() and slots == {1}:
            # A bold letter with one index is a vector for each of it rather than an element.
            scalar, vector, matrix = 1.0, 1.1, 0.5
    elif 2 in slots:
        scalar, vector, matrix = scalar + 4, vector + 4, min(matrix, 0.2)
    elif 1 in slots:
        # Beside the losses of all samples, that without an index is their sum.
        scalar, vector, matrix = scalar + 0.5, vector if loss else min(vector, 0.2), matrix + 1
    scalar, vector = (scalar + JOINED, vector + JOINED) if weight else (scalar, vector)
    scalar, vector, matrix = (scalar + NORMED, vector + NORMED, 0.0) if vectors else (scalar, vector, matrix)
    scalar, vector, matrix = (
        (min(scalar, 0.1), vector + COUNTED, matrix + COUNTED) if count else (scalar, vector, matrix)
    )
    if inverted and core in COVARIANCES | INVERTED:
        scalar, vector, matrix = max(scalar, 0.5), NEVER, 0.2
    matrix += BIAS if bias and core.islower() and not bold else 0.0
    if called == VECTOR:
        scalar, vector, matrix = scalar + CALLED, 0.0, matrix + CALLED
    elif called:
        scalar, vector, matrix = (0.0, NEVER, NEVER) if called == NUMBER else (NEVER, NEVER, 0.0)
    vector = min(vector, LABELS) if label else vector
    across = 0.4 + LABEL * label
    column, row = (vector + across, vector) if rows else (vector, vector + across)
    column += 0.0 if upright else BIAS
    return {"scalar": scalar, "column": column, "row": row, "matrix": matrix}


def is_array(base: str) -> bool:
    """Whether a name without indices is an array by its look: bold, or a capital letter that is no count or loss."""
    bold = "\\mathbf" in base or "\\vec" in base
    return bold or (len(base) == 1 and base.isupper() and base not in COUNTS | LOSS_LETTERS)


def is_number(stem: str) -> bool:
    """Whether a name is a Greek letter that is a number to everybody: a rate, the weight of a penalty."""
    return stem in GREEK - ARRAY_GREEK - CAPITAL_GREEK


def is_small(stem: str) -> bool:
    r"""Whether a name is a small bold letter, ``\\mathbf{u}``: that of a vector to everybody."""
    core = stem.rstrip("^").split("_", maxsplit=1)[0]
    bold = "\\mathbf" in core or "\\vec" in core
    while (match := CORE.fullmatch(core)) is not None:
        core = match[1]
    return bold and core.islower() and core not in CAPITAL_GREEK


def is_large(stem: str) -> bool:
    r"""Whether a name is a bold capital: ``\\mathbf{\\Omega}_k`` is a number to nobody, though it has a letter."""
    core, bold = stem.rstrip("^").split("_", maxsplit=1)[0], "\\mathbf" in stem
    while (match := CORE.fullmatch(core)) is not None:
        core = match[1]
    return bold and (core.isupper() or core in CAPITAL_GREEK | COVARIANCES)


def _look(core: str, *, bold: bool, capitals: bool, varied: bool, counts: bool) -> tuple[float, float, float]:
    if core in LOSS_LETTERS | QUANTITY_WORDS and not (bold or varied):
        return 0.0, 3.0, 4.0
    if core in CAPITAL_GREEK:
        return (0.8, 0.6, 0.2)
    if core in GREEK:
        return (0.5, 0.3, 1.0) if bold or core in ARRAY_GREEK else (0.0, 1.2, 2.0)
    if core.lower().endswith("matrix"):
        return NEVER, NEVER, 0.0
    if core.lower().endswith("vector"):
        return NEVER, 0.0, NEVER
    if len(core) > 1:
        return (1.0, 0.0, 0.5) if bold else (0.0, 1.0, 1.0)
    if core.isupper():
        if capitals and core not in COUNTS | WEIGHTS:
            return 2.8, 0.0, 0.4
        vector = 0.8 if bold and core not in WEIGHTS else 2.8
        return (0.1, 0.8, 0.4) if core in COUNTS and not (bold or varied) else (2.8, vector, 0.0)
    if bold:
        return 2.5, 0.0, 1.5
    if counts:
        return 0.0, 1.0, 2.0
    return 0.3, 0.3, 0.5 if core == "w" else 1.5
