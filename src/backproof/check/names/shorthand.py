r"""Functions without their parameters: ``h(x)`` where a document defines ``h_\theta(x)`` and no other h."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.lines import Line
from backproof.read.terms.rewriting import rebuilt, walk
from backproof.read.terms.terms import Call, Partial, Ref, Term
from backproof.read.vocabulary import FUNCTION_LETTERS


def settle(lines: Sequence[Line]) -> list[Line]:
    """The lines with the parameters of such functions."""
    meant = _meant(lines)
    if not meant:
        return list(lines)

    def change(term: Term) -> Term:
        match term:
            case Call(Ref(base, (), ()) as name, arguments=arguments) if base in meant:
                return replace(term, name=replace(name, subs=meant[base]), arguments=tuple(map(change, arguments)))
            case Call(arguments=arguments):
                return replace(term, arguments=tuple(map(change, arguments)))
            case Partial(of, by):
                return replace(term, of=change(of), by=by)
            case _:
                return rebuilt(term, change)

    return [line.changed(change) for line in lines]


def _meant(lines: Sequence[Line]) -> dict[str, tuple[str, ...]]:
    """The parameters of each function that is defined with them, where it has no other ones."""
    defined: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    called: set[str] = set()
    for line in lines:
        match line.head:
            case Call(Ref(base, subs)) | Ref(base, subs) if base in FUNCTION_LETTERS:
                defined[base].add(subs)
            case _:
                pass
        calls = [part for term in line.sides for part in walk(term)]
        called.update(part.name.base for part in calls if isinstance(part, Call))
    one = {base: next(iter(subs)) for base, subs in defined.items() if len(subs) == 1 and base in called}
    return {base: subs for base, subs in one.items() if subs and not any(map(_counts, subs))}


def _counts(script: str) -> bool:
    """Whether a script tells several functions of one kind apart."""
    return script.isdigit() or script in INDEX_LETTERS
