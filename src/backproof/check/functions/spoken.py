r"""Functions that the words around a line give a name: "for tanh, $f'(z) = 1 - f(z)^2$", where f is a sigmoid.

A line about the slope of that one function means the function that is named. Where other quantities stand in it, they
may be computed with the function of the document, so that a difference refutes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Final

from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term
from backproof.read.vocabulary import FUNCTION_LETTERS, FUNCTION_WORDS

SIGMA: Final = "sigma"
LINEAR: Final = "identity"
"""What words call linear: a network that applies functions is another one."""
UNLIKE: Final = "it is about the function that the words name, and not about the {} of the document"
OTHER: Final = "the words name another activation than the one that is applied"
SPELT: Final[Mapping[str, Set[str]]] = {
    "tanh": {"tanh"}, "sigmoid": {"sigmoid"}, "relu": {"relu", "max"}, "softplus": {"softplus", "log"},
}  # fmt: skip
"""By what a definition shows that it is one of an activation; exponentials may be those of any."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the functions that are meant by words, and those as limited that other quantities stand in.

    The members of a chain are about the slope of the function that its head is about. A letter that a line defines
    under the same words, as in a section with a heading for another function, means what that line says.
    """
    if not any(line.said.activation for line in lines):
        return tuple(lines)
    heads = {line.chain: line.head for line in lines if line.head is not None}
    found: list[Line] = []
    own: set[tuple[int, str, str]] = set()  # letters that lines define under the same words, in a section
    for line in lines:
        about = line.section, line.said.activation
        head = heads.get(line.chain)
        if any((*about, letter) in own for side in _sides(line, head) for letter in _differentiated(side)):
            found.append(replace(line, said=replace(line.said, activation="")))
        else:
            found.append(_settled(line, head, lines) if line.said.activation else line)
        match line.head:
            case Call(Ref(base, (), ()), 0) if line.side is not None:
                own.add((*about, base))
            case _:
                pass
    return tuple(found)


def _sides(line: Line, head: Term | None) -> tuple[Term, ...]:
    """The sides of a line, and the head of the chain that it goes on."""
    return (head, *line.sides) if line.head is None and line.chain is not None and head is not None else line.sides


def _settled(line: Line, head: Term | None, lines: Sequence[Line]) -> Line:
    named = line.said.activation
    if named in SPELT and (meant := _as_named(line, head, _valued(lines))) is not None:
        return meant
    letters = {name for term in line.sides for name in _differentiated(term)}
    if len(letters) != 1 or line.side is None:
        return replace(line, limited=line.limited or OTHER) if _is_of_another_network(line, lines) else line
    (letter,) = letters
    known = _defined(letter, lines)
    if known and known.isdisjoint(SPELT.get(named, frozenset())):
        return replace(line, limited=line.limited or UNLIKE.format(letter))
    return line


def _as_named(line: Line, head: Term | None, every: Mapping[str, Call]) -> Line | None:
    """A line about the slope of one function, with the one that words name for it; None where more stands in it."""
    sides = _sides(line, head)
    letters = {name for term in sides for name in _differentiated(_applied(term, every))}
    if len(letters) != 1 or line.side is None:
        return None
    (letter,) = letters
    values = {base: value for base, value in every.items() if value.name.base == letter}
    whole = line.changed(lambda term: _applied(term, values))
    variables = _variables([_applied(term, values) for term in sides], letter)
    if any(not variables.issuperset(_beside(term, letter)) for term in whole.sides):
        return None
    return whole.changed(lambda term: _put(term, letter, line.said.activation))


def _is_of_another_network(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a derivative stands behind words for one activation, and the lines apply others alone.

    Functions that lines define may be put in the place of each other.
    """
    named = line.said.activation
    if not isinstance(line.head, Partial | Nabla) or named not in SPELT.keys() | {LINEAR}:
        return False
    if any(isinstance(each.head, Call) and _is_letter(each.head.name.base) for each in lines):
        return False
    if isinstance(line.head, Partial) and not _bends(line.head, lines):
        return False
    section = _activations(each for each in lines if each.section == line.section and each.said.activation == "")
    applied = section or _activations(lines)
    return bool(applied) and applied.isdisjoint(SPELT.get(named, frozenset()))


def _bends(slope: Partial, lines: Sequence[Line]) -> bool:
    """Whether an activation may stand between what is differentiated and what it is by: whether lines that say all that
    lies between apply none."""
    above = _base(slope.of)
    if above is None:
        return True
    said = {base: each.side for each in lines if each.side is not None and (base := _base(each.head)) is not None}
    between, pending = set[str](), [above]
    while pending:
        base = pending.pop()
        if base in between or base == slope.by.base:
            continue
        between.add(base)
        pending += (ref.base for ref in references(said[base])) if base in said else ()
    varied = {slope.by.base}
    while fresh := {base for base in between - varied if base in said and not varied.isdisjoint(_bases(said[base]))}:
        varied |= fresh
    sides = [said[base] for base in varied - {slope.by.base}]
    applied = (part for side in sides for part in occurrences(side, Call) if not varied.isdisjoint(_bases(part)))
    return above not in varied or any(each.name.base not in said for each in applied)


def _base(term: Term | None) -> str | None:
    """The letter of a quantity or of a function of it."""
    match term:
        case Ref(base) | Call(Ref(base), 0):
            return base
        case _:
            return None


def _bases(term: Term) -> set[str]:
    return {ref.base for ref in references(term)}


def _activations(lines: Iterable[Line]) -> set[str]:
    """The activations that lines apply, by their names in the table of rules."""
    calls = (part.name.base for each in lines for term in each.sides for part in occurrences(term, Call))
    known = {"sigmoid" if base == SIGMA else FUNCTION_WORDS.get(base, base) for base in calls}
    return known & (SPELT.keys() | {"max"})


def _differentiated(term: Term) -> Iterator[str]:
    """The functions without a name of their own of which a term has the slope."""
    for part in walk(term):
        match part:
            case Call(Ref(base, (), ()), primes) if primes and _is_letter(base):
                yield base
            case Partial(Call(Ref(base, (), ()), 0) | Ref(base, (), ())) if _is_letter(base):
                yield base
            case _:
                pass


def _is_letter(base: str) -> bool:
    return base not in FUNCTION_WORDS and (base in FUNCTION_LETTERS or base == SIGMA)


def _variables(sides: Iterable[Term], letter: str) -> set[str]:
    """What the function is applied to in some terms, or differentiated by."""
    found: set[str] = set()
    for part in (part for term in sides for part in walk(term)):
        match part:
            case Call(Ref(base), _, (Ref() as argument,)) if base == letter:
                found.add(argument.key)
            case Partial(by=by):
                found.add(by.key)
            case _:
                pass
    return found


def _beside(term: Term, letter: str) -> Iterator[str]:
    """The names in a term but those of the function, and of a sigma that is applied."""
    called = {part.name for part in occurrences(term, Call) if part.name.base == SIGMA}
    return (ref.key for ref in references(term) if ref.base != letter and ref not in called)


def _valued(lines: Sequence[Line]) -> Mapping[str, Call]:
    """The names that lines define as values of a function: a for ``a = f(z)``, and so every ``a_j``, of ``z_j``."""
    found: dict[str, Call] = {}
    for line in lines:
        match line.head, line.side:
            case Ref() as head, Call(Ref(base, (), ()), 0, (Ref() as inside,)) as value if _is_letter(base):
                if (head.subs, head.sups, head.at) == (inside.subs, inside.sups, inside.at):
                    found[head.base] = value
            case _:
                pass
    return found


def _applied(term: Term, values: Mapping[str, Call]) -> Term:
    """A term with such values in the place of their names."""
    match term:
        case Ref(base) if base in values:
            inside = values[base].arguments[0]
            assert isinstance(inside, Ref)
            return replace(values[base], arguments=(replace(term, base=inside.base),))
        case Partial(of) if isinstance(of, Ref):
            return replace(term, of=_applied(of, values))
        case Call() | Partial() | Ref():
            return term
        case _:
            return rebuilt(term, lambda part: _applied(part, values))


def _put(term: Term, letter: str, word: str) -> Term:
    match term:
        case Call(Ref(base) as name, _, arguments) if base == letter:
            return replace(term, name=replace(name, base=word), arguments=arguments)
        case Partial(of, by):
            return replace(term, of=_put(of, letter, word), by=by)
        case _:
            return rebuilt(term, lambda part: _put(part, letter, word))


def _defined(letter: str, lines: Sequence[Line]) -> set[str]:
    """The functions in the definitions of a letter, itself among them; of a sigma that is not defined, the sigmoid."""
    found: set[str] = set()
    for line in lines:
        match line.head:
            case Call(Ref(base), 0) | Ref(base) if base == letter and line.side is not None:
                calls = (part.name.base for part in occurrences(line.side, Call))
                found.update((letter, *(FUNCTION_WORDS[word] for word in calls if word in FUNCTION_WORDS)))
            case _:
                pass
    return found or ({"sigmoid"} if letter == SIGMA else set())
