"""The table: functions with derivative, domain, kinks, notation and reason."""
