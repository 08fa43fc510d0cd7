"""What the lines of a document in matrix notation say, before kinds and extents are known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, final

from backproof.matrix import identities, said
from backproof.matrix.bold import BOLD
from backproof.matrix.kinds import KINDS
from backproof.matrix.names import Spelling
from backproof.read.context.manner import PLAIN, Manner
from backproof.read.context.opened import opens
from backproof.read.grammar.nodes import ONES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references, walk
from backproof.read.terms.terms import (
    Big,
    Call,
    Divide,
    Entries,
    Listed,
    Nabla,
    Num,
    Partial,
    Plus,
    Ranged,
    Ref,
    Term,
    Times,
    Transposed,
)
from backproof.source import Span

NONE: Final[frozenset[str]] = frozenset()


@final
@dataclass(frozen=True)
class Page:
    """A document in matrix notation: its lines with the heads that they go on from."""

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

    def _parts(self) -> Iterator[Term]:
        return (part for line in self.lines for part in said.parts(line))

    # -- equations -------------------------------------------------------------------------------------------------

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
        own = self.spelling.parts(line.head).key
        named = map(self.spelling.parts, references(line.side))
        return any(each.key == own and not each.slots for each in named)

    def hands_back(self, at: int) -> bool:
        """Whether a line says an error by that of another layer."""
        line = self.lines[at]
        return isinstance(line.head, Ref) and line.side is not None and said.hands_back(line.head, line.side)

    def repeats(self, at: int) -> bool:
        """Whether a line says by other arrays what a whole is that is defined by its elements: w_i is a row of W."""
        head, side = self.lines[at].head, self.lines[at].side
        if not isinstance(head, Ref) or side is None or said.has_derivative(side) or self.spelling.parts(head).slots:
            return False
        if self.hands_back(at):
            return False
        first = self._first.get(self.spelling.parts(head).key, at)
        defined = self.lines[first].head
        by_elements = isinstance(defined, Ref) and bool(self.spelling.parts(defined).slots)
        return by_elements and not self.stems[at] <= self.stems[first]

    def composes(self, at: int) -> bool:
        """Whether a circle stands between functions in a line: it is no product then."""
        circles = (part for part in said.parts(self.lines[at]) if isinstance(part, Times) and "circ" in part.signs)
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
    def stems(self) -> dict[int, frozenset[str]]:
        """The stems of the names that may be arrays in each equation, the loss that a gradient is of among them."""
        found = {}
        for at, sides in self.equations.items():
            named = any(isinstance(part, Nabla) for side in sides for part in walk(side)) and self.loss is not None
            names = said.array_names(*sides, *([self.loss] if named and self.loss is not None else []))
            found[at] = frozenset(self.spelling.parts(name).stem for name in names)
        return found

    @cached_property
    def sliced(self) -> dict[str, tuple[int, ...]]:
        """The equations in which a matrix stands with one index, by its stem."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for at, sides in self.equations.items():
            parts = (self.spelling.parts(name) for name in said.array_names(*sides))
            for stem in {each.stem for each in parts if len(each.slots) == 1 and not each.ref.at}:
                found[stem].append(at)
        return {stem: tuple(equations) for stem, equations in found.items()}

    # -- the loss --------------------------------------------------------------------------------------------------

    @cached_property
    def loss(self) -> Term | None:
        """What the document differentiates: the loss that stands above most derivatives."""
        names = [part.of for part in self._parts() if isinstance(part, Partial) and said.loss_name(part.of) is not None]
        if not names:
            heads = [line.head for line in self.lines if line.head is not None]
            names = [head for head in heads if said.loss_name(head) is not None]
        counts = Counter(said.loss_name(each) for each in names)
        if not counts:
            return self._unnamed_loss
        chosen = counts.most_common(1)[0][0]
        return next(each for each in names if said.loss_name(each) == chosen)

    @cached_property
    def _unnamed_loss(self) -> Term | None:
        """A name for the loss of a document that writes gradients and never names what they are of."""
        used = {ref.base for line in self.lines for term in line.sides for ref in references(term)}
        first = next((part for part in self._parts() if isinstance(part, Nabla)), None)
        free = [letter for letter in ("J", "E", "C") if letter not in used]
        return Ref(free[0], (), (), first.span) if first is not None and free else None

    @cached_property
    def losses(self) -> frozenset[str]:
        """The stems of losses that the document differentiates: they are numbers."""
        above = (part.of for part in self._parts() if isinstance(part, Partial))
        names = (each.name if isinstance(each, Call) else each for each in above if said.loss_name(each) is not None)
        return frozenset(self.spelling.parts(name).stem for name in names if isinstance(name, Ref))

    @cached_property
    def counts(self) -> frozenset[str]:
        """The stems of names that sums end at: they are numbers, too."""
        ends = (part.upper for part in self._parts() if isinstance(part, Big) and isinstance(part.upper, Ref))
        return frozenset(self.spelling.parts(end).stem for end in ends)

    @cached_property
    def arguments(self) -> dict[str, Ref]:
        """The one argument that a loss is written with: w in ``J(w)``."""
        calls = (part for part in self._parts() if isinstance(part, Call))
        single = [each for each in calls if said.loss_name(each) is not None and len(each.arguments) == 1]
        return {each.name.key: each.arguments[0] for each in single if isinstance(each.arguments[0], Ref)}

    @cached_property
    def count(self) -> Ref | None:
        """m in ``dW = \\frac1m dZ A^T``: then dZ is the gradient of each sample's own loss."""
        for line in self.lines:
            if not (isinstance(line.head, Nabla) and line.head.each and isinstance(line.side, Times)):
                continue
            for factor in line.side.factors:
                match factor:
                    case Divide(Num(), Ref() as count):
                        return count
                    case _:
                        pass
        return None

    @cached_property
    def transposes_lists(self) -> bool:
        """Whether the document writes ``[a, b]^T`` for a column, so that a list without the sign is a row."""
        turned = (part.base for part in self._parts() if isinstance(part, Transposed))
        return any(isinstance(each, Listed) or (isinstance(each, Ranged) and each.listed) for each in turned)

    # -- softmax ---------------------------------------------------------------------------------------------------

    @cached_property
    def softmax_of_rows(self) -> bool | None:
        """Whether the softmax of a matrix is that of its rows; None where the document does not show it.

        A softmax with indices sums over one of the two. Scores ``Q K^T`` have a row for each query, ``K^T Q`` a column.
        """
        return next((by_rows for part in self._parts() if (by_rows := self._sums_rows(part)) is not None), self._scores)

    @staticmethod
    def _sums_rows(part: Term) -> bool | None:
        match part:
            case Big("sum", letter, body=Call(Ref("exp"), 0, (Ref(subs=(_, _) as subs),))) if letter in subs:
                return subs[1] == letter
            case _:
                return None

    @cached_property
    def _scores(self) -> bool | None:
        """What the products that stand in a softmax, or that a name in it is defined by, say of its axis."""
        given = {
            line.head.key: line.side for line in self.lines if isinstance(line.head, Ref) and line.side is not None
        }
        for part in self._parts():
            match part:
                case Call(Ref("softmax"), 0, (Ref() as name,)) if name.key in given:
                    argument = given[name.key]
                case Call(Ref("softmax"), 0, (argument,)):
                    pass
                case _:
                    continue
            turned = said.turned_factor(argument)
            if turned is not None:
                return turned > 0
            if (layer := said.layer(argument)) is not None and (left := self.data_is_left(*layer)) is not None:
                return left
        return None

    def data_is_left(self, left: Ref, right: Ref) -> bool | None:
        """Whether the data of a layer stands before its weights; None where neither is clear.

        What is computed is data: A in ``A W``; what is updated is not. Of two inputs, the one with another letter than
        those of weights is.
        """
        updated = {line.head.key for line in self.lines if isinstance(line.head, Ref) and line.relation == "leftarrow"}
        one, other = (
            each.key not in updated and self.spelling.parts(each).stem in self.computed for each in (left, right)
        )
        if one == other:
            one, other = (said.is_weight(each) for each in (right, left))
        return one if one != other else None

    # -- names -----------------------------------------------------------------------------------------------------

    def called_kind(self, stem: str) -> str:
        """What the words call the arrays of a stem, bold or not; empty where they do not say it of all of them."""
        core = stem.rstrip("^").split("_", maxsplit=1)[0]
        called = self.manner.called
        return called.get(core) or called.get(BOLD.sub(r"\1", core), "")

    @cached_property
    def computed(self) -> frozenset[str]:
        """The stems of names that lines without derivatives define."""
        heads = (self.lines[at].head for at in self.equations if self.defines(at))
        return frozenset(self.spelling.parts(head).stem for head in heads if isinstance(head, Ref))

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
    def unread(self) -> frozenset[str]:
        """The stems of names on the left of equations that are not read."""
        unread = (line for line in self.lines if line.problem is not None and line.relation in said.EQUALITIES)
        return frozenset(self.spelling.parts(line.head).stem for line in unread if isinstance(line.head, Ref))

    @cached_property
    def declared(self) -> dict[str, tuple[str, str, tuple[Term, ...]]]:
        """The kind and the extents of names whose space is declared: key -> stem, kind, extents."""
        found: dict[str, tuple[str, str, tuple[Term, ...]]] = {}
        for line in self.lines:
            told = said.declares(line)
            if told is not None:
                parts = self.spelling.parts(told[0])
                kind = said.kind_of(told[1])
                if kind is not None and not parts.slots:
                    found[parts.key] = (parts.stem, kind, told[1])
        return found

    @cached_property
    def declared_kinds(self) -> dict[str, str]:
        """The kinds of names whose space is declared; those of the layers of a network together."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for stem, kind, _ in self.declared.values():
            found[stem].append(kind)
        return {stem: _joined(kinds) for stem, kinds in found.items()}

    @property
    def declared_stems(self) -> frozenset[str]:
        """The stems of names whose space is declared."""
        return frozenset(stem for stem, _, _ in self.declared.values())

    @cached_property
    def biases(self) -> Mapping[str, bool | None]:
        """The stems of what is added to a product of two names, and whether the data stand on its left."""
        found: dict[str, bool | None] = {}
        for at in self.equations:
            match self.lines[at]:
                case Line(head=Ref(), side=Plus((Times((Ref() as left, Ref() as right)), Ref() as bias))):
                    found.setdefault(self.spelling.parts(bias).stem, self.data_is_left(left, right))
                case _:
                    pass
        return found

    @cached_property
    def weights(self) -> frozenset[str]:
        r"""The stems of small w with layers, where products element by element show that a layer has several units."""
        if not any(isinstance(part, Times) and "odot" in part.signs for part in self._parts()):
            return frozenset()
        stems = (self.spelling.parts(part).stem for part in self._parts() if isinstance(part, Ref) and part.base == "w")
        return frozenset(stem for stem in stems if stem.endswith("^"))

    @cached_property
    def row_biases(self) -> frozenset[str]:
        """Those that are one row for all samples, where the data stand on the left in all layers that show it."""
        shown = {each for each in self.biases.values() if each is not None}
        return frozenset(stem for stem, left in self.biases.items() if left is not False) if shown == {True} else NONE

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Names that are declared to be numbers: ``t \\in \\{-1, 1\\}``, ``b \\in \\mathbb{R}``."""
        found = {}
        for line in self.lines:
            if line.relation == "in" and isinstance(line.head, Ref) and said.is_set_of_numbers(line.side):
                parts = self.spelling.parts(line.head)
                if not parts.slots:
                    found[parts.stem] = "scalar"
        return found

    @cached_property
    def written_out(self) -> dict[str, set[tuple[int, int]]]:
        """The rows and columns of what lines give in numbers, by the name that their chain is of."""
        found: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
        for line, head in zip(self.lines, self.heads, strict=True):
            match head, line.side:
                case Ref(), Entries(rows) if not any(True for _ in references(line.side)):
                    found[self.spelling.parts(head).key].add((len(rows), len(rows[0])))
                case _:
                    pass
        return dict(found)

    def given(self, *, rows: bool) -> dict[str, str]:
        """The kinds of names that are given in numbers; those of the layers of a network together."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for line in self.lines:
            if not isinstance(line.head, Ref) or line.relation not in said.EQUALITIES:
                continue
            parts = self.spelling.parts(line.head)
            own = found[parts.stem]
            match line.side:
                case Entries(entries) if not any(True for _ in references(line.side)):
                    tall, wide = len(entries) > 1, len(entries[0]) > 1
                    own[parts.key] = "matrix" if tall and wide else "column" if tall else "row" if wide else "scalar"
                case Listed(None) if not any(True for _ in references(line.side)):
                    own.setdefault(parts.key, "row" if rows else "column")
                case Num(value) if value:
                    own.setdefault(parts.key, "scalar")
                case _:
                    pass
        return {stem: _joined(kinds.values()) for stem, kinds in found.items() if kinds}


def _joined(kinds: Iterable[str]) -> str:
    """The smallest kind that has the axes of some others: a row beside a column is a matrix with one row."""
    axes = [KINDS[kind] for kind in kinds]
    joined = any(tall for tall, _ in axes), any(wide for _, wide in axes)
    return next(kind for kind, own in KINDS.items() if own == joined)
