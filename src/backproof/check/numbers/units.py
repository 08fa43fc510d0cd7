r"""Units by two names: the ``H_{11}`` that is given a number, and ``out_{H11}``, which was computed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from backproof.check.numbers.filling import Values
from backproof.read.terms.terms import Ref, Term

COMMAND: Final = re.compile(r"\\[A-Za-z]+")
NO_LETTER: Final = re.compile(r"[^A-Za-z0-9]")
LABEL: Final = re.compile(r"[A-Za-z]+\d+")
OUTPUTS: Final = frozenset({"out", "output", "o", "a", "act"})
"""What names of the outputs of units begin with."""


def outputs_of(unit: Ref, values: Values) -> Iterator[Term]:
    r"""The values of names that are those of the output of a unit, as its letters say.

    >>> from backproof.read.terms.terms import NOWHERE, Num
    >>> list(outputs_of(Ref("H", ("11",), (), NOWHERE), {r"out_{\mathrm{H11}}[]": 1, "net_{H11}[]": 2, "H_{11}[]": 3}))
    [1]
    """
    label = _letters(unit.key)
    if LABEL.fullmatch(label):
        for key, value in values.items():
            name = _letters(key.partition("[")[0])
            if name.endswith(label) and name.removesuffix(label) in OUTPUTS:
                yield value


def _letters(name: str) -> str:
    return NO_LETTER.sub("", COMMAND.sub("", name))
