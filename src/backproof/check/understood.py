"""The model of a document, as its checker understands it: the same reading that judges every line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from graphlib import CycleError
from typing import Final, final

from backproof.calculus.bench import Bench
from backproof.calculus.canonical import same
from backproof.calculus.resolve import in_order
from backproof.check.definitions.definitions import DEFINES
from backproof.check.elaboration.built import Built
from backproof.check.elaboration.scope import Book
from backproof.check.functions.dependent import with_quantities
from backproof.check.indices.letters import is_quantity, resolved
from backproof.check.indices.ranges import Ranges
from backproof.check.interpretation.conventions import Court
from backproof.check.layers import layers
from backproof.check.layers.recurrence import Recurrence, refs_of
from backproof.check.prepared import Prepared, prepared
from backproof.check.review.outcome import Outcome
from backproof.check.spellings import settled
from backproof.check.verdicts.verdict import Verdict
from backproof.expr import Definition, Index, Symbol, Tensor
from backproof.expr.walk import substitute
from backproof.read.document import Document, read_document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Call, Ref
from backproof.source import Source, Span

FOR_SOME_CASES: Final = "a definition under a condition is not read here yet"


@final
@dataclass(frozen=True, slots=True)
class Understood:
    """Definitions in topological order, the range of every slot, and why other names have none, with the place.

    ``open`` are quantities of which only is said what they depend on. ``by_letter``: the document writes its layers
    with a letter; the definitions are those of a network with a few of them, or with ``depth`` of them where it says
    how many there are. ``arrays`` are the names that it writes without the indices that they have.
    ``stepped`` says how the document writes the steps of names, which stand above them here: ``h_{}``, ``h^{({})}``.
    ``circle`` names quantities that are defined by themselves.
    """

    definitions: tuple[Definition, ...]
    ranges: Ranges
    broken: Mapping[str, tuple[str, Span]]
    open: Mapping[Symbol, tuple[Tensor, ...]] = field(default_factory=dict)
    by_letter: bool = False
    notes: tuple[str, ...] = ()
    stepped: Mapping[str, str] = field(default_factory=dict)
    circle: tuple[str, ...] = ()
    depth: int | None = None
    arrays: frozenset[Symbol] = frozenset()


def understand(source: Source, depth: int | None = None) -> Understood:
    """The definitions of a document; of several of one name the first one that can be used, and ``notes`` say so.

    ``depth`` is how many layers, or steps, there are where a letter counts them: what the document says, or three.

    What is said of one layer goes before what is said of all of them.

    >>> text = "$$L = (y - a)^2$$ where $a = w x$."
    >>> [each.symbol.name for each in understand(Source("hw.md", text)).definitions]
    ['a', 'L']
    """
    document = settled(read_document(source))
    said, lines = layers.counted(document.lines)
    document = replace(document, lines=lines, cells=(), depth=depth or said or document.depth)
    return replace(understand_document(document, Bench(0)), depth=said)


def understand_document(document: Document, bench: Bench) -> Understood:
    """The same of lines whose signs mean one thing throughout; what the ``bench`` knows is not proved again."""
    document = with_quantities(document)
    ready = prepared(document)
    court = Court.of(ready.document, bench, ready.assumed, ready.shapes, matrices=bool(ready.kinds))
    judged = court.judged()
    book = court.interpreter(judged.convention).judge.book
    book = replace(book, ranges=book.ranges.as_written(), _built={})
    lines = ready.document.lines
    generic = _generic(ready)
    found: dict[Symbol, Definition] = {}
    broken: dict[str, tuple[str, Span]] = {}
    doubled: dict[Symbol, None] = {}
    for key, line, built in sorted(_built(book), key=lambda each: each[1] in generic):
        if built.definition is None:
            broken.setdefault(key, (built.problem, lines[line].span))
            continue
        first = found.setdefault(built.definition.symbol, built.definition)
        if line not in generic and not _says(first, built.definition):
            doubled[first.symbol] = None
    for each in lines[: len(ready.origins)]:
        if isinstance(each.head, Ref) and each.relation in DEFINES and each.conditions and each.side is not None:
            broken.setdefault(resolved(book.names, each.head).key, (FOR_SOME_CASES, each.span))
    for key, at in book.unread.items():
        problem = lines[at[0]].problem
        if problem is not None:
            broken.setdefault(key, (problem.reason, problem.span))
    usable = {symbol.name for symbol in found}
    broken = {key: problem for key, problem in broken.items() if key not in usable}
    twice = (f"of several definitions of {symbol.name} the first one counts" for symbol in doubled)
    notes = (*ready.notes, *judged.notes, *twice, *_refuted(book, judged.outcomes))
    by_letter = len(ready.origins) > len(document.lines) or (document.depth == 1 and layers.by_letter(document.lines))
    undefined = {
        symbol: tuple(_lettered(each, found.get(each.symbol)) for each in inputs)
        for symbol, inputs in _open(book, lines)
        if symbol not in found
    }
    try:
        ordered = in_order(found.values())
        arrays = frozenset(_arrays(ordered, ready.kinds))
        return Understood(
            ordered, book.ranges, broken, undefined, by_letter, notes, _stepped(document.lines), arrays=arrays
        )
    except CycleError as error:
        circle = tuple(symbol.name for symbol in reversed(error.args[1]))
        return Understood((), book.ranges, broken, undefined, by_letter, notes, circle=circle)


def _refuted(book: Book, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What is said of definitions that do not fit the others, and are taken as these have it."""
    for each in book.definitions:
        finding = outcomes[each.line].finding if 0 <= each.line < len(outcomes) else None
        if finding is not None and finding.verdict is Verdict.WRONG:
            yield f"{each.key} is not taken as it is written: {finding.reason}"


def _generic(ready: Prepared) -> frozenset[int]:
    """The prepared lines that a line of the document says of several layers."""
    layers = Counter(ready.origins)
    return frozenset(at for at, origin in enumerate(ready.origins) if layers[origin] > 1)


def _says(one: Definition, other: Definition) -> bool:
    """Whether two definitions are the same but for letters."""
    return same(one.body, substitute(other.body, dict(zip(other.indices, one.indices, strict=True))))


def _built(book: Book) -> Iterator[tuple[str, int, Built]]:
    """Each definition of the document."""
    for each in book.definitions:
        yield each.key, each.line, book.build(each, book.reading(each.line))


def _arrays(definitions: Sequence[Definition], kinds: Mapping[str, str]) -> Iterator[Symbol]:
    """The quantities that stand without their indices, by the kinds of names: ``b^`` is that of ``b^{1}``."""
    for symbol in {symbol for each in definitions for symbol in (each.symbol, *each.body.symbols)}:
        names = (symbol.name, symbol.name.partition("^{")[0] + "^")
        if symbol.rank and any(kinds.get(name, "scalar") != "scalar" for name in names):
            yield symbol


def _stepped(lines: Sequence[Line]) -> Mapping[str, str]:
    """The names that carry the step of a recurrence as their first subscript, or in parentheses above them."""
    steps = Recurrence(lines)
    above = {ref.base for line in lines for ref in refs_of(line) if any(sup.startswith("(") for sup in ref.sups)}
    forms = {("sub", 0): "_{{{}}}", ("sup", 0): "^{{({})}}"}
    found = {base: places for base, places in steps.places.items() if len(places) == 1}
    return {
        base: _braced(base) + forms[place]
        for base, (place,) in found.items()
        if place in forms and (place[0] == "sub" or base in above)
    }


def _braced(base: str) -> str:
    """A name in a pattern for :meth:`str.format`."""
    return base.replace("{", "{{").replace("}", "}}")


def _lettered(whole: Tensor, definition: Definition | None) -> Tensor:
    """All elements of an array, in the letters of its definition."""
    letters = (Index(range_.name, range_) for range_ in whole.symbol.ranges)
    return Tensor(whole.symbol, tuple(letters)) if definition is None else definition.head


def _open(book: Book, lines: Sequence[Line]) -> Iterator[tuple[Symbol, tuple[Tensor, ...]]]:
    """Losses that the document leaves open, and quantities with arguments that it does not define."""
    for key in sorted(book.generic):
        symbol = book.ranges.symbol(key)
        inputs = book.outputs(symbol, 0)
        if inputs and not symbol.rank:
            yield symbol, tuple(inputs)
    calls = (part for line in lines for term in line.sides for part in occurrences(term, Call))
    arguments = {resolved(book.names, call.name).key: call.arguments for call in calls if is_quantity(call, book.names)}
    for key, refs in arguments.items():
        symbol = book.ranges.symbol(key)
        names = dict.fromkeys(resolved(book.names, ref).key for ref in refs if isinstance(ref, Ref))
        if names and not symbol.rank and key not in book.catalogue.by_key:
            yield symbol, tuple(book.whole(name) for name in names)
