"""The names that quantities usually have, with ``*`` where their indices stand."""

from __future__ import annotations

from typing import Final

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
