"""LaTeX -> expressions with ranges, to the letter: what a formula leaves open is an error here, never a reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError
from typing import final

from backproof.api.problems import no_definition, placed, unread
from backproof.calculus.resolve import in_order
from backproof.check.definitions import definitions as defining
from backproof.check.elaboration.elaborate import Elaborator
from backproof.check.indices import ranges as typing_
from backproof.check.indices.letters import is_quantity, resolved
from backproof.check.indices.ranges import Ranges
from backproof.check.indices.suppressed import Defined
from backproof.check.names import gathering as naming
from backproof.check.names.names import Names
from backproof.check.verdicts.reading import IllTyped, Reading
from backproof.expr import Definition, Expression, Symbol, Tensor
from backproof.read.grammar import grammar
from backproof.read.grammar import lexicon as lexicons
from backproof.read.grammar.nodes import items, subtrees
from backproof.read.lines import Line, read_lines
from backproof.read.terms.rewriting import children
from backproof.read.terms.terms import Call, Ref, Term, Unreadable
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.rules import AXIS_RULES
from backproof.source import BackproofError, Diagnostic, Source, Span
from backproof.syntax.latex import parse
from backproof.syntax.tree import Atom, Kind, Node, Unread

_DOLLARS = re.compile(r"\A\s*\${1,2}|\${1,2}\s*\Z")


@final
@dataclass(frozen=True, slots=True)
class Parsed:
    """A formula with the range of every slot."""

    expression: Expression
    ranges: Ranges


@final
@dataclass(frozen=True, slots=True)
class Written:
    """Definitions in topological order, the range of every slot, and the keys of definitions that can't be used.

    ``open`` are quantities of which only their inputs are known. ``by_letter``: layers are written with a letter.
    ``notes`` say how a document was read, ``depth`` is how many layers it says there are. ``arrays`` are the names that
    it writes without their indices.
    """

    definitions: tuple[Definition, ...]
    ranges: Ranges
    broken: Mapping[str, Diagnostic]
    open: Mapping[Symbol, tuple[Tensor, ...]] = field(default_factory=dict)
    by_letter: bool = False
    notes: tuple[str, ...] = ()
    depth: int | None = None
    arrays: frozenset[Symbol] = frozenset()


def tree_of(source: Source) -> Node:
    """The presentation tree of a formula; dollar signs around it are no part of it. Raises where LaTeX is broken."""
    tree = parse(_DOLLARS.sub(lambda marks: " " * len(marks[0]), source.text))
    for node in subtrees(tree):
        if isinstance(node, Unread):
            raise BackproofError(unread(node.reason, source, node.span))
    if not any(not _space(part) for part in items(tree)):
        raise BackproofError(unread("the formula is empty", source, Span(0, 0)))
    return tree


def formula(latex: str) -> Parsed:
    """One expression; letters that fill the same slot run over the same range, others over ranges of their own."""
    source = Source("formula", latex)
    tree = tree_of(source)
    relation = next((part for part in items(tree) if isinstance(part, Atom) and part.kind is Kind.RELATION), None)
    if relation is not None:
        raise BackproofError(
            Diagnostic(
                "this is an equation",
                written=latex.strip(),
                expected="an expression, without a relation sign",
                advice="give one side; Model(...) takes definitions, check(...) judges equations",
                source=source,
                span=relation.span,
            )
        )
    whole = Span(0, len(latex))
    with placed(source, whole):
        term = grammar.read(items(tree), lexicons.build([tree]))
        names = naming.build([Line(whole, None, "", term, (), None, True, 0)])
        ranges = typing_.build([(term,)], [], names).as_written()
        _refuse_bare(term, names, ranges)
        return Parsed(Elaborator(names, ranges, Reading(), term).expression(term), ranges)


def definitions(texts: Sequence[str]) -> Written:
    """One definition in each text, in any order."""
    sources = [Source(f"definition {number}", text) for number, text in enumerate(texts, 1)]
    trees = [tree_of(source) for source in sources]
    lexicon = lexicons.build(trees)
    lines = []
    for number, (source, tree) in enumerate(zip(sources, trees, strict=True)):
        lines.append(_single(source, list(read_lines(tree, lexicon, display=True, section=0, next_chain=number))))
    names = naming.build(lines)
    functions = {each.line for each in defining.functions(lines, names)}
    found = [_defined(at, line, sources[at], names) for at, line in enumerate(lines) if at not in functions]
    _refuse_doubles(found, sources)
    return elaborated(found, lines, sources, names)


def elaborated(
    found: Iterable[Defined], lines: Sequence[Line], sources: Sequence[Source], names: Names, *, lenient: bool = False
) -> Written:
    """Definitions typed together; ``lenient`` leaves out the ones that can't be, with the reason."""
    found = (*found, *defining.field_losses(lines, names, list(found)))
    ranges = typing_.build([(each.head, each.body) for each in found], [], names).as_written()
    functions = reversed(defining.functions(lines, names))
    defined = frozenset(each.key for each in found)
    reading = Reading(functions={each.key: (each.parameters, each.body) for each in functions}, scalars=defined)
    kept: list[Definition] = []
    broken: dict[str, Diagnostic] = {}
    for each in found:
        try:
            with placed(sources[each.line], lines[each.line].span):
                kept.append(_definition(each, names, ranges, reading))
        except BackproofError as error:
            if not lenient:
                raise
            broken[each.key] = error.diagnostic
    return Written(_sorted(kept), ranges, broken)


def _definition(each: Defined, names: Names, ranges: Ranges, reading: Reading) -> Definition:
    _refuse_bare(each.body, names, ranges)
    if not each.letters and ranges.arity(each.key):
        counts = (f"{each.key} without an index", f"{each.key} with {ranges.arity(each.key)}")
        raise IllTyped(f"{each.key} is defined without an index, and has {ranges.arity(each.key)} elsewhere", *counts)
    heads = {letter: (each.key, at) for at, letter in enumerate(each.letters) if isinstance(letter, str)}
    elaborator = Elaborator(names, ranges, reading, each.body, head_letters=heads)
    left = elaborator.head(each, each.head.span)
    right = elaborator.expression(each.body)
    letters = tuple(slot for slot in left.slots if not isinstance(slot, int))
    if len(letters) != len(left.slots):
        raise IllTyped(f"{each.key} with a number as an index defines one element only", "one element", "all elements")
    return Definition(left.symbol, letters, right)


def _sorted(found: Iterable[Definition]) -> tuple[Definition, ...]:
    """The definitions in topological order; raises BackproofError for a circle."""
    try:
        return in_order(found)
    except CycleError as error:
        raise BackproofError(circular([symbol.name for symbol in reversed(error.args[1])])) from None


def circular(names: Sequence[str]) -> Diagnostic:
    """What is said of quantities that are defined by themselves."""
    return Diagnostic(
        f"{names[0]} is defined by itself",
        written=" -> ".join(names),
        expected="definitions that lead from the loss to the inputs, without a circle",
        advice="give the quantities of different layers or steps different names",
    )


def _single(source: Source, lines: list[Line]) -> Line:
    """The only line of a text that is to be one definition."""
    problem = next((line.problem for line in lines if line.problem is not None), None)
    if problem is not None:
        raise BackproofError(unread(problem.reason, source, problem.span))
    if len(lines) != 1 or lines[0].head is None:
        count = "no equation" if not lines or lines[0].head is None else f"{len(lines)} equations"
        raise BackproofError(no_definition(f"{count} in one text", source, None))
    return lines[0]


def _defined(number: int, line: Line, source: Source, names: Names) -> Defined:
    head = line.head.name if isinstance(line.head, Call) and is_quantity(line.head, names) else line.head
    if not isinstance(head, Ref) or line.relation not in defining.DEFINES or line.side is None or line.conditions:
        raise BackproofError(no_definition("this defines nothing", source, line.span))
    with placed(source, line.span):
        name = names.resolve(head)
    if name.updated or name.change or len(set(name.slots)) != len(name.slots):
        raise BackproofError(no_definition("this defines no array", source, head.span))
    return Defined(name.key, name.slots, line.side, 0, number, head)


def _refuse_doubles(found: list[Defined], sources: Sequence[Source]) -> None:
    first: dict[str, Defined] = {}
    for each in found:
        other = first.setdefault(each.key, each)
        if other is not each:
            raise BackproofError(
                Diagnostic(
                    f"{each.key} is defined twice",
                    written=sources[each.line].text.strip(),
                    expected=f"one definition; {sources[other.line].name} is {sources[other.line].text.strip()}",
                    advice="leave one of them out, or give one another name",
                    source=sources[each.line],
                    span=each.head.span,
                )
            )


def _refuse_bare(term: Term, names: Names, ranges: Ranges) -> None:
    """Names without their indices may mean several things, except where a function takes a whole axis."""
    match term:
        case Ref():
            name = resolved(names, term)
            if not name.slots and (arity := ranges.arity(name.key)):
                indices = "1 index" if arity == 1 else f"{arity} indices"
                raise Unreadable(f"{name.key} is written with {indices} elsewhere, here with none", term.span)
        case Call() if is_quantity(term, names):
            pass
        case Call(Ref(base), _, arguments) if FUNCTION_WORDS.get(base) in AXIS_RULES:
            for argument in arguments:
                if not isinstance(argument, Ref):
                    _refuse_bare(argument, names, ranges)
        case _:
            for part in children(term):
                _refuse_bare(part, names, ranges)


def _space(part: Node) -> bool:
    return isinstance(part, Atom) and part.kind is Kind.SPACE
