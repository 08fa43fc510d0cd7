"""The table: functions with derivative, domain, kinks, notation and reason."""

from backproof.rules.axis import AXIS_RULES, AxisRule
from backproof.rules.functions import RULES, partial, rule_of
from backproof.rules.matrix import MATRIX_RULES, MatrixRule
from backproof.rules.rule import POSITIVE, REAL, Domain, Rule

__all__ = [
    "AXIS_RULES",
    "MATRIX_RULES",
    "POSITIVE",
    "REAL",
    "RULES",
    "AxisRule",
    "Domain",
    "MatrixRule",
    "Rule",
    "partial",
    "rule_of",
]
