"""Terms as short text, so that a table of readings can be read."""

from __future__ import annotations

from backproof.read.grammar import grammar
from backproof.read.grammar import lexicon as lexicons
from backproof.read.grammar.nodes import items
from backproof.read.terms.terms import (
    At,
    Big,
    Branches,
    Call,
    Compare,
    Divide,
    Element,
    Entries,
    Listed,
    Nabla,
    Num,
    Partial,
    Plus,
    Raise,
    Ranged,
    Ref,
    Term,
    Times,
    Transposed,
)
from backproof.syntax.latex import parse


def read(latex: str) -> Term:
    """The term of a formula that is a document of its own."""
    tree = parse(latex)
    return grammar.read(items(tree), lexicons.build([tree]))


def spelt(term: Term) -> str:
    """A term with every part in brackets: ``(a_{i} * (b + 2))``."""
    match term:
        case Num(value):
            return str(value)
        case Ref():
            return term.key
        case Plus(parts):
            return f"({' + '.join(map(spelt, parts))})"
        case Times(parts):
            return f"({' * '.join(map(spelt, parts))})"
        case Divide(above, below):
            return f"({spelt(above)} / {spelt(below)})"
        case Raise(base, exponent):
            return f"({spelt(base)} ** {spelt(exponent)})"
        case Call(name, primes, arguments):
            return f"{name.key}{primes * chr(39)}({', '.join(map(spelt, arguments))})"
        case Big(kind, letter, lower, upper, conditions, body):
            bounds = f"{spelt(lower) if lower else ''}..{spelt(upper) if upper else ''}" if lower or upper else ""
            told = "".join(f" where {spelt(each)}" for each in conditions)
            return f"{kind}[{letter}{f' = {bounds}' if bounds else ''}{told}]({spelt(body)})"
        case Partial(of, by):
            return f"d({spelt(of)})/d({spelt(by)})"
        case Compare(relation, left, right):
            return f"[{spelt(left)} {relation} {spelt(right)}]"
        case Branches(rows):
            listed_rows = [
                f"{spelt(value)} {'if ' + ' and '.join(map(spelt, conditions)) if conditions else 'otherwise'}"
                for value, conditions in rows
            ]
            return f"{{{'; '.join(listed_rows)}}}"
        case Listed(listed, parts):
            return f"{listed.key + ' = ' if listed else ''}[{', '.join(map(spelt, parts))}]"
        case Transposed(base):
            return f"{spelt(base)}^T"
        case At(base, names, values):
            point = ", ".join(map(spelt, values))
            return f"{spelt(base)} at {', '.join(names)}{' = ' if names else ''}{point}"
        case Element(base, at):
            return f"{spelt(base)}[{','.join(at)}]"
        case Entries(entries):
            return f"[{'; '.join(', '.join(map(spelt, row)) for row in entries)}]"
        case Ranged(body, rows, columns):
            runs = (f"{run.letter} = {run.first}..{spelt(run.last)}" for run in (rows, columns) if run is not None)
            return f"[{spelt(body)} for {' for '.join(runs)}]"
        case Nabla(of):
            return f"nabla({spelt(of)})"
