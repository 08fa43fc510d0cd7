r"""Losses of a pair or a triple that its letters name: ``C = \log(1 + e^{s_j - s_i})`` is that of the items i and j.

Texts about ratings, rankings and distances write the letters on what they compare and leave them out on the loss. Where
no sum binds them, and a derivative of the loss has one of them that it is not by, they are those of the loss.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.sampling import refs_of, with_refs
from backproof.matrix.names import is_letter
from backproof.read.lines import Line
from backproof.read.terms.rewriting import children, occurrences, references, walk
from backproof.read.terms.terms import Big, Partial, Ref, Term, Times

PAIR = 2


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the letters of such a loss below its name."""
    defined: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    loose: dict[str, Term] = {}
    for line in lines:
        match line.head, line.side:
            case Ref(base, (), ()), side if side is not None and line.relation in DEFINES:
                defined[base].add(frozenset(_free(side)))
                loose.setdefault(base, side)
            case _:
                pass
    several = (base for base, letters in defined.items() if len(letters) == 1 and len(*letters) >= PAIR)
    found = {base: _letters(base, loose[base], lines) for base in several}
    found = {base: letters for base, letters in found.items() if letters}
    if not found or any(found.get(ref.base) and ref.key != ref.base for line in lines for ref in refs_of(line)):
        return tuple(lines)
    return tuple(with_refs(line, lambda ref: replace(ref, subs=found.get(ref.base, ref.subs))) for line in lines)


def _letters(name: str, body: Term, lines: Sequence[Line]) -> tuple[str, ...]:
    """The letters of a quantity by its definition, where a derivative of it shows that they are its own."""
    letters = tuple(dict.fromkeys(_free(body)))
    summed = {ref.base for big in occurrences(body, Big) for ref in references(big.body) if big.letter in ref.subs}
    if any(ref.base in summed and {*ref.subs} & {*letters} for ref in references(body)):
        # u_o beside a sum over all u_k: the letter tells one of them.
        return ()
    alone = not _repeated(body) & set(letters)
    for line in lines:
        match line.head, line.side:
            case Partial(Ref(base, (), ()), by), side if base == name and side is not None:
                beside = {*_free(side)} & {*letters} - {*by.subs}
                if beside - (set() if alone else _repeated(side)):
                    return letters
            case _:
                pass
    return ()


def _free(term: Term) -> Iterator[str]:
    """The letters below names that no sum binds."""
    match term:
        case Ref():
            yield from filter(is_letter, term.subs)
        case Big(letter=letter):
            yield from (each for part in children(term) for each in _free(part) if each != letter)
        case _:
            yield from (each for part in children(term) for each in _free(part))


def _repeated(term: Term) -> set[str]:
    """The letters that stand below several factors of a product, which some texts sum over without saying so."""
    products = (part for part in walk(term) if isinstance(part, Times))
    found = [[{sub for ref in references(each) for sub in ref.subs} for each in part.factors] for part in products]
    return {
        sub
        for factors in found
        for at, own in enumerate(factors)
        for sub in own
        if any(sub in each for each in factors[:at])
    }
