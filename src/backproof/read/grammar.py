"""Presentation trees -> terms: what is added, multiplied, applied, summed and differentiated."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction as Rational
from typing import final

from backproof.read.lexicon import Lexicon, items, name_of
from backproof.read.naming import Naming
from backproof.read.nodes import describe, is_kind, is_space, split, starts_derivative, strip
from backproof.read.terms import (
    Big,
    Branches,
    Call,
    Compare,
    Divide,
    Listed,
    Num,
    Partial,
    Plus,
    Ref,
    Term,
    Times,
    Unreadable,
)
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Fraction, Grid, Kind, Node, Root, Row, Script, Styled, Unread

CONDITIONS = {"=": "=", "neq": "!=", "<": "<", ">": ">", "leq": "<=", "geq": ">=", "le": "<=", "ge": ">=", "ne": "!="}
LONGEST_SHOWN = 40
PRODUCT_SIGNS = frozenset({"*", "cdot", "times", "ast", "bullet"})


def minus(term: Term, span: Span) -> Term:
    """The negative of a term."""
    return Times((Num(Rational(-1), 0, span), term), span)


def read(parts: tuple[Node, ...], lexicon: Lexicon) -> Term:
    """The term that a row of nodes says; raises :class:`Unreadable` with the part and the reason.

    >>> from backproof.syntax.latex import parse
    >>> term = read(items(parse("a_i b + 2")), Lexicon())
    >>> [type(part).__name__ for part in term.terms]
    ['Times', 'Num']
    """
    return _Reader(parts, lexicon).whole()


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

    def inner(self, node: Node) -> Term:
        return read(items(node), self.lexicon)

    def whole(self) -> Term:
        if not self.parts:
            raise Unreadable("nothing stands here", Span(0, 0))
        term = self.sum()
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
        return terms[0] if len(terms) == 1 else Plus(tuple(terms), terms[0].span.join(terms[-1].span))

    def skip_space(self) -> None:
        while isinstance(self.here, Atom) and self.here.kind is Kind.SPACE:
            self.at += 1

    def product(self) -> Term:
        factors = [self.factor()]
        while True:
            self.skip_space()
            if self.product_sign():
                factors.append(self.signed_factor())
            elif self.sign("/") is not None:
                self.at += 1
                last = factors.pop()
                under = self.signed_factor()
                factors.append(Divide(last, under, last.span.join(under.span)))
                self.refuse_long_denominator(under)
            elif self.starts_factor():
                factors.append(self.factor())
            else:
                break
        return factors[0] if len(factors) == 1 else Times(tuple(factors), factors[0].span.join(factors[-1].span))

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

    def product_sign(self) -> bool:
        """Step over a sign of multiplication; a full stop between two factors is one (``l_i.O_k``)."""
        match self.here:
            case Atom(Kind.OPERATOR, text) if text in PRODUCT_SIGNS:
                self.at += 1
                return True
            case Atom(Kind.OPERATOR, "odot" | "circ" | "otimes") as atom:
                raise Unreadable(f"the product {describe(atom)} of matrix notation is not read yet", atom.span)
            case Atom(Kind.PUNCTUATION, ".") if self.at + 1 < len(self.parts):
                self.at += 1
                if self.starts_factor():
                    return True
                self.at -= 1
                return False
            case _:
                return False

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
            case _:
                return True

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
                self.at += 1
                return self.scientific(_number(text, span))
            case Atom(Kind.LETTER, "partial"):
                return self.slashed_partial(node)
            case Atom(Kind.BIG) | Script(base=Atom(Kind.BIG)):
                return self.big(node)
            case Fraction():
                return self.fraction(node)
            case Root(body, None, span):
                self.at += 1
                return Call(Ref("sqrt", (), (), span), 0, (self.inner(body),), span)
            case Fence():
                self.at += 1
                return self.fence(node)
            case Grid("cases"):
                self.at += 1
                return self.cases(node)
            case Row():
                self.at += 1
                return self.inner(node)
            case Atom(Kind.LETTER | Kind.NAME) | Script() | Styled():
                return self.named()
            case _:
                raise Unreadable(f"{describe(node)} is not read yet", node.span)

    def scientific(self, mantissa: Num) -> Term:
        """``1e-3`` and ``2.5E4``, where nothing stands between the signs."""
        match self.parts[self.at : self.at + 3]:
            case (Atom(Kind.LETTER, "e" | "E") as sign, Atom(Kind.NUMBER, power) as last, *_):
                negative, count = False, 2
            case (
                Atom(Kind.LETTER, "e" | "E") as sign,
                Atom(Kind.OPERATOR, "-") as dash,
                Atom(Kind.NUMBER, power) as last,
            ):
                negative, count = True, 3
                if sign.span.end != dash.span.start:
                    return mantissa
            case _:
                return mantissa
        if mantissa.span.end != sign.span.start or not power.isdigit():
            return mantissa
        span = mantissa.span.join(last.span)
        if len(power) > 3:
            raise Unreadable("an exponent of more than three digits is not read", span)
        self.at += count
        shift = Rational(10) ** (-int(power) if negative else int(power))
        return Num(mantissa.value * shift, max(0, mantissa.decimals + (int(power) if negative else -int(power))), span)

    def slashed_partial(self, sign: Atom) -> Term:
        """``\\partial L / \\partial w`` on one line."""
        self.at += 1
        of = self.factor()
        if self.sign("/") is None:
            raise Unreadable("\\partial is not read here yet", sign.span)
        self.at += 1
        match self.here:
            case Atom(Kind.LETTER, "partial"):
                self.at += 1
            case _:
                raise Unreadable("\\partial is not read here yet", sign.span)
        by = self.factor()
        if not isinstance(by, Ref):
            raise Unreadable("a derivative by something that is not a single name is not read yet", by.span)
        return Partial(of, by, sign.span.join(by.span))

    def fence(self, node: Fence) -> Term:
        if any(is_kind(part, Kind.RELATION) for part in items(node.body)) and node.opening == "[":
            return condition(items(node.body), self.lexicon)
        match (node.opening, node.closing):
            case ("(", ")") | ("[", "]") | ("{", "}"):
                return self.group(node)
            case ("|", "|"):
                return Call(Ref("abs", (), (), node.span), 0, (self.inner(node.body),), node.span)
            case ("\\|", "\\|"):
                return Call(Ref("norm", (), (), node.span), 0, (self.inner(node.body),), node.span)
            case _:
                raise Unreadable(f"the delimiters {node.opening} {node.closing} are not read yet", node.span)

    def group(self, node: Fence) -> Term:
        arguments = self.arguments(node)
        if len(arguments) == 1 and not isinstance(arguments[0], Listed):
            return arguments[0]
        return Listed(None, arguments, node.span)

    def arguments(self, node: Fence) -> tuple[Term, ...]:
        """The parts between commas; ``O = [O_0, O_1]`` is a list with a name."""
        return tuple(self.argument(part, node.span) for part in split(items(node.body), {",", ";"}))

    def argument(self, parts: tuple[Node, ...], span: Span) -> Term:
        match parts:
            case ():
                raise Unreadable("nothing stands between these brackets", span)
            case (name, Atom(Kind.RELATION, "="), Fence("[", _, "]") as elements):
                named = read((name,), self.lexicon)
                if isinstance(named, Ref):
                    return Listed(named, self.arguments(elements), elements.span)
            case _:
                pass
        return read(parts, self.lexicon)

    def cases(self, node: Grid) -> Term:
        rows = []
        for cells in node.rows:
            value, *conditions = [items(cell) for cell in cells if items(cell)] or [()]
            if not value:
                raise Unreadable("a case without a value", node.span)
            told = tuple(condition for cell in conditions for condition in self.conditions(cell))
            rows.append((read(strip(value), self.lexicon), told))
        return Branches(tuple(rows), node.span)

    def conditions(self, parts: tuple[Node, ...]) -> tuple[Compare, ...]:
        """``if i = k``, ``i \\neq k``, ``otherwise`` (no condition at all)."""
        words = [part for part in parts if isinstance(part, Atom) and _is_word(part)]
        rest = tuple(part for part in parts if part not in words and not is_space(part))
        if not rest:
            if any(word.text.strip().lower() in OTHERWISE for word in words):
                return ()
            raise Unreadable("this condition is not read yet", parts[0].span.join(parts[-1].span))
        return tuple(condition(part, self.lexicon) for part in split(strip(rest), {","}))

    # -- fractions and derivatives -------------------------------------------------------------------------------

    def fraction(self, node: Fraction) -> Term:
        self.at += 1
        above, below = items(node.numerator), items(node.denominator)
        if not starts_derivative(above, below):
            return Divide(self.inner(node.numerator), self.inner(node.denominator), node.span)
        by = self.variable(below[1:], node)
        of = above[1:]
        if of:
            return Partial(read(of, self.lexicon), by, node.span)
        body = self.product()
        return Partial(body, by, node.span.join(body.span))

    def variable(self, parts: tuple[Node, ...], node: Fraction) -> Ref:
        if any(isinstance(part, Atom) and part.text == "partial" for part in parts):
            raise Unreadable("second derivatives are not read yet", node.span)
        term = read(parts, self.lexicon)
        if not isinstance(term, Ref):
            raise Unreadable(
                "a derivative by something that is not a single name is not read yet", node.denominator.span
            )
        return term

    # -- sums and products over an index -------------------------------------------------------------------------

    def big(self, node: Atom | Script) -> Term:
        self.at += 1
        sign, sub, sup = (node.base, node.sub, node.sup) if isinstance(node, Script) else (node, None, None)
        assert isinstance(sign, Atom)
        if sign.text not in {"sum", "prod"}:
            raise Unreadable(f"{describe(sign)} is not read yet", node.span)
        if sub is None:
            raise Unreadable("a sum that does not name its index is not read yet", node.span)
        letter, lower, conditions = self.binding(sub)
        upper = self.inner(sup) if sup is not None else None
        self.skip_space()
        if self.here is None:
            raise Unreadable("a sum without a body", node.span)
        operator = self.sign("-", "+")
        if operator is not None:
            self.at += 1
        body = self.product()
        if operator is not None and operator.text == "-":
            body = minus(body, operator.span.join(body.span))
        return Big(sign.text, letter, lower, upper, conditions, body, node.span.join(body.span))

    def binding(self, sub: Node) -> tuple[str, Term | None, tuple[Compare, ...]]:
        """The letter that a sum binds, its lower bound, and its conditions: ``i=0``, ``i``, ``i \\neq k``."""
        first, *further = split(items(sub), {","})
        relation = next((at for at, part in enumerate(first) if is_kind(part, Kind.RELATION)), None)
        letter_parts = first if relation is None else first[:relation]
        letter = name_of(letter_parts[0]) if len(letter_parts) == 1 else None
        if letter is None:
            raise Unreadable("the index of this sum is not read yet", sub.span)
        conditions = tuple(condition(part, self.lexicon) for part in further)
        if relation is None:
            return letter, None, conditions
        sign = first[relation]
        assert isinstance(sign, Atom)
        if sign.text == "=":
            return letter, read(first[relation + 1 :], self.lexicon), conditions
        if sign.text in {"in"}:
            raise Unreadable("a sum over a set is not read yet", sub.span)
        return letter, None, (condition(first, self.lexicon), *conditions)

    # -- names ---------------------------------------------------------------------------------------------------

    def named(self) -> Term:
        """An indicator, or a name with all that belongs to it."""
        node = self.here
        assert node is not None
        return self.indicator(node) or Naming(self).named()

    def indicator(self, node: Node) -> Term | None:
        """``\\mathbb{1}[z > 0]``, ``\\mathbb{1}(i = k)`` and ``\\mathbf{1}_{z > 0}``."""
        base = node.base if isinstance(node, Script) else node
        behind = self.parts[self.at + 1] if self.at + 1 < len(self.parts) else None
        match base:
            case Styled("bb" | "bold", Atom(Kind.NUMBER, "1")):
                inside = node.sub if isinstance(node, Script) else behind.body if isinstance(behind, Fence) else None
            case _:
                return None
        if inside is None:
            raise Unreadable("an indicator without a condition is not read", node.span)
        self.at += 1 if isinstance(node, Script) else 2
        inner = inside.body if isinstance(inside, Fence) else inside
        return condition(items(inner), self.lexicon)


LONGEST_NUMBER = 400
CASE_WORDS = frozenset({"if", "for", "when", "where", "falls", "wenn", "si", "pour", "quand", "and", "und", "et"})
OTHERWISE = frozenset({"otherwise", "else", "otherwise.", "sonst", "autrement", "sinon"})


def condition(parts: tuple[Node, ...], lexicon: Lexicon) -> Compare:
    """A single comparison: ``i = k``, ``x > 0``."""
    parts = strip(parts)
    places = [at for at, part in enumerate(parts) if is_kind(part, Kind.RELATION)]
    if len(places) != 1:
        span = parts[0].span.join(parts[-1].span) if parts else Span(0, 0)
        raise Unreadable("this condition is not read yet", span)
    sign = parts[places[0]]
    assert isinstance(sign, Atom)
    if sign.text not in CONDITIONS:
        raise Unreadable(f"the relation {describe(sign)} is not read in a condition yet", sign.span)
    left, right = read(parts[: places[0]], lexicon), read(parts[places[0] + 1 :], lexicon)
    return Compare(CONDITIONS[sign.text], left, right, left.span.join(right.span))


def _is_word(part: Atom) -> bool:
    """Whether a part of a condition is prose: any text, and the words that introduce a case."""
    return part.kind is Kind.TEXT or (part.kind is Kind.NAME and part.text.strip().lower() in CASE_WORDS | OTHERWISE)


def _number(text: str, span: Span) -> Num:
    if len(text) > LONGEST_NUMBER:
        raise Unreadable(f"a number of more than {LONGEST_NUMBER} digits is not read", span)
    _, _, behind = text.partition(".")
    return Num(Rational(text if not text.startswith(".") else "0" + text), len(behind), span)
