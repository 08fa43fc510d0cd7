r"""Superscripts that name a quantity: the h of ``\delta^h_t = \partial E/\partial h_t``, the f of ``W^{(f)} x_t``.

A letter above a name is a part of it where a line says that the name is the derivative by what the letter names, or
computes that from names that have it above them. It stays a sample, a layer or an exponent of other names, and is no
name where a sum runs over it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.gates import plain_letter
from backproof.check.names.names import labelled
from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, walk
from backproof.read.terms.terms import Big, Partial, Raise, Ref, Term


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such letters as a part of the names that they stand above."""
    found = _names(lines)
    if not found:
        return tuple(lines)

    def power(term: Term) -> Term:
        match term:
            case Raise() if (pair := _above(term)) is not None and pair[1] in found.get(pair[0].base, ()):
                return replace(pair[0], base=labelled(pair[0].base, pair[1:]), span=term.span)
            case _:
                return rebuilt(term, power)

    def named(ref: Ref) -> Ref:
        pair = _above(ref)
        own = pair is not None and pair[1] in found.get(ref.base, ())
        return replace(ref, base=labelled(ref.base, pair[1:]), sups=()) if pair is not None and own else ref

    return tuple(with_refs(line.changed(power), named) for line in lines)


def _names(lines: Sequence[Line]) -> Mapping[str, Set[str]]:
    """The names that have such letters above them, with these."""
    pairs = [pair for line in lines for pair in _of_line(line)]
    if not pairs:
        return {}
    summed = {part.letter for line in lines for term in line.sides for part in occurrences(term, Big)}
    heads = {plain_letter(line.head.base) for line in lines if isinstance(line.head, Ref)}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for base, letter in pairs:
        if letter not in summed:
            found[base].add(letter)
    # Beside \delta^h, \delta^z is that of z.
    every = (pair for line in lines for term in line.sides for part in walk(term) if (pair := _above(part)) is not None)
    for name, letter in every:
        if name.base in found and letter in heads - summed:
            found[name.base].add(letter)
    return found


def _of_line(line: Line) -> Iterator[tuple[str, str]]:
    """The names of a line with the letters above them that are those of what it is about."""
    if line.head is None or line.side is None or line.relation not in DEFINES:
        return
    match _above(line.head), line.side:
        case (Ref(base), letter), Partial(by=by) if plain_letter(by.base) == letter:
            yield base, letter
        case _:
            pass
    # Of a plain x, ``x = a^x`` would be an equation with a power.
    if isinstance(line.head, Ref) and line.head.subs and not line.head.sups:
        own = plain_letter(line.head.base)
        above = (pair for part in walk(line.side) if (pair := _above(part)) is not None)
        yield from ((name.base, letter) for name, letter in above if letter == own != name.base)


def _above(term: Term) -> tuple[Ref, str] | None:
    """A name and the one letter above it, in parentheses or not."""
    match term:
        case Ref(sups=(above,)) if len(above.strip("()")) == 1 and above.strip("()").isalpha():
            return term, above.strip("()")
        case Raise(Ref(sups=()) as name, Ref(letter, (), ())) if len(letter) == 1 and letter.isalpha():
            return name, letter
        case _:
            return None
