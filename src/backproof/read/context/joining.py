"""Words between two displays that say their equality: ``$$A$$ simplifies to $$B$$`` is ``A = B``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.read.extract.pieces import Formula, Piece, Prose
from backproof.read.lines import Line

EQUALS = re.compile(
    r"\W*(and\s+)?((which|this|that|it)\s+)?(can|may)?\s*(further\s+|then\s+|be\s+|now\s+|also\s+)*"
    r"(simplif(y|ies|ied)\s+(in)?to|reduces?\s+to|becomes?|equals?|is\s+(the\s+same\s+as|equal\s+to|equivalent\s+to|just)"
    r"|(re)?writ(e|ten)\s+as|expands?\s+to|ist\s+gleich|wird\s+zu)\W*",
    re.IGNORECASE,
)


def joined(found: Sequence[Line], pieces: Sequence[Piece], at: int) -> Iterator[Line]:
    """The lines of a display, the first one with a sign where the words before it stand for one."""
    for number, line in enumerate(found):
        alone = line.head is None and not line.relation and line.problem is None
        yield replace(line, relation="=") if not number and alone and _says_equal(pieces, at) else line


def _says_equal(pieces: Sequence[Piece], at: int) -> bool:
    match pieces[max(0, at - 2) : at + 1]:
        case [Formula(display=True) as one, Prose(text=words), Formula(display=True) as other]:
            return one.cell == other.cell and EQUALS.fullmatch(words) is not None
        case _:
            return False
