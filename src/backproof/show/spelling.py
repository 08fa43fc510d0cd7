r"""The author's names in Python: ``\gamma`` is ``gamma``, ``\hat{y}`` is ``y_hat``, ``w_{bias}`` is ``w_bias``."""

from __future__ import annotations

import re

_ACCENT = re.compile(r"\\(hat|widehat|tilde|bar|vec|dot|ddot|underline)\{([^{}]*)\}")
_STYLE = re.compile(r"\\(?:mathrm|text|mathbf|mathcal|mathbb|mathfrak)\{([^{}]*)\}")
_UNSPOKEN = re.compile(r"\\cdot(?= ?\d)|[\\{}\s]")


def spelled(name: str) -> str:
    r"""A LaTeX name as Python would have it; what can't be part of an identifier stays, for a mapping.

    >>> [spelled(name) for name in (r"\gamma", r"\hat{\mathbf{y}}", r"w_{\mathrm{bias}}", "O_{0}", "W^{(2)}")]
    ['gamma', 'y_hat', 'w_bias', 'O_0', 'W^(2)']
    """
    second = "_" if name.endswith(" ") else ""  # a document's second tensor of one name
    return _UNSPOKEN.sub("", _ACCENT.sub(r"\2_\1", _STYLE.sub(r"\1", name))) + second
