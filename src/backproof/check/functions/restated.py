r"""Lines that say once more what a function gives: ``f(w, x) = z`` behind ``z = f(w, x)``, and ``z = f(\dots)``.

The value is named by the first of them. The others are turned round to be the same, with its arguments for the dots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, rebuilt
from backproof.read.terms.terms import Call, Ref, Term

DOTS = frozenset({"ldots", "cdots", "dots"})


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such values as they are written first."""
    named: dict[Term, Ref] = {}
    called: dict[str, Call] = {}
    found = []
    for line in (_with_arguments(each, called) for each in lines):
        match line:
            case Line(head=Ref() as head, side=Call() as side) if line.relation in DEFINES:
                named.setdefault(bare(side), head)
                called.setdefault(side.name.key, side)
                found.append(line)
            case Line(head=Call() as head, side=Ref() as side, relation="=") if _names(named, head, side):
                found.append(replace(line, head=side, side=head))
            case _:
                found.append(line)
    return tuple(found)


def _names(named: Mapping[Term, Ref], call: Call, name: Ref) -> bool:
    known = named.get(bare(call))
    return known is not None and known.key == name.key


def _with_arguments(line: Line, called: Mapping[str, Call]) -> Line:
    if not called:
        return line

    def change(term: Term) -> Term:
        match term:
            case Call(name=name, primes=0, arguments=(Ref(base),)) if base in DOTS and name.key in called:
                return replace(called[name.key], span=term.span)
            case _:
                return rebuilt(term, change)

    return line.changed(change)
