r"""Letters that name quantities although they may count elsewhere: ``V = \log d_r + \log (1 - d_f)``.

A number that is defined from two elements of one array, whose letters nothing binds, is made of two quantities with
these names: a real and a fake sample, a positive and a negative one. So are ``d_r = D(x)`` and ``d_f = D(g)``, each
defined by what has not its letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, references, walk
from backproof.read.terms.terms import Big, Compare, Partial, Ref

DEFINES = frozenset({"=", ":=", "coloneqq", "triangleq"})


def labels(lines: Sequence[Line]) -> frozenset[str]:
    """The names with such letters as labels: ``d_r``, ``d_f``."""
    families = [*(family for line in lines if (family := _family(line))), *_defined_apart(lines)]
    if not families:
        return frozenset()
    counting = frozenset(_counting(lines))
    letters = frozenset().union(*(family for family in families if not family & counting))
    hosts: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for term in line.sides:
            for ref in references(term):
                hosts[letters_of(ref.base)].update(letters.intersection(ref.subs))
    defined = {(letters_of(line.head.base), *line.head.subs) for line in lines if isinstance(line.head, Ref)}
    # Where one element is defined for all, the letters count.
    general = {base for base, own in hosts.items() if 0 < sum((base, letter) in defined for letter in own) < len(own)}
    loose = frozenset().union(*(hosts[base] for base in general))
    return frozenset(f"{base}_{letter}" for base, own in hosts.items() for letter in own - loose)


def _defined_apart(lines: Sequence[Line]) -> list[frozenset[str]]:
    """The letters of names of which each is defined by what has no such letter."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        match line.head, line.side:
            case Ref(base, (letter,), (), at=()), side if side is not None and line.relation in DEFINES:
                inside = {script for ref in references(side) for script in (*ref.subs, *ref.at, ref.base)}
                if _counts(letter) and letter.isalpha() and letter not in inside and not has(side, Partial):
                    found[letters_of(base)].add(letter)
            case _:
                pass
    return [frozenset(letters) for letters in found.values() if len(letters) > 1]


def _family(line: Line) -> frozenset[str]:
    """Two letters below one name in the definition of a number, which has no other ones."""
    match line.head, line.side:
        case Ref(subs=subs, at=()), side if side is not None and not any(map(_counts, subs)):
            refs = list(references(side)) if line.relation in DEFINES else []
        case _:
            return frozenset()
    if any(len(ref.subs) > 1 or ref.at for ref in refs):
        return frozenset()
    found: defaultdict[str, set[str]] = defaultdict(set)
    for ref in refs:
        found[ref.base].update(script for script in ref.subs if len(script) == 1 and script.isalpha())
    letters = frozenset().union(*found.values())
    return letters if any(len(own) > 1 for own in found.values()) else frozenset()


def _counts(script: str) -> bool:
    """Whether a script may be an index."""
    return len(script) == 1 and not script.isupper()


def _counting(lines: Sequence[Line]) -> Iterator[str]:
    """The letters that a sum binds, a condition compares, or that stand beside other ones."""
    for line in lines:
        for term in line.terms:
            for part in walk(term):
                match part:
                    case Big(letter=letter):
                        yield letter
                    case Compare(_, left, right):
                        yield from (each.base for each in (left, right) if isinstance(each, Ref))
                    case Ref(subs=subs) if len(subs) > 1:
                        yield from subs
                    case _:
                        pass
