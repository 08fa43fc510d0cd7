r"""What a nabla means: ``\nabla W`` the derivative of the loss by W, ``\nabla J(w)`` that of J by w."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple, final

from backproof.matrix import said
from backproof.matrix.names import Spelling
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term, Unreadable
from backproof.read.vocabulary import AT_A_TIME, LOSS_LETTERS, QUANTITY_WORDS
from backproof.records import replace

OF_EITHER: Final = "whether this gradient is that of each sample's own loss or of their mean is not clear"


class Slope(NamedTuple):
    """A derivative that a nabla means: of what, by what, and the number of samples that it is times."""

    of: Term
    by: Ref
    samples: Ref | None = None


@final
@dataclass(frozen=True, slots=True)
class Nablas:
    """What the nablas of a page speak of."""

    spelling: Spelling
    loss: Term | None = None
    """What a nabla without a subscript differentiates."""
    arguments: Mapping[str, Ref] = field(default_factory=dict)
    """The one argument that a loss is written with: w in ``J(w)``."""
    computed: frozenset[str] = frozenset()
    """The stems of quantities that the document defines."""
    sampled: frozenset[str] = frozenset()
    """The stems of what each sample has its own of, where ``dZ`` is the gradient of each sample's own loss."""
    of_either: frozenset[str] = frozenset()
    """Those of which ``dX`` may be the gradient of the mean."""
    count: Ref | None = None
    """The number of samples, where ``dZ`` is the gradient of each sample's own loss."""

    def meant(self, term: Nabla, kinds: Mapping[str, str]) -> Slope:
        """The derivative that a nabla means under kinds of the names; ``\\nabla^2 J`` is one of a derivative.

        Raises Unreadable where what it is taken of or by is not written.
        """
        twice = isinstance(term.of, Nabla)
        of = term.of.of if isinstance(term.of, Nabla) else term.of
        by = self._argument(of)
        if twice and by is not None:
            return Slope(Partial(of, by, term.span), by)
        if twice:
            raise Unreadable("what this second derivative is taken by is not written", term.span)
        if by is not None:
            return Slope(of, by)
        if not isinstance(of, Ref):
            raise Unreadable("\\nabla is not read here yet", term.span)
        stem = self.spelling.parts(of).stem
        if kinds.get(stem, "scalar") == "scalar" and self._is_loss_or_computed(of, each=term.each):
            raise Unreadable("what this gradient is taken by is not written", term.span)
        if self.loss is None:
            raise Unreadable("\\nabla is not read here yet", term.span)
        if term.each and stem in self.of_either:
            raise Unreadable(OF_EITHER, term.span)
        return Slope(self.loss, of, self.count if term.each and stem in self.sampled else None)

    def _argument(self, of: Term) -> Ref | None:
        """What a function of one argument is differentiated by."""
        name = of.name if isinstance(of, Call) else of
        # What a loss is a function of, that of each sample is, too.
        keys = (name.key, name.base) if isinstance(name, Ref) else ()
        by, own = next((self.arguments[key] for key in keys if key in self.arguments), None), _own_argument(of)
        # J'(w) at a step of w is the slope there.
        return own if by is None or (own is not None and own.base == AT_A_TIME % by.base) else by

    def _is_loss_or_computed(self, ref: Ref, *, each: bool) -> bool:
        """Whether a number is no parameter: a gradient of it is taken by something that is not written.

        ``each``: it is written ``dz``, which no loss is.
        """
        if self.loss is not None and said.loss_name(replace(ref, subs=())) == _bare(self.loss):
            # The loss of one sample is no parameter either.
            return True
        if self.spelling.parts(ref).slots:
            return False
        if ref.base in LOSS_LETTERS | QUANTITY_WORDS:
            return True
        return not each and self.spelling.parts(ref).stem in self.computed


def _bare(loss: Term) -> str | None:
    """The key of a loss without the sample that it is of."""
    return said.loss_name(replace(loss, subs=()) if isinstance(loss, Ref) else loss)


def _own_argument(of: Term) -> Ref | None:
    r"""The one name that a function stands with, ``\\nabla h(x)``, which other lines may apply to other things."""
    match of:
        case Call(arguments=(Ref() as own,), primes=0):
            return own
        case _:
            return None
