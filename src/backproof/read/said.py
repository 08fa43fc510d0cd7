"""What the words around a formula say of a line of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True, slots=True)
class Said:
    """What words say of one line; nothing of most."""

    hedged: bool = False
    """Whether the words behind it limit it, unread."""
    posed: bool = False
    """Whether it is a condition in a sentence, which claims nothing."""
    single: int = 0
    """Where they speak of one sample; 0 where they don't."""
    unit: bool = False
    """Whether they call it a vector of length one."""
    within: bool = False
    """Whether its sentence gives the formula before it this value: ``for the case $\\beta = 1$``."""
    stepped: bool = False
    """Whether a step of gradient descent lies before it."""
    otherwise: bool = False
    """Whether its section speaks of steps by another rule than the rate times the gradient."""
    passes: int = 0
    """How many passes they have begun before it, behind the first."""
    anew: bool = False
    """Whether its name has another meaning from there on."""
    of_layer: str = ""
    """The layer that they name before a line that gives a bare name its meaning."""
    activation: str = ""
    """The activation that it is about."""
    side: str = ""
    """Of which side of a kink they say that it holds: ``active`` or ``idle``, as of a hinge."""
    in_case: bool = False
    """Whether they speak of a case, whichever that is: ``if the triplet is hard``."""
    of_pairs: bool = False
    """Whether their sentence speaks of like and unlike pairs, or compares values: ``negative pairs, $d < m$``."""
    solved: bool = False
    """Whether it is said to hold where a derivative is zero: "setting the gradient to zero gives"."""
    best: bool = False
    """Whether nothing but a mark and words for an optimum say so: "the closed-form solution is $w^* = ...$"."""
    entropy: bool = False
    """Whether they, or its name, call it a cross-entropy."""
    function: str = ""
    """The activation that they call it, or the chain that it ends."""


NOTHING = Said()
