r"""Chain rules of a loss that nobody defines, which no loss fulfils.

``\partial L/\partial x = W \, \partial L/\partial z`` holds for any L where ``z = W^T x``, and for none where
``z = 2 W^T x``. It is refuted where the document says how z comes from x, where all that is computed from x goes
through z, and where the line speaks of nothing else than the derivatives of L.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import final

from backproof.check.definitions.definitions import defines_error
from backproof.check.definitions.open import is_open, quantity, reach, smooth
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import resolved
from backproof.check.names.names import DEPENDENT
from backproof.check.verdicts.sides import Claim, Sides
from backproof.expr import Definition, Expression, Tensor
from backproof.expr.walk import derivatives, tensors
from backproof.read.terms.rewriting import has, occurrences, references
from backproof.read.terms.terms import Nabla, Partial

MARK = f"^{{{DEPENDENT}}}"
"""What the name of a quantity that varies from sample to sample ends with."""


@final
@dataclass(frozen=True, slots=True)
class _ChainRule:
    """A derivative of a ``loss`` by a ``variable`` as derivatives of the same loss by what it goes through alone."""

    loss: str
    variable: str
    through: frozenset[str]

    @staticmethod
    def of(claim: Claim, book: Book) -> _ChainRule | None:
        """The chain rule that a claim is; None where it speaks of other derivatives, too, or of none."""
        match claim.left:
            case Partial(of, by) if (loss := quantity(of, book.names)) is not None:
                pass
            case _:
                return None
        key, variable = resolved(book.names, loss).key, resolved(book.names, by).key
        parts = list(occurrences(claim.right, Partial, Nabla))
        through = frozenset(_through(parts, key, book))
        return _ChainRule(key, variable, through) if through and len(through) >= len({*_names(parts)}) else None


def is_cut(claim: Claim, book: Book) -> bool:
    """Whether the quantities that a chain rule goes through are all that its loss can depend on its variable by."""
    rule = _ChainRule.of(claim, book)
    if rule is None or rule.loss not in book.links.losses or rule.variable in rule.through:
        return False
    between = all(_is_between(each, rule.variable, book) for each in rule.through)
    return between and not _ends(rule.variable, rule.through, book)


def beside(claim: Claim, book: Book) -> tuple[str, frozenset[str], set[str]] | None:
    """A loss that is left open, what a chain rule of it goes through, and what else is computed from its variable.

    Layers that a text describes side by side, ``H = \\max(0, Y)`` and ``A = \\sigma(Y)``, are not all in one network.
    What is computed from any quantity that the chain rule goes through is a part of the network.
    """
    rule = _ChainRule.of(claim, book)
    if rule is None or rule.loss in book.catalogue.by_key:
        return None
    ends = _ends(rule.variable, rule.through, book) - {rule.variable}
    below = _below(book)
    apart = {each for each in ends if not rule.through & reach(each, below)}
    # With and without the mark of a sample, a name is one.
    if {each.replace(MARK, "") for each in apart} & {each.replace(MARK, "") for each in rule.through}:
        return None
    return (rule.loss, rule.through, apart) if apart and apart == ends else None


def later(sides: Sides, section: int, book: Book) -> tuple[list[str], Sides] | None:
    """The sides with losses that are left open and depend on nothing which a later section defines, and its names."""
    apart: set[str] = set()
    changed: list[Definition] = []
    for each in sides.model:
        inputs = {part.symbol.name for part in tensors(each.body)} & book.catalogue.by_key.keys()
        known = {key for key in inputs if any(own.section <= section for own in book.catalogue.by_key[key])}
        if is_open(each) and not each.symbol.rank and known and known < inputs:
            apart |= inputs - known
            changed.append(replace(each, body=smooth(each.symbol, (), map(book.whole, sorted(known)))))
        else:
            changed.append(each)
    return (sorted(apart), replace(sides, model=replace(sides.model, definitions=tuple(changed)))) if apart else None


def only_later(claim: Claim, book: Book, items: Sequence[int]) -> str:
    """What a derivative leads through, in an exercise with a loss of its own, that only later ones define."""
    match claim.left:
        case Partial(of, by) if 0 <= claim.line < len(items) and (loss := quantity(of, book.names)) is not None:
            key, variable = resolved(book.names, loss).key, resolved(book.names, by).key
        case _:
            return ""
    here = claim.section, items[claim.line]
    places: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    for each in book.definitions:
        places[each.key].add((each.section, items[each.line] if 0 <= each.line < len(items) else 0))
    if here not in places[key]:
        return ""
    # A quantity that a later section defines goes on with this one; another exercise may mean another one.
    later = {each for each, own in places.items() if all(place[0] == here[0] and place > here for place in own)} - {
        variable
    }
    below = _below(book) if later else {}
    own = reach(key, {each: inside for each, inside in below.items() if each not in later})
    found = sorted(each for each in later & own if variable in reach(each, below))
    return f"only a later exercise says how {', '.join(found)} depends on {variable}" if found else ""


def untied(sides: Sides, book: Book) -> str:
    """Derivatives of a loss that is left open by quantities of which no line says that one depends on the other.

    Where V and O stand in no definition together, the loss may be any function of both, and V may be in O all the same.
    """
    left, right = ({*_of_losses(side, book)} for side in sides.resting)
    ends = {key: _ends(key, set(), book) for key in left | right}
    apart = {
        key
        for own, others in ((left, right), (right, left))
        for key in own
        if others and not any(ends[key] & ends[each] for each in others)
    }
    return f"the document does not say how {', '.join(sorted(apart))} depend on each other" if apart else ""


def _of_losses(side: Iterable[Expression], book: Book) -> Iterator[str]:
    """What losses that nothing defines are differentiated by."""
    for part in (part for body in side for part in derivatives(body)):
        if isinstance(part.of, Tensor) and part.of.symbol.name in book.generic:
            yield part.by.symbol.name


def _names(parts: list[Partial | Nabla]) -> Iterator[str]:
    return (part.by.key if isinstance(part, Partial) else "" for part in parts)


def _through(parts: list[Partial | Nabla], loss: str, book: Book) -> Iterator[str]:
    """What the derivatives of the loss on a side are by."""
    for part in parts:
        of = quantity(part.of, book.names) if isinstance(part, Partial) else None
        if isinstance(part, Partial) and of is not None and resolved(book.names, of).key == loss:
            yield resolved(book.names, part.by).key


def _is_between(key: str, variable: str, book: Book) -> bool:
    """Whether a quantity is defined, once and for all, from the variable."""
    return len(book.catalogue.by_key.get(key, ())) == 1 and variable in reach(key, _below(book))


def _ends(variable: str, through: Set[str], book: Book) -> set[str]:
    """What is computed from the variable, enters nothing else, and does not go through these quantities."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    for key, inside in _below(book).items():
        for each in inside:
            above[each].add(key)
    seen: set[str] = set()
    pending = [variable]
    while pending:
        key = pending.pop()
        if key not in seen and key not in through:
            seen.add(key)
            pending.extend(above[key])
    return {key for key in seen if not above[key]}


def _below(book: Book) -> Mapping[str, frozenset[str]]:
    """What stands in the definitions of each quantity; derivatives compute nothing."""
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for each in book.definitions:
        derived = defines_error(each.head, each.body) or has(each.body, Partial)
        if not derived:
            found[each.key] |= {resolved(book.names, ref).key for ref in references(each.body)}
    return found
