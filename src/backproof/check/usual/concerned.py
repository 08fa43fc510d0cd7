"""The lines that a definition may tell something of: those that name what it defines, or what rests on that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from backproof.check.definitions.errors import is_error
from backproof.check.steps.updates import assigns
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import Call, Nabla, Ref, Term


def concerned(lines: Sequence[Line], asked: Iterable[int], defining: Sequence[Line]) -> frozenset[int]:
    r"""The lines, of those that are asked about, which may rest on what is defined for a document; by their numbers.

    Gradients, errors and steps of training rest on a loss that they need not name. A line without a head goes on from
    one before it.

    >>> from backproof.read.document import read_document
    >>> from backproof.source import Source
    >>> text = "$$E = 2 L$$\n\n$$\\frac{\\partial E}{\\partial a} = 2 b$$\n\n$$z = 2 x$$\n\n$$L = a b$$"
    >>> *lines, defining = read_document(Source("hw.md", text)).lines
    >>> sorted(concerned(lines, range(3), [defining]))
    [0, 1]
    """
    names = _resting((*lines, *defining), {_letter(each) for line in defining for each in _defined(line)})
    return frozenset(
        at
        for at in asked
        if not names.isdisjoint(_named((*lines[at].sides, *_head(lines, at)))) or _leaves_loss_out(lines[at])
    )


def _head(lines: Sequence[Line], at: int) -> tuple[Term, ...]:
    """What a line without a head goes on from: the head of its chain, or else the last one of its section."""
    own = lines[at]
    for line in reversed(lines[:at] if own.head is None else ()):
        same = line.section == own.section if own.chain is None else line.chain == own.chain
        if same and line.head is not None:
            return (line.head,)
    return ()


def _resting(lines: Sequence[Line], names: Set[str]) -> Set[str]:
    """Some names, and those that lines define by them."""
    while above := {
        _letter(each) for line in lines if not names.isdisjoint(_named(line.sides)) for each in _defined(line)
    }:
        if above <= names:
            break
        names |= above
    return names


def _leaves_loss_out(line: Line) -> bool:
    """Whether a line may be about a loss that it does not name."""
    parts = (part for term in line.sides for part in walk(term))
    return assigns(line) or any(isinstance(part, Nabla) or is_error(part) for part in parts)


def _defined(line: Line) -> tuple[Ref, ...]:
    match line.head:
        case (Ref() as name) | Call(name=name):
            return (name,)
        case _:
            return ()


def _named(terms: Iterable[Term]) -> set[str]:
    return {_letter(ref) for term in terms for ref in references(term)}


def _letter(name: Ref) -> str:
    """A name without hats, bold face and case, which a document may leave out."""
    return name.base.rsplit("{", 1)[-1].rstrip("}'").lower()
