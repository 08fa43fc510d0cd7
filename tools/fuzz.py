"""Documents damaged at random: each has a report, in time, whatever stands in it.

A document loses and repeats pieces, lines change places, and marks of LaTeX and Markdown stand where none belong. What
is asked of each: no error but those that name a place in it, every judgement inside of the text, the same verdicts when
it is checked again, and no more time than a bound for each of its statements. ``make fuzz`` damages many; one that
breaks a promise is written to a file, to be looked at.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import final

from backproof.check.document import check_source
from backproof.check.verdicts.verdict import Checked
from backproof.source import BackproofError, Source
from backproof.source.load import load
from tools.corpus import ENDINGS

MARKS = (
    *r"$ $$ { } ^ _ & \\ \frac \sum_ \prod \partial \left( \right) | = + - / ( ) [ ] , ' \prime \odot ^T".split(),
    *r"^{(l)} _{ij} \begin{align} \end{align} \begin{bmatrix} \end{cases} \text{ \mathbf \sqrt \max \log".split(),
    *r"\sigma \nabla \to := \leftarrow < > # ``` \input{a} \def\a{\a\a} \newcommand{\x}[9]{#1} 0 1 99999999 ".split(),
    *r"10^{999} \infty e^{ n! ! \ ∂ ∑".split(),
    "\u200b",
    "\u202e",
    "\x00",
    "\n\n",
)
"""What stands in formulas and texts where it belongs, and what nobody sees there."""
DAMAGES = 4
"""A document has at most so many damages."""
LONGEST = 400
"""Characters of a piece that is lost, repeated or moved, at most: some displays."""
BOUND = 2.0
"""Seconds for each statement, and for the document itself as for one more."""


@final
@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that a document broke."""

    source: Source
    promise: str


def damaged(text: str, random: Random) -> str:
    """A text with some damages.

    >>> damaged("$y = a x$", Random(1)) != damaged("$y = a x$", Random(2))
    True
    """
    for _ in range(random.randint(1, DAMAGES)):
        text = random.choice(KINDS)(text, random)
    return text


def _piece(text: str, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + random.randint(1, LONGEST))


def _lost(text: str, random: Random) -> str:
    start, end = _piece(text, random)
    return text[:start] + text[end:]


def _repeated(text: str, random: Random) -> str:
    start, end = _piece(text, random)
    return text[:end] + text[start:]


def _moved(text: str, random: Random) -> str:
    start, end = _piece(text, random)
    rest = text[:start] + text[end:]
    to = random.randint(0, len(rest))
    return rest[:to] + text[start:end] + rest[to:]


def _marked(text: str, random: Random) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(MARKS) + text[at:]


def _exchanged(text: str, random: Random) -> str:
    """A character in the place of another one, both of this text."""
    at, other = random.randrange(len(text) or 1), random.choice(text or " ")
    return text[:at] + other + text[at + 1 :]


KINDS: tuple[Callable[[str, Random], str], ...] = (_lost, _repeated, _moved, _marked, _marked, _exchanged, _exchanged)


def broken(
    source: Source,
    bound: float = BOUND,
    check: Callable[[Source], Checked] = check_source,
    clock: Callable[[], float] = time.process_time,
) -> str | None:
    """The promise that a document breaks, if it breaks one.

    >>> broken(Source("a.md", "$$y = a x$$"))
    """
    began = clock()
    try:
        checked = check(source)
    except BackproofError:
        return None
    except Exception as error:  # whatever it is, it is what is looked for
        return f"{type(error).__name__}: {error}"
    spent, allowed = clock() - began, bound * (1 + len(checked.judgements))
    if spent > allowed:
        return f"took {spent:.1f} s, {allowed:.1f} s are allowed for {len(checked.judgements)} statements"
    outside = [each for each in checked.judgements if not 0 <= each.span.start <= each.span.end <= len(source.text)]
    if outside:
        return f"a judgement stands outside of the text: {outside[0].span}"
    again = check(source)
    if [each.verdict for each in again.judgements] != [each.verdict for each in checked.judgements]:
        return "other verdicts the second time"
    return None


def fuzz(sources: Sequence[Source], count: int, seed: int, bound: float = BOUND) -> Iterator[Broken]:
    """Damage documents in turn, and check each."""
    for number in range(count):
        original = sources[number % len(sources)]
        source = Source(original.name, damaged(original.text, Random(f"{seed}/{number}")))
        promise = broken(source, bound)
        if promise is not None:
            yield Broken(source, promise)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the promises that documents broke; 1 where there are any."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, help="documents, or folders that are searched for them")
    parser.add_argument("--count", type=int, default=1000, help="documents to damage (default: 1000)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--bound", type=float, default=BOUND, help="seconds for each statement (default: 2)")
    parser.add_argument("--keep", type=Path, help="a folder for the documents that broke a promise")
    given = parser.parse_args(arguments)
    found = [path for each in given.paths for path in ([each] if each.is_file() else sorted(each.rglob("*")))]
    sources = [load(str(path)) for path in found if path.suffix in ENDINGS]
    kept = 0
    for each in fuzz(sources, given.count, given.seed, given.bound):
        kept += 1
        print(f"{each.source.name}: {each.promise}", flush=True)
        if given.keep is not None:
            given.keep.mkdir(parents=True, exist_ok=True)
            name = f"{kept}-{Path(each.source.name).name}"
            (given.keep / name).write_text(each.source.text, encoding="utf-8", newline="")
    print(f"{given.count} documents damaged, {kept} broke a promise")
    return 1 if kept else 0


if __name__ == "__main__":
    sys.exit(main())
