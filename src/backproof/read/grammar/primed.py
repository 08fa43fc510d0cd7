r"""Names with a prime: the c' of ``c' = f \odot c + i \odot g`` is what c becomes, and no slope of c.

A prime is part of a name where an equation defines the name with it from the one without and from others, and nothing
says what the one without is, so that it has no slope. It is, too, where a derivative is taken by the name with it:
nobody differentiates by a slope; and where a transposition stands above it, ``W'^T``.
Letters of functions keep theirs: ``\phi' = \phi - \phi^2``.
So it is where the name without it is given as a number and the one with it becomes one, which has no slope either:
``w = 0.5`` and ``w' = 0.5 - 0.1 \cdot 0.3``, not ``a' = 0.6 (1 - 0.6)``. So it is in names of given arrays: the weights
``w'_{kj}`` of another layer beside ``w_{ji}``. And so it is where the name with it is added to the one without:
``r + \gamma v' - v``; and in losses with a penalty, ``E' = E + \lambda R``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from itertools import pairwise, takewhile

from backproof.read.grammar.defining import TRANSPOSES
from backproof.read.grammar.nodes import items, name_of, subtrees
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.syntax.tree import Atom, Fraction, Grid, Kind, Node, Row, Script

SLOPES = frozenset({"f", "g", "sigma", "phi", "varphi", "psi"})
"""Letters of functions, of which a prime is the slope."""
SQUASHING = frozenset({"f", "g", "sigma"})
"""Letters of functions that are hardly anything else."""
PARAMETERS = frozenset({"w", "b", "v", "u", "W", "B", "V", "U", "theta", "Theta"})
"""Letters of what training changes, which are applied to nothing."""
EQUAL = frozenset({"=", ":="})


def states(trees: Iterable[Node], functions: Set[str]) -> frozenset[str]:
    """The names that have a prime as a part of them."""
    trees = list(trees)
    states = (
        _renewed(trees, functions)
        | _losses(trees, functions)
        | ((differentiated(trees) | _turned(trees)) - functions - SLOPES)
    )
    return states | (_beside(trees, states) - functions - SQUASHING - frozenset(_multiplied(trees)))


def _losses(trees: Iterable[Node], functions: Set[str]) -> frozenset[str]:
    """The losses that an equation with a prime says what others, or the same without it, are added up to."""
    found: set[str] = set()
    for base, primes, side in (each for tree in trees for node in subtrees(tree) for each in _equations(node)):
        if primes == 1 and base in LOSS_LETTERS and _goes_on(side):
            names = {name for node in _deep(side) if (name := _base(node)) is not None}
            found |= {base} if names - {base} and not LOSS_LETTERS.isdisjoint(_names(side, primes=0)) else set()
    return frozenset(found - functions)


def _multiplied(trees: Iterable[Node]) -> Iterator[str]:
    """The names with at most one index that stand with a prime directly beside the same name without: ``p p'`` is an
    outer product as often as one of two names."""
    for tree in trees:
        for node in subtrees(tree):
            for one, other in pairwise(items(node) if isinstance(node, Row) else ()):
                if sorted(map(_primes, (one, other))) == [0, 1] and (base := _base(one)) == _base(other) is not None:
                    yield from [base] if base is not None and max(map(_letters, (one, other))) <= 1 else []


def _primes(node: Node) -> int:
    return node.primes if isinstance(node, Script) else 0


def _letters(node: Node) -> int:
    """How many signs stand below a name."""
    return len(items(node.sub)) if isinstance(node, Script) and node.sub is not None else 0


def differentiated(trees: Iterable[Node]) -> frozenset[str]:
    r"""The names that derivatives are taken by with a prime: ``\partial E / \partial w'_{ij}``."""
    below = (node.denominator for tree in trees for node in subtrees(tree) if isinstance(node, Fraction))
    rows = (items(node) for node in below)
    pairs = (pair for row in rows for pair in pairwise(row))
    found = (part for sign, part in pairs if name_of(sign) in {"partial", "d"} and isinstance(part, Script))
    return frozenset(base for part in found if part.primes == 1 and (base := name_of(part.base)) is not None)


def _turned(trees: Iterable[Node]) -> frozenset[str]:
    """The names with a prime that are transposed: the prime is no second transposition, and nothing slopes there."""
    found = (node for tree in trees for node in subtrees(tree) if is_turned(node))
    return frozenset(base for each in found if (base := _base(each)) is not None)


def _beside(trees: Sequence[Node], states: Set[str]) -> frozenset[str]:
    """The names that stand in a sum with a prime and without one, those with a prime that such are defined by, and
    those that are defined by one with a prime.

    A capital may be transposed, unless it has a factor and no other one has a prime.
    """
    equations = [each for tree in trees for node in subtrees(tree) for each in _equations(node) if each[1] == 1]
    slopes = {base for base, _, side in equations if base in _names(side, primes=0)}
    sums = [parts for tree in trees for node in subtrees(tree) for parts in _sums(node)]
    found = {base for parts in sums for base in _twins(parts)} - slopes
    if any(base.isupper() for base in found):
        primed = {base for tree in trees for base in _names(subtrees(tree), primes=1) if base.isupper()}
        found = {base for base in found if not base.isupper() or primed == {base}}
    sides = (side for base, _, side in equations if base in found)
    used = {base for side in sides for base in _names(side, primes=1)}
    known = found | states
    used |= {base for base, _, side in equations if not known.isdisjoint(_names(_deep(side), primes=1))}
    return frozenset(found | {base for base in used if not base.isupper()} - slopes)


def _deep(parts: Iterable[Node]) -> Iterator[Node]:
    return (each for part in parts for each in subtrees(part))


def _sums(node: Node) -> Iterator[list[tuple[Node, ...]]]:
    """The summands of each side that stands in a row."""
    sides: list[list[Node]] = [[]]
    for part in items(node):
        if isinstance(part, Atom) and (part.text in EQUAL or part.kind is Kind.PUNCTUATION):
            sides.append([])
        else:
            sides[-1].append(part)
    for side in sides:
        signs = [at for at, part in enumerate(side) if isinstance(part, Atom) and part.text in {"+", "-"}]
        if signs:
            yield [tuple(side[one:other]) for one, other in pairwise((0, *signs, len(side)))]


def _twins(summands: Sequence[tuple[Node, ...]]) -> Iterator[str]:
    """The names with a prime of summands whose names without it stand in others."""
    plain = [{*_names(each, primes=0)} for each in summands]
    counts = Counter(base for bases in plain for base in bases)
    for summand, own in zip(summands, plain, strict=True):
        scaled = any(isinstance(part, Atom) and part.kind is Kind.LETTER for part in summand)
        yield from (
            base
            for base in _names(summand, primes=1)
            if counts[base] > (base in own) and (scaled or not base.isupper())
        )


def _names(parts: Iterable[Node], *, primes: int) -> Iterator[str]:
    """The names among parts with so many primes."""
    for part in parts:
        base = _base(part)
        if base is not None and (part.primes if isinstance(part, Script) else 0) == primes:
            yield base


def is_turned(node: Node) -> bool:
    """Whether a base with one prime has a sign of transposition above it, too.

    >>> from backproof.syntax.latex import parse
    >>> [is_turned(parse(text)) for text in (r"W'^T", "W'^2", "W^T")]
    [True, False, False]
    """
    return isinstance(node, Script) and node.primes == 1 and isinstance(node.sup, Atom) and node.sup.text in TRANSPOSES


def _renewed(trees: Iterable[Node], functions: Set[str]) -> frozenset[str]:
    """The names that equations define as new states."""
    equations = [part for tree in trees for node in subtrees(tree) for part in _equations(node)]
    plain: set[str] = set()
    given: set[str] = set()
    renewed: set[str] = set()
    stepped: set[str] = set()
    for base, primes, side in equations:
        letters = {name for node in side for part in subtrees(node) if (name := _base(part)) is not None}
        if not primes:
            (plain if letters else given).add(base)
        elif primes == 1 and not base.rpartition("{")[2][:1].isupper():
            renewed |= {base} if len(letters - {base}) > 1 else set()
            stepped |= {base} if not letters and (base in PARAMETERS or _goes_on(side)) else set()
    return frozenset((renewed - plain - given | stepped & given - plain) - functions - SLOPES)


def arrays(trees: Collection[Node], meant: Set[str]) -> frozenset[str]:
    """Names with a prime and subscripts for another array, ``w'_{kj}``: those without the prime are given, not
    computed, and applied to nothing, so that they have no slope (``meant`` are the others)."""
    found: set[str] = set()
    for tree in trees:
        for node in subtrees(tree):
            match node:
                case Script(Atom(Kind.LETTER, base), sub, None, 1) if sub is not None and base.islower():
                    found.add(base)
                case _:
                    pass
    return frozenset(found - meant - SLOPES - set(_multiplied(trees)))


def _equations(node: Node) -> Iterator[tuple[str, int, tuple[Node, ...]]]:
    """The base and the primes of a name before a sign of equality, and what stands behind that."""
    match node:
        case Row(parts):
            rows = [parts]
        case Grid("aligned", cells):
            rows = [tuple(part for cell in row for part in items(cell)) for row in cells]
        case _:
            return
    for parts in rows:
        for at, sign in enumerate(parts[1:]):
            head = parts[at]
            base = _base(head)
            if base is None or not (isinstance(sign, Atom) and sign.text in EQUAL):
                continue
            if at and not _begins_behind(parts[at - 1]):
                continue
            primes = head.primes if isinstance(head, Script) else 0
            yield base, primes, tuple(takewhile(lambda part: not _begins_behind(part), parts[at + 2 :]))


def _goes_on(side: tuple[Node, ...]) -> bool:
    """Whether something is added to what a side begins with: ``0.6 (1 - 0.6)`` is a slope."""
    first = takewhile(lambda part: not (isinstance(part, Atom) and part.text in EQUAL), side)
    return any(isinstance(part, Atom) and part.text in {"+", "-"} for part in list(first)[1:])


def _base(node: Node) -> str | None:
    return name_of(node.base if isinstance(node, Script) else node)


def _begins_behind(part: Node) -> bool:
    """Whether another equation may begin behind a sign."""
    return isinstance(part, Atom) and (part.kind in {Kind.SPACE, Kind.TEXT} or part.text in {",", ";"})
