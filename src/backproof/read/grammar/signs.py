"""How the signs of a document are used: what stands behind them, above them and before an equality."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import final

from backproof.read.grammar import defining, multiplied
from backproof.read.grammar.defining import COUNTING, HEADED, SMALL
from backproof.read.grammar.in_brackets import applies
from backproof.read.grammar.nodes import equations, items, name_of, run_of_letters, subtrees
from backproof.read.grammar.primed import is_turned
from backproof.read.grammar.taken import losses_taken
from backproof.read.vocabulary import (
    FUNCTION_LETTERS,
    FUNCTION_WORDS,
    LOSS_LETTERS,
    MATRIX_FUNCTIONS,
    NO_FUNCTIONS,
    QUANTITY_WORDS,
    RATE_WORDS,
)
from backproof.syntax.tree import Atom, Fence, Fraction, Kind, Node, Row, Script, Styled

VOWELS = set("aeiou")
SIGMOID = "sigma"
"""A letter that may be declared as a standard deviation beside the function."""
COUNTS = frozenset("ijklmnt")
"""Letters that count samples, units, layers or steps in parentheses."""
PENALTIES = frozenset({"Omega", r"\mathcal{R}", r"\mathcal{Q}"})
"""Letters of what is added to a loss, beside capitals."""


@final
@dataclass(slots=True)
class Signs:
    """How the bases of a document are used, gathered from all of its trees."""

    words: set[str] = field(default_factory=lambda: {*FUNCTION_WORDS, *QUANTITY_WORDS, *RATE_WORDS})
    """Names of several letters."""
    layered: set[str] = field(default_factory=set)
    """Bases with a 0 or a 1 above them, or with any number in the denominator of a derivative."""
    powers: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The numbers above each base."""
    tagged: set[str] = field(default_factory=set)
    """Letters above what a derivative is by."""
    lettered: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The letters above each capital."""
    begun: set[str] = field(default_factory=set)
    """What equations say the gradients by, behind a d or a delta."""
    computed: set[str] = field(default_factory=set)
    """Names that an equation computes; e where it has a subscript."""
    iterated: set[tuple[str, str]] = field(default_factory=set)
    """Names that an equation steps on, and the letter of the step."""
    times: bool = False
    """Whether a t is an index or a time somewhere."""
    primed: set[str] = field(default_factory=set)
    defined: set[str] = field(default_factory=set)
    applied: set[str] = field(default_factory=set)
    of_one: set[str] = field(default_factory=set)
    """Other letters with one name in parentheses behind them, which nobody writes of two factors: ``d(x)``."""
    in_brackets: set[str] = field(default_factory=set)
    """Letters of functions with brackets or braces behind them, around more than a place."""
    multiplied: set[str] = field(default_factory=set)
    """Letters of functions that may be factors of the sums in parentheses behind them."""
    factors: set[str] = field(default_factory=set)
    """Bases that stand directly beside another name."""
    plain: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    behind_d: set[str] = field(default_factory=set)
    """Capitals directly behind a d."""
    behind_delta: set[str] = field(default_factory=set)
    """Names behind a delta without scripts."""
    matrices: set[str] = field(default_factory=set)
    """Bases that are factors before parentheses: with several indices somewhere, ``f_{ij} (a + b)``, transposed, or
    declared to be arrays."""
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
    sampled: set[tuple[str, str]] = field(default_factory=set)
    """Elements that are defined so by elements with the same letter."""

    argued: set[tuple[str, ...]] = field(default_factory=set)
    """The letters that functions are defined with."""
    worded: set[str] = field(default_factory=set)
    """Upright words with parentheses behind them."""
    composed: set[str] = field(default_factory=set)
    """Bases without scripts beside a ``\\circ``."""
    alone: set[str] = field(default_factory=set)
    """Bases with neither parentheses nor anything else to apply them to behind them."""

    @staticmethod
    def of(trees: Iterable[Node]) -> Signs:
        """The signs of all nodes of some trees."""
        signs = Signs()
        for node in (node for tree in trees for node in subtrees(tree)):
            signs.note(node)
            signs.note_scripts(node)
            for equation in equations(node):
                signs.note_equation(equation)
        return signs

    def note(self, node: Node) -> None:
        """Note what a row or a derivative shows."""
        self.defined.update(LOSS_LETTERS.intersection(losses_taken(node)))
        match node:
            case Row(parts):
                _scan_row(parts, self)
            case Fraction(above, Row((Atom(Kind.LETTER, "partial" | "d"), Script(base, _, Atom(Kind.NUMBER))))) if (
                not isinstance(items(above)[0], Script)
            ):
                self.layered.add(name_of(base) or "")
            case Fraction(_, Row((Atom(Kind.LETTER, "partial"), Script(sup=Atom(Kind.LETTER, tag))))):
                self.tagged.add(tag)
            case _:
                pass

    def note_scripts(self, node: Node) -> None:
        """Note what the scripts of a name show."""
        match node:
            case Script(base=named, sub=sub) if sub is not None and name_of(named) == "e":
                self.computed.add("e")
            case _:
                pass
        match node:
            case Script(base=named, sup=Atom(Kind.NUMBER, number)):
                self.powers[name_of(named) or ""].add(number)
            case _:
                pass
        match node:
            case Script(Atom(Kind.LETTER, base), _, Atom(Kind.NUMBER, "0" | "1")):
                self.layered.add(base)
            case Script(Atom(Kind.LETTER, base), _, Atom(Kind.LETTER, letter)) if base.isupper():
                self.lettered[base].add(letter)
            case Script(base=Styled() as styled, sup=Atom(Kind.NUMBER, "0" | "1")):
                self.layered.add(name_of(styled) or "")
            case Script(sub=sub) if sub is not None and _names_time(sub):
                self.times = True
            case Script(sup=Row() as sup) if _names_time(sup):
                self.times = True
            case _:
                pass

    def note_equation(self, parts: tuple[Node, ...]) -> None:
        """Note what an equation defines."""
        self.begun.update(defining.adjoint_names(parts))
        self.heads.update(defining.defined_names(parts))
        self.defined.update(defining.own_values(parts))
        self.computed.update(defining.computed_names(parts))
        self.raised.update(defining.raised_heads(parts))
        self.sampled.update(defining.sampled_heads(parts))
        self.timeless.update(defining.of_plain_t(parts))
        self.iterated.update(defining.steps(parts))
        self.argued.update(defining.arguments(parts))

    def tags(self) -> set[str]:
        """The letters that are part of names: nobody defines two powers of one name."""
        several = Counter(base for base, _ in self.raised)
        found = {letter for base, letter in self.raised if several[base] > 1} | self.tagged
        defined = Counter(letter for _, letter in self.sampled)
        found |= {letter for letter, count in defined.items() if count > 1}
        # A^h is no power where A^o, too, is a layer by its letter.
        beside = (letters for letters in self.lettered.values() if letters & self.tagged)
        return found | {letter for letters in beside for letter in letters if letter not in COUNTING}

    def adjoints(self) -> frozenset[str]:
        """The names whose gradients are written with a d or a delta before them."""
        small = {each for each in self.begun if each.startswith(HEADED)}
        found = self.begun - small
        if small and len(self.behind_delta) > 1:
            found |= {f"{SMALL} {base}" for base in self.behind_delta}
        found = found | self.behind_d if found and len(found | self.behind_d) > 1 else found
        # Where dZ is that of all samples, dz is that of one.
        return frozenset(found | {base.lower() for base in found if base.isupper()})

    def functions(self) -> frozenset[str]:
        """What parentheses apply: a letter such as ``h`` only where the document does not define it as a quantity."""
        quantities = self.heads | self.matrices
        applied = self.defined - (self.plain - FUNCTION_LETTERS - self.composed)
        letters = self.applied | self.multiplied - self.factors
        alone = (self.of_one | self.in_brackets) - self.beside
        return frozenset(self.primed | applied | (letters | alone) - quantities)


def _names_time(script: Node) -> bool:
    """Whether a t stands in a subscript, or in a superscript beside something else: ``h_t``, ``h^{t-1}``."""
    return any(isinstance(part, Atom) and part.text == "t" for part in items(script))


def _note_words(parts: tuple[Node, ...], at: int, signs: Signs) -> None:
    """Note the word of several letters that begins in a row, where it is one."""
    word, end = run_of_letters(parts, at)
    behind = parts[end] if end < len(parts) else None
    named = word.isupper() or word in MATRIX_FUNCTIONS
    if len(word) >= 2 and named and isinstance(behind, Fence) and behind.opening == "(":
        signs.words.add(word)
    if len(word) >= 4 and VOWELS & set(word.lower()) and not (at and _continues(parts[at - 1], parts[at])):
        signs.words.add(word)


def _scan_row(parts: tuple[Node, ...], signs: Signs) -> None:
    for at, part in enumerate(parts):
        follows = parts[at + 1] if at + 1 < len(parts) else None
        fence = follows.base if isinstance(follows, Script) else follows
        _note_words(parts, at, signs)
        primes = part.primes if isinstance(part, Script) else 0
        base = name_of(part.base if isinstance(part, Script) else part)
        applied = applies(base or "", fence)
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
        if base != SIGMOID and _is_declared(parts[at + 1 : at + 3]):
            signs.matrices.add(base)
        if applied and _is_upright_word(part):
            signs.worded.add(base)
        if applied and primes and not is_turned(part):
            signs.primed.add(base)
        elif applied and _heads_definition(parts, at):
            signs.defined.add(base)
        elif applied and isinstance(fence, Fence) and fence.opening != "(":
            signs.in_brackets.add(base)
        elif applied and base in FUNCTION_LETTERS:
            (signs.multiplied if multiplied.may_be_factor(part, follows) else signs.applied).add(base)
        elif applied and isinstance(fence, Fence) and name_of(fence.body) is not None and _may_be_loss(base):
            signs.losses.add(base)
        elif applied and isinstance(part, Atom) and _is_quantity(fence):
            signs.of_one.add(base)
        elif not applied and (_is_gradient_sign(before) or _is_all_of_derivative(parts, at)) and _is_plain(part):
            signs.plain.add(base)
            signs.above.add(base)
            signs.alone.add(base)
        elif not applied:
            signs.plain.add(base)
            signs.beside.add(base)
            if multiplied.is_factor(before, follows):
                signs.factors.add(base)
            if follows is None or not (isinstance(follows, Script | Styled | Fraction) or name_of(follows)):
                signs.alone.add(base)
            if isinstance(part, Script) and part.sub is not None and len(items(part.sub)) > 1:
                signs.matrices.add(base)


def _is_declared(behind: tuple[Node, ...]) -> bool:
    r"""Whether what stands behind a name says that it is an array of numbers: ``\in \mathbb{R}^{m \times n}``."""
    match behind:
        case (Atom(Kind.RELATION, "in"), Script(base=Styled("bb", Atom(Kind.LETTER, "R")))):
            return True
        case _:
            return False


def _is_all_of_derivative(parts: tuple[Node, ...], at: int) -> bool:
    """Whether a name is all that a derivative is of, above the line."""
    return at == 1 and name_of(parts[0]) == "partial" and len(parts) == 2


def _is_quantity(fence: Node | None) -> bool:
    """Whether a fence has nothing but one letter that counts nothing."""
    name = name_of(fence.body) if isinstance(fence, Fence) else None
    return name is not None and name not in COUNTS


def _is_plain(part: Node) -> bool:
    """Whether a name has nothing above it."""
    return not isinstance(part, Script) or (part.sup is None and not part.primes)


def _is_gradient_sign(before: Node | None) -> bool:
    r"""``\nabla`` and ``\nabla_\theta``: what stands behind them is differentiated, and no factor."""
    return name_of(before.base if isinstance(before, Script) else before) == "nabla" if before is not None else False


def _composes(sign: Node | None) -> bool:
    """Whether a sign stands between functions that are put together; between quantities it is a product."""
    return isinstance(sign, Atom) and sign.text == "circ"


def _may_be_loss(base: str) -> bool:
    return base in LOSS_LETTERS or base in PENALTIES or (len(base) == 1 and base.isupper())


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


def _continues(before: Node, part: Node) -> bool:
    """Whether a letter directly follows another: then it is inside of a word, not at its start."""
    return isinstance(before, Atom) and before.kind is Kind.LETTER and before.span.end == part.span.start


def _heads_definition(parts: tuple[Node, ...], at: int) -> bool:
    """Whether ``name(...)`` is all that stands before a relation: ``f(x) = ...``, perhaps behind words or a gap."""
    match parts[at + 2 : at + 3]:
        case (Atom(Kind.RELATION, "=" | ":=" | "equiv" | "triangleq"),):
            before = parts[at - 1] if at else None
            return (
                before is None or defining.separates(before) or (isinstance(before, Atom) and before.kind is Kind.TEXT)
            )
        case _:
            return False
