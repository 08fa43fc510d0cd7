r"""Gradients of a cost by what a network puts out: ``\delta^o = \nabla C \circ \sigma'(Z^o)``, ``\nabla C`` by ``A^o``.

Which name is meant, the line says: the activation of what stands in the derivative of the activation, or what the
head of the chain differentiates by. All lines of a document mean the same one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.grammar.scripts import LAYER
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term, Times
from backproof.read.vocabulary import LOSS_LETTERS

ELEMENTWISE = frozenset({"odot", "circ"})
ACTIVATIONS = frozenset(form.format(letter) for letter in "aAhHoO" for form in ("{}", "\\mathbf{{{}}}"))
UNSAID = "what this gradient is taken by is not written"
ASSUMED = "the gradient of the cost without a variable is the one by the outputs, {}"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such gradients as derivatives."""
    if not any(_gradients(line) for line in lines):
        return tuple(lines)
    said = {by for line, head in _with_heads(lines) if (by := _differentiated(line, head)) is not None}
    shown = {by for line in lines if _gradients(line) for by in _activated(line, lines)}
    layered = {by.base for by in said | shown}
    if len(layered) != 1:
        return tuple(lines)
    by = min(said | shown, key=lambda ref: (ref not in said, ref.key))
    found = [(line, _is_by_outputs(line, head)) for line, head in _with_heads(lines)]
    return tuple(_by(line, by, stated=bool(said)) if meant else line for line, meant in found)


def _with_heads(lines: Sequence[Line]) -> Iterator[tuple[Line, Term | None]]:
    """The lines with what each is compared with: its own head or that of its chain."""
    heads: dict[int, Term] = {}
    for line in lines:
        if line.head is not None and line.chain is not None:
            heads[line.chain] = line.head
        yield line, line.head or (None if line.chain is None else heads.get(line.chain))


def _gradients(line: Line) -> list[Nabla]:
    """The gradients of a cost by something that is not written."""
    parts = (part for term in line.sides for part in occurrences(term, Nabla))
    return [part for part in parts if not part.each and _is_cost(part.of)]


def _is_cost(of: Term) -> bool:
    match of:
        case Ref(base, (), ()) | Call(Ref(base, (), ()), 0, (_, _)):
            return base in LOSS_LETTERS
        case _:
            return False


def _is_by_outputs(line: Line, head: Term | None) -> bool:
    """Whether a line has such a gradient as a factor of a product element by element, or as what a derivative is."""
    if not _gradients(line):
        return False
    parts = [part for term in line.sides for part in walk(term)]
    signs = {sign for part in parts if isinstance(part, Times) for sign in part.signs}
    slopes = any(isinstance(part, Call) and part.primes for part in parts)
    alone = isinstance(line.head, Nabla) and not any(isinstance(part, Partial) for part in parts)
    return bool(signs & ELEMENTWISE) or slopes or alone or _differentiated(line, head) is not None


def _differentiated(line: Line, head: Term | None) -> Ref | None:
    r"""What a chain differentiates by that goes on with the gradient: ``\partial C/\partial A = \nabla C``."""
    match head, line.side:
        case Partial(Ref(), by), Nabla() if _gradients(line):
            return by
        case _:
            return None


def _activated(line: Line, lines: Sequence[Line]) -> Iterator[Ref]:
    """The activations of what stands in the derivatives of activations in a line."""
    for term in line.sides:
        for part in walk(term):
            match part:
                case Call(name, primes, (Ref() as inside,)) if primes:
                    yield from _activation(name, inside, lines)
                case _:
                    pass


def _activation(function: Ref, inside: Ref, lines: Sequence[Line]) -> Iterator[Ref]:
    """What is defined as a function of a name, perhaps for all its layers; else the activation of its layer."""
    for line in lines:
        match line.head, line.side:
            case Ref() as head, Call(Ref(base), 0, (Ref() as own,)) if (
                line.relation in DEFINES and base == function.base
            ):
                lettered = all(LAYER.fullmatch(sup) for sup in (*own.sups, *head.sups))
                if own.base == inside.base and (own.sups == inside.sups or lettered):
                    yield replace(head, subs=(), sups=inside.sups)
                    return
            case _:
                pass
    names = [ref for line in lines for term in line.sides for ref in references(term) if ref.base in ACTIVATIONS]
    bases = {ref.base for ref in names if ref.sups}
    if len(bases) == 1 and inside.sups and inside.base not in bases:
        yield Ref(bases.pop(), (), inside.sups, inside.span)


def _by(line: Line, by: Ref, *, stated: bool) -> Line:
    """A line with its gradients as derivatives."""

    def change(term: Term) -> Term:
        match term:
            case Nabla(of, span, False) if _is_cost(of):
                return Partial(of.name if isinstance(of, Call) else of, replace(by, span=span), span)
            case Ref():
                return term
            case _:
                return rebuilt(term, change)

    if stated:
        return line.changed(change)
    # ``\nabla C = ...`` may be the gradient by something else.
    limited = line.limited or (UNSAID if isinstance(line.head, Nabla) else "")
    return replace(line.changed(change), assumes=(*line.assumes, ASSUMED.format(by.key)), limited=limited)
