r"""Elements of vectors with an arrow: the ``w_i`` of ``o = \vec w \cdot \vec x``.

The plain letter is the vector's where it stands with one index throughout, and the letter with an arrow with none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from backproof.matrix.names import is_letter
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, renamed
from backproof.read.terms.terms import Ref

ARROW: Final = re.compile(r"\\vec\{(\w+)\}")
CHANGE: Final = "\\Delta "
STEP: Final = "t"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such elements under the letter with the arrow."""
    names = [ref for line in lines for term in line.sides for ref in references(term)]
    arrows = {ref.base for ref in names if ref.base[:4] == "\\vec"}
    if not arrows:
        return tuple(lines)
    used: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for ref in names:
        used[ref.base.removeprefix(CHANGE)].add((*ref.subs, *ref.sups, *ref.at))
    named = {found[1]: base for base in arrows if (found := ARROW.fullmatch(base)) is not None}
    meant = {plain: base for plain, base in named.items() if used[base] == {()} and _are_elements(used[plain])}
    return tuple(line.changed(partial(renamed, change=partial(_element, meant))) for line in lines)


def _are_elements(scripts: set[tuple[str, ...]]) -> bool:
    """Whether a letter stands with one index throughout, somewhere with that of any element."""
    numbered = all(len(each) == 1 and (is_letter(each[0]) or each[0].isdigit()) for each in scripts)
    letters = {script for each in scripts for script in each if is_letter(script)}
    return numbered and bool(letters) and STEP not in letters


def _element(meant: Mapping[str, str], ref: Ref) -> Ref:
    change = CHANGE if ref.base.startswith(CHANGE) else ""
    base = meant.get(ref.base.removeprefix(CHANGE))
    return ref if base is None else replace(ref, base=f"{change}{base}")
