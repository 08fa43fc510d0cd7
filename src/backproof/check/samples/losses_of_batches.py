r"""Losses of whole batches: ``L(Y, \hat Y) = -\sum_n \sum_c y_{nc} \log \hat y_{nc}`` is of the elements of both.

A capital letter names all that the small one has elements of. The formula has none of the capital ones: its loss is a
quantity of the small ones, and a function of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, rebuilt, references
from backproof.read.terms.terms import Big, Call, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS

CAPITAL: Final = re.compile(r"(?:\\[a-z]+\{)*[A-Z]\}*")
"""A capital letter with or without accents and bold type."""
BOLD: Final = re.compile(r"\\(?:mathbf|boldsymbol|bm)\{([^{}]*)\}")
Batches = tuple[str, ...]


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the names of such losses alone, wherever they are applied to the same batches."""
    found = dict(pair for line in lines for pair in _of_batches(line))
    return tuple(line.changed(partial(_alone, found=found)) for line in lines) if found else tuple(lines)


def _of_batches(line: Line) -> Iterator[tuple[str, Batches]]:
    """The loss that a line adds up over the elements of what it is applied to, with that."""
    match line.head, line.side:
        case Call(Ref(base, (), ()), 0) as head, side if base in LOSS_LETTERS and side is not None and has(side, Big):
            batches, inside = _batches(head), list(references(side))
            elements = {BOLD.sub(r"\1", each.base) for each in inside if each.subs}
            small = {BOLD.sub(r"\1", CAPITAL.sub(lambda found: found[0].lower(), each)) for each in batches}
            if (
                batches
                and line.relation in DEFINES
                and small <= elements
                and not {*batches} & {ref.base for ref in inside}
            ):
                yield base, batches
        case _:
            pass


def _batches(call: Call) -> Batches:
    """The capital letters that a function is applied to; nothing where it is applied to anything else."""
    names = [each.base for each in call.arguments if isinstance(each, Ref) and each.key == each.base]
    return tuple(names) if len(names) == len(call.arguments) and all(map(CAPITAL.fullmatch, names)) else ()


def _alone(term: Term, found: Mapping[str, Batches]) -> Term:
    match rebuilt(term, partial(_alone, found=found)):
        case Call(Ref(base, (), ()) as name, 0) as call if base in found and _batches(call) == found[base]:
            return name
        case other:
            return other
