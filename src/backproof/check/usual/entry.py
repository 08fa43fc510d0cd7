"""What an entry of the table of usual definitions says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import final

Slopes = tuple[tuple[str, str], ...]


@final
@dataclass(frozen=True, slots=True)
class Usual:
    r"""One thing that is known by name.

    ``words`` name it in a text, which has all of them. ``letters`` are the names that its quantities usually have, with
    ``*`` where their indices stand. ``each`` are the quantities that have a value for each place of the axis, ``whole``
    those that have one for all of it, ``inner`` those that are summed over a letter of their own; others may be either.
    ``shown``: a text has to write one of these derivatives, of the first name by the second (an empty one is any name).
    ``first``: of two letters the axis has the first one. ``units``: the axis counts the units of a layer, and a name
    without an index may have one entry for each of them; samples and steps in time share what has no index.
    ``present``: a text has to have names for these, and needs all equations whose heads it does not define.
    ``unless``: it may mean another one where it says one of these.
    """

    name: str
    words: tuple[re.Pattern[str], ...]
    letters: Mapping[str, tuple[str, ...]]
    equations: tuple[str, ...]
    each: frozenset[str]
    shown: Slopes
    source: str
    whole: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    first: bool = False
    units: bool = False
    present: frozenset[str] = frozenset()
    unless: tuple[re.Pattern[str], ...] = ()

    @property
    def placed(self) -> frozenset[str]:
        """The quantities of which it says how many indices they have, beside each other."""
        return self.each | self.whole
