r"""Chain rules of quantities that the document leaves open: right if these are all that the variable is in.

``\frac{\partial E}{\partial v} = \frac{\partial E}{\partial y} \frac{\partial y}{\partial v}`` needs no definition of
E or y: it holds where E depends on v through y alone. It says so itself, and a document that writes no line of its own
about them leaves nothing to be proved. Where one of its lines says otherwise, this is left as it was judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, final

from backproof.check.definitions.definitions import DEFINES, defines
from backproof.check.definitions.open import parameters
from backproof.check.definitions.routes import Link, Route, named, routes
from backproof.check.doubts.finding import Finding, Kind
from backproof.check.doubts.hedges import hedge
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import Verdict
from backproof.matrix.functions import is_along
from backproof.read.context.depending import Dependence
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, children, occurrences, references, walk
from backproof.read.terms.terms import Big, Call, Partial, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS

SILENT: Final = frozenset({Kind.UNDETERMINED, Kind.UNDEFINED, Kind.ONE_OR_ALL})
"""What is said of a line for which the document does not say enough."""
COUPLING: Final = "softmax"
"""Of a text that speaks of it no output is known to depend on its own input alone."""

Key = tuple[str, tuple[str, ...]]
"""A name with the scripts that do not count."""


def settled(
    lines: Sequence[Line], outcomes: Sequence[Outcome], words: str, declared: Sequence[Dependence] = ()
) -> list[Outcome]:
    """The outcomes, with the open chain rules that no line contradicts, nor what is declared of their quantities."""
    found = list(outcomes)
    asked = [at for at, (line, each) in enumerate(zip(lines, outcomes, strict=True)) if is_silent(line, each)]
    if not asked:
        return found
    said = Said(lines, COUPLING in words.lower(), declared)
    opening = {line.chain: line.head for line in reversed(lines) if line.head is not None}
    for at in asked:
        line = lines[at]
        head = line.head or opening.get(line.chain)
        if head is None or line.side is None:
            continue
        ways = routes(head, line.side, said.indices)
        if ways and not said.contradicts(ways):
            finding = Finding(Verdict.RIGHT_IF, "", (_assumed(ways),))
            found[at] = replace(found[at], finding=finding)
    return found


def is_silent(line: Line, outcome: Outcome) -> bool:
    """Whether a line is open for nothing but what the document does not say."""
    finding = outcome.finding
    if finding.verdict is not Verdict.UNCHECKED or finding.kind not in SILENT:
        return False
    plain = line.problem is None and line.misfit is None and not line.conditions and line.case is None
    return plain and line.relation in DEFINES and (line.head or line.chain) is not None and not hedge(line)


def _assumed(ways: Sequence[Route]) -> str:
    through = dict.fromkeys(link.by.key for route in ways for link in route[:-1])
    first, last = ways[0][0].of.key, ways[0][-1].by.key
    return f"{first} depends on {last} through {', '.join(through)} alone"


@final
@dataclass(frozen=True)
class Said:
    """What the lines of a document say of what depends on what, and what it declares of it.

    ``coupled``: all outputs share their inputs.
    """

    lines: Sequence[Line]
    coupled: bool
    declared: Sequence[Dependence] = ()

    @cached_property
    def indices(self) -> frozenset[str]:
        """Letters that count."""
        bound = {part.letter for part in self._parts if isinstance(part, Big)}
        return INDEX_LETTERS | bound

    @cached_property
    def _parts(self) -> tuple[Term, ...]:
        return tuple(part for line in self.lines for term in line.sides for part in walk(term))

    def contradicts(self, ways: Sequence[Route]) -> bool:
        """Whether a line says that something else lies between the ends of these ways, or does not lie there."""
        ends = _key(ways[0][0].of, self.indices), _key(ways[0][-1].by, self.indices)
        links = [link for route in ways for link in route]
        if any(self._is_reversed(link) or self._is_denied(link) or self._is_coupled(link) for link in links):
            return True
        if any(_fits(_key(link.of, self.indices), each) for link in links for each in self._given):
            return True
        if self._is_incomplete(ways) or self._goes_beside(*ends, ways):
            return True
        if len(ways) == 1:
            return any(self._is_passed(*ends, [link.by]) for link in ways[0][:-1])
        outer, inner = ([link.by for route in ways for link in (route[place],)] for place in (0, -2))
        return self._is_passed(*ends, outer) or self._is_passed(*ends, inner) or self._are_joined(ways)

    def comes_from(self, ref: Ref, inside: Sequence[Ref]) -> bool:
        """Whether a line computes a name from others, and none of these from it."""
        own = _key(ref, self.indices)
        others = [_key(each, self.indices) for each in inside]
        below = self._below(own, ())
        if own in others or not any(_fits(each, known) for each in others for known in below):
            return False
        return not any(_fits(own, known) for each in others for known in self._below(each, ()))

    @cached_property
    def _given(self) -> frozenset[Key]:
        """Weights that have numbers: no way goes through them."""
        return frozenset(_key(each, self.indices) for each in parameters(self.lines))

    def _is_incomplete(self, ways: Sequence[Route]) -> bool:
        """Whether another line goes the same ways between these ends, and one more."""
        own = _middles(ways)
        return any(own < other for other in self._others.get(_ends(ways), ()))

    @cached_property
    def _others(self) -> Mapping[tuple[Term, Term], list[frozenset[Term]]]:
        """What chain rules of lines go through, by their ends."""
        found: defaultdict[tuple[Term, Term], list[frozenset[Term]]] = defaultdict(list)
        for line in self.lines:
            ways = () if line.head is None or line.side is None else routes(line.head, line.side, self.indices)
            if ways:
                found[_ends(ways)].append(_middles(ways))
        return found

    def _goes_beside(self, top: Key, variable: Key, ways: Sequence[Route]) -> bool:
        """Whether lines compute from a variable what none of them uses: it may go into what none of them says."""
        inner = [_key(route[-1].of, self.indices) for route in ways]
        if not all(any(_fits(each, known) for known in self._edges) for each in inner):
            return False
        if any(_fits(top, known) for known in self._edges):
            return False
        used = {each for inside in self._edges.values() for each in inside}
        beside = (each for each, inside in self._edges.items() if any(_fits(variable, one) for one in inside))
        return any(not any(_fits(each, other) for other in (*inner, *used)) for each in beside)

    def _is_reversed(self, link: Link) -> bool:
        """Whether what is differentiated by is computed from what is differentiated."""
        of, by = (_key(ref, self.indices) for ref in (link.of, link.by))
        return of != by and any(map(of.__eq__, self._below(by, ())))

    def _is_denied(self, link: Link) -> bool:
        """Whether lines say what a quantity is and what the other one is in, and this one is not in it."""
        of, by = (_key(ref, self.indices) for ref in (link.of, link.by))
        known = any(_fits(of, each) for each in self._edges)
        used = any(_fits(by, each) for inside in self._edges.values() for each in inside)
        return known and used and not any(_fits(by, each) for each in self._below(of, ()))

    def _is_coupled(self, link: Link) -> bool:
        """Whether one element may depend on others than the one that has its letters."""
        places = _shared(link, self.indices)
        if not places:
            return False
        own, inner = _key(link.of, self.indices), link.by.base
        if any(each.mixes and _key(each.of, self.indices) == own for each in self.declared if inner in _bases(each.on)):
            return True
        bodies = [line for line in self.lines if defines(line) and _head(line, self.indices) == own]
        return not all(_is_unitwise(line, inner, places) for line in bodies) if bodies else self.coupled

    def _is_passed(self, top: Key, variable: Key, through: Sequence[Ref]) -> bool:
        """Whether a line computes a quantity from a variable past what lies between them."""
        blocked = tuple(key for ref in through for key in {_key(ref, self.indices), (ref.base, ())})
        return any(_fits(variable, each) for each in self._below(top, blocked))

    def _are_joined(self, ways: Sequence[Route]) -> bool:
        """Whether what one way goes through depends on what another one does: it would be counted twice."""
        middles = [{_key(link.by, self.indices) for link in route[:-1]} for route in ways]
        return any(
            not self._below(one, ()).isdisjoint(others - own)
            for own in middles
            for others in middles
            for one in own - others
        )

    def _below(self, key: Key, blocked: Collection[Key]) -> frozenset[Key]:
        """What a quantity is computed from, without what only blocked ones are computed from."""
        seen: set[Key] = set()
        pending = [key]
        while pending:
            each = pending.pop()
            for known, inside in self._edges.items():
                if _fits(each, known):
                    fresh = inside - seen
                    seen |= fresh
                    pending += (one for one in fresh if one not in blocked)
        return frozenset(seen - set(blocked))

    @cached_property
    def _edges(self) -> Mapping[Key, frozenset[Key]]:
        found: defaultdict[Key, set[Key]] = defaultdict(set)
        for line in self.lines:
            head = _head(line, self.indices)
            if head is not None and line.side is not None:
                for above, below in _steps(head, line.side, self.indices):
                    found[above].add(below)
        for each in self.declared:
            found[_key(each.of, self.indices)].update(self._direct(each))
        return {above: frozenset(inside) for above, inside in found.items()}

    def _direct(self, declared: Dependence) -> Iterator[Key]:
        """What a quantity is a function of, but what it is only through others: L(w), where L is differentiated by a(w)
        in it, is L as a whole."""
        of, on = _key(declared.of, self.indices), [_key(ref, self.indices) for ref in declared.on]
        between = {middle for above, middle in self._slopes if above == of and middle not in on}
        yield from (each for each in on if not any((middle, each) in self._slopes for middle in between))

    @cached_property
    def _slopes(self) -> frozenset[tuple[Key, Key]]:
        """What is differentiated by what."""
        parts = [(named(part.of), part.by) for part in self._parts if isinstance(part, Partial)]
        return frozenset((_key(of, self.indices), _key(by, self.indices)) for of, by in parts if of is not None)


def _bases(refs: Sequence[Ref]) -> frozenset[str]:
    return frozenset(ref.base for ref in refs)


def _ends(ways: Sequence[Route]) -> tuple[Term, Term]:
    return bare(ways[0][0].of), bare(ways[0][-1].by)


def _middles(ways: Sequence[Route]) -> frozenset[Term]:
    """What the ways go through first, behind what is differentiated."""
    return frozenset(bare(route[0].by) for route in ways)


def _head(line: Line, indices: Collection[str]) -> Key | None:
    """What a line says the value of."""
    match line.head:
        case Ref() as ref if defines(line):
            return _key(ref, indices)
        case Call(name=name, primes=0) if line.relation in DEFINES and name.base not in FUNCTION_WORDS:
            return _key(name, indices)
        case _:
            return None


def _steps(head: Key, term: Term, indices: Collection[str]) -> Iterator[tuple[Key, Key]]:
    """What a value is computed from: a function of the document stands between it and its arguments."""
    match term:
        case Ref():
            yield head, _key(term, indices)
        case Partial():
            return
        case Call(name=name, arguments=arguments) if name.base not in FUNCTION_WORDS:
            own = _key(name, indices)
            yield head, own
            for each in arguments:
                yield from _steps(own, each, indices)
        case _:
            for part in children(term):
                yield from _steps(head, part, indices)


def _key(ref: Ref, indices: Collection[str]) -> Key:
    return ref.base, tuple(each for each in (*ref.subs, *ref.sups, *ref.at) if not _counts(each, indices))


def _counts(script: str, indices: Collection[str]) -> bool:
    """Whether a script counts elements, samples or layers: ``i``, ``(i)``, ``l+1``, and neither ``2`` nor ``total``."""
    plain = script.strip("()[]")
    return plain in indices or (not plain.isalpha() and any(sign in indices for sign in plain))


def _fits(one: Key, other: Key) -> bool:
    """Whether two names may be of one array: z and ``z_1``."""
    return one[0] == other[0] and (one[1] == other[1] or not one[1] or not other[1])


def _scripts(ref: Ref) -> tuple[str, ...]:
    return (*ref.subs, *ref.at)


def _shared(link: Link, indices: Collection[str]) -> frozenset[tuple[int, int]]:
    """The places at which the two ends of a link have the same letters."""
    pairs = ((first, second) for first in enumerate(_scripts(link.of)) for second in enumerate(_scripts(link.by)))
    return frozenset((here, there) for (here, one), (there, other) in pairs if one == other and one in indices)


def _is_unitwise(line: Line, base: str, places: Collection[tuple[int, int]]) -> bool:
    """Whether a line computes each element from those of another array that have its letters at these places alone."""
    head = line.head.name if isinstance(line.head, Call) else line.head
    if line.side is None or not isinstance(head, Ref):
        return False
    along = any(isinstance(part, Call) and is_along(part) for part in walk(line.side))
    own = _scripts(head)
    uses = [_scripts(ref) for ref in references(bare(line.side)) if ref.base == base]
    fits = all(
        here < len(own) and there < len(each) and own[here] == each[there] for each in uses for here, there in places
    )
    # Inside a sum over the letter it is another one.
    bound = {part.letter for part in occurrences(line.side, Big)}
    return not along and bool(uses) and fits and not any(own[here] in bound for here, _ in places)
