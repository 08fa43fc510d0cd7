r"""What a step in numbers goes on from, where its result has a name of its own: ``w^{(1)} = 0.5 - 0.1 \cdot 0.3``.

The name of the result is that of the parameter with a mark, a number or an accent more, or with the next number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from backproof.read.terms.terms import Ref

ACCENT: Final = re.compile(r"\\(?:hat|tilde|bar|check|widehat|widetilde|overline)\{(.+)\}|(.+?)'+")
LABEL: Final = re.compile(r"(.+?)_\{\\mathrm\{\(?\w+\)?\}\}")
"""A name with a label: ``w(1)``, ``w_{\text{neu}}``."""


def older(head: Ref) -> Iterator[Ref]:
    r"""The names that the result of a step may have the next value of, the likeliest one first.

    >>> from backproof.read.terms.terms import NOWHERE
    >>> [each.key for each in older(Ref("w", ("1",), ("(2)",), NOWHERE))]
    ['w_{1}', 'w^{(2)}', 'w_{1}^{(1)}', 'w_{0}^{(2)}']
    """
    if head.sups:
        yield replace(head, sups=())
    for pattern in (ACCENT, LABEL):
        if (match := pattern.fullmatch(head.base)) is not None:
            yield replace(head, base=next(filter(None, match.groups())))
    if head.subs and head.subs[-1].strip("()").isalnum():
        yield replace(head, subs=head.subs[:-1])
    yield from earlier(head)


def earlier(head: Ref) -> Iterator[Ref]:
    """The same name with the number before one of its own."""
    if (sups := _before(head.sups)) is not None:
        yield replace(head, sups=sups)
    if (subs := _before(head.subs)) is not None:
        yield replace(head, subs=subs)


def _before(scripts: tuple[str, ...]) -> tuple[str, ...] | None:
    """Scripts with the number before the last one; None where that counts nothing, or begins to count."""
    number = scripts[-1].strip("()") if scripts else ""
    if not number.isdigit() or not int(number):
        return None
    return (*scripts[:-1], scripts[-1].replace(number, str(int(number) - 1)))
