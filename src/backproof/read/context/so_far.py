"""What the words of a document have said up to a place, for the formulas behind them."""

from __future__ import annotations

from typing import final

from backproof.read.context.activations import titled
from backproof.read.context.left_out import severs
from backproof.read.context.one_sample import speaks_of_one
from backproof.read.context.other_losses import Loss, named
from backproof.read.context.stepping import begins_pass, steps_otherwise, takes_step
from backproof.records import dataclass, replace


@final
@dataclass(frozen=True, slots=True)
class SoFar:
    """What holds until other words end it."""

    single: int = 0
    """Where they speak of one sample; 0 where they don't."""
    stepped: bool = False
    """Whether a step of gradient descent was taken."""
    otherwise: bool = False
    """Whether the section speaks of steps by another rule than plain descent."""
    passes: int = 0
    """How often another pass was begun, with what steps have given."""
    activation: str = ""
    """The activation that the title of the section names."""
    loss: Loss | None = None
    """The loss that they take and no line has written since."""
    severed: bool = False
    """Whether they say that no gradient goes along some path."""

    def heading(self, text: str) -> SoFar:
        """Behind a heading, which ends what its section was about.

        >>> SoFar(single=3).heading("The sigmoid").activation
        'sigmoid'
        """
        passes = self.passes + begins_pass(text)
        otherwise, activation = steps_otherwise(text), titled(text)
        stepped, severed = takes_step(text, False), severs(text)
        return SoFar(stepped=stepped, otherwise=otherwise, passes=passes, activation=activation, severed=severed)

    def prose(self, text: str, at: int) -> SoFar:
        """Behind words, the piece ``at`` of the document."""
        goes_on = self.single and speaks_of_one(text, True)
        one = at + 1 if speaks_of_one(text, False) else self.single if goes_on else 0
        otherwise = self.otherwise or steps_otherwise(text)
        stepped = not otherwise and takes_step(text, self.stepped)
        passes = self.passes + begins_pass(text)
        loss = named(text) or self.loss
        said = replace(self, single=one, stepped=stepped, otherwise=otherwise, passes=passes, loss=loss)
        return replace(said, severed=self.severed or severs(text))
