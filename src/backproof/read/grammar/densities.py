r"""Normal densities by their usual letter: ``\mathcal{N}(x | \mu, \sigma^2)`` is written out.

The field means the variance by what stands last; a plain name there, such as a sigma, is its root to many. Densities of
whole vectors are not read.
"""

from __future__ import annotations

from fractions import Fraction

from backproof.read.grammar.nodes import is_space, items, name_of, split, subtrees
from backproof.read.grammar.reader import Reader
from backproof.read.terms.terms import Call, Divide, Num, Plus, Raise, Ref, Term, Times, Unreadable, minus
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Node

NORMAL = frozenset({"\\mathcal{N}", "N"})
BARS = frozenset({"|", "mid", ";"})
ROOTS = frozenset({"sigma", "s", "tau", "\\hat{sigma}"})
"""Names of standard deviations, and of variances as often."""
WHOLE = "the density of a vector is not read yet"
UNSAID = "whether the last argument of this density is its variance or the root of it is not written"


def density(reader: Reader, node: Node) -> Term | None:
    """The density of a normal variable before parentheses with a bar or a semicolon; None for anything else."""
    fence = reader.parts[reader.at + 1] if reader.at + 1 < len(reader.parts) else None
    if name_of(node) not in NORMAL or not (isinstance(fence, Fence) and fence.opening == "("):
        return None
    parts = split(items(fence.body), BARS)
    given = split(parts[1], {","}) if len(parts) == 2 else []
    if len(given) != 2:
        return None
    span = node.span.join(fence.span)
    if any(_is_whole(each) for part in items(fence.body) for each in subtrees(part)):
        raise Unreadable(WHOLE, span)
    last = [part for part in given[1] if not is_space(part)]
    if len(last) == 1 and name_of(last[0]) in ROOTS:
        raise Unreadable(UNSAID, last[0].span)
    reader.at += 2
    value, mean, variance = (reader.read(tuple(part)) for part in (parts[0], *given))
    return _normal(value, mean, variance, span)


def _is_whole(node: Node) -> bool:
    """Whether a name is that of a vector or of a covariance by its look."""
    name = name_of(node) or ""
    return name.startswith(("\\mathbf", "\\vec")) or (isinstance(node, Atom) and name in {"Sigma", "I", "Lambda"})


def _normal(value: Term, mean: Term, variance: Term, span: Span) -> Term:
    r"""``e^{-(x - \mu)^2 / 2 v} / \sqrt{2 \pi v}``."""
    two = Num(Fraction(2), 0, span)
    square = Raise(Plus((value, minus(mean, span)), span), two, span)
    exponent = minus(Divide(square, Times((two, variance), span), span), span)
    root = Call(Ref("sqrt", (), (), span), 0, (Times((two, Ref("pi", (), (), span), variance), span),), span)
    return Divide(Call(Ref("exp", (), (), span), 0, (exponent,), span), root, span)
