"""How texts in several languages name what they take for known."""

from __future__ import annotations

import re
from typing import Final


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


BATCH_NORM: Final = _words(
    r"\bbatch[\s-]*norm(ali[sz](ation|ed|ing|ierung))?(?!\w)",
    r"normali[sz]aci[óo]n por lotes",
    r"normalisation par (lots?|batch)",
    "バッチ正規化",
    "批量?(归一|标准)化",
)
LAYER_NORM: Final = _words(r"\blayer[\s-]*norm(ali[sz](ation|ed|ing|ierung))?(?!\w)", "層正規化", "层(归一|标准)化")
SOFTMAX: Final = _words(r"\bsoft[\s-]*max", "ソフトマックス")
CROSS_ENTROPY: Final = _words(
    r"\bcross[\s-]*entropy",
    r"\blog(arithmic)?[\s-]*(loss|likelihood)",
    r"entrop[íi]a cruzada",
    "entropie croisée",
    "kreuzentropie",
    "交差エントロピー",
    "交叉熵",
)
LOGISTIC: Final = _words(
    r"\blogisti(c|sche)",
    r"\bsigmoid",
    r"\bbinary (cross|classif)",
    "régression logistique",
    "regresión logística",
    "ロジスティック",
    "逻辑回归",
)
SQUARED_ERROR: Final = _words(
    r"\bsquared?[\s-]*(error|loss|difference)",
    r"\bMSE\b",
    r"\bleast[\s-]*squares",
    r"\bquadratic (cost|loss|error)",
    "erreur quadratique",
    "error cuadr[áa]tico",
    "quadratische[rn]? fehler",
    "fehlerquadrat",
    "二乗誤差",
    "(均方|平方)误差",
)
LIKELIHOOD: Final = _words(
    r"(?<!negative )(?<!negative of the )(?<!minus the )(?<!negated )\blog(arithmic)?[\s-]*likelihood"
)
"""What is made larger, where no word before it turns its sign."""
MINIMISED: Final = _words(
    r"\bminimi[sz]", r"\bnegati(ve|ng)\b", r"\bcross[\s-]*entropy", r"\blog[\s-]*loss", r"\bdescent"
)
"""What is said beside a likelihood whose negative is meant."""
NONLINEAR: Final = _words(
    r"\btanh\b",
    r"\bhyperbolic tangent",
    r"\bleaky\b",
    r"\bre-?lus?\b",
    r"\brectif",
    r"\bnon-?linear",
    r"(?<!linear )(?<!identity )\bactivation function",
    r"fonction d.activation",
    "función de activación",
    "aktivierungsfunktion",
    "活性化関数",
    "激活函数",
)
"""Outputs that may be more than what is weighted and added."""
PENALTY: Final = _words(
    r"\br[ée]gulari[sz]", r"\bridge\b", r"\blasso\b", r"\bpenal", r"\bweight[\s-]*decay", "正則化", "正则化"
)
"""A term of the loss beside what it says of the samples."""
LSTM: Final = _words(r"\bLSTM", r"\blong short[\s-]*term")
GRU: Final = _words(r"\bGRU", r"\bgated recurrent")
ATTENTION: Final = _words(r"\battention", r"\batenci[óo]n", "aufmerksamkeit", "注意")
