r"""Gradients of the loss of one sample, ``dz = a - y`` and ``dw = dz\, x``, in a document that has the mean, too.

Notes first derive the gradients of one example and then those of all. The former name no sample, add nothing up, and
hand on small letters: where they do so throughout, the loss of one example is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from backproof.matrix.names import SAMPLE
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references
from backproof.read.terms.terms import Big, Nabla, Ref

LETTER = re.compile(r"^(?!\\vec).*[a-z]\}*$")
"""A small letter; with an arrow, it is the column of all samples."""


def of_one_sample(lines: Sequence[Line]) -> bool:
    """Whether gradients by name are handed on, all of them of one sample, of which the document has no mark there."""
    named = [line for line in lines if isinstance(line.head, Nabla) and line.head.each and line.side is not None]
    handed = [part.of for line in named if line.side is not None for part in occurrences(line.side, Nabla)]
    refs = (ref for line in named for side in line.sides for ref in references(side))
    return (
        bool(handed)
        and all(isinstance(of, Ref) and LETTER.search(of.base) is not None for of in handed)
        and not any(SAMPLE.fullmatch(sup) for ref in refs for sup in ref.sups)
        and not any(has(side, Big) for line in named for side in line.sides)
    )


def named(lines: Sequence[Line]) -> Iterator[Ref]:
    """The names of which lines say what the gradients are: w of ``dw = dz\\, x``."""
    heads = (line.head for line in lines if isinstance(line.head, Nabla) and line.head.each)
    return (head.of for head in heads if isinstance(head.of, Ref))
