"""Which signs of a document are words, functions or powers: what grammar needs to know before it reads a line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import final

from backproof.read.grammar import primed
from backproof.read.grammar.nodes import equations, is_kind, items, name_of, run_of_letters, subtrees
from backproof.read.grammar.put_together import put_together
from backproof.read.grammar.steps_above import stepped
from backproof.read.grammar.taken import losses_taken
from backproof.read.vocabulary import (
    FUNCTION_LETTERS,
    FUNCTION_WORDS,
    LOSS_LETTERS,
    MATRIX_FUNCTIONS,
    NAMED_FUNCTIONS,
    NO_FUNCTIONS,
    QUANTITY_WORDS,
)
from backproof.syntax.tree import Atom, Fence, Fraction, Kind, Node, Root, Row, Script, Styled

EVEN = frozenset({"2", "4", "6", "8"})
COUNTING = frozenset("ijkmnpqrs")  # numbers, as exponents
TRANSPOSES = frozenset({"T", "top", "intercal", "t"})


@final
@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a whole document says about its signs.

    ``words``: multi-letter names. ``functions``: bases that are applied. ``dependent``: bases that are defined with
    arguments, perhaps as a quantity with what it depends on. ``layered``: bases whose numeric superscript
    is part of the name, not a power: a layer (``W^1``), or a variance that stands below a derivative (``\\sigma^2``).
    ``transposes``: superscripts that are the sign of a transpose; a t is one where it is no index or time elsewhere.
    ``tags``: letters that are labels as superscripts, no exponents: they stand below a derivative (``W^o``), or
    several of them above one name that is defined with each.
    ``adjoints``: names whose gradients are written with a d: an equation begins with ``dZ``.
    ``computed``: bases that an equation defines from others, as in ``t = x w + b``: such a t is no time, and
    such an e, or one with a subscript, no base of powers where it is transposed. ``timeless``: functions of a plain
    number: with a derivative, in a composition, or with a value in which t stands by itself (``s(t) = t e^t``), so that
    their t is no time.
    ``bracketed``: bases with elements in brackets: ``y[k]``.
    ``iterated``: names that an equation steps on, with the letter of the step: (w, t) for ``w(t+1) = w(t) - ...``.
    ``ruleless``: words that are always applied, and that neither the document nor the table of rules defines: mish(x).
    ``squares``: those of the layered ones with even superscripts only: ``\\sigma^4`` is the square of ``\\sigma^2``.
    ``stepped``: bases with steps above them, as in ``h^t = f(h^{t-1})``; and T where it is their number.
    ``states``: bases with a prime for the new state, as in ``c' = f c + i g``, or for another array: ``w'_{kj}``.
    ``differences``: an equation says what a Delta with scripts is, ``\\Delta_2 = A - Y``: it is a name by itself.
    """

    words: frozenset[str] = frozenset(FUNCTION_WORDS) | QUANTITY_WORDS
    functions: frozenset[str] = frozenset()
    layered: frozenset[str] = frozenset()
    transposes: frozenset[str] = TRANSPOSES
    dependent: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    adjoints: frozenset[str] = frozenset()
    computed: frozenset[str] = frozenset()
    timeless: frozenset[str] = frozenset()
    bracketed: frozenset[str] = frozenset()
    iterated: frozenset[tuple[str, str]] = frozenset()
    squares: frozenset[str] = frozenset()
    ruleless: frozenset[str] = frozenset()
    stepped: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    differences: bool = False


def build(trees: Collection[Node]) -> Lexicon:
    """Read a document's signs once, before any line is read."""
    words = set(FUNCTION_WORDS) | set(QUANTITY_WORDS)
    signs = _Signs()
    layered: set[str] = set()
    tags: set[str] = set()
    raised: defaultdict[str, set[str]] = defaultdict(set)
    powers: defaultdict[str, set[str]] = defaultdict(set)
    adjoints: set[str] = set()
    computed: set[str] = set()
    iterated: set[tuple[str, str]] = set()
    times = False
    for tree in trees:
        for node in subtrees(tree):
            if isinstance(node, Script) and node.sub is not None and name_of(node.base) == "e":
                computed.add("e")
            if isinstance(node, Script) and isinstance(node.sup, Atom) and node.sup.kind is Kind.NUMBER:
                powers[name_of(node.base) or ""].add(node.sup.text)
            signs.defined.update(LOSS_LETTERS.intersection(losses_taken(node)))
            for equation in equations(node):
                adjoints.update(_adjoint_names(equation))
                signs.heads.update(_defined_names(equation))
                computed.update(_computed_names(equation))
                signs.raised.update(_raised_heads(equation))
                signs.timeless.update(_of_plain_t(equation))
                iterated.update(_steps(equation))
            match node:
                case Row(parts):
                    _scan_row(parts, words, signs)
                case Fraction(above, Row((Atom(Kind.LETTER, "partial" | "d"), Script(base, _, Atom(Kind.NUMBER))))) if (
                    not isinstance(items(above)[0], Script)
                ):
                    layered.add(name_of(base) or "")
                case Fraction(_, Row((Atom(Kind.LETTER, "partial"), Script(sup=Atom(Kind.LETTER, tag))))):
                    tags.add(tag)
                case Script(Atom(Kind.LETTER, base), _, Atom(Kind.NUMBER, "0" | "1")):
                    layered.add(base)
                case Script(Atom(Kind.LETTER, base), _, Atom(Kind.LETTER, letter)) if base.isupper():
                    raised[base].add(letter)
                case Script(base=Styled() as base, sup=Atom(Kind.NUMBER, "0" | "1")):
                    layered.add(name_of(base) or "")
                case Script(sub=sub) if sub is not None and _names_time(sub):
                    times = True
                case Script(sup=Row() as sup) if _names_time(sup):
                    times = True
                case _:
                    pass
    small = {each for each in adjoints if each.startswith(HEADED)}
    adjoints -= small
    if small and len(signs.behind_delta) > 1:
        adjoints |= {f"{SMALL} {base}" for base in signs.behind_delta}
    if adjoints and len(adjoints | signs.behind_d) > 1:
        adjoints |= signs.behind_d
    # The R of R(z) is no factor where a derivative is of it, and it stands nowhere else.
    dependent = frozenset(signs.defined | (signs.losses & (LOSS_LETTERS | signs.above)) - signs.beside)
    # A^h is no power where A^o, too, is a layer by its letter.
    tags |= {letter for letters in raised.values() if letters & tags for letter in letters if letter not in COUNTING}
    functions = signs.functions() | (put_together(trees) - signs.heads)
    return Lexicon(
        frozenset(words),
        functions,
        frozenset(layered - {""}),
        TRANSPOSES - {"t"} if times else TRANSPOSES,
        dependent,
        frozenset((tags | signs.tags()) - {*TRANSPOSES, "l", "L", "ell"}),
        frozenset(adjoints),
        frozenset(computed),
        frozenset(signs.primed | signs.timeless | signs.composed) & functions,
        frozenset(signs.bracketed),
        frozenset(iterated),
        frozenset(base for base in layered if "2" in powers[base] and powers[base] <= EVEN),
        frozenset((signs.worded - signs.alone | NAMED_FUNCTIONS) - signs.heads - signs.defined - signs.primed - words),
        stepped(trees),
        primed.states(trees, functions) | primed.arrays(trees, functions | signs.heads),
        "Delta" in signs.heads,
    )


def step_in(node: Node | None) -> tuple[str, bool] | None:
    """The letter of a step in parentheses, and whether it is the next one: ``(t)`` and ``(t+1)``."""
    match node:
        case Fence("(", Atom(Kind.LETTER, letter), ")"):
            return letter, False
        case Fence("(", Row((Atom(Kind.LETTER, letter), Atom(Kind.OPERATOR, "+"), Atom(Kind.NUMBER, "1"))), ")"):
            return letter, True
        case _:
            return None


def _steps(parts: tuple[Node, ...]) -> Iterator[tuple[str, str]]:
    """The names with an equation ``w(t+1) = w(t) - ...``, with the letter of the step."""
    for head, after, sign, same, before, operator in zip(*(parts[at:] for at in range(6)), strict=False):
        names = {name_of(each.base if isinstance(each, Script) else each) for each in (head, same)}
        match step_in(after), step_in(before), sign, operator:
            case (letter, True), (other, False), Atom(Kind.RELATION), Atom(text="+" | "-") if letter == other:
                yield from ((name, letter) for name in names if name is not None and len(names) == 1)
            case _:
                continue


def _adjoint_names(parts: tuple[Node, ...]) -> Iterator[str]:
    """The Z of an equation that begins with ``dZ =``, the two letters side by side; ``\\delta h`` where
    ``\\delta h_t = \\partial E / \\partial h_t`` says what that is."""
    starts = (at for at in range(len(parts)) if not at or _separates(parts[at - 1]))
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


def _separates(part: Node) -> bool:
    """Whether another equation may begin behind a sign."""
    return isinstance(part, Atom) and (part.kind is Kind.SPACE or part.text in {",", ";"})


def _names_time(script: Node) -> bool:
    """Whether a t stands in a subscript, or in a superscript beside something else: ``h_t``, ``h^{t-1}``."""
    return any(isinstance(part, Atom) and part.text == "t" for part in items(script))


@final
@dataclass(slots=True)
class _Signs:
    """How bases are used: with a prime before parentheses, defined with arguments, applied, alone, defined alone."""

    primed: set[str] = field(default_factory=set)
    defined: set[str] = field(default_factory=set)
    applied: set[str] = field(default_factory=set)
    plain: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    behind_d: set[str] = field(default_factory=set)
    """Capitals directly behind a d."""
    behind_delta: set[str] = field(default_factory=set)
    """Names behind a delta without scripts."""
    matrices: set[str] = field(default_factory=set)
    """Bases with several indices that no parentheses follow: in ``f_{ij} (a + b)`` such an f is a factor."""
    bracketed: set[str] = field(default_factory=set)
    timeless: set[str] = field(default_factory=set)
    """Bases with a value at t in which t stands by itself."""
    losses: set[str] = field(default_factory=set)
    """Letters of losses, and capitals, with a name in parentheses behind them."""
    above: set[str] = field(default_factory=set)
    """Bases that are all that a derivative is of: R in ``\\partial R/\\partial z``."""
    beside: set[str] = field(default_factory=set)
    """Bases that stand without parentheses anywhere else."""
    raised: set[tuple[str, str]] = field(default_factory=set)
    """Names that are defined with a letter above them, and the letter."""

    def tags(self) -> set[str]:
        """The letters that are part of names: nobody defines two powers of one name."""
        several = Counter(base for base, _ in self.raised)
        return {letter for base, letter in self.raised if several[base] > 1}

    worded: set[str] = field(default_factory=set)
    """Upright words with parentheses behind them."""
    composed: set[str] = field(default_factory=set)
    """Bases without scripts beside a ``\\circ``."""
    alone: set[str] = field(default_factory=set)
    """Bases with neither parentheses nor anything else to apply them to behind them."""

    def functions(self) -> frozenset[str]:
        """What parentheses apply: a letter such as ``h`` only where the document does not define it as a quantity."""
        quantities = self.heads | self.matrices
        applied = self.defined - (self.plain - FUNCTION_LETTERS - self.composed)
        return frozenset(self.primed | applied | (self.applied - quantities))


def _scan_row(parts: tuple[Node, ...], words: set[str], signs: _Signs) -> None:
    for at, part in enumerate(parts):
        follows = parts[at + 1] if at + 1 < len(parts) else None
        fence = follows.base if isinstance(follows, Script) else follows
        applied = isinstance(fence, Fence) and fence.opening == "("
        word, end = run_of_letters(parts, at)
        behind = parts[end] if end < len(parts) else None
        named = word.isupper() or word in MATRIX_FUNCTIONS
        if len(word) >= 2 and named and isinstance(behind, Fence) and behind.opening == "(":
            words.add(word)
        if len(word) >= 4 and VOWELS & set(word.lower()) and not (at and _continues(parts[at - 1], part)):
            words.add(word)
        primes = part.primes if isinstance(part, Script) else 0
        base = name_of(part.base if isinstance(part, Script) else part)
        if base is None:
            continue
        before = parts[at - 1] if at else None
        if not isinstance(part, Script) and (_composes(before) or _composes(follows)):
            signs.composed.add(base)
        if base.isupper() and isinstance(before, Atom) and before.text == "d" and before.span.end == part.span.start:
            signs.behind_d.add(base)
        if isinstance(before, Atom) and before.text == "delta":
            signs.behind_delta.add(base)
        if _is_element(follows):
            signs.bracketed.add(base)
        if applied and _is_upright_word(part):
            signs.worded.add(base)
        if applied and primes:
            signs.primed.add(base)
        elif applied and _heads_definition(parts, at):
            signs.defined.add(base)
        elif applied and base in FUNCTION_LETTERS:
            signs.applied.add(base)
        elif applied and isinstance(fence, Fence) and name_of(fence.body) is not None and _may_be_loss(base):
            signs.losses.add(base)
        elif at == 1 and name_of(parts[0]) == "partial" and len(parts) == 2 and not isinstance(part, Script):
            signs.plain.add(base)
            signs.above.add(base)
            signs.alone.add(base)
        elif not applied:
            signs.plain.add(base)
            signs.beside.add(base)
            if follows is None or not (isinstance(follows, Script | Styled | Fraction) or name_of(follows)):
                signs.alone.add(base)
            if isinstance(part, Script) and part.sub is not None and len(items(part.sub)) > 1:
                signs.matrices.add(base)


def _composes(sign: Node | None) -> bool:
    """Whether a sign stands between functions that are put together; between quantities it is a product."""
    return isinstance(sign, Atom) and sign.text == "circ"


def _may_be_loss(base: str) -> bool:
    return base in LOSS_LETTERS or (len(base) == 1 and base.isupper())


def _is_upright_word(part: Node) -> bool:
    """``\\operatorname{mish}``, ``\\arcsin``, ``\\mathrm{mish}``: no name of a matrix function, no label."""
    base = name_of(part)
    upright = isinstance(part, Styled) or (isinstance(part, Atom) and part.kind is Kind.NAME)
    return upright and base is not None and len(base) > 2 and base.isalpha() and base not in NO_FUNCTIONS


def _is_element(node: Node | None) -> bool:
    """``[k]``, ``[2]``."""
    match node:
        case Fence("[", Atom(Kind.LETTER | Kind.NUMBER, text), "]"):
            return text.isdigit() or (len(text) == 1 and text.islower())
        case _:
            return False


def _defined_names(parts: tuple[Node, ...]) -> Iterator[str]:
    """Names that stand before an equality without arguments: ``h_j = ...`` is a quantity, ``f - g = ...`` a sum."""
    for at, (before, sign) in enumerate(pairwise(parts)):
        base = name_of(before.base if isinstance(before, Script) else before)
        if at > 1 and is_kind(parts[at - 1], Kind.OPERATOR):
            continue
        if base is not None and isinstance(sign, Atom) and sign.kind is Kind.RELATION and sign.text in {"=", ":="}:
            yield base


def _raised_heads(parts: tuple[Node, ...]) -> Iterator[tuple[str, str]]:
    """Names with a letter above them before an equality, and the letter: ``z^o = V h``; not the n of ``x^n = 1``."""
    for before, (script, sign) in zip((None, *parts), pairwise(parts), strict=False):
        match script, sign:
            case Script(base, None, Atom(Kind.LETTER, letter)), Atom(Kind.RELATION, "=" | ":="):
                name = name_of(base)
                first = before is None or is_kind(before, Kind.PUNCTUATION, Kind.SPACE)
                if first and name is not None and name != "e" and letter not in COUNTING:
                    yield name, letter
            case _:
                pass


def _computed_names(parts: tuple[Node, ...]) -> Iterator[str]:
    """Names at the start of an equation with several letters on its right: no ``t = 1`` and no ``t = T - 1``."""
    match parts:
        case (Atom(Kind.LETTER, base), Atom(Kind.RELATION, "=" | ":="), *behind):
            of_one = takewhile(lambda part: not (isinstance(part, Atom) and part.kind is Kind.PUNCTUATION), behind)
            letters = (node for part in of_one for node in subtrees(part) if isinstance(node, Atom))
            if sum(node.kind is Kind.LETTER for node in letters) > 1:
                yield base
        case _:
            return


def _of_plain_t(parts: tuple[Node, ...]) -> Iterator[str]:
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


HEADED = "=\\delta"
"""Before a name that an equation begins with behind a delta: two such names have gradients that are written so."""
SMALL = "\\delta"
"""The sign before a name for the gradient by it: ``\\delta h_t``."""
VOWELS = set("aeiou")


def _continues(before: Node, part: Node) -> bool:
    """Whether a letter directly follows another: then it is inside of a word, not at its start."""
    return isinstance(before, Atom) and before.kind is Kind.LETTER and before.span.end == part.span.start


def _heads_definition(parts: tuple[Node, ...], at: int) -> bool:
    """Whether ``name(...)`` is all that stands before a relation: ``f(x) = ...``, perhaps behind words or a gap."""
    match parts[at + 2 : at + 3]:
        case (Atom(Kind.RELATION, "=" | ":=" | "equiv" | "triangleq"),):
            before = parts[at - 1] if at else None
            return before is None or _separates(before) or (isinstance(before, Atom) and before.kind is Kind.TEXT)
        case _:
            return False
