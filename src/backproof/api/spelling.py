"""Symbols by the names that users write."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from backproof.expr import Symbol, Tensor
from backproof.show import to_unicode
from backproof.show.spelling import spelled
from backproof.source import BackproofError, Diagnostic


def spellings(symbols: Iterable[Symbol]) -> dict[Symbol, str]:
    """A name for each symbol: as Python has it, or its LaTeX where two symbols would share that."""
    told = [(symbol, spelled(symbol.name)) for symbol in symbols]
    counts = Counter(name for _, name in told)
    return {symbol: name if counts[name] == 1 else symbol.name for symbol, name in told}


def find(name: str, symbols: Iterable[Symbol], role: str) -> Symbol:
    """The symbol that a user names: in LaTeX, in Python's spelling or in Unicode. ``role`` says what was looked for."""
    names = spellings(symbols)
    normal = unicodedata.normalize("NFKC", name)
    tests = (
        lambda symbol, told: name in {symbol.name, told},
        lambda symbol, told: spelled(name) == told,
        lambda symbol, told: normal == _drawn(symbol),
    )
    for test in tests:
        found = [symbol for symbol, told in names.items() if test(symbol, told)]
        if len(found) == 1:
            return found[0]
    near = get_close_matches(spelled(name), names.values(), n=2, cutoff=0.5)
    raise BackproofError(
        Diagnostic(
            f"there is no {role} {name}",
            written=name,
            expected=f"one of {', '.join(names.values())}" if names else f"nothing: there is no {role} here",
            advice=(f"perhaps {' or '.join(near)} is meant; " if near else "")
            + "use a name of the formula: in LaTeX, in Python's spelling (gamma) or as a Greek letter",
        )
    )


def _drawn(symbol: Symbol) -> str:
    return unicodedata.normalize("NFKC", to_unicode(Tensor(Symbol(symbol.name))))


def merged(mapping: Mapping[str, object] | None, named: Mapping[str, object]) -> dict[str, object]:
    """The values of a mapping and of keyword arguments together; a name may stand in one of them only."""
    both = sorted(set(mapping or {}) & set(named))
    if both:
        raise BackproofError(
            Diagnostic(
                f"{both[0]} is given twice",
                written=f"{both[0]} in the mapping and as a keyword",
                expected="one value for each name",
                advice="leave one of them out",
            )
        )
    return {**(mapping or {}), **named}
