"""Which lines of a document define what, and what a name means where a document leaves its definition to the field."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from fractions import Fraction

from backproof.check.definitions import adjoints, equal_letters, errors, functions_in_chains, in_items, kinds_of_losses
from backproof.check.definitions.shape import has_arrays, is_constant
from backproof.check.indices.letters import is_letter, is_quantity, resolved
from backproof.check.indices.suppressed import Defined, UserFunction
from backproof.check.names.names import Names
from backproof.check.names.origins import older
from backproof.check.names.totals import total_of
from backproof.matrix.said import hands_back
from backproof.read.context.left_out import MODELS
from backproof.read.grammar.scripts import PLACE
from backproof.read.lines import Line
from backproof.read.terms.rewriting import alike, bare, has, occurrences, references, walk
from backproof.read.terms.terms import (
    Big,
    Call,
    Entries,
    Nabla,
    Num,
    Partial,
    Plus,
    Raise,
    Ref,
    Term,
    Times,
    Transposed,
    minus,
)
from backproof.read.vocabulary import FUNCTION_LETTERS, FUNCTION_WORDS, LOSS_LETTERS, OF_MATRICES, QUANTITY_WORDS
from backproof.records import replace
from backproof.source import Span

STYLED = "\\mathbf{"
NUMBERED = re.compile(r"_\{\d+\}$|(?<=delta)_\{[a-z]\}$")
ERRORS = frozenset({"delta", "epsilon", "varepsilon", "e", "g"})
"""Letters of the errors of units."""
DEFINES = frozenset({"=", ":=", "equiv", "coloneqq", "triangleq", "leftarrow"})


def find(lines: Iterable[Line], names: Names, *, whole: bool = True) -> list[Defined]:
    """The definitions among the lines, in the order of the text.

    A definition has a plain name or a quantity on the left, opens its chain, and says something symbolic on the right.
    ``whole``: derivatives may say by whole arrays what they are of.
    """
    lines = tuple(lines)
    together = equal_letters.given_together(lines)
    given = namings(lines, names) | errors.meanings(lines).keys() | together
    gradients = adjoints.named(lines)
    equal = equal_letters.defining(lines)
    every = (
        _defined(at, line, names, gradients, renames=at in equal) for at, line in enumerate(lines) if at not in given
    )
    found = list(_sound([each for each in every if each is not None], lines))
    heads = {each.key for each in found}
    named = (_named(at, lines, names) for at in range(1, len(lines)) if at not in together)
    further = [each for each in named if each is not None and each.key not in heads]
    differentiated = _differentiated(lines, names, heads | {each.key for each in further})
    further += [each for each in differentiated if whole or not _names_arrays(each.body)]
    found = in_items.settle(kinds_of_losses.told_apart(_without_gradients(found, names)), lines)
    return sorted([*found, *further], key=lambda each: each.line) if further else found


def _is_refuted(line: Line) -> bool:
    """Whether the shapes of a definition can't fit, so that another one of its name holds."""
    return line.misfit is not None and line.misfit.certain


def _sound(found: Sequence[Defined], lines: Sequence[Line]) -> Iterator[Defined]:
    r"""The definitions that hold: none that its shapes refute where its name has another one, and none that puts arrays
    of numbers in, such as ``h = \phi([1, 2])`` behind ``h = \phi(W x)``."""
    functions = {call.name.key for line in lines for term in line.sides for call in occurrences(term, Call)}
    sound = {each.key for each in found if not _is_refuted(lines[each.line])}
    formulas: set[str] = set()
    for each in found:
        if each.key in sound and _is_refuted(lines[each.line]):
            continue
        if any(isinstance(part, Ref) and part.key not in functions for part in walk(each.body)):
            formulas.add(each.key)
        elif each.key in formulas and has_arrays(each.body):
            continue
        yield each


def _without_gradients(definitions: list[Defined], names: Names) -> list[Defined]:
    r"""The definitions without those of a name by derivatives of what is computed from it.

    ``w = \frac{\partial L}{\partial y} \frac{\partial y}{\partial z}`` is the gradient by w, with its label.
    """
    slopes = {at: slopes for at, each in enumerate(definitions) if (slopes := _slopes(each.body)) and not _steps(each)}
    if not slopes:
        return definitions
    reach: defaultdict[str, set[str]] = defaultdict(set)
    for at, each in enumerate(definitions):
        if at not in slopes:
            reach[each.key].update(resolved(names, ref).key for ref in references(each.body))
    labels = set()
    for at, parts in slopes.items():
        above = {resolved(names, ref).key for part in parts for ref in references(part.of)}
        if any(definitions[at].key in _reachable(key, reach) for key in above):
            labels.add(at)
    return [each for at, each in enumerate(definitions) if at not in labels]


def _steps(defined: Defined) -> bool:
    r"""``w^{(1)} = w - \eta \frac{\partial L}{\partial w}``: what a name becomes, which the next pass computes with."""
    match defined.head, defined.body:
        case Ref() as head, Plus((Ref() as before, *_)):
            return any(each.key == before.key for each in older(head))
        case _:
            return False


def _slopes(term: Term) -> list[Partial]:
    return list(occurrences(term, Partial))


def _differentiated(lines: tuple[Line, ...], names: Names, known: set[str]) -> Iterator[Defined]:
    r"""``\frac{d l}{d w} = \frac{d}{d w} (...)`` says what l is, where nothing else does and all such lines agree."""
    told: defaultdict[str, list[Defined]] = defaultdict(list)
    for at, line in enumerate(lines):
        for of, body in _put_in(line, lines[at - 1] if at else line):
            defined = _defined(at, replace(line, head=of, side=body), names)
            if defined is not None and defined.key not in known:
                told[defined.key].append(defined)
    for each in told.values():
        if all(alike(other.body, each[0].body) for other in each):
            yield each[0]


def _names_arrays(body: Term) -> bool:
    """Whether a body is written with whole arrays."""
    return has(body, Transposed, Entries)


def _put_in(line: Line, before: Line) -> Iterator[tuple[Term, Term]]:
    r"""What a line or its chain differentiates, with what it puts in its place: ``\frac12 \frac{d}{dw} (...)``."""
    if (total := total_of(line)) is not None:
        yield total
    goes_on = line.head is None and (line.chain == before.chain or line.chain is None)
    head = before.side if goes_on else line.head
    match head, line.side:
        case Partial(of, by), Partial(body, same) if by.key == same.key and not isinstance(body, Ref | Partial):
            yield of, body
        case Partial(of, by), Times((factor, Partial(body, same))) if by.key == same.key and is_constant(factor):
            yield of, Times((factor, body), line.span)
        case _:
            pass


def _named(at: int, lines: tuple[Line, ...], names: Names) -> Defined | None:
    r"""In ``\hat y = a^{[2]} = \sigma(z^{[2]})`` the name in the middle is defined by what follows."""
    before, line = lines[at - 1], lines[at]
    if line.head is not None or line.chain is None or line.chain != before.chain:
        return None
    plain = isinstance(before.side, Ref) or (isinstance(before.side, Call) and is_quantity(before.side, names))
    opens = plain and before.head is not None and before.relation in DEFINES - {"leftarrow"}
    return _defined(at, replace(line, head=before.side), names) if opens else None


def _defined(
    number: int, line: Line, names: Names, gradients: Set[int] = frozenset(), *, renames: bool = False
) -> Defined | None:
    if line.relation not in DEFINES - {"leftarrow"} or line.side is None or line.conditions or line.limited in MODELS:
        return None
    ref = line.head if isinstance(line.head, Ref) else None
    if isinstance(line.head, Call) and is_quantity(line.head, names):
        ref = line.head.name
    if ref is None or not any(each.base not in FUNCTION_WORDS for each in references(line.side)):
        return None
    name = resolved(names, ref)
    letters = [slot for slot in name.slots if isinstance(slot, str) and not PLACE.fullmatch(slot)]
    letters_alone = (
        isinstance(line.side, Ref) and is_letter(line.side) and is_letter(replace(ref, base=_plain(ref.base)))
    )
    if letters_alone and not renames:
        return None
    own = any(resolved(names, each).key == name.key for each in references(line.side))
    if name.updated or name.change or len(set(letters)) != len(name.slots) or own or name.key.startswith("?"):
        return None
    named = names_error(ref) or number in gradients
    if isinstance(line.side, Partial) and not (named or isinstance(line.side.of, Partial)):
        return None
    example = line.said.anew or (isinstance(line.head, Call) and ref.base in FUNCTION_LETTERS)
    parameters = tuple(each.key for each in _arguments(line.head) if isinstance(each, Ref))
    return Defined(
        name.key, name.slots, line.side, line.section, number, ref, name.sample, example, parameters=parameters
    )


def _arguments(head: Term | None) -> tuple[Term, ...]:
    """The arguments with which a head is written."""
    return head.arguments if isinstance(head, Call) else ()


def _plain(base: str) -> str:
    """A base without the style of its letter: the classes in ``t = c`` may be those of a bold t."""
    return base[len(STYLED) : -1] if base.startswith(STYLED) and base.endswith("}") else base


def namings(lines: Sequence[Line], names: Names) -> frozenset[int]:
    """``L = l(o, y)``: lines that say no more of a loss than what it depends on, since nothing defines the l."""
    heads = {line.head.name.base if isinstance(line.head, Call) else line.head.base
             for line in lines if isinstance(line.head, Ref | Call)}  # fmt: skip
    return frozenset(
        at
        for at, line in enumerate(lines)
        if isinstance(line.head, Ref)
        and line.head.base in LOSS_LETTERS | QUANTITY_WORDS
        and isinstance(line.side, Call)
        and is_quantity(line.side, names)
        and line.side.name.base in LOSS_LETTERS - heads
    )


def names_error(head: Term) -> bool:
    """Errors of units are defined as derivatives: ``\\delta_j = \\partial C / \\partial z_j``."""
    return isinstance(head, Ref) and _plain(_unnumbered(head.base)) in ERRORS


def defines(line: Line) -> bool:
    """Whether a line says what a name is, by other names."""
    if line.relation not in DEFINES or line.side is None or not isinstance(line.head, Ref):
        return False
    own = any(isinstance(part, Ref) and part.key == line.head.key for part in walk(line.side))
    return not own and not has(line.side, Partial, Nabla)


def defines_error(head: Term, body: Term) -> bool:
    r"""Whether a definition is that of an error: ``g = \tanh(W x)`` computes something."""
    return names_error(head) and not (isinstance(body, Call) and not body.primes)


def goes_back(head: Term | None, side: Term | None) -> bool:
    """Whether an error is said by that of another layer, as its superscript names it."""
    match head:
        case Ref(base=base, sups=sups) if side is not None:
            others = (ref.sups != sups for ref in references(side) if ref.base == base)
            return hands_back(head, side) and any(others)
        case _:
            return False


def _unnumbered(base: str) -> str:
    """A base without the number or letter that is part of a name: ``\\mathbf{delta}_{1}``, ``delta_{h}``."""
    return NUMBERED.sub("", base)


def _is_parameter(name: Ref) -> bool:
    """A plain name, or one with a number: ``g(x_1, x_2)``."""
    return not name.sups and all(script.isdigit() for script in name.subs)


def functions(lines: Iterable[Line], names: Names) -> list[UserFunction]:
    """Functions that a document defines: ``\\phi(z) = ...`` with plain names as parameters."""
    found: list[UserFunction] = []
    lines = tuple(lines)
    # Beside ``z = f(w, x)``, ``f(w, x) = z`` says the same again, and ``f(w, x) = z + b`` something else.
    named = {(line.head.key, bare(line.side)) for line in lines if isinstance(line.head, Ref) and line.side}
    for number, line in enumerate(lines):
        head = line.head
        if not (isinstance(head, Call) and line.relation in DEFINES and line.side is not None):
            continue
        plain = all(isinstance(each, Ref) and _is_parameter(each) for each in head.arguments)
        own = any(isinstance(part, Call) and part.name.base == head.name.base for part in walk(line.side))
        own = own or any((ref.key, bare(head)) in named for ref in references(line.side))
        known = head.name.base in FUNCTION_WORDS.keys() | OF_MATRICES or head.name.base in names.forms
        if plain and not own and not head.primes and not known and not is_quantity(head, names):
            key = head.name.base if not (head.name.subs or head.name.sups) else head.name.key
            parameters = tuple(each.key for each in head.arguments if isinstance(each, Ref))
            # ``f(x, y) = -12`` behind a definition is the value at some point.
            if any(each.key == key for each in found) and not any(True for _ in references(line.side)):
                continue
            # ``\sigma(z) = 0.7311`` is a value at the z of an example: no function is a decimal everywhere.
            if isinstance(line.side, Num) and line.side.decimals:
                continue
            found.append(UserFunction(key, parameters, line.side, number))
    in_chains = (
        UserFunction(call.name.key, tuple(each.key for each in call.arguments if isinstance(each, Ref)), body, at)
        for at, call, body in functions_in_chains.defined(lines)
        if call.name.base not in names.forms and not is_quantity(call, names)
    )
    return sorted([*found, *in_chains], key=lambda each: each.line)


def split_families(definitions: list[Defined], names: Names) -> Names:
    """Give letters of their own tensor a key of their own: a defined ``X_k`` that depends on inputs ``X_i``.

    A definition that reaches its own head through another letter can only mean two tensors of one name.
    """
    reach: defaultdict[str, set[str]] = defaultdict(set)
    heads: defaultdict[str, set[str]] = defaultdict(set)
    for each in definitions:
        heads[each.key].update(slot for slot in each.letters if isinstance(slot, str))
        reach[each.key].update(resolved(names, ref).key for ref in references(each.body))
    families = dict(names.families)
    for each in definitions:
        for part in references(each.body):
            name = resolved(names, part)
            own = heads.get(name.key)
            if not own or len(name.slots) != 1 or not isinstance(name.slots[0], str) or name.slots[0] in own:
                continue
            if each.key in _reachable(name.key, reach) and name.key in _reachable(each.key, reach):
                families[name.key, name.slots[0]] = f"{name.key} "
    return replace(names, families=families) if families else names


def _reachable(start: str, reach: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    pending = [start]
    while pending:
        for key in reach.get(pending.pop(), ()):
            if key not in seen:
                seen.add(key)
                pending.append(key)
    return seen


def siblings(definitions: list[Defined], names: Names) -> Names:
    """``z_i`` is unit i of the last of the layers ``z_1, z_2`` where nothing else defines a z."""
    defined = {each.key for each in definitions}
    found: dict[str, str] = {}
    for key, arity in names.arity.items():
        layers = sorted(each for each in defined if each.startswith(f"{key}_{{") and each[len(key) + 2 : -1].isdigit())
        if arity == 1 and key not in defined and len(layers) > 1:
            found[key] = layers[-1]
    return replace(names, siblings=found) if found else names


NO_LINE = -1
"""Where the definition of a loss that only the field defines stands."""


def field_losses(lines: Iterable[Line], names: Names, definitions: list[Defined]) -> Iterator[Defined]:
    """Losses that a document names but does not define, with the field's meaning."""
    defined = {each.key for each in definitions}
    for line in lines:
        for term in (line.head, line.side):
            for part in walk(term) if term is not None else ():
                if isinstance(part, Call) and part.name.base in FIELD_LOSSES and len(part.arguments) == 2:
                    key = resolved(names, part.name).key
                    left, right = part.arguments
                    if key not in defined and isinstance(left, Ref) and isinstance(right, Ref):
                        defined.add(key)
                        yield Defined(
                            key,
                            (),
                            FIELD_LOSSES[part.name.base](left, right, part.span),
                            line.section,
                            NO_LINE,
                            part.name,
                        )


def complements(lines: Iterable[Line], names: Names, definitions: list[Defined]) -> Iterator[Defined]:
    """``P(y = 0 | x)`` is ``1 - P(y = 1 | x)`` where a document speaks of these two values only."""
    defined = {each.key: {resolved(names, ref).key for ref in references(each.body)} for each in definitions}
    values: defaultdict[tuple[str, tuple[str, ...]], dict[str, tuple[Ref, int]]] = defaultdict(dict)
    for line in lines:
        for term in (line.head, line.side):
            for ref in references(term) if term is not None else ():
                if "=\\bullet" in ref.base and ref.subs:
                    values[ref.base, ref.sups].setdefault(ref.subs[-1], (ref, line.section))
    for found in values.values():
        if found.keys() != {"0", "1"}:
            continue
        (zero, section), (one, _) = found["0"], found["1"]
        known, other = (zero, one) if resolved(names, zero).key in defined else (one, zero)
        name = resolved(names, other)
        says_so = name.key in defined.get(resolved(names, known).key, ())
        if name.key not in defined and not name.slots and not says_so:
            total = Plus((Num(Fraction(1), 0, other.span), minus(known, other.span)), other.span)
            yield Defined(name.key, (), total, section, NO_LINE, other, name.sample)


def _cross_entropy(label: Ref, output: Ref, span: Span) -> Term:
    label, output = replace(label, subs=("m",)), replace(output, subs=("m",))
    logarithm = Call(Ref("log", (), (), span), 0, (output,), span)
    total = Big("sum", "m", None, None, (), Times((label, logarithm), span), span)
    return Times((Num(Fraction(-1), 0, span), total), span)


def _squared_error(label: Ref, output: Ref, span: Span) -> Term:
    difference = Plus((label, Times((Num(Fraction(-1), 0, span), output), span)), span)
    return Raise(difference, Num(Fraction(2), 0, span), span)


FIELD_LOSSES = {"CE": _cross_entropy, "SE": _squared_error}
