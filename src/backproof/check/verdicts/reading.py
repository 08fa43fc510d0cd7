"""A reading: how the ambiguous parts of a line are taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import final

from backproof.read.terms.terms import Term
from backproof.records import Remembering, dataclass


class IllTyped(Exception):
    """The parts of a line cannot fit: ``written`` contradicts ``true``, what the rest says.

    ``declared``: it contradicts spaces that the document declares, and no guess. ``names``: those whose indices have
    the two ranges of a letter.
    """

    def __init__(
        self, message: str, written: str, true: str, *, declared: bool = False, names: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(message)
        self.declared = declared
        self.names = names
        self.written = written
        self.true = true

    def again(self) -> IllTyped:
        """The same once more, without the frames that it went through."""
        return IllTyped(str(self), self.written, self.true, declared=self.declared, names=self.names)


@final
@dataclass(frozen=True, slots=True)
class PerUnit:
    """A name without an index is one entry for each unit; it takes the letter of its own definition."""

    slot: tuple[str, int]
    letter: str


@final
@dataclass(frozen=True, slots=True)
class Reading(Remembering):
    """How the ambiguous parts of a line are taken.

    For one line: ``line``: its number. ``outer``: the letter of a derivative inside a sum is the one outside of it.
    ``supply``: sums over the letters of bare arrays are supplied. ``wide``: bounds may exceed those of other lines.
    ``local``: a derivative that the document uses as an inner factor of a chain rule (``inner``) holds the quantities
    that its numerator names. ``alike``: a derivative by what varies from sample to sample moves it in all of them
    alike. ``per_unit``: names without an index that have one entry for each unit. ``linked``: quantities that nothing
    defines depend on what the document differentiates them by; ``slopes``: in the way that their derivatives say.
    ``one_sample``: all of it is said of one sample.

    For the document: ``aliases``: names of a bias as row 0 of a matrix (``w_{0j}``). ``functions``: those that the
    document defines, and ``bare`` those of them that are meant where their name stands alone. ``scalars``: names that
    are defined without an index. ``home``: the letters that suppressed indices have in definitions. ``sigma``: what
    sigma means where nothing defines it. ``einstein``: letters that stand twice in a product are summed. ``single``:
    capitals without indices are numbers, not matrices. ``constants``: names that are numbers everywhere. ``lone``:
    arrays that stand without their index in this chain, and nowhere else. ``counting``: letters of indices that are
    numbers, too.
    """

    outer: bool = False
    supply: bool = False
    wide: bool = False
    local: bool = False
    alike: bool = False
    inner: frozenset[tuple[str, str]] = frozenset()
    per_unit: Mapping[str, PerUnit] = field(default_factory=dict)
    aliases: Mapping[tuple[str, int], str] = field(default_factory=dict)
    functions: Mapping[str, tuple[tuple[str, ...], Term]] = field(default_factory=dict)
    bare: frozenset[str] = frozenset()
    scalars: frozenset[str] = frozenset()
    home: Mapping[str, str] = field(default_factory=dict)
    lone: frozenset[str] = frozenset()
    sigma: str = "sigmoid"
    einstein: bool = False
    single: bool = False
    constants: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()
    linked: bool = False
    slopes: bool = False
    one_sample: bool = False
    line: int | None = None
