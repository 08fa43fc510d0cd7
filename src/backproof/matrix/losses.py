"""What lines say of losses: which is a mean over samples, and which a sum over those of each sample."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from backproof.matrix import said
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Big, Call, Divide, Num, Partial, Plus, Ref, Term, Times, Transposed


def defines_loss(line: Line) -> bool:
    """Whether a line says what a loss is."""
    named = line.head is not None and said.loss_name(line.head) is not None
    return named and line.side is not None and line.relation in said.EQUALITIES and not said.has_derivative(line.side)


def outputs_of_two_classes(lines: Sequence[Line]) -> Iterator[tuple[Ref, Ref]]:
    r"""The y and a of ``(1 - y) \\log(1 - a)``: numbers, or as many of the one as of the other, side by side."""
    for line in lines:
        for part in said.parts(line):
            match part:
                case Times((one, Call(Ref("log" | "\\log" | "ln" | "\\ln"), 0, (other,)))):
                    label = one.base if isinstance(one, Transposed) else one
                    match _complement(label), _complement(other):
                        case Ref() as label, Ref() as output:
                            yield label, output
                        case _:
                            pass
                case _:
                    pass


def _complement(term: Term) -> Term | None:
    """What one less something is; None for other terms."""
    match term:
        case Plus((Num(1), Times((Num(-1), rest)))):
            return rest
        case _:
            return None


def means_over(line: Line) -> Iterator[Ref]:
    """The numbers of samples over which a line says that a loss is the mean."""
    if defines_loss(line):
        ends = {part.upper.key for part in said.parts(line, Big) if isinstance(part.upper, Ref)}
        below = (part.denominator for part in said.parts(line, Divide))
        factors = (factor for each in below for factor in (each.factors if isinstance(each, Times) else (each,)))
        yield from (each for each in factors if isinstance(each, Ref) and each.key in ends)


def unnamed_mean(lines: Sequence[Line], gradients: Sequence[Line]) -> tuple[Term, Ref] | None:
    """A mean that lines define, with the number of samples, where no line of some gradients names that."""
    counts = (count for line in lines for count in means_over(line)) if gradients else ()
    count = next((each for each in counts if not any(names(line, each) for line in gradients)), None)
    mean = None if count is None else mean_over(lines, count)
    return None if count is None or mean is None else (mean, count)


def names(line: Line, name: Ref) -> bool:
    """Whether a name stands in a line."""
    return any(ref.key == name.key for side in line.sides for ref in references(side))


def mean_over(lines: Sequence[Line], count: Ref) -> Term | None:
    """The loss that a line defines by a division by a number of samples."""
    divided = (line.head for line in lines if defines_loss(line) and _divides(line, count))
    return next((head for head in divided if head is not None), None)


def _divides(line: Line, count: Ref) -> bool:
    below = (part.denominator for part in said.parts(line, Divide))
    return any(ref.key == count.key for each in below for ref in references(each))


def total_of(lines: Sequence[Line], loss: Term) -> Term | None:
    r"""The loss that a line defines as a sum over some loss of one sample: L for ``L_i`` in ``\\sum_i L_i``."""
    if not isinstance(loss, Ref) or len(loss.subs) != 1:
        return None
    for line in filter(defines_loss, lines):
        match line.head:
            case Ref(base, (), sups) as head if (base, sups) == (loss.base, loss.sups):
                sums = (part for part in said.parts(line, Big))
                summed = ((big.letter, ref) for big in sums for ref in references(big.body))
                if any((ref.base, ref.subs) == (base, (letter,)) for letter, ref in summed):
                    return head
            case _:
                pass
    return None


def varied(lines: Sequence[Line]) -> Iterator[Ref]:
    r"""The names by which a loss is differentiated, and that look like one and are none: E of ``e = E x``."""
    slopes = list(said.of_lines(lines, Partial))
    by = [each.by for each in slopes if said.loss_name(each.by) is not None]
    above = {said.loss_name(each.of) for each in slopes} if by else set()
    return (each for each in by if said.loss_name(each) not in above)


def is_of_its_own(call: Call) -> bool:
    """Whether a loss depends on a name with its own scripts: that of L_t(o_t) is one number for each step."""
    scripts = {*call.name.subs, *call.name.sups}
    match call.arguments:
        case (Ref(subs=subs, sups=sups),):
            return bool(scripts) and scripts <= {*subs, *sups}
        case _:
            return False
