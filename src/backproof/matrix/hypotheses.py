"""Functions of whole arrays applied to the data: ``h_\\theta(x) = \\theta^T x`` is a quantity that each x has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from backproof.matrix.names import SAMPLE
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, rebuilt
from backproof.read.terms.terms import Call, Partial, Ref, Term, Transposed
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, QUANTITY_WORDS

Parameters = tuple[str, ...]


def settled(lines: Sequence[Line]) -> list[Line]:
    """The lines with such functions as names, which have the sample of their argument: ``h_\\theta(x^{(i)})``."""
    terms = [term for line in lines for term in line.sides]
    plain = {part.base for term in terms for part in occurrences(term, Ref)}
    known = {
        line.head.name.key: parameters
        for line in lines
        if isinstance(line.head, Call)
        and (parameters := _parameters(line.head))
        and (_is_of_arrays(line) or (line.head.name.base in plain and line.head.name.base.isupper()))
    }
    if not known:
        return list(lines)

    def change(term: Term) -> Term:
        return _named(term, known, change)

    return [line.changed(change) for line in lines]


def _is_of_arrays(line: Line) -> bool:
    return line.side is not None and has(line.side, Transposed)


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
