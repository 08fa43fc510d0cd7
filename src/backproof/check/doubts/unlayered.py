r"""Outputs of units that are the inputs of others, in a network of which no line says what its layers are.

``net_j = \sum_k w_{kj} x_k`` and ``o_j = f(net_j)`` are said of every unit, and ``\delta_j o_i`` of the weight between
two of them: ``o_i`` is the x_i of the unit j. The ranges of units and of inputs do not clash then, unless the network
ends at these units: where a line computes the loss from their outputs, and no words name hidden units.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from typing import final

from backproof.check.doubts.finding import Finding
from backproof.check.elaboration.scope import Book
from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.steps.descended import defines_loss
from backproof.check.verdicts.sides import Claim
from backproof.check.verdicts.verdict import Verdict
from backproof.read.terms.rewriting import occurrences, references, renamed
from backproof.read.terms.terms import Big, Ref
from backproof.records import replace

UNSAID = "whether {} is the input of other units is not written"
HIDDEN = re.compile(
    r"\b(hidden|inner|verborgene|versteckte|verdeckte|innere|cachée?s?|ocult[ao]s?|nascost[aoie])\w*\s"
    r"+(layers?|units?|neurons?|nodes?|\w*schicht|\w*neuron|\w*einheit|couches?|neurones?|capas?|neuronas?)",
    re.IGNORECASE,
)
MATRIX = 2


@final
@dataclass(frozen=True)
class Weights:
    """The weights of all units: their name, the slot of the input, the input, and the definition that sums over it."""

    key: str
    slot: int
    input: Ref
    sums: Defined


@final
@dataclass(frozen=True)
class Units:
    """The units of one document; ``hidden``: its words name hidden ones."""

    book: Book
    hidden: bool

    def left_open(self, claim: Claim, holds: Callable[[Claim], bool]) -> Finding | None:
        """What is said of a claim that is proved where such outputs are inputs; None of other ones."""
        meant, unsaid = self._fed(claim) or (claim, "")
        return Finding(Verdict.UNCHECKED, unsaid, held=True) if unsaid and holds(meant) else None

    def _fed(self, claim: Claim) -> tuple[Claim, str] | None:
        """A claim with the inputs of units in the places of the outputs of others, and what no line says of these."""
        weights = self.weights
        if weights is None:
            return None
        names = self.book.names
        of_weights = (name for ref in claim.names() if (name := resolved(names, ref)).key == weights.key)
        letters = {name.slots[weights.slot] for name in of_weights if len(name.slots) == MATRIX}
        outputs = self.book.above(weights.sums.key, claim.section)
        if not letters or (not self.hidden and any(map(defines_loss, self._definitions(outputs)))):
            return None
        # What a line says a quantity is has itself on no other side.
        outputs = outputs - ({resolved(names, claim.left).key} if isinstance(claim.left, Ref) else set())
        found: list[Ref] = []

        def feeding(ref: Ref) -> Ref:
            name = resolved(names, ref)
            if name.key not in outputs or len(name.slots) != 1 or name.slots[0] not in letters:
                return ref
            found.append(ref)
            return replace(weights.input, subs=ref.subs, span=ref.span)

        meant = replace(claim, left=renamed(claim.left, feeding), right=renamed(claim.right, feeding))
        said = ", ".join(dict.fromkeys(f"{ref.base}_{''.join(ref.subs)}" for ref in found))
        return (meant, UNSAID.format(said)) if found else None

    def _definitions(self, keys: Set[str]) -> Iterator[Defined]:
        return (each for key in keys for each in self.book.catalogue.by_key.get(key, ()))

    @cached_property
    def weights(self) -> Weights | None:
        """The weights of all units where a document has no others."""
        found = [weights for each in self.book.definitions if (weights := self._summed(each)) is not None]
        return found[0] if len({each.key for each in found}) == 1 else None

    def _summed(self, defined: Defined) -> Weights | None:
        r"""The weights of a definition such as ``net_j = \sum_k w_{kj} x_k``, where no line computes the inputs."""
        names = self.book.names
        for big in occurrences(defined.body, Big):
            refs = {ref: resolved(names, ref) for ref in references(big.body)}
            over = [(ref, name) for ref, name in refs.items() if big.letter in name.slots]
            matrices = [name for _, name in over if len(name.slots) == MATRIX]
            inputs = [ref for ref, name in over if name.slots == (big.letter,) and self._is_given(name.key)]
            if len(matrices) == len(inputs) == 1 and len(defined.letters) == 1:
                return Weights(matrices[0].key, matrices[0].slots.index(big.letter), inputs[0], defined)
        return None

    def _is_given(self, key: str) -> bool:
        """Whether no line computes a quantity."""
        return key not in self.book.catalogue.by_key
