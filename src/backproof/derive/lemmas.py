r"""The derivatives that people know by heart, each with its proof: data, in LaTeX, checked like everything else.

``$t`` stands for an argument, ``$sk`` and ``$tn`` for elements of a quantity and of its argument, ``$k``, ``$n`` and
``$m`` for letters, ``$delta`` for Kronecker's of the first two. The proofs are those of the
textbooks: the logistic function by the power rule, the softmax by cases and by its logarithm (Bishop, PRML, 4.3.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Template
from types import MappingProxyType
from typing import Final, final

from backproof.derive.naming import names_in, unused
from backproof.expr import Apply, Delta, Expression, Index, Model, Over, Symbol, Tensor
from backproof.expr.walk import walk
from backproof.show import to_latex

ARGUMENTS: Final = ("t", "u", "q", "r", "x", r"\xi")


@final
@dataclass(frozen=True, slots=True)
class Claim:
    """``left = right``, and why; without ``left`` it goes on from the claim before."""

    left: str
    right: str
    reason: str


@final
@dataclass(frozen=True, slots=True)
class Lemma:
    """A title and the claims under it."""

    title: str
    claims: tuple[Claim, ...]


_SUM = r"\sum_{$m} e^{$tm}"
_ONE = r"e^{$tk}"

LEMMAS: Final[Mapping[str, tuple[Lemma, ...]]] = MappingProxyType(
    {
        "sigmoid": (
            Lemma("The derivative of the logistic function", (
                Claim(r"\sigma($t)", r"\frac{1}{1 + e^{-$t}}", "the definition"),
                Claim(r"\frac{d}{d $t} \sigma($t)", r"\frac{e^{-$t}}{(1 + e^{-$t})^{2}}",
                      "the power rule and the chain rule"),
                Claim("", r"\frac{1}{1 + e^{-$t}} \left( 1 - \frac{1}{1 + e^{-$t}} \right)",
                      "one fraction is taken out, and the rest is one minus that fraction"),
                Claim("", r"\sigma($t)(1 - \sigma($t))", "the definition again"),
            )),
        ),
        "tanh": (
            Lemma("The derivative of the hyperbolic tangent", (
                Claim(r"\tanh($t)", r"\frac{e^{$t} - e^{-$t}}{e^{$t} + e^{-$t}}", "the definition"),
                Claim(r"\frac{d}{d $t} \tanh($t)",
                      r"\frac{(e^{$t} + e^{-$t})^{2} - (e^{$t} - e^{-$t})^{2}}{(e^{$t} + e^{-$t})^{2}}",
                      "the quotient rule"),
                Claim("", r"1 - \tanh($t)^{2}", "the fraction is split in two"),
            )),
        ),
        "softmax": (
            Lemma("The derivative of the softmax, by cases", (
                Claim(r"\frac{\partial $sk}{\partial $tk}",
                      rf"\frac{{{_ONE} {_SUM} - {_ONE} {_ONE}}}{{({_SUM})^{{2}}}}",
                      "the quotient rule, where both letters are the same"),
                Claim("", r"$sk(1 - $sk)", "one fraction is taken out"),
                Claim(r"\frac{\partial $sk}{\partial $tn}",
                      r"-$sk $sn \quad \text{if } $k \neq $n",
                      "where they differ, only the denominator changes"),
            )),
            Lemma("The same by the logarithm", (
                Claim(r"\log $sk", rf"$tk - \log {_SUM}", "the logarithm of a fraction"),
                Claim(r"\frac{\partial \log $sk}{\partial $tn}", r"$delta - $sn",
                      "the derivative of the logarithm of a sum of exponentials is the softmax"),
                Claim(r"\frac{\partial $sk}{\partial $tn}",
                      r"$sk \frac{\partial \log $sk}{\partial $tn}",
                      "the derivative of the logarithm of something is its derivative divided by it"),
                Claim("", r"$sk($delta - $sn)", "put in"),
            )),
        ),
    }
)  # fmt: skip


def lemmas(model: Model) -> Iterator[Lemma]:
    """The lemmas of the functions in a model, in its letters.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> from backproof.expr import Definition
    >>> from backproof.expr.build import apply
    >>> [lemma.title for lemma in lemmas(Model((Definition(y, (), apply("tanh", Tensor(x))),)))]
    ['The derivative of the hyperbolic tangent']
    """
    free = next(unused(ARGUMENTS, names_in(model)))
    told: set[str] = set()
    for each in model:
        match each.body:
            case Over("softmax", index, Tensor(argument, (*_, last)), Index() as at) if (
                last == index and each.indices == (at,) and argument.rank == 1
            ):
                if "softmax" not in told:
                    told.add("softmax")
                    yield from _filled("softmax", s=each.symbol, t=argument, at=at)
            case _:
                for part in walk(each.body):
                    if isinstance(part, Apply) and part.function.name in LEMMAS and part.function.name not in told:
                        told.add(part.function.name)
                        yield from _filled(part.function.name, t=Symbol(free))


def _filled(name: str, *, t: Symbol, s: Symbol | None = None, at: Index | None = None) -> Iterator[Lemma]:
    """The lemmas of a function with letters put in."""
    letters = {"t": t.name}
    if s is not None and at is not None:
        n, m = (Index(letter, at.range) for letter in [each for each in "nmrq" if each != at.name][:2])
        elements: dict[str, Expression] = {"delta": Delta(at, n), "tm": Tensor(t, (m,))}
        elements |= {"sk": Tensor(s, (at,)), "sn": Tensor(s, (n,)), "tk": Tensor(t, (at,)), "tn": Tensor(t, (n,))}
        letters |= {"k": at.name, "n": n.name, "m": m.name}
        letters |= {place: to_latex(element) for place, element in elements.items()}
    for lemma in LEMMAS[name]:
        claims = tuple(
            Claim(Template(each.left).substitute(letters), Template(each.right).substitute(letters), each.reason)
            for each in lemma.claims
        )
        yield Lemma(lemma.title, claims)
