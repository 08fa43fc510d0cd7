"""The command line: files in, a report out, an exit status."""

from backproof.cli.main import main

__all__ = ["main"]
