"""The equations of a document in matrix notation: what each is compared with, and what it defines."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from backproof.matrix import identities, said
from backproof.matrix.bold import BOLD
from backproof.matrix.names import Spelling
from backproof.matrix.spaces import Spaces
from backproof.read.context.manner import PLAIN, Manner
from backproof.read.context.opened import opens
from backproof.read.grammar.nodes import ONES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import (
    Call,
    Entries,
    Listed,
    Ref,
    Term,
    Times,
)
from backproof.read.vocabulary import NORMS
from backproof.source import Span

ONE_OF_ALL = re.compile(r"^\\vec\{(.*)\}$")


@dataclass(frozen=True)
class Equations:
    """The lines of a document in matrix notation, with the heads that they go on from."""

    lines: tuple[Line, ...]
    functions: frozenset[str] = frozenset()
    """The names that the document applies to something, also where a function of the data is read as a name."""
    manner: Manner = PLAIN
    """How the document of which this is a page writes arrays."""

    @cached_property
    def spelling(self) -> Spelling:
        """How the document writes its indices."""
        heads = tuple(line.head for line in self.lines if isinstance(line.head, Ref) and said.gives_array(line))
        terms = tuple(term for line in self.lines for term in line.sides)
        return Spelling(terms, heads, tuple(self.equations.values()))

    @cached_property
    def spaces(self) -> Spaces:
        """The spaces and the sizes that it gives its names."""
        return Spaces(self.lines, self.heads, self.spelling, self.manner)

    @cached_property
    def heads(self) -> tuple[Term | None, ...]:
        """What each line is compared with: its own head, that of its chain, or the last one that it may go on from."""
        opened: dict[int, Term] = {}
        last: dict[int, Term] = {}
        found = []
        for at, line in enumerate(self.lines):
            if line.head is not None and line.chain is not None:
                last[line.section] = opened.setdefault(line.chain, line.head)
            if opens(self.lines, at) and line.side is not None:
                last[line.section] = line.side
            chained = opened.get(line.chain) if line.chain is not None else last.get(line.section)
            found.append(line.head or chained)
        return tuple(found)

    @cached_property
    def behind_entries(self) -> frozenset[int]:
        """The members of chains behind one that is written out, entry by entry."""
        first: dict[int, int] = {}
        for at, line in enumerate(self.lines):
            if isinstance(line.side, Entries | Listed) and line.chain is not None:
                first.setdefault(line.chain, at)
        chained = ((at, line.chain) for at, line in enumerate(self.lines) if first and line.chain is not None)
        return frozenset(at for at, chain in chained if at > first.get(chain, at))

    @cached_property
    def signs_products(self) -> bool:
        r"""Whether it has a sign for products element by element, ``\odot``."""
        return any("odot" in part.signs for part in said.of_lines(self.lines, Times))

    @cached_property
    def shows_arrays(self) -> bool:
        """Whether a sign, a declaration or a word says of anything that it is an array, and not its look alone."""
        told = self.spaces.declared or self.spaces.written_out or self.manner.called
        bold = (BOLD.search(ref.base) for ref in said.of_lines(self.lines, Ref))
        norms = (call.name.base in NORMS for call in said.of_lines(self.lines, Call))
        return bool(told) or any(map(said.is_explicit, self.lines)) or any(bold) or any(norms)

    @cached_property
    def assumes(self) -> bool:
        """Whether some definition is only assumed."""
        return any(self.lines[at].limited and self.defines(at) for at in self.equations)

    def goes_on(self, at: int) -> bool:
        """Whether a line begins with its relation, so that its head is a guess."""
        return self.lines[at].head is None and self.lines[at].chain is None

    @cached_property
    def equations(self) -> dict[int, tuple[Term, Term]]:
        """The lines that say that two symbolic sides are equal, with these sides."""
        return {
            at: (head, line.side)
            for at, (line, head) in enumerate(zip(self.lines, self.heads, strict=True))
            if line.side is not None
            and head is not None
            and line.problem is None
            and line.relation in said.EQUALITIES
            and (said.names_quantity(line.side) or any(ref.base == ONES for ref in references(head)))
            and not said.is_function(line)
        }

    @cached_property
    def parameters(self) -> frozenset[str]:
        """The names in which the document writes functions out, ``g(z) = ...``, and that it defines nowhere."""
        heads = (line.head for line in self.lines if said.is_function(line))
        arguments = (each for head in heads if isinstance(head, Call) for each in head.arguments)
        named = {each.base for each in arguments if isinstance(each, Ref)}
        return frozenset(named - {line.head.base for line in self.lines if isinstance(line.head, Ref)})

    @cached_property
    def copies(self) -> Counter[Span]:
        """How often each line stands here: once for each of its layers."""
        return Counter(line.span for line in self.lines)

    def defines(self, at: int) -> bool:
        r"""Whether a line is the first to define its name; ``= \sigma(z)`` behind ``a = \hat y`` goes on with it."""
        line = self.lines[at]
        if line.head is None and line.chain is not None and line.side is not None and at:
            before = self.lines[at - 1]
            named = before.chain == line.chain and isinstance(before.side, Ref) and isinstance(self.heads[at], Ref)
            return named and not said.has_derivative(line.side) and self.defines(at - 1)
        if not isinstance(line.head, Ref) or line.side is None or said.has_derivative(line.side):
            return False
        if self.hands_back(at) or self.renews(at):
            return False
        return self._first[self.spelling.parts(line.head).key] == at

    def renews(self, at: int) -> bool:
        """Whether a line has its head on the right, too: a step of gradient descent defines no array."""
        line = self.lines[at]
        if not isinstance(line.head, Ref) or line.side is None:
            return False
        own = self.spelling.parts(line.head)
        named = map(self.spelling.parts, references(line.side))
        return any(each.key == own.key and each.slots in {(), own.slots} for each in named)

    def hands_back(self, at: int) -> bool:
        """Whether a line says an error by that of another layer."""
        line = self.lines[at]
        return isinstance(line.head, Ref) and line.side is not None and said.hands_back(line.head, line.side)

    def uses_errors(self, at: int) -> bool:
        """Whether what a line says rests on errors that layers hand back: ``D = \\delta a^T``."""
        side = self.lines[at].side
        return side is not None and any(ref.base in self._errors for ref in references(side))

    @cached_property
    def _errors(self) -> frozenset[str]:
        """The letters of the errors that layers hand back."""
        heads = (self.lines[at].head for at in self.equations if self.hands_back(at))
        return frozenset(head.base for head in heads if isinstance(head, Ref))

    def composes(self, at: int) -> bool:
        """Whether a circle stands between functions in a line: it is no product then."""
        circles = (part for part in said.parts(self.lines[at], Times) if "circ" in part.signs)
        return any(isinstance(each, Ref) and each.base in self.functions for part in circles for each in part.factors)

    def head_stem(self, at: int) -> str | None:
        """The stem of the name that a line defines."""
        head = self.lines[at].head
        return self.spelling.parts(head).stem if isinstance(head, Ref) else None

    @cached_property
    def _first(self) -> dict[str, int]:
        """The first line that has a name for its head."""
        heads = {at: self.lines[at].head for at in reversed(self.equations)}
        return {self.spelling.parts(head).key: at for at, head in heads.items() if isinstance(head, Ref)}

    @cached_property
    def sliced(self) -> dict[str, tuple[int, ...]]:
        """The equations in which a matrix stands with one index, by its stem."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, sides in self.equations.items():
            parts = (self.spelling.parts(name) for name in said.array_names(*sides))
            for stem in {each.stem for each in parts if len(each.slots) == 1 and not each.ref.at}:
                found[stem].append(at)
        return {stem: tuple(equations) for stem, equations in found.items()}

    @cached_property
    def computed(self) -> frozenset[str]:
        """The stems of names that lines without derivatives define; z beside the column or row of all of them."""
        heads = (self.lines[at].head for at in self.equations if self.defines(at))
        found = frozenset(self.spelling.parts(head).stem for head in heads if isinstance(head, Ref))
        return found | {ONE_OF_ALL.sub(r"\1", stem) for stem in found}

    @cached_property
    def defined(self) -> frozenset[str]:
        """The stems of names on the left of lines."""
        heads = (line.head for line in self.lines if isinstance(line.head, Ref))
        return frozenset(self.spelling.parts(head).stem for head in heads)

    @cached_property
    def identities(self) -> frozenset[str]:
        """The letters of identity matrices."""
        return identities.identities(self.lines)

    @cached_property
    def inverted(self) -> frozenset[str]:
        r"""The stems of names of which a line has the determinant or the inverse: they may be matrices."""
        return frozenset(
            self.spelling.parts(ref).stem for part in said.of_lines(self.lines) for ref in said.inverted(part)
        )

    @cached_property
    def unread(self) -> frozenset[str]:
        """The stems of names on the left of equations that are not read."""
        unread = (line for line in self.lines if line.problem is not None and line.relation in said.EQUALITIES)
        return frozenset(self.spelling.parts(line.head).stem for line in unread if isinstance(line.head, Ref))
