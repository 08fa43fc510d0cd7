r"""Values of a function under its own letter: ``f_i = f(x_i)`` says what the quantity ``f_i`` is, by the function f."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import partial

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, references
from backproof.read.terms.terms import Call, Partial, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, QUANTITY_WORDS

KNOWN = frozenset({*FUNCTION_WORDS, "sigma"}) | LOSS_LETTERS | QUANTITY_WORDS
Function = tuple[str, int]


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such functions upright, wherever they are applied to as many arguments."""
    found = frozenset(function for line in lines for function in _named(line))
    return tuple(line.changed(partial(_upright, found=found)) for line in lines) if found else tuple(lines)


def _named(line: Line) -> Iterator[Function]:
    """The function whose value at an index a line gives its own letter, and the number of its arguments."""
    match line.head, line.side:
        case Ref(base, (index,), ()), Call(Ref(own, (), ()), 0, arguments) if own == base and base not in KNOWN:
            at = {script.strip("()") for each in arguments for ref in references(each) for script in _scripts(ref)}
            if line.relation in DEFINES and index in at:
                yield base, len(arguments)
        case _:
            pass


def _scripts(ref: Ref) -> tuple[str, ...]:
    return (*ref.subs, *ref.sups)


def _upright(term: Term, found: Set[Function]) -> Term:
    match rebuilt(term, partial(_upright, found=found)):
        case Call(name, _, arguments) as call if (name.base, len(arguments)) in found and not name.subs:
            return replace(call, name=replace(name, base=f"\\mathrm{{{name.base}}}"))
        case Partial(of) as slope:
            return replace(slope, of=_upright(of, found))
        case other:
            return other
