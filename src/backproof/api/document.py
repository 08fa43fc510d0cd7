"""The model that a document defines."""

from __future__ import annotations

from backproof.api.problems import unread
from backproof.api.reading import Written, circular
from backproof.check.understood import understand
from backproof.source import BackproofError, Diagnostic, Source


def definitions(source: Source) -> Written:
    """The first definition of each name; those that can't be used are in ``broken``."""
    found = understand(source)
    if found.circle:
        raise BackproofError(circular(found.circle))
    broken = {key: unread(reason, source, span) for key, (reason, span) in found.broken.items()}
    if not found.definitions:
        raise BackproofError(next(iter(broken.values()), None) or _nothing(source))
    return Written(found.definitions, found.ranges, broken, found.open, found.by_letter, found.notes)


def _nothing(source: Source) -> Diagnostic:
    return Diagnostic(
        "no definition of this document can be used",
        written="no definition",
        expected="at least one equation such as O = \\sum_j w_j x_j, with a name on the left",
        advice="write the definitions in index form",
        source=source,
    )
