"""Names in a row: words, names with scripts, functions with their arguments, powers of them."""

from __future__ import annotations

from fractions import Fraction as Rational
from typing import final

from backproof.read.grammar.applying import Applying
from backproof.read.grammar.bars import at_point
from backproof.read.grammar.defining import SMALL, step_in
from backproof.read.grammar.nodes import describe, is_kind, items, name_of, run_of_letters
from backproof.read.grammar.places import PLACES
from backproof.read.grammar.reader import Reader
from backproof.read.grammar.scripts import labels, subscripts, transposed
from backproof.read.grammar.steps_above import step_above
from backproof.read.terms.determinants import is_matrix, may_be_matrix
from backproof.read.terms.terms import (
    AXES,
    About,
    Call,
    Divide,
    Element,
    Nabla,
    Num,
    Raise,
    Ref,
    Term,
    Times,
    Transposed,
    Unreadable,
)
from backproof.read.vocabulary import (
    FUNCTION_WORDS,
    LOSS_LETTERS,
    RECIPROCALS,
    SUM_NORM,
    VECTOR_FUNCTIONS,
)
from backproof.records import dataclass, replace
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Kind, Node, Script, Styled
from backproof.syntax.write import latex

INDEX_LETTERS = frozenset("ijklmnpqrst")
ACTIVATION_LETTERS = frozenset({"sigma", "phi", "varphi", "psi"})
"""Letters of functions of which no state in time has the name: their t is an argument."""
WORD = 3
"""So many letters below a loss are a word."""
EUCLIDEAN = frozenset({"2", "F"})
"""Subscripts of norms of vectors and matrices that are the square root of the sum of all squares."""


def element_number(node: Node | None, *, last: bool) -> str | None:
    """The letter or the number in the brackets of an element; ``last``: a capital may be the number of the last one."""
    match node:
        case Fence("[", Atom(Kind.LETTER | Kind.NUMBER, text), "]") if text.isdigit() or text in INDEX_LETTERS:
            return text
        case Fence("[", Atom(Kind.LETTER, text), "]") if last and text.isupper():
            return text
        case Fence("[", Script(Atom(Kind.LETTER, text), Atom(Kind.NUMBER, number), None, 0), "]") if last:
            return f"{text}{number}" if text.isupper() else None
        case _:
            return None


def element_at(node: Script) -> tuple[str, ...]:
    """The letters of an element of what stands in brackets: ``[W x]_i``, ``(W^T)_{ij}``; empty where it is none."""
    if node.sub is None or not (isinstance(node.base, Fence) and node.base.opening in {"(", "["}):
        return ()
    letters = subscripts(node.sub)
    plain = len(letters) <= AXES and all(len(each) == 1 and each.islower() for each in letters)
    return letters if plain else ()


@final
@dataclass(frozen=True, slots=True)
class Naming:
    """Reads a name at the position of a reader, and moves it behind."""

    reader: Reader

    @property
    def applying(self) -> Applying:
        """What applies it."""
        return Applying(self.reader)

    def named(self) -> Term:
        """A name, a word, a function with its arguments, or a power of one of them."""
        word, end = run_of_letters(self.reader.parts, self.reader.at)
        if len(word) > 1 and word in self.reader.lexicon.words:
            last = self.reader.parts[end - 1]
            span = self.reader.parts[self.reader.at].span.join(last.span)
            self.reader.at = end
            return self.applied(word, last if isinstance(last, Script) else None, span)
        node = self.reader.here
        assert node is not None
        self.reader.at += 1
        if name_of(node) in {"d", "delta"} and (adjoint := self.adjoint(node)) is not None:
            return adjoint
        if not isinstance(node, Script):
            if isinstance(node, Atom) and node.text == "Delta" and self.starts_name():
                return self.update(node.span)
            return self.applied(self.name(node), None, node.span)
        if name_of(node.base) == "Delta" and node.sup is None and not self.reader.lexicon.differences:
            raise Unreadable("Delta with scripts is not read yet", node.span)
        base = name_of(node.base)
        if base is None:
            return self.power_of(node)
        if base == "e" and node.sup is not None and not node.sub and not node.primes and not self.is_error(node.sup):
            return Call(Ref("exp", (), (), node.base.span), 0, (self.reader.inner(node.sup),), node.span)
        return self.applied(base, node, node.span)

    def is_error(self, sup: Node) -> bool:
        r"""Whether an e is an error: it is ``e^\top``, or it is defined and ``e^T`` or ``e^2`` is written."""
        if name_of(sup) in {"top", "intercal"}:
            return True
        known = "e" in self.reader.lexicon.computed and name_of(sup) != "t"
        return known and (is_kind(sup, Kind.NUMBER) or transposed(sup, self.reader.lexicon) == (None, True))

    def adjoint(self, sign: Node) -> Term | None:
        """``dZ`` or ``\\delta Z`` for the gradient by Z, in a document that writes gradients so."""
        behind = self.reader.here
        base = name_of(behind.base if isinstance(behind, Script) else behind) if behind is not None else None
        small = name_of(sign) == "delta"
        known = (f"{SMALL} {base}" if small else base) in self.reader.lexicon.adjoints
        if behind is None or not known or (behind.span.start != sign.span.end and not small):
            return None
        term = self.named()
        turned = isinstance(term, Transposed)
        of = term.base if isinstance(term, Transposed) else term
        found = Nabla(of, sign.span.join(term.span), each=True)
        return Transposed(found, found.span) if turned else found

    def starts_name(self) -> bool:
        match self.reader.here:
            case Atom(Kind.LETTER) | Styled():
                return True
            case Script(base=base):
                return name_of(base) is not None
            case _:
                return False

    def update(self, span: Span) -> Term:
        """``\\Delta w_{ij}`` is one name."""
        term = self.named()
        if not isinstance(term, Ref):
            raise Unreadable("Delta of something that is not a single name is not read yet", span.join(term.span))
        return Ref(f"\\Delta {term.base}", term.subs, term.sups, span.join(term.span))

    def name(self, node: Node) -> str:
        name = name_of(node)
        if name is None:
            raise Unreadable(f"{describe(node)} is not read yet", node.span)
        if name == "\\mathbb{E}":
            raise Unreadable("expectations are not read yet", node.span)
        if name in {"nabla", "partial", "infty"}:
            raise Unreadable(f"\\{name} is not read here yet", node.span)
        return name

    def power_of(self, node: Script) -> Term:
        """A power, a transpose or an element of something in brackets, a power of a norm."""
        if (
            isinstance(node.base, Fence)
            and (node.base.opening, node.base.closing) == ("", "|")
            and node.sub is not None
        ):
            return at_point(self.reader, self.reader.inner(node.base.body), node.sub)
        sup, turned = transposed(node.sup, self.reader.lexicon)
        kind = subscripts(node.sub) if node.sub is not None else ()
        with_bars = isinstance(node.base, Fence) and node.base.opening == "\\|"
        is_norm = with_bars and (EUCLIDEAN.issuperset(kind) or kind == ("1",))
        at = element_at(node) if not is_norm else ()
        if (node.sub is not None and not is_norm and not at) or (node.primes and (sup is not None or turned)):
            raise Unreadable("a script on this is not read yet", node.span)
        base = self.reader.fence(node.base) if isinstance(node.base, Fence) else self.reader.inner(node.base)
        sup, turned = transposed(node.sup, self.reader.lexicon, matrix=may_be_matrix(base))
        if isinstance(base, Call) and is_norm and kind == ("1",):
            base = replace(base, name=replace(base.name, base=SUM_NORM))
        if self.applying.are_functions(base):
            raise Unreadable("functions that are put together are not read yet", node.span)
        if node.primes and not self.is_twice(node):
            raise Unreadable("whether this prime is a slope or a transposition is not written", node.span)
        if turned or node.primes:
            base = Transposed(base, node.span)
        if at and isinstance(node.base, Fence) and self.is_behind_letter(node.base):
            raise Unreadable("whether this is a product or an element of a function is not clear", node.span)
        if at:
            base = Element(base, at, node.span)
        return base if sup is None else Raise(base, self.reader.inner(sup), node.span)

    def is_twice(self, node: Script) -> bool:
        """Whether what stands in parentheses with a prime follows once more, as in ``(a - y)'(a - y)``."""
        here = self.reader.here
        return isinstance(here, Fence) and latex(here) == latex(node.base)

    def is_behind_letter(self, fence: Fence) -> bool:
        """Whether parentheses follow a letter without scripts, as the arguments of a function do."""
        before = self.reader.parts[self.reader.at - 2] if self.reader.at > 1 else None
        return fence.opening == "(" and isinstance(before, Atom | Styled) and name_of(before) is not None

    def applied(self, base: str, script: Script | None, span: Span) -> Term:
        """A name with its scripts, applied to what follows where it is a function."""
        # An activation is no quantity that changes with time: the t in \sigma(t) is what it is applied to.
        functions = (ACTIVATION_LETTERS & self.reader.lexicon.functions) | self.reader.lexicon.timeless
        timeless = base in {*FUNCTION_WORDS, "sigma", *functions}
        if base in self.reader.lexicon.ruleless & RECIPROCALS.keys() and not (script is not None and script.primes):
            return Divide(Num(Rational(1), 0, span), self.applied(RECIPROCALS[base], script, span), span)
        if base in self.reader.lexicon.ruleless:
            told = f"define {base}(x) = ..., or add a rule as CONTRIBUTING.md says"
            raise Unreadable(f"there is no rule for the function {base}: {told}", span)
        if base in PLACES:
            raise Unreadable(f"{base} is a place, and read where it is compared with an index", span)
        step = self.step(base)
        if script is None and not timeless and not step and self.is_time(self.reader.here):
            raise Unreadable(f"{base} at a time in parentheses is not read yet", span)
        subs = subscripts(script.sub) if script is not None and script.sub is not None else ()
        if base in LOSS_LETTERS and len(subs) >= WORD and script is not None and script.sub is not None:
            word, _ = run_of_letters(items(script.sub), 0)
            # ``L_{nll}``: a number has no element with three indices.
            subs = (word,) if word == "".join(subs) and word.islower() else subs
        above = script.sup if script is not None else None
        stepped = self.reader.lexicon.stepped
        time = step_above(above, stepped) if base in stepped else None
        sup, turned = transposed(above, self.reader.lexicon, matrix=is_matrix(base)) if time is None else (None, False)
        primes = script.primes if script is not None else 0
        match sup:
            case Script(inner, None, None, more):
                sup, primes = inner, primes + more
            case _:
                pass
        marks = labels(base, sup, self.reader.lexicon) if sup is not None else (time,) if time is not None else ()
        power = self.reader.inner(sup) if sup is not None and not marks else None
        if base in self.reader.lexicon.squares and marks not in {(), ("2",)} and marks[0].isdecimal():
            marks, power = ("2",), Num(Rational(int(marks[0]) // 2), 0, span)
        if isinstance(power, Times) and base in {*FUNCTION_WORDS, *self.reader.lexicon.functions, "sigma"}:
            raise Unreadable(f"an inverse function ({base} with a negative exponent) is not read", span)
        at, behind = self.elements(base)
        subs, at = (subs, at) if subs else (at, ())
        if step:
            self.reader.at += 1
            marks = (*marks, step)
        ref = Ref(base, subs, marks, span, at)
        if self.applying.is_function(ref, primes) or (
            base in {"sigma", *VECTOR_FUNCTIONS} and script is None and self.applying.is_before_argument(base)
        ):
            term = self.applying.call(ref, primes)
        elif primes:
            term = self.primed(ref, primes, above=sup is not None)
        else:
            term = ref
        if turned:
            term = Transposed(term, term.span)
        powers = [power] if power is not None else []
        powers += [self.reader.inner(behind)] if behind is not None else []
        for each in powers:
            term = Raise(term, each, term.span)
        return term

    def primed(self, ref: Ref, primes: int, *, above: bool) -> Term:
        """A name with primes that is no function: a new state, another letter of an index, a transpose."""
        base = ref.base
        if primes == 1 and base in self.reader.lexicon.states:
            return replace(ref, base=base + "'")
        before = self.reader.parts[self.reader.at - 2] if self.reader.at > 1 else None
        itself = before is not None and name_of(before) == base
        if base in INDEX_LETTERS - self.reader.lexicon.computed and not ref.subs and not itself:
            return Ref(base + "'" * primes, (), (), ref.span)
        array = (base.isupper() or base.startswith("\\mathbf")) and base not in self.reader.lexicon.differentiated
        if primes == 1 and not above and array:
            return Transposed(ref, ref.span)
        raise Unreadable(f"a prime on {base}, which is no function here, is not read yet", ref.span, About.PRIMED)

    def step(self, base: str) -> str:
        """The mark of a step in parentheses behind a name that an equation steps on; empty where none is there."""
        match step_in(self.reader.here):
            case (letter, after) if (base, letter) in self.reader.lexicon.iterated:
                return "(t+1)" if after else "(t)"
            case _:
                return ""

    def elements(self, base: str) -> tuple[tuple[str, ...], Node | None]:
        """The element in brackets behind a name, ``[k]`` or ``[2]``, which is stepped over, and a power on it."""
        here, power = self.reader.here, None
        match here:
            case Script(Fence() as fence, None, Atom(Kind.NUMBER) as exponent, 0):
                here, power = fence, exponent
            case _:
                pass
        text = element_number(here, last=base in self.reader.lexicon.bracketed)
        if text is None or base in self.reader.lexicon.functions or base in FUNCTION_WORDS:
            return (), None
        self.reader.at += 1
        return (text,), power

    def is_time(self, node: Node | None) -> bool:
        """``(t)`` and ``(t+1)`` behind a name, where t is no quantity of its own."""
        if not (isinstance(node, Fence) and node.opening == "("):
            return False
        match items(node.body):
            case _ if "t" in self.reader.lexicon.computed:
                return False
            case (Atom(Kind.LETTER, "t"),) | (Atom(Kind.LETTER, "t"), Atom(Kind.OPERATOR), Atom(Kind.NUMBER)):
                return True
            case _:
                return False
