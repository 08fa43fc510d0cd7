"""What an expression is: nodes, indices, models. Index form only."""

from backproof.expr.binding import OfMatrix, Over, Sum
from backproof.expr.indices import Index, Range, Slot, fresh
from backproof.expr.known import IllFormed
from backproof.expr.model import Assumptions, Definition, Model
from backproof.expr.nodes import (
    Add,
    AllOf,
    Apply,
    Cases,
    CompareIndices,
    CompareValues,
    Condition,
    Constant,
    Delta,
    Derivative,
    Expression,
    Function,
    Indicator,
    Mul,
    Number,
    Power,
    Symbol,
    Tensor,
)

__all__ = [
    "Add",
    "AllOf",
    "Apply",
    "Assumptions",
    "Cases",
    "CompareIndices",
    "CompareValues",
    "Condition",
    "Constant",
    "Definition",
    "Delta",
    "Derivative",
    "Expression",
    "Function",
    "IllFormed",
    "Index",
    "Indicator",
    "Model",
    "Mul",
    "Number",
    "OfMatrix",
    "Over",
    "Power",
    "Range",
    "Slot",
    "Sum",
    "Symbol",
    "Tensor",
    "fresh",
]
