r"""Definitions of single elements beside one of the whole array: ``o_1 = w_{11} x_1 + w_{12} x_2`` and ``o_i = ...``.

Such an element is a quantity of its own for what follows from it, as the unit of a bias is; but where it says something
else than the definition of the array, one of the two is a slip.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from backproof.check.doubts.finding import guarded
from backproof.check.elaboration.counted import FEWEST, numbered
from backproof.check.indices.places import is_place
from backproof.check.indices.suppressed import Defined
from backproof.check.judging.judge import Judge
from backproof.check.names.names import element
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import PROVED
from backproof.read.terms.rewriting import references, renamed, walk
from backproof.read.terms.terms import Ref


def contradicts(own: Defined, judge: Judge) -> str:
    """Why the definition of an element is none of the array's, where this has one with a letter; else empty."""
    book = judge.book
    for stem, slots in book.names.defined_elements if any(True for _ in references(own.body)) else ():
        general = book.in_scope(stem, own.section) if element(stem, slots) == own.key else None
        if general is None or len(general.letters) != len(slots):
            continue
        numbers = dict(zip(map(str, general.letters), slots, strict=True))
        scripts = {sub for ref in references(general.body) for sub in ref.subs}
        # A letter that nothing else has is a label: net_o is one output beside net_1 and net_2.
        if not numbers.keys() <= scripts or any(map(is_place, scripts)):
            continue
        meant = renamed(general.body, partial(_at, numbers=numbers))
        claim = Claim(meant, own.body, (), own.section, own.line)
        sizes = {name: len(each) for name, each in numbered(walk(own.body), book).items() if len(each) >= FEWEST}
        proved = judge.sized(claim, sizes, ()) is not None or guarded(partial(judge.claim, claim)).verdict in PROVED
        if not proved:
            return f"whether it says the same as the definition of {stem} with a letter is not shown"
    return ""


def _at(ref: Ref, numbers: Mapping[str, str]) -> Ref:
    """A name with numbers for some letters."""
    return replace(ref, subs=tuple(numbers.get(sub, sub) for sub in ref.subs))
