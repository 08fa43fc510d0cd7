r"""Errors that a layer hands back to the one below: ``\delta^l = (W^{l+1})^T \delta^{l+1} \odot \sigma'(z^l)``.

Where the document says what the layers are, such a line defines nothing: the error of a quantity is the derivative of
the loss by it, and the chain rule says what comes back through the layer above,
``\delta^l_j = \sum_k \delta^{l+1}_k \partial z^{l+1}_k/\partial z^l_j``, whatever the loss is. A slip in the line would
be right by definition otherwise. It is refuted where the document says of another layer that the error is such a
derivative, and open where it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references, walk
from backproof.read.terms.terms import Big, Call, Partial, Plus, Ref, Term, Times
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.records import replace

ERRORS = ("delta", "Delta")
NUMBERED = re.compile(r"(.+)_\{(\d+)\}")
"""A name with a number that is part of it: ``W_{2}``."""
BRACKETED = re.compile(r"([(\[<]?)(\d+)([)\]>]?)")
EQUALS = frozenset({"=", ":=", "equiv"})
STYLES = ("\\mathbf{", "\\boldsymbol{", "\\tilde{", "\\hat{", "\\bar{")


def meanings(lines: Sequence[Line]) -> Mapping[int, Line]:
    """The lines that hand an error back, written out for their layers, each with what its head means."""
    heads = {(stem(line.head), _level(line.head)) for line in lines if isinstance(line.head, Ref)}
    found: dict[int, Line] = {}
    for at, line in enumerate(lines):
        above = _above(line)
        if above is None or not isinstance(line.head, Ref):
            continue
        quantity = next(_quantities(line, above, lines), None)
        if quantity is not None and (stem(quantity), _level(above)) in heads:
            found[at] = replace(line, relation="=", side=_meaning(line, quantity, above, lines), chain=None)
    return found


def _meaning(line: Line, quantity: Ref, above: Ref, lines: Sequence[Line]) -> Term:
    """What comes back through the layer above, and what the loss adds that does not pass it."""
    above = _primed(above, line.head)
    upper = at_layer_of(quantity, above)
    body: Term = Times((above, Partial(upper, quantity, line.span)), line.span)
    for letter in _letters(above):
        body = Big("sum", letter, None, None, (), body, line.span)
    # What a term without that error adds is the layer's own: a loss of each time step.
    own = None if line.side is None else _without(line.side, stem(above))
    loss = loss_of(lines)
    if loss is not None and (own is not None or _passes(loss, quantity, upper, lines)):
        return Partial(loss, quantity, line.span)
    return body if own is None else Plus((body, own), line.span)


def _primed(above: Ref, head: Term | None) -> Ref:
    """An error with letters of its own, where it is written with those of the head."""
    taken = set(_letters(head)) if isinstance(head, Ref) else set()
    return replace(above, subs=tuple(f"{sub}'" if sub in taken else sub for sub in above.subs))


def _passes(loss: Ref, quantity: Ref, upper: Ref, lines: Sequence[Line]) -> bool:
    """Whether a loss depends on a quantity in a way that does not go through the same one of the layer above."""
    named: dict[tuple[str, int | None], list[Ref]] = {}
    for line in lines:
        if isinstance(line.head, Ref) and line.side is not None and line.problem is None and line.relation in EQUALS:
            named.setdefault((stem(line.head), _level(line.head)), list(references(line.side)))
    goal, barred = ((stem(each), _level(each)) for each in (quantity, upper))
    pending, seen = [(stem(loss), _level(loss))], {barred}
    while pending:
        place = pending.pop()
        if place == goal:
            return True
        if place not in seen:
            seen.add(place)
            pending.extend((stem(ref), _level(ref)) for ref in named.get(place, ()))
    return False


def is_error(term: Term) -> bool:
    """Whether a term is the name of an error, of whatever layer and in whatever style."""
    return isinstance(term, Ref) and stem(term) in ERRORS


def activated(error: Ref, lines: Sequence[Line]) -> Iterator[tuple[Ref, Ref]]:
    """What activations of the layer of an error are applied to, and what they give, with its indices."""
    for line in lines:
        match line.head, line.side:
            case Ref() as out, Call(primes=0, arguments=(Ref() as inside,)):
                fits = all(_level(each) == _level(error) for each in (out, inside))
                if fits and len(_letters(out)) == len(_letters(inside)) == len(_letters(error)):
                    yield at_layer_of(inside, error), at_layer_of(out, error)
            case _:
                continue


def is_said(meaning: Line, lines: Sequence[Line]) -> bool:
    r"""Whether a line says of another layer alone what the error is of: ``\\delta^L = \\partial C/\\partial z^L``.

    A derivative by what an activation gives, times its slope at the quantity, says it, too.
    """
    of = next(stem(part.by) for term in meaning.sides for part in occurrences(term, Partial))
    said: set[bool] = set()
    for line in lines:
        if isinstance(line.head, Ref) and isinstance(meaning.head, Ref) and stem(line.head) == stem(meaning.head):
            parts = list(walk(line.side)) if line.side is not None and line.problem is None else []
            by = {stem(part.by) for part in parts if isinstance(part, Partial)}
            slopes = {stem(ref) for part in parts if isinstance(part, Call) and part.primes for ref in references(part)}
            if by == {of} or (by and of in slopes and of not in by):
                said.add(_level(line.head) == _level(meaning.head))
    return said == {False}


def _above(line: Line) -> Ref | None:
    """The error of the next layer that terms of a line have for a factor, where its head is an error."""
    head, side = line.head, line.side
    if not isinstance(head, Ref) or not is_error(head) or side is None or line.problem is not None:
        return None
    if has(side, Partial):
        return None
    refs = {replace(ref, span=head.span) for ref in references(side) if stem(ref) == stem(head)}
    level = _level(head)
    if level is None or len(refs) != 1:
        return None
    above = refs.pop()
    same = len(_letters(above)) == len(_letters(head)) and above.sample == head.sample
    return above if same and _level(above) == level + 1 else None


def loss_of(lines: Sequence[Line]) -> Ref | None:
    """The only loss that the lines define: then the layer's own part of an error is that of this loss."""
    heads = [line.head for line in lines if line.side is not None and line.problem is None and line.relation]
    losses = {head.key: head for head in heads if isinstance(head, Ref) and head.base in LOSS_LETTERS and not head.subs}
    return next(iter(losses.values())) if len(losses) == 1 else None


def _without(side: Term, name: str) -> Term | None:
    """What is left without the terms that an error of this name is a factor of, also in a sum that is multiplied."""
    if name not in map(stem, references(side)):
        return side
    match side:
        case Plus(terms):
            own = tuple(part for each in terms if (part := _without(each, name)) is not None)
            return replace(side, terms=own) if len(own) > 1 else next(iter(own), None)
        case Times(factors):
            kept = tuple(part for each in factors if (part := _without(each, name)) is not None)
            return replace(side, factors=kept) if len(kept) == len(factors) else None
    return None


def _quantities(line: Line, above: Ref, lines: Sequence[Line]) -> Iterator[Ref]:
    """What the error of a line may be of: what another line says, what its slope is at, or what is activated there."""
    assert isinstance(line.head, Ref)
    assert line.side is not None
    for other in lines:
        match other.head, other.side:
            case Ref() as error, Partial(_, by) if stem(error) == stem(line.head) and _fits(by, error):
                yield at_layer_of(by, line.head)
            case _:
                continue
    slopes = [part for part in occurrences(line.side, Call) if part.primes == 1]
    at = [part.arguments[0] for part in slopes if len(part.arguments) == 1]
    yield from (each for each in at if isinstance(each, Ref) and _fits(each, line.head))
    slope_above = any(isinstance(each, Ref) and _level(each) == _level(above) for each in at)
    yield from (out if slope_above else inside for inside, out in activated(line.head, lines))
    yield from _recurrent(line, above, lines)


def _recurrent(line: Line, above: Ref, lines: Sequence[Line]) -> Iterator[Ref]:
    """The one state that the state of the next step is computed from."""
    assert isinstance(line.head, Ref)
    found: dict[str, Ref] = {}
    for other in lines:
        if isinstance(other.head, Ref) and _fits(other.head, above) and stem(other.head) != stem(above):
            inside = references(other.side) if other.side is not None else ()
            own = {stem(ref) for ref in inside if _level(ref) == _level(line.head)}
            found.update({stem(other.head): other.head} if stem(other.head) in own else {})
    if len(found) == 1:
        yield at_layer_of(found.popitem()[1], line.head)


def _fits(quantity: Ref, error: Ref) -> bool:
    """Whether a quantity is of the layer of an error, with as many indices."""
    return _level(quantity) == _level(error) is not None and len(_letters(quantity)) == len(_letters(error))


def at_layer_of(quantity: Ref, error: Ref) -> Ref:
    """A quantity at the layer of an error, with its indices."""
    level, letters = _level(error), iter(_letters(error))
    placed = quantity if level is None else _at(quantity, level)
    return replace(placed, subs=tuple(sub if sub.isdigit() else next(letters, sub) for sub in placed.subs))


def _letters(ref: Ref) -> tuple[str, ...]:
    return tuple(sub for sub in ref.subs if not sub.isdigit())


def _level(ref: Ref) -> int | None:
    """The number of the layer that a name carries: above, below, or as a part of it."""
    match ref:
        case Ref(sups=(sup, *_)) if (found := BRACKETED.fullmatch(sup)) is not None:
            return int(found[2])
        case Ref(sups=(), subs=(sub,)) if sub.isdigit():
            return int(sub)
        case Ref(base, sups=()) if (found := NUMBERED.fullmatch(base)) is not None:
            return int(found[2])
        case _:
            return None


def _at(ref: Ref, level: int) -> Ref:
    """A name with another layer."""
    if ref.sups:
        return replace(ref, sups=tuple(BRACKETED.sub(rf"\g<1>{level}\g<3>", sup) for sup in ref.sups))
    if ref.subs and all(sub.isdigit() for sub in ref.subs):
        return replace(ref, subs=(str(level),))
    return replace(ref, base=NUMBERED.sub(rf"\g<1>_{{{level}}}", ref.base))


def stem(ref: Ref) -> str:
    """A name without its layer."""
    if ref.base.isalpha():
        return ref.base
    found = NUMBERED.fullmatch(ref.base)
    base = ref.base if found is None or ref.sups else found[1]
    for style in STYLES:
        base = base.removeprefix(style)
    return base.rstrip("}").removeprefix("\\")
