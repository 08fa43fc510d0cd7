r"""Elements of the value of a function, ``S(z)_j``, and vectors in angle brackets.

``S(z)_j`` is element j of a quantity with the name ``S(z)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.nodes import items, name_of, split
from backproof.read.grammar.reader import Reader
from backproof.read.grammar.scripts import subscripts
from backproof.read.grammar.spelling import letters_of
from backproof.read.terms.rewriting import has
from backproof.read.terms.terms import Listed, Num, Raise, Ref, Term, Times, Transposed
from backproof.read.vocabulary import FUNCTION_WORDS
from backproof.syntax.tree import Fence, Node, Script

_VALUE = re.compile(r"(.+?)\(([^(),]+)\)")
PAIR = 2
KNOWN = frozenset({*FUNCTION_WORDS, "sigma", "partial", "nabla", "Delta", "d"})
"""Functions of a whole axis that the table knows, and letters that name nothing by themselves."""


def element(reader: Reader, node: Node) -> Term | None:
    """A name before arguments that are names, with a subscript behind them; None for anything else."""
    behind = reader.parts[reader.at + 1] if reader.at + 1 < len(reader.parts) else None
    base = _plain(node)
    match behind:
        case Script(Fence("(", _, ")") as fence, sub, power) if sub is not None and base is not None:
            pass
        case _:
            return None
    arguments = [each for each in reader.arguments(fence) if isinstance(each, Ref) and not each.at]
    if len(arguments) != len(reader.arguments(fence)):
        return None
    moved = [script for each in arguments for script in each.subs if script in INDEX_LETTERS]
    marks = dict.fromkeys(sup for each in arguments for sup in each.sups)
    span = node.span.join(behind.span)
    reader.at += 2
    whole = value_of(base, map(_without_slots, arguments))
    found = Ref(whole, (*moved, *subscripts(sub)), tuple(marks), span)
    return found if power is None else Raise(found, reader.inner(power), span)


def angled(reader: Reader, node: Fence) -> Term:
    r"""``\langle w, x \rangle`` is an inner product of two names, ``\langle 2 x, 3 \rangle`` a vector."""
    parts = tuple(reader.read(part) for part in split(items(node.body), {",", "|"}))
    numbers = any(has(part, Num) for part in parts)
    if len(parts) != PAIR or numbers:
        return Listed(None, parts, node.span)
    left, right = parts
    return Times((Transposed(left, left.span), right), node.span, ("cdot",))


def value_of(function: str, arguments: Iterable[str]) -> str:
    r"""The name of what a function gives at its arguments: ``\varsigma(z)``."""
    return f"{letters_of(function)}({','.join(map(letters_of, arguments))})"


def function_of(name: str) -> tuple[str, str] | None:
    """The function and its one argument in such a name, or None."""
    found = None if "=" in name else _VALUE.fullmatch(name)
    return None if found is None else (found[1], found[2])


def _plain(node: Node) -> str | None:
    """The name of a function without a power: a letter, perhaps with a subscript."""
    match node:
        case Script(inner, sub, None, 0) if sub is not None and (base := name_of(inner)) is not None:
            return None if base in KNOWN else Ref(base, subscripts(sub), (), node.span).key
        case Script():
            return None
        case _:
            base = name_of(node)
            return None if base is None or base in KNOWN else base


def _without_slots(ref: Ref) -> str:
    """An argument without its indices, which are slots of the value, and without its marks."""
    return replace(ref, subs=tuple(each for each in ref.subs if each not in INDEX_LETTERS), sups=()).key
