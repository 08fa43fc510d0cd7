"""Functions of whole arrays applied to the data: ``h_\\theta(x) = \\theta^T x`` is a quantity that each x has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace

from backproof.matrix.names import SAMPLE
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Call, Partial, Ref, Term, Times, Transposed
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, NORMS, QUANTITY_WORDS

Parameters = tuple[str, ...]
PRODUCT = 2
"""So many names beside each other may be arrays."""


def settled(lines: Sequence[Line]) -> list[Line]:
    """The lines with such functions as names, which have the sample of their argument: ``h_\\theta(x^{(i)})``."""
    terms = [term for line in lines for term in line.sides]
    plain = {part.base for term in terms for part in occurrences(term, Ref)}
    known = {
        line.head.name.key: parameters
        for line in lines
        if isinstance(line.head, Call)
        and (parameters := _parameters(line.head))
        and (_is_of_arrays(line, terms) or (line.head.name.base in plain and _is_array(line, line.head, terms)))
    }
    if not known:
        return list(lines)

    def change(term: Term) -> Term:
        return _named(term, known, change)

    return [line.changed(change) for line in lines]


def _is_of_arrays(line: Line, terms: Sequence[Term]) -> bool:
    r"""Whether a function is made of whole arrays: of transposed ones, or of a norm or a dot product of what it is
    written with, ``z(w, x) = w \cdot x``, where nothing else is put into it."""
    if line.side is None or not isinstance(line.head, Call):
        return False
    if has(line.side, Transposed):
        return True
    key, parameters = line.head.name.key, frozenset(_parameters(line.head))
    if not any(_measures(part, parameters) for part in walk(line.side)):
        return False
    calls = (part for term in terms for part in occurrences(term, Call) if part.name.key == key)
    return all(_parameters(call) == _parameters(line.head) for call in calls)


def _measures(part: Term, names: Set[str]) -> bool:
    """Whether a part is a dot product of two names, or a norm that has one of them."""
    match part:
        case Times(factors, signs=signs) if "cdot" in signs:
            return len(names & {each.base for each in factors if isinstance(each, Ref)}) > 1
        case Call(Ref(base), _, arguments) if base in NORMS:
            return any(ref.base in names for each in arguments for ref in references(each))
        case _:
            return False


def _is_array(line: Line, head: Call, terms: Sequence[Term]) -> bool:
    """Whether what a line defines is an array by its capital, or may be one as its parameters are multiplied for it.

    The latter is a quantity where it is applied to nothing but its parameters; a scalar product is no sum by itself.
    """
    if head.name.base.isupper():
        return True
    parameters = _parameters(head)
    multiplied = line.side is not None and any(
        sum(isinstance(factor, Ref) and factor.base in parameters for factor in part.factors) >= PRODUCT
        for part in occurrences(line.side, Times)
    )
    calls = (part for term in terms for part in occurrences(term, Call) if part.name.base == head.name.base)
    return multiplied and all(_parameters(part) == parameters for part in calls)


def _parameters(call: Call) -> Parameters:
    """The names that a function is applied to; nothing where it is a loss, or one that the field knows."""
    known = FUNCTION_WORDS.keys() | LOSS_LETTERS | QUANTITY_WORDS | {"sigma"}
    plain = all(isinstance(each, Ref) and not each.subs for each in call.arguments)
    if call.primes or call.name.base in known or not plain:
        return ()
    return tuple(each.base for each in call.arguments if isinstance(each, Ref))


def _named(term: Term, known: Mapping[str, Parameters], change: Callable[[Term], Term]) -> Term:
    match term:
        case Call(name=name) if known.get(name.key) == _parameters(term):
            samples = tuple(
                script
                for each in term.arguments
                if isinstance(each, Ref)
                for script in each.sups
                if SAMPLE.fullmatch(script)
            )
            base = f"{letters_of(name.base)}_{{{','.join(letters_of(sub) for sub in name.subs)}}}"
            return Ref(base if name.subs else name.base, (), (*name.sups, *dict.fromkeys(samples)), term.span)
        case Call():
            return replace(term, arguments=tuple(change(each) for each in term.arguments))
        case Partial(of):
            return replace(term, of=change(of))
        case _:
            return rebuilt(term, change)
