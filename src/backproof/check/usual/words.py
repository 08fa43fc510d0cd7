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
LSTM: Final = _words(r"\bLSTM", r"\blong short[\s-]*term")
GRU: Final = _words(r"\bGRU", r"\bgated recurrent")
ATTENTION: Final = _words(r"\battention", r"\batenci[óo]n", "aufmerksamkeit", "注意")
