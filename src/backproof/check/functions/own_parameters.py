r"""Functions of the field that the document gives a parameter of its own: ``\mathrm{ELU}(x)`` with an ``\alpha``.

The table has ``\alpha = 1``; what the document defines with a letter is its own function by this name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Call, Ref
from backproof.read.vocabulary import FUNCTION_WORDS

PARAMETRIC = frozenset({"elu", "leaky_relu"})


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with such functions under a name that no table knows."""
    own = {line.head.name.key for line in lines if isinstance(line.head, Call) and _defines(line, line.head)}
    if not own:
        return tuple(lines)

    def named(ref: Ref) -> Ref:
        return replace(ref, base=f"\\mathrm{{{ref.base}}}") if ref.key in own else ref

    return tuple(with_refs(line, named) for line in lines)


def _defines(line: Line, head: Call) -> bool:
    """Whether a line defines such a function of one argument, with a letter beside it."""
    match head:
        case Call(Ref(word, (), ()), 0, (Ref() as argument,)) if FUNCTION_WORDS.get(word) in PARAMETRIC:
            refs = references(line.side) if line.side is not None and line.relation in DEFINES else ()
            return any(ref.key != argument.key and ref.base not in FUNCTION_WORDS and ref.key != "e" for ref in refs)
        case _:
            return False
