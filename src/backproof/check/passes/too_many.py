r"""Names that a line has too many: it is not typed with them, and is proved without.

Beside ``\delta_1`` and ``\delta_2`` nobody can say what ``\delta`` is, and a matrix in a line of indices is not read.
A line with a name in a form that no other line writes may hold without it. Then it holds where the name is one, or zero
where it is added, and for nothing else. What the document computes, differentiates, or proves lines for whatever it is,
is neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, NamedTuple, final

from backproof.calculus.bench import Bench
from backproof.check.interpretation.conventions import Judged
from backproof.check.layers.in_numbers import plain
from backproof.check.passes.instead import is_open, openings, put_in
from backproof.check.review import varying
from backproof.check.review.outcome import Outcome
from backproof.check.review.superfluous import NOTHING, put
from backproof.check.steps.updates import is_update
from backproof.check.verdicts.verdict import Verdict
from backproof.read.document import Document
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import children, occurrences, rebuilt, references
from backproof.read.terms.terms import Nabla, Num, Partial, Plus, Ref, Term, Times, Transposed

PLACE: Final = "\N{BULLET}"
RARE: Final = 3
"""A form of a name is odd that stands in so many times fewer lines than another one of its letter."""
MOST: Final = 3
"""A line with more odd names is written in another way than the rest of its document."""
KRONECKER: Final = "delta"


class Form(NamedTuple):
    """How a name is written: its letter, all of it with one sign for all indices, and whether it is transposed."""

    letter: str
    key: str
    turned: bool


def refuted(document: Document, judged: Judged, bench: Bench) -> Judged:
    """What is judged, with the open lines that hold for nothing but zero or one of a name."""
    lines, outcomes = document.lines, judged.outcomes
    open_ = [at for at, (line, outcome) in enumerate(zip(lines, outcomes, strict=True)) if is_open(line, outcome)]
    forms = Counter(form for line in lines for form in _forms_of(line)) if open_ else Counter[Form]()
    usual, opening = {*_odd(forms)}, openings(lines)
    odd = {at: _forms_of(lines[at]) & usual | {*_new(opening[at], lines[at], outcomes[at])} for at in open_}
    suspect = [at for at in open_ if 0 < len(odd[at]) <= MOST]
    if not suspect:
        return judged
    varies = varying.letters(lines, outcomes)
    names = {at: [*_without(lines[at], opening[at], varies, odd[at])] for at in suspect}
    names = {
        at: [each for each in several if _may_hold(lines[at], outcomes[at], each)] for at, several in names.items()
    }
    asked = {at: min(several, key=lambda each: forms[each.form]) for at, several in names.items() if several}
    refuted = dict(_refuted(document, asked, judged, bench)) if asked else {}
    return replace(judged, outcomes=[refuted.get(at, outcome) for at, outcome in enumerate(outcomes)])


def _may_hold(line: Line, outcome: Outcome, without: Without) -> bool:
    """Whether a line may hold for zero or one of a name, so far as it was put into expressions.

    Beside another form of its letter, x beside ``x_i``, these have one name for both.
    """
    sides, judge = outcome.finding.sides, outcome.judge
    own = {form for form in _forms_of(line) if form.letter == without.form.letter}
    if sides is None or judge is None or len(own) > 1:
        return True
    named = {each for each in sides.right.symbols if varying.letter(each.name) == without.form.letter}
    varied = {each.by.symbol for each in sides.derivatives()}
    numbers = (put(sides, each.name, value) for each in named - varied for value in NOTHING)
    return bool(named & varied) or any(map(judge.equal, numbers))


def _odd(forms: Mapping[Form, int]) -> Iterator[Form]:
    """The forms of names that few lines write, of all those with the numbers of their lines."""
    usual = Counter[str]()
    for form, count in forms.items():
        usual[form.letter] = max(usual[form.letter], count)
    for form, count in forms.items():
        if count == 1 or (not form.turned and count * RARE <= usual[form.letter]):
            yield form


def _forms(line: Line) -> Iterator[Form]:
    """How the names of a line are written, whatever their letters."""
    names = (part for term in line.sides for part in occurrences(term, Ref, Transposed))
    return (form for part in names if (form := _form(part)) is not None)


def _forms_of(line: Line) -> frozenset[Form]:
    return frozenset(_forms(line))


def _new(head: Term | None, line: Line, outcome: Outcome) -> Iterator[Form]:
    """The new values of a step that stand in a derivative, which is by the old ones."""
    if not isinstance(head, Partial | Nabla) or line.side is None or outcome.judge is None:
        return
    names = outcome.judge.book.names
    for ref in references(line.side):
        form = _form(ref) if is_update(ref, names) else None
        if form is not None:
            yield form


def _form(term: Term) -> Form | None:
    """The letter of a name, its scripts with all indices alike, and whether it is transposed."""
    name = name_alone(term)
    if name is None:
        return None
    letters = tuple(PLACE if sub in INDEX_LETTERS else sub for sub in name.subs)
    return Form(plain(name.base), replace(name, subs=letters).key, isinstance(term, Transposed))


def name_alone(term: Term) -> Ref | None:
    """The name that is all of a term, but for a transpose."""
    inner = term.base if isinstance(term, Transposed) else term
    return inner if isinstance(inner, Ref) else None


# -- lines without a name ----------------------------------------------------------------------------------------


@final
@dataclass(frozen=True, slots=True)
class Without:
    """A side without a name, and with a number for it that is not the one for which it holds."""

    form: Form
    name: str
    side: Term
    number: Fraction
    shown: Term


def _without(line: Line, head: Term | None, varies: Set[str], odd: Set[Form]) -> Iterator[Without]:
    """A line without each factor and each term that is a name of what ``varies``, in an ``odd`` form.

    A step goes on from the value that its head has; elements with a number may be one, as the input of a bias is.
    """
    own = (plain(head.base), head.subs) if isinstance(head, Ref) else None
    for part, side, number, shown in left_out(line.side) if line.side is not None else ():
        name, form = name_alone(part), _form(part)
        if name is None or form is None or form not in odd or form.letter not in varies:
            continue
        unit = any(map(str.isdigit, name.subs)) or (form.letter == KRONECKER and len(name.subs) > 1)
        if (form.letter, name.subs) != own and not unit:
            yield Without(form, name.key, side, number.value, shown)


def left_out(term: Term) -> Iterator[tuple[Term, Term, Num, Term]]:
    """The factors and terms that are names, each with what stands without it, and with a number instead."""
    parts = term.factors if isinstance(term, Times) else term.terms if isinstance(term, Plus) else ()
    for at, part in enumerate(parts):
        if name_alone(part) is not None:
            number = Num(Fraction(2 if isinstance(term, Times) else 1), 0, part.span)
            others = (*parts[:at], *parts[at + 1 :])
            yield part, _of(term, others), number, _of(term, (number, *others))
    for inner in () if isinstance(term, Partial) else children(term):
        for part, side, number, shown in left_out(inner):
            yield part, _put(term, inner, side), number, _put(term, inner, shown)


def _of(term: Term, parts: tuple[Term, ...]) -> Term:
    """A product or a sum of other parts; of one, that part."""
    if len(parts) == 1:
        return parts[0]
    return Times(parts, term.span) if isinstance(term, Times) else Plus(parts, term.span)


def _put(term: Term, part: Term, instead: Term) -> Term:
    return rebuilt(term, lambda each: instead if each is part else each)


# -- what is proved of them --------------------------------------------------------------------------------------


def _refuted(
    document: Document, asked: Mapping[int, Without], judged: Judged, bench: Bench
) -> Iterator[tuple[int, Outcome]]:
    """The outcomes of the lines that hold without a name, and not with another number for it."""
    found = put_in(document, {at: each.side for at, each in asked.items()}, judged, bench)
    gradients = varying.gradients(document.lines)
    proved = {
        at
        for at, several in found.items()
        if all(each.proves and asked[at].form.letter in gradients | each.letters for each in several)
    }
    shown = {at: asked[at].shown for at in proved}
    parts = {at: found[at][0].part for at in proved if found[at][0].part}
    for at, several in put_in(document, shown, judged, bench, parts).items() if shown else ():
        findings = [each.outcome.finding for each in several if each.outcome.finding.difference is not None]
        if findings:
            said = f"it holds without {asked[at].name}, and with {asked[at].number} in its place"
            finding = replace(findings[0], verdict=Verdict.WRONG, reason="", kind=None)
            yield at, replace(judged.outcomes[at], finding=finding, claims=(), instances=(), network=said)
