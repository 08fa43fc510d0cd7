"""The classes of slips, and the verdicts that name none, for those who meet them in a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import final

from backproof.check.verdicts.verdict import Verdict


@final
@dataclass(frozen=True, slots=True)
class Slip:
    """A class of slips: its title, and what to look for where it is found."""

    title: str
    help: str


SLIPS: Mapping[str, Slip] = MappingProxyType(
    {
        "missing_factor": Slip(
            "A factor is missing",
            "The chain rule multiplies the derivatives along a path, and one of these factors is left out.",
        ),
        "extra_factor": Slip(
            "There is a factor too many",
            "A factor stands in the product that no derivative along the path gives; often it was taken along twice.",
        ),
        "wrong_constant": Slip(
            "A constant is wrong",
            "A number in front differs: the 2 of a square, the one half before it, or the number of samples of a mean.",
        ),
        "wrong_sign": Slip(
            "A sign is wrong",
            "A minus is lost or too many: of a difference, of an inner derivative, or of a step that goes downhill.",
        ),
        "missing_sum": Slip(
            "A sum is missing",
            "What is differentiated depends on the variable through several quantities, and all these paths add up.",
        ),
        "extra_sum": Slip(
            "There is a sum too many",
            "Only one term of the sum depends on the variable, so that nothing is left to be summed over.",
        ),
        "wrong_bound": Slip(
            "A bound of a sum is wrong",
            "The sum runs over too many or too few terms, or over the units of another layer.",
        ),
        "wrong_index": Slip(
            "An index is wrong",
            "An index letter stands where another one belongs: compare the free letters of both sides.",
        ),
        "wrong_variable": Slip(
            "A variable is wrong",
            "One quantity stands where another one belongs: an output for an input, one layer for the next.",
        ),
        "transposed": Slip(
            "Something is transposed",
            "Rows and columns are exchanged: compare the shapes of the factors with the shape of the result.",
        ),
        "missing_derivative": Slip(
            "An inner derivative is missing",
            "The derivative of the inner function, such as that of an activation, is left out of the chain rule.",
        ),
        "wrong_exponent": Slip(
            "An exponent is wrong",
            "A power differs by its exponent: the power rule takes one off, and a quotient squares its denominator.",
        ),
        "dropped_term": Slip(
            "A term is missing",
            "A sum has lost one of its terms: one side of the product rule, a path through the network, or a penalty.",
        ),
        "extra_term": Slip(
            "There is a term too many",
            "A term stands in the sum that does not depend on the variable, or that was counted twice.",
        ),
        "arithmetic": Slip(
            "A number is computed wrongly",
            "The formula with its numbers put in has another value than the one that is printed.",
        ),
        "label": Slip(
            "A name is wrong",
            "The formula is right and stands for something else than it says: the name before the sign is another's.",
        ),
    }
)

UNCLASSED: Mapping[Verdict, Slip] = MappingProxyType(
    {
        Verdict.WRONG: Slip(
            "The line does not hold",
            "Both sides differ at the point that is given, whichever way the line is read: put the numbers in.",
        ),
        Verdict.FOLLOWS: Slip(
            "The line follows from an earlier wrong one",
            "The step is right and its beginning is not: mend the line that it follows from, and write this one anew.",
        ),
        Verdict.RIGHT_IF: Slip(
            "The line holds under a reading that is not stated",
            "The line is proved where it is read as the report says. State that reading, or write it out.",
        ),
        Verdict.UNCHECKED: Slip(
            "The line was not judged",
            "The line, or what it rests on, was not understood or could not be decided; it may be right or wrong.",
        ),
        Verdict.RIGHT: Slip("The line is proved", "The line holds as it is written."),
    }
)
"""What is said of a line for which no class was proved."""
