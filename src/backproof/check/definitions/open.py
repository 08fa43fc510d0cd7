"""What a document leaves open: quantities that it differentiates and never defines are any smooth functions.

A loss that is only named depends on what the network computes last. Any other name depends on what the document
differentiates it by: where it writes ``\\partial L/\\partial a`` and ``\\partial a/\\partial w``, L is a function of
a, and a one of w. Of ``\\partial L/\\partial w`` beside them nothing follows: it is reached through a.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import final

from backproof.check.definitions.definitions import defines_error
from backproof.check.definitions.shape import is_printed
from backproof.check.indices.letters import is_quantity, resolved
from backproof.check.indices.ranges import Ranges
from backproof.check.indices.suppressed import Defined
from backproof.check.names.names import DEPENDENT, Name, Names
from backproof.expr import Apply, Definition, Expression, Function, Index, Sum, Symbol, Tensor
from backproof.expr.build import add, mul
from backproof.read.context.depending import Dependence
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references, walk
from backproof.read.terms.terms import Call, Partial, Ref, Term

PARAMETERS = frozenset("w W v V b theta Theta".split())
STEP = re.compile(r"\^\{\d+\}$")
Shared = tuple[int | None, ...]
"""For each slot of an input, the slot of the quantity that its letter fills too: ``(0, None)`` for v_kj under a_k."""
Graph = Mapping[str, frozenset[str]]


@final
@dataclass(frozen=True, slots=True)
class Links:
    """The inputs of each quantity that the document differentiates and never defines."""

    inputs: Mapping[str, Mapping[str, Shared]]
    losses: frozenset[str] = frozenset()
    """Those of the quantities that nothing is differentiated by."""

    def of_one_sample(self) -> Links:
        """The links between names that are written without the mark of a sample."""
        marked = f"^{{{DEPENDENT}}}"
        plain = {
            key.replace(marked, ""): {name.replace(marked, ""): shared for name, shared in found.items()}
            for key, found in self.inputs.items()
        }
        return Links(plain, self.losses)

    def definition(self, symbol: Symbol, ranges: Ranges) -> Definition | None:
        """The quantity as a smooth function of its inputs, one function for each of its elements."""
        found = self.inputs.get(symbol.name)
        if not found:
            return None
        letters = tuple(Index(f"u{at}", range_) for at, range_ in enumerate(symbol.ranges))
        return Definition(
            symbol, letters, smooth(symbol, letters, [_input(*each, letters, ranges) for each in found.items()])
        )


def parameters(lines: Iterable[Line]) -> Iterator[Ref]:
    """The weights and biases that lines give numbers: they are functions of nothing."""
    for line in lines:
        given = isinstance(line.head, Ref) and line.side is not None and is_printed(line.side)
        if given and isinstance(line.head, Ref) and line.head.base in PARAMETERS:
            yield line.head


def smooth(symbol: Symbol, letters: tuple[Index, ...], inputs: Iterable[Tensor]) -> Expression:
    """Any smooth function of tensors, summed over those of their letters that the quantity itself does not have."""
    flat, curved = [], []
    for each in inputs:
        slots = tuple(slot for slot in each.slots if isinstance(slot, Index))
        over = tuple(slot for slot in slots if slot not in letters)
        key = each.symbol.name
        weight = Tensor(Symbol(f"{symbol.name}({key})", tuple(slot.range for slot in letters + over)), letters + over)
        bent = Apply(Function(f"{symbol.name} of {key}", 1), (each,))
        flat.append(_summed(over, mul(weight, each)))
        curved.append(_summed(over, mul(weight, bent)))
    return Apply(Function(_function_of(symbol), 2), (add(*flat), add(*curved)))


def is_open(definition: Definition) -> bool:
    """Whether a definition says only what its quantity depends on."""
    return isinstance(definition.body, Apply) and definition.body.function.name == _function_of(definition.symbol)


def _function_of(symbol: Symbol) -> str:
    return f"{symbol.name} of outputs"


def _summed(letters: tuple[Index, ...], body: Expression) -> Expression:
    for letter in letters:
        body = Sum(letter, body)
    return body


def _input(key: str, shared: Shared, letters: tuple[Index, ...], ranges: Ranges) -> Tensor:
    """An input with the letters that it shares with the quantity, and letters of its own.

    Slots that no derivative writes, of samples or of whole arrays, are shared where their ranges are.
    """
    made = ranges.symbol(key)
    unwritten = tuple(range(made.rank - len(shared)))
    slots = []
    for at, (place, range_) in enumerate(zip((*unwritten, *shared)[: made.rank], made.ranges, strict=True)):
        fits = place is not None and place < len(letters) and letters[place].range == range_
        slots.append(letters[place] if fits and place is not None else Index(f"o{at}", range_))
    return Tensor(made, tuple(slots))


# -- what depends on what --------------------------------------------------------------------------------------------


def find(
    terms: Iterable[Term],
    names: Names,
    definitions: Sequence[Defined],
    closed: Set[str],
    declared: Sequence[Dependence] = (),
) -> Links:
    """The links that the derivatives of a document show, with what it declares of the quantities in them.

    ``closed`` are names that another line defines.
    """
    pairs = list(_pairs(terms, names))
    known = _definitions(definitions, names)
    shown: defaultdict[str, dict[str, Shared]] = defaultdict(dict)
    for of, by in pairs:
        if of.key not in known and of.key not in closed:
            before = shown[of.key].get(by.key)
            shown[of.key][by.key] = _merged(before, _shared(of, by))
    told: defaultdict[str, set[str]] = defaultdict(set)
    for of, by in _declared(declared, names, shown.keys()):
        if of.key not in known and of.key not in closed:
            shown[of.key].setdefault(by.key, _shared(of, by))
            told[of.key].add(by.key)
    for of_, inputs in _mixed(declared, names):
        shown[of_] |= {key: (None,) * len(shared) for key, shared in shown[of_].items() if key in inputs}
    last = _outputs(known)
    losses = shown.keys() - {by.key for _, by in pairs}
    for key in losses:
        # Nothing is differentiated by it: a loss, which depends on what the network computes last.
        own = of_step(key, last)
        if any(reach(output, known) & shown[key].keys() for output in own):
            shown[key].update({output: () for output in own if output not in shown[key]})
    graph = {**known, **{key: frozenset(inputs) for key, inputs in shown.items()}}
    nearest = {key: _nearest(key, inputs, graph, told[key]) for key, inputs in shown.items()}
    return Links(nearest, frozenset(losses))


def _declared(declared: Sequence[Dependence], names: Names, open_: Set[str]) -> Iterator[tuple[Name, Name]]:
    """What is declared of the open quantities of a document, and of what they are declared to be functions of."""
    every = [(resolved(names, each.of), [resolved(names, on) for on in each.on]) for each in declared]
    pending, seen = [*open_], set[str]()
    while pending:
        key = pending.pop()
        if key not in seen:
            seen.add(key)
            own = [(of, by) for of, inputs in every if of.key == key for by in inputs if by.key != key]
            pending.extend(by.key for _, by in own)
            yield from own


def _mixed(declared: Sequence[Dependence], names: Names) -> Iterator[tuple[str, Set[str]]]:
    """The quantities of which each element is a function of all elements of some others."""
    for each in declared:
        if each.mixes:
            yield resolved(names, each.of).key, {resolved(names, on).key for on in each.on}


def _pairs(terms: Iterable[Term], names: Names) -> Iterator[tuple[Name, Name]]:
    for term in terms:
        for part in walk(term):
            if isinstance(part, Partial) and (of := quantity(part.of, names)) is not None:
                pair = resolved(names, of), resolved(names, part.by)
                if pair[0].key != pair[1].key and not any(each.key.startswith("?") or each.updated for each in pair):
                    yield pair


def quantity(term: Term | None, names: Names) -> Ref | None:
    """The name of a quantity, with or without what it depends on."""
    match term:
        case Ref():
            return term
        case Call(name=name) if is_quantity(term, names):
            return name
        case _:
            return None


def _definitions(definitions: Sequence[Defined], names: Names) -> dict[str, frozenset[str]]:
    """What each definition names; an error, as a derivative, depends on nothing that counts here."""
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for each in definitions:
        derived = defines_error(each.head, each.body) or has(each.body, Partial)
        inside = frozenset(resolved(names, ref).key for ref in references(each.body)) if not derived else frozenset()
        found[each.key] |= inside
    return dict(found)


def _outputs(known: Graph) -> list[str]:
    """What is defined from something and enters no other definition."""
    used = frozenset().union(*known.values())
    return [key for key, inside in known.items() if inside and key not in used]


def of_step(key: str, outputs: Sequence[str]) -> list[str]:
    """The outputs that a loss depends on: those of its own step or layer, where it has one."""
    step = STEP.search(key)
    own = [each for each in outputs if step is not None and each.endswith(step[0])]
    return own or list(outputs)


def _shared(of: Name, by: Name) -> Shared:
    held = _slots(of)
    return tuple(held.index(slot) if slot in held else None for slot in _slots(by))


def _slots(name: Name) -> tuple[str | int, ...]:
    return name.slots if name.sample is None else (name.sample, *name.slots)


def _merged(before: Shared | None, now: Shared) -> Shared:
    """Slots are shared where every derivative of the pair shows it."""
    if before is None or len(before) < len(now):
        return now
    if len(before) > len(now):
        return before
    return tuple(one if one == other else None for one, other in zip(before, now, strict=True))


def reach(key: str, graph: Graph) -> frozenset[str]:
    """Everything that a key leads to, itself among it."""
    seen: set[str] = set()
    pending = [key]
    while pending:
        each = pending.pop()
        if each not in seen:
            seen.add(each)
            pending.extend(graph.get(each, ()))
    return frozenset(seen)


def _nearest(key: str, inputs: Mapping[str, Shared], graph: Graph, told: Set[str] = frozenset()) -> dict[str, Shared]:
    """The inputs that no other input leads to; what leads back to the quantity itself is none.

    Those that it is ``told`` to be a function of are its inputs beside each other, ``f(x(t), t)``.
    """
    reached = {each: reach(each, graph) for each in inputs}
    forward = [each for each in inputs if key not in reached[each]]
    through = {
        each
        for each in forward
        for other in forward
        if other != each and each in reached[other] and not {each, other} <= told
    }
    return {each: inputs[each] for each in forward if each not in through}
