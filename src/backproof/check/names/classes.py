r"""Labels that are class numbers: ``1\{y = k\}`` is element k of the one-hot label y, ``p_y`` what y chooses.

Equality of values has no chance at random points, so an indicator of a class becomes a name with a slot for the class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import final

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.scripts import NESTED
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.segments import LABELS
from backproof.read.terms.rewriting import children, occurrences, rebuilt, references, walk
from backproof.read.terms.terms import (
    Big,
    Branches,
    Call,
    Compare,
    Listed,
    Num,
    Partial,
    Plus,
    Raise,
    Ref,
    Term,
    Times,
    minus,
)
from backproof.read.vocabulary import LOSS_LETTERS
from backproof.records import replace
from backproof.source import Span

SAME_OR_NOT = "whether the sum in this loss runs over the class of the label, too, is not written"
ONE_HOT = "\\mathbb{1}"
"""How the name of a one-hot label begins."""
BASIS = frozenset({"e", "\\mathbf{e}", "\\vec{e}", "\\hat{e}"})
"""Names of the vectors of the standard basis: ``e_y`` is the one-hot label."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with indicators of classes as elements of one-hot labels."""
    terms = [term for line in lines for term in line.sides]
    inside = [part for term in terms for part in walk(term)]
    refs = [ref for term in terms for ref in references(term)]
    slots = {script for ref in refs for script in (*ref.subs, *ref.at)}
    letters = frozenset(slots | {part.letter for part in inside if isinstance(part, Big)})
    letters &= INDEX_LETTERS | {letter for line in lines for letter in _other_classes(line)} | _counting(inside)
    numbers = frozenset(base for term in terms for base in _outside(term))
    heads = {script for line in lines if isinstance(line.head, Ref) for script in line.head.subs}
    labels, binary = _labels(inside, letters, frozenset(heads - {"y"}))
    classes = _Classes(letters, labels, binary, numbers, basis=_basis(lines, refs))
    spread = labels - _numbering(inside, slots)
    named = any(NESTED.fullmatch(script) for script in slots)
    if not (classes.labels or named):
        return tuple(lines)
    apart = {pair for line in lines for pair in _perhaps_apart(line, classes.labels)}
    written: list[Line] = []
    for line in lines:
        chosen = {script for term in line.sides for ref in references(term) for script in ref.subs}
        classes = replace(classes, spread=classes.spread | (chosen & spread))
        written.append(_limited(classes.line(line), line, apart))
    return tuple(written)


def _perhaps_apart(line: Line, labels: frozenset[str]) -> Iterator[tuple[str, str]]:
    r"""A loss with an array of which it has the element of a label beside a sum over elements, with the label or not.

    ``-\log \sigma(u_o) - \sum_k \log \sigma(-u_k)`` is the loss of other samples k; what a logarithm normalises by is
    the sum over all classes.
    """
    if not isinstance(line.head, Ref) or line.side is None:
        return
    chosen = {ref.base for ref in references(line.side) if labels & {*ref.subs}}
    for big in _plain_sums(line.side):
        if not big.conditions:
            bases = {ref.base for ref in references(big.body) if big.letter in ref.subs}
            yield from ((line.head.key, base) for base in bases & chosen)


def _plain_sums(term: Term) -> Iterator[Big]:
    """The sums that stand in no logarithm."""
    match term:
        case Call(Ref("log" | "ln")):
            return
        case Big():
            yield term
        case _:
            for part in children(term):
                yield from _plain_sums(part)


def _limited(line: Line, written: Line, apart: set[tuple[str, str]]) -> Line:
    slopes = (part for term in written.sides for part in occurrences(term, Partial))
    pairs = {(each.of.key, each.by.base) for each in slopes if isinstance(each.of, Ref)}
    return replace(line, limited=line.limited or SAME_OR_NOT) if pairs & apart else line


def _labels(
    inside: Sequence[Term], letters: frozenset[str], heads: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Names that are compared with classes, and those of them that are 0 or 1 only.

    Neither a letter that a sum binds nor one of an array that an equation defines (``heads``) is a label.
    """
    found: set[str] = set()
    written = {part.base for part in inside if isinstance(part, Ref) and letters & {*part.subs}}
    bound = {part.letter for part in inside if isinstance(part, Big)}
    numbers: defaultdict[str, set[Fraction]] = defaultdict(set)
    for part in inside:
        match part:
            case Compare("=") if (told := _label_and_class(part, letters)) is not None:
                found.update({told[0].base} - heads - bound)
            case Compare("!=") if (told := _label_and_class(part, letters)) is not None and told[0].subs:
                found.update({told[0].base} & LABELS - heads)
            case Compare("=", Ref(base), Num(value)) if base not in letters and value.denominator == 1:
                found.add(base)
                numbers[base].add(value)
            case Call(Ref("log" | "ln"), arguments=(Ref(base, subs),)) if base in written:
                found.update(LABELS.intersection(subs) - bound - heads)
            case _:
                pass
    return frozenset(found), frozenset(base for base, values in numbers.items() if values == {0, 1})


def _basis(lines: Sequence[Line], refs: Sequence[Ref]) -> frozenset[str]:
    """Names of the vectors of the standard basis, which no line defines, always with the number of one vector."""
    defined = {line.head.base for line in lines if isinstance(line.head, Ref)}
    other = {ref.base for ref in refs if len(ref.subs) != 1}
    return BASIS.intersection(ref.base for ref in refs) - defined - other


def _numbering(inside: Sequence[Term], slots: set[str]) -> frozenset[str]:
    """Names whose elements are class numbers, one for each sample: ``y_i = k``, ``p_{y_i}``."""
    nested = {found[1] for script in slots if (found := NESTED.fullmatch(script))}
    sides = [side for part in inside if isinstance(part, Compare) for side in (part.left, part.right)]
    return frozenset(nested | {side.base for side in sides if isinstance(side, Ref) and side.subs})


def _counting(inside: Sequence[Term]) -> frozenset[str]:
    r"""The letters of sums that are subscripts in them: w in ``\\sum_w y_w \\log p_w``. A label counts nothing."""
    sums = (part for part in inside if isinstance(part, Big))
    scripts = {(each.letter, script) for each in sums for ref in references(each.body) for script in ref.subs}
    return frozenset(letter for letter, script in scripts if letter == script and len(letter) == 1) - LABELS


def _other_classes(line: Line) -> Iterator[str]:
    r"""The letters that conditions compare with a label: the w of ``w \neq o``."""
    for each in (*line.conditions, line.case):
        match each:
            case Compare("=" | "!=", Ref(one, (), ()), Ref(other, (), ())) if len({one, other} & LABELS) == 1:
                yield from {one, other} - LABELS
            case _:
                pass


def _outside(term: Term) -> Iterator[str]:
    """The names that stand anywhere but in comparisons."""
    match term:
        case Compare():
            return
        case Ref(base):
            yield base
        case _:
            for part in children(term):
                yield from _outside(part)


def _label_and_class(compare: Compare, letters: frozenset[str]) -> tuple[Ref, str] | None:
    """The label and the letter of the class in ``y = k`` and ``k = y``."""
    for label, other in ((compare.left, compare.right), (compare.right, compare.left)):
        match label, other:
            case Ref(base), Ref(letter, (), ()) if letter in letters and base not in letters:
                return label, letter
            case _:
                pass
    return None


@final
@dataclass(frozen=True, slots=True)
class _Classes:
    """``letters``: the indices of a document, ``labels``: names of class numbers, ``binary``: those that are 0 or 1,
    ``numbers``: names that stand in formulas as such, too, ``spread``: those that the
    text up to here has as subscripts, so that their elements (``y_k``) are those of the one-hot label, ``basis``: names
    of the vectors of the standard basis."""

    letters: frozenset[str]
    labels: frozenset[str]
    binary: frozenset[str]
    numbers: frozenset[str] = frozenset()
    spread: frozenset[str] = frozenset()
    basis: frozenset[str] = frozenset()

    def line(self, line: Line) -> Line:
        """A line with its indicators as names, and conditions on classes as comparisons of these with one."""
        case = line.case if line.case is None else self.condition(line.case)
        conditions = tuple(map(self.condition, line.conditions))
        return replace(line.changed(self.term), conditions=conditions, case=case)

    def condition(self, compare: Compare) -> Compare:
        """``k \\neq y`` as a comparison of element k of the label with one."""
        told = self.compared(compare)
        one = Num(Fraction(1), 0, compare.span)
        return compare if told is None else replace(compare, left=one_hot(*told, compare.span), right=one)

    def compared(self, compare: Compare) -> tuple[Ref, str] | None:
        """The label and the class in a comparison of the two."""
        told = _label_and_class(compare, self.letters) if compare.relation in {"=", "!="} else None
        return told if told is not None and told[0].base in self.labels else None

    def share(self, compare: Compare, told: tuple[Ref, str]) -> Term:
        """What is one where the label is, or is not, the class, and zero elsewhere."""
        hit = one_hot(*told, compare.span)
        return hit if compare.relation == "=" else complement(hit)

    def term(self, term: Term) -> Term:
        """A term with its indicators as names."""
        match term:
            case Compare() if (told := self.compared(term)) is not None:
                return self.share(term, told)
            case Compare("=", Ref(base) as label, Num(value)) if base in self.labels and value.denominator == 1:
                if base not in self.binary:
                    return one_hot(label, str(value), term.span)
                one = label if base in self.numbers else one_hot(label, "1", term.span)
                return one if value else complement(one)
            case Big(conditions=conditions) if any(self.told(each) is not None for each in conditions):
                return self.limited(term)
            case Branches(rows) if (shares := self.shares(rows)) is not None:
                values = (self.term(value) for value, _ in rows)
                parts = tuple(Times(pair, term.span) for pair in zip(shares, values, strict=True))
                return Plus(parts, term.span)
            case Partial(of, by) if self.labels & {letter for each in by.subs for letter in each[:1]}:
                return self.slope(self.term(of), by, term.span)
            case Ref(base, (letter,)) if base in self.spread and letter in self.letters:
                return one_hot(replace(term, subs=()), letter, term.span)
            case Ref():
                return self.chosen(term)
            case Listed(items=items):
                return replace(term, items=tuple(map(self.term, items)))
            case _:
                return rebuilt(term, self.term)

    def told(self, compare: Compare) -> Term | None:
        """What is one where a condition on a label holds, and zero elsewhere; None for any other condition."""
        share = self.term(compare)
        return None if isinstance(share, Compare) else share

    def limited(self, big: Big) -> Term:
        r"""``\\sum_{i : y_i = 1}``: each term counts where the condition on its label holds."""
        shares = [share for each in big.conditions if (share := self.told(each)) is not None]
        others = tuple(each for each in big.conditions if self.told(each) is None)
        body = self.term(big.body)
        share = shares[0] if len(shares) == 1 else Times(tuple(shares), big.span)
        counted = Raise(body, share, big.span) if big.kind == "prod" else Times((share, body), big.span)
        return replace(big, conditions=others, body=counted)

    def shares(self, rows: Sequence[tuple[Term, tuple[Compare, ...]]]) -> list[Term] | None:
        """What each of some cases has a share of, where all of them turn on one class being the label's."""
        found: list[Term] = []
        for _, conditions in rows:
            told = [self.compared(each) for each in conditions]
            match told:
                case [(label, letter)]:
                    found.append(self.share(conditions[0], (label, letter)))
                case [] if len(found) == 1 == len(rows) - 1:
                    found.append(complement(found[0]))
                case _:
                    return None
        return found

    def slope(self, of: Term, by: Ref, span: Span) -> Term:
        r"""``\\partial L / \\partial z_y``: of the derivatives by all elements the one that a label names."""
        match self.chosen(by):
            case Big(body=Times((hit, Ref() as element))) as chosen:
                return replace(chosen, body=Times((hit, Partial(of, element, span)), span))
            case _:
                return Partial(of, by, span)

    def chosen(self, ref: Ref) -> Term:
        r"""``p_y`` and ``s_{y_i}``: the element that a label names; ``\\delta_{ky}`` is the label itself.

        A loss has no elements: L_z is another one.
        """
        if ref.base in LOSS_LETTERS:
            return ref
        for at, script in enumerate(ref.subs):
            label = self.label(script, ref.span)
            if label is None:
                continue
            if ref.base in self.basis and not label.subs:
                return whole(label, ref.span)
            others = (*ref.subs[:at], *ref.subs[at + 1 :])
            if ref.base == "delta" and len(others) == 1:
                return one_hot(label, others[0], ref.span)
            letter = next(each for each in ("c", "c'", "c''") if each not in self.letters and each not in ref.subs)
            element = replace(ref, subs=(*ref.subs[:at], letter, *ref.subs[at + 1 :]))
            body = Times((one_hot(label, letter, ref.span), element), ref.span)
            return Big("sum", letter, None, None, (), body, ref.span)
        return ref

    def label(self, script: str, span: Span) -> Ref | None:
        """The label that a subscript is: y, or ``y_i``."""
        nested = NESTED.fullmatch(script)
        if nested is not None:
            return Ref(nested[1], (nested[2],), (), span)
        return Ref(script, (), (), span) if script in self.labels else None


def complement(share: Term) -> Term:
    """The rest to one."""
    return Plus((Num(Fraction(1), 0, share.span), minus(share, share.span)), share.span)


def one_hot(label: Ref, number: str, span: Span) -> Ref:
    """One element of a one-hot label."""
    return Ref(f"{ONE_HOT}^{{{letters_of(label.base)}}}", (*label.subs, number), label.sups, span)


def whole(label: Ref, span: Span) -> Ref:
    """A one-hot label as a vector."""
    return replace(one_hot(label, "", span), subs=())


def one_hot_bases(lines: Sequence[Line]) -> Iterator[Ref]:
    """The one-hot labels that lines name with a letter for the class."""
    for line in lines:
        for term in (line.head, line.side):
            for ref in references(term) if term is not None else ():
                if ref.base.startswith(ONE_HOT) and ref.subs and not ref.subs[-1].isdigit():
                    yield ref
