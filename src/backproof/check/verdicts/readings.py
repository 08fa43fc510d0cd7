"""The table of readings: what a line may mean beyond its letter. One entry each; a verdict names the one it needed.

The first entry that proves a line decides. Entries that the document states or the field attaches to a quantity leave
the verdict ``right``; every other one makes it ``right-if``.
"""

from __future__ import annotations

from typing import final

from backproof.records import Hashed, dataclass


@final
@dataclass(frozen=True, slots=True)
class Way(Hashed):
    """How the sides of a line are written: see :class:`backproof.check.verdicts.reading.Reading`.

    ``extent``: whether a sum that could go on over further terms does. ``chained``: whether a product of derivatives is
    summed over the letter that two of them share.
    """

    outer: bool = False
    supply: bool = False
    wide: bool = False
    per_unit: bool = False
    local: bool = False
    alike: bool = False
    extent: bool = False
    chained: bool = False


AS_WRITTEN = Way()


@final
@dataclass(frozen=True, slots=True)
class Entry:
    """One way to take a line, with what is assumed of what it rests on.

    ``linked``, ``slopes``: see :class:`backproof.check.verdicts.reading.Reading`.
    ``labels``: what is assumed of the labels of a cross-entropy (``free``, ``simplex``, ``one_hot``), and of those of
    margins (``signs``). ``chosen``: the one letter of the line is that of the true class. ``single``: all of it is said
    of one sample. ``counted``: whether ranges of which the line names all elements by number end with them. ``opens``:
    it proves only what is left open, and nothing that another entry refutes. ``sentence`` is shown with the verdict.
    """

    name: str
    sentence: str = ""
    way: Way = AS_WRITTEN
    labels: str = "free"
    linked: bool = False
    slopes: bool = False
    counted: bool = False
    chosen: bool = False
    single: bool = False
    opens: bool = False
    lowers: bool = True


PER_UNIT = "a name without an index has one entry for each unit"
LINKED = (
    "what is differentiated and never defined is what the document puts for it, or any smooth function of what it is by"
)
ONE_SAMPLE = "one sample is meant throughout"
SLOPES = "names that are never defined are what their derivatives say"
CHAINED = "the sum over the index that two derivatives of a product share is left out"
IMPLIED = "the sum over a letter that the left side lacks is left out"
COUNTED = "there are as many elements as the numbers of the document say"

TABLE: tuple[Entry, ...] = (
    Entry("as written", lowers=False),
    Entry("labels sum to one", "the labels of the cross-entropy sum to one", labels="simplex", lowers=False),
    Entry("labels one-hot", "the labels are one-hot", labels="one_hot"),
    Entry(
        "local",
        "the derivatives hold the other quantities that their numerators name",
        way=Way(local=True),
        lowers=False,
    ),
    Entry("outer letter", "the letter of the derivative inside the sum is the one outside of it", way=Way(outer=True)),
    Entry("per unit", PER_UNIT, way=Way(per_unit=True)),
    Entry(
        "per unit, labels sum to one",
        PER_UNIT,
        way=Way(per_unit=True),
        labels="simplex",
    ),
    Entry("all samples alike", "a derivative by a quantity moves it in all samples alike", way=Way(alike=True)),
    Entry("one sample", ONE_SAMPLE, single=True),
    Entry("one sample, linked", f"{ONE_SAMPLE}; {LINKED}", single=True, linked=True),
    Entry("supplied sum", "the sum over the index of a whole array is left out", way=Way(supply=True)),
    Entry("wide bound", "the bound of this line, which another line has too, holds here", way=Way(wide=True)),
    Entry("sum goes on", "the sum goes on over the terms that follow", way=Way(extent=True)),
    Entry("counted", COUNTED, counted=True, lowers=False),
    Entry("linked", LINKED, linked=True, lowers=False),
    Entry("linked, local", LINKED, linked=True, way=Way(local=True), lowers=False),
    Entry("slopes", SLOPES, linked=True, slopes=True),
    Entry("slopes, local", SLOPES, linked=True, slopes=True, way=Way(local=True)),
    Entry(
        "linked, labels sum to one",
        f"{LINKED}; the labels of the cross-entropy sum to one",
        linked=True,
        labels="simplex",
        lowers=False,
    ),
    Entry("linked, labels one-hot", f"{LINKED}; the labels are one-hot", linked=True, labels="one_hot"),
    Entry("implied sum, linked", f"{IMPLIED}; {LINKED}", linked=True, way=Way(supply=True)),
    Entry("chain sum", f"{CHAINED}; {LINKED}", linked=True, way=Way(chained=True), opens=True),
    Entry("chain sum, local", f"{CHAINED}; {LINKED}", linked=True, way=Way(chained=True, local=True), opens=True),
    Entry("labels of two classes", "the labels are 1 or -1", labels="signs"),
    Entry("true class", chosen=True),
    Entry("linked, true class", LINKED, linked=True, chosen=True),
)
SIMPLEX = next(entry for entry in TABLE if entry.labels == "simplex")
ONE_HOT = next(entry for entry in TABLE if entry.labels == "one_hot")

STATED: tuple[Entry, ...] = tuple(entry for entry in TABLE if not entry.lowers)
"""What the line, the document or the field says: all that counts where it is open which chain a line continues."""

ANY_LOSS = next(entry for entry in TABLE if entry.name == "linked")
"""A loss that nothing defines as any function of what the network computes."""
