r"""Functions without their argument: ``\partial \sigma/\partial z = \sigma (1 - \sigma)`` speaks of ``\sigma(z)``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial

from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Big, Call, Num, Partial, Ref, Term, Times, Unreadable
from backproof.read.vocabulary import FUNCTION_LETTERS


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the arguments of functions that a derivative of their chain is of."""
    arguments = _arguments(lines)
    functions = {part.name.base for line in lines for part in _parts(line) if isinstance(part, Call)} & FUNCTION_LETTERS
    functions -= {_name(line.head) for line in lines}
    chains = _of_another_letter(lines)
    lines = _applied_in_sums(lines)
    lines = _applied_to_all(lines, arguments, chains) if arguments or chains else lines
    return tuple(_left_open(line, functions) for line in lines) if functions else tuple(lines)


def _applied_to_all(
    lines: Sequence[Line], arguments: Mapping[str, Sequence[Ref]], chains: Mapping[int, dict[str, Ref]]
) -> list[Line]:
    """The lines with the arguments that the derivatives of their chains show, or that are known of ``chains``."""
    in_chain: defaultdict[int, dict[str, Ref]] = defaultdict(dict)
    in_chain.update(chains)
    found: list[Line] = []
    for line in lines:
        own = {} if line.chain is None else in_chain[line.chain]
        own |= _meant(line, arguments)
        found.append(line.changed(partial(_applied, meant=own)) if own else line)
    return found


def _applied_in_sums(lines: Sequence[Line]) -> Sequence[Line]:
    r"""The lines with functions of a defined quantity applied to it where a sum has their slopes by something else.

    In ``\sum_x (a - y) \partial \sigma/\partial w`` the function is that of the z of each sample, which it has only
    where z is written.
    """
    if not any(map(_slopes_in_sums, lines)):
        return lines
    defined = {line.head.base: line.head for line in lines if isinstance(line.head, Ref) and _is_bare(line.head)}
    meant = {base: defined[letter] for base, (letter, _) in _defined(lines).items() if letter in defined}
    found: list[Line] = []
    for line in lines:
        known = [(base, by, meant[base]) for base, by in _slopes_in_sums(line) if base in meant]
        own = {base: argument for base, by, argument in known if by.key != argument.key}
        found.append(line.changed(partial(_applied, meant=own)) if own else line)
    return found


def _slopes_in_sums(line: Line) -> list[tuple[str, Ref]]:
    """The bare letters of functions in the sums of a line that are differentiated, and by what."""
    return [
        (slope.of.base, slope.by)
        for big in _parts(line)
        if isinstance(big, Big)
        for slope in occurrences(big.body, Partial)
        if isinstance(slope.of, Ref) and slope.of.base in FUNCTION_LETTERS and _is_bare(slope.of)
    ]


def _is_bare(name: Ref) -> bool:
    return not (name.subs or name.sups)


def _left_open(line: Line, functions: Set[str]) -> Line:
    """A line with ``\\sigma (1 - \\sigma)`` in it, where nothing shows what the function is applied to."""
    for part in _parts(line):
        match part:
            case Call(Ref(base, (), ()) as name, 0, (argument,)) if base in functions and _names(base, argument):
                pass
            case Times((Ref(base, (), ()) as name, factor)) if base in functions and _names(base, factor):
                pass
            case _:
                continue
        unsaid = Unreadable(f"what {name.base} is applied to is not written", part.span)
        return replace(line, problem=line.problem or unsaid)
    return line


def _name(head: Term | None) -> str:
    """The letter of what a line defines."""
    match head:
        case Ref(base) | Call(Ref(base)):
            return base
        case _:
            return ""


def _parts(line: Line) -> Iterator[Term]:
    return (part for term in line.sides for part in walk(term))


def _arguments(lines: Sequence[Line]) -> dict[str, list[Ref]]:
    """The names to which letters of functions are applied that no line defines and that are never quantities."""
    applied: defaultdict[str, list[Ref]] = defaultdict(list)
    above: set[str] = set()
    other: set[str] = set()
    for line in lines:
        other.add(_name(line.head))
        for part in _parts(line):
            match part:
                case Call(Ref(base, (), ()), _, (Ref() as argument,)) if base in FUNCTION_LETTERS:
                    applied[base].append(argument)
                case Call(Ref(base), _, several):
                    other.update([base] if len(several) > 1 else [])
                case Partial(Ref(base, (), ()), by):
                    above.add(base)
                    other.update(ref.base for ref in references(by))
                case _:
                    pass
    return {base: found for base, found in applied.items() if base in above - other}


def _of_another_letter(lines: Sequence[Line]) -> dict[int, dict[str, Ref]]:
    r"""The argument in each chain that writes the slope of a defined function by another letter than its definition.

    ``\sigma(u) = ...`` and ``d\sigma/dx = \sigma(x) (1 - \sigma(x))``: nothing but x stands in it, and a function is
    applied to x as the definition applies it to u. In ``u = 3 x``, ``df/dx = 18 x`` no function is.
    """
    defined = _defined(lines)
    found: dict[int, tuple[str, Ref]] = {}
    sides: defaultdict[int, list[Term]] = defaultdict(list)
    for line in lines if defined else ():
        if line.chain is None:
            continue
        sides[line.chain] += line.sides
        match line.head:
            case Partial(Ref(base, (), ()), Ref(letter, (), ()) as by) if defined.get(base, (letter,))[0] != letter:
                found[line.chain] = base, by
            case _:
                pass
    meant: dict[int, dict[str, Ref]] = {}
    for chain, (base, by) in found.items():
        named = {ref.key for term in sides[chain] for ref in _quantities(term)} - {base}
        called = {each for term in sides[chain] for each in _direct(term, by.base)}
        if named == {by.key} and called & {(base, ""), *defined[base][1]}:
            meant[chain] = {base: by}
    return meant


def _defined(lines: Sequence[Line]) -> dict[str, tuple[str, frozenset[tuple[str, str]]]]:
    """The functions of one letter that a line defines: the letter, and what is applied to it in their definition."""
    found: dict[str, tuple[str, frozenset[tuple[str, str]]]] = {}
    several: set[str] = set()
    for line in lines:
        match line.head:
            case Call(Ref(base, (), ()), 0, (Ref(letter, (), ()),)) if (
                base in FUNCTION_LETTERS and line.side is not None
            ):
                several.update([base] if found.get(base, (letter,))[0] != letter else [])
                found[base] = letter, frozenset(_direct(line.side, letter))
            case _:
                pass
        calls = (part for term in line.sides for part in occurrences(term, Call))
        several.update(part.name.base for part in calls if len(part.arguments) != 1)
    return {base: each for base, each in found.items() if base not in several}


def _direct(term: Term, letter: str) -> Iterator[tuple[str, str]]:
    """The functions that a term applies to a letter, or to what is left of zero by it, with the sign."""
    for part in walk(term):
        match part:
            case Call(Ref(name), 0, (Ref(base, (), ()),)) if base == letter:
                yield name, ""
            case Call(Ref(name), 0, (Times((Num(sign), Ref(base, (), ()))),)) if base == letter and sign == -1:
                yield name, "-"
            case _:
                pass


def _quantities(term: Term) -> list[Ref]:
    """The names of a term that are not those of the functions which it applies."""
    called = {id(part.name) for part in occurrences(term, Call)}
    return [ref for ref in references(term) if id(ref) not in called]


def _meant(line: Line, arguments: Mapping[str, Sequence[Ref]]) -> dict[str, Ref]:
    """What the functions without an argument that a line differentiates are applied to."""
    found: dict[str, Ref] = {}
    for part in _parts(line):
        match part:
            case Partial(Ref(base, (), ()), by) if base in arguments:
                known = {each.key: each for each in arguments[base]}
                if by.key in known or len(known) == 1:
                    found.setdefault(base, known.get(by.key) or arguments[base][0])
            case _:
                pass
    return found


def _applied(term: Term, meant: Mapping[str, Ref]) -> Term:
    """A term with these arguments; in ``\\sigma (1 - \\sigma)`` the bracket is a factor."""
    match term:
        case Ref(base, (), ()) if base in meant:
            return Call(term, 0, (meant[base],), term.span)
        case Call(Ref(base, (), ()) as name, 0, (argument,)) if base in meant and _names(base, argument):
            return Times((_applied(name, meant), _applied(argument, meant)), term.span)
        case Call():
            return replace(term, arguments=tuple(_applied(each, meant) for each in term.arguments))
        case Partial(of, by):
            return replace(term, of=_applied(of, meant), by=by)
        case _:
            return rebuilt(term, lambda part: _applied(part, meant))


def _names(base: str, term: Term) -> bool:
    """Whether a term has a function without its argument in it."""
    return any(ref.base == base and not ref.subs for ref in _quantities(term))
