"""What an equation defines, by the signs with which it begins: a quantity, a gradient, a step, a value at t."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile

from backproof.read.grammar.nodes import is_kind, items, name_of, subtrees
from backproof.syntax.tree import Atom, Fence, Fraction, Kind, Node, Root, Row, Script, Styled

COUNTING = frozenset("ijkmnpqrs")  # numbers, as exponents
TRANSPOSES = frozenset({"T", "top", "intercal", "t"})
HEADED = "=\\delta"
"""Before a name that an equation begins with behind a delta: two such names have gradients that are written so."""
SMALL = "\\delta"
"""The sign before a name for the gradient by it: ``\\delta h_t``."""


def step_in(node: Node | None) -> tuple[str, bool] | None:
    """The letter of a step in parentheses, and whether it is the next one: ``(t)`` and ``(t+1)``."""
    match node:
        case Fence("(", Atom(Kind.LETTER, letter), ")"):
            return letter, False
        case Fence("(", Row((Atom(Kind.LETTER, letter), Atom(Kind.OPERATOR, "+"), Atom(Kind.NUMBER, "1"))), ")"):
            return letter, True
        case _:
            return None


def steps(parts: tuple[Node, ...]) -> Iterator[tuple[str, str]]:
    """The names with an equation ``w(t+1) = w(t) - ...``, with the letter of the step."""
    for head, after, sign, same, before, operator in zip(*(parts[at:] for at in range(6)), strict=False):
        names = {name_of(each.base if isinstance(each, Script) else each) for each in (head, same)}
        match step_in(after), step_in(before), sign, operator:
            case (letter, True), (other, False), Atom(Kind.RELATION), Atom(text="+" | "-") if letter == other:
                yield from ((name, letter) for name in names if name is not None and len(names) == 1)
            case _:
                continue


def adjoint_names(parts: tuple[Node, ...]) -> Iterator[str]:
    """The Z of an equation that begins with ``dZ =``, the two letters side by side; ``\\delta h`` where
    ``\\delta h_t = \\partial E / \\partial h_t`` says what that is."""
    starts = (at for at in range(len(parts)) if not at or separates(parts[at - 1]))
    for at in starts:
        match parts[at : at + 3]:
            case (Atom(Kind.LETTER | Kind.NAME, "d") as sign, name, Atom(Kind.RELATION, "=" | ":=")):
                base = name_of(name.base if isinstance(name, Script) else name)
                if base is not None and name.span.start == sign.span.end:
                    yield base
            case (Atom(Kind.LETTER, "delta"), Atom() | Script() | Styled() as name, Atom(Kind.RELATION, "=" | ":=")):
                base = name_of(name.base if isinstance(name, Script) else name)
                nodes = [node for part in parts[at + 3 :] for node in subtrees(part)]
                if base is not None and {"partial", base} <= {name_of(node) for node in nodes}:
                    yield f"{SMALL} {base}"
                elif base is not None:
                    yield f"{HEADED} {base}"
            case _:
                pass


def separates(part: Node) -> bool:
    """Whether another equation may begin behind a sign."""
    return isinstance(part, Atom) and (part.kind is Kind.SPACE or part.text in {",", ";"})


def defined_names(parts: tuple[Node, ...]) -> Iterator[str]:
    """Names that stand before an equality without arguments: ``h_j = ...`` is a quantity, ``f - g = ...`` a sum."""
    for at, (before, sign) in enumerate(pairwise(parts)):
        base = name_of(before.base if isinstance(before, Script) else before)
        if at > 1 and is_kind(parts[at - 1], Kind.OPERATOR):
            continue
        if base is not None and isinstance(sign, Atom) and sign.kind is Kind.RELATION and sign.text in {"=", ":="}:
            yield base


def arguments(parts: tuple[Node, ...]) -> Iterator[tuple[str, ...]]:
    """The letters that a function is defined with, in their order: x and t of ``f(x, t) = ...``."""
    match parts[:3]:
        case (_, Fence("(", Row(inner), ")"), Atom(Kind.RELATION, "=" | ":=")):
            listed = [part for part in inner if not is_kind(part, Kind.SPACE)]
            letters = [each.text for each in listed[::2] if isinstance(each, Atom) and each.kind is Kind.LETTER]
            if all(is_kind(part, Kind.PUNCTUATION) for part in listed[1::2]) and len(letters) * 2 == len(listed) + 1:
                yield tuple(letters)
        case _:
            pass


def raised_heads(parts: tuple[Node, ...]) -> Iterator[tuple[str, str]]:
    r"""Names with a letter above them before an equality, and the letter: ``z^o = V h``, ``\delta^o_k = a_k - t_k``.

    The n of ``x^n = 1`` is an exponent, and the t of ``h^t_j`` a step.
    """
    for before, (script, sign) in zip((None, *parts), pairwise(parts), strict=False):
        match script, sign:
            case Script(base, sub, Atom(Kind.LETTER, letter)), Atom(Kind.RELATION, "=" | ":="):
                name = name_of(base)
                first = before is None or is_kind(before, Kind.PUNCTUATION, Kind.SPACE)
                counts = letter in COUNTING or (sub is not None and letter in TRANSPOSES)
                if first and name is not None and name != "e" and not counts:
                    yield name, letter
            case _:
                pass


def sampled_heads(parts: tuple[Node, ...]) -> Iterator[tuple[str, str]]:
    r"""Names of elements with a letter above them, and the letter, which other elements on the right have, too.

    So it is with the n of ``h_j^n = \tanh(u_j^n)``: nobody takes a power of both sides of a definition.
    """
    begins = [at for at in range(len(parts)) if at == 0 or separates(parts[at - 1])]
    for at in begins:
        match parts[at : at + 2]:
            case Script(base, sub, Atom(Kind.LETTER, letter)), Atom(Kind.RELATION, "=" | ":=") if sub is not None:
                behind = takewhile(lambda part: not separates(part), parts[at + 2 :])
                inside = (node for part in behind for node in subtrees(part) if isinstance(node, Script))
                raised = ((node.base, node.sup) for node in inside if node.sub is not None)
                others = {name_of(each) for each, sup in raised if sup is not None and name_of(sup) == letter}
                if (name := name_of(base)) is not None and others - {None, name}:
                    yield name, letter
            case _:
                pass


def computed_names(parts: tuple[Node, ...]) -> Iterator[str]:
    r"""Names at the start of an equation with several letters on its right: no ``t = 1`` and no ``t = T - 1``.

    Euler's number has no argument: ``e(\theta) = y - X\theta`` defines another e.
    """
    match parts:
        case (Atom(Kind.LETTER, "e"), Fence("("), Atom(Kind.RELATION, "=" | ":="), *_):
            yield "e"
        case (Atom(Kind.LETTER, base), Atom(Kind.RELATION, "=" | ":="), *behind):
            of_one = takewhile(lambda part: not (isinstance(part, Atom) and part.kind is Kind.PUNCTUATION), behind)
            letters = (node for part in of_one for node in subtrees(part) if isinstance(node, Atom))
            if sum(node.kind is Kind.LETTER for node in letters) > 1:
                yield base
        case _:
            return


def own_values(parts: tuple[Node, ...]) -> Iterator[str]:
    """Functions of which an equation says that an element of their letter is a value: ``f_i = f(x_i, w)``."""
    match parts[:4]:
        case (Script(head, sub, None, 0), Atom(text="=" | ":="), Atom() as name, Fence("(", body)) if sub is not None:
            index = name_of(sub)
            at = {name_of(each.sub) for each in items(body) if isinstance(each, Script) and each.sub is not None}
            if (base := name_of(name)) is not None and base == name_of(head) and index is not None and index in at:
                yield base
        case _:
            return


def of_plain_t(parts: tuple[Node, ...]) -> Iterator[str]:
    """The s of ``s(t) = t e^{-t}``; ``h(t) = h(t-1) + x(t)`` and ``w(t+1) = w(t)`` say what happens at a time."""
    match parts:
        case (Atom() | Styled() as head, Fence("(", body), Atom(text="=" | ":="), *behind) if name_of(body) == "t":
            base = name_of(head)
            if base is not None and "t" in _plain_letters(behind):
                yield base
        case _:
            return


def _plain_letters(parts: Iterable[Node]) -> Iterator[str]:
    """The letters of a value that are no subscripts, no transposes and no times in parentheses behind a name."""
    named = False
    for part in parts:
        match part:
            case Atom(Kind.LETTER, text):
                yield text
            case Script(base, _, sup):
                yield from _plain_letters((base,))
                if sup is not None and (name_of(sup) not in TRANSPOSES or name_of(base) == "e"):
                    yield from _plain_letters((sup,))
            case Fence(body=body) if not (named and [*map(name_of, items(body))][:1] == ["t"]):
                yield from _plain_letters(items(body))
            case Fraction(above, below):
                yield from _plain_letters((above, below))
            case Row(inner) | Root(Row(inner)):
                yield from _plain_letters(inner)
            case _:
                pass
        named = isinstance(part, Atom | Script | Styled)
