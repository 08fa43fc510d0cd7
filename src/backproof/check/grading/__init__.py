"""A submission against the teacher's key: which part of the task each line answers, and what it earns."""
