r"""Two scripts of one letter: ``l(y, \hat y)`` is ``\ell(y, \hat y)`` where both have the same arguments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import walk
from backproof.read.terms.terms import Call, Ref

SCRIPT, PLAIN = "ell", "l"


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with one letter for such a loss."""
    calls = list(_calls(lines))
    one, other = ({_arguments(each) for each in calls if each.name.base == base} for base in (SCRIPT, PLAIN))
    if not other or not other <= one or any(map(_tells_apart, lines)):
        return tuple(lines)
    return tuple(with_refs(line, _named) for line in lines)


def _tells_apart(line: Line) -> bool:
    r"""``\ell(\theta) = \log l(\theta)``: a line with both letters has two quantities."""
    return len({each.name.base for each in _calls([line])}) > 1


def _named(ref: Ref) -> Ref:
    return replace(ref, base=SCRIPT) if ref.key == PLAIN else ref


def _calls(lines: Sequence[Line]) -> Iterator[Call]:
    parts = (part for line in lines for term in line.sides for part in walk(term))
    return (part for part in parts if isinstance(part, Call) and part.name.key in {SCRIPT, PLAIN})


def _arguments(call: Call) -> tuple[str, ...]:
    """The arguments as they are written; a bold letter is the plain one."""
    keys = (each.key if isinstance(each, Ref) else "" for each in call.arguments)
    return tuple(key.replace("\\mathbf{", "{").replace("{", "").replace("}", "") for key in keys)
