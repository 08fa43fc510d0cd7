"""How a package that is optional is installed."""

from __future__ import annotations


def installing(extra: str) -> str:
    """The command that brings an extra, from the registry or from the project's folder: the last part of an error.

    >>> installing("train")
    "pip install 'backproof[train]', in the project's folder pip install '.[train]'"
    """
    return f"pip install 'backproof[{extra}]', in the project's folder pip install '.[{extra}]'"
