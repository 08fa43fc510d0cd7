r"""The table of usual definitions: what a text means by batch normalisation or the softmax where it writes neither.

Equations are written with roles: ``<mean>`` is the name that the document has for the mean, with the letters that it
has there, and ``<axis>`` the letter that is summed over. ``<input other>`` has another letter in its place, ``<cell
before>`` the one before it, ``<weight inner>`` a letter of its own that a sum inside of the equation binds. What stands
in ``[...]`` is there where the document has all of its names, and the letters that it needs.
"""

from __future__ import annotations

from typing import Final

from backproof.check.usual import words
from backproof.check.usual.entry import Usual
from backproof.check.usual.letters import (
    CLASSIFIES,
    COUNTS,
    LOGITS,
    LOSSES,
    OUTPUTS,
    PROBABILITIES,
    TARGETS,
    WEIGHTED,
    WEIGHTED_SUM,
)
from backproof.check.usual.regressions import OVER_SAMPLES

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
    *OVER_SAMPLES,
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
