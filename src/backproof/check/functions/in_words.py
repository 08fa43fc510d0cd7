r"""Functions that only words define: behind "where $g$ is the sigmoid", ``g'(z)`` is the slope of the sigmoid.

A letter that some line defines, or that is applied to several things at once, means what its lines say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, walk
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term

ANY: Final = r"\sigma"
"""A letter for a sigma that is another function than the sigmoid, and none of the table."""


def settle(lines: Sequence[Line], named: Mapping[int, Mapping[str, str]]) -> tuple[Line, ...]:
    """The lines with the functions of the table of rules for the letters that the words of their sections name."""
    if not named:
        return tuple(lines)
    said = {letter for letters in named.values() for letter in letters}
    own = {letter for line in lines for letter in _of_their_own(line)} & said
    letters = {
        section: {letter: name for letter, name in found.items() if letter not in own}
        for section, found in named.items()
    }
    return tuple(
        line.changed(partial(_put, named=letters[line.section])) if letters.get(line.section) else line
        for line in lines
    )


def _of_their_own(line: Line) -> Iterator[str]:
    """The letters that a line defines, steps on, or uses for functions of several things."""
    match line.head:
        case Call(Ref(base), 0) | Ref(base) if line.side is not None:
            yield base
        case _:
            pass
    for part in (part for term in line.sides for part in walk(term)):
        match part:
            case Call(Ref(base, subs, sups), _, arguments) if subs or sups or len(arguments) > 1:
                yield base
            case Partial(by=Ref(base)) | Ref(base, (_, *_)) | Ref(base, (), (_, *_)):
                yield base
            case _:
                pass


def _put(term: Term, named: Mapping[str, str]) -> Term:
    match term:
        case Call(Ref(base, (), ()) as name, arguments=arguments):
            word = replace(name, base=named.get(base, base) or ANY)
            return replace(term, name=word, arguments=tuple(_put(each, named) for each in arguments))
        case Partial(of, by):
            return replace(term, of=_put(of, named), by=by)
        case Nabla(of):
            return replace(term, of=_put(of, named))
        case _:
            return rebuilt(term, partial(_put, named=named))
