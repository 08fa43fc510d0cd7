r"""The loss of one sample under the name of that of all: ``C = \frac1n \sum_x C_x``, then ``\partial C/\partial z_j``.

Texts define a cost as the mean over their samples and go on with one of them, whose mark they leave out. A line that
speaks of the cost and of what varies from sample to sample, and sums over none, is about one sample: its cost is what
the mean is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from fractions import Fraction
from functools import partial

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.sampling import (
    SAMPLE_LETTERS,
    marked_by,
    refs_of,
    sample_of,
    sample_subscripts,
    unmarked,
    with_refs,
)
from backproof.check.samples import samples
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, rebuilt, references, renamed, walk
from backproof.read.terms.terms import Big, Divide, Num, Partial, Ref, Term, Times
from backproof.read.vocabulary import LOSS_LETTERS

MEANS = "is that of one sample"
"""How the sentence goes on that a line is proved with."""
FEWEST = 2
"""So many lines that are proved with the loss of one sample show that the document means it."""
UNSAID = "whether the loss of one sample is meant, or that of all, is not written"
LETTERS = LOSS_LETTERS - {"l"}
OFFSET = re.compile(r"[a-z][+-]\d").fullmatch


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a name of its own for the loss of one sample; what that is stands behind them."""
    spoken = list(lines)
    if letters := sample_subscripts(spoken):
        spoken = [marked_by(line, letters) for line in spoken]
    if not any(_total(line) in LETTERS and line.side is not None and has(line.side, Big) for line in spoken):
        return tuple(lines)
    found = samples.of(spoken)
    means = {at: letter for at, line in enumerate(spoken) if (letter := _of_its_own(line))}
    if means and (steps := {sub[0] for line in spoken for ref in refs_of(line) for sub in filter(OFFSET, ref.subs)}):
        # Of no sample stands the one before beside it: h_{n-1} makes n a step.
        means = {at: letter for at, letter in means.items() if letter not in steps}
    totals = {at: base for at in found.totals | means.keys() if (base := _total(spoken[at])) in LETTERS}
    sums = totals.keys()
    if len(means) == 1 and len({*totals.values()}) == 1:
        # A text may write out the whole sum as well.
        totals = {at: totals[at] for at in means}
    if len(totals) != 1:
        return tuple(lines)
    ((total, loss),) = totals.items()
    mean = f"\\bar{{{loss}}}"
    own = means.get(total, "")
    said = {at for at, line in enumerate(spoken) if at not in sums and _says(line, loss, own)}
    if any(_sums_gradient(line, spoken, found, loss) for line in spoken):
        return tuple(lines)
    others = [at for at in range(len(spoken)) if at not in said | {total}]
    varying = set(found.varying)
    if total in means:
        # Of each sample's loss, whatever else is computed is that of the sample, too.
        varying |= {head.base for line in lines if line.relation in DEFINES and isinstance(head := line.head, Ref)}
    single = _single(others, spoken, found, loss, varying)
    counts = {ref.key for part in _parts(spoken[total]) for ref in _counts(part)}
    plain = (line for at, line in enumerate(spoken) if at not in said | {total} and not _is_summed(line, spoken, found))
    if any(ref.key in counts for line in plain for ref in refs_of(line)):
        # A gradient that is divided by the number of samples is one of the mean.
        return tuple(lines)
    if not single or any(ref.base == mean for line in lines for ref in refs_of(line)):
        return tuple(lines)
    stated = {at for at in said if any(_is_loss(ref, loss) for ref in _heads(spoken[at]))}
    kept = single | stated
    written = [line if at in kept else _of_all(line, loss, mean, own) for at, line in enumerate(lines)]
    if stated:
        return tuple(written)
    for at in single:
        assumes = (*written[at].assumes, f"{loss} {MEANS}")
        written[at] = replace(written[at], assumes=assumes, limited=written[at].limited or UNSAID)
    return (*written, *_meant(spoken, total, said, loss, own))


def is_usual(proved: Sequence[tuple[str, ...]]) -> bool:
    """Whether a document speaks of one sample so, by what its proved lines are read with: the others do, too."""
    return sum(any(each.endswith(MEANS) for each in assumes) for assumes in proved) >= FEWEST


def _total(line: Line) -> str:
    """The loss that a line defines without a sample; empty for any other line."""
    match line.head:
        case Ref(base, (), ()):
            return base
        case _:
            return ""


def _heads(line: Line) -> Iterator[Ref]:
    if isinstance(line.head, Ref):
        yield line.head


def _of_its_own(line: Line) -> str:
    """The letter of ``C = \\frac1n \\sum_x C_x``: of the samples, of whose losses a loss is the sum."""
    if not _total(line) or line.relation not in DEFINES or line.side is None:
        return ""
    parts = list(walk(line.side))
    divided = any(True for part in parts for _ in _counts(part))
    for part in parts:
        match part:
            case Big("sum", letter, body=Ref(base) as body) if base == _total(line) and body != line.head:
                named = _without(body, letter).key == base
                return letter if named and (divided or letter in SAMPLE_LETTERS) else ""
            case _:
                pass
    return ""


def _counts(term: Term) -> Iterator[Ref]:
    """The names that a fraction is divided by."""
    if isinstance(term, Divide) and not has(term.denominator, Big, Partial):
        yield from (ref for ref in references(term.denominator) if ref.key == ref.base)


def _parts(line: Line) -> Iterator[Term]:
    return (part for term in line.sides for part in walk(term))


def _without(ref: Ref, letter: str) -> Ref:
    """A name without its sample, in whatever script."""
    bare = unmarked(ref)
    return replace(bare, subs=()) if letter and bare.subs == (letter,) else bare


def _says(line: Line, loss: str, letter: str) -> bool:
    """Whether a line says what the loss of a sample is, with its mark or without it."""
    match line.head:
        case Ref(base) as head if base == loss and _without(head, letter).key == base:
            return line.relation in DEFINES and line.side is not None
        case _:
            return False


def _sums_gradient(line: Line, lines: Sequence[Line], found: samples.Samples, loss: str) -> bool:
    """Whether a derivative of the loss is one over all samples, as its line writes them: this text leaves none out."""
    parts = [part for each in _chain(line, lines) for term in each.sides for part in walk(term)]
    taken = any(isinstance(part, Partial) and _is_loss(part.of, loss) for part in parts)
    marked = any(sample_of(ref) is not None and ref.base != loss for ref in parts if isinstance(ref, Ref))
    summed = any(found.samples(part) and not _names(part, loss) for part in parts)
    return taken and (marked or summed)


def _names(term: Term, loss: str) -> bool:
    return any(ref.base == loss for ref in references(term))


def _is_loss(term: Term, loss: str) -> bool:
    return isinstance(term, Ref) and term.base == loss and not term.subs and not term.sups


def _chain(line: Line, lines: Sequence[Line]) -> list[Line]:
    """A line and the other members of its chain."""
    return [each for each in lines if each is line or (line.chain is not None and each.chain == line.chain)]


def _single(
    among: Sequence[int], lines: Sequence[Line], found: samples.Samples, loss: str, varying: set[str]
) -> set[int]:
    """The lines that speak of the loss and of what varies, or of what others define by the loss of one sample."""
    single, before = set[int](), -1
    while before < len(single):
        before = len(single)
        single.update(at for at in among if _is_single(at, lines, found, loss, varying))
        varying.update(head.base for at in single if isinstance(head := lines[at].head, Ref))
    return single


def _is_single(at: int, lines: Sequence[Line], found: samples.Samples, loss: str, varying: Set[str]) -> bool:
    """Whether a line speaks of the loss and of one sample that it does not mark."""
    line = lines[at]
    chain = _chain(line, lines)
    names = [ref for each in chain for term in each.sides for ref in references(term)]
    speaks = any(ref.base == loss and not ref.subs and not ref.sups for ref in names)
    varies = any(ref.base in varying for ref in names if ref.base != loss)
    # A chain rule holds for all samples together as well.
    ruled = all(map(_is_chain_rule, line.sides)) and line.head is not None
    return speaks and varies and not ruled and not _is_summed(line, lines, found)


def _is_summed(line: Line, lines: Sequence[Line], found: samples.Samples) -> bool:
    """Whether a line or its chain marks samples, or sums over them."""
    chain = _chain(line, lines)
    marked = any(sample_of(ref) is not None for each in chain for ref in refs_of(each))
    return marked or any(found.samples(part) for each in chain for term in each.terms for part in walk(term))


def _is_chain_rule(term: Term) -> bool:
    """Whether a term is a product of derivatives, perhaps summed."""
    match term:
        case Partial():
            return True
        case Times(factors):
            return all(map(_is_chain_rule, factors))
        case Big("sum", body=body):
            return _is_chain_rule(body)
        case _:
            return False


def _of_all(line: Line, loss: str, mean: str, letter: str) -> Line:
    """A line with the loss of all samples, and with the losses that it is the mean of."""

    def named(ref: Ref) -> Ref:
        plain = _without(ref, letter) if letter else ref
        return replace(ref, base=mean) if plain.key == loss else ref

    return with_refs(line, named)


def _meant(lines: Sequence[Line], total: int, said: Set[int], loss: str, letter: str) -> Iterator[Line]:
    """What the loss of one sample is: what the mean is of, or what lines say of it with a mark."""
    for at in (total, *sorted(said)):
        line = lines[at]
        side = _of_one(line.side) if at == total and line.side is not None else line.side
        if side is None or any(ref.base == loss for ref in references(side)):
            continue
        head = Ref(loss, (), (), line.span)
        yield replace(line, head=head, side=renamed(side, partial(_without, letter=letter)), chain=None)


def _of_one(side: Term) -> Term | None:
    """What is summed over samples, with its factors but for their number; None where a side is no such sum."""
    match side:
        case Big(body=body):
            return body
        case Times(factors) if any(isinstance(each, Big) for each in factors):
            (big, *more) = (each for each in factors if isinstance(each, Big))
            if more:
                return None
            count = {each.key for each in references(big.upper)} if big.upper is not None else None
            others = [_uncounted(each, count) for each in factors if each is not big]
            return replace(side, factors=(*others, big.body), signs=())
        case Divide(numerator, denominator):
            below = _uncounted(denominator, None)
            inner = _of_one(numerator)
            return None if inner is None else replace(side, numerator=inner, denominator=below)
        case _:
            return None


def _uncounted(term: Term, count: Set[str] | None) -> Term:
    """A factor without the number of samples; any name is it where the sum does not say how many there are."""
    match term:
        case Ref() if count is None or term.key in count:
            return Num(Fraction(1), 0, term.span)
        case _:
            return rebuilt(term, lambda part: _uncounted(part, count))
