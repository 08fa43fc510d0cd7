r"""Matrices of samples: ``X`` beside ``x^{(i)}`` has a sample in each row or column, and ``y`` is all ``y^{(i)}``.

A line that names such a matrix is about all samples: before its arrays are given kinds, its bare ``y`` becomes a name
of its own; behind that, elements are those of samples again. Which way the samples lie is told by the axes of X: one is
as long as the vector of a sample, the other one as the column of all samples. So are capitals that lines define, where
others define the small letter for each sample (``restacked``).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from typing import final

from backproof.check.names.sampling import refs_of, sample_of, with_refs
from backproof.check.samples import per_sample, restacked
from backproof.matrix import document as matrices
from backproof.matrix.costs import Costs
from backproof.matrix.document import Lowered, LoweredDocument, Rewriter
from backproof.matrix.kinds import COUNTS
from backproof.matrix.undivided import divided
from backproof.matrix.values import Shapes
from backproof.read.context.called import NUMBER
from backproof.read.context.manner import PLAIN, Manner
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences
from backproof.read.terms.terms import AXES, Nabla, Ref, Unreadable
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.records import dataclass, replace

SMALL = re.compile(r"(?P<open>\\(?:math(?:bf|bb|rm)|hat|widehat|tilde|bar)\{)?(?P<letter>\\?[a-z]+)(?(open)\})")
ROWS, COLUMNS = "{} has the {}^(i) as its rows", "{} has the {}^(i) as its columns"
UNSAID = "whether {} holds the samples {}^(i) is not written"
Written = tuple[str, tuple[str, ...]]
"""A name by its letter and what stands above it."""
COLUMN = re.compile(r"\\vec\{(.*)\}")
"""The column of all samples, as those write it who tell it from the value of one."""


def lower(
    lines: Sequence[Line],
    near: Mapping[str, str],
    costs: Costs | None = None,
    rewriter: Rewriter | None = None,
    manner: Manner = PLAIN,
) -> LoweredDocument:
    """Lines with indices, as :func:`backproof.matrix.document.lower` has them, with all samples where matrices hold
    them."""
    stacks = Stacks.of(lines)
    numbers = {stacks.matrices[large] for large in stacks.single} | per_sample.biases(lines, stacks.single)
    manner = replace(manner, called={**manner.called, **dict.fromkeys(numbers - stacks.matrices.keys(), NUMBER)})
    found = matrices.lower(list(map(stacks.gathered, lines)), near, costs, rewriter, manner)
    if not stacks.single and (single := stacks.of_numbers(found.kinds)):
        stacks = replace(stacks, single=single)
        found = matrices.lower(list(map(stacks.gathered, lines)), near, costs, rewriter, manner)
    told = [replace(each, line=stacks.told(each.line, found.shapes)) for each in found.lines]
    doubtful = frozenset(_undivided(lines, stacks.matrices))
    return replace(found, lines=[_unsaid(each) if each.origin in doubtful else each for each in told])


def _undivided(lines: Sequence[Line], stacked: Container[str]) -> Iterator[int]:
    r"""Gradients of parameters by those of all samples, ``dW = dZ X^T``, beside others divided by their number.

    With dZ as the gradient of each sample's own loss the latter are right, else the former.
    """
    shares = {id(share.side) for share in divided(lines)}
    for at, line in enumerate(lines) if shares else ():
        match line:
            case Line(head=Nabla(Ref(base), each=True), side=side) if base not in stacked and id(side) not in shares:
                gradients = (part.of for part in occurrences(side, Nabla)) if side is not None else ()
                if any(isinstance(of, Ref) and of.base in stacked for of in gradients):
                    yield at
            case _:
                pass


def _unsaid(lowered: Lowered) -> Lowered:
    """A line of which nothing says whose loss its gradients are of, where it is not known what holds the samples."""
    line = lowered.line
    if not line.limited or line.problem is not None:
        return lowered
    return replace(lowered, line=replace(line, head=None, side=None, problem=Unreadable(line.limited, line.span)))


@final
@dataclass(frozen=True, slots=True)
class Stacks:
    """The matrices of a document that may hold samples, each with the letter of one sample; ``marked`` are the names
    that stand with a sample, ``single`` the capitals with a number for each sample: rows or columns themselves,
    ``supposed`` those of which no line names a sample, ``said`` those by which a line defines such numbers: what
    X holds is told by ``Z = w^T X``. ``again`` are those that lines define, beside their small
    letters; ``shown``: one of these lines repeats one about one sample."""

    matrices: Mapping[str, str]
    marked: Set[str]
    single: Set[str] = frozenset()
    supposed: Set[str] = frozenset()
    said: Set[str] = frozenset()
    again: Set[str] = frozenset()
    shown: bool = False

    @staticmethod
    def of(lines: Sequence[Line]) -> Stacks:
        """The capitals that stand whole, beside small letters with samples; what a line defines is one of them where
        each sample is a number."""
        again = restacked.of(lines, capital)
        lines = [restacked.by_sample(line, again) for line in lines]
        refs = [ref for line in lines for ref in refs_of(line)]
        marked = {ref.base for ref in refs if sample_of(ref) is not None}
        scripted = {ref.base for ref in refs if ref.subs or ref.sups or ref.at}
        defined = {line.head.base for line in lines if isinstance(line.head, Ref)}
        named = {ref.base for ref in refs} - scripted - LOSS_LETTERS - COUNTS - set(_beside(lines))
        pairs = [pair for pair in per_sample.outputs(lines) if any(capital(small) in defined for small in pair)]
        numbers = per_sample.numbers(lines).union(*pairs)
        single = per_sample.together(lines, {large for small in numbers if (large := capital(small)) in named})
        single = frozenset() if again else single
        stacked = {large: small for small in marked if (large := capital(small)) in named - defined}
        lengths = {large: small_letter(large) for large in single & named}
        # Beside these a matrix may hold the inputs of all samples, though no line speaks of one of them.
        used = {ref.base for ref in refs}
        others = {large: small_letter(large) for large in named - defined - single if lengths and large.isupper()}
        supposed = {large: small for large, small in others.items() if small not in used}
        every = {**supposed, **stacked, **again, **lengths}
        defining = [line for line in lines if isinstance(line.head, Ref) and line.head.base in lengths]
        said = {ref.base for line in defining for ref in refs_of(line)}
        shown = bool(again) and restacked.are_shown(lines, every)
        known = marked | set(lengths.values())
        loose = (supposed.keys() | again.keys()) - stacked.keys()
        return Stacks(every, known, frozenset(lengths), loose, said, again.keys(), shown)

    def of_numbers(self, kinds: Mapping[str, str]) -> frozenset[str]:
        """The capitals of which each sample is a number, beside a matrix of samples that are vectors."""
        found = frozenset(large for large, small in self.matrices.items() if kinds.get(small, "scalar") == "scalar")
        return found if found < self.matrices.keys() else frozenset()

    def gathered(self, line: Line) -> Line:
        """A line of all samples with names of their own for the columns of them."""
        line = restacked.by_sample(line, self.matrices)
        found = self._named(line)
        if not found or any(sample_of(ref) is not None for ref in refs_of(line)):
            return line
        columns = {small: small for small in self.marked - {self.matrices[large] for large in found}}
        columns |= {large: self.matrices[large] for large in self.single}

        def column(ref: Ref) -> Ref:
            whole = not (ref.subs or ref.sups or ref.at)
            return replace(ref, base=rf"\vec{{{columns[ref.base]}}}") if whole and ref.base in columns else ref

        return with_refs(line, column)

    def told(self, line: Line, shapes: Shapes) -> Line:
        """A line in index form with the elements of these arrays as those of samples."""
        places = self._places(line, shapes)
        found = list(places)
        if None in places.values():
            unsaid = next(UNSAID.format(ref[0], self.matrices[ref[0]]) for ref in found if places[ref] is None)
            return replace(line, head=None, side=None, misfit=None, problem=Unreadable(unsaid, line.span))

        def of_sample(ref: Ref) -> Ref:
            column = COLUMN.fullmatch(ref.base)
            match ref:
                case Ref(base, (one, other), sups) if (place := places.get((base, sups))) is not None:
                    letter, sample = (one, other) if place == 0 else (other, one)
                    return Ref(self.matrices[base], (letter,), (*sups, f"({sample})"), ref.span)
                case Ref(subs=subs) if column is not None and column[1] in self.marked:
                    return Ref(column[1], (), tuple(f"({sample})" for sample in subs), ref.span)
                case _:
                    return ref

        line = with_refs(line, of_sample)
        if not found:
            return line
        large, small = found[0][0], self.matrices[found[0][0]]
        said = (ROWS, COLUMNS)[places[found[0]] == 0].format(large, small)
        if self.shown:
            return line
        unsure = "" if self.said >= {base for base, _ in found} else UNSAID.format(large, small)
        return replace(line, assumes=(*line.assumes, said), limited=line.limited or unsure)

    def _places(self, line: Line, shapes: Shapes) -> Mapping[Written, int | None]:
        """The matrices of samples in a line, each with its axis that is no sample's, None where nothing tells it."""
        axes = {(ref.base, ref.sups): ref.subs for ref in shapes.arrays}
        found = (ref for ref in self._stacked(line) if len(axes.get(ref, ())) == AXES)
        features = {ref: _feature(ref, self.matrices[ref[0]], axes, shapes) for ref in found}
        if self.shown and len(known := set(features.values()) - {None}) == 1:
            # What is seen of some matrices holds for those of which no vector tells it.
            features = dict.fromkeys(features, next(iter(known)))
        others = {axis for subs in shapes.vectors.values() for axis in subs}
        others |= {axis for (base, _), subs in axes.items() if base not in self.matrices for axis in subs}

        def holds_samples(ref: Written, feature: int | None) -> bool:
            """Along an axis that another array has too, a matrix that a line defines holds no samples."""
            if feature is None:
                return ref[0] not in self.supposed
            return ref[0] not in self.again or axes[ref][1 - feature] not in others

        return {ref: at for ref, at in features.items() if holds_samples(ref, at)}

    def _stacked(self, line: Line) -> Iterator[Written]:
        """The matrices of a line."""
        yield from dict.fromkeys((ref.base, ref.sups) for ref in refs_of(line) if ref.base in self.matrices)

    def _named(self, line: Line) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ref.base for ref in refs_of(line) if ref.base in self.matrices))


def _beside(lines: Sequence[Line]) -> Iterator[str]:
    r"""The capitals that stand in a line with their small letters, neither with a sample: ``a = \sigma(A)``.

    No line has all samples and one of them: these are two quantities.
    """
    for line in lines:
        bases = {ref.base for ref in refs_of(line) if sample_of(ref) is None}
        yield from (large for large in map(capital, bases) if large in bases)


def capital(base: str) -> str:
    r"""The capital of a letter, plain or bold; nothing where there is none.

    >>> capital("x"), capital(r"\mathbf{x}"), capital(r"\phi"), capital("X")
    ('X', '\\mathbf{X}', '\\Phi', '')
    """
    found = SMALL.fullmatch(base)
    if found is None:
        return ""
    letter = found["letter"]
    large = f"\\{letter[1:].capitalize()}" if letter.startswith("\\") else letter.upper()
    return f"{found['open']}{large}}}" if found["open"] else large


def small_letter(large: str) -> str:
    r"""The letter of one sample, of which something is the capital.

    >>> small_letter("Z"), small_letter(r"\hat{Y}")
    ('z', '\\hat{y}')
    """
    return re.sub(r"(?<![\\\w])\w", lambda found: found[0].lower(), large)


def _feature(ref: Written, small: str, known: Mapping[Written, tuple[str, ...]], shapes: Shapes) -> int | None:
    """The axis of a matrix that is no sample's: as long as the vector of one sample, beside one as long as a column of
    all samples, where these say the same."""
    axes, one = known[ref], (small, ref[1])
    vector = known.get(one) or shapes.vectors.get(one, ())
    columns = {axis for (base, _), subs in known.items() if COLUMN.fullmatch(base) for axis in subs}
    if axes[0] == axes[1]:
        return None
    found = {at for at, axis in enumerate(axes) if vector == (axis,)}
    found |= {1 - at for at, axis in enumerate(axes) if axis in columns}
    return found.pop() if len(found) == 1 else None
