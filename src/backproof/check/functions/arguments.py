r"""What nonlinearities are applied to, where only words name it: beside ``i_t = \sigma(W x_t + b)``, ``\hat i_t``.

A name that no line defines, and by which the document differentiates, may be that of an activation with an accent, or
the usual one: then it is the argument of that activation. Its lines are right with that, and are not refuted by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.definitions.shape import CONSTANTS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references, walk
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term
from backproof.read.vocabulary import FUNCTION_LETTERS, FUNCTION_WORDS

ACCENT = re.compile(r"\\(?:hat|tilde|bar|dot)\{(.*)\}")
USUAL = frozenset({"z", "net"})
"""Names for the one argument of the activations of a document, where it is written out in them."""
UNSAID = "what this name stands for is said in words, if at all"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such arguments by their names, and behind them those that define these, which nobody wrote."""
    named = _named(lines)
    if not named:
        return tuple(lines)
    found = [_through(line, named) or _read_with(line, named) for line in lines]
    return (*found, *(each for line in lines for each in _definition(line, named)))


def _named(lines: Sequence[Line]) -> Mapping[str, str]:
    """The names for what activations are applied to, by the names of these."""
    applied = {line.head.base for line in lines if isinstance(line.head, Ref) and applied_to(line) is not None}
    parts = [part for line in lines if not _is_of_functions(line) for term in line.sides for part in walk(term)]
    below = {part.by.base for part in parts if isinstance(part, Partial)}
    below = (below | {base for part in parts if (base := _differentiated(part))}) - _known(lines)
    accents = ((ACCENT.fullmatch(base), base) for base in sorted(below))
    # Beside a candidate ``\\tilde c`` of another c, ``\\hat c`` is what the candidate is made of.
    inner = {accented[1]: each for each in applied if (accented := ACCENT.fullmatch(each)) is not None}
    own = inner | {name: name for name in applied}
    found = {own[accent[1]]: base for accent, base in accents if accent is not None and accent[1] in own}
    usual = below & USUAL
    return dict(zip(applied, usual, strict=True)) if not found and len(applied) == len(usual) == 1 else found


def _is_of_functions(line: Line) -> bool:
    r"""Whether a line is of functions of one name, and holds for any: ``\sigma'(z) = \sigma(z)(1 - \sigma(z))``."""
    names = {ref.base for term in line.sides for ref in occurrences(term, Ref)}
    return len(names - CONSTANTS) == 1


def _differentiated(part: Term) -> str:
    """The name that a gradient is by: z in ``dz``; empty for any other part."""
    return part.of.base if isinstance(part, Nabla) and part.each and isinstance(part.of, Ref) else ""


def _known(lines: Sequence[Line]) -> set[str]:
    """The names that lines define, or from which they define others."""
    defined = [line for line in lines if isinstance(line.head, Ref) and line.relation in DEFINES]
    plain = (line for line in defined if line.side and not has(line.side, Partial))
    inside = {ref.base for line in plain if line.side is not None for ref in references(line.side)}
    return inside | {line.head.base for line in lines if isinstance(line.head, Ref)}


def applied_to(line: Line) -> Term | None:
    """What a line applies an activation to, for the name that it defines."""
    match line:
        case Line(head=Ref(), side=Call(name=name, primes=0, arguments=(argument,)), conditions=()):
            known = name.base in FUNCTION_LETTERS or name.base in FUNCTION_WORDS
            return argument if known and line.relation in DEFINES and not isinstance(argument, Ref) else None
        case _:
            return None


def _through(line: Line, named: Mapping[str, str]) -> Line | None:
    """A line that applies an activation to a named argument, with the name; None for any other line."""
    match line:
        case Line(head=Ref(base) as head, side=Call() as side) if base in named and applied_to(line) is not None:
            return replace(line, side=replace(side, arguments=(replace(head, base=named[base]),)))
        case _:
            return None


def _definition(line: Line, named: Mapping[str, str]) -> Iterator[Line]:
    match line.head, applied_to(line):
        case Ref(base) as head, argument if base in named and argument is not None:
            yield replace(line, head=replace(head, base=named[base]), side=argument, chain=None)
        case _:
            pass


def _read_with(line: Line, named: Mapping[str, str]) -> Line:
    """A line that names an argument, with what it is read with."""
    if _is_of_functions(line):
        return line
    used = {ref.base for term in line.sides for ref in references(term)}
    said = [f"{own} is what the nonlinearity of {base} is applied to" for base, own in named.items() if own in used]
    return replace(line, assumes=(*line.assumes, *said), limited=line.limited or UNSAID) if said else line
