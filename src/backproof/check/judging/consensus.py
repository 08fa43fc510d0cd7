"""Names that a document defines several times: which of the definitions holds.

Of an error, ``\\delta_j = \\partial C/\\partial z_j`` and the same in other words, the one that most of the others
agree with: where two are proved to say the same and fewer say something else, the others are claims. Where none agree,
the derivative itself holds wherever it stands, where gradients are multiples of the error; or where the line before it
is neither its negative nor the derivative by what is activated there.

Of anything else, the one that leads to what the document differentiates by: beside ``h = \\sigma(W x)`` and
``h_j = \\sigma(a_j)``, which are proved to say the same, a derivative by a_j goes through the second one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import Call, Partial, Ref, Term, Times, minus
from backproof.source import BackproofError

WITNESSES = 6
"""Of each name, so many definitions are compared."""


def agreed(book: Book, bench: Bench, lines: Sequence[Line] = ()) -> dict[str, Defined]:
    """The definitions that hold where the first one would not; ``lines``: those of the document, which may use them."""
    return _of_errors(book, bench, lines) | _leading(book, bench)


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


def _of_errors(book: Book, bench: Bench, lines: Sequence[Line]) -> dict[str, Defined]:
    """For each error with definitions that disagree, the first of those that most agree with."""
    by_key: defaultdict[str, list[Defined]] = defaultdict(list)
    derivatives = {each.key for each in book.definitions if isinstance(each.body, Partial)}
    for each in book.definitions:
        if names_error(each.head) or each.key in derivatives:
            by_key[each.key].append(each)
    found = {}
    for key, own in by_key.items():
        derived = any(has(each.body, Partial) for each in own)
        classes = _classes(book, list(islice(own, WITNESSES)), bench) if len(own) > 1 and derived else []
        classes.sort(key=len, reverse=True)
        if len(classes) > 1 and len(classes[0]) > max(1, len(classes[1])):
            found[key] = classes[0][0]
        elif len(classes) > 1 and (meant := _derivative(book, own, bench, lines)) is not None:
            found[key] = meant
    return found


def _derivative(book: Book, own: list[Defined], bench: Bench, lines: Sequence[Line]) -> Defined | None:
    """The derivative that a name stands for, where another line says something else of it before."""
    first, *others = own
    bare = [each for each in others if isinstance(each.body, Partial) and each.section == first.section]
    if has(first.body, Partial) or not bare:
        return None
    meant = () if _is_a_factor(bare[0], lines) else (book.formed(bare[0], each) for each in _akin(book, bare[0].body))
    before = book.build(first, book.reading(first.line)).definition
    return None if any(_equal(book, first, before, each, bench) for each in meant) else bare[0]


def _is_a_factor(defined: Defined, lines: Sequence[Line]) -> bool:
    r"""Whether gradients are an error times names, without a minus or a slope: ``\partial C/\partial w = \delta a``."""
    assert isinstance(defined.head, Ref)
    found: set[bool] = set()
    for line in lines:
        match line:
            case Line(head=Partial(), side=Times(factors)) if line.section == defined.section:
                if any(isinstance(each, Ref) and each.base == defined.head.base for each in factors):
                    found.add(all(isinstance(each, Ref) for each in factors))
            case _:
                pass
    return found == {True}


def _akin(book: Book, body: Term) -> Iterator[Term]:
    """What else an error may have been defined as: the negative of a derivative, or that by what is activated there."""
    assert isinstance(body, Partial)
    yield minus(body, body.span)
    for each in book.definitions:
        match each.head, each.body:
            case Ref() as out, Call(arguments=(Ref() as inside,)) if inside.key == body.by.key:
                yield replace(body, by=out)
            case _:
                pass


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
    first, second = (book.build(each, book.reading(each.line)).definition for each in (one, other))
    return _equal(book, one, first, second, bench)


def _equal(book: Book, one: Defined, first: Definition | None, second: Definition | None, bench: Bench) -> bool:
    """Whether a definition, as it is built, is proved to be equal to a second one."""
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
