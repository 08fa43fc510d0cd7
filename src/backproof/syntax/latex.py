r"""LaTeX mathematics as presentation trees. Total: whatever the text, a tree comes back, in linear time."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backproof.source import Span
from backproof.syntax.commands import COMMANDS
from backproof.syntax.macros import Endless, Macro
from backproof.syntax.packages import PACKAGES
from backproof.syntax.reader import Reader
from backproof.syntax.rows import MAX_DEPTH, TooDeep
from backproof.syntax.tree import Node, Unread

MAX_LENGTH = 50_000
_KNOWN = MappingProxyType({**PACKAGES, **COMMANDS})
_NO_MACROS: Mapping[str, Macro] = MappingProxyType({})


def parse(text: str, offset: int = 0, macros: Mapping[str, Macro] = _NO_MACROS) -> Node:
    r"""The tree of a formula that stands at ``offset`` in its document.

    What can't be read is an :class:`~backproof.syntax.tree.Unread` node with the reason, and the rest is read.
    What a macro produces has the span of its call.

    >>> tree = parse(r"\frac12", offset=3)
    >>> tree.span, tree.denominator.span
    (Span(start=3, end=10), Span(start=9, end=10))
    """
    span = Span(offset, offset + len(text))
    if len(text) > MAX_LENGTH:
        return Unread(text, f"longer than {MAX_LENGTH} characters: {len(text)}", span)
    try:
        return Reader(text, span, _KNOWN, macros).formula()
    except (TooDeep, RecursionError):
        return Unread(text, f"nested deeper than {MAX_DEPTH}", span)
    except Endless as problem:
        return Unread(text, str(problem), span)
