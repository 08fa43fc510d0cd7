r"""Quantities that are written with what they depend on: the f of ``f(w) = \|Xw - y\|^2``.

Such an f is a function, which may be applied to other things. In a model that applies it to nothing, it is what there
is to derive, as the L of ``L(w) = ...`` is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from backproof.check.definitions.definitions import DEFINES
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.read.terms.rewriting import occurrences, references
from backproof.read.terms.terms import Call, Ref
from backproof.read.vocabulary import FUNCTION_WORDS, NORMS


def with_quantities(document: Document) -> Document:
    """The document with functions of the names of other equations, or its only definition, as quantities."""
    calls = (part for line in document.lines for term in line.terms for part in occurrences(term, Call))
    uses = Counter(call.name.base for call in calls)
    heads = [head for line in document.lines if (head := _applied(line)) is not None and uses[head.name.base] == 1]
    others = {line.span: {ref.base for term in line.terms for ref in references(term)} for line in document.lines}
    defined = [line for line in document.lines if line.head is not None and line.relation in DEFINES]

    def quantity(line: Line) -> Line:
        head = _applied(line)
        if head is None or head not in heads:
            return line
        elsewhere = {name for span, names in others.items() if span != line.span for name in names}
        parameters = {each.base for each in head.arguments if isinstance(each, Ref)}
        return replace(line, head=head.name) if len(defined) == 1 or parameters & elsewhere else line

    return replace(document, lines=tuple(map(quantity, document.lines))) if heads else document


def _applied(line: Line) -> Call | None:
    """The head of ``f(w, b) = ...``."""
    match line.head:
        case Call(Ref(base), 0, arguments) as head if line.side is not None and line.relation in DEFINES:
            known = base in FUNCTION_WORDS or base in NORMS
            return head if not known and all(isinstance(each, Ref) for each in arguments) else None
        case _:
            return None
