"""Conditions: comparisons, cases, and indicators of them."""

from __future__ import annotations

from collections.abc import Iterator

from backproof.read.grammar.nodes import describe, is_kind, items, strip
from backproof.read.grammar.places import PLACES, in_one_word
from backproof.read.grammar.reader import Reader
from backproof.read.terms.terms import Branches, Call, Compare, Ref, Term, Unreadable
from backproof.source import Span
from backproof.syntax.tree import Atom, Fence, Grid, Kind, Node, Row, Script, Styled

CONDITIONS = {"=": "=", "neq": "!=", "<": "<", ">": ">", "leq": "<=", "geq": ">=", "le": "<=", "ge": ">=", "ne": "!="}
INEQUALITIES = {sign: relation for sign, relation in CONDITIONS.items() if relation != "="}
CASE_WORDS = frozenset(
    {"if", "for", "when", "where", "falls", "wenn", "si", "pour", "quand", "se", "als", "indien", "and", "und", "et"}
    | {"lorsque", "cuando", "quando", "wanneer", "gdy", "dla", "pokud"}
)
OTHERWISE = frozenset(
    {"otherwise", "else", "otherwise.", "sonst", "andernfalls", "ansonsten", "autrement", "sinon", "иначе"}
    | {"anders", "altrimenti", "senão", "inaczej", "jinak", "annars", "ellers", "muuten", "altfel"}
    | {"інакше", "αλλιώς", "inače", "inak"}
)
OTHER_CASES = (
    *("otro caso", "caso contrario", "caso contrário", "lo contrario", "cas contraire", "противном случае"),
    *("przeciwnym razie", "przeciwnym przypadku", "opačném případě", "annat fall", "aksi halde", "aksi takdirde"),
    *("それ以外", "その他", "其他", "其它", "否则"),
)
"""The same in languages that say it in several words, or without spaces between words."""

TURNING = frozenset(
    {"or", "oder", "ou", "o", "или", "not", "nicht", "no", "не", "unless", "except"}
    | {"lub", "albo", "nie", "nebo", "ne", "eller", "inte", "veya", "değil", "of", "niet", "oppure", "não", "pas"}
)
TURNS = ("または", "もしくは", "或", "또는", "아니")
"""Words that make something else of the conditions beside them than all of them; those without spaces are parts."""


def condition(reader: Reader, parts: tuple[Node, ...]) -> Compare:
    """A single comparison: ``i = k``, ``x > 0``."""
    parts = strip(parts)
    places = [at for at, part in enumerate(parts) if is_kind(part, Kind.RELATION)]
    if len(places) != 1:
        span = parts[0].span.join(parts[-1].span) if parts else Span(0, 0)
        raise Unreadable("this condition is not read yet", span)
    sign = parts[places[0]]
    assert isinstance(sign, Atom)
    if sign.text not in CONDITIONS:
        raise Unreadable(f"the relation {describe(sign)} is not read in a condition yet", sign.span)
    left, right = (_side(reader, each) for each in (parts[: places[0]], parts[places[0] + 1 :]))
    return Compare(CONDITIONS[sign.text], left, right, left.span.join(right.span))


def _side(reader: Reader, parts: tuple[Node, ...]) -> Term:
    r"""A side of a comparison: a term, or the place of an extreme, ``\arg\max_m z_m``."""
    match in_one_word(parts):
        case (Script(Atom(Kind.NAME, word), Atom(Kind.LETTER, letter), None, 0) as sign, *behind) if word in PLACES:
            body = reader.read(tuple(behind))
            return Call(Ref(word, (letter,), (), sign.span), 0, (body,), sign.span.join(body.span))
        case _:
            return reader.read(parts)


def cases(reader: Reader, node: Grid) -> Term:
    """A definition by cases."""
    rows = []
    for cells in node.rows:
        value, *beside = _parted([_flat(items(cell)) for cell in cells if items(cell)])
        if not value:
            raise Unreadable("a case without a value", node.span)
        told = tuple(each for cell in beside for each in conditions(reader, cell))
        rows.append((reader.read(strip(value)), told))
    return Branches(tuple(rows), node.span)


def _parted(cells: list[tuple[Node, ...]]) -> list[tuple[Node, ...]]:
    """The value and what stands beside it; in a single cell (``1 \\text{ if } i = j``) the first word parts them."""
    match cells:
        case []:
            return [()]
        case [cell]:
            at = next((at for at, part in enumerate(cell) if at and _is_word(part)), len(cell))
            return [cell[:at], cell[at:]] if at < len(cell) else [cell]
        case _:
            return cells


def _flat(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    """A cell with the mathematics in its texts (``\\text{if $i = j$}``) as parts of it."""
    return tuple(each for part in parts for each in (_flat(part.items) if isinstance(part, Row) else (part,)))


def conditions(reader: Reader, parts: tuple[Node, ...]) -> tuple[Compare, ...]:
    """``if i = k``, ``i \\neq k and z_i > 0``, ``otherwise`` (no condition at all)."""
    parts = _opened(parts)
    said = [part.text.lower() for part in parts if isinstance(part, Atom) and part.kind in {Kind.NAME, Kind.TEXT}]
    words = {word.strip("(.,:;)") for text in said for word in text.split()}
    if words & TURNING or any(turn in text for turn in TURNS for text in said):
        raise Unreadable("this condition is not read yet", parts[0].span.join(parts[-1].span))
    clauses = [_opened(clause) for clause in _clauses(parts)]
    told = tuple(condition(reader, clause) for clause in clauses if clause)
    if told or words & OTHERWISE or any(other in text for other in OTHER_CASES for text in said):
        return told
    raise Unreadable("this condition is not read yet", parts[0].span.join(parts[-1].span))


def _clauses(parts: tuple[Node, ...]) -> Iterator[tuple[Node, ...]]:
    """What stands between words and commas."""
    clause: list[Node] = []
    for part in parts:
        if isinstance(part, Atom) and (_is_word(part) or (part.kind is Kind.PUNCTUATION and part.text == ",")):
            yield tuple(clause)
            clause = []
        else:
            clause.append(part)
    yield tuple(clause)


def _opened(clause: tuple[Node, ...]) -> tuple[Node, ...]:
    """What stands in the parentheses around all of a condition: ``(k = l)``."""
    match strip(clause):
        case (Fence("(", body, ")"),):
            return strip(items(body))
        case stripped:
            return stripped


def _is_word(part: Node) -> bool:
    """Whether a part of a condition is prose: any text, and the words that introduce a case."""
    if not isinstance(part, Atom):
        return False
    if part.kind in {Kind.NAME, Kind.LETTER} and not part.text.isascii():
        # A word in another script than the Latin one names nothing in a condition.
        return True
    if part.kind is Kind.NAME:
        return part.text.strip().lower() in CASE_WORDS | OTHERWISE
    return part.kind is Kind.TEXT


def indicator(reader: Reader, node: Node) -> Term | None:
    """``\\mathbb{1}[z > 0]``, ``1\\{i = k\\}``, ``I(x \\geq y)``, ``\\mathbf{1}_{z > 0}``."""
    base = node.base if isinstance(node, Script) else node
    behind = reader.parts[reader.at + 1] if reader.at + 1 < len(reader.parts) else None
    match base:
        case Styled("bb" | "bold", Atom(Kind.NUMBER, "1")):
            own = True
        case Styled("bb" | "bold", Atom(Kind.LETTER, "I")) | Atom(Kind.NUMBER, "1") | Atom(Kind.LETTER, "I" | "chi"):
            own = False
        case _:
            return None
    inside = node.sub if isinstance(node, Script) else behind.body if isinstance(behind, Fence) else None
    if not own and (inside is None or not compares(inside) or (isinstance(node, Script) and node.sup is not None)):
        return None
    if inside is None or not (isinstance(node, Script) or _relates(inside)):
        return None  # the vector of ones, and perhaps a factor in parentheses
    reader.at += 1 if isinstance(node, Script) else 2
    inner = inside.body if isinstance(inside, Fence) else inside
    return condition(reader, items(inner))


def _relates(node: Node) -> bool:
    inner = node.body if isinstance(node, Fence) else node
    return any(isinstance(part, Atom) and part.kind is Kind.RELATION for part in items(inner))


def compares(node: Node) -> bool:
    """Whether a comparison stands in a node: then it is worth one where it holds, and nothing elsewhere."""
    inner = node.body if isinstance(node, Fence) else node
    return any(
        isinstance(part, Atom) and part.kind is Kind.RELATION and part.text in CONDITIONS for part in items(inner)
    )
