"""Linear, logistic and softmax regression over samples: gradients by the weights of a loss that only words name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, final

from backproof.check.usual import words
from backproof.check.usual.entry import Usual
from backproof.check.usual.letters import LOSSES, PROBABILITIES, TARGETS, WEIGHTED_SUM

NUMBER: Final = frozenset[str]()
WEIGHTS: Final = {"weight": (r"w_{*}", r"\theta_{*}", r"\beta_{*}", r"v_{*}"), "bias": ("b", "w_0", "c")}
ESTIMATES: Final = tuple(rf"{letter}_{{*}}" for letter in (r"\hat{y}", *"paofh", r"\hat{t}", "y"))
FEATURES: Final = ((r"x_{*}", r"\phi_{*}"), (r"z_{*}", r"h_{*}", r"a_{*}"))
"""What is weighted: the inputs, or what a layer hands on."""
SCORES: Final = ((WEIGHTED_SUM[1], NUMBER), (WEIGHTED_SUM[0], frozenset({"weight", "feature"})))
"""What is weighted and added, by vectors and by their elements, and what is summed over a letter of its own there."""
BY_CLASS: Final = r"\frac{\exp(SCORE)}{\sum_{<other>} \exp(<weight other>^T <feature>)}"
ENTROPY: Final = r"(<target sample> \log <output sample> + (1 - <target sample>) \log(1 - <output sample>))"
OF_CLASS: Final = ((WEIGHTED_SUM[1].removesuffix("[ + <bias>]"), NUMBER),)
SUM_OR_MEAN: Final = ("-", r"-\frac{1}{<size>}")


@final
@dataclass(frozen=True, slots=True)
class Regression:
    """How an output comes from its score, and the loss of one sample with the factors that the sum of all may have.

    ``said``, ``unless``, ``each`` and ``source`` are those of the entry.
    """

    name: str
    said: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    outputs: tuple[str, ...]
    output: str
    loss: str
    factors: tuple[str, ...]
    source: str
    scores: tuple[tuple[str, frozenset[str]], ...] = SCORES
    each: frozenset[str] = NUMBER

    def entries(self) -> Iterator[Usual]:
        """One entry for each way to write the score, each factor and each kind of features."""
        for score, inner in self.scores:
            for factor in self.factors:
                for features in FEATURES:
                    letters = {"output": self.outputs, "target": TARGETS, "loss": LOSSES, **WEIGHTS}
                    yield Usual(
                        f"{self.name} over samples",
                        self.said,
                        {**letters, "feature": features},
                        (
                            f"<output> = {self.output.replace('SCORE', score)}",
                            f"<loss> = {factor} <samples> {self.loss}",
                        ),
                        self.each,
                        (("loss", "weight"), ("", "weight")),
                        self.source,
                        inner=inner,
                        present=frozenset({"output", "target", "weight", "feature"}),
                        unless=self.unless,
                    )


REGRESSIONS: Final = (
    Regression(
        "linear regression",
        (words.SQUARED_ERROR,),
        (words.LOGISTIC, words.SOFTMAX, words.CROSS_ENTROPY, words.NONLINEAR, words.PENALTY),
        ESTIMATES,
        "SCORE",
        "(<output sample> - <target sample>)^2",
        (r"\frac{1}{2}", "", r"\frac{1}{<size>}", r"\frac{1}{2 <size>}"),
        "Bishop 2006, equation 3.12",
    ),
    Regression(
        "logistic regression",
        (words.LOGISTIC, words.CROSS_ENTROPY),
        (words.SQUARED_ERROR, words.SOFTMAX, words.LIKELIHOOD, words.PENALTY),
        ESTIMATES,
        r"\mathrm{sigmoid}(SCORE)",
        ENTROPY,
        SUM_OR_MEAN,
        "Bishop 2006, equation 4.90",
    ),
    Regression(
        "logistic regression by its likelihood",
        (words.LOGISTIC, words.LIKELIHOOD),
        (words.SQUARED_ERROR, words.SOFTMAX, words.MINIMISED, words.PENALTY),
        ESTIMATES,
        r"\mathrm{sigmoid}(SCORE)",
        ENTROPY,
        ("", r"\frac{1}{<size>}"),
        "Bishop 2006, equation 4.89",
    ),
    *(
        Regression(
            name,
            (words.SOFTMAX, words.CROSS_ENTROPY),
            (words.SQUARED_ERROR, words.LIKELIHOOD, words.PENALTY),
            PROBABILITIES,
            BY_CLASS,
            rf"\sum_{{<axis>}} {label} \log <output sample>",
            SUM_OR_MEAN,
            "Bishop 2006, equations 4.104 and 4.108",
            OF_CLASS,
            each,
        )
        for name, label, each in (
            ("softmax regression", "<target sample>", frozenset({"output", "target", "weight"})),
            (
                "softmax regression with numbers for classes",
                "1(<target sample> = <axis>)",
                frozenset({"output", "weight"}),
            ),
        )
    ),
)
OVER_SAMPLES: Final = tuple(entry for each in REGRESSIONS for entry in each.entries())
