r"""Two functions of one letter, told apart by the number of their arguments: entropies ``H(p)`` and ``H(p, q)``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt
from backproof.read.terms.terms import Call, Entries, Listed, Ref, Term


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those functions with more arguments than others of their letter upright."""
    counts: defaultdict[str, set[int]] = defaultdict(set)
    written: set[str] = set()
    for line in lines:
        match line.head, line.side:
            case Call(name, 0, arguments), side if line.relation in DEFINES and len(name.base) == 1:
                counts[name.key].add(len(arguments))
                written |= {name.key} if isinstance(side, Entries | Listed | None) else set()
            case _:
                pass
    # Functions that are written out entry by entry are put together by their arguments.
    fewest = {key: min(found) for key, found in counts.items() if len(found) > 1 and key not in written}
    # Which one a letter alone is nobody says.
    for line in lines if fewest else ():
        for ref in (ref for side in line.sides for ref in occurrences(side, Ref)):
            fewest.pop(ref.key, None)
    return tuple(line.changed(partial(_apart, fewest=fewest)) for line in lines) if fewest else tuple(lines)


def _apart(term: Term, fewest: Mapping[str, int]) -> Term:
    term = rebuilt(term, partial(_apart, fewest=fewest))
    match term:
        case Call(name, _, arguments) if len(arguments) > fewest.get(name.key, len(arguments)):
            return replace(term, name=replace(name, base=f"\\mathrm{{{name.base}}}"))
        case _:
            return term
