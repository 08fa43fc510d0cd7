r"""Probabilities with their arguments as names: ``P(y = 1 | x)`` is element 1 of ``P(y = \bullet | x)``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import final

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.nodes import is_kind, is_space, items, name_of
from backproof.read.grammar.reader import Reader
from backproof.read.grammar.scripts import SAMPLE
from backproof.read.terms.terms import Raise, Ref, Term
from backproof.read.vocabulary import VALUE
from backproof.syntax.tree import Atom, Fence, Kind, Node, Row, Script
from backproof.syntax.write import latex

PROBABILITIES = frozenset({"P", "p", "q", "Pr", "\\mathbb{P}", "\\mathrm{P}"})


def probability(reader: Reader, node: Node) -> Term | None:
    """A letter of probabilities before parentheses with a condition or a value; None for anything else."""
    behind = reader.parts[reader.at + 1] if reader.at + 1 < len(reader.parts) else None
    fence = behind.base if isinstance(behind, Script) and behind.sub is None else behind
    if name_of(node) not in PROBABILITIES or not (isinstance(fence, Fence) and fence.opening in {"(", "["}):
        return None
    parts = tuple(part for part in items(fence.body) if not is_space(part))
    if not any(_is_bar(part) or is_kind(part, Kind.RELATION) for part in parts):
        return None
    reader.at += 2
    found = _Arguments()
    text = "".join(found.text(parts, at) for at in range(len(parts)))
    span = node.span.join(fence.span)
    ref = Ref(f"\\mathrm{{{name_of(node)}}}({text})", tuple(found.subs), tuple(found.marks), span)
    power = behind.sup if isinstance(behind, Script) else None
    return ref if power is None else Raise(ref, reader.inner(power), span)


@final
@dataclass(slots=True)
class _Arguments:
    """What is taken out of the arguments: indices, the value, and the sample."""

    subs: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def text(self, parts: tuple[Node, ...], at: int) -> str:
        """A part of the arguments without what has a slot of its own."""
        part = parts[at]
        match part:
            case Script(base, sub, Fence("(", Atom(Kind.LETTER, letter), ")")) if SAMPLE.fullmatch(letter):
                self.add(self.marks, f"({letter})")
                return self.text((Script(base, sub, None, part.primes, part.span) if sub is not None else base,), 0)
            case Script(base, Atom(Kind.LETTER, letter), None, 0) if letter in INDEX_LETTERS:
                self.add(self.subs, letter)
                return latex(base)
            case Atom(Kind.LETTER | Kind.NUMBER, text) if at and _is_equals(parts[at - 1]):
                if text.isdigit() or text in INDEX_LETTERS:
                    self.subs.append(text)
                    return VALUE
                return text
            case Row(inner):
                return "".join(self.text(inner, each) for each in range(len(inner)))
            case _ if _is_bar(part):
                return " \\mid "
            case _:
                return latex(part)

    @staticmethod
    def add(found: list[str], letter: str) -> None:
        if letter not in found:
            found.append(letter)


def _is_bar(part: Node) -> bool:
    return isinstance(part, Atom) and part.text in {"|", "mid"}


def _is_equals(part: Node) -> bool:
    return isinstance(part, Atom) and part.kind is Kind.RELATION and part.text == "="
