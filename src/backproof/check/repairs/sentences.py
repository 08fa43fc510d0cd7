"""What is said of the edits of a repair: one sentence, in the author's letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from backproof.check.repairs.site import Change

FACTORS = ("missing_factor", "missing_derivative")


def sentence(changes: Sequence[Change], gloss: Callable[[Change], str]) -> str:
    """What edits say is wrong; ``gloss`` says what a factor is that is missing.

    What is written wrong comes first, then what is missing, factors before sums.
    """
    missing = [change for change in changes if change.slip in FACTORS]
    sums = [change for change in changes if change.slip == "missing_sum"]
    others = [change.said for change in changes if change not in (*missing, *sums)]
    told = [_factor(change, gloss(change)) for change in missing]
    # Behind a factor that is missing, a sum is only named.
    told += [f"the sum over {change.words['part']}" if missing else change.said for change in sums]
    groups = [_listed(others), _listed(told)]
    return "; ".join(group for group in groups if group)


def _factor(change: Change, gloss: str) -> str:
    return f"missing factor `{change.words['part'].strip()}` ({gloss})" if gloss else change.said


def _listed(said: Sequence[str]) -> str:
    """Things said one after the other.

    >>> _listed(["a", "b", "c"])
    'a, b, and c'
    """
    if len(said) < 2:
        return "".join(said)
    return ", and ".join((", ".join(said[:-1]), said[-1]))
