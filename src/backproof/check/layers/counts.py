r"""How many units a layer has, as the bound of a sum: ``\sum_{k=1}^{n_{l+1}}``, ``\sum_{k=1}^{n^{(l+1)}}``.

``\ell`` above a name is read as the letter of layers; here it becomes that below numbers of units and sums, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from backproof.read.grammar.scripts import LAYER
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Big, Ref, Term
from backproof.records import replace


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the layer of such a number above it, where that of all other names stands."""
    parts = (part for line in lines for term in line.sides for part in walk(term))
    if any(isinstance(part, Big) and part.letter == "ell" for part in parts):
        lines = [line.changed(_over_layers) for line in lines]
    names = [ref for line in lines for term in line.sides for ref in references(term)]
    layered = any(LAYER.fullmatch(sup) for ref in names for sup in ref.sups)
    counting = {bound.base for line in lines for term in line.sides for bound in bounds(term) if _is_below(bound)}
    if not layered or not counting:
        return tuple(lines)

    def raised(ref: Ref) -> Ref:
        if ref.base not in counting or len(ref.subs) != 1 or ref.sups:
            return ref
        return replace(ref, subs=(), sups=(_plain(ref.subs[0]),)) if _is_below(ref) or ref.subs[0].isdigit() else ref

    return tuple(bounded(line, raised) for line in lines)


def bounded(line: Line, change: Callable[[Ref], Ref]) -> Line:
    """A line with the names that sums end at changed; so are those of declared spaces."""
    if line.relation == "in" and line.side is not None:
        return replace(line, side=with_bounds(line.side, change, every=True))
    if not any(True for term in line.sides for _ in bounds(term)):
        return line
    return line.changed(lambda term: with_bounds(term, change))


def bounds(term: Term) -> Iterator[Ref]:
    """The names that the sums of a term end at."""
    return (part.upper for part in occurrences(term, Big) if isinstance(part.upper, Ref))


def with_bounds(term: Term, change: Callable[[Ref], Ref], *, every: bool = False) -> Term:
    """A term with the names that its sums end at changed; ``every``: with all names changed."""
    match term:
        case Ref() if every:
            return change(term)
        case Big(upper=Ref() as upper, body=body):
            return replace(term, upper=change(upper), body=with_bounds(body, change))
        case _:
            return rebuilt(term, lambda part: with_bounds(part, change, every=every))


def _over_layers(term: Term) -> Term:
    """A term with the plain letter in sums over layers."""
    match term:
        case Big(letter="ell", body=body) if any(LAYER.fullmatch(sup) for ref in references(body) for sup in ref.sups):
            return replace(term, letter="l", body=_over_layers(body))
        case _:
            return rebuilt(term, _over_layers)


def _is_below(ref: Ref) -> bool:
    """``n_l``, ``s_{l+1}``: a name with the letter of a layer below."""
    return len(ref.subs) == 1 and LAYER.fullmatch(_plain(ref.subs[0])) is not None and not ref.sups


def _plain(script: str) -> str:
    r"""The letter of a layer as it stands above names, where a script ``\ell`` is a plain one."""
    return "l" + script.removeprefix("ell") if script.startswith("ell") else script
