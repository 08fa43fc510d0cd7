r"""Names that a numbered item defines anew: ``a = \max(0, z)`` in an exercise below a setup with ``a = \sigma(z)``.

The lines behind it in its item mean it; those of other items mean what stands before the items. A function that
is known by no name, ``a = f(z)``, is no other meaning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from backproof.check.indices.suppressed import Defined
from backproof.read.lines import Line
from backproof.read.terms.terms import Call, Term
from backproof.read.vocabulary import FUNCTION_WORDS


def settle(found: Sequence[Defined], lines: Sequence[Line]) -> list[Defined]:
    """The definitions, with the end of their item where an item before defines their name, too."""
    places: dict[tuple[str, int], set[int]] = {}
    settled = []
    for each in found:
        line = lines[each.line]
        items = places.setdefault((each.key, line.section), set())
        anew = bool(items - {line.item}) and not _is_general(each.body)
        settled.append(replace(each, until=_end(each.line, lines)) if anew else each)
        items.add(line.item)
    return settled


def _is_general(body: Term) -> bool:
    return isinstance(body, Call) and body.name.base not in FUNCTION_WORDS


def _end(at: int, lines: Sequence[Line]) -> int:
    """The first line behind the item of a line."""
    place = lines[at].section, lines[at].item
    return at + sum(1 for _ in takewhile(lambda each: (each.section, each.item) == place, lines[at:]))
