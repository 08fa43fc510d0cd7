r"""Places of extremes: ``\arg\max_m z_m`` is one operator, in one word or in two."""

from __future__ import annotations

from dataclasses import replace

from backproof.syntax.tree import Atom, Kind, Node, Row, Script

EXTREMES = frozenset({"max", "min"})
PLACES = frozenset({"argmax", "argmin"})


def in_one_word(row: tuple[Node, ...]) -> tuple[Node, ...]:
    r"""The row with ``\arg`` and the extreme behind it as one name, with the scripts of both.

    >>> from backproof.syntax.latex import parse
    >>> from backproof.read.grammar.nodes import items
    >>> [part.base.text for part in in_one_word(items(parse(r"\arg \max_m z_m"))) if isinstance(part, Script)]
    ['argmax', 'z']
    >>> [part.base.text for part in in_one_word(items(parse(r"{\arg\min}_m z_m"))) if isinstance(part, Script)]
    ['argmin', 'z']
    """
    found: list[Node] = []
    for part in row:
        match found[-1:], part:
            case [Atom(Kind.NAME, "arg") as arg], Atom(Kind.NAME, text) as name if text in EXTREMES:
                found[-1] = _place(arg, name)
            case [Atom(Kind.NAME, "arg") as arg], Script(Atom(Kind.NAME, text) as name) as script if text in EXTREMES:
                found[-1] = replace(script, base=_place(arg, name), span=arg.span.join(script.span))
            case _, Script(Row((Atom(Kind.NAME, "arg") as arg, Atom(Kind.NAME, text) as name))) if text in EXTREMES:
                found.append(replace(part, base=_place(arg, name)))
            case _:
                found.append(part)
    return tuple(found)


def _place(arg: Atom, extreme: Atom) -> Atom:
    return Atom(Kind.NAME, f"arg{extreme.text}", arg.span.join(extreme.span))
