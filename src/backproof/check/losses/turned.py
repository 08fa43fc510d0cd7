r"""Losses that stand behind their formula: ``\frac12 \sum_i (y_i - \hat y_i)^2 = L`` says what L is.

That holds where no line before it in the same item says it: there the formula may be what something comes out to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Call, Nabla, Num, Partial, Ref
from backproof.read.vocabulary import LOSS_LETTERS


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such losses in front of their formulas."""
    if not any(map(_is_behind, lines)):
        return tuple(lines)
    said: set[tuple[int, int, str]] = set()
    chains = Counter(line.chain for line in lines)
    found = []
    for line in lines:
        name = line.side if _is_behind(line) else line.head
        place = (line.section, line.item, name.key) if isinstance(name, Ref) and line.relation in DEFINES else None
        is_turned = name is line.side and place not in said and chains[line.chain] == 1
        found.append(replace(line, head=name, side=line.head) if is_turned else line)
        said.update([place] if place is not None else ())
    return tuple(found)


def _is_behind(line: Line) -> bool:
    """Whether a line ends with the name of a loss, and begins with a formula."""
    match line:
        case Line(head=head, relation="=", side=Ref(base, (), ()) as name) if head is not None and base in LOSS_LETTERS:
            named = isinstance(head, Ref | Call | Partial | Nabla | Num)
            parts = list(walk(head))
            slopes = any(isinstance(part, Partial | Nabla) for part in parts)
            refs = {ref.key for ref in references(head)}
            return bool(refs) and name.key not in refs and not (named or slopes or line.conditions)
        case _:
            return False
