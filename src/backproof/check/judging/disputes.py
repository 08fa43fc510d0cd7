"""What a document says of a name in two ways: another definition than the one in force may be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import final

from backproof.check.indices.letters import resolved
from backproof.check.indices.suppressed import Defined
from backproof.check.judging.judge import Judge
from backproof.check.verdicts.sides import Claim
from backproof.matrix.values import relettered
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, renamed
from backproof.read.terms.terms import Call, Ref, Term

WITNESSES = 4
"""Of each name, so many other definitions are tried before a line is called wrong."""


@final
@dataclass(frozen=True, slots=True)
class Disputes:
    """The names of one document with several definitions."""

    judge: Judge
    lines: Sequence[Line] = ()

    def disputed(self, claim: Claim) -> str:
        """The name of which another definition in the document would make the claim right as written; else empty."""
        for key, other in self.alternatives(claim):
            if self.judge.right_with(claim, {key: other}, ()):
                return key
        if (last := self.last(claim)) and self.judge.right_with(claim, last, ()):
            return ", ".join(sorted(last))
        foreign = self.foreign(claim)
        if foreign and self.judge.by(self.judge.book.without(foreign)).right_with(claim, {}, ()):
            return ", ".join(sorted(foreign))
        called = {part.name.key for term in (claim.left, claim.right) for part in occurrences(term, Call)}
        named = called | {ref.key for ref in claim.names()}
        for function in self.judge.book.functions:
            # Authors write df/dx for the derivative of f_a, too.
            short = function.key.split("_", maxsplit=1)[0]
            for key in named & {function.key, short} if function.line != claim.line else ():
                spelt = self.spelt_out(claim, key)
                if self.judge.right_with(spelt, {}, (replace(function, key=key),)):
                    return key
        return ""

    def spelt_out(self, claim: Claim, function: str) -> Claim:
        """A claim with the values of a function in place of the names that are defined by them."""
        book = self.judge.book

        def spelt(term: Term) -> Term:
            if not isinstance(term, Ref):
                return rebuilt(term, spelt)
            match book.in_scope(resolved(book.names, term).key, claim.section):
                case Defined(body=Call(name=name, primes=0) as body, letters=letters) if name.key == function:
                    if not term.subs:
                        return renamed(body, lambda ref: replace(ref, subs=()) if ref.subs == letters else ref)
                    pairs = zip(letters, term.subs, strict=False)
                    return relettered(body, {str(one): other for one, other in pairs})
                case _:
                    return term

        return replace(claim, left=spelt(claim.left), right=spelt(claim.right))

    def last(self, claim: Claim) -> dict[str, Defined]:
        """The names of which the text defines another thing last before a claim than is in force, and what it says.

        An exercise that defines its loss anew and its activation, too, means both.
        """
        names = self.judge.book.names
        pending = [resolved(names, ref).key for ref in claim.names()]
        seen: set[str] = set()
        found: dict[str, Defined] = {}
        while pending:
            key = pending.pop()
            if key in seen:
                continue
            seen.add(key)
            known = self.known(key, claim)
            before = [each for each in known if 0 <= each.line < claim.line]
            meant = max(before, key=lambda each: each.line, default=known[0] if known else None)
            if meant is None:
                continue
            if not self.same(meant, known[0], claim):
                found[key] = meant
            pending.extend(resolved(names, ref).key for ref in references(meant.body))
        return found

    def foreign(self, claim: Claim) -> frozenset[str]:
        """The names under a claim of which only an earlier section says what they are, where its own section defines
        something of that section anew: an exercise that has the labels y and a loss of its own, below one in which y is
        an output."""
        book = self.judge.book
        own = {each.key for each in book.definitions if each.section == claim.section}
        anew = {each.section for each in book.definitions if each.key in own and each.section < claim.section}
        pending = [resolved(book.names, ref).key for ref in claim.names()] if anew else []
        seen: set[str] = set()
        found: set[str] = set()
        while pending:
            key = pending.pop()
            known = book.in_scope(key, claim.section, claim.line) if key not in seen else None
            seen.add(key)
            if known is not None and known.section in anew:
                found.add(key)
            elif known is not None:
                pending.extend(resolved(book.names, ref).key for ref in references(known.body))
        return frozenset(found)

    def known(self, key: str, claim: Claim) -> list[Defined]:
        """All that the document says of a name, as its definition or beside it, the definition in force first."""
        found = self.judge.book.candidates(key, claim.section, claim.line)
        return [*found, *self.beside(key)] if found else []

    def beside(self, key: str) -> Iterator[Defined]:
        """What lines say of a name that is defined in another way, too: that it is another one."""
        names = self.judge.book.names
        for at, line in enumerate(self.lines):
            match line.head, line.side:
                case Ref() as head, Ref() as side if line.limited and resolved(names, head).key == key:
                    yield Defined(key, head.subs, side, line.section, at, head)
                case _:
                    pass

    def same(self, one: Defined, other: Defined, claim: Claim) -> bool:
        """Whether two definitions are the same expression."""
        reading = self.judge.book.reading(claim.line)
        return self.judge.book.build(one, reading).definition == self.judge.book.build(other, reading).definition

    def alternatives(self, claim: Claim) -> Iterator[tuple[str, Defined]]:
        """Other definitions of the names that a claim rests on, one at a time."""
        names = self.judge.book.names
        pending = [resolved(names, ref).key for ref in claim.names()]
        seen: set[str] = set()
        while pending:
            key = pending.pop(0)
            if key in seen:
                continue
            seen.add(key)
            found = self.known(key, claim)
            # A line is no witness for itself, and a definition that says the same is no other one.
            different = (each for each in found[1:] if each.line != claim.line and not self.same(each, found[0], claim))
            yield from ((key, other) for other in islice(different, WITNESSES))
            pending.extend(resolved(names, ref).key for each in found[:1] for ref in references(each.body))
