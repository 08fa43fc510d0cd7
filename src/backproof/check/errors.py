r"""Errors that a layer hands back to the one below: ``\delta^l = (W^{l+1})^T \delta^{l+1} \odot \sigma'(z^l)``.

Where the document says what the layers are, such a line defines nothing: the error of a quantity is the derivative of
the loss by it, and the chain rule says what comes back through the layer above,
``\delta^l_j = \sum_k \delta^{l+1}_k \partial z^{l+1}_k/\partial z^l_j``, whatever the loss is. A slip in the line would
be right by definition otherwise. It is refuted where the document says of another layer that the error is such a
derivative, and open where it does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.read.lines import Line
from backproof.read.rewriting import references, walk
from backproof.read.terms import Big, Call, Partial, Plus, Ref, Term, Times

ERRORS = ("delta", "Delta")
STYLES = ("\\mathbf{", "\\boldsymbol{", "\\tilde{", "\\hat{", "\\bar{")


def meanings(lines: Sequence[Line]) -> Mapping[int, Line]:
    """The lines that hand an error back, written out for their layers, each with what its head means."""
    heads = {_spelt(line.head) for line in lines if isinstance(line.head, Ref) and line.problem is None}
    found: dict[int, Line] = {}
    for at, line in enumerate(lines):
        above = _above(line)
        if above is None or not isinstance(line.head, Ref):
            continue
        quantity = next(_quantities(line, above, lines), None)
        if quantity is not None and _spelt(upper := _of(quantity, above)) in heads:
            body: Term = Times((above, Partial(upper, quantity, line.span)), line.span)
            for letter in above.subs:
                body = Big("sum", letter, None, None, (), body, line.span)
            found[at] = replace(line, relation="=", side=body, chain=None)
    return found


def is_said(meaning: Line, lines: Sequence[Line]) -> bool:
    r"""Whether a line says of another layer what the error is of: ``\\delta^L = \\partial C/\\partial z^L``.

    A derivative by what an activation gives, times its slope at the quantity, says it, too.
    """
    of = next(part.by.base for term in meaning.sides for part in walk(term) if isinstance(part, Partial))
    for line in lines:
        if isinstance(line.head, Ref) and isinstance(meaning.head, Ref) and line.head.base == meaning.head.base:
            parts = list(walk(line.side)) if line.side is not None and line.problem is None else []
            by = {part.by.base for part in parts if isinstance(part, Partial)}
            slopes = {ref.base for part in parts if isinstance(part, Call) and part.primes for ref in references(part)}
            if by == {of} or (by and of in slopes and of not in by):
                return True
    return False


def _above(line: Line) -> Ref | None:
    """The error of the next layer that each term of a line has for a factor, where its head is an error."""
    head, side = line.head, line.side
    if not isinstance(head, Ref) or _bare(head.base) not in ERRORS or side is None or line.problem is not None:
        return None
    if any(isinstance(part, Partial) for part in walk(side)):
        return None
    level = _level(head)
    terms = side.terms if isinstance(side, Plus) else (side,)
    found = [{ref for ref in references(term) if ref.base == head.base} for term in terms]
    refs = {replace(ref, span=head.span) for each in found for ref in each}
    if level is None or not all(found) or len(refs) != 1:
        return None
    above = refs.pop()
    same = len(above.subs) == len(head.subs) and len(above.sups) == len(head.sups) and above.sample == head.sample
    return above if same and _level(above) == level + 1 and not set(above.subs) & set(head.subs) else None


def _quantities(line: Line, above: Ref, lines: Sequence[Line]) -> Iterator[Ref]:
    """What the error of a line may be of: what its slope is at, or what an activation of that layer is applied to."""
    assert isinstance(line.head, Ref)
    assert line.side is not None
    slopes = [part for part in walk(line.side) if isinstance(part, Call) and part.primes == 1]
    at = [part.arguments[0] for part in slopes if len(part.arguments) == 1]
    yield from (each for each in at if isinstance(each, Ref) and _fits(each, line.head))
    for other in lines:
        match other.head, other.side:
            case Ref() as out, Call(primes=0, arguments=(Ref() as inside,)):
                if any(isinstance(each, Ref) and _spelt(each) == _spelt(inside) for each in at):
                    continue
                if inside.sups == out.sups == line.head.sups and len(inside.subs) == len(line.head.subs):
                    slope_above = any(isinstance(each, Ref) and each.sups == above.sups for each in at)
                    yield _of(out if slope_above else inside, line.head)
            case _:
                continue


def _fits(quantity: Ref, head: Ref) -> bool:
    return quantity.sups == head.sups and quantity.subs == head.subs


def _of(quantity: Ref, error: Ref) -> Ref:
    """A quantity with the scripts of an error."""
    return replace(quantity, subs=error.subs, sups=error.sups)


def _spelt(ref: Ref) -> tuple[str, tuple[str, ...]]:
    return ref.base, ref.sups


def _level(ref: Ref) -> int | None:
    """The number of the layer among the superscripts of a name."""
    numbers = [int(sup) for sup in ref.sups if sup.isdigit()]
    return numbers[0] if len(numbers) == 1 else None


def _bare(base: str) -> str:
    for style in STYLES:
        base = base.removeprefix(style)
    return base.rstrip("}")
