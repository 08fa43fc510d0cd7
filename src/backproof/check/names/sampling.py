r"""How authors mark samples and iterations: ``x^{(i)}``, ``C_x``, ``\\theta^{(k+1)}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial

from backproof.check.names.classes import ONE_HOT
from backproof.read.lines import Line
from backproof.read.terms.rewriting import children, has, occurrences, rebuilt, references, renamed
from backproof.read.terms.terms import Big, Call, Partial, Ref, Term, Unreadable
from backproof.records import replace

MARK = re.compile(r"\(([A-Za-z])\)")
OFFSET = re.compile(r"\(([A-Za-z])([+-]\d)\)")
DATA = frozenset({"x", "y", "t", "X", "Y", "a", "z", "h", "o", "p", "O", "target", "output", "out", "label", "pred"})
"""Letters for what varies from sample to sample, where a document does not say it."""
SAMPLE_LETTERS = frozenset("xnpsrd")
"""Letters of samples that also stand in subscripts: ``C_x``, ``E_n``."""
ACCENTS = re.compile(r"\\(?:hat|tilde|bar|vec|mathbf|boldsymbol|mathrm|mathbb)\{(.*)\}")


def sample_of(ref: Ref) -> str | None:
    """The letter of the sample that a superscript names."""
    if not ref.sups:
        return None
    marks = (MARK.fullmatch(sup) for sup in ref.sups)
    return next((mark[1] for mark in marks if mark is not None and mark[1] != "t"), None)


def unmarked(ref: Ref) -> Ref:
    """A name without the mark of its sample."""
    return replace(ref, sups=tuple(sup for sup in ref.sups if MARK.fullmatch(sup) is None or sup == "(t)"))


def free_samples(term: Term) -> frozenset[str]:
    """The samples that a term names and no sum in it binds."""
    match term:
        case Ref():
            own = sample_of(term)
            return frozenset() if own is None else frozenset({own})
        case Big(letter=letter, body=body):
            return free_samples(body) - {letter}
        case _:
            return frozenset().union(*(free_samples(part) for part in children(term)))


def sample_subscripts(lines: Sequence[Line]) -> frozenset[str]:
    r"""Letters such as the x of ``C_x``, where another sum over x has no x in it: then it is a sample everywhere."""
    sums = [part for line in lines for term in line.terms for part in occurrences(term, Big)]
    plain = [each for each in sums if each.lower is None and each.upper is None and each.letter in SAMPLE_LETTERS]
    empty = {each.letter for each in plain if not any(each.letter in ref.subs for ref in references(each.body))}
    if not empty:
        return frozenset()
    lone = [ref for line in lines for ref in refs_of(line)]
    # A letter beside the mark of a sample is that of an element: the letters of matrix products are nobody's.
    marked = {letter for ref in lone if sample_of(ref) is not None for letter in ref.subs}
    return frozenset(
        letter
        for letter in empty - marked
        if all(ref.subs == (letter,) for ref in lone if letter in (*ref.subs, *ref.at)) and not _counts(letter, lone)
    )


def _counts(letter: str, names: Sequence[Ref]) -> bool:
    r"""Whether a letter is one of those that count the same elements: n, where all that has it is ``z_i``, too."""
    having = {ref.base for ref in names if ref.subs == (letter,)}
    others = {ref.base for ref in names if len(ref.subs) == 1 and ref.subs[0].isalpha() and ref.subs[0] != letter}
    return bool(having) and having <= others


def marked_by(line: Line, letters: frozenset[str]) -> Line:
    """A line with samples in superscripts where they stand in subscripts."""

    def marked(ref: Ref) -> Ref:
        if len(ref.subs) == 1 and ref.subs[0] in letters:
            return replace(ref, subs=(), sups=(*ref.sups, f"({ref.subs[0]})"))
        return ref

    return with_refs(line, marked)


def with_refs(line: Line, changed: Callable[[Ref], Ref]) -> Line:
    """A line with each of its names changed."""
    return line.changed(partial(renamed, change=changed))


def of_one(meant: Term, written: Term) -> str:
    """Why an update by the gradient of all samples is no measure for a line, where it steps on one of them."""
    step = slots_of(written) - slots_of(meant)
    return "a step on one sample follows the gradient of that sample" if step else ""


def slots_of(term: Term) -> frozenset[str]:
    """The samples in slots that no sum in a term binds."""
    match term:
        case Ref(sample=str() as sample):
            return frozenset({sample})
        case Big(letter=letter, body=body):
            return slots_of(body) - {letter}
        case _:
            return frozenset().union(*(slots_of(part) for part in children(term)))


def is_data(base: str) -> bool:
    """Whether a name is by its look what varies from sample to sample."""
    bare = base.removeprefix(f"{ONE_HOT}^").strip("{}") if base.startswith(ONE_HOT) else base
    while (inner := ACCENTS.fullmatch(bare)) is not None:
        bare = inner[1]
    return bare in DATA


def with_times(lines: Sequence[Line]) -> list[Line]:
    r"""The lines with iterations as ``(t)``, ``(t+1)``: ``\theta^{(k+1)}`` on the left, ``\theta^{(k)}`` on the right.

    The letter is that of an iteration in such a line; elsewhere under the names of such lines alone, as the letter of a
    sum may be the same one.
    """
    letters = [_times(line) for line in lines]
    dated = {
        (ref.base, letter)
        for line, own in zip(lines, letters, strict=True)
        for letter in own
        for ref in refs_of(line)
        if f"({letter})" in ref.sups or f"({letter}+1)" in ref.sups
    }
    if not dated:
        return list(lines)
    return [_dated(line, dated) for line in lines]


def _times(line: Line) -> frozenset[str]:
    """The letters of iterations in a line."""
    if not isinstance(line.head, Ref) or line.side is None:
        return frozenset()
    marks = (OFFSET.fullmatch(sup) for sup in line.head.sups)
    letters = {mark[1] for mark in marks if mark is not None and mark[2] == "+1"}
    before = {sup for ref in references(line.side) if ref.base == line.head.base for sup in ref.sups}
    return frozenset(letter for letter in letters if f"({letter})" in before)


def _dated(line: Line, dated: Set[tuple[str, str]]) -> Line:
    """A line with the iterations of some names, by their letters, that no sum binds."""

    def change(term: Term, bound: frozenset[str] = frozenset()) -> Term:
        def named(ref: Ref) -> Ref:
            own = {letter for base, letter in dated if base == ref.base} - bound
            spelt = {f"({letter}{step})": f"(t{step})" for letter in own for step in ("", "+1")}
            return replace(ref, sups=tuple(spelt.get(sup, sup) for sup in ref.sups))

        match term:
            case Big(letter=letter, body=body):
                return replace(term, body=change(body, bound | {letter}))
            case Ref():
                return named(term)
            case Call(name=name, arguments=arguments):
                return replace(term, name=named(name), arguments=tuple(change(each, bound) for each in arguments))
            case Partial(of, by):
                return replace(term, of=change(of, bound), by=named(by))
            case _:
                return rebuilt(term, lambda part: change(part, bound))

    return line.changed(change)


def with_marks_read(line: Line) -> Line:
    """A line that is not read where a mark with an offset is none of time: a layer, which no letter but l names."""
    for ref in refs_of(line):
        for sup in ref.sups:
            if OFFSET.fullmatch(sup) is not None and sup != "(t+1)":
                return replace(
                    line, problem=line.problem or Unreadable(f"the superscript {sup} is not read yet", ref.span)
                )
    return line


def refs_of(line: Line) -> Iterator[Ref]:
    """The names of a line."""
    for term in line.terms:
        yield from references(term)


def has_derivative(line: Line) -> bool:
    """Whether a derivative stands in a line."""
    return any(has(term, Partial) for term in line.terms)
