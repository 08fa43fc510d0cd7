r"""Scores of samples: where ``f(x) = w^T x + b`` stands, ``f(x_i)`` is ``w^T x_i + b``, and so is that of the next x'.

That holds where the document applies f to nothing but its parameters, samples of these and whole names, and never
leaves it alone. ``D(x) = \sigma(f(x))`` is a score, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from backproof.check.definitions.definitions import DEFINES
from backproof.check.names.gates import plain_letter
from backproof.check.names.sampling import with_refs
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, has, occurrences, rebuilt, references, substituted, walk
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term, Transposed
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, QUANTITY_WORDS

KNOWN = frozenset({*FUNCTION_WORDS, "sigma"}) | LOSS_LETTERS | QUANTITY_WORDS


DEPTH = 3
"""Scores of scores are written out so often."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the values of such functions at samples, written out."""
    for _ in range(DEPTH):
        before, lines = lines, _settled(lines)
        if lines == tuple(before):
            break
    return tuple(lines)


def _settled(lines: Sequence[Line]) -> tuple[Line, ...]:
    found = list(lines)
    for at, head, body in list(_scores(lines)):
        parameters = [each for each in head.arguments if isinstance(each, Ref)]
        others = [part for place, line in enumerate(lines) if place != at for part in _parts(line)]
        calls = [part for part in others if isinstance(part, Call) and _is_call(part, head)]
        # Its gradient is that of its definition, which stays.
        sections = {line.section for line in lines if any(_is_call(part, head) for part in _parts(line))}
        beside = [part for line in lines if line.section in sections and line is not lines[at] for part in _parts(line)]
        taken = {id(part.of) for part in beside if isinstance(part, Partial | Nabla)}
        alone = any(isinstance(part, Ref) and part.base == head.name.base and id(part) not in taken for part in beside)
        others_than = any(each not in map(bare, parameters) for call in calls for each in map(bare, call.arguments))
        # What is differentiated itself stays a function.
        varied = {
            part.of.name.base for part in others if isinstance(part, Partial | Nabla) and isinstance(part.of, Call)
        }
        if (
            not others_than
            or alone
            or head.name.base in varied
            or not all(_is_of_sample(call, parameters) for call in calls)
        ):
            continue
        write = partial(_written_out, head, body)
        found = [_changed(line, write) if place != at else line for place, line in enumerate(found)]
        # The parameter of the definition is no array of the document where nothing else has it as a whole.
        whole = {ref.key for part in others for ref in references(part)}
        own = {each.key: replace(each, base=f"{each.base}'") for each in parameters if each.key not in whole}
        found[at] = with_refs(found[at], partial(_own, own))
    return tuple(found)


def _scores(lines: Sequence[Line]) -> Iterator[tuple[int, Call, Term]]:
    """The definitions of functions by inner products, or by such functions, with their places."""
    scores: set[str] = set()
    for at, head, side in sorted(_functions(lines), key=lambda each: not has(each[2], Transposed)):
        if has(side, Transposed) or any(call.name.base in scores for call in occurrences(side, Call)):
            scores.add(head.name.base)
            yield at, head, side


def _functions(lines: Sequence[Line]) -> Iterator[tuple[int, Call, Term]]:
    """The definitions of functions of plain names, with their places."""
    for at, line in enumerate(lines):
        match line.head, line.side:
            case Call(name=name, primes=0, arguments=arguments) as head, side if side is not None:
                plain = all(isinstance(each, Ref) and not each.subs and not each.sups for each in arguments)
                if name.base in KNOWN or name.subs or line.relation not in DEFINES or not plain:
                    continue
                yield at, head, side
            case _:
                pass


def _parts(line: Line) -> Iterator[Term]:
    return (part for term in line.sides for part in walk(term))


def _is_call(part: Term, head: Call) -> bool:
    return isinstance(part, Call) and part.name.base == head.name.base


def _is_of_sample(call: Call, parameters: Sequence[Ref]) -> bool:
    """``f(x_i)`` for ``f(x)``: each argument is the parameter in its place, or a sample of it."""
    if call.primes or call.name.subs or len(call.arguments) != len(parameters):
        return False
    pairs = list(zip(call.arguments, parameters, strict=True))
    return all(_is_like(*pair) for pair in pairs)


def _is_like(argument: Term, parameter: Ref) -> bool:
    own = isinstance(argument, Ref) and plain_letter(argument.base) == parameter.base and len(argument.subs) <= 1
    return own or (isinstance(argument, Ref) and argument.key == argument.base)


def _written_out(head: Call, body: Term, term: Term) -> Term:
    match term:
        case Call(name=name, arguments=arguments) if name.base == head.name.base:
            keys = (each.key for each in head.arguments if isinstance(each, Ref))
            return substituted(body, dict(zip(keys, arguments, strict=True)))
        case _:
            return rebuilt(term, partial(_written_out, head, body))


def _own(names: Mapping[str, Ref], ref: Ref) -> Ref:
    return replace(names[ref.key], span=ref.span) if ref.key in names else ref


def _changed(line: Line, change: partial[Term]) -> Line:
    return line.changed(change)
