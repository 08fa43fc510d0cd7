r"""Modules in outline: ``X_n = F_n(W_n, X_{n-1})`` beside ``Y_n = W_n X_{n-1}`` and ``X_n = F(Y_n)``.

Where a section says by a formula what a name is, a function of several names that nothing defines says no more of it
than what it depends on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.definitions.shape import is_constant
from backproof.check.functions import valued
from backproof.check.functions.valued import NO_FUNCTIONS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, has, references
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term

Place = tuple[int, Term]
FEWEST = 2
"""A function of one name is an activation."""


def settle(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with the formula in the place of such a function."""
    outlined = {_place(line): at for at, line in enumerate(lines) if _is_outlined(line)}
    if not outlined:
        return lines
    defined = {line.head.name.base for line in lines if isinstance(line.head, Call)}
    formulas: dict[Place, Term] = {}
    for line in lines:
        if line.side is not None and _is_formula(line) and not _is_outlined(line) and _place(line) in outlined:
            formulas.setdefault(_place(line), line.side)
    if not formulas:
        return lines
    return tuple(_with_formula(line, formulas, defined) for line in valued.settle(lines))


def _with_formula(line: Line, formulas: Mapping[Place, Term], defined: set[str]) -> Line:
    if not _is_outlined(line) or not isinstance(line.side, Call) or line.side.name.base in defined:
        return line
    formula = formulas.get(_place(line))
    return line if formula is None else replace(line, side=formula)


def _place(line: Line) -> Place:
    assert line.head is not None
    return line.section, bare(line.head)


def _is_outlined(line: Line) -> bool:
    """Whether a line says that a name is some function of several others."""
    match line.head, line.side:
        case Ref(base=base), Call(name, 0, arguments) if line.relation in DEFINES and base not in NO_FUNCTIONS:
            return len(arguments) >= FEWEST and name.base not in NO_FUNCTIONS and name.base != base
        case _:
            return False


def _is_formula(line: Line) -> bool:
    """Whether a line says by a formula what a name is."""
    head, side = line.head, line.side
    if not isinstance(head, Ref) or side is None or line.relation not in DEFINES or line.problem is not None:
        return False
    if is_constant(side) or has(side, Partial, Nabla) or line.limited or line.said.hedged:
        return False
    return not any(
        ref.base == head.base and ref.subs == head.subs and ref.sups == head.sups for ref in references(side)
    )
