r"""Definitions whose own letter a sum binds: ``E_n = \sum_{n=1}^N \sum_k t_{nk} \ln y_{nk}`` says nothing of one n."""

from __future__ import annotations

from collections.abc import Iterator

from backproof.check.indices.suppressed import Defined
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Big


def captured(defined: Defined) -> str:
    """Why a definition may not be what its author means: the letter of its head stands in a sum over that letter only.

    >>> from backproof.read.terms.terms import NOWHERE, Ref
    >>> head, body = Ref("s", ("i",), (), NOWHERE), Ref("x", ("i",), (), NOWHERE)
    >>> captured(Defined("s", ("i",), Big("sum", "i", None, None, (), body, NOWHERE), 0, 0, head))
    'i is the index of the left side, and a sum on the right binds it'
    """
    for letter in _letters(defined):
        sums = [part for part in occurrences(defined.body, Big) if part.letter == letter]
        inside = {id(ref) for big in sums for ref in references(big.body)}
        having = [ref for ref in references(defined.body) if letter in (*ref.subs, ref.sample)]
        if sums and having and all(id(ref) in inside for ref in having):
            return f"{letter.strip('()')} is the index of the left side, and a sum on the right binds it"
    return ""


def _letters(defined: Defined) -> Iterator[str]:
    yield from (letter for letter in defined.letters if isinstance(letter, str))
    if defined.sample is not None:
        yield defined.sample
