"""What formulas and words declare a quantity to be a function of: ``$u(x, y)$``, "where $x$ and $y$ are functions of
$t$", "$L$ depends on $w$ through $a$ and $b$".

Such formulas state nothing, and such words name no equation; what they say of the ways from one quantity to another is
all that tells whether a chain rule has each of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, final

from backproof.read.extract.pieces import Formula, Heading, Piece, Prose
from backproof.read.grammar.grammar import read
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.nodes import is_kind, items, split, strip
from backproof.read.lines import Line
from backproof.read.terms.terms import NOWHERE, Ref, Unreadable
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Kind, Node

SIGNS: Final = re.compile(r"\bfunctions?\s+of\b|\b(through|via)\b", re.IGNORECASE)
"""Without one of these no words declare anything."""
NAMES = r"⟨\d+⟩(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+(?:also\s+)?)⟨\d+⟩)*"
WORDS = r"(?:(?!(?:not|neither|nor|if|than|each|every|no)\b)[a-z-]+\s+){0,4}"
FUNCTIONS: Final = re.compile(
    rf"(?P<of>{NAMES}),?\s+(?:(?:is|are|be|as|being)\s+)?{WORDS}functions?\s+(?:only\s+)?of\s+{WORDS}(?P<on>{NAMES})",
    re.IGNORECASE,
)
LOSS: Final = r"\b(?:loss|cost|error|objective)(?:\s+function)?"
THROUGH: Final = re.compile(
    rf"(?P<of>{NAMES}|{LOSS})\s+{WORDS}depends?\s+{WORDS}on\s+{WORDS}(?P<on>{NAMES})\s*,?\s*{WORDS}(?:through|via)\s+"
    rf"{WORDS}(?P<by>{NAMES})",
    re.IGNORECASE,
)
AFFECTS: Final = re.compile(
    rf"(?P<on>{NAMES})\s+{WORDS}(?:affects?|influences?|enters?|reach(?:es)?|changes?|contributes?\s+to)\s+{WORDS}"
    rf"(?P<of>{NAMES}|{LOSS})\s*,?\s*{WORDS}(?:through|via)\s+{WORDS}(?P<by>{NAMES})",
    re.IGNORECASE,
)
DECLARES: Final = "in"
"""The sign of a line that declares what a name is."""
DENIED: Final = re.compile(r"\b(not|neither|nor|if|unless)\b[^.⟨]*$", re.IGNORECASE)


@final
@dataclass(frozen=True, slots=True)
class Dependence:
    """A quantity, and what it is declared to be a function of."""

    of: Ref
    on: tuple[Ref, ...]
    equation: Span | None = None
    """The place of the equation that says nothing else: ``u = u(x, y)``."""
    mixes: bool = False
    """Whether each element of the quantity is a function of all elements of the others."""


def stated(lines: Sequence[Line], declared: Sequence[Dependence]) -> list[Line]:
    """Lines of which those that say of a name what it is a function of, ``u = u(x, y)``, are declarations."""
    spans = {each.equation for each in declared}
    chains = Counter(line.chain for line in lines)
    return [
        replace(line, relation=DECLARES, side=None, problem=None)
        if line.span in spans and chains[line.chain] == 1 and isinstance(line.head, Ref)
        else line
        for line in lines
    ]


def dependences(pieces: Sequence[Piece], trees: Mapping[int, Node], lexicon: Lexicon) -> tuple[Dependence, ...]:
    """All that formulas and words declare: first formulas, then words, each in the order of the text.

    >>> from backproof.read.document import read_document
    >>> from backproof.source import Source
    >>> document = read_document(Source("notes.md", "Let $u(x, y)$ be smooth. Here $x$ is a function of $t$."))
    >>> [(each.of.key, [ref.key for ref in each.on]) for each in document.declared]
    [('u', ['x', 'y']), ('x', ['t'])]
    """
    return (*_applied(trees, lexicon), *_in_words(pieces, trees, lexicon))


def _applied(trees: Mapping[int, Node], lexicon: Lexicon) -> Iterator[Dependence]:
    r"""``u(x, y)`` where it stands alone, in a list, or behind its own name: ``u = u(x, y)``."""
    for tree in trees.values():
        parts = items(tree)
        if not any(isinstance(part, Fence) for part in parts):
            continue
        for sides in (split(part, {"="}) for part in split(parts, {","})):
            *heads, last = sides
            own = _call(last, lexicon)
            said = [_name(strip(head), lexicon) for head in heads]
            if own is not None and all(each is not None and each.key == own.of.key for each in said):
                equation = heads[0][0].span.join(last[-1].span) if heads else None
                yield replace(own, equation=equation)


def _call(parts: tuple[Node, ...], lexicon: Lexicon) -> Dependence | None:
    match strip(parts):
        case (name, Fence("(", body, ")")) if not is_kind(name, Kind.NAME):
            of = _name((name,), lexicon)
            on = [_name(part, lexicon) for part in split(items(body), {",", ";"})]
            known = tuple(each for each in on if each is not None)
            plain = of is not None and of.base not in FUNCTION_WORDS and len(known) == len(on)
            itself = of is not None and of.key in {each.key for each in known}
            return Dependence(of, known) if plain and of is not None and not itself else None
        case _:
            return None


def _in_words(pieces: Sequence[Piece], trees: Mapping[int, Node], lexicon: Lexicon) -> Iterator[Dependence]:
    if not any(isinstance(piece, Prose) and SIGNS.search(piece.text) for piece in pieces):
        return
    said = " ".join(_said(at, piece, trees, lexicon) for at, piece in enumerate(pieces))
    for found in FUNCTIONS.finditer(said):
        if not _is_denied(said, found):
            yield from _of_each(*(_listed(found[part], trees, lexicon) for part in ("of", "on")))
    for pattern in (THROUGH, AFFECTS):
        for found in pattern.finditer(said):
            if not _is_denied(said, found):
                of, by, on = (_listed(found[part], trees, lexicon) for part in ("of", "by", "on"))
                # "The loss" is whatever letter of one the document has.
                losses = of or [Ref(letter, (), (), NOWHERE) for letter in sorted(LOSS_LETTERS)]
                yield from (*_of_each(losses, by), *_of_each(by, on))


def _is_denied(said: str, found: re.Match[str]) -> bool:
    return DENIED.search(said[: found.start()]) is not None


def _of_each(of: Sequence[Ref], on: Sequence[Ref]) -> Iterator[Dependence]:
    return (Dependence(each, tuple(on)) for each in of if each.key not in {other.key for other in on})


def _said(at: int, piece: Piece, trees: Mapping[int, Node], lexicon: Lexicon) -> str:
    """A piece as the words that it is, with its number for names in a formula."""
    match piece:
        case Prose(text=text):
            return text
        case Formula(display=False) if _names(trees[at], lexicon):
            return f"⟨{at}⟩"
        case Formula() | Heading():
            return "."


def _listed(said: str, trees: Mapping[int, Node], lexicon: Lexicon) -> list[Ref]:
    return [name for at in re.findall(r"⟨(\d+)⟩", said) for name in _names(trees[int(at)], lexicon)]


def _names(tree: Node, lexicon: Lexicon) -> list[Ref]:
    """The names of which a formula is a list, each alone or with what it is a function of; none where it is more."""
    parts = [strip(part) for part in split(items(tree), {","})]
    calls = [_call(part, lexicon) for part in parts]
    found = [_name(part, lexicon) if call is None else call.of for part, call in zip(parts, calls, strict=True) if part]
    known = [each for each in found if each is not None]
    return known if len(known) == len(found) else []


def _name(parts: tuple[Node, ...], lexicon: Lexicon) -> Ref | None:
    """The name that stands alone."""
    if len(parts) != 1 or (isinstance(parts[0], Atom) and parts[0].kind is not Kind.LETTER):
        return None
    try:
        term = read(parts, lexicon)
    except Unreadable:
        return None
    return term if isinstance(term, Ref) else None
