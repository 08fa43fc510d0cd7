"""What the lines of a document tell of its names, all of them together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from backproof.check.definitions import definitions as defining
from backproof.check.definitions.errors import is_error
from backproof.check.definitions.open import STEP, quantity
from backproof.check.indices.letters import number, resolved
from backproof.check.names import classes
from backproof.check.names.names import Names
from backproof.check.numbers import is_constant
from backproof.check.numbers.given import elements
from backproof.check.steps.descended import is_loss
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Big, Partial, Plus, Ref, Term, Times


def generic(lines: Sequence[Line], names: Names) -> frozenset[str]:
    """Losses that are differentiated: where nothing defines one, it is any smooth function."""
    derivatives = (part for line in lines for term in line.terms for part in occurrences(term, Partial))
    losses = [quantity(each.of, names) for each in derivatives if is_loss(each.of, names)]
    # The losses of all steps, of which a loss is the sum.
    totals = (line.side for line in lines if line.head is not None and is_loss(line.head, names))
    losses += [ref for side in totals if side is not None for ref in references(side) if _is_step_of_loss(ref, names)]
    return frozenset(resolved(names, ref).key for ref in losses if ref is not None)


def _is_step_of_loss(ref: Ref, names: Names) -> bool:
    return bool(STEP.search(ref.key)) and not ref.subs and is_loss(ref, names)


def differentiated(lines: Sequence[Line], names: Names) -> frozenset[tuple[str, str]]:
    """What the document differentiates by what: (L, y) for ``\\partial L / \\partial y_i``."""
    return _by(names, (term for line in lines for term in line.terms))


def _by(names: Names, terms: Iterable[Term]) -> frozenset[tuple[str, str]]:
    derivatives = (part for term in terms for part in occurrences(term, Partial))
    pairs = ((quantity(each.of, names), each.by) for each in derivatives)
    return frozenset((resolved(names, of).key, resolved(names, by).key) for of, by in pairs if of is not None)


def varying(lines: Sequence[Line], names: Names) -> frozenset[tuple[str, str]]:
    """What stands in the place of a slope behind an equals sign, and by what: it is no constant there."""
    return _by(names, (line.side for line in lines if line.side is not None))


def given(lines: Sequence[Line], names: Names) -> frozenset[str]:
    """Names that the document gives in numbers: what is said of them may hold for these numbers only."""
    given = (head for line in lines for head, side in elements(line, names) if is_constant(side))
    return frozenset(resolved(names, ref).key for ref in given)


def unread(lines: Sequence[Line], names: Names) -> dict[str, tuple[int, ...]]:
    """Names that lines would define, were they read, with these lines.

    What words say that a name stands for defines nothing. What another line steps on, ``W = W - \\alpha dW``, is a
    parameter: an unread line steps on it, too.
    """
    found: defaultdict[str, tuple[int, ...]] = defaultdict(tuple)
    stepped = {resolved(names, line.head).key for line in lines if isinstance(line.head, Ref) and _steps(line)}
    for at, line in enumerate(lines):
        ref = quantity(line.head, names)
        name = resolved(names, ref) if ref is not None else None
        # Another meaning in a case is no definition, and the one before it holds no more.
        elsewhere = line.said.anew and bool(line.conditions)
        unread = elsewhere or (line.problem is not None and not line.is_told)
        if unread and line.relation in defining.DEFINES and name is not None and not name.updated:
            found[name.key] += (at,)
    return {key: at for key, at in found.items() if key not in stepped}


def mentioned(lines: Sequence[Line], names: Names) -> dict[str, frozenset[str]]:
    """By the names that lines would define, were they read, the letters of these lines."""
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for line in lines:
        name = quantity(line.head, names) if line.relation in defining.DEFINES and not line.is_told else None
        if name is not None:
            bases = (ref.base for ref in references(line.side)) if line.side is not None else line.letters
            found[resolved(names, name).key] |= frozenset(bases)
    return dict(found)


def _steps(line: Line) -> bool:
    """Whether a line has the name on its left as a term on its right: it is an update."""
    match line.head, line.side:
        case Ref() as head, Plus(terms):
            return any(isinstance(each, Ref) and each.key == head.key for each in terms)
        case _:
            return False


def errors(lines: Sequence[Line], names: Names) -> frozenset[tuple[str, str]]:
    """Errors of units on the left of equations, with each of their letters, and those that a sum hands back to them."""
    heads = [line.head for line in lines if line.relation in defining.DEFINES]
    found = [resolved(names, head) for head in heads if isinstance(head, Ref) and is_error(head)]
    said = {(name.key, slot) for name in found for slot in name.slots if isinstance(slot, str)}
    if not said:
        return frozenset()
    opening = {line.chain: line.head for line in lines if line.chain is not None and line.head is not None}
    for line in lines:
        head = line.head if line.head is not None or line.chain is None else opening.get(line.chain)
        if isinstance(head, Ref) and is_error(head) and line.side is not None:
            sums = (big for big in occurrences(line.side, Big) if big.letter)
            added = ((resolved(names, ref), big.letter) for big in sums for ref in references(big.body))
            own = resolved(names, head).key
            said.update((own, letter) for name, letter in added if name.key == own and letter in name.slots)
    return frozenset(said)


def one_hot(lines: Sequence[Line], names: Names) -> frozenset[str]:
    """Labels that are class numbers: ``1(y = k)`` is one-hot by what it means."""
    return frozenset(resolved(names, ref).key for ref in classes.one_hot_bases(lines))


def inner(lines: Sequence[Line], names: Names, losses: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Derivatives that stand beside others in a product, as in a chain rule, and those of one step by another.

    Those of losses are always total.
    """
    products = (part for line in lines for term in line.terms for part in occurrences(term, Times))
    chains = ([each for each in product.factors if isinstance(each, Partial)] for product in products)
    inner = (each for chain in chains if len(chain) > 1 for each in chain if not is_loss(each.of, names))
    jacobians = (part for line in lines for term in line.terms for part in walk(term) if _is_jacobian(part))
    named = ((each.of, each.by) for each in (*inner, *jacobians) if isinstance(each, Partial))
    found = ((resolved(names, of), resolved(names, by)) for of, by in named if isinstance(of, Ref))
    return frozenset((of.key, by.key) for of, by in found if of.key not in losses)


def _is_jacobian(part: Term) -> bool:
    """``\\partial c_t/\\partial c_{t-1}``, which often holds the gates between the two steps."""
    match part:
        case Partial(Ref(base, _, (step,)), Ref(other, _, (before,))):
            return base == other and step != before
        case _:
            return False


def repeated_bounds(lines: Sequence[Line]) -> frozenset[tuple[int, str, int]]:
    """Upper bounds of sums that at least two lines of a section write, by its number."""
    counts: Counter[tuple[int, str, int]] = Counter()
    for line in lines:
        sums = (part for term in line.terms for part in occurrences(term, Big))
        ends = ((each.letter, number(each.upper)) for each in sums)
        counts.update({(line.section, letter, upper) for letter, upper in ends if upper is not None})
    return frozenset(bound for bound, count in counts.items() if count > 1)
