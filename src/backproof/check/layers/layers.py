r"""Layers given by a letter: a line that names a layer ``l`` is judged for every layer of a network of some depth.

``z^l_j = \sum_k w^l_{jk} a^{l-1}_k`` becomes one line for each l. A claim is judged where all its symbols exist; a
loss that is written with ``l+1`` fixes ``l+1 = L``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import partial
from typing import final

from backproof.check.definitions.errors import is_error
from backproof.check.layers import counts, first, outputs
from backproof.check.layers.lettered import defines_total, has_derivative, is_layered, parsed, partials
from backproof.check.layers.recurrence import refs_of, value
from backproof.check.names.sampling import with_refs
from backproof.read.grammar.scripts import LAYER
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, references, renamed, walk
from backproof.read.terms.terms import Big, Num, Plus, Ref, Term
from backproof.records import dataclass, replace

LETTERED, GENERIC = re.compile(r"l([+-]\d)?"), re.compile(r"^L(?=$|[+-])")
NUMBERED = re.compile(r"^\((\d+)\)$")
DEPTH = 3
"""Layers 1 to 3 after the inputs: a first, a middle and a last one."""


@final
@dataclass(frozen=True, slots=True)
class Instance:
    """A line for one layer, and the number of the line in the document."""

    line: Line
    origin: int


def by_letter(lines: Iterable[Line]) -> bool:
    """Whether some line names a layer by a letter."""
    return any(parsed(ref)[0] == "l" for line in lines for ref in refs_of(line))


def counted(lines: Sequence[Line]) -> tuple[int | None, tuple[Line, ...]]:
    """How many layers a document says there are, ``L = 4``, and its lines without what says it."""
    scripts = {each for line in lines for ref in refs_of(line) for each in (*ref.sups, *ref.subs)}
    found = {at: depth for at, line in enumerate(lines) if "L" in scripts and (depth := _depth(line))}
    if len(set(found.values())) != 1:
        return None, tuple(lines)
    return next(iter(found.values())), tuple(line for at, line in enumerate(lines) if at not in found)


def _depth(line: Line) -> int:
    """The number in ``L = 4``; 0 for any other line."""
    match line.head, line.relation, line.side:
        case Ref("L", (), ()), "=", Num(value) if value.denominator == 1 and value > 0:
            return int(value)
    return 0


def expand(lines: Sequence[Line], depth: int = DEPTH) -> list[Instance]:
    """All lines for all their layers, in the order of the text; a line without a layer stays as it is."""
    lines = outputs.settle(_bare(_of_any_layer(lines)))
    existing = _existing(lines, depth)
    lines = [_added_up(line, existing, depth) for line in lines]
    inputs = first.found(lines)
    chains: dict[tuple[int, int], int] = {}
    taken = max((line.chain for line in lines if line.chain is not None), default=0) + 1
    found: list[Instance] = []
    for origin, line in enumerate(lines):
        layers = [1] if origin in inputs.lines else _layers(line, existing, depth)
        for layer in layers:
            chain = line.chain
            if chain is not None and len(layers) > 1:
                chain = chains.setdefault((chain, layer), chain if layer == layers[0] else taken + len(chains))
            elif chain is not None and by_letter((line,)):
                # What has fewer layers than the head of its chain goes on with that of its own.
                chain = chains.get((chain, layer), chain)
            found.append(Instance(inputs.put_in(replace(_at(line, layer, depth), chain=chain)), origin))
    return found


def _of_any_layer(lines: Sequence[Line]) -> Sequence[Line]:
    """An L that another layer follows, ``W^{L+1}``, is no last layer: it is the letter of all of them."""
    scripts = {sup for line in lines for ref in refs_of(line) for sup in ref.sups}
    if "L+1" not in scripts or any(LETTERED.fullmatch(sup) for sup in scripts):
        return lines

    def lettered(ref: Ref) -> Ref:
        return replace(ref, sups=tuple(GENERIC.sub("l", sup) for sup in ref.sups))

    return [with_refs(line, lettered) for line in lines]


def _bare(lines: Sequence[Line]) -> Sequence[Line]:
    """``a^{(0)}`` beside ``a^{(l)}`` is a layer by its number: the brackets are no part of it."""
    layered = {ref.base for line in lines for ref in refs_of(line) if parsed(ref)[0] == "l"}

    def bare(ref: Ref) -> Ref:
        return replace(ref, sups=tuple(NUMBERED.sub(r"\1", sup) for sup in ref.sups)) if ref.base in layered else ref

    return [with_refs(line, bare) for line in lines] if layered else lines


def alike(lines: Sequence[Line], written: Iterable[Instance], depth: int = DEPTH) -> list[Line]:
    """Definitions of the last layer for the others, too: ``a_j^L = \\sigma(z_j^L)`` where ``a_j^l`` is used, or both
    ``a_j^{L-1}`` and ``z_j^{L-1}``.

    ``written`` are the lines written out. What the author may mean so proves lines that are open without it, and
    refutes none. Errors of the last layer are said by the loss, and those of others are not.
    """
    places = {(ref.base, *parsed(ref)) for line in lines for ref in refs_of(line)}
    used = {base for base, letter, _ in places if letter == "l"}
    before = {base for base, letter, offset in places if (letter, offset) == ("L", -1)}
    found: list[Line] = []
    for each in written:
        line = lines[each.origin]
        offsets = [offset for letter, offset in map(parsed, refs_of(line)) if letter == "L"]
        head = line.head
        if not isinstance(head, Ref) or parsed(head) != ("L", 0) or has_derivative(line) or is_error(head):
            continue
        own = {ref.base for ref in refs_of(line) if parsed(ref) == ("L", 0)} - {head.base}
        if (head.base in used or (head.base in before and own & before)) and all(
            parsed(ref)[0] != "l" for ref in refs_of(line)
        ):
            layered = {ref.base for ref in refs_of(line) if is_layered(ref)}
            steps = range(1, 1 + min(depth - 1, depth + min(offsets)))
            found += [with_refs(each.line, partial(_lowered, step=step, layered=layered)) for step in steps]
    return found


def outermost(lines: Sequence[Line], depth: int = DEPTH) -> list[Line]:
    """``z_j`` as ``z_j^L`` where the document differentiates one quantity by both, and defines the latter alone.

    So authors go from a loss of raw scores to a network that computes them. It proves open lines, and refutes none.
    """
    heads = {(line.head.base, parsed(line.head)[0]) for line in lines if isinstance(line.head, Ref)}
    pairs = {(part.of.key, part.by) for line in lines for part in partials(line) if isinstance(part.of, Ref)}
    below = {(of, by.base, len(by.subs)) for of, by in pairs if parsed(by) == ("L", 0)}
    found = {
        by.base: by
        for of, by in sorted(pairs, key=lambda pair: pair[1].key)
        if not by.sups
        and (of, by.base, len(by.subs)) in below
        and (by.base, "L") in heads
        and (by.base, "") not in heads
    }
    return [
        Line(by.span, by, "=", replace(by, sups=(str(depth),)), (), None, True, lines[0].section)
        for by in found.values()
    ]


def _layers(line: Line, existing: frozenset[tuple[str, int]], depth: int) -> list[int]:
    """The layers for which a line is judged; a line that names none has a single, arbitrary one."""
    labels = [(ref.base, *parsed(ref)) for ref in refs_of(line) if is_layered(ref)]
    if all(letter == "L" for _, letter, _ in labels):
        return [depth]
    offsets = [offset for _, letter, offset in labels if letter == "l"]
    if defines_total(line):
        return [depth - max(offsets)]
    known = {base for base, _ in existing}
    named = [(base, offset) for base, letter, offset in labels if letter == "l" and base in known]
    admitted = [
        layer for layer in range(1, depth + 1) if all((base, layer + offset) in existing for base, offset in named)
    ]
    return [layer for layer in admitted if layer + max(offsets) <= depth and layer + min(offsets) >= 0] or [depth]


def _existing(lines: Sequence[Line], depth: int) -> frozenset[tuple[str, int]]:
    """The layers that each base has by the definitions of layers: ``a`` from 0, ``z`` from 1."""
    found: set[tuple[str, int]] = set()
    for line in lines:
        head = line.head
        if isinstance(head, Ref) and parsed(head)[0] == "l" and not has_derivative(line) and not _hands_back(line):
            for layer in range(1, depth + 1):
                numbers = {(ref.base, layer + parsed(ref)[1]) for ref in refs_of(line) if parsed(ref)[0] == "l"}
                if all(0 <= number <= depth for _, number in numbers):
                    found |= numbers
    return frozenset(found)


def _hands_back(line: Line) -> bool:
    """Whether a name is computed from that of the layer above: it has no more layers than the others of its line."""
    assert isinstance(line.head, Ref)
    base, (_, own) = line.head.base, parsed(line.head)
    return any(ref.base == base and parsed(ref)[1] > own for ref in refs_of(line))


def _added_up(line: Line, existing: frozenset[tuple[str, int]], depth: int) -> Line:
    """A line with its sums over layers written out: ``\\sum_{l=1}^L \\|W^l\\|^2``."""
    if not any(isinstance(part, Big) and part.letter == "l" for term in line.sides for part in walk(term)):
        return line

    def change(term: Term) -> Term:
        match term:
            case Big("sum", "l", body=body) if not term.conditions and any(map(is_layered, references(body))):
                named = [(ref.base, parsed(ref)[1]) for ref in references(body) if parsed(ref)[0] == "l"]
                known = {base for base, _ in existing}
                every = [
                    layer
                    for layer in range(1, depth + 1)
                    if all((base, layer + offset) in existing for base, offset in named if base in known)
                ]
                first = every[:1] if term.lower is None else [value(term.lower, {"L": depth})]
                last = every[-1:] if term.upper is None else [value(term.upper, {"L": depth})]
                match first, last:
                    case [int() as begin], [int() as end] if begin < end:
                        layers = range(begin, end + 1)
                        return Plus(tuple(_of_layer(change(body), layer, depth) for layer in layers), term.span)
                    case _:
                        return term
            case _:
                return rebuilt(term, change)

    return line.changed(change)


def _of_layer(term: Term, layer: int, depth: int) -> Term:
    """A term with the letter of its layer replaced by a number."""
    numbered = partial(_numbered, layer=layer, depth=depth)
    return counts.with_bounds(renamed(term, numbered), numbered)


def _at(line: Line, layer: int, depth: int) -> Line:
    """The line with its layer letters replaced by numbers."""
    if not any(is_layered(ref) for term in line.sides for ref in references(term)):
        return line
    numbered = partial(_numbered, layer=layer, depth=depth)
    return counts.bounded(with_refs(line, numbered), numbered)


def _numbered(ref: Ref, layer: int, depth: int) -> Ref:
    letter, offset = parsed(ref)
    if not letter:
        return ref
    number = str((depth if letter == "L" else layer) + offset)
    return replace(ref, sups=tuple(number if LAYER.fullmatch(label) else label for label in ref.sups))


def _lowered(ref: Ref, *, step: int, layered: Set[str]) -> Ref:
    """A name of a layer, so many layers below."""
    if ref.base not in layered:
        return ref
    return replace(ref, sups=tuple(str(int(label) - step) if label.isdigit() else label for label in ref.sups))
