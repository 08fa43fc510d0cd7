"""The Python interface: check a document, grade submissions, parse a formula, differentiate a model."""

from backproof.api.checking import Report, check
from backproof.api.formula import Formula, parse
from backproof.api.gradient import Gradient
from backproof.api.grading import Grades, grade, grade_cell
from backproof.api.model import Model

__all__ = ["Formula", "Grades", "Gradient", "Model", "Report", "check", "grade", "grade_cell", "parse"]
