r"""Activations with labels: ``\sigma_M`` where the document has one sigma, or says that this one is the softmax.

A label on the only sigma of a document says nothing of it. One that is defined as exponentials over their sum is the
softmax. What several of them mean, which nothing defines, is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, rebuilt, references, walk
from backproof.read.terms.terms import Big, Call, Divide, Partial, Ref, Term
from backproof.read.vocabulary import FUNCTION_WORDS

SIGMA = "sigma"
Label = tuple[str, ...]


def settle(lines: Sequence[Line], meant: Mapping[Label, str]) -> tuple[Line, ...]:
    """The lines with the names that such activations have without their labels."""
    if not meant:
        return tuple(lines)

    def change(term: Term) -> Term:
        match term:
            case Call(Ref(base, subs, ()) as name, arguments=arguments):
                named = replace(name, base=meant[subs], subs=()) if base == SIGMA and subs in meant else name
                return replace(term, name=named, arguments=tuple(map(change, arguments)))
            case Ref("sigma", subs, ()) if subs in meant:
                return replace(term, base=meant[subs], subs=())
            case Partial(of, by):
                return replace(term, of=change(of), by=by)
            case _:
                return rebuilt(term, change)

    return tuple(line.changed(change) for line in lines)


def meanings(lines: Sequence[Line]) -> Mapping[Label, str]:
    """The name of the function that each label stands for; empty where a label may be an index or a quantity."""
    calls = [part.name for line in lines for part in _parts(line) if isinstance(part, Call) and part.name.base == SIGMA]
    labels = {name.subs for name in calls}
    if not any(labels) or any(name.sups for name in calls) or not all(map(_is_label, labels)):
        return {}
    others = {part for line in lines for part in _parts(line) if isinstance(part, Ref)}
    letters = {script for ref in others for script in ref.subs if script.islower()}
    is_quantity = any(ref.base == SIGMA and ref.subs not in labels - {()} for ref in others)
    if is_quantity or letters & {script for label in labels for script in label}:
        return {}
    known = {subs: "softmax" for line in lines for subs in _softmax(line)}
    defined = {line.head.name.subs for line in lines if isinstance(line.head, Call) and line.head.name.base == SIGMA}
    return known or dict.fromkeys(labels - defined if len(labels) == 1 else (), SIGMA)


def _is_label(label: Label) -> bool:
    return len(label) < 2


def _softmax(line: Line) -> Iterator[Label]:
    r"""The label of a sigma that a line defines as ``\exp(z_k) / \sum_k \exp(z_k)``."""
    match line.head, line.side:
        case Call(Ref("sigma", subs)), Divide(Call(Ref(word)) as above, Big("sum", letter, body=Call() as below)):
            over = {script for ref in references(above) for script in ref.subs}
            if FUNCTION_WORDS.get(word) == "exp" and letter in over and alike(above, below):
                yield subs
        case _:
            return


def _parts(line: Line) -> Iterator[Term]:
    return (part for term in line.sides for part in walk(term))
