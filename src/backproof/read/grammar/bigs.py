"""Sums and products over an index: the letter, its bounds, its conditions, the body."""

from __future__ import annotations

from itertools import takewhile

from backproof.read.grammar.conditions import condition
from backproof.read.grammar.marked import marked
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.nodes import describe, is_kind, items, name_of, split
from backproof.read.grammar.reader import Reader
from backproof.read.grammar.scripts import subscripts
from backproof.read.terms.rewriting import references
from backproof.read.terms.terms import Big, Compare, Num, Ref, Term, Times, Unreadable, minus
from backproof.syntax.tree import Atom, Fence, Kind, Node, Script, Styled
from backproof.syntax.write import latex

WEIGHTS = frozenset({"w", "W", "omega", "theta"})
r"""Letters of weights that a sum over a set of them may take one by one: ``\sum_{w \in W} w^2``."""
COUNTING = frozenset("ijklmn")
"""Letters of which one in a pair says that both count."""
SAMPLE = frozenset("xyt")
"""Letters of a sample and its label."""


def big(reader: Reader, node: Atom | Script) -> Term:
    """A sum or a product with the product that follows."""
    reader.at += 1
    sign, sub, sup = (node.base, node.sub, node.sup) if isinstance(node, Script) else (node, None, None)
    assert isinstance(sign, Atom)
    if sign.text not in {"sum", "prod"}:
        raise Unreadable(f"{describe(sign)} is not read yet", node.span)
    if sub is None and sign.text != "sum":
        raise Unreadable("a product that does not name its index is not read yet", node.span)
    letters, lower, conditions, over = binding(reader, sub) if sub is not None else (("",), None, (), None)
    if not letters:
        raise Unreadable("a sum over nothing", node.span)
    upper = reader.inner(sup) if sup is not None else over
    if isinstance(lower, Num) and isinstance(upper, Num) and upper.value < lower.value:
        raise Unreadable(f"it runs over nothing: from {lower.value} to {upper.value}", node.span)
    reader.skip_space()
    if reader.here is None:
        raise Unreadable("a sum without a body", node.span)
    if lower is None and upper is None and not conditions:
        reader.parts = (*reader.parts[: reader.at], *marked(reader.parts[reader.at :], letters[-1]))
    operator = reader.sign("-", "+")
    if operator is not None:
        reader.at += 1
    body = reader.product()
    if operator is not None and operator.text == "-":
        body = minus(body, operator.span.join(body.span))
    if over is not None and letters[-1] in WEIGHTS and not any(ref.key == letters[-1] for ref in references(body)):
        upper = None
    body, behind = apart(body, letters) if sign.text == "prod" else (body, None)
    for letter in reversed(letters):
        told = conditions if letter == letters[-1] else ()
        body = Big(sign.text, letter, lower, upper, told, body, node.span.join(body.span))
    return body if behind is None else Times((body, behind), body.span.join(behind.span))


def apart(body: Term, letters: tuple[str, ...]) -> tuple[Term, Term | None]:
    """The body of a product, and another product behind it that has none of its letters."""
    match body:
        case Times((*before, Big("prod", own, _, _, conditions, inner) as last)) if before:
            used = {script for each in (inner, *conditions) for ref in references(each) for script in scripts(ref)}
            if not (used - {own}) & {*letters}:
                first = before[0] if len(before) == 1 else Times(tuple(before), before[0].span.join(before[-1].span))
                return first, last
        case _:
            pass
    return body, None


def scripts(ref: Ref) -> tuple[str, ...]:
    """The letters that a name has, as an index, a sample or itself."""
    return (ref.base, *ref.subs, *ref.at, *(sup.strip("()") for sup in ref.sups))


Binding = tuple[tuple[str, ...], Term | None, tuple[Compare, ...], Term | None]
"""Letters, the lower bound, conditions, and the set that they run over."""


def binding(reader: Reader, sub: Node) -> Binding:
    """Below a sum stands ``i=0``, ``i``, ``i,j``, ``(i, j)``, ``i : y_i = 1``, ``i \\in S``, ``(x, y) \\in D``."""
    parts = items(sub)
    match parts:
        case (one, Atom(Kind.PUNCTUATION, ":" | "|"), *limits) if limits and (letter := letter_of((one,))) is not None:
            return (letter,), None, tuple(condition(reader, each) for each in split(tuple(limits), {","})), None
        case (Fence("(", body, ")"),) if _are_indices(body):
            return binding(reader, body)
        case _:
            pass
    relation = next((at for at, part in enumerate(parts) if is_kind(part, Kind.RELATION)), None)
    if relation is not None and isinstance(sign := parts[relation], Atom) and sign.text == "in":
        of = member(parts[:relation], sub)
        return (of,), None, (), extent(reader, parts[relation + 1 :], of)
    groups = [one for group in split(parts, {","}) for one in _side_by_side(group)]
    letters = tuple(letter for group in takewhile(letter_of, groups) if (letter := letter_of(group)) is not None)
    rest = groups[len(letters) :]
    if not rest:
        return letters, None, (), None
    first, *further = rest
    at = next((at for at, part in enumerate(first) if is_kind(part, Kind.RELATION)), 0)
    own = letter_of(first[:at])
    if own is None:
        if not letters:
            raise Unreadable("the index of this sum is not read yet", sub.span)
        return letters, None, tuple(condition(reader, part) for part in rest), None
    conditions = tuple(condition(reader, part) for part in further)
    bound = first[at]
    if isinstance(bound, Atom) and bound.text == "=":
        return (*letters, own), reader.read(first[at + 1 :]), conditions, None
    told = (condition(reader, first), *conditions)
    return letters if own in letters else (*letters, own), None, told, None


def _are_indices(body: Node) -> bool:
    r"""Whether a pair in brackets is one of indices, as ``(u, i)``: a sample ``(x, y)`` is none."""
    letters = [letter_of(part) for part in split(items(body), {","})]
    return len(letters) > 1 and None not in letters and not COUNTING.isdisjoint(letters) and SAMPLE.isdisjoint(letters)


def _side_by_side(group: tuple[Node, ...]) -> list[tuple[Node, ...]]:
    r"""The letters of ``\\sum_{ij}``, each by itself; any other group as it is."""
    names = [name_of(part) if isinstance(part, Atom) else None for part in group]
    letters = [name for name in names if name is not None and len(name) == 1 and name.islower()]
    known = INDEX_LETTERS & {*letters}
    # One of two letters may be no usual index: \sum_{jh} over outputs and hidden units.
    apart = len({*letters}) == len(names) <= len(known) + 1
    return [(part,) for part in group] if apart else [group]


def letter_of(parts: tuple[Node, ...]) -> str | None:
    """The letter that a group is, or None."""
    return name_of(parts[0]) if len(parts) == 1 else None


def member(parts: tuple[Node, ...], sub: Node) -> str:
    """The letter of what is in a set: i of ``i`` and of ``x_i``, x of ``x`` and of ``(x, y)``."""
    match parts:
        case (Fence(body=body),):
            return member(split(items(body), {","})[0], sub)
        case (Script(sub=lower, sup=upper),):
            inner = upper or lower
            found = letter_of(items(inner.body if isinstance(inner, Fence) else inner)) if inner is not None else None
        case _:
            found = letter_of(parts)
    if found is None:
        raise Unreadable("the index of this sum is not read yet", sub.span)
    return found


def extent(reader: Reader, parts: tuple[Node, ...], letter: str) -> Term | None:
    """A set by its name, as the bound of an index; None where it is listed, or the letter is no index."""
    match parts:
        case (Fence("{" | "[", _, _),):
            return None
        case _ if letter not in INDEX_LETTERS | WEIGHTS:
            return None
        case _:
            return reader.read(parts)


def mean(reader: Reader, node: Node) -> Term | None:
    """``\\mathbb{E}[...]``, ``\\mathbb{E}_{x \\sim p}[...]``: a mean over samples."""
    base = node.base if isinstance(node, Script) else node
    behind = reader.parts[reader.at + 1] if reader.at + 1 < len(reader.parts) else None
    match base:
        case Styled("bb", Atom(Kind.LETTER, "E")) | Atom(Kind.LETTER, "E") if (of := _running(behind)) is not None:
            reader.at += 2
            name, step = of
            return Ref(name, subscripts(step), (), node.span.join(step.span))
        case Styled("bb", Atom(Kind.LETTER, "E")) if isinstance(behind, Fence):
            reader.at += 2
            return Big("mean", "", None, None, (), reader.inner(behind.body), node.span.join(behind.span))
        case _:
            return None


def _running(node: Node | None) -> tuple[str, Node] | None:
    """``[g^2]_t``: of what the average that an optimiser keeps is, and its step; None for anything else."""
    match node:
        case Script(Fence("[", body, "]"), sub, None, 0) if sub is not None:
            return f"E[{latex(body)}]", sub
        case _:
            return None
