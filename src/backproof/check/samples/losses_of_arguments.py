r"""Losses that nothing defines and that sums take for each sample: ``J = \frac1m \sum_i L(\hat y^{(i)}, y^{(i)})``.

Such an L has another value for each i, ``L^{(i)}``, though its name does not say so. Without the letter the sum would
add one thing many times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, rebuilt, references, walk
from backproof.read.terms.terms import Big, Call, Partial, Ref, Term
from backproof.read.vocabulary import LOSS_LETTERS, QUANTITY_WORDS

Letters = Mapping[str, Mapping[str, str]]
"""The letters of sums over losses, by the names of these, and how what these are applied to writes each."""


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the letter of such a loss on its name, where it is applied or differentiated."""
    sums = [part for line in lines for term in line.sides for part in occurrences(term, Big)]
    inside = ((call, each.letter) for each in sums for call in _losses(each.body))
    taken = [(call.name.base, letter, script) for call, letter in inside if (script := _script(call, letter))]
    known = {head.base for line in lines if line.relation in DEFINES for head in _heads(line)} if taken else set()
    letters: dict[str, dict[str, str]] = {}
    for base, letter, script in taken:
        if base not in known:
            letters.setdefault(base, {})[letter] = script
    if not letters:
        return tuple(lines)
    return tuple(line.changed(lambda term: _lettered(term, letters, ())) for line in lines)


def _heads(line: Line) -> Iterator[Ref]:
    match line.head:
        case (Ref() as name) | Call(name=name):
            yield name
        case _:
            return


def _losses(term: Term) -> Iterator[Call]:
    """The losses in a term that are applied to something and have no scripts of their own."""
    for part in walk(term):
        match part:
            case Call(Ref(base, (), (), at=()), 0) if base in LOSS_LETTERS or base in QUANTITY_WORDS:
                yield part
            case _:
                pass


def _script(call: Call, letter: str) -> str:
    """How what a loss is applied to writes a letter: ``i`` or ``(i)``; empty where it has none."""
    return next((found for each in call.arguments for ref in references(each) if (found := _of(ref, letter))), "")


def _of(ref: Ref, letter: str) -> str:
    """How a name writes a letter."""
    above = f"({letter})"
    return letter if letter in (*ref.subs, *ref.at) else above if above in ref.sups else ""


def _lettered(term: Term, letters: Letters, around: tuple[str, ...]) -> Term:
    """A term with the letters of its losses; sums ``around`` it bind some."""
    match term:
        case Big(letter=letter, body=body):
            return replace(term, body=_lettered(body, letters, (*around, letter)))
        case Call(name=Ref(base, (), ()) as name, arguments=arguments) if base in letters:
            return replace(term, name=_with(name, (_script(term, each) for each in letters[base])), arguments=arguments)
        case Partial(of=Ref(base, (), ()) as name, by=by) if base in letters:
            own = (_of(by, each) for each in letters[base])
            return replace(term, of=_with(name, (*own, *(letters[base].get(each, "") for each in around))))
        case _:
            return rebuilt(term, lambda part: _lettered(part, letters, around))


def _with(name: Ref, scripts: Iterator[str] | tuple[str, ...]) -> Ref:
    """A name with the first of some scripts that is one."""
    script = next(filter(None, scripts), "")
    return replace(name, sups=(script,)) if script.startswith("(") else replace(name, subs=(script,) if script else ())
