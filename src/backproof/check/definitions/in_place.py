r"""Activations that are written over what they are applied to: ``z_i = e^{z_i} / \sum_k e^{z_k}``, ``a = \sigma(a)``.

No value is its own softmax: the name on the left is the new value, as in a program. Anything else that has its head on
the right is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare
from backproof.read.terms.terms import Big, Call, Divide, Ref
from backproof.read.vocabulary import FUNCTION_WORDS

ASSUMED = "the {0} on the left is the new value, what the function gives for the {0} on the right"
ACTIVATIONS = frozenset({"sigma", "sigmoid", "tanh", "relu", "softmax", "softplus", "elu", "gelu", "silu"})


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with a name of its own for such a new value."""
    return tuple(_renamed(line) if _is_in_place(line) else line for line in lines)


def _renamed(line: Line) -> Line:
    assert isinstance(line.head, Ref)
    said = ASSUMED.format(letters_of(line.head.base))
    head = replace(line.head, base=f"\\check{{{letters_of(line.head.base)}}}")
    return replace(line, head=head, assumes=(*line.assumes, said))


def _is_in_place(line: Line) -> bool:
    """Whether a line gives a name what an activation makes of the same name."""
    if not isinstance(line.head, Ref) or line.relation not in {"=", ":="} or line.problem is not None:
        return False
    own = bare(line.head)
    match line.side:
        case Call(Ref(base), 0, (Ref() as inside,)):
            return FUNCTION_WORDS.get(base, base) in ACTIVATIONS and bare(inside) == own
        case Divide(Call(Ref("exp"), 0, (Ref() as inside,)), Big("sum", letter, body=body)):
            match body:
                case Call(Ref("exp"), 0, (Ref() as each,)):
                    return bare(inside) == own and _is_softmax(inside, each, letter)
                case _:
                    return False
        case _:
            return False


def _is_softmax(one: Ref, each: Ref, letter: str) -> bool:
    """Whether a sum runs over all elements of the array of which one is meant."""
    if (one.base, one.sups, len(one.subs)) != (each.base, each.sups, len(each.subs)):
        return False
    return [other for sub, other in zip(one.subs, each.subs, strict=True) if sub != other] == [letter]
