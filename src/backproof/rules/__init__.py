"""The table: functions with derivative, domain, kinks, notation and reason."""

from backproof.rules.axis import AXIS_RULES, AxisRule
from backproof.rules.functions import RULES, partial, rule_of
from backproof.rules.rule import POSITIVE, REAL, Domain, Rule

__all__ = ["AXIS_RULES", "POSITIVE", "REAL", "RULES", "AxisRule", "Domain", "Rule", "partial", "rule_of"]
