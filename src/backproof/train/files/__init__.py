"""Model files: arrays and a header in one file, written as a whole or not at all, read without running code."""

from backproof.train.files.model import Loaded, load, save
from backproof.train.files.plain import JSON

__all__ = ["JSON", "Loaded", "load", "save"]
