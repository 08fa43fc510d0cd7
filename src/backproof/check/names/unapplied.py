r"""Functions without their argument: ``\partial \sigma/\partial z = \sigma (1 - \sigma)`` speaks of ``\sigma(z)``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, references, walk
from backproof.read.terms.terms import Call, Partial, Ref, Term, Times, Unreadable
from backproof.read.vocabulary import FUNCTION_LETTERS


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the arguments of functions that a derivative of their chain is of."""
    arguments = _arguments(lines)
    functions = {part.name.base for line in lines for part in _parts(line) if isinstance(part, Call)} & FUNCTION_LETTERS
    functions -= {_name(line.head) for line in lines}
    lines = _applied_to_all(lines, arguments) if arguments else lines
    return tuple(_left_open(line, functions) for line in lines) if functions else tuple(lines)


def _applied_to_all(lines: Sequence[Line], arguments: Mapping[str, Sequence[Ref]]) -> list[Line]:
    """The lines with the arguments that the derivatives of their chains show."""
    in_chain: defaultdict[int, dict[str, Ref]] = defaultdict(dict)
    found: list[Line] = []
    for line in lines:
        own = {} if line.chain is None else in_chain[line.chain]
        own |= _meant(line, arguments)
        head, side = (None if term is None else _applied(term, own) for term in (line.head, line.side))
        found.append(replace(line, head=head, side=side) if own else line)
    return found


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
    called = {id(part.name) for part in walk(term) if isinstance(part, Call)}
    return any(ref.base == base and not ref.subs and id(ref) not in called for ref in references(term))
