"""Formulas -> lines: the relations that a document states, in their chains.

A chain ``a = b = c`` is two lines. The first runs from its head to the end of the first right side, later ones from
the relation sign on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import field
from typing import Protocol, final

from backproof.read.grammar import grammar
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.optima import Optimum, posed
from backproof.read.grammar.quantifiers import quantifier
from backproof.read.notation.assigned import MAPS, goes_on, without_primed
from backproof.read.notation.families import FAMILY, is_family
from backproof.read.notation.said import (
    IN_WORDS,
    applied,
    in_words,
    is_listed,
    loss_in_words,
    named_function,
    number_in_words,
)
from backproof.read.notation.valued import gives_value
from backproof.read.said import NOTHING, Said
from backproof.read.segments import Segment, is_condition, is_inequality, is_value, opened, rows, segments, span_of
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Compare, Term, Unreadable
from backproof.read.vocabulary import ASSIGNS
from backproof.records import dataclass, replace
from backproof.source import Span
from backproof.syntax.rebuild import alike, leaves
from backproof.syntax.tree import Atom, Kind, Node, Unread


@final
@dataclass(frozen=True, slots=True)
class Mismatch:
    """Shapes that do not fit: what was written, what would fit, and whether the line can't be meant otherwise.

    ``support`` says whether it can, once it is known which other lines are proved.
    """

    reason: str
    written: str
    true: str
    certain: bool
    support: Support | None = field(default=None, repr=False, compare=False)


class Support(Protocol):
    """Shapes that do not fit where other lines are proved."""

    def mismatch(self, proved: Set[Span], /) -> Mismatch | None:
        """What does not fit where the lines at some places are proved; None where that is not sure."""


@final
@dataclass(frozen=True, slots=True)
class Line:
    """One relation as it stands.

    A line that begins with a relation, or has none, opens no chain of its own: ``head`` is None, and ``chain`` is the
    one that it continues within its own display, or None.
    """

    span: Span
    head: Term | None
    relation: str
    side: Term | None
    conditions: tuple[Compare, ...]
    chain: int | None
    """The number of its chain in the document."""
    display: bool
    section: int
    problem: Unreadable | None = None
    """What grammar could not read."""
    said: Said = NOTHING
    """What the words around it say of it."""
    case: Compare | None = None
    """The case that the section was last in: ``When $j \\neq k$, we have:``."""
    assumes: tuple[str, ...] = ()
    """What it was read with."""
    misfit: Mismatch | None = None
    """Why its shapes do not fit."""
    lowered: bool = False
    """Whether it was written in matrix notation."""
    whole: bool = False
    """Whether its head is the derivative of one array by another one."""
    limited: str = ""
    """Why a difference would refute nothing."""
    item: int = 0
    """How many numbered paragraphs stand before it."""
    chapter: int = 0
    """How many headings of the highest level that comes again stand before it."""
    applied: tuple[Term | None, Term | None] | None = None
    """The sides of a line that is not read because it applies functions of whole vectors, of which the lines around it
    may tell the entries."""
    same: bool = False
    """Whether both of its sides are written alike."""
    letters: frozenset[str] = frozenset()
    """Those of a right side that is not read."""

    @property
    def is_told(self) -> bool:
        r"""Whether it is not read because it says what something stands for in words, as a set, or as an optimum."""
        problem = self.problem
        return problem is not None and (problem.reason in {IN_WORDS, FAMILY} or isinstance(problem, Optimum))

    def changed(self, change: Callable[[Term], Term]) -> Line:
        """The line with each side that it has changed; its conditions stay. The very same one where no side is another.

        >>> from backproof.read.terms.terms import NOWHERE, Num, Ref
        >>> line = Line(NOWHERE, Ref("x", (), (), NOWHERE), "=", Num(2, 0, NOWHERE), (), None, True, 0)
        >>> line.changed(lambda side: Num(3, 0, side.span)).side.value
        3
        """
        head, side = (None if term is None else change(term) for term in (self.head, self.side))
        return self if head is self.head and side is self.side else replace(self, head=head, side=side)

    @property
    def sides(self) -> tuple[Term, ...]:
        """Both sides, where they are read."""
        if self.head is None:
            return () if self.side is None else (self.side,)
        return (self.head,) if self.side is None else (self.head, self.side)

    @property
    def terms(self) -> tuple[Term, ...]:
        """Both sides and the conditions."""
        return (*self.sides, *self.conditions)


def read_lines(tree: Node, lexicon: Lexicon, *, display: bool, section: int, next_chain: int) -> list[Line]:
    """The lines of one formula, in the order of the text; its chains are numbered from ``next_chain`` on."""
    found = _lines(tree, lexicon, display=display, section=section, next_chain=next_chain)
    return sorted(found, key=lambda line: line.span.start)


def _is_unread_equation(nodes: Sequence[Node]) -> bool:
    """Whether a formula was given up as a whole and has a sign of equality: too deep, or with a macro without end."""
    match nodes:
        case (Unread(text),):
            return "=" in text
        case _:
            return False


def _lines(tree: Node, lexicon: Lexicon, *, display: bool, section: int, next_chain: int) -> Iterator[Line]:
    chain: int | None = None
    opened = 0
    before: tuple[Compare, ...] = ()
    for row in map(without_primed, rows(tree)):
        if (given := quantifier(row)) is not None:
            letter, last = (_side(part, lexicon)[0] for part in given)
            yield Line(span_of(row), letter, "in", last, (), None, display, section)
            continue
        for segment, leading, behind, problem, limited in _with_conditions(segments(row), lexicon):
            # What is said before a head holds for all of its chain.
            before = leading if leading or not segment.continues else before
            conditions = (*before, *behind)
            if not segment.relations:
                if segment.sides[0] and (display or _is_unread_equation(segment.sides[0])):
                    side, unread = _side(segment.sides[0], lexicon)
                    if unread is not None and is_listed(segment.sides[0]):
                        unread = Unreadable(IN_WORDS, unread.span)
                    yield Line(
                        span_of(segment.sides[0]),
                        None,
                        "",
                        side,
                        conditions,
                        chain,
                        display,
                        section,
                        problem or unread,
                    )
                continue
            if not any(segment.sides):
                # A sign that relates nothing states nothing.
                continue
            if not any(segment.sides[1:]) and not segment.continues and display:
                # An equation that is broken off opens a chain.
                side, unread = _side(segment.sides[0], lexicon)
                span = span_of(segment.sides[0])
                yield Line(span, None, "", side, conditions, chain, display, section, problem or unread)
                continue
            head: Term | None = None
            head_problem: Unreadable | None = None
            if not segment.continues:
                head, head_problem = _side(_mapping(segment) or segment.sides[0], lexicon)
                chain, opened = next_chain + opened, opened + 1
            # Words between a name and what it is equal to say what it stands for: the name heads what is behind them.
            told = len(segment.relations) > 1 and in_words(segment.sides[1])
            for number, (relation, nodes) in enumerate(zip(segment.relations, segment.sides[1:], strict=True)):
                first = number == 0 and not segment.continues
                heads = first or (told and number == 1)
                if not nodes and number and number == len(segment.relations) - 1:
                    # A sign at the end that something else stands before: what it wants is in another formula.
                    continue
                side, unread = _side(nodes, lexicon)
                bare = named_function(segment.sides[0], nodes, lexicon.functions) if first else None
                if bare is not None and relation.text in {"=", ":="}:
                    (head, side), head_problem, unread = bare, None, None
                if first and head is not None and unread and not any(references(head)):
                    side = number_in_words(nodes)
                    unread = unread if side is None else None
                if first and head_problem and side and (meant := applied(segment.sides[0], side)) is not None:
                    head, head_problem = meant, None
                end = nodes[-1].span if nodes else relation.span
                start = segment.sides[0][0].span if first else relation.span
                sign = ASSIGNS if first and relation.text in MAPS and goes_on(head, side) else relation.text
                yield Line(
                    start.join(end), head if heads else None, sign, side, conditions, chain, display, section,
                    problem or head_problem or unread,
                    Said(hedged=limited) if limited else NOTHING,
                    same=first and alike(segment.sides[0], nodes),
                    letters=_letters(nodes) if side is None else frozenset(),
                )  # fmt: skip


def _mapping(segment: Segment) -> tuple[Node, ...]:
    """``f`` of ``f: A \\to B``, which says from where to where it maps; empty where a segment is something else."""
    match segment.sides[0]:
        case (name, Atom(Kind.PUNCTUATION, ":"), _, *_) if segment.relations[0].text in MAPS:
            return (name,)
        case _:
            return ()


def _side(nodes: tuple[Node, ...], lexicon: Lexicon) -> tuple[Term | None, Unreadable | None]:
    if in_words(nodes):
        return None, Unreadable(IN_WORDS, span_of(nodes), loss_in_words(nodes))
    if is_family(nodes):
        return None, Unreadable(FAMILY, span_of(nodes))
    if (optimum := posed(nodes, lexicon)) is not None:
        return None, optimum
    try:
        return grammar.read(nodes, lexicon), None
    except Unreadable as problem:
        return None, problem.with_traceback(None)


def _letters(nodes: Iterable[Node]) -> frozenset[str]:
    """The letters of what is not read, as names have them."""
    signs = (each for node in nodes for each in leaves(node) if isinstance(each, Atom) and each.kind is Kind.LETTER)
    return frozenset(f"\\{each.text}" if len(each.text) > 1 else each.text for each in signs)


def _with_conditions(
    segments: list[Segment], lexicon: Lexicon
) -> Iterator[tuple[Segment, tuple[Compare, ...], tuple[Compare, ...], Unreadable | None, bool]]:
    """Each claim with the conditions that stand before and behind it: ``O_i (1 - O_i), i = k``.

    Last comes whether an inequality behind it limits it to some values.
    """
    at = 0
    leading: list[Segment] = []
    compared = [
        is_value(each) or (is_condition(each) and not _gives_value(at, segments)) for at, each in enumerate(segments)
    ]
    while at < len(segments):
        segment, at = segments[at], at + 1
        if compared[at - 1] and not all(compared[at:]):
            leading.append(segment)
            continue
        behind = at
        while behind < len(segments) and compared[behind]:
            behind += 1
        told, unread = _conditions(leading, lexicon)
        conditions, problem = _conditions(segments[at:behind], lexicon)
        leading, at = [], behind
        limited = at < len(segments) and is_inequality(segments[at]) and not is_inequality(segment)
        at += limited and not segments[at].relations  # one in parentheses states nothing
        yield segment, told, conditions, problem or unread, limited


def _gives_value(at: int, segments: list[Segment]) -> bool:
    signs = segments[at].relations
    return gives_value(at, signs[0].text if signs else "", [each.sides for each in segments])


def _conditions(segments: Iterable[Segment], lexicon: Lexicon) -> tuple[tuple[Compare, ...], Unreadable | None]:
    """The conditions that are read, and the last one that is not."""
    found: list[Compare] = []
    problem: Unreadable | None = None
    for each in segments:
        try:
            found.append(_condition(each, lexicon))
        except Unreadable as unread:
            problem = unread.with_traceback(None)
    return tuple(found), problem


def _condition(segment: Segment, lexicon: Lexicon) -> Compare:
    segment = opened(segment)
    return grammar.condition((*segment.sides[0], segment.relations[0], *segment.sides[1]), lexicon)
