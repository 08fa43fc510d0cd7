"""The Python interface: check a document, parse a formula, differentiate a model."""

from backproof.api.checking import Report, check
from backproof.api.formula import Formula, parse
from backproof.api.gradient import Gradient
from backproof.api.model import Model

__all__ = ["Formula", "Gradient", "Model", "Report", "check", "parse"]
