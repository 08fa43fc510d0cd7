r"""Nodes that are called what they do: ``a \to \text{sum}`` and ``b \to \text{sum}`` say that sum is ``a + b``.

That is taken where two names or more lead to a word for an operation in one numbered paragraph, and no line says what
the word is otherwise. The last of the arrows is the definition then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from backproof.read.lines import Line
from backproof.read.notation.assigned import MAPS
from backproof.read.terms.terms import Plus, Ref, Term, Times
from backproof.source import Span

Operation = Callable[[tuple[Ref, ...], Span], Term]
"""What makes a term of the inputs of a node."""


def _added(inputs: tuple[Ref, ...], span: Span) -> Term:
    return Plus(inputs, span)


def _multiplied(inputs: tuple[Ref, ...], span: Span) -> Term:
    return Times(inputs, span)


OPERATIONS: Final[Mapping[str, Operation]] = {
    **dict.fromkeys(("sum", "add", "addition", "plus"), _added),
    **dict.fromkeys(("product", "prod", "mult", "mul", "multiply", "multiplication"), _multiplied),
}
FEWEST: Final = 2
"""A node with one input may be anything of it."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the definitions of such nodes."""
    arrows: defaultdict[tuple[int, int, str], dict[int, Ref]] = defaultdict(dict)
    defined: set[str] = set()
    for at, line in enumerate(lines):
        match line.head, line.side:
            case Ref() as name, Ref(word, (), ()) if line.relation in MAPS and word in OPERATIONS:
                arrows[line.section, line.item, word][at] = name
            case Ref(word, (), ()), _ if word in OPERATIONS:
                defined.add(word)
            case _:
                pass
    found = list(lines)
    for (_, _, word), places in arrows.items():
        names = {name.key: name for name in places.values()}
        if word not in defined and len(places) == len(names) >= FEWEST:
            last = max(places)
            side = OPERATIONS[word](tuple(names.values()), lines[last].span)
            found[last] = replace(lines[last], head=lines[last].side, relation="=", side=side)
    return tuple(found)
