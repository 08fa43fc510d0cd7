"""Several letters for one array: ``\\mathbf{H}`` and ``H`` by carelessness, ``W`` and ``w_{ij}`` for its elements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from backproof.matrix.names import is_letter
from backproof.read.lines import Line
from backproof.read.rewriting import references, renamed
from backproof.read.terms import Ref

BOLD = re.compile(r"\\mathbf\{([^{}]*)\}")


def merged(lines: Sequence[Line]) -> list[Line]:
    """The lines with one letter for each array.

    The plain letter means the bold one where it only ever stands for elements (``x_i`` of a bold x), or where the
    document defines only one of the two.
    """
    whole, known, defined = _uses(lines)
    names: dict[str, str] = {}
    for bold in known:
        plain = BOLD.sub(r"\1", bold)
        if plain == bold or plain not in known:
            continue
        both = bold in defined and plain in defined
        if plain not in whole or (not both and (bold in defined or plain in defined or plain.isupper())):
            names[plain] = bold
    names |= {small: large for small, large in _capitals(lines, defined).items() if small not in names}
    return [_renamed_line(line, names) for line in lines] if names else list(lines)


def _capitals(lines: Sequence[Line], defined: set[str]) -> dict[str, str]:
    """The small letters that stand for elements of a matrix of the same letter: ``w_{ij}`` of W, ``x_{ij}`` of X.

    The capital is never written with indices, the small letter never without and somewhere with two.
    """
    counts: defaultdict[str, set[int]] = defaultdict(set)
    for line in lines:
        for term in (line.head, line.side):
            for ref in references(term) if term is not None else ():
                counts[ref.base].add(sum(map(is_letter, (*ref.subs, *ref.at))))
    pairs = ((base, base.upper()) for base in counts if len(base) == 1 and base.islower())
    return {
        small: large
        for small, large in pairs
        if counts.get(large) == {0} and 0 not in counts[small] and 2 in counts[small] and not {small, large} <= defined
    }


def _uses(lines: Sequence[Line]) -> tuple[set[str], set[str], set[str]]:
    """The bases that stand without elements, all of them, and those that are defined without elements."""
    whole, known, defined = set(), set(), set()
    for line in lines:
        for term in (line.head, line.side):
            for ref in references(term) if term is not None else ():
                known.add(ref.base)
                if not ref.subs and not ref.at:
                    whole.add(ref.base)
        if isinstance(line.head, Ref) and not line.head.subs and not line.head.at and line.relation in {"=", ":="}:
            defined.add(line.head.base)
    return whole, known, defined


def _renamed_line(line: Line, names: Mapping[str, str]) -> Line:
    def change(ref: Ref) -> Ref:
        return replace(ref, base=names.get(ref.base, ref.base))

    head, side = (None if term is None else renamed(term, change) for term in (line.head, line.side))
    return replace(line, head=head, side=side)
