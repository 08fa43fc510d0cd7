r"""Functions of whole vectors that a document applies and never defines: ``\mathbf{y} = \mathbf{f}(\mathbf{x})``."""

from __future__ import annotations

from dataclasses import replace

from backproof.read.grammar.lexicon import Lexicon
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import Call, Term, Unreadable
from backproof.read.vocabulary import VECTOR_FUNCTIONS


def kept_apart(line: Line, lexicon: Lexicon) -> Line:
    """A line without the sides that apply such functions, which it keeps for those who know their entries."""
    calls = [_applied(term, lexicon) for term in (line.head, line.side)]
    first = next((call for call in calls if call is not None), None)
    if first is None:
        return line
    head, side = (None if call is not None else term for call, term in zip(calls, (line.head, line.side), strict=True))
    reason = f"{first.name.base} is a function of whole vectors that is never defined"
    applied = (line.head, line.side) if line.problem is None else None
    problem = line.problem or Unreadable(reason, first.span)
    return replace(line, head=head, side=side, problem=problem, applied=applied)


def _applied(term: Term | None, lexicon: Lexicon) -> Call | None:
    """The first such function in a term."""
    calls = occurrences(term, Call) if term is not None else ()
    names = VECTOR_FUNCTIONS - lexicon.functions
    return next((call for call in calls if call.name.base in names), None)
