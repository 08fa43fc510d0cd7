r"""Losses of a pattern that nothing else names: the n of ``E_n = \frac12 \sum_k (y_k - t_k)^2`` is part of the name.

Texts write which sample a loss is of, and leave it out on all that the loss is computed from (Bishop 2006, section
5.3). Where the letter stands on nothing else, and no sum over all of them lacks its bounds, it is no index. Some write
it above labels and outputs, too, and leave it out on what these give: ``g_j = (y_j^k - \hat y_j^k) f'(\beta_j)``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.names import labelled
from backproof.check.names.sampling import refs_of, with_refs
from backproof.matrix.names import is_letter
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references, walk
from backproof.read.terms.terms import Big, Call, Ref
from backproof.read.vocabulary import LOSS_LETTERS


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such a letter in the name of the loss, but where a sum binds it."""
    found = _settled(lines, frozenset())
    above = _above(found)
    if above:
        marked = {line.section for line in found if any(above.intersection(ref.sups) for ref in refs_of(line))}
        again = iter(_settled([line for line in found if line.section in marked], above))
        return tuple(next(again) if line.section in marked else line for line in found)
    return found


def _settled(lines: Sequence[Line], above: Set[str]) -> tuple[Line, ...]:
    """The lines with letters of a loss alone, or of a loss and of names that have them ``above``."""
    letters = {_of_pattern(line, above) for line in lines} - {""}
    sums = [big for line in lines for big in _sums(line)] if letters else []
    letters -= above & {big.letter for big in sums if big.letter != _total(big)}
    letters -= {big.letter for big in sums if not _has_bounds(big)} - set(filter(None, map(_total, sums)))
    letters -= (
        {script for line in lines for ref in refs_of(line) for script in _other(ref, above)} if letters else set()
    )
    letters -= _functions(lines) if letters else set()
    return tuple(_named(line, letters - _bound(line)) for line in lines) if letters else tuple(lines)


def _of_pattern(line: Line, above: Set[str]) -> str:
    """The letter of a loss that a line defines by what doesn't have it, or has it above alone."""
    match line.head, line.side:
        case Ref(base, (letter,), (), at=()), side if base in LOSS_LETTERS and side is not None:
            used = {script for ref in references(side) for script in _other(ref, above)}
            return letter if line.relation in DEFINES and is_letter(letter) and letter not in used else ""
        case _:
            return ""


def _above(lines: Sequence[Line]) -> frozenset[str]:
    """The letters that stand alone above names and are lost in a definition; none of what is a number, too."""
    found: set[str] = set()
    for line in lines:
        if isinstance(line.head, Ref) and line.relation in DEFINES and line.side is not None:
            own = {script for ref in references(line.side) for script in ref.sups if len(ref.sups) == 1}
            found |= {letter for letter in own if is_letter(letter)} - {*line.head.subs, *line.head.sups}
    return frozenset(found) - {ref.base for line in lines for ref in refs_of(line)} if found else frozenset()


def _functions(lines: Sequence[Line]) -> set[str]:
    """What is applied to something: J_h beside h(x, y) is no loss of a pattern h."""
    parts = (part for line in lines for term in line.sides for part in walk(term))
    return {part.name.base for part in parts if isinstance(part, Call)}


def _other(ref: Ref, above: Set[str]) -> tuple[str, ...]:
    """The scripts of a name but the one of a loss, or one ``above``."""
    if ref.base in LOSS_LETTERS and len(ref.subs) == 1 and not (ref.at or ref.sups):
        return ()
    sups = () if len(ref.sups) == 1 and above >= {*ref.sups} else ref.sups
    return (*ref.subs, *ref.at, *sups)


def _bound(line: Line) -> set[str]:
    return {big.letter for big in _sums(line)}


def _has_bounds(big: Big) -> bool:
    return big.lower is not None or big.upper is not None


def _total(big: Big) -> str:
    """The letter of a sum of the loss alone, with its bounds."""
    return big.letter if _has_bounds(big) and isinstance(big.body, Ref) and big.body.base in LOSS_LETTERS else ""


def _sums(line: Line) -> Iterator[Big]:
    return (part for term in line.sides for part in occurrences(term, Big))


def _named(line: Line, letters: set[str]) -> Line:
    def named(ref: Ref) -> Ref:
        if ref.base in LOSS_LETTERS and len(ref.subs) == 1 and ref.subs[0] in letters:
            return replace(ref, base=labelled(ref.base, ref.subs), subs=())
        return replace(ref, sups=()) if ref.sups and letters.issuperset(ref.sups) else ref

    return with_refs(line, named) if letters else line
