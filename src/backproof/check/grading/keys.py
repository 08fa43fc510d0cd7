"""The teacher's solution: its networks, what it says the value of, and what it gives to a submission."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import final

from backproof.calculus.bench import Bench
from backproof.check.document import check_document
from backproof.check.grading.models import Network
from backproof.check.grading.quantities import Kind, Quantity, quantity, stated
from backproof.check.grading.rubric import Part, Rubric
from backproof.check.names.gathering import build as named
from backproof.check.names.names import Names
from backproof.check.spellings import settled
from backproof.check.understood import understand_document
from backproof.check.verdicts.verdict import Judgement, Verdict
from backproof.derive.parameters import losses, parameters
from backproof.expr import Definition, Symbol
from backproof.read.document import read_document, read_together
from backproof.read.lines import Line
from backproof.source import Source


@final
@dataclass(frozen=True, slots=True)
class Key:
    """A key: ``networks`` has one for each of its losses, ``stated`` what its lines say the value of."""

    source: Source
    networks: tuple[Network, ...]
    stated: tuple[Quantity, ...]
    wrong: tuple[Judgement, ...] = ()
    """Lines of the key that are refuted. No submission loses points by them: the network decides."""

    @property
    def losses(self) -> tuple[str, ...]:
        """The names of what its networks are trained for."""
        return tuple(each.loss.symbol.name for each in self.networks)

    @staticmethod
    def of(source: Source) -> Key:
        """Read a key; it may be the model alone.

        >>> key = Key.of(Source("key.md", "$L = (y - wx)^2$ and so $\\\\frac{dL}{dw} = -2(y - wx)x$."))
        >>> [str(each) for each in key.stated]
        ['value of L', 'gradient of w']
        """
        document, bench = settled(read_document(source)), Bench(0)
        found = (each for each in stated(document.lines, named(document.lines)) if each is not None)
        judged = check_document(source, document, bench).judgements
        wrong = tuple(each for each in judged if each.verdict is Verdict.WRONG)
        definitions = understand_document(document, bench).definitions
        return Key(source, networks(definitions), tuple(dict.fromkeys(found)), wrong)

    def asked(self, latex: Iterable[str]) -> list[Quantity | None]:
        """The quantities that formulas such as ``\\\\nabla_w L`` name, in the letters of the key."""
        texts = [Source("rubric", f"$${each}$$") for each in latex]
        own, *others = map(settled, read_together((self.source, *texts)))
        names = named([*own.lines, *(line for each in others for line in each.lines)])
        return [_only(each.lines, names) for each in others]

    def is_known(self, asked: Quantity) -> bool:
        """Whether the key says a quantity, or its network has it: a derivative by an input, a definition."""
        symbols = {each.name for network in self.networks for each in _symbols(network)}
        return any(asked.is_answered_by(each) for each in self.stated) or asked.name in symbols

    def usual(self) -> Rubric:
        """A point for each gradient of a parameter that the key states, or has; for each that it states without one."""
        weights = {each.name for network in self.networks for each in parameters(network.inputs)}
        slopes = [each for each in self.stated if each.kind is not Kind.VALUE]
        chosen = [each for each in slopes if each.name in weights] or slopes
        chosen = chosen or [
            Quantity(Kind.GRADIENT, each.name, network.loss.symbol.name)
            for network in self.networks
            for each in parameters(network.inputs)
        ]
        return Rubric(tuple(Part(str(each), (each,), 1.0) for each in chosen))


def networks(definitions: Sequence[Definition]) -> tuple[Network, ...]:
    """The networks of all losses among definitions in topological order."""
    return tuple(Network.of(definitions, loss) for loss in losses(definitions))


def _only(lines: Sequence[Line], names: Names) -> Quantity | None:
    """What a formula names: it stands alone, or on the left."""
    terms = [line.side if line.head is None else line.head for line in lines]
    return quantity(terms[0], names) if len(terms) == 1 else None


def _symbols(network: Network) -> tuple[Symbol, ...]:
    return (*network.inputs, *(each.symbol for each in network.model))
