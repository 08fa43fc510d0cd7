r"""Displays of one side that carry a chain rule out, once its derivatives were said one by one.

``\frac{\partial E}{\partial w} = \frac{\partial E}{\partial y} \frac{\partial y}{\partial w}``, then what each of the
two is, then ``\therefore (y - t) x``, or the same below ``Hence``: that is the next member of the chain. A display
without such a sign is one where every derivative was said, and where no sentence stands before it. Where none was said
and every quantity of the chain rule is defined, a display with products of arrays may carry it out, and may be
something else: it is not refuted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from backproof.read.context.following import EQUALITIES
from backproof.read.extract.pieces import Piece, Prose
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, walk
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term, Transposed

CONCLUDES: Final = re.compile(
    r"\b(hence|therefore|thus|so|finally|altogether|overall|consequently|"
    r"(put|put+ing|plug|plugg?ed|plugging|multiply|multiplying|multiplied|substitut\w+|combin\w+|bring\w*|tak\w+)"
    r"\b[^.]*\b(together|in|into|all|these|them|everything|this)|"
    r"we\s+(get|obtain|have|find|arrive)|gives?|yields?|results?\s+in|also|daher|insgesamt|donc|luego|por\s+tanto)\b",
    re.IGNORECASE,
)
SIGN: Final = re.compile(r"\s*(\\therefore|\\Rightarrow|\\implies|\\rightarrow|\\to|∴|⇒|→)(?![A-Za-z])")
LABEL: Final = re.compile(r"\W*(\w+\W+){0,2}\w*\W*")
"""No words, or two or three that name what follows: ``Hidden layer:``."""
OTHER: Final = re.compile(
    r"\b(term|factor|part|first|second|third|last|where|with|note|recall|update|step|rule|change|new|error|delta|negative|"
    r"bound|at\s+most|at\s+least|size|magnitude|norm|ratio|estimate|proportional|(is|have|has|get|gives?|yields?|obtain)\s+an?\b)",
    re.IGNORECASE,
)
"""What follows such words is not the whole of the derivative, or something else."""
OPEN: Final = "whether it carries out the chain rule before it is not written"
FEWEST = 2
"""Derivatives in a chain rule."""

Named = tuple[str, str]
"""What is differentiated, and by what, without their indices."""


def joined(found: Sequence[Line], before: Sequence[Line], pieces: Sequence[Piece], at: int, item: int) -> list[Line]:
    """The lines of a formula, the first one in the chain of the chain rule that it carries out."""
    lines = list(found)
    first = lines[0] if len(lines) == 1 else None
    if first is None or first.relation or first.head is not None or not first.display or _is_name(first.side):
        return lines
    rule = _rule(before, first, item)
    if rule is None:
        return lines
    said = any(True for each in before[rule[-1] + 1 :] for _ in _derivatives(each.head))
    plain = not said and _has_transpose(first.side) and _is_plain(rule, before, item)
    said_all = plain or (said and not _missing(rule, before))
    if not (said or plain) or not _concludes(pieces[at].text, _words(pieces, at), said_all=said_all):
        return lines
    last = before[rule[-1]]
    joined = replace(first, relation="=", chain=last.chain, conditions=first.conditions or last.conditions)
    return [replace(joined, limited=first.limited or (OPEN if plain else ""))]


def _is_plain(rule: Sequence[int], before: Sequence[Line], item: int) -> bool:
    """Whether an item says what each quantity is that its chain rule differentiates."""
    last = before[rule[-1]]
    own = (each for each in before if (each.section, each.item) == (last.section, item) and each.relation in EQUALITIES)
    defined = {each.head.base for each in own if isinstance(each.head, Ref) and not any(_derivatives(each.side))}
    return {of for of, _ in _derivatives(last.side)} <= defined


def _has_transpose(term: Term | None) -> bool:
    return term is not None and has(term, Transposed)


def _concludes(text: str, words: str, *, said_all: bool) -> bool:
    """Whether a display, or the words before it, say that it concludes; or nothing says that it does not."""
    if OTHER.search(words):
        return False
    return SIGN.match(text) is not None or CONCLUDES.search(words) is not None or (said_all and _is_label(words))


def _is_label(words: str) -> bool:
    return LABEL.fullmatch(words) is not None


def _words(pieces: Sequence[Piece], at: int) -> str:
    """The words directly before a formula."""
    piece = pieces[at - 1] if at else None
    return piece.text if isinstance(piece, Prose) else ""


def _is_name(side: Term | None) -> bool:
    return side is None or isinstance(side, Ref | Partial)


def _rule(before: Sequence[Line], line: Line, item: int) -> tuple[int, ...] | None:
    """The places of the chain of the only chain rule before a line that all derivatives said since then are in."""
    said: set[Named] = set()
    last: int | None = None
    for at in range(len(before) - 1, -1, -1):
        each = before[at]
        if (each.section, each.item) != (line.section, item):
            break
        if last is None and each.problem is not None and each.head is None and each.chain is None:
            return None
        factors = set(_derivatives(each.side))
        if len(factors) >= FEWEST and each.relation in EQUALITIES:
            fits = said <= factors
            if last is None and not fits:
                return None
            if last is not None and fits and each.chain != before[last].chain:
                return None
            last = at if last is None else last
        elif last is None and each.head is not None:
            said.update(_derivatives(each.head))
    if last is None or before[last].chain is None:
        return None
    chain = tuple(at for at in range(last + 1) if before[at].chain == before[last].chain)
    return chain if _heads_derivative(before[chain[0]]) else None


def _heads_derivative(line: Line) -> bool:
    return line.head is not None and has(line.head, Partial, Nabla)


def _missing(rule: Sequence[int], before: Sequence[Line]) -> set[Named]:
    """The derivatives of a chain rule that no line of its item says."""
    last = before[rule[-1]]
    there = (each for each in before if (each.section, each.item) == (last.section, last.item))
    heads = {name for each in there if each.chain != last.chain for name in _derivatives(each.head)}
    return set(_derivatives(last.side)) - heads


def _derivatives(term: Term | None) -> Iterator[Named]:
    """The derivatives of names in a term."""
    for part in walk(term) if term is not None else ():
        match part:
            case Partial(Ref(base=of) | Call(name=Ref(base=of)), Ref(base=by)):
                yield of, by
            case _:
                pass
