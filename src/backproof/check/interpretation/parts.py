"""Parts of a document that may stand on their own: its sections, its chapters, what sections go on about, its
exercises, and examples that give a name another meaning.

Lecture notes write ``z = W x`` in one identity and ``z = x W`` in the next. A part is judged alone, too; where that
proves more of its lines, what it says of them holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from backproof.check.definitions.definitions import defines
from backproof.check.doubts.finding import Finding, Kind
from backproof.check.review.outcome import Outcome
from backproof.check.verdicts.verdict import PROVED, REFUTED, Role, Verdict
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, occurrences, references
from backproof.read.terms.terms import Partial, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS

FEWEST = 3
"""A part with fewer lines is none, unless a definition in it does not fit the document, or a slope of it is refuted."""
SHARE = 0.5
"""Of the lines of a part so many have to be proved before a line that does not fit them is wrong."""
MOST = 0.65
"""A part of which so many lines are proved, and none refuted, is read as the document is."""
OF_OTHERS: Final = frozenset({Kind.WRITTEN_OTHERWISE, Kind.UNDETERMINED})
"""What reasons are about where a name may have another meaning in another part."""
NONE: Final[frozenset[int]] = frozenset()
RELEASED: Final = "its own part alone proves the line that it goes on with"
NUMBERS: Final = frozenset({Role.NUMBER, Role.GIVEN})
"""Numbers go on from part to part: what is said of them is said for the whole document."""


def parts(
    lines: Sequence[Line], misfits: frozenset[int] = NONE, restated: frozenset[int] = NONE
) -> Iterator[tuple[int, ...]]:
    """The parts of a document, each once and with the numbers of its lines; nothing where it has one part only.

    ``misfits``: the definitions that do not fit the shapes which the document has elsewhere, and refuted slopes of what
    their own section defines: a pair of lines with one of these is a part, too; ``restated``: the definitions that are
    proved to say what others say.
    """
    seen: set[tuple[int, ...]] = set()
    cuts = (_sections, _chapters, _topics, _items, _ranked)
    for cut in (*(each(lines) for each in cuts), _examples(lines, restated)):
        groups: dict[int, list[int]] = {}
        for at, part in enumerate(cut):
            groups.setdefault(part, []).append(at)
        if len(groups) > 1:
            fewest = {part: FEWEST - 1 if misfits.intersection(group) else FEWEST for part, group in groups.items()}
            found = [tuple(group) for part, group in groups.items() if len(group) >= fewest[part]]
            yield from (part for part in found if part not in seen)
            seen.update(found)


def _sections(lines: Sequence[Line]) -> list[int]:
    return [line.section for line in lines]


def _chapters(lines: Sequence[Line]) -> list[int]:
    """The sections with those below them."""
    return [line.chapter for line in lines]


def _topics(lines: Sequence[Line]) -> list[int]:
    """Sections that go on with the names of those before; one that defines a name of them otherwise begins anew."""
    found: list[int] = []
    topic = 0
    known: dict[tuple[str, tuple[str, ...]], tuple[Ref, Term | None]] = {}
    for _, group in groupby(lines, lambda line: line.section):
        own = list(group)
        heads = [(line.head, line.side) for line in own if isinstance(line.head, Ref) and defines(line)]
        defined = {(head.base, head.sups): (head, side) for head, side in heads}
        if any(_is_anew(each, known[name]) for name, each in defined.items() if name in known):
            topic, known = topic + 1, {}
        known.update(defined)
        found += [topic] * len(own)
    return found


def _is_anew(one: tuple[Ref, Term | None], other: tuple[Ref, Term | None]) -> bool:
    """Whether two definitions give a name another meaning, or one with other indices."""
    (head, side), (before, known) = one, other
    ranks = [len(each.subs) for each in (head, before) if each.subs and all(map(str.isalpha, each.subs))]
    return (head.key == before.key and side != known) or len({*ranks}) > 1


def _ranked(lines: Sequence[Line]) -> list[int]:
    """A part ends where a name is defined with another number of indices: ``o``, and then ``o_k`` of several."""
    found: list[int] = []
    part = 0
    ranks: dict[tuple[str, tuple[str, ...]], int] = {}
    for line in lines:
        # A loss with an index is that of one sample beside that of all.
        if isinstance(line.head, Ref) and defines(line) and line.head.base not in LOSS_LETTERS | QUANTITY_WORDS:
            name, rank = (line.head.base, line.head.sups), len(line.head.subs)
            if ranks.get(name, rank) != rank:
                part, ranks = part + 1, {}
            ranks[name] = rank
        found.append(part)
    return found


def _items(lines: Sequence[Line]) -> list[int]:
    """The numbered paragraphs, as exercises are."""
    return [line.item for line in lines]


def _examples(lines: Sequence[Line], restated: frozenset[int]) -> list[int]:
    """An example begins where a name is defined that the one before defined in another way."""
    found: list[int] = []
    example = 0
    known: dict[str, Line] = {}
    for at, line in enumerate(lines):
        if at not in restated and defines(line) and isinstance(line.head, Ref):
            before = known.get(line.head.key)
            if before is not None and before.side != line.side:
                example, known = example + 1, {}
            known[line.head.key] = line
        found.append(example)
    return found


def turns_on_others(whole: Sequence[Outcome]) -> bool:
    """Whether a line of a part is open because of how other parts write its names."""
    return any(each.finding.verdict is Verdict.UNCHECKED and each.finding.kind in OF_OTHERS for each in whole)


def restated(lines: Sequence[Line], whole: Sequence[Outcome]) -> frozenset[int]:
    """The definitions of which the document proves that they say what one before does: no example begins there."""
    return frozenset(
        at
        for at, (line, each) in enumerate(zip(lines, whole, strict=True))
        if each.role is Role.CLAIM and each.finding.verdict in PROVED and defines(line)
    )


def refuted_slopes(lines: Sequence[Line], whole: Sequence[Outcome]) -> frozenset[int]:
    """The refuted derivatives of what their own section defines: another section may spoil what its letters are."""
    own: set[tuple[int, str]] = set()
    found: list[int] = []
    for at, (line, each) in enumerate(zip(lines, whole, strict=True)):
        match line.head:
            case Ref(key=key) if defines(line):
                own.add((line.section, key))
            case Partial(of=Ref(key=key)) if each.finding.verdict is Verdict.WRONG and (line.section, key) in own:
                found.append(at)
            case _:
                pass
    return frozenset(found)


def stands_alone(lines: Sequence[Line], part: Collection[int]) -> bool:
    """Whether a part is in one section, and no other line defines what it names."""
    if len({lines[at].section for at in part}) > 1:
        return False
    inside, outside = set[str](), set[str]()
    for at, line in enumerate(lines):
        if at in part:
            inside |= bases(line)
        elif isinstance(line.head, Ref) and defines(line):
            outside.add(line.head.base)
    return inside.isdisjoint(outside)


def reads_well(whole: Sequence[Outcome], lines: Sequence[Line]) -> bool:
    """Whether the reading of the document is that of a part, too: it proves most of its lines and refutes none.

    A line that is not read is no better read in a part.
    """
    verdicts = [each.finding.verdict for each, line in zip(whole, lines, strict=True) if line.problem is None]
    return Verdict.WRONG not in verdicts and sum(each in PROVED for each in verdicts) > MOST * len(verdicts)


def open_lines(whole: Sequence[Outcome], lines: Sequence[Line]) -> frozenset[int]:
    """The lines of a part that judging it alone may prove: where it proves none of them, it proves no more in all.

    A definition that other lines refute is none of them: a part without these lines says nothing of it.
    """
    return frozenset(
        at
        for at, (each, line) in enumerate(zip(whole, lines, strict=True))
        if each.finding.verdict not in PROVED
        and not is_by_numbers(each)
        and line.problem is None
        and not each.is_disproved_definition
    )


def redefined(lines: Sequence[Line], part: Sequence[int]) -> frozenset[int]:
    """The lines of a part that name what it has defined up to there, and what the text before it defines otherwise."""
    before: dict[str, Term] = {}
    own: dict[str, int] = {}
    for at in range(part[-1]):
        match lines[at]:
            case Line(head=Ref(base=base), side=side) as line if side is not None and defines(line):
                if at < part[0]:
                    before[base] = side
                elif base in before and not alike(before[base], side):
                    own.setdefault(base, at)
    return frozenset(at for at in part if any(own.get(base, at) < at for base in bases(lines[at])))


def of_slopes(lines: Sequence[Line], part: Sequence[int]) -> frozenset[int]:
    """The lines of a part about names that the text before it defines as derivatives, in any layer.

    They say what such a derivative is, and define nothing: ``g = (w x - y) x`` behind ``g = dL/dw``.
    """
    slopes: set[str] = set()
    known: set[str] = set()
    for line in lines[: part[0]]:
        known |= bases(line)
        match line:
            case Line(head=Ref() as head, relation="=" | ":=", side=Partial(of=Ref())):
                slopes.add(_of_any_layer(head))
            case _:
                pass
    if not slopes:
        return frozenset()
    # What the part differentiates is a quantity of its own.
    taken = [each for at in part for side in lines[at].sides for each in occurrences(side, Partial)]
    slopes -= {_of_any_layer(ref) for each in taken for ref in (*references(each.of), each.by)}
    heads = ((at, lines[at].head) for at in part if bases(lines[at]) <= known)
    return frozenset(at for at, head in heads if isinstance(head, Ref) and _of_any_layer(head) in slopes)


def _of_any_layer(ref: Ref) -> str:
    """A name whatever the layer, or the sample, is that stands above it."""
    return replace(ref, sups=("",) * len(ref.sups)).key


def bases(line: Line) -> set[str]:
    """The names that stand in a line, without their indices."""
    return {ref.base for term in line.sides for ref in references(term)}


def is_by_numbers(outcome: Outcome) -> bool:
    """Whether numbers decide a line, or what stands for them in letters."""
    return outcome.role in NUMBERS or outcome.finding.kind is Kind.BY_NUMBERS


def better(lines: Sequence[Line], whole: Sequence[Outcome], alone: Sequence[Outcome]) -> list[Outcome] | None:
    """The outcomes of the lines of a part where judging it alone proves more of them; else None."""
    if score(alone) <= score(whole):
        return None
    firm = is_firm(alone)
    chosen = [_chosen(one, other, firm=firm) for one, other in zip(whole, alone, strict=True)]
    chosen = _released(lines, whole, chosen)
    refuted = any(each.finding.verdict is Verdict.WRONG and each.role is not Role.NUMBER for each in chosen)
    return chosen if refuted else [_freed(one, other) for one, other in zip(chosen, alone, strict=True)]


def is_firm(alone: Sequence[Outcome]) -> bool:
    """Whether a part proves so many of its lines that what does not fit them is wrong."""
    return score(alone)[0] >= max(min(FEWEST, len(alone)), SHARE * len(alone))


def reopened(chosen: Outcome) -> Outcome:
    """What only a definition proves that another one has replaced."""
    if chosen.finding.verdict not in PROVED or chosen.role is Role.NUMBER:
        return chosen
    reason = "it holds with a definition from before this part, and not with the one that the part gives"
    return replace(chosen, finding=Finding(Verdict.UNCHECKED, reason))


def of_another(chosen: Outcome) -> Outcome:
    """What is refuted with a definition of another chapter, and proved without it."""
    if chosen.finding.verdict is not Verdict.WRONG:
        return chosen
    reason = "it holds with what its own part says, and another chapter gives a name of it a meaning"
    return replace(chosen, finding=Finding(Verdict.UNCHECKED, reason, kind=Kind.WRITTEN_OTHERWISE))


def _released(lines: Sequence[Line], whole: Sequence[Outcome], chosen: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes, with numbers open that followed from a line of their chain which is refuted no more."""
    both = zip(lines, whole, chosen, strict=True)
    proved = {
        line.chain
        for line, one, other in both
        if line.chain is not None and one.finding.verdict in REFUTED and other.finding.verdict in PROVED
    }
    return [
        replace(each, finding=Finding(Verdict.UNCHECKED, RELEASED))
        if line.chain in proved and each.finding.verdict is Verdict.FOLLOWS
        else each
        for line, each in zip(lines, chosen, strict=True)
    ]


def _freed(chosen: Outcome, alone: Outcome) -> Outcome:
    """What followed from a line that is refuted no more."""
    follows = chosen.finding.verdict is Verdict.FOLLOWS and Role.NUMBER not in {chosen.role, alone.role}
    return alone if follows else chosen


def _chosen(whole: Outcome, alone: Outcome, *, firm: bool) -> Outcome:
    """What is proved in either way is proved; a line is refuted where both ways, or a part that is sure, refute it.

    Numbers go on from part to part, so that what is said of them as a whole stays.
    """
    first, second = whole.finding.verdict, alone.finding.verdict
    numbers = is_by_numbers(whole) or is_by_numbers(alone)
    if first in PROVED or numbers:
        return whole
    if first in REFUTED:
        return alone if firm and second in PROVED else whole
    return alone if firm or second in PROVED else whole


def score(outcomes: Sequence[Outcome]) -> tuple[int, int]:
    """How many lines are proved, and how many of them as written."""
    counts = Counter(outcome.finding.verdict for outcome in outcomes)
    return sum(counts[verdict] for verdict in PROVED), counts[Verdict.RIGHT]
