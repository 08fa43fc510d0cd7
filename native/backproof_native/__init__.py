"""The native engine of backproof: programs in C, opened with the arrays that they work on.

Nothing here knows what a program computes: backproof writes it, and the library checks every word of it on load.
"""

from backproof_native.library import Program, Progress, Refused, format_version, functions, library_path, paths, version
from backproof_native.version_of_package import VERSION

__all__ = [
    "Program", "Progress", "Refused", "__version__", "format_version", "functions", "library_path", "paths", "version",
]  # fmt: skip

__version__ = VERSION
