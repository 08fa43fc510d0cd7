"""What tells a written side from the true one, by their names, their letters and their sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import final

from backproof.check.indices.letters import resolved
from backproof.check.names.names import Names
from backproof.expr import Expression, Index, Sum, Tensor
from backproof.expr.walk import walk as walk_expression
from backproof.read.terms.rewriting import children
from backproof.read.terms.terms import Big, Call, Ref, Term
from backproof.show.text import to_latex


@final
@dataclass(frozen=True, slots=True)
class Difference:
    """A class, and what it is about."""

    kind: str
    said: str


def differences(written: Term, true: Expression, names: Names, line: Term) -> tuple[Difference, ...]:
    """What is missing in a written side, and what is too much in it, beside the true one.

    ``line`` is the side as its author wrote it: what it does not have is not said to be too much.
    """
    named_there = {ref.key for ref in _refs(line)} | set(_names(line, names))
    own, other = _names(written, names), _tensors(true)
    named = {part.symbol.name: part for part in walk_expression(true) if isinstance(part, Tensor)}
    missing = [key for key in other if key not in own] or [key for key in other if other[key] > own[key]]
    extra = [key for key in own if key not in other and key in named_there and not _is_function(key)]
    sums = _sums(true) - sum(isinstance(part, Big) for part in _parts(written))
    found = []
    if missing and extra:
        found.append(Difference("wrong_variable", f"it should name {_listed(missing, named)}"))
    elif missing:
        found.append(Difference("missing_factor", f"missing {_listed(missing, named)}"))
    elif extra:
        found.append(Difference("extra_factor", f"`{extra[0]}` does not belong there"))
    if sums > 0 or (sums and any(isinstance(part, Big) for part in _parts(line))):
        found.append(
            Difference("missing_sum" if sums > 0 else "extra_sum", f"a sum is {'missing' if sums > 0 else 'too much'}")
        )
    if not found and _letters(true) != {sub for ref in _refs(written) for sub in ref.subs}:
        found.append(Difference("wrong_index", "the indices are others"))
    return tuple(found)


def _listed(keys: list[str], named: dict[str, Tensor]) -> str:
    return " and ".join(f"`{to_latex(named[key])}`" for key in keys)


def _parts(term: Term) -> Iterator[Term]:
    yield term
    for part in children(term):
        yield from _parts(part)


def _refs(term: Term) -> Iterator[Ref]:
    for part in _parts(term):
        match part:
            case Ref():
                yield part
            case Call(name=name):
                yield name


def _names(term: Term, names: Names) -> Counter[str]:
    return Counter(resolved(names, ref).key for ref in _refs(term))


def _tensors(expression: Expression) -> Counter[str]:
    return Counter(part.symbol.name for part in walk_expression(expression) if isinstance(part, Tensor))


def _is_function(key: str) -> bool:
    return key.startswith("?") or key in {"sigma", r"\sigma"}


def _sums(expression: Expression) -> int:
    return sum(isinstance(part, Sum) for part in walk_expression(expression))


def _letters(expression: Expression) -> set[str]:
    tensors = (part for part in walk_expression(expression) if isinstance(part, Tensor))
    return {slot.name if isinstance(slot, Index) else str(slot) for each in tensors for slot in each.slots}
