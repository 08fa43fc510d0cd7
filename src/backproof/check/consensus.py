"""Errors of units that a document defines several times: the definition that most of the others agree with holds.

``\\delta_j = \\partial C/\\partial z_j`` is written again in other words, sometimes with a slip. Where two definitions
are proved to say the same and fewer say something else, the others are claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from backproof.calculus.equal import Equal, compare
from backproof.check.definitions import names_error
from backproof.check.scope import Book
from backproof.check.sides import Sides, with_opaque
from backproof.check.suppressed import Defined
from backproof.expr import Definition
from backproof.expr.walk import substitute
from backproof.read.terms import Partial, walk
from backproof.source import BackproofError

WITNESSES = 6
"""Of each name, so many definitions are compared."""


def agreed(book: Book, seed: int) -> dict[str, Defined]:
    """For each error with definitions that disagree, the first of those that most agree with."""
    by_key: defaultdict[str, list[Defined]] = defaultdict(list)
    for each in book.definitions:
        if names_error(each.head):
            by_key[each.key].append(each)
    found = {}
    for key, own in by_key.items():
        derived = any(isinstance(part, Partial) for each in own for part in walk(each.body))
        classes = _classes(book, list(islice(own, WITNESSES)), seed) if len(own) > 2 and derived else []
        classes.sort(key=len, reverse=True)
        if len(classes) > 1 and len(classes[0]) > max(1, len(classes[1])):
            found[key] = classes[0][0]
    return found


def _classes(book: Book, own: Iterable[Defined], seed: int) -> list[list[Defined]]:
    """The definitions that say the same, together."""
    classes: list[list[Defined]] = []
    for each in own:
        same = next((known for known in classes if _same(book, known[0], each, seed)), None)
        if same is None:
            classes.append([each])
        else:
            same.append(each)
    return classes


def _same(book: Book, one: Defined, other: Defined, seed: int) -> bool:
    """Whether two definitions of a name are proved to be equal."""
    first, second = _built(book, one, other)
    if first is None or second is None or first.symbol != second.symbol:
        return False
    right = substitute(second.body, dict(zip(second.indices, first.indices, strict=True)))
    reading = replace(book.reading(one.line), linked=True)
    try:
        model, _ = book.model((first.body, right), one.section, reading)
        sides = with_opaque(Sides(first.body, right, model))
        return not sides.vacuous and isinstance(compare(sides.left, sides.right, sides.model, seed=seed), Equal)
    except (BackproofError, RecursionError):
        return False


def _built(book: Book, *definitions: Defined) -> Iterator[Definition | None]:
    return (book.build(each, book.reading(each.line)).definition for each in definitions)
