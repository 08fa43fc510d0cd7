r"""The table of usual definitions: what a text means by batch normalisation or the softmax where it writes neither.

Equations are written with roles: ``<mean>`` is the name that the document has for the mean, with the letters that it
has there, and ``<axis>`` the letter that is summed over. ``<input other>`` has another letter in its place, ``<cell
before>`` the one before it, ``<weight inner>`` a letter of its own that a sum inside of the equation binds. What stands
in ``[...]`` is there where the document has all of its names, and the letters that it needs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, final

from backproof.check.usual import words

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


LOGITS: Final = tuple(rf"{letter}_{{*}}" for letter in (*"zaoxsuvfh", r"\theta"))
PROBABILITIES: Final = tuple(rf"{letter}_{{*}}" for letter in ("p", r"\hat{p}", r"\hat{y}", r"\pi", *"qsaoySP"))
TARGETS: Final = tuple(rf"{letter}_{{*}}" for letter in "tydYT")
LOSSES: Final = ("L", r"\mathcal{L}", r"\ell", "E", "C", "J", r"\mathrm{CE}", r"\mathrm{loss}")
COUNTS: Final = ("m", "N", "n", "B", "D", "d", "H")
OUTPUTS: Final = (r"\hat{y}_{*}", r"a_{*}", r"o_{*}", r"y_{*}", r"p_{*}", r"f_{*}", r"\hat{t}_{*}")
WEIGHTED: Final = {
    "weight": (r"w_{*}", r"\theta_{*}", r"\beta_{*}"),
    "feature": (r"x_{*}", r"\phi_{*}"),
    "bias": ("b", "w_0"),
}
CLASSIFIES: Final = {"output": PROBABILITIES, "logit": LOGITS, "target": TARGETS, "loss": LOSSES}
WEIGHTED_SUM: Final = (
    r"\sum_{<inner>} <weight inner> <feature inner>[ + <bias>]",
    r"<weight>^T <feature>[ + <bias>]",
)

WEIGHTS_OF_SAMPLES: Final = {"weight": (r"w_{*}", r"\theta_{*}", r"\beta_{*}", r"v_{*}"), "bias": ("b", "w_0", "c")}
ESTIMATES: Final = tuple(rf"{letter}_{{*}}" for letter in (r"\hat{y}", *"paofh", r"\hat{t}", "y"))
FEATURES: Final = ((r"x_{*}", r"\phi_{*}"), (r"z_{*}", r"h_{*}", r"a_{*}"))
"""What is weighted: the inputs, or what a layer hands on."""
BY_ELEMENTS: Final = (WEIGHTED_SUM[0], frozenset({"weight", "feature"}))
BY_VECTORS: Final = (WEIGHTED_SUM[1], frozenset[str]())
BY_CLASS: Final = r"\frac{\exp(SCORE)}{\sum_{<other>} \exp(<weight other>^T <feature>)}"
ENTROPY: Final = r"(<target sample> \log <output sample> + (1 - <target sample>) \log(1 - <output sample>))"
OF_CLASS: Final = ((WEIGHTED_SUM[1].removesuffix("[ + <bias>]"), frozenset[str]()),)
SUM_OR_MEAN: Final = ("-", r"-\frac{1}{<size>}")
CLASSIFIED: Final = words.SOFTMAX, words.CROSS_ENTROPY
NUMBER: Final = frozenset[str]()
REGRESSIONS: Final = (
    (
        "linear regression", (words.SQUARED_ERROR,), (words.LOGISTIC, words.SOFTMAX, words.CROSS_ENTROPY), ESTIMATES,
        "SCORE", (BY_VECTORS, BY_ELEMENTS),
        "(<output sample> - <target sample>)^2", (r"\frac{1}{2}", "", r"\frac{1}{<size>}", r"\frac{1}{2 <size>}"),
        NUMBER, "Bishop 2006, equation 3.12",
    ),
    (
        "logistic regression", (words.LOGISTIC, words.CROSS_ENTROPY), (words.SQUARED_ERROR, words.SOFTMAX), ESTIMATES,
        r"\mathrm{sigmoid}(SCORE)",
        (BY_VECTORS, BY_ELEMENTS), ENTROPY, SUM_OR_MEAN, NUMBER, "Bishop 2006, equation 4.90",
    ),
    (
        "softmax regression", CLASSIFIED, (words.SQUARED_ERROR,), PROBABILITIES, BY_CLASS, OF_CLASS,
        r"\sum_{<axis>} <target sample> \log <output sample>", SUM_OR_MEAN,
        frozenset({"output", "target", "weight"}), "Bishop 2006, equations 4.104 and 4.108",
    ),
    (
        "softmax regression with numbers for classes", CLASSIFIED, (words.SQUARED_ERROR,), PROBABILITIES, BY_CLASS,
        OF_CLASS,
        r"\sum_{<axis>} 1(<target sample> = <axis>) \log <output sample>", SUM_OR_MEAN,
        frozenset({"output", "weight"}), "Bishop 2006, equations 4.104 and 4.108",
    ),
)  # fmt: skip
"""Of what is fitted to samples: how the output comes from the weights, and the loss of one of them."""

NORMALISED: Final = {
    "normalised": (r"\hat{x}_{*}", r"\hat{z}_{*}", r"\hat{h}_{*}", r"\hat{a}_{*}", r"\tilde{x}_{*}", r"\bar{x}_{*}"),
    "input": (r"x_{*}", r"z_{*}", r"h_{*}", r"a_{*}"),
    "mean": (r"\mu_{*}", r"\mu_{B*}", r"\mu_{\mathcal{B}*}", r"\mu_{L*}", r"m_{*}"),
    "variance": (r"\sigma_{*}^2", r"\sigma_{B*}^2", r"\sigma_{\mathcal{B}*}^2", r"\sigma_{L*}^2", r"v_{*}"),
    "scale": (r"\gamma_{*}", r"g_{*}"),
    "shift": (r"\beta_{*}", r"b_{*}"),
    "output": (r"y_{*}", r"\tilde{z}_{*}", r"\tilde{h}_{*}", r"o_{*}", r"z_{*}"),
    "small": (r"\epsilon", r"\varepsilon"),
    "count": COUNTS,
}
NORMALISES: Final = (
    r"<mean> = \frac{1}{<count>} \sum_{<axis>=1}^{<count>} <input>",
    r"<variance> = \frac{1}{<count>} \sum_{<axis>=1}^{<count>} (<input> - <mean>)^2",
    r"<normalised> = \frac{<input> - <mean>}{\sqrt{<variance>[ + <small>]}}",
    r"<output> = <scale> <normalised> + <shift>",
)
NORMALISING: Final = (("", "normalised"), ("normalised", ""), ("", "scale"), ("", "variance"), ("mean", "input"))

BELOW_GATES: Final = {
    f"below_{gate}": tuple(rf"\{accent}{{{letter}}}_{{*}}" for accent in ("hat", "bar", "tilde"))
    for gate, letter in (("forget", "f"), ("in", "i"), ("out", "o"), ("candidate", "g"))
}
"""What the gates are the logistic function of, and the candidate the hyperbolic tangent."""

TABLE: Final[tuple[Usual, ...]] = (
    Usual(
        "batch normalisation",
        (words.BATCH_NORM,),
        NORMALISED,
        NORMALISES,
        frozenset({"normalised", "input", "output"}),
        NORMALISING,
        "Ioffe and Szegedy 2015, algorithm 1",
        frozenset({"mean", "variance"}),
        first=True,
    ),
    Usual(
        "layer normalisation",
        (words.LAYER_NORM,),
        NORMALISED,
        NORMALISES,
        frozenset({"normalised", "input", "output"}),
        NORMALISING,
        "Ba, Kiros and Hinton 2016, equations 3 and 4",
        frozenset({"mean", "variance"}),
        units=True,
    ),
    Usual(
        "the softmax",
        (words.SOFTMAX,),
        {"output": PROBABILITIES, "logit": LOGITS},
        (r"<output> = \frac{e^{<logit>}}{\sum_{<other>} e^{<logit other>}}",),
        frozenset({"output", "logit"}),
        (("output", "logit"),),
        "Bishop 2006, equation 4.104",
    ),
    Usual(
        "the softmax and its cross-entropy",
        (words.SOFTMAX, words.CROSS_ENTROPY),
        CLASSIFIES,
        (
            r"<output> = \frac{e^{<logit>}}{\sum_{<other>} e^{<logit other>}}",
            r"<loss> = -\sum_{<axis>} <target> \log <output>",
        ),
        frozenset({"output", "logit", "target"}),
        (("loss", "logit"),),
        "Bishop 2006, equations 4.104 and 4.108",
    ),
    Usual(
        "the softmax and its cross-entropy",
        (words.SOFTMAX, words.CROSS_ENTROPY),
        {role: tuple(each.replace("_{*}", "") for each in names) for role, names in CLASSIFIES.items()},
        (r"<output> = \mathrm{softmax}(<logit>)", r"<loss> = -<target>^T \log <output>"),
        frozenset(),
        (("loss", "logit"), ("output", "logit")),
        "Bishop 2006, equations 4.104 and 4.108, for whole vectors",
    ),
    Usual(
        "logistic regression",
        (words.LOGISTIC,),
        {
            "output": (r"\hat{y}_{*}", r"a_{*}", r"p_{*}", r"h_{*}", r"o_{*}", r"A_{*}"),
            "logit": LOGITS,
            "target": TARGETS,
            "loss": LOSSES,
            **WEIGHTED,
        },
        (
            r"<output> = \mathrm{sigmoid}(<logit>)",
            r"<loss> = -(<target> \log <output> + (1 - <target>) \log(1 - <output>))",
            *(rf"<logit> = {sum_}" for sum_ in WEIGHTED_SUM),
        ),
        frozenset({"output", "logit", "target"}),
        (("output", "logit"), ("loss", "output")),
        "Bishop 2006, equations 4.59 and 4.90, for one sample",
        inner=frozenset({"weight", "feature"}),
    ),
    *(
        Usual(
            name,
            (words.SQUARED_ERROR,),
            {"output": OUTPUTS, "target": TARGETS, "loss": LOSSES, "count": COUNTS, **WEIGHTED},
            (rf"<loss> = {formula}", *(rf"<output> = {sum_}" for sum_ in WEIGHTED_SUM)),
            frozenset({"output", "target"}),
            (("loss", "output"),),
            "Bishop 2006, equations 3.1 and 3.12",
            inner=frozenset({"weight", "feature"}),
        )
        for name, formula in (
            ("half of the squared error", r"\frac{1}{2} [\sum_{<axis>} ](<output> - <target>)^2"),
            ("the squared error", r"[\sum_{<axis>} ](<output> - <target>)^2"),
            (
                "the mean squared error",
                r"\frac{1}{<count>} \sum_{<axis>=1}^{<count>} (<output> - <target>)^2",
            ),
            (
                "half of the mean squared error",
                r"\frac{1}{2 <count>} \sum_{<axis>=1}^{<count>} (<output> - <target>)^2",
            ),
        )
    ),
    *(
        Usual(
            f"{name} over samples",
            said,
            {"output": outputs, "target": TARGETS, "loss": LOSSES, **WEIGHTS_OF_SAMPLES, "feature": features},
            (
                rf"<output> = {link.replace('SCORE', score)}",
                f"<loss> = {factor} <samples> {loss}",
            ),
            each,
            (("loss", "weight"), ("", "weight")),
            source,
            inner=inner,
            present=frozenset({"output", "target", "weight", "feature"}),
            unless=unless,
        )
        for name, said, unless, outputs, link, scores, loss, factors, each, source in REGRESSIONS
        for score, inner in scores
        for factor in factors
        for features in FEATURES
    ),
    Usual(
        "the state of an LSTM",
        (words.LSTM,),
        {
            "cell": (r"c_{*}", r"C_{*}", r"s_{*}"),
            "hidden": (r"h_{*}", r"a_{*}", r"y_{*}"),
            "forget": (r"f_{*}",),
            "in": (r"i_{*}",),
            "out": (r"o_{*}",),
            "candidate": (r"g_{*}", r"\tilde{c}_{*}", r"\tilde{C}_{*}", r"\hat{c}_{*}", r"a_{*}", r"z_{*}"),
            **BELOW_GATES,
        },
        (
            r"<cell> = <forget> \odot <cell before> + <in> \odot <candidate>",
            r"<hidden> = <out> \odot \tanh(<cell>)",
            r"<forget> = \sigma(<below_forget>)",
            r"<in> = \sigma(<below_in>)",
            r"<out> = \sigma(<below_out>)",
            r"<candidate> = \tanh(<below_candidate>)",
        ),
        frozenset({"cell", "hidden", "forget", "in", "out", "candidate", *BELOW_GATES}),
        (("hidden", "cell"), ("cell", "cell"), ("cell", "forget"), ("", "cell")),
        "Gers, Schmidhuber and Cummins 2000; Goodfellow, Bengio and Courville 2016, equations 10.41 and 10.43",
    ),
    *(
        Usual(
            name,
            (words.GRU,),
            {
                "hidden": (r"h_{*}",),
                "update": (r"z_{*}", r"u_{*}"),
                "candidate": (r"\tilde{h}_{*}", r"\hat{h}_{*}", r"n_{*}", r"g_{*}", r"c_{*}"),
            },
            (formula,),
            frozenset({"hidden", "update", "candidate"}),
            (("hidden", "update"), ("hidden", "candidate"), ("hidden", "hidden")),
            source,
        )
        for name, formula, source in (
            (
                "a GRU, whose update gate lets the new state in",
                r"<hidden> = (1 - <update>) \odot <hidden before> + <update> \odot <candidate>",
                "Chung et al. 2014, equation 5",
            ),
            (
                "a GRU, whose update gate keeps the old state",
                r"<hidden> = <update> \odot <hidden before> + (1 - <update>) \odot <candidate>",
                "Cho et al. 2014, equation 7",
            ),
        )
    ),
    Usual(
        "scaled dot-product attention",
        (words.ATTENTION, words.SOFTMAX),
        {
            "query": ("Q",),
            "key": ("K",),
            "value": ("V",),
            "scores": ("S", "Z", "E", "A"),
            "weights": ("P", "A", "W"),
            "output": ("O", "Y", "Z", "H"),
            "width": ("d_k", "d"),
        },
        (
            r"<scores> = \frac{<query> <key>^T}{\sqrt{<width>}}",
            r"<weights> = \mathrm{softmax}(<scores>)",
            r"<output> = <weights> <value>",
        ),
        frozenset(),
        (("", "value"), ("", "query"), ("", "scores")),
        "Vaswani et al. 2017, equation 1",
    ),
)  # fmt: skip
