r"""Networks that are written as functions of their input: ``f(x) = W_2 \sigma(W_1 x)`` is an array by the name of f.

That holds where the document applies f to nothing but its own parameters, and says by whole arrays what it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.lines import Line
from backproof.read.terms.rewriting import bare, rebuilt, walk
from backproof.read.terms.terms import Call, Nabla, Partial, Ref, Term, Transposed
from backproof.read.vocabulary import FUNCTION_WORDS, LOSS_LETTERS, QUANTITY_WORDS

ACTIVATIONS = frozenset({"sigma", "phi", "varphi", "psi", *FUNCTION_WORDS})


def settle(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines with the names of such functions alone."""
    applied = _applied(lines)
    named = {key for line in lines if (key := _network(line)) is not None and len(applied[key]) == 1}
    if not named:
        return tuple(lines)

    heads = (line.head for line in lines if _network(line) in named)
    arguments = {
        head.name.key: head.arguments[0] for head in heads if isinstance(head, Call) and head.arguments[1:] == ()
    }

    def change(term: Term) -> Term:
        match term:
            case Nabla(Nabla() as inner):
                once = change(inner)
                return Partial(once, once.by, term.span) if isinstance(once, Partial) else replace(term, of=once)
            case Nabla(Ref(key=key) as name, each=False) if key in named and isinstance(by := arguments.get(key), Ref):
                return Partial(replace(name, subs=()), by, term.span)
            case Nabla(Call(name=name, arguments=(Ref() as argument,))) if name.key in named:
                return Partial(replace(name, subs=()), argument, term.span)
            case Call(name=name) if name.key in named:
                # A parameter below it is no index: f_\theta is one function.
                return replace(name, subs=(), span=term.span)
            case _:
                return rebuilt(term, change)

    return tuple(line.changed(change) for line in lines)


def _applied(lines: Sequence[Line]) -> dict[str, set[tuple[int, tuple[Term, ...]]]]:
    """With which arguments, and how often differentiated, each function is written."""
    found: defaultdict[str, set[tuple[int, tuple[Term, ...]]]] = defaultdict(set)
    parts = [part for line in lines for term in line.sides for part in walk(term)]
    calls = {part.name.key: part.name.base for part in parts if isinstance(part, Call)}
    alone = Counter(part.key for part in parts if isinstance(part, Ref))
    # f is as good as f(x) where it is differentiated; anywhere else, in a composition, it is the function itself.
    alone.subtract(part.of.key for part in parts if isinstance(part, Partial | Nabla) and isinstance(part.of, Ref))
    bases = Counter(base for base in calls.values())
    bases.update({part.base for part in parts if isinstance(part, Ref) and part.key not in calls})
    for part in parts:
        if isinstance(part, Call):
            found[part.name.key].add((part.primes, tuple(map(bare, part.arguments))))
            # What stands alone, or f_1 beside f_2, may be something else.
            if alone[part.name.key] > 0 or bases[part.name.base] > 1:
                found[part.name.key].add((-1, ()))
    return found


def _network(line: Line) -> str | None:
    """The function that a line defines by whole arrays."""
    match line.head, line.side:
        case Call(name=name, primes=0, arguments=arguments), side if line.relation in DEFINES and side is not None:
            own = name.base not in ACTIVATIONS | LOSS_LETTERS | QUANTITY_WORDS
            plain = all(isinstance(each, Ref) and not each.subs and not each.sups for each in arguments)
            return name.key if own and plain and any(map(_is_whole, walk(side))) else None
        case _:
            return None


def _is_whole(part: Term) -> bool:
    """A matrix by its look, or the transpose of a name."""
    match part:
        case Transposed(Ref()):
            return True
        case Ref(base, subs):
            bold = "\\mathbf{" in base and base.strip("}")[-1:].isupper()
            return (bold or (len(base) == 1 and base.isupper())) and all(sub.isdigit() for sub in subs)
        case _:
            return False
