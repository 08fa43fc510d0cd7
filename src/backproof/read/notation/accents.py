r"""Accents over a name with its scripts, ``\overline{z_i}``: the same as over the name alone, ``\overline{z}_i``."""

from __future__ import annotations

from dataclasses import replace

from backproof.read.grammar.nodes import rebuilt
from backproof.syntax.tree import Node, Script, Styled

ACCENTS = frozenset("hat widehat tilde widetilde bar overline dot ddot check breve".split())


def over_names(node: Node) -> Node:
    """A formula with such scripts behind the accent."""
    match node:
        case Styled(style, Script(base, sub, sup, primes), span) if style in ACCENTS:
            return Script(Styled(style, over_names(base), span), _over(sub), _over(sup), primes, span)
        case Script(Styled(style, Script() as inner, span), sub, sup, primes) if style in ACCENTS:
            # A square of ``\hat{y_i}``: where each script is written once, all are those of one name.
            free = (inner.sub is None or sub is None) and (inner.sup is None or sup is None)
            if not free or (primes and inner.primes):
                return replace(node, base=over_names(node.base))
            named = Styled(style, over_names(inner.base), span)
            below, above = _over(inner.sub or sub), _over(inner.sup or sup)
            return Script(named, below, above, primes or inner.primes, node.span)
        case _:
            return rebuilt(node, over_names)


def _over(script: Node | None) -> Node | None:
    return None if script is None else over_names(script)
