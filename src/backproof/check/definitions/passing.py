r"""Definitions that derivatives imply: ``\partial y/\partial a = \partial/\partial a\,(e^a/u)`` says what y is.

Beside a name that no line defines, an author who goes on with an expression in its place defines it in passing. Such
a definition proves open lines and refutes none, but where the derivative is all of the head; the line that implies it
is at best ``right-if``. A slope that is the
same everywhere, ``\partial\mu/\partial x_i = 1/m``, says as much for the lines that use it, which are ``right-if``; of
itself it proves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, bare, children, has, occurrences, references, walk
from backproof.read.terms.terms import Big, Call, Compare, Num, Partial, Ref, Term, Times

Found = tuple[int, Ref, Term]
"""A line, and the name for which it puts an expression."""


@final
@dataclass(frozen=True, slots=True)
class _Implied:
    """A line that puts ``body`` for ``name`` in a derivative by ``by``."""

    at: int
    name: Ref
    body: Term
    by: Ref


def find(lines: Sequence[Line]) -> list[Found]:
    """The definitions that lines imply, of names that no line defines."""
    heads = {_stem(line.head) for line in lines if isinstance(line.head, Ref) and not _is_numbered(line.head)}
    numbered = {_stem(line.head) for line in lines if isinstance(line.head, Ref) and _is_numbered(line.head)}
    implied = [
        each
        for each in _implied(lines)
        if _stem(each.name) not in heads and (_stem(each.name) not in numbered or not _is_numbered(each.name))
    ]
    named = _named(lines, implied)
    return [
        (each.at, each.name, each.body)
        for each in implied
        if each.by.base in _reached({ref.base for ref in references(each.body)}, named)
    ]


def _is_numbered(name: Ref) -> bool:
    """Whether a name is a single element, by its number: beside ``a_0`` a line may say what ``a_k`` is."""
    return bool(name.subs) and all(sub.isdigit() for sub in name.subs)


def _named(lines: Sequence[Line], implied: Sequence[_Implied]) -> Mapping[str, Set[str]]:
    """The names in what defines each name, or stands for it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        if isinstance(line.head, Ref) and line.side is not None and line.relation in DEFINES:
            found[line.head.base].update(ref.base for ref in references(line.side))
    for each in implied:
        found[each.name.base].update(ref.base for ref in references(each.body))
    return found


def _reached(names: Set[str], named: Mapping[str, Set[str]]) -> Set[str]:
    """The names that some names lead to, themselves among them."""
    seen: set[str] = set()
    pending = [*names]
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            pending.extend(named.get(name, ()))
    return seen


def definitions(lines: Sequence[Line], found: Sequence[Found]) -> list[Line]:
    """Lines that define what others imply; nobody wrote them."""
    return [Line(lines[at].span, name, "=", body, (), None, True, lines[at].section) for at, name, body in found]


def marked(lines: Sequence[Line], found: Sequence[Found]) -> list[Line]:
    """The lines, with what those that imply a definition assume."""
    assumed = {at: f"{name.key} is what this line differentiates in its place" for at, name, _ in found}
    return [
        replace(line, assumes=(*line.assumes, assumed[at])) if at in assumed else line for at, line in enumerate(lines)
    ]


def slopes(lines: Sequence[Line]) -> list[Line]:
    """Names that no line defines as what their one derivative says, where it is the same everywhere."""
    heads = {_stem(line.head) for line in lines if isinstance(line.head, Ref)}
    parts = [part for line in lines for term in line.sides for part in walk(term)]
    counts = {each.base for part in parts if isinstance(part, Big) for each in _counted(part)}
    pairs = {
        (_stem(part.of), _stem(part.by)) for part in parts if isinstance(part, Partial) and isinstance(part.of, Ref)
    }
    found = []
    for line in lines:
        name = slope_of(line.head, line.side)
        if name is None or not isinstance(line.head, Partial) or line.side is None or line.conditions:
            continue
        single = sum(of == _stem(name) for of, _ in pairs) == 1 and _stem(name) not in heads
        over = [letter for letter in line.head.by.subs if letter in INDEX_LETTERS and letter not in name.subs]
        if single and over and all(ref.base in counts for ref in references(line.side)):
            body: Term = Times((line.side, line.head.by), line.span)
            for letter in over:
                body = Big("sum", letter, None, None, (), body, line.span)
            said = f"{name.key} is what its derivative by {line.head.by.key} says"
            found.append(Line(line.span, name, "=", body, (), None, True, line.section, assumes=(said,)))
    return found


def _counted(big: Big) -> Iterator[Ref]:
    """The name of how many terms a sum has."""
    return references(big.upper) if big.upper is not None else iter(())


def slope_of(head: Term | None, side: Term | None) -> Ref | None:
    """The name of which a line says nothing but its derivative, without any other name that has elements."""
    match head:
        case Partial(Ref() as name, by) if by.subs and side is not None:
            plain = all(not ref.subs and not ref.sups for ref in references(side))
            whole = all(not part.decimals for part in occurrences(side, Num))
            return name if plain and whole else None
        case _:
            return None


def _stem(name: Ref) -> tuple[str, tuple[str, ...]]:
    return name.base, name.sups


def _implied(lines: Sequence[Line]) -> Iterator[_Implied]:
    before: dict[int, Term] = {}
    for at, line in enumerate(lines):
        if line.chain is None or line.side is None or line.relation not in DEFINES:
            continue
        earlier = line.head or before.get(line.chain)
        before[line.chain] = line.side
        if earlier is not None and has(earlier, Partial) and has(line.side, Partial):
            put = _put_in(earlier, line.side)
            yield from (_Implied(at, *each) for each in ((put,) if put is not None else _instead(earlier, line.side)))


def _put_in(one: Term, other: Term) -> tuple[Ref, Term, Ref] | None:
    """The name in a derivative for which another term has an expression, where they differ in nothing else, and what
    it is by."""
    match one, other:
        case Partial(Ref() as name, by), Partial(body, same) if by.key == same.key and not isinstance(body, Ref | Num):
            named = {ref.base for ref in references(body)}
            return (name, body, by) if named and name.base not in named else None
        case _ if type(one) is type(other) and _own(one) == _own(other):
            pairs = list(zip(children(one), children(other), strict=False))
            apart = [pair for pair in pairs if not alike(*pair)]
            return _put_in(*apart[0]) if len(apart) == 1 else None
        case _:
            return None


def _instead(one: Term, other: Term) -> Iterator[tuple[Ref, Term, Ref]]:
    """The same of each derivative of an expression in a term, where another one has one derivative by that name, and
    the term has it no more."""
    names, bodies = (
        [part for part in occurrences(side, Partial) if isinstance(part.of, Ref) is plain]
        for side, plain in ((one, True), (other, False))
    )
    kept = {bare(part) for part in walk(other)}
    for each in bodies:
        gone = {bare(part): part for part in names if part.by.key == each.by.key and bare(part) not in kept}
        body = _dependent(each.of, each.by)
        inside = {ref.base for ref in references(body)}
        if len(gone) == 1 and each.by.base in inside:
            (name,) = (part.of for part in gone.values())
            if isinstance(name, Ref) and name.base not in inside:
                yield name, body, each.by


def _dependent(body: Term, by: Ref) -> Term:
    r"""A product without what does not depend on a name: h of ``\frac{\partial}{\partial b_j} h(b_j) x_i``."""
    match body:
        case Times(factors):
            own = tuple(each for each in factors if any(ref.base == by.base for ref in references(each)))
            return own[0] if len(own) == 1 else body
        case _:
            return body


def _own(term: Term) -> object:
    """What a term says beside its parts, and how many there are."""
    count = len(children(term))
    match term:
        case Num(value):
            return value
        case Ref(sample=sample, at=elements):
            return term.key, sample, elements
        case Call(name, primes):
            return name.key, name.at, primes, count
        case Big(kind, letter):
            return kind, letter, count
        case Compare(relation):
            return relation
        case _:
            return count
