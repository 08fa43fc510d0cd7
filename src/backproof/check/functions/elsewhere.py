r"""Functions that are written with quantities, at other arguments: beside ``f(x) = \sigma(a)`` and ``a = w x``, f(v) is
``\sigma(w v)``.

The a of the document is that of x, so that ``\sigma(a)`` is f(x) alone. At another argument what depends on x is
written out; where that is not known to the end, f is a function that nothing defines. Samples of x have quantities of
their own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import final

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, has, occurrences, rebuilt, references, substituted
from backproof.read.terms.terms import Big, Call, Partial, Ref, Term, Unreadable
from backproof.read.vocabulary import FUNCTION_WORDS, NORMS

KNOWN = frozenset({*FUNCTION_WORDS, "sigma"}) | NORMS
LARGEST = 400
"""References of a body that is written out."""


Bodies = Mapping[str, Sequence[tuple[str, Term]]]


@final
@dataclass(frozen=True)
class Function:
    """A function by its head and its body, written out as far as it is known; ``whole`` where nothing is left."""

    head: Call
    body: Term
    whole: bool

    def at(self, call: Call) -> Term:
        """Its value at other arguments."""
        bound = {part.letter for part in occurrences(self.body, Big)}
        loose = {script for each in call.arguments for ref in references(each) for script in (ref.base, *ref.subs)}
        if self.whole and len(call.arguments) == len(self.head.arguments) and not bound & loose:
            keys = (each.key for each in self.head.arguments if isinstance(each, Ref))
            with suppress(Unreadable):  # an element of something that is no name
                return substituted(self.body, dict(zip(keys, call.arguments, strict=True)))
        return replace(call, name=replace(call.name, base=f"\\tilde{{{call.name.base}}}"))


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the values of such functions at other arguments written out."""
    heads = [(head, line) for line in lines if (head := _defined(line)) is not None]
    counts = Counter(head.name.key for head, _ in heads)
    single = {head.name.key: (head, line) for head, line in heads if counts[head.name.key] == 1}
    single = {key: each for key, each in single.items() if _is_elsewhere(lines, *each)}
    if not single:
        return tuple(lines)
    bodies = _bodies(lines)
    below = {key: {ref.base for _, body in found for ref in references(body)} for key, found in bodies.items()}
    functions = {key: found for key, each in single.items() if (found := _function(*each, bodies, below)) is not None}
    change = partial(_written_out, functions=functions)
    return tuple(line.changed(change) for line in lines) if functions else tuple(lines)


def _defined(line: Line) -> Call | None:
    """The head of the definition of a function of plain names."""
    match line.head:
        case Call(name, 0, arguments) as head if line.side is not None and line.relation in DEFINES:
            plain = all(isinstance(each, Ref) and not each.subs and not each.sups for each in arguments)
            return head if arguments and plain and name.base not in KNOWN else None
        case _:
            return None


def _is_elsewhere(lines: Sequence[Line], head: Call, own: Line) -> bool:
    """Whether a function is applied to anything but its parameters and samples of these."""
    calls = (part for line in lines if line is not own for term in line.sides for part in occurrences(term, Call))
    return any(call.name.key == head.name.key and _is_other(call, head) for call in calls)


def _is_other(call: Call, head: Call) -> bool:
    if call.primes or list(map(bare, call.arguments)) == list(map(bare, head.arguments)):
        return False
    pairs = zip(call.arguments, head.arguments, strict=False)
    return len(call.arguments) != len(head.arguments) or not all(_is_sample(*pair) for pair in pairs)


def _is_sample(argument: Term, parameter: Term) -> bool:
    """``x_i`` or ``x^{(i)}`` for x, but not ``x_2``; or x itself."""
    match argument, parameter:
        case Ref(base, subs, sups), Ref(own) if base == own:
            return not any(script.strip("()").isdecimal() for script in (*subs, *sups))
        case _:
            return False


def _bodies(lines: Sequence[Line]) -> Bodies:
    """What lines say that quantities are, by their letters, each with its scripts."""
    found: defaultdict[str, list[tuple[str, Term]]] = defaultdict(list)
    for line in lines:
        if isinstance(line.head, Ref) and line.side is not None and line.relation in DEFINES:
            found[line.head.base].append((line.head.key, line.side))
    return found


def _function(head: Call, line: Line, bodies: Bodies, below: Mapping[str, Set[str]]) -> Function | None:
    """A function whose body names quantities that depend on its parameters; None where it names none."""
    assert line.side is not None
    own = frozenset(each.base for each in head.arguments if isinstance(each, Ref))
    depending = {key for key in bodies if not own.isdisjoint(_reached(key, below))} - own
    body = line.side
    if depending.isdisjoint(ref.base for ref in references(body)):
        return None
    plain = dict(found[0] for key, found in bodies.items() if key in depending and len(found) == 1)
    with suppress(Unreadable):
        for _ in plain:
            if sum(1 for _ in references(body)) > LARGEST:
                break
            body = substituted(body, plain)
    left = any(ref.base in depending for ref in references(body))
    return Function(head, body, not left and not has(body, Partial))


def _reached(key: str, below: Mapping[str, Set[str]]) -> Set[str]:
    seen: set[str] = set()
    pending = [key]
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            pending.extend(below.get(name, ()))
    return seen


def _written_out(term: Term, functions: Mapping[str, Function]) -> Term:
    match rebuilt(term, partial(_written_out, functions=functions)):
        case Call(name) as call if (found := functions.get(name.key)) is not None and _is_other(call, found.head):
            return found.at(call)
        case Partial(of) as slope:
            return replace(slope, of=_written_out(of, functions))
        case other:
            return other
