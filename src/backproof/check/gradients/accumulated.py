r"""Gradients that are added up as a program does it: ``\bar a = 2 a \bar b``, ``\bar a = \bar a + 3 \bar c``.

Reverse mode meets a node once for each node that uses it. What the name holds before the last of these is a part of the
gradient, with a name of its own here, and the last line has to give the gradient.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, rebuilt, references
from backproof.read.terms.terms import Plus, Ref, Term
from backproof.read.vocabulary import ASSIGNS

SETS = frozenset({"=", ":=", ASSIGNS})
ASSUMED = "{0} is what was added up so far, to which a later line adds"


def settle(lines: Sequence[Line], gradients: Container[str]) -> Sequence[Line]:
    """The lines with such parts of ``gradients``, which are bases of names, under names of their own."""
    found = list(lines)
    # Reverse mode adds what other nodes hand on; the decay of a weight is none of it.
    handed = {bare(line.head) for line in lines if line.head is not None and _is_handed_on(line, gradients)}
    for at, line in enumerate(lines) if handed else ():
        head = line.head
        if not (isinstance(head, Ref) and bare(head) in handed and line.relation in SETS and _goes_on(line)):
            continue
        before = next((each for each in range(at - 1, -1, -1) if _is_of(found[each], head, line.section)), None)
        if before is None:
            continue
        part = replace(head, base=head.base + "'" * sum(map(_goes_on, lines[:at])) + "'")
        earlier = found[before]
        said = ASSUMED.format(letters_of(head.base))
        found[before] = replace(earlier, head=part, assumes=(*earlier.assumes, said))
        # The gradient is what the line is about: on its right sides the name is what it held before.
        end = next((each for each in range(at + 1, len(lines)) if lines[each].chain != line.chain), len(lines))
        for each in range(at, end):
            side = found[each].side
            found[each] = replace(found[each], side=None if side is None else _in(side, head, part))
        found[at] = replace(found[at], relation="=")
    return found


def _is_handed_on(line: Line, gradients: Container[str]) -> bool:
    """Whether a line adds something with the gradient of another node to a gradient."""
    if not (isinstance(line.head, Ref) and line.head.base in gradients and line.side is not None and _goes_on(line)):
        return False
    return any(ref.base in gradients and bare(ref) != bare(line.head) for ref in references(line.side))


def _goes_on(line: Line) -> bool:
    """Whether a line gives a name itself and more."""
    terms = line.side.terms if isinstance(line.side, Plus) and line.head is not None else ()
    return line.head is not None and sum(bare(term) == bare(line.head) for term in terms) == 1


def _is_of(line: Line, head: Ref, section: int) -> bool:
    return line.section == section and isinstance(line.head, Ref) and bare(line.head) == bare(head)


def _in(term: Term, head: Ref, part: Ref) -> Term:
    return (
        replace(part, span=term.span) if bare(term) == bare(head) else rebuilt(term, lambda each: _in(each, head, part))
    )
