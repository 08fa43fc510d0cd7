"""What the lines of a document in matrix notation say, before kinds and extents are known."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import final

from backproof.matrix import identities, own_losses, said, steps
from backproof.matrix.bold import BOLD
from backproof.matrix.forms import quadratic_forms
from backproof.matrix.kinds import is_number
from backproof.matrix.losses import (
    defines_loss,
    mean_over,
    outputs_of_two_classes,
    total_of,
    unnamed_mean,
    varied,
)
from backproof.matrix.nablas import Nablas
from backproof.matrix.names import Spelling
from backproof.matrix.orientation import Orientation
from backproof.matrix.spaces import Spaces
from backproof.matrix.undivided import divided, of_one_alone
from backproof.read.context.manner import PLAIN, Manner
from backproof.read.context.opened import opens
from backproof.read.grammar.nodes import ONES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, has, references
from backproof.read.terms.terms import (
    Big,
    Call,
    Entries,
    Listed,
    Nabla,
    Num,
    Partial,
    Ref,
    Term,
    Times,
    Transposed,
)
from backproof.read.vocabulary import NORMS
from backproof.source import Span

ONE_OF_ALL = re.compile(r"^\\vec\{(.*)\}$")


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

    @cached_property
    def orientation(self) -> Orientation:
        """What tells its rows from its columns."""
        return Orientation(self.lines, self.spelling, self.computed, tuple(self.equations))

    @cached_property
    def spaces(self) -> Spaces:
        """The spaces and the sizes that it gives its names."""
        return Spaces(self.lines, self.heads, self.spelling, self.manner)

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
    def stems(self) -> dict[int, frozenset[str]]:
        """The stems of the names that may be arrays in each equation, the loss that a gradient is of among them."""
        found = {}
        for at, sides in self.equations.items():
            named = any(has(side, Nabla) for side in sides) and self.loss is not None
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
        """What the document differentiates: the loss that stands above most derivatives.

        Where gradients are divided by the number of samples, it is the mean over them.
        """
        if self._divided is not None and (mean := mean_over(self.lines, self._divided)) is not None:
            return mean
        names = [part.of for part in said.of_lines(self.lines, Partial) if said.loss_name(part.of) is not None]
        if not names:
            # L = 3 says how many layers there are.
            heads = [line.head for line in self.lines if line.head is not None and not isinstance(line.side, Num)]
            names = [head for head in heads if said.loss_name(head) is not None]
        counts = Counter(said.loss_name(each) for each in names)
        if not counts:
            return self._unnamed_loss
        chosen = counts.most_common(1)[0][0]
        found = next(each for each in names if said.loss_name(each) == chosen)
        return total_of(self.lines, found) or found

    @cached_property
    def _unnamed_loss(self) -> Term | None:
        """A name for the loss of a document that writes gradients and never names what they are of."""
        used = {ref.base for line in self.lines for term in line.sides for ref in references(term)}
        first = next((part for part in said.of_lines(self.lines, Nabla)), None)
        free = [letter for letter in ("J", "E", "C") if letter not in used]
        return Ref(free[0], (), (), first.span) if first is not None and free else None

    @cached_property
    def losses(self) -> frozenset[str]:
        """The stems of losses that the document differentiates, by their names or not (``dz``), and of quadratic forms:
        they are numbers."""
        parts: list[Partial | Nabla] = [*said.of_lines(self.lines, Partial), *said.of_lines(self.lines, Nabla)]
        above = [part.of for part in parts if isinstance(part, Partial) or not part.each]
        above += [self.loss] if len(above) < len(parts) and self.loss is not None else []
        names = (each.name if isinstance(each, Call) else each for each in above if said.loss_name(each) is not None)
        found = (*(name for name in names if isinstance(name, Ref)), *quadratic_forms(self.lines))
        return frozenset(self.spelling.parts(name).stem for name in found)

    @cached_property
    def varied(self) -> frozenset[str]:
        """The stems of letters of losses or counts that name parameters: differentiated by, or transposed."""
        turned = (part.base for part in said.of_lines(self.lines, Transposed) if isinstance(part.base, Ref))
        named = frozenset(self.spelling.parts(ref).stem for ref in (*varied(self.lines), *turned))
        return named - self.defined - self.unread

    @cached_property
    def labels(self) -> frozenset[str]:
        """The stems of the labels of binary cross-entropies."""
        return frozenset(self.spelling.parts(ref).stem for ref, _ in outputs_of_two_classes(self.lines))

    @cached_property
    def counts(self) -> frozenset[str]:
        """The stems of names that sums end at, or are divided by: they are numbers, too."""
        ends = (part.upper for part in said.of_lines(self.lines, Big) if isinstance(part.upper, Ref))
        shares = (ref for part in said.of_lines(self.lines, Times) for ref in said.divided_by(part))
        return frozenset(self.spelling.parts(end).stem for end in (*ends, *shares))

    @cached_property
    def rates(self) -> frozenset[str]:
        """The stems of the rates of its steps, where everybody takes these Greek letters for numbers."""
        found = (ref for sides in self.equations.values() for ref in steps.rates(*sides))
        return frozenset(filter(is_number, (self.spelling.parts(ref).stem for ref in found)))

    @cached_property
    def arguments(self) -> dict[str, Ref]:
        """The one argument that a loss is written with: w in ``J(w)``."""
        calls = (part for part in said.of_lines(self.lines, Call))
        single = [each for each in calls if said.loss_name(each) is not None and len(each.arguments) == 1]
        return {each.name.key: each.arguments[0] for each in single if isinstance(each.arguments[0], Ref)}

    @cached_property
    def count(self) -> Ref | None:
        """m in ``dW = \\frac1m dZ A^T``: then dZ and dA are gradients of each sample's own loss.

        Where the one loss that the document defines is no mean, dZ is the gradient of that; in
        ``dZ = \\frac1m (A - Y)``, which passes no gradient on, it is that of their mean.
        """
        if self._divided is None:
            return self._handed_undivided
        defined = [line.head for line in self.lines if line.head is not None and defines_loss(line)]
        return self._divided if not defined or mean_over(self.lines, self._divided) is not None else None

    @cached_property
    def sampled(self) -> frozenset[str]:
        """The stems of what each sample has its own of, where gradients are divided by the number of samples."""
        if self.count is None:
            return frozenset()
        named = own_losses.named(self.lines) if own_losses.of_one_sample(self.lines) else ()
        own = {self.spelling.parts(ref).stem for ref in named}
        alone = of_one_alone(self.lines)
        return frozenset(stem for stem in self.computed | self.orientation.data | own if stem.rstrip("^") not in alone)

    @cached_property
    def nablas(self) -> Nablas:
        """What its gradients without a variable mean."""
        return Nablas(self.spelling, self.loss, self.arguments, self.computed, self.sampled, self.of_either, self.count)

    @cached_property
    def of_either(self) -> frozenset[str]:
        """The stems of data of which a gradient is divided like one of the mean: it may be that of the mean."""
        heads = (share.of for share in divided(self.lines) if self.count is not None)
        return (
            frozenset(self.spelling.parts(head).stem for head in heads if isinstance(head, Ref))
            & self.orientation.data - self.computed
        )

    @cached_property
    def _divided(self) -> Ref | None:
        """The number that a gradient is divided by."""
        return next((share.number for share in divided(self.lines)), None)

    @cached_property
    def _handed_undivided(self) -> Ref | None:
        """The number of samples in a mean, where no line that a ``dZ`` of something computed begins names it."""
        heads = [(line, line.head.of) for line in self.lines if isinstance(line.head, Nabla) and line.head.each]
        computed = [line for line, of in heads if isinstance(of, Ref) and self.spelling.parts(of).stem in self.computed]
        mean = unnamed_mean(self.lines, computed)
        return mean[1] if mean is not None and self.loss is not None and alike(mean[0], self.loss) else None

    # -- names -----------------------------------------------------------------------------------------------------

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

    @cached_property
    def weights(self) -> frozenset[str]:
        r"""The stems of small w with layers, where products element by element show that a layer has several units."""
        if not any("odot" in part.signs for part in said.of_lines(self.lines, Times)):
            return frozenset()
        stems = (self.spelling.parts(part).stem for part in said.of_lines(self.lines, Ref) if part.base == "w")
        return frozenset(stem for stem in stems if stem.endswith("^"))

    @cached_property
    def of_vectors(self) -> frozenset[str]:
        r"""The stems of vectors of which there is one for each of an index: y in ``E_n = \|y_n - t_n\|^2``.

        Their norm is summed over that index, or is what something else with it is.
        """
        norms = ((at, side) for at, sides in self.equations.items() for side in sides if said.has_norm(side))
        return frozenset(
            self.spelling.parts(ref).stem for at, side in norms for ref in said.normed(side, self.heads[at])
        )
