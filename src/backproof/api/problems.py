"""What is said of LaTeX that can't be read or typed, and where."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from backproof.check.verdicts.reading import IllTyped
from backproof.expr import IllFormed
from backproof.read.terms.terms import Unreadable
from backproof.source import BackproofError, Diagnostic, Source, Span

_SHOWN = 60  # characters of what can't be read, in the error message


@contextmanager
def placed(source: Source, span: Span) -> Iterator[None]:
    """What grammar and typing refuse, as errors that point at the place, or at ``span`` where no part is known."""
    try:
        yield
    except Unreadable as problem:
        raise BackproofError(unread(problem.reason, source, problem.span if len(problem.span) else span)) from None
    except (IllTyped, IllFormed, ValueError) as problem:
        raise BackproofError(
            Diagnostic(
                str(problem),
                written=source.slice(span).strip(),
                expected="one range for each index letter, and one number of indices for each name",
                advice="use another letter for another range",
                source=source,
                span=span,
            )
        ) from None


def unread(reason: str, source: Source, span: Span) -> Diagnostic:
    """What is said of a part that can't be read."""
    written = source.slice(span)
    written = written if len(written) <= _SHOWN else f"{written[:_SHOWN]}..."
    expected = "LaTeX in index form: sums over named indices, products, powers, fractions, functions, derivatives"
    return Diagnostic(reason, written or "nothing", expected, "write this part in another way", source, span)


def no_definition(message: str, source: Source, span: Span | None) -> Diagnostic:
    """What is said of a text that should be one definition."""
    expected = "one definition, such as H_j = \\sigma(\\sum_i X_i w_{ij})"
    advice = "give each definition as a text of its own, with the quantity that it defines on the left"
    return Diagnostic(message, source.text.strip(), expected, advice, source, span)
