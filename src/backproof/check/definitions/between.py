r"""What a chain says that a name is: ``a = \sigma(z) = \sigma(w x + b)`` defines z where nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references
from backproof.read.terms.terms import Call, Num, Partial, Ref, Term

UNSAID = "what this name stands for is said in several ways"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such members of chains as definitions of the name in the member before."""
    heads = {each.key for line in lines for each in _defined(line)}
    passing = {name.key for line in lines if (name := _said_in_passing(line)) is not None}
    found = list(lines)
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else line
        if line.head is not None or line.chain is None or before.chain != line.chain or line.conditions:
            continue
        match before.side, line.side:
            case Call(name, 0, (Ref() as inner,)), Call(other, 0, (argument,)) if name.key == other.key:
                if inner.key in heads or line.relation not in DEFINES or not _computes(argument, inner):
                    continue
                if inner.key in passing:
                    found[at] = replace(line, limited=line.limited or UNSAID)
                else:
                    heads.add(inner.key)
                    found[at] = replace(line, head=replace(inner, span=line.span), side=argument, chain=None)
            case _:
                pass
    return tuple(found)


def _said_in_passing(line: Line) -> Ref | None:
    r"""The name of ``\partial z/\partial w = \partial/\partial w (w x + b)``, which says what it is in its own way."""
    match line.head, line.side:
        case Partial(Ref() as name), Partial(of) if not isinstance(of, Ref):
            return name
        case _:
            return None


def _defined(line: Line) -> tuple[Ref, ...]:
    """The name that a line says something of as a whole: it is its head."""
    match line.head:
        case Ref() as head:
            return (head,)
        case Call(name=name):
            return (name,)
        case _:
            return ()


def _computes(term: Term, name: Ref) -> bool:
    """Whether a term may be what a name is: no number, no other name alone, nothing with the name in it."""
    own = any(ref.base == name.base for ref in references(term))
    return not own and not isinstance(term, Ref | Num) and not has(term, Partial)
