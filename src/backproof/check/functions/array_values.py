r"""Functions whose values are arrays: beside ``f(x) = \tanh(W x + b)``, ``\partial f_i/\partial x_j`` is of an array f.

Where the document applies such a function to nothing else than what its definition does, it is that array throughout.
Its Jacobian ``J_f(x)`` is ``\partial f/\partial x``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from itertools import chain

from backproof.check.definitions.definitions import DEFINES
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references
from backproof.read.terms.terms import Call, Num, Partial, Plus, Ref, Term, Times
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, QUANTITY_WORDS

JACOBIANS = frozenset({"J", "\\mathbf{J}", "\\boldsymbol{J}"})
NO_ARRAYS = LOSS_LETTERS | QUANTITY_WORDS | {*FUNCTION_WORDS, "sigma"}


def settle(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with the array in the place of such a function, wherever it stands."""
    lines = _with_wholes(_without_jacobians(lines))
    defined: defaultdict[str, list[Call]] = defaultdict(list)
    products: set[str] = set()
    for line in lines:
        match line.head:
            case Call(Ref(base, sups=(), at=()), 0, arguments) as head if line.relation in DEFINES:
                if base not in NO_ARRAYS and all(isinstance(each, Ref) and not each.subs for each in arguments):
                    defined[base].append(head)
                    products |= {base} if _is_product(line.side, *_keys(head)) else set()
            case _:
                pass
    once = {base: heads[0] for base, heads in defined.items() if len(heads) == 1}
    if not once:
        return lines
    arrays = once.keys() & _differentiated(lines, products)
    arrays -= _applied_to_others(lines, once) if arrays else set()
    while arrays and (mixed := arrays & _applying(lines, defined.keys() - arrays)):
        arrays -= mixed
    return [line.changed(partial(_alone, arrays=arrays)) for line in lines] if arrays else lines


def _with_wholes(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with the array ``f(z)`` in the place of the function, where its elements are written ``f(z)_c``."""
    elements = {ref.base for line in lines for term in line.sides for ref in references(term) if ref.subs}
    arrays = {_plain(each): each for each in elements if each.endswith(")")}
    return [line.changed(partial(_whole, arrays=arrays)) for line in lines] if arrays else lines


def _plain(name: str) -> str:
    return name.replace("\\", "").replace(" ", "")


def _whole(term: Term, arrays: Mapping[str, str]) -> Term:
    match term:
        case Call(Ref(base, (), ()), 0) if (name := _plain(f"{base}({','.join(_keys(term))})")) in arrays:
            return Ref(arrays[name], (), (), term.span)
        case Partial(of):
            return replace(term, of=_whole(of, arrays))
        case _:
            return rebuilt(term, lambda part: _whole(part, arrays))


def _without_jacobians(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with derivatives in the place of the Jacobians of such functions."""
    calls = (part for line in lines for term in line.sides for part in occurrences(term, Call))
    named = {pair for call in calls if (pair := _jacobian(call)) is not None}
    arrays = {
        (of, by)
        for of, by in named
        for line in lines
        if isinstance(line.head, Ref | Call) and line.relation in DEFINES and _name(line.head) == of
        if _is_product(line.side, by)
    }
    return [line.changed(partial(_derived, arrays=arrays)) for line in lines] if arrays else lines


def _jacobian(term: Term) -> tuple[str, str] | None:
    """What a Jacobian is of, and by what: ``J_f(x)``."""
    match term:
        case Call(Ref(base, (of,), ()), 0, (Ref(subs=(), at=()) as by,)) if base in JACOBIANS:
            return of, by.key
        case _:
            return None


def _derived(term: Term, arrays: Set[tuple[str, str]]) -> Term:
    match term:
        case Call(Ref(_, (of,)), 0, (Ref() as by,)) if _jacobian(term) in arrays:
            return Partial(Ref(of, (), (), term.span), by, term.span)
        case _:
            return rebuilt(term, lambda part: _derived(part, arrays))


def _name(head: Ref | Call) -> str:
    return head.key if isinstance(head, Ref) else head.name.key


def _is_product(side: Term | None, *arguments: str) -> bool:
    """Whether what a function is has a matrix by its look as the factor of one of its arguments."""
    match side:
        case Plus(terms):
            return any(_is_product(each, *arguments) for each in terms)
        case Call(arguments=(inside,)):
            return _is_product(inside, *arguments)
        case Times((Num(), inside)):
            return _is_product(inside, *arguments)
        case Times((Ref(subs=(), at=()) as matrix, Ref(subs=(), at=()) as vector), signs=()):
            look = matrix.base.removeprefix("\\mathbf{").removeprefix("\\boldsymbol{")[:1]
            return look.isupper() and vector.key in arguments
        case _:
            return False


def _differentiated(lines: Sequence[Line], products: Set[str]) -> set[str]:
    """The names whose elements are differentiated by a letter, and the ``products`` that are differentiated whole."""
    found: set[str] = set()
    for line in lines:
        for part in chain.from_iterable(occurrences(term, Partial) for term in line.sides):
            match part.of:
                case Ref(base, subs=subs) | Call(Ref(base, subs=subs), 0):
                    if {*subs} & INDEX_LETTERS or (base in products and not subs):
                        found.add(base)
                case _:
                    pass
    return found


def _applied_to_others(lines: Sequence[Line], defined: Mapping[str, Call]) -> set[str]:
    """The names of functions that some line applies to something else, or differentiates with a prime."""
    calls = (part for line in lines for term in line.sides for part in occurrences(term, Call))
    keys = {base: _keys(head) for base, head in defined.items()}
    known = (call for call in calls if call.name.base in keys and not _multiplies(call))
    return {call.name.base for call in known if call.primes or _keys(call) != keys[call.name.base]}


def _multiplies(call: Call) -> bool:
    """Whether the bracket behind a name is a factor, as it has the name in it: ``f_i (1 - f_i)``."""
    inside = [ref.base for each in call.arguments for ref in references(each)]
    return not call.primes and len(call.arguments) == 1 and call.name.base in inside


def _applying(lines: Sequence[Line], functions: Set[str]) -> set[str]:
    """The names of functions that apply one of those in their definitions."""
    found: set[str] = set()
    for line in lines if functions else ():
        if isinstance(line.head, Call) and line.side is not None:
            applied = {part.name.base for part in occurrences(line.side, Call)}
            found |= {line.head.name.base} if applied & functions else set()
    return found


def _keys(call: Call) -> list[str]:
    """The names that a function is applied to, and nothing in the place of what is no name."""
    return [each.key if isinstance(each, Ref) else "" for each in call.arguments]


def _alone(term: Term, arrays: Set[str]) -> Term:
    """A term with such arrays, or elements of them, without their arguments."""
    match term:
        case Call(Ref(base) as name, arguments=(inside, *_)) if base in arrays:
            factors = (name, _alone(inside, arrays))
            return Times(factors, term.span) if _multiplies(term) else replace(name, span=term.span)
        case Partial(of):
            return replace(term, of=_alone(of, arrays))
        case _:
            return rebuilt(term, lambda part: _alone(part, arrays))
