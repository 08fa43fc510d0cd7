"""A document as lines: what it states, in the order of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import partial
from typing import final

from backproof.read.context import (
    barred,
    begun,
    by_parts,
    cases,
    collected,
    concluding,
    counting,
    denoting,
    differences,
    entropies,
    following,
    functions_in_use,
    functions_in_words,
    inside,
    joining,
    left_out,
    losses_in_words,
    multiplied,
    optima,
    other_losses,
    solving,
    two_letters,
    unpaired,
    vanishing,
)
from backproof.read.context.aims import Aims, aims
from backproof.read.context.behind import attached, by_cases
from backproof.read.context.called import called
from backproof.read.context.cases_before import case_before, supposed, under, value_before, value_in_row
from backproof.read.context.denied import free_labels
from backproof.read.context.depending import Dependence, dependences, stated
from backproof.read.context.heard import heard
from backproof.read.context.manner import PLAIN, Manner, turns
from backproof.read.context.numbered import Items
from backproof.read.context.outputs_in_words import outputs
from backproof.read.context.rows_in_words import rows
from backproof.read.context.so_far import SoFar
from backproof.read.context.symmetric import symmetric
from backproof.read.context.tabled import tabled
from backproof.read.context.whole_vectors import kept_apart
from backproof.read.context.wired import Wiring, wired
from backproof.read.context.words import told
from backproof.read.extract.blanks import FILLING
from backproof.read.extract.extract import extract, macros, place
from backproof.read.extract.pieces import Formula, Heading, Piece, Prose
from backproof.read.grammar import lexicon as lexicons
from backproof.read.grammar.lexicon import Lexicon
from backproof.read.lines import Line, read_lines
from backproof.read.notation.accents import over_names
from backproof.read.notation.apart import with_whole_signs
from backproof.read.notation.array_calls import with_array_calls
from backproof.read.notation.bold_gradients import with_plain_signs
from backproof.read.notation.bounds import with_bounds
from backproof.read.notation.by_value import by_name
from backproof.read.notation.cases_in_a_row import with_cases
from backproof.read.notation.commands import named, names_in
from backproof.read.notation.decimals import (
    braced_comma,
    decimal_comma,
    with_braced_decimals,
    with_decimal_points,
    with_percentages,
)
from backproof.read.notation.equations_in_arrays import with_equations
from backproof.read.notation.factorials import with_factorials
from backproof.read.notation.functionals import with_arguments
from backproof.read.notation.greek_letters import with_latin_letters
from backproof.read.notation.in_brackets import with_parentheses
from backproof.read.notation.layer_letters import with_usual_letters
from backproof.read.notation.lost_signs import with_signs
from backproof.read.notation.of_samples import with_samples
from backproof.read.notation.on_one_line import upright
from backproof.read.notation.signed import with_labels
from backproof.read.notation.squared_layers import with_squares
from backproof.read.notation.suffixed import with_suffixes
from backproof.read.notation.times import without_times
from backproof.read.notation.turned_by_primes import with_transposes
from backproof.read.notation.unbraced import with_whole_numbers
from backproof.read.terms.terms import Compare, Num, Ref, Term
from backproof.records import dataclass, replace
from backproof.source import Source
from backproof.syntax.latex import parse
from backproof.syntax.macros import Macros, Place
from backproof.syntax.tree import Node

EINSTEIN = re.compile(
    r"einstein|summation convention|repeated (ind|letter|subscript)|indices? that (is|are) repeated", re.IGNORECASE
)
DROPS = re.compile(
    r"\b(drop|dropp?ed|dropping|omit|omitted|omitting|suppress\w*|leave out|leaving out|left out)\b[^.]*"
    r"\b(superscript|index|indices|layer)",
    re.IGNORECASE,
)
ONE_HOT = re.compile(r"one[\s-]*hot", re.IGNORECASE)
SPELLINGS = (
    with_whole_numbers, with_squares, with_factorials, with_equations, with_array_calls, with_plain_signs, upright,
)  # fmt: skip
"""What a formula is put into usual spellings by, in this order."""
SAID = (ONE_HOT, EINSTEIN, DROPS, re.compile(r"kronecker", re.IGNORECASE))


@final
@dataclass(frozen=True, slots=True)
class Document:
    """The lines of a document, the notebook cell of each, and what its prose says.

    ``one_hot``: labels are called one-hot. ``einstein``: sums over letters that stand twice are left out on purpose.
    ``drops``: so are superscripts of layers.
    ``kronecker``: a delta is called Kronecker's. ``aims``: where steps go.
    ``told``: the numbers that the words give to names, and to the learning rate (no name). ``tabled``: those that
    tables give, with the number of the line that each stands before.
    ``decoded``: the LaTeX of lines whose own characters are none, such as those in addresses, by their number.
    ``reader``: reads another line as this document would.
    ``depth``: so many layers, or steps, are asked for where a letter counts them.
    ``symmetric``: the matrices that the words call so. ``free_labels``: labels need not sum to one.
    ``manner``: how it writes whole arrays. ``declared``: what it declares quantities to be functions of.
    ``outputs``: what the words call the output of layers. ``wiring``: the network that its words describe.
    ``bars``: what bars over its names are gradients of, by its words.
    ``functions``: what its words alone say that letters of functions are, by the number of the section.
    ``words``: all of its prose. ``spoken``: that of each numbered item, with the heading above it.
    """

    lines: tuple[Line, ...]
    cells: tuple[int | None, ...] = ()
    one_hot: bool = False
    einstein: bool = False
    drops: bool = False
    kronecker: bool = False
    aims: Aims = Aims()
    told: tuple[tuple[Ref | None, Num], ...] = ()
    tabled: tuple[tuple[int, Ref, Term], ...] = ()
    decoded: Mapping[int, str] = field(default_factory=dict)
    reader: LineReader | None = field(default=None, repr=False, compare=False)
    depth: int | None = None
    symmetric: frozenset[str] = frozenset()
    free_labels: bool = False
    words: str = field(default="", repr=False)
    spoken: Mapping[int, str] = field(default_factory=dict, repr=False)
    manner: Manner = PLAIN
    declared: tuple[Dependence, ...] = ()
    outputs: frozenset[str] = frozenset()
    wiring: Wiring | None = None
    bars: barred.Bars | None = None
    functions: Mapping[int, functions_in_words.Named] = field(default_factory=dict)


@final
@dataclass(frozen=True, slots=True)
class LineReader:
    """Reads a line with the words and the macros of a document."""

    lexicon: Lexicon
    macros: Macros
    names: frozenset[str]

    def read(self, text: str, at: Place) -> Line | None:
        """The one line that a text is; None where it is none, or several."""
        plain = text if r"\begin" in text else text.replace("&", " ")
        tree = named(parse(plain, 0, self.macros.at(at)), self.names)
        read = read_lines(tree, self.lexicon, display=True, section=0, next_chain=0)
        found = [kept_apart(line, self.lexicon) for line in read]
        return found[0] if len(found) == 1 and found[0].problem is None else None


def read_document(source: Source) -> Document:
    """Read all lines of a document.

    >>> [line.relation for line in read_document(Source("hw.md", "$a = b < c$")).lines]
    ['=', '<']
    """
    (document,) = read_together((source,))
    return document


def read_together(sources: Sequence[Source]) -> tuple[Document, ...]:
    """Read documents that go on with each other: a letter that is a function in one of them is one in all.

    >>> key, answer = Source("key.md", "$f(u) = u^2$"), Source("hw.md", "$y = f(x + 1)$")
    >>> [type(document.lines[0].side).__name__ for document in read_together((key, answer))]
    ['Raise', 'Call']
    """
    opened = list(map(_opened, sources))
    lexicon = lexicons.build([tree for each in opened for tree in each.trees.values()])
    found: list[Document] = []
    for each in opened:
        found.append(_read(each, lexicon, found[-1].lines if found else ()))
    return tuple(found)


@final
@dataclass(frozen=True, slots=True)
class _Opened:
    """The pieces of a document, the presentation trees of its formulas by their number, its macros and their names."""

    pieces: Sequence[Piece]
    trees: Mapping[int, Node]
    macros: Macros
    names: frozenset[str]


def _opened(source: Source) -> _Opened:
    pieces = extract(source)
    known = macros(source)
    trees = {
        at: _usual(parse(piece.text, piece.span.start, known.at(place(piece))), piece.text)
        for at, piece in enumerate(pieces)
        if isinstance(piece, Formula)
    }
    texts = [piece.text for piece in pieces if isinstance(piece, Formula)]
    trees = with_whole_signs(trees, texts)
    names = names_in(trees, known)
    trees = {at: named(tree, names) for at, tree in trees.items()}
    if decimal_comma(tree for tree in trees.values()):
        trees = {at: with_decimal_points(tree) for at, tree in trees.items()}
    if braced_comma(trees.values()):
        trees = {at: with_braced_decimals(tree) for at, tree in trees.items()}
    trees = with_suffixes({at: with_percentages(tree) for at, tree in with_cases(trees).items()})
    trees = with_signs(with_labels({at: over_names(tree) for at, tree in trees.items()}))
    trees = by_name(with_usual_letters(with_samples(without_times(with_latin_letters(trees)))))
    trees = with_parentheses(with_arguments(with_transposes(with_bounds(trees, texts), texts)))
    return _Opened(pieces, trees, known, names)


def _usual(tree: Node, text: str) -> Node:
    """The tree of a formula in the usual spelling, as far as it says by itself how it is spelt."""
    for spelt in SPELLINGS:
        tree = spelt(tree, text)
    return tree


def _read(opened: _Opened, lexicon: Lexicon, before: Sequence[Line]) -> Document:
    """The lines of one document; chains, sections and paragraphs are counted on from those of the lines ``before``."""
    pieces, trees = opened.pieces, multiplied.carried(opened.trees, opened.pieces)
    lines: list[Line] = []
    cells: list[int | None] = []
    decoded: dict[int, str] = {}
    section = opening = before[-1].section + 1 if before else 0
    chapter = before[-1].chapter + 1 if before else 0
    counted = Items(before[-1].item + 1 if before else 0)
    highest = _highest(pieces)
    chains = max((line.chain + 1 for line in before if line.chain is not None), default=0)
    case, given, holds, so_far = cases.Case(), None, None, SoFar()
    for at, piece in enumerate(pieces):
        match piece:
            case Heading(text=text, level=level):
                counted.heading(text)
                section, case, holds, so_far = section + 1, replace(case, case=None), None, so_far.heading(text)
                chapter += level <= highest
            case Formula(text=text, display=display, cell=cell):
                counted.formula(text, display=display)
                again = partial(_read_at, trees, lexicon, section=section, next_chain=chains)
                read = losses_in_words.defined(again(at, display=display), lines, pieces, at, again)
                found = [kept_apart(line, lexicon) for line in denoting.defined(read, pieces, at, again)]
                found = list(begun.marked(unpaired.marked(found, trees[at])))
                found = list(joining.joined(found, pieces, at))
                found = concluding.joined(found, lines, pieces, at, counted.number)
                for line in found[-1:]:
                    worded = _with_words(line, *attached(pieces, at, lexicon, trees))
                    found[-1] = by_cases(worded, pieces, at, lexicon, trees)
                values = (each(pieces, at, found, lexicon, trees) for each in (value_before, value_in_row))
                given = next(filter(None, values), None) or cases.joined(pieces, at, given)
                found, case = cases.in_cases(
                    found, case, case_before(pieces, at, lexicon, trees), given, item=cases.opens_item(pieces, at)
                )
                found = list(heard(under(found, holds), pieces, at, trees[at], so_far))
                found = list(entropies.again(found, lines, counted.number, pieces, at))
                found = (
                    list(solving.marked(list(vanishing.marked(found, lines)), lines, pieces, at)) if found else found
                )
                found = list(other_losses.marked(found, lines, so_far.loss))
                found = list(
                    left_out.marked(inside.marked(found, trees[at]), lines, pieces, at, severed=so_far.severed)
                )
                so_far = replace(so_far, loss=None) if so_far.loss and other_losses.written(found) else so_far
                found = following.joined(found, lines, pieces, at, trees)
                summed = following.summed(lines, found, trees[at])
                lines, found = multiplied.multiplied(*summed, trees[at], lexicon, chains)
                chains = max([chains, *(line.chain + 1 for line in found if line.chain is not None)])
                if piece.encoded:
                    decoded.update((len(lines) + number, _latex(piece, line)) for number, line in enumerate(found))
                lines.extend(replace(line, item=counted.number, chapter=chapter) for line in found)
                cells.extend([cell] * len(found))
            case Prose(text=text):
                counted.prose(text)
                case, so_far, holds = (
                    case.behind(text), so_far.prose(text, at), supposed(pieces, at, holds, lexicon, trees)
                )  # fmt: skip
    words = [piece.text for piece in pieces if isinstance(piece, Prose | Heading)]
    one_hot, einstein, drops, kronecker = (any(pattern.search(text) for text in words) for pattern in SAID)
    numbers = tuple(told(pieces, lexicon))
    declared = dependences(pieces, trees, lexicon)
    return Document(
        _settled(lines, declared), tuple(cells), one_hot, einstein, drops, kronecker, aims(pieces),
        numbers, tuple(tabled(pieces, trees, lexicon, lines)), decoded,
        LineReader(lexicon, opened.macros, opened.names), symmetric=symmetric(pieces, trees),
        free_labels=free_labels(pieces), words="\n".join(words),
        spoken=counted.words,
        manner=Manner(called(pieces, trees), turns(trees.values(), lexicon), rows(pieces, trees)),
         declared=declared, outputs=outputs(pieces, trees), wiring=wired(pieces, trees),
         bars=barred.gradients(pieces, trees, lexicon),
         functions=functions_in_use.everywhere(
             pieces, trees, opening, functions_in_words.of_sections(pieces, trees, opening)
         ),
    )  # fmt: skip


def _settled(lines: Sequence[Line], declared: Sequence[Dependence]) -> tuple[Line, ...]:
    """The lines, with what all of the document says of them."""
    lines = collected.settled(by_parts.settled(two_letters.told_apart(lines)))
    return counting.marked(stated([*differences.in_the_limit(optima.compared(lines))], declared))


def _read_at(
    trees: Mapping[int, Node], lexicon: Lexicon, at: int, *, display: bool, section: int, next_chain: int
) -> list[Line]:
    """The lines of a formula by its number."""
    return read_lines(trees[at], lexicon, display=display, section=section, next_chain=next_chain)


def _highest(pieces: Sequence[Piece]) -> int:
    """The highest level of headings that comes more than once; the title of a document comes once."""
    levels = Counter(piece.level for piece in pieces if isinstance(piece, Heading))
    return min((level for level, times in levels.items() if times > 1), default=0)


def _latex(formula: Formula, line: Line) -> str:
    """A line as the LaTeX that its own characters stand for, without the room that these take."""
    start = formula.span.start
    return " ".join(formula.text[line.span.start - start : line.span.end - start].replace(FILLING, "").split())


def _with_words(line: Line, conditions: tuple[Compare, ...], hedged: bool) -> Line:
    said = replace(line.said, hedged=line.said.hedged or hedged)
    return replace(line, conditions=line.conditions + conditions, said=said)
