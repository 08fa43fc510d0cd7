"""Names that a document defines several times: which of the definitions holds.

Of an error, ``\\delta_j = \\partial C/\\partial z_j`` and the same in other words, the one that most of the others
agree with: where two are proved to say the same and fewer say something else, the others are claims. Of anything else,
the one that leads to what the document differentiates by: beside ``h = \\sigma(W x)`` and ``h_j = \\sigma(a_j)``, which
are proved to say the same, a derivative by a_j goes through the second one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from backproof.calculus.bench import Bench
from backproof.calculus.equal import compare
from backproof.calculus.outcome import Equal
from backproof.check.definitions.definitions import names_error
from backproof.check.definitions.open import reach
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.verdicts.sides import Sides, with_opaque
from backproof.expr import Definition
from backproof.expr.walk import substitute
from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import Partial
from backproof.source import BackproofError

WITNESSES = 6
"""Of each name, so many definitions are compared."""


def agreed(book: Book, bench: Bench) -> dict[str, Defined]:
    """The definitions that hold where the first one would not."""
    return _of_errors(book, bench) | _leading(book, bench)


def _leading(book: Book, bench: Bench) -> dict[str, Defined]:
    """Definitions equal to the first one of their name that lead to what a quantity is differentiated by."""
    first = {key: own[0] for key, own in book.catalogue.by_key.items()}
    graph = {key: _names(book, each) for key, each in first.items()}
    found: dict[str, Defined] = {}
    for of, by in sorted(book.differentiated):
        reached = reach(of, graph)
        if of not in graph or by not in graph or by in reached:
            continue
        others = (each for key in sorted(reached & graph.keys()) for each in book.catalogue.by_key[key][1:WITNESSES])
        leading = (each for each in others if any(by in reach(name, graph) for name in _names(book, each)))
        chosen = next((each for each in leading if _same(book, first[each.key], each, bench)), None)
        if chosen is not None:
            found[chosen.key] = chosen
            graph[chosen.key] = _names(book, chosen)
    return found


def _names(book: Book, defined: Defined) -> frozenset[str]:
    return frozenset(resolved(book.names, ref).key for ref in references(defined.body)) - {defined.key}


def _of_errors(book: Book, bench: Bench) -> dict[str, Defined]:
    """For each error with definitions that disagree, the first of those that most agree with."""
    by_key: defaultdict[str, list[Defined]] = defaultdict(list)
    for each in book.definitions:
        if names_error(each.head):
            by_key[each.key].append(each)
    found = {}
    for key, own in by_key.items():
        derived = any(has(each.body, Partial) for each in own)
        classes = _classes(book, list(islice(own, WITNESSES)), bench) if len(own) > 2 and derived else []
        classes.sort(key=len, reverse=True)
        if len(classes) > 1 and len(classes[0]) > max(1, len(classes[1])):
            found[key] = classes[0][0]
    return found


def _classes(book: Book, own: Iterable[Defined], bench: Bench) -> list[list[Defined]]:
    """The definitions that say the same, together."""
    classes: list[list[Defined]] = []
    for each in own:
        same = next((known for known in classes if _same(book, known[0], each, bench)), None)
        if same is None:
            classes.append([each])
        else:
            same.append(each)
    return classes


def _same(book: Book, one: Defined, other: Defined, bench: Bench) -> bool:
    """Whether two definitions of a name are proved to be equal."""
    first, second = _built(book, one, other)
    if first is None or second is None or first.symbol != second.symbol:
        return False
    right = substitute(second.body, dict(zip(second.indices, first.indices, strict=True)))
    reading = replace(book.reading(one.line), linked=True)
    try:
        model, _ = book.model((first.body, right), one.section, reading)
        sides = with_opaque(Sides(first.body, right, model))
        return not sides.vacuous and isinstance(compare(sides.left, sides.right, sides.model, bench=bench), Equal)
    except (BackproofError, RecursionError):
        return False


def _built(book: Book, *definitions: Defined) -> Iterator[Definition | None]:
    return (book.build(each, book.reading(each.line)).definition for each in definitions)
