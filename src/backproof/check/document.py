"""A document from its text to its verdicts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import final

from backproof.check import definitions as defining
from backproof.check import layers
from backproof.check import names as naming
from backproof.check import ranges as typing_
from backproof.check import suppressed as suppressing
from backproof.check.doubt import Doubt
from backproof.check.interpret import Interpreter, Outcome
from backproof.check.judge import Judge
from backproof.check.letters import number, resolved
from backproof.check.names import Names
from backproof.check.scope import Book
from backproof.check.sides import Builder
from backproof.check.suppressed import Defined
from backproof.check.updates import is_loss
from backproof.check.verdict import Checked, Judgement, Verdict
from backproof.read import lexicon as lexicons
from backproof.read.extract import extract, macros
from backproof.read.grammar import condition
from backproof.read.lexicon import Lexicon
from backproof.read.lines import Line, read_lines
from backproof.read.notebook import extract_notebook
from backproof.read.pieces import Formula, Heading, Piece, Prose
from backproof.read.terms import Big, Call, Compare, Partial, Ref, Term, Unreadable, walk
from backproof.source import Source
from backproof.syntax.latex import parse
from backproof.syntax.tree import Node

IF = re.compile(r"\s*(if|when|whenever|iff|only if|if and only if|for)\s*", re.IGNORECASE)
AND = re.compile(r"\s*(and|,|, and)\s*", re.IGNORECASE)
EINSTEIN = re.compile(r"einstein", re.IGNORECASE)
ONE_HOT = re.compile(r"one[\s-]*hot", re.IGNORECASE)


@final
@dataclass(frozen=True, slots=True)
class _Read:
    """The lines of a document, the cell of each, and what its prose says."""

    lines: tuple[Line, ...]
    cells: tuple[int | None, ...]
    one_hot: bool
    einstein: bool = False


def check_source(source: Source, *, seed: int = 0) -> Checked:
    """Judge every equation of a document.

    >>> text = "$$L = (y - a)^2$$\\n\\n$$\\\\frac{\\\\partial L}{\\\\partial a} = 2(y - a)$$\\n"
    >>> [each.verdict.value for each in check_source(Source("hw.md", text)).judgements]
    ['right', 'wrong']
    """
    read = _read(source)
    outcomes, notes = _judged(read, seed)
    return Checked(source, tuple(_judgements(source, read, outcomes)), notes)


# -- reading -----------------------------------------------------------------------------------------------------


def _read(source: Source) -> _Read:
    pieces = extract(source)
    known = macros(source)
    trees = {
        at: parse(piece.text, piece.span.start, known) for at, piece in enumerate(pieces) if isinstance(piece, Formula)
    }
    lexicon = lexicons.build(trees.values())
    lines: list[Line] = []
    cells: list[int | None] = []
    section = chains = 0
    for at, piece in enumerate(pieces):
        match piece:
            case Heading():
                section += 1
            case Formula(display=display, cell=cell):
                found = list(read_lines(trees[at], lexicon, display=display, section=section, next_chain=chains))
                conditions, hedged = _conditional(pieces, at, lexicon, trees)
                found[-1:] = [
                    replace(line, conditions=line.conditions + conditions, hedged=hedged) for line in found[-1:]
                ]
                chains = max([chains, *(line.chain + 1 for line in found if line.chain is not None)])
                lines.extend(found)
                cells.extend([cell] * len(found))
            case Prose():
                pass
    says = [piece.text for piece in pieces if isinstance(piece, Prose | Heading)]
    one_hot, einstein = (any(pattern.search(text) for text in says) for pattern in (ONE_HOT, EINSTEIN))
    return _Read(tuple(lines), tuple(cells), one_hot, einstein)


def _conditional(
    pieces: Sequence[Piece], at: int, lexicon: Lexicon, trees: Mapping[int, Node]
) -> tuple[tuple[Compare, ...], bool]:
    """The conditions that words behind a formula attach to it (``$... = 1$ if $k = j$``), and whether one is unread."""
    found: list[Compare] = []
    while at + 2 < len(pieces):
        words, formula = pieces[at + 1], pieces[at + 2]
        joins = AND if found else IF
        if not (
            isinstance(words, Prose)
            and isinstance(formula, Formula)
            and not formula.display
            and joins.fullmatch(words.text)
        ):
            break
        try:
            found.append(condition(lexicons.items(trees[at + 2]), lexicon))
        except Unreadable:
            return (), True
        at += 2
    return tuple(found), False


# -- judging -----------------------------------------------------------------------------------------------------


def _judged(read: _Read, seed: int) -> tuple[list[Outcome], tuple[str, ...]]:
    """The outcomes under the conventions that prove most lines, each line judged for all its layers."""
    instances = layers.expand(read.lines)
    found, notes = _judged_instances(replace(read, lines=tuple(each.line for each in instances)), seed)
    worst: dict[int, Outcome] = {}
    for instance, outcome in zip(instances, found, strict=True):
        known = worst.get(instance.origin)
        if known is None or SEVERITY[outcome.finding.verdict] > SEVERITY[known.finding.verdict]:
            worst[instance.origin] = outcome
    if len(instances) > len(read.lines):
        notes = (f"layers given by a letter are those of a network with {layers.DEPTH} layers", *notes)
    return [worst[at] for at in range(len(read.lines))], notes


SEVERITY = {Verdict.RIGHT: 0, Verdict.RIGHT_IF: 1, Verdict.UNCHECKED: 2, Verdict.FOLLOWS: 3, Verdict.WRONG: 4}


def _judged_instances(read: _Read, seed: int) -> tuple[list[Outcome], tuple[str, ...]]:
    names, defined = _names(read.lines)

    def attempt(convention: Convention) -> tuple[list[Outcome], tuple[str, ...]]:
        return _attempt(read, names, defined, seed, convention)

    best = attempt(Convention())
    turned = suppressing.infer(defined, names, first=False).contracted
    others = (
        [Convention(first=False, note="arrays are summed over the last index")]
        if any(slot for _, slot in turned)
        else []
    )
    if _blames_sigma(read.lines, best[0]):
        others.append(Convention(sigma="softmax", own_sigma=False, note="\\sigma is the softmax"))
        others.append(Convention(own_sigma=False, note="\\sigma is the logistic function"))
    # The first of equals wins: an unusual convention needs lines that only it proves.
    return max([best, *map(attempt, others)], key=lambda each: _score(each[0]))


def _blames_sigma(lines: Sequence[Line], outcomes: Sequence[Outcome]) -> bool:
    """Whether a line that names sigma is refuted: then what sigma means is in question."""
    return any(
        outcome.finding.verdict is Verdict.WRONG
        and any(isinstance(part, Call) and part.name.base == "sigma" for term in _terms(line) for part in walk(term))
        for line, outcome in zip(lines, outcomes, strict=True)
    )


def _score(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    counts = Counter(outcome.finding.verdict for outcome in outcomes)
    return counts[Verdict.RIGHT] + counts[Verdict.RIGHT_IF], counts[Verdict.RIGHT]


def _names(lines: tuple[Line, ...]) -> tuple[Names, list[Defined]]:
    names = naming.build(lines)
    found = defining.find(lines, names)
    names = defining.siblings(found, defining.split_families(found, names))
    found = defining.find(lines, names)
    return names, [*found, *defining.field_losses(lines, names, found)]


@final
@dataclass(frozen=True, slots=True)
class Convention:
    """A reading of the document as a whole; ``note`` says it where it is not the usual one."""

    first: bool = True
    sigma: str = "sigmoid"
    own_sigma: bool = True
    note: str = ""


def _attempt(
    read: _Read, names: Names, defined: list[Defined], seed: int, convention: Convention
) -> tuple[list[Outcome], tuple[str, ...]]:
    suppressed = suppressing.infer(defined, names, first=convention.first)
    defining_lines = {each.line for each in defined}
    claims = [_terms(line) for at, line in enumerate(read.lines) if at not in defining_lines]
    ranges = typing_.build([(each.head, each.body) for each in defined], claims, names, suppressed.ties)
    functions = tuple(
        each for each in defining.functions(read.lines, names) if convention.own_sigma or each.key != "sigma"
    )
    unread = _unread(read.lines, names)
    generic = _generic(read.lines, names, defined)
    book = Book(
        names, ranges, suppressed, tuple(defined), functions, convention.sigma, read.einstein, unread, generic
    )  # fmt: skip
    builder = Builder(book, defining.label_keys(defined, names), _wide_bounds(read.lines))
    judge = Judge(book, builder, Doubt(book), read.one_hot, seed)
    outcomes = Interpreter(judge, read.lines, defined).outcomes()
    notes = (*((convention.note,) if convention.note else ()), *_notes(names, suppressed.arrays))
    return outcomes, notes


def _generic(lines: tuple[Line, ...], names: Names, defined: list[Defined]) -> frozenset[str]:
    """Losses that are differentiated but not defined: "a cost C"."""
    known = {each.key for each in defined}
    found = {
        resolved(names, ref).key
        for line in lines
        for term in _terms(line)
        for part in walk(term)
        if isinstance(part, Partial) and is_loss(part.of, names)
        for ref in ((part.of.name,) if isinstance(part.of, Call) else (part.of,) if isinstance(part.of, Ref) else ())
    }
    return frozenset(found - known)


def _unread(lines: tuple[Line, ...], names: Names) -> frozenset[str]:
    """Names that a line would define, were it read."""
    return frozenset(
        resolved(names, ref).key
        for line in lines
        if line.problem is not None and line.head is not None and line.relation in defining.DEFINES
        for ref in (
            (line.head,) if isinstance(line.head, Ref) else (line.head.name,) if isinstance(line.head, Call) else ()
        )
    )


def _terms(line: Line) -> tuple[Term, ...]:
    return tuple(term for term in (line.head, line.side, *line.conditions) if term is not None)


def _wide_bounds(lines: tuple[Line, ...]) -> frozenset[tuple[str, int]]:
    """Bounds of sums that at least two lines write."""
    counts: Counter[tuple[str, int]] = Counter()
    for line in lines:
        bounds = {
            (part.letter, upper)
            for term in _terms(line)
            for part in walk(term)
            if isinstance(part, Big) and (upper := number(part.upper)) is not None
        }
        counts.update(bounds)
    return frozenset(bound for bound, count in counts.items() if count > 1)


def _notes(names: Names, arrays: dict[str, tuple[str, int]]) -> Iterator[str]:
    """The readings of the document as a whole."""
    if arrays:
        yield f"names without an index are whole arrays: {', '.join(sorted(arrays))}"
    for stem, letter in names.families:
        yield f"{stem}_{letter} is another tensor than the one that the document defines as {stem}"
    for stem, layer in names.siblings.items():
        yield f"{stem} with an index is a unit of {layer}"


# -- results -----------------------------------------------------------------------------------------------------


def _judgements(source: Source, read: _Read, outcomes: list[Outcome]) -> Iterator[Judgement]:
    cells = dict(extract_notebook(source)) if any(cell is not None for cell in read.cells) else {}
    for at, (line, cell, outcome) in enumerate(zip(read.lines, read.cells, outcomes, strict=True)):
        text = (cells[cell] if cell is not None else source).slice(line.span)
        finding = outcome.finding
        yield Judgement(
            at + 1, line.span, text, outcome.role, finding.verdict, finding.reading, finding.assumes, finding.reason,
            None, finding.counterexample, cell,
        )  # fmt: skip
