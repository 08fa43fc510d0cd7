"""Jupyter notebooks: their Markdown cells as sources of their own."""

from __future__ import annotations

import json
from typing import Any

from backproof.source import BackproofError, Diagnostic, Source

SHOWN = 40
"""So many characters of what is no notebook are shown."""


def extract_notebook(source: Source) -> tuple[tuple[int, Source], ...]:
    """The Markdown cells of a notebook, each with its index in the notebook, counted from 0 as in the file.

    Raises :class:`~backproof.source.BackproofError` where the text is no notebook.

    >>> extract_notebook(Source("hw.ipynb", '{"cells": [{"cell_type": "markdown", "source": ["$a", "=b$"]}]}'))
    ((0, Source(name='hw.ipynb[0]', text='$a=b$')),)
    """
    return tuple(
        (number, Source(f"{source.name}[{number}]", text))
        for number, (kind, text) in enumerate(cells(source))
        if kind == "markdown"
    )


def cells(source: Source) -> tuple[tuple[str, str], ...]:
    """The kind and the text of every cell.

    Raises :class:`~backproof.source.BackproofError` where the text is no notebook.

    >>> cells(Source("hw.ipynb", '{"cells": [{"cell_type": "code", "source": "1 + 1"}, 3]}'))
    (('code', '1 + 1'), ('', ''))
    """
    found = [each if isinstance(each, dict) else {} for each in _cells(source)]
    return tuple((str(each.get("cell_type", "")), _joined(each.get("source", ""))) for each in found)


def _cells(source: Source) -> list[Any]:
    try:
        content = json.loads(source.text)
    except json.JSONDecodeError as error:
        raise _not_a_notebook(source, f"JSON; {error}", error.pos) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets of a thousand depths
        raise _not_a_notebook(source, f"JSON; {error}") from error
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        raise _not_a_notebook(source, 'an object with a list "cells" (notebook format 4)')
    return cells


def _joined(lines: object) -> str:
    match lines:
        case str():
            return lines
        case list():
            return "".join(line for line in lines if isinstance(line, str))
        case _:
            return ""


def _not_a_notebook(source: Source, expected: str, at: int = 0) -> BackproofError:
    return BackproofError(
        Diagnostic(
            "not a Jupyter notebook",
            written=source.text[at : at + SHOWN] or source.text[-SHOWN:] or "nothing",
            expected=expected,
            advice="save the notebook again, or give the file the suffix of what it is",
            source=source,
        )
    )
