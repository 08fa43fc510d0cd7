"""Words before a formula that make it a condition, a case, or what others write: then it is no claim of the author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backproof.read.context import clauses, tongues
from backproof.read.context.tongues import any_of
from backproof.read.extract.pieces import Formula, Piece, Prose
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has
from backproof.read.terms.terms import Call, Nabla, Num, Partial, Ref
from backproof.read.vocabulary import NORMS, UNEQUAL

BLANK = re.compile(r"\n\s*\n")
OTHERWISE = re.compile(
    rf"(?<!\b[01] )(?<!\bone )(?<!\bzero ){any_of(clauses.OTHERWISE)}"
    r"[^\w.。]*(we have|it is|gilt|on a|имеем|[^.;。\d]{0,20}\b(are|is|gives?|get|vanish(es)?)\b[^.;。\d]{0,20})?"
    r"[^\w.。]*$",
    re.I,
)
"""What is a number otherwise is said of that; a sentence that ends so says nothing of what follows."""
OTHERS = re.compile(
    r"\b(some|other|many|most)\s+(sources|authors|texts|textbooks|books|people|papers|references)\b[^.]*$", re.I
)
IMPOSED = re.compile(rf"{any_of(tongues.IMPOSED)}[^.。]*$", re.I)
SPECIAL = re.compile(r"\b(symmetric|orthogonal|orthonormal|idempotent|antisymmetric|symmetrisch|symétrique)\b", re.I)
"""Words for matrices of which more holds than of others."""
REACH = 60
"""A condition holds for a formula that follows within so many characters of prose."""
SETTING = re.compile(rf"{any_of(tongues.SETTING)}[^.。]*$", re.I)
"""Words before a derivative that they make zero."""
WHERE = re.compile(r"\b(wherever|where|when(ever)?|if|iff|until)\W*$", re.I)
SET = re.compile(r"\b(set(s|ting)?|put(s|ting)?|equat(e|es|ing))\b[^.。]*\bx\b[^.。]*$", re.I)
"""Words for an equation that is set, before what it gives."""
CASE = re.compile(rf"{any_of(clauses.CASE)}[^.。]*$", re.I)

PAIRS = re.compile(any_of(tongues.PAIRS), re.I)
COMPARES = re.compile(r"[<>]|\\(lt|gt|leq?|geq?)(?![a-zA-Z])|[≤≥]")
"""Signs that compare values."""

CONDITION = re.compile(rf"{any_of(clauses.CONDITION)}\W*$", re.I)
"""Words directly before a comparison that is a condition."""
POSED_BEFORE = re.compile(rf"\W*{any_of(clauses.POSED_BEFORE)}", re.I)
"""Words directly behind a comparison that make it a condition."""
IN_CASE = re.compile(rf"{any_of(clauses.CASE)}\W*$", re.I)
"""Words directly before an equation of two names that poses a case."""
NEGATED = re.compile(r"\bunless\W*$", re.I)
SENTENCE = re.compile(r"[.;。]|\n\s*\n\s*\S")
"""Where the words between a condition and what holds under it end."""
STATE = re.compile(
    r"\b(if|when(ever)?|for|where|while|as long as|assuming|provided|in (the )?case)\b[^.,]*"
    r"\b(positive(?!\W*(?:semi-?\s*)?definite)|negative|active|inactive|violated|satisfied|saturated|misclassified"
    r"|clipped|binding|non-?zero|(is|are)\s+([\w-]+\s+){0,2}((larg|small|great|bigg)(er|est)|m(ax|in)im(um|al)|winner)"
    r"|unit\s+(vectors?|norm|length)|normali[sz]ed|standardi[sz]ed|whitened|cent(e)?red|zero[\s-]+mean"
    r"|((in)?correct|wrong|true|target|other|remaining)\s+(class(es)?|labels?|categor(y|ies)|logits?|scores?|words?"
    r"|tokens?|entr(y|ies)|cases?))\b[^.]*$",
    re.I,
)
"""Words for values of which a claim may speak alone."""
KINK = re.compile(
    r"\b(where|(assum|suppos|consider)\w*)\b[^.;]*\b(is|are|be)\s+(in)?(active|violated|satisfied|misclassified)"
    r"\s*[.;:]?\s*$",
    re.I,
)
"""A sentence about a side of a kink, for what follows: ``where the hinge is active.``"""
SIDES = {
    "active": re.compile(r"\b(active|violated|misclassified)\b", re.I),
    "idle": re.compile(r"\b(inactive|satisfied)\b", re.I),
}
"""Words for the sides of a kink: a hinge is active where what it compares with zero is larger."""
IN_A_CASE = re.compile(
    rf"(^|[.:;!?,。]\s*)({any_of(clauses.THEN)}\W+)*"
    rf"({any_of(clauses.CASE)}|{any_of(clauses.FOR)}|where|assuming|provided|in (the )?case)[^.;。]*$",
    re.I,
)
"""A clause that limits what follows to a case."""
JOINS = re.compile(r"[\s,;.]*(and|und|et|y|и)?[\s,;.]*", re.I)
INSTEAD = re.compile(r"\b(with|using|uses?|tak(e|es|ing)|for|under|replac(e|es|ing))\b[^.]*\binstead\b[^.]*$", re.I)
"""Words for another model than the one of the document."""
NOT_SO = re.compile(rf"({any_of(tongues.COUNTERFACTUAL)}|{any_of(tongues.ROUGHLY)})[^.。]*$", re.I)
"""Words for a derivative of another model, or for one that is only near."""
SUBJECT = re.compile(
    r"(^|[.:;!?])\W*((and|but|so|now|note|here|where|then|recall|consider)\W+)*(the|this|that|each)\s+(\w+\s+){0,2}"
    r"(term|factor|expression|quantity|summand|fraction|product|part)\s*$",
    re.I,
)
"""A sentence that begins with what a formula is called speaks of that, and goes on from nothing."""
MEASURE = re.compile(
    r"\b((is|have|has|get|gives?|yields?|obtain)\s+an?|bound(ed)?|at\s+(most|least)|magnitude|absolute\s+value|norm|"
    r"ratio|size|estimate|proportional)\b[^.:;]*$",
    re.I,
)
"""Words for something else than the value that the lines before are about."""
NAMED = "the words before it give it a name, and say of no equation that it goes on"
AND = re.compile(r"x\s+(and|und|et|y|и)\s*$")
"""Words between two conditions of a sentence."""
SIZES = frozenset({"abs"}) | NORMS
ORDERS = frozenset({"<", ">", "<=", ">=", "le", "ge", "leq", "geq"})


def is_limited(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the words before a formula limit it to a case, or say that others write it so."""
    words = pieces[at - 1] if at else None
    if not isinstance(words, Prose):
        return False
    said = sentence(pieces, at)
    return OTHERWISE.search(words.text) is not None or any(found.search(said) for found in (OTHERS, SPECIAL))


def is_subject(line: Line, pieces: Sequence[Piece], at: int) -> bool:
    """Whether an expression is what the sentence speaks of: ``The term $$z^2$$ is the first one``."""
    if line.relation or at == 0:
        return False
    said = sentence(pieces, at)
    return SUBJECT.search(said) is not None or MEASURE.search(said) is not None


def is_condition(line: Line, pieces: Sequence[Piece], at: int) -> bool:
    """Whether a formula in a sentence is a condition: ``if $z > 0$``, ``setting $\\nabla J = 0$``."""
    before, behind = (pieces[at - 1] if at else None), (pieces[at + 1] if at + 1 < len(pieces) else None)
    if not isinstance(before, Prose) or line.display:
        return False
    if line.relation in ORDERS or line.relation in UNEQUAL:
        posed = isinstance(behind, Prose) and POSED_BEFORE.match(behind.text) is not None
        return posed or CONDITION.search(before.text) is not None
    if isinstance(line.head, Ref) and isinstance(line.side, Ref):
        return IN_CASE.search(before.text) is not None
    derived = line.head is not None and has(line.head, Partial, Nabla)
    if is_size(line):
        return CONDITION.search(before.text) is not None or AND.search(sentence(pieces, at)) is not None
    vanishes = isinstance(line.side, Num) and not line.side.value
    return derived and vanishes and SETTING.search(sentence(pieces, at)) is not None


def is_size(line: Line) -> bool:
    r"""Whether a line gives a size a number: ``|B| = 1``, ``\|a\| = 1``."""
    sized = isinstance(line.head, Call) and line.head.name.base in SIZES
    return sized and isinstance(line.side, Num)


def condition_before(pieces: Sequence[Piece], at: int) -> int | None:
    """The place of a formula in the same sentence that may be a condition for the one at a place."""
    match pieces[max(0, at - 3) : at]:
        case (Prose(text=words), Formula(display=False), Prose(text=between)) if len(between.strip()) <= REACH:
            posed = CONDITION.search(words) is not None or POSED_BEFORE.match(between) is not None
            holds = posed and NEGATED.search(words) is None
            return at - 2 if holds and SENTENCE.search(between.rstrip()) is None else None
        case (*_, Prose(text=words), Formula(display=False)):
            # Nothing but room stands between "For $z > 0$", which opens its clause, and the formula.
            holds = CONDITION.search(words) is not None and IN_A_CASE.search(words) is not None
            return at - 1 if holds and NEGATED.search(words) is None else None
        case _:
            return None


def is_supposed(line: Line, pieces: Sequence[Piece], at: int) -> bool:
    """``Setting this to zero gives $A^T A x = A^T y$``: an equation that the words impose on its names.

    A name with something computed on the other side is what the line defines; ``$a = y$`` says that two names are one.
    """
    said = sentence(pieces, at)
    if isinstance(line.head, Ref) and isinstance(line.side, Ref):
        return any(found.search(said) for found in (IMPOSED, SET, SETTING))
    if line.head is None or isinstance(line.head, Ref | Call):
        return False
    if INSTEAD.search(said) or _state(pieces, at) is not None:
        return True
    if has(line.head, Partial, Nabla):
        if NOT_SO.search(said):
            return True
        return isinstance(line.side, Num) and any(found.search(said) for found in (IMPOSED, WHERE))
    vanishes = isinstance(line.side, Num) and WHERE.search(said) is not None
    return vanishes or any(found.search(said) for found in (IMPOSED, CASE, SET))


def side_of_kink(pieces: Sequence[Piece], at: int) -> str:
    """The side of a kink that the words before a formula limit it to; empty where they name none, or both."""
    found = _state(pieces, at)
    sides = {side for side, words in SIDES.items() if found is not None and words.search(found[0])}
    return sides.pop() if len(sides) == 1 else ""


def _state(pieces: Sequence[Piece], at: int) -> re.Match[str] | None:
    """The words for values to which the sentence before a formula, or before displays in a row with it, limits it."""
    before = sentence(pieces, at), sentence(pieces, row(pieces, at))
    return next(
        (found for said in before for words in (STATE, KINK) if (found := words.search(said)) is not None), None
    )


def in_a_case(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the words directly before a formula, or before the displays in a row with it, begin with a case."""
    before = (pieces[place - 1] for place in (at, row(pieces, at)) if place)
    return any(isinstance(words, Prose) and IN_A_CASE.search(words.text) for words in before)


def speaks_of_pairs(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the sentence of a formula speaks of pairs or classes, or compares values beside it."""
    around = [piece for piece in pieces[max(0, at - 4) : at + 3] if isinstance(piece, Formula) and not piece.display]
    if any(COMPARES.search(piece.text) for piece in around):
        return True
    behind = pieces[at + 1 : at + 2]
    words = "".join(SENTENCE.split(each.text)[0] for each in behind if isinstance(each, Prose))
    return PAIRS.search(f"{sentence(pieces, at)} {words}") is not None


def row(pieces: Sequence[Piece], at: int) -> int:
    """The first one of the displays that stand in a row with a formula, with no words but ``and`` between them."""
    while at:
        *_, last, before = (None, *pieces[:at])[-2:]
        if isinstance(before, Formula) and before.display:
            at -= 1
        elif isinstance(before, Prose) and JOINS.fullmatch(before.text) and isinstance(last, Formula) and last.display:
            at -= 2
        else:
            break
    return at


def sentence(pieces: Sequence[Piece], at: int) -> str:
    """The words of the paragraph before a formula, with a letter for each formula in a line."""
    said = ""
    for piece in reversed(pieces[max(0, at - 5) : at]):
        if isinstance(piece, Formula) and not piece.display:
            said = f" x {said}"
        elif isinstance(piece, Prose):
            said = BLANK.split(piece.text.rstrip())[-1] + said
            if BLANK.search(piece.text.rstrip()):
                break
        else:
            break
    return said
