"""Presentation trees -> terms: what is added, multiplied, applied, summed and differentiated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from backproof.read.grammar import bars, conditions, matrices
from backproof.read.grammar.bigs import big, mean
from backproof.read.grammar.conditions import indicator
from backproof.read.grammar.densities import density
from backproof.read.grammar.derivatives import begins_slashed, braced, fraction, slashed, subscripted
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.grammar.limits import is_limit, limit
from backproof.read.grammar.naming import Naming
from backproof.read.grammar.nodes import describe, is_kind, is_space, items, name_of, spaced, split
from backproof.read.grammar.numerals import number, scientific
from backproof.read.grammar.probability import probability
from backproof.read.grammar.vectors import angled, element
from backproof.read.terms import dots
from backproof.read.terms.progressions import together
from backproof.read.terms.terms import (
    Big,
    Call,
    Compare,
    Divide,
    Listed,
    Plus,
    Ref,
    Term,
    Times,
    Unreadable,
    minus,
    one_over,
)
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Kind, Node, Root, Row, Script, Styled, Unread

LONGEST_SHOWN = 40
PRODUCT_SIGNS = frozenset({"*", "cdot", "times", "ast", "bullet", "odot", "circ", "otimes"})


def read(parts: tuple[Node, ...], lexicon: Lexicon) -> Term:
    """The term that a row of nodes says; raises :class:`Unreadable` with the part and the reason.

    >>> from backproof.syntax.latex import parse
    >>> term = read(items(parse("a_i b + 2")), Lexicon())
    >>> [type(part).__name__ for part in term.terms]
    ['Times', 'Num']
    """
    try:
        return _Reader(parts, lexicon).whole()
    except RecursionError:
        raise Unreadable("this is nested too deeply to be read", parts[0].span.join(parts[-1].span)) from None


@final
@dataclass(slots=True)
class _Reader:
    """A position in a row. Methods are the productions, from sums down to single factors."""

    parts: tuple[Node, ...]
    lexicon: Lexicon
    at: int = 0

    # -- the row -------------------------------------------------------------------------------------------------

    @property
    def here(self) -> Node | None:
        return self.parts[self.at] if self.at < len(self.parts) else None

    def sign(self, *texts: str) -> Atom | None:
        """The operator here, if it is one of ``texts``."""
        match self.here:
            case Atom(Kind.OPERATOR, text) as atom if text in texts:
                return atom
            case _:
                return None

    def read(self, parts: tuple[Node, ...]) -> Term:
        return read(parts, self.lexicon)

    def inner(self, node: Node) -> Term:
        if not items(node):
            raise Unreadable("nothing stands here", node.span)
        return self.read(items(node))

    def whole(self) -> Term:
        if not self.parts:
            raise Unreadable("nothing stands here", Span(0, 0))
        term = bars.behind(self, self.sum())
        while isinstance(self.here, Atom) and (self.here.kind is Kind.SPACE or self.here.text in {".", ",", ";"}):
            self.at += 1
        if self.here is not None:
            raise Unreadable(f"{describe(self.here)} does not fit here", self.here.span)
        return term

    # -- sums and products ---------------------------------------------------------------------------------------

    def sum(self) -> Term:
        terms: list[Term] = []
        while True:
            self.skip_space()
            negative, signed = False, False
            while (operator := self.sign("+", "-")) is not None:
                self.at += 1
                self.skip_space()
                negative, signed = negative ^ (operator.text == "-"), True
            if terms and not signed:
                break
            term = self.product()
            terms.append(minus(term, term.span) if negative else term)
        terms = together("sum", terms)
        return terms[0] if len(terms) == 1 else Plus(tuple(terms), terms[0].span.join(terms[-1].span))

    def skip_space(self) -> None:
        while isinstance(self.here, Atom) and self.here.kind is Kind.SPACE:
            self.at += 1

    def product(self) -> Term:
        factors = [self.factor()]
        signs: list[str] = []
        while True:
            self.skip_space()
            if (sign := self.product_sign()) is not None:
                factors.append(self.signed_factor())
                signs.append(sign)
            elif self.sign("/") is not None:
                self.at += 1
                last = factors.pop()
                under = self.signed_factor()
                factors.append(Divide(last, under, last.span.join(under.span)))
                self.refuse_long_denominator(under)
            elif self.sign("oslash") is not None:
                self.at += 1
                factors.append(one_over(self.signed_factor()))
                signs.append("odot")
            elif self.starts_factor():
                factors.append(self.factor())
                signs.append("")
            else:
                break
        if len(factors) > 1 and len(joined := together("prod", factors)) < len(factors):
            factors, signs = joined, []
        if len(factors) == 1:
            return factors[0]
        return Times(tuple(factors), factors[0].span.join(factors[-1].span), tuple(signs) if any(signs) else ())

    def refuse_long_denominator(self, under: Term) -> None:
        """``a/bc`` may be (a/b)c or a/(bc); ``1/N \\sum`` and ``1/2 (x - y)`` are clear."""
        self.skip_space()
        clear = isinstance(self.here, Fence | Fraction) or (
            isinstance(self.here, Atom | Script)
            and name_of(self.here.base if isinstance(self.here, Script) else self.here) in {"sum", None}
        )
        if self.starts_factor() and not clear and not is_kind(self.here_or_base(), Kind.BIG):
            raise Unreadable("how far the slash reaches is not clear", under.span)

    def here_or_base(self) -> Node:
        assert self.here is not None
        return self.here.base if isinstance(self.here, Script) else self.here

    def product_sign(self) -> str | None:
        """Step over a sign of multiplication; a full stop between two factors is one (``l_i.O_k``)."""
        match self.here:
            case Atom(Kind.OPERATOR, text) if text in PRODUCT_SIGNS:
                self.at += 1
                return text
            case Atom(Kind.PUNCTUATION, ".") if self.at + 1 < len(self.parts):
                self.at += 1
                if self.starts_factor():
                    return "cdot"
                self.at -= 1
                return None
            case _:
                return None

    def signed_factor(self) -> Term:
        self.skip_space()
        operator = self.sign("+", "-")
        if operator is None:
            return self.factor()
        self.at += 1
        factor = self.signed_factor()
        return minus(factor, operator.span.join(factor.span)) if operator.text == "-" else factor

    def starts_factor(self) -> bool:
        match self.here:
            case None:
                return False
            case Atom(kind=kind):
                return kind in {Kind.LETTER, Kind.NUMBER, Kind.NAME, Kind.BIG}
            case node:
                return bars.bar(node) is None

    # -- factors -------------------------------------------------------------------------------------------------

    def factor(self) -> Term:
        self.skip_space()
        node = self.here
        match node:
            case None:
                raise Unreadable("a factor is missing at the end", self.parts[-1].span)
            case Unread(text, reason, span):
                raise Unreadable(reason if len(text) > LONGEST_SHOWN else f"{text}: {reason}", span)
            case Atom(Kind.NUMBER, text, span):
                return indicator(self, node) or self.numeral(text, span)
            case Atom(Kind.LETTER, "partial"):
                return slashed(self, node)
            case Atom(Kind.LETTER, "d") if begins_slashed(self):
                return slashed(self, node)
            case Atom(Kind.BIG) | Script(base=Atom(Kind.BIG)):
                return big(self, node)
            case Fraction():
                return fraction(self, node)
            case Root(body, None, span):
                self.at += 1
                return Call(Ref("sqrt", (), (), span), 0, (self.inner(body),), span)
            case Fence():
                self.at += 1
                return self.fence(node)
            case Grid("cases"):
                self.at += 1
                return conditions.cases(self, node)
            case Grid("matrix") | Atom(Kind.LETTER, "nabla") | Script(base=Atom(Kind.LETTER, "nabla")):
                return matrices.term(self, node)
            case Row():
                return braced(self, node)
            case Styled("bold" | "vec", Atom(Kind.NUMBER, "0" as text), span):
                # A zero of any size is zero for each element.
                return self.numeral(text, span)
            case Styled("underline", body) if name_of(node) is None:
                self.at += 1
                return self.inner(body)
            case Script(Atom(Kind.LETTER, "partial"), sub, None | Atom(Kind.NUMBER) as power, 0) if sub is not None:
                return subscripted(self, sub, power)
            case Script() if is_limit(node):
                return limit(self, node)
            case Atom(Kind.LETTER | Kind.NAME) | Script() | Styled():
                return self.named()
            case _:
                raise Unreadable(f"{describe(node)} is not read yet", node.span)

    def numeral(self, text: str, span: Span) -> Term:
        self.at += 1
        return scientific(self, number(text, span))

    def fence(self, node: Fence) -> Term:
        comparing = any(is_kind(part, Kind.RELATION) for part in items(node.body))
        if comparing and (node.opening == "[" or (node.opening == "(" and not self.behind_name())):
            return conditions.condition(self, items(node.body))
        match (node.opening, node.closing):
            case ("(", ")" | "") | ("[", "]" | "") | ("{", "}"):
                return self.group(node)
            case ("|", "|") if isinstance(node.body, Fence) and node.body.opening == "{":
                raise Unreadable("the number of elements of a set is not read yet", node.span)
            case ("|", "|"):
                return Call(Ref("abs", (), (), node.span), 0, (self.inner(node.body),), node.span)
            case ("\\|", "\\|"):
                return Call(Ref("norm", (), (), node.span), 0, (self.inner(node.body),), node.span)
            case ("langle", "rangle") if len(split(items(node.body), {",", "|"})) > 1:
                return angled(self, node)
            case ("langle", "rangle"):
                return Big("mean", "", None, None, (), self.inner(node.body), node.span)
            case _:
                raise Unreadable(f"the delimiters {node.opening} {node.closing} are not read yet", node.span)

    def behind_name(self) -> bool:
        """Whether the part that was just read follows a name, as the arguments of a function do."""
        before = self.parts[self.at - 2] if self.at > 1 else None
        return isinstance(before, Script | Styled) or (
            isinstance(before, Atom) and before.kind in {Kind.LETTER, Kind.NAME}
        )

    def group(self, node: Fence) -> Term:
        beside = side_by_side(node) if node.opening == "[" and len(self.parts) == 1 else []
        arguments = tuple(map(self.inner, beside)) or self.arguments(node)
        if len(arguments) == 1 and not isinstance(arguments[0], Listed):
            return arguments[0]
        return dots.listed(arguments, node.span)

    def arguments(self, node: Fence) -> tuple[Term, ...]:
        """The parts between commas, or between wide spaces; ``O = [O_0, O_1]`` is a list with a name."""
        return tuple(self.argument(part, node.span) for part in elements(node))

    def argument(self, parts: tuple[Node, ...], span: Span) -> Term:
        match parts:
            case ():
                raise Unreadable("nothing stands between these brackets", span)
            case (name, Atom(Kind.RELATION, "="), Fence("[", _, "]") as elements):
                named = self.read((name,))
                if isinstance(named, Ref):
                    return Listed(named, self.arguments(elements), elements.span)
            case _:
                pass
        return self.read(parts)

    # -- names ---------------------------------------------------------------------------------------------------

    def named(self) -> Term:
        """An indicator, or a name with all that belongs to it."""
        node = self.here
        assert node is not None
        found = indicator(self, node) or mean(self, node) or probability(self, node) or density(self, node)
        return found or element(self, node) or Naming(self).named()


def _at_dots(parts: tuple[Node, ...]) -> list[tuple[Node, ...]]:
    r"""An element, and the dots behind it where the comma between them is left out: ``a_1, a_2 \dots, a_n``."""
    *before, last = parts or (None,)
    return [parts[:-1], parts[-1:]] if before and last is not None and dots.is_dots(last) else [parts]


def elements(node: Fence) -> list[tuple[Node, ...]]:
    """What stands between commas; without any, numbers side by side, and what wide spaces in brackets keep apart."""
    inside = items(node.body)
    if len(inside) > 1 and all(is_kind(part, Kind.NUMBER) for part in inside):
        return [(part,) for part in inside]
    commas = any(isinstance(part, Atom) and part.text in {",", ";"} for part in inside)
    apart = spaced(inside) if node.opening == "[" and not commas else []
    if len(apart) > 1 and not any(is_kind(part[-1], Kind.OPERATOR) or _joins(part[0]) for part in apart):
        return apart
    conditional = sum(isinstance(part, Atom) and part.text == "|" for part in inside) == 1
    found = split(inside, {",", ";", "parallel", *("|" * conditional)})
    return [part for each in found for part in (_at_dots(each) if len(found) > 1 else [each])]


def side_by_side(node: Fence) -> list[Node]:
    r"""The names in ``[x^{(1)} x^{(2)} \dots x^{(m)}]``; nothing for anything else.

    A product alone needs no brackets, and one that its dots go on with is that of one name with its numbers.
    """
    parts = [part for part in items(node.body) if not is_space(part)]
    names = {name_of(part.base) if isinstance(part, Script) else None for part in parts if not dots.is_dots(part)}
    ranged = len(parts) >= dots.FEWEST and dots.is_dots(parts[-2]) and len(names) == 1 and None not in names
    return parts if ranged else []


def _joins(part: Node) -> bool:
    """Whether a sign joins what follows to what is before it; a minus may begin an element."""
    return isinstance(part, Atom) and part.kind is Kind.OPERATOR and part.text != "-"


def condition(parts: tuple[Node, ...], lexicon: Lexicon) -> Compare:
    """A single comparison: ``i = k``, ``x > 0``."""
    return conditions.condition(_Reader((), lexicon), parts)
