"""What the lines of a document in matrix notation say, before kinds and extents are known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import final

from backproof.matrix import gathered, own_losses, said, steps
from backproof.matrix.equations import Equations
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
from backproof.matrix.orientation import Orientation
from backproof.matrix.undivided import divided, of_one_alone
from backproof.read.terms.rewriting import alike, has, references
from backproof.read.terms.terms import (
    Big,
    Call,
    Nabla,
    Num,
    Partial,
    Ref,
    Term,
    Times,
    Transposed,
)

HAT = r"\hat{"


@final
@dataclass(frozen=True)
class Page(Equations):
    """A document in matrix notation: its equations, its loss, and what its names are by these."""

    @cached_property
    def orientation(self) -> Orientation:
        """What tells its rows from its columns."""
        return Orientation(self.lines, self.spelling, self.computed, tuple(self.equations))

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
        """The stems of the rates of its steps, and of the shares of what gathers gradients, where everybody takes these
        Greek letters for numbers."""
        rates = (ref for sides in self.equations.values() for ref in steps.rates(*sides))
        shares = (ref for at in self.gathered for ref in references(self.equations[at][1]))
        return frozenset(filter(is_number, (self.spelling.parts(ref).stem for ref in (*rates, *shares))))

    @cached_property
    def estimated(self) -> frozenset[str]:
        r"""The stems of Greek letters that are numbers to everybody elsewhere, and have estimates here: they may be
        coefficients, ``\hat\beta`` and ``\beta``."""
        stems = frozenset().union(*self.stems.values())
        plain = {stem.removeprefix(HAT).removesuffix("}"): stem for stem in stems if stem.startswith(HAT)}
        return frozenset(each for letter, stem in plain.items() if is_number(letter) for each in (letter, stem))

    @cached_property
    def gathered(self) -> dict[int, tuple[str, str]]:
        """The first lines of what gathers gradients: the stems of these names, and those of the variables."""
        return gathered.gathered(self.equations, self.spelling)

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
