"""Words and letters that the field has a meaning for, wherever no document gives them another one."""

from __future__ import annotations

FUNCTION_WORDS = {
    "exp": "exp", "log": "log", "ln": "log", "sin": "sin", "cos": "cos", "tan": "tan", "tanh": "tanh", "sinh": "sinh",
    "cosh": "cosh", "arctan": "arctan", "sqrt": "sqrt", "sigmoid": "sigmoid", "sig": "sigmoid", "logistic": "sigmoid",
    "relu": "relu", "ReLU": "relu", "RELU": "relu", "softplus": "softplus", "elu": "elu", "ELU": "elu", "gelu": "gelu",
    "GELU": "gelu", "silu": "silu", "SiLU": "silu", "erf": "erf", "sign": "sign", "sgn": "sign", "abs": "abs",
    "step": "step", "softmax": "softmax", "Softmax": "softmax", "max": "max", "min": "min", "leakyrelu": "leaky_relu",
    "LeakyReLU": "leaky_relu", "log1p": "log1p", "expm1": "expm1",
}  # fmt: skip
"""Words that name a function of the table of rules."""

NORM, SUM_NORM = "norm", "norm1"
"""What norms are called: the Euclidean one, and the sum of absolute values. Signs of their own stand for them."""
NORMS = frozenset({NORM, SUM_NORM})

TRACES = frozenset({"tr", "Tr", "trace", "Trace"})
MATRIX_FUNCTIONS = frozenset({"diag", "Diag", "tr", "Tr", "trace", "Trace", "det", "vec", "inv", "prod", "sum"})
"""Words that name a function of a whole array."""
OF_MATRICES = TRACES | {"det", "inv", "vec"}
"""Those of them that no document defines anew."""

INVERSE, DETERMINANT, LOG_DETERMINANT = "inverse", "det", "log_det"
"""What binds the two letters of a square matrix, as a sum does one."""
OF_SQUARES = frozenset({INVERSE, DETERMINANT, LOG_DETERMINANT})

FACTORIAL = "factorial"
"""What a factorial is called: a function of which nothing is known."""
DIRECTIONAL = "along"
"""What the change of something along a direction is called: its derivative by an array times any array like that."""

QUANTITY_WORDS = frozenset(
    "CE SE MSE SSE RSS BCE NLL KL MAE loss Loss cost Cost error Error err Err net out logit logits".split()
)
"""Words that name a quantity; a document may define further ones."""

RATE_WORDS = frozenset({"lr"})
"""Words that name the learning rate."""

LABEL_WORDS = frozenset(
    "bias new old out net hid hidden in input output max min true pred train test val total loss reg next prev avg "
    "mean target init updated and or not neg pos rec cls enc dec emb att gen dis adv src tgt prior post data neu "
    "alt novo nova nuevo nueva nuovo nuova nieuw nieuwe velho oud viejo vecchio nowy nowa nowe stary stara stare "
    "yeni eski nya".split()
)
"""Words that people write in italics as a script."""

RECIPROCALS = {"sec": "cos", "csc": "sin", "cot": "tan", "sech": "cosh", "csch": "sinh", "coth": "tanh"}
"""Functions that are one over a function of the table."""
NAMED_FUNCTIONS = frozenset({"arcsin", "arccos", *RECIPROCALS})
"""Functions that everybody writes before what they are applied to, and for which the table has no rule."""

NO_FUNCTIONS = MATRIX_FUNCTIONS | LABEL_WORDS | {"arg", "argmax", "argmin", "lim", "inf", "sup"}
"""Words before parentheses that are read elsewhere, or name a quantity."""

FUNCTION_LETTERS = frozenset({"f", "g", "h", "sigma", "phi", "varphi", "psi"})
"""Letters that are functions where parentheses follow and the document does not use them otherwise."""

ACCENTED_LOSSES = ("L", "J", "ell", r"\mathcal{L}", r"\mathcal{J}")
"""Losses of which an accent makes another one, with a penalty or as an average; \\tilde{C} is a cell as often."""
AVERAGES = frozenset(f"\\bar{{{letter}}}" for letter in ("C", "E", r"\mathcal{C}", r"\mathcal{E}"))
LOSS_LETTERS = (
    frozenset({"L", "E", "J", "C", "ell", r"\mathcal{L}", r"\mathcal{E}", r"\mathcal{J}", r"\mathcal{C}", "l"})
    | {f"\\{accent}{{{letter}}}" for accent in ("tilde", "hat", "bar") for letter in ACCENTED_LOSSES}
    | AVERAGES
)
"""Letters that before a name in parentheses are losses, and no factors, where they stand nowhere else."""

VECTOR_FUNCTIONS = frozenset({r"\mathbf{f}", r"\mathbf{g}", r"\mathbf{F}", r"\mathbf{G}"})
"""Letters that before parentheses are functions with vectors for values."""

VALUE = r"\bullet"
"""What stands in the name of a probability for the value that is one of its scripts."""

ASSIGNS = "leftarrow"
"""The sign that gives a name a new value."""
ASSIGNMENTS = frozenset({ASSIGNS, ":=", "coloneqq"})
"""Signs that may give a name a new value, where a definition is not the only thing that they say."""

UNEQUAL = frozenset({"neq", "ne"})
"""Signs that what stands on both sides differs."""

AT_A_TIME = r"\breve{%s}"
"""What a parameter at a time is called beside the parameter itself."""

DIFFERENTIAL = r"\mathrm{d} "
"""What the names of differentials begin with."""
