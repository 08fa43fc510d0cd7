"""What the names of a document are, from all of its lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

from backproof.check.names import unbound
from backproof.check.names.leading import led_by_scripts
from backproof.check.names.names import OLD_MARKS, UPDATE_MARKS, Names, labelled, stem_of
from backproof.check.names.totals import total_of
from backproof.read.grammar.naming import INDEX_LETTERS
from backproof.read.grammar.spelling import letters_of
from backproof.read.lines import Line
from backproof.read.terms.rewriting import has, occurrences, references, walk
from backproof.read.terms.terms import Big, Call, Listed, Num, Partial, Plus, Ref, Term, Times
from backproof.read.vocabulary import FUNCTION_LETTERS, FUNCTION_WORDS, LOSS_LETTERS, NORMS, QUANTITY_WORDS


def build(lines: Iterable[Line]) -> Names:
    """Read all references of a document once."""
    lines = tuple(lines)
    terms = [term for line in lines for term in line.sides]
    refs = [ref for term in terms for ref in references(term)]
    labels, from_zero, forms = _label_letters(terms, refs), _from_zero(terms), _forms(terms)
    labels |= unbound.labels(lines)
    numbered = _numbered(refs)
    led = led_by_scripts(lines, refs)
    bare = Names({}, frozenset(), labels, numbered=numbered, led=led)
    uses: defaultdict[str, Counter[int]] = defaultdict(Counter)
    # A name is written with the same scripts again and again.
    times = Counter((ref.base, ref.subs, ref.sups) for ref in refs)
    spelt = {(ref.base, ref.subs, ref.sups): ref for ref in refs}
    for written, ref in spelt.items():
        base = letters_of(ref.base.removeprefix("\\Delta "))
        subs = bare.paired(tuple(script for script in ref.subs if script not in UPDATE_MARKS | OLD_MARKS))
        first = bare.leading(base, subs)
        words = subs[:first] + tuple(script for script in subs[first:] if bare.is_label(base, subs, script))
        slots = [script for script in subs[first:] if script not in words]
        if any(not slot.isdigit() for slot in slots):
            uses[labelled(stem_of(ref), words)][len(slots)] += times[written]
    arity = {stem: counts.most_common(1)[0][0] for stem, counts in uses.items()}
    defines_delta = any(
        isinstance(line.head, Ref)
        and line.head.base == "delta"
        and line.side is not None
        and any(True for _ in tensors_of(line.side))
        for line in lines
    )
    return Names(
        arity,
        _defined_elements(lines),
        labels,
        _quantities(terms, forms),
        not defines_delta,
        numbered,
        led,
        _totals(lines) & arity.keys(),
        from_zero,
        _biases(terms, from_zero),
        forms=forms,
        lasts=_lasts(spelt.values()),
    )


def quantities(lines: Iterable[Line]) -> frozenset[str]:
    """The names of a document that are quantities although they stand with arguments: ``L(w)``."""
    terms = [term for line in lines for term in line.sides]
    return _quantities(terms, _forms(terms))


def _totals(lines: tuple[Line, ...]) -> frozenset[str]:
    """``E = \\sum_n E_n``: a bare name that is defined by a sum over the indexed ones; a loss by any sum or norm.

    The derivatives of such a sum say as much.
    """
    found = {letters_of(name.base) for line in lines if (told := total_of(line)) is not None for name in told[:1]}
    for line in lines:
        head = line.head.name if isinstance(line.head, Call) else line.head
        if isinstance(head, Ref) and not head.subs and line.side is not None:
            sums = occurrences(line.side, Big)
            own = any(head.base == ref.base and each.letter in ref.subs for each in sums for ref in references(each))
            if own or (head.base in LOSS_LETTERS and _is_total(line.side)):
                found.add(letters_of(head.base))
    return frozenset(found)


def _is_total(side: Term) -> bool:
    """Whether an expression sums over all index letters that it has, or is a norm of whole arrays."""
    sums = [part for part in occurrences(side, Big) if part.kind in {"sum", "mean"}]
    norms = any(isinstance(part, Call) and part.name.base in NORMS for part in walk(side))
    letters = {script for ref in references(side) for script in ref.subs if script in INDEX_LETTERS}
    return bool(sums or norms) and letters <= {each.letter for each in sums}


def _from_zero(terms: list[Term]) -> frozenset[str]:
    """Bases that a sum from 0 runs over, or whose elements a list names from 0 on."""
    found: set[str] = set()
    for part in (part for term in terms for part in walk(term)):
        match part:
            case Big(lower=Num(value), letter=letter) if value == 0:
                found.update(letters_of(ref.base) for ref in references(part.body) if letter in ref.subs)
            case Listed(_, items):
                found.update(letters_of(each.base) for each in items if isinstance(each, Ref) and each.subs == ("0",))
            case Plus(terms=added):
                # a_0 + a_2 are elements side by side; in w_0 + w_1 x_1 the first one stands in another way.
                plain = [each for each in added if isinstance(each, Ref) and len(each.subs) == 1]
                first = {each.base for each in plain if each.subs == ("0",)}
                others = {each.base for each in plain if each.subs[0].isdigit() and each.subs != ("0",)}
                found.update(letters_of(base) for base in first & others)
            case Times(factors):
                zeros = [each for each in factors if isinstance(each, Ref) and each.subs == ("0",)]
                found.update(letters_of(each.base) for each in zeros if len(zeros) > 1)
            case _:
                pass
    return frozenset(found)


def _lasts(refs: Iterable[Ref]) -> dict[tuple[str, tuple[str, ...]], int]:
    """The greatest numbers with which the elements are written of vectors that have an element 0."""
    found: defaultdict[tuple[str, tuple[str, ...]], set[int]] = defaultdict(set)
    for ref in refs:
        match ref:
            case Ref(base=base, subs=(script,), sups=sups) if script.isdigit():
                found[base, sups].add(int(script))
            case _:
                pass
    return {vector: max(numbers) for vector, numbers in found.items() if 0 in numbers and len(numbers) > 1}


def _biases(terms: list[Term], from_zero: Set[str]) -> frozenset[tuple[str, int]]:
    """Matrices with an element 0 beside a sum over the others, with the slot of the letter that is summed."""
    found: set[tuple[str, int]] = set()
    for part in (part for term in terms for part in walk(term)):
        match part:
            case Plus(terms=added):
                sums = [each for each in added if isinstance(each, Big) and each.kind == "sum"]
                zeros = [each for each in added if isinstance(each, Ref) and len(each.subs) > 1]
                found.update(
                    (stem_of(bias), bias.subs.index("0"))
                    for bias in zeros
                    if bias.subs.count("0") == 1
                    and any(
                        _is_weighted(each, bias) and (_is_from_one(each) or letters_of(bias.base) not in from_zero)
                        for each in sums
                    )
                )
            case _:
                pass
    return frozenset(found)


def _is_weighted(weighted: Big, bias: Ref) -> bool:
    """Whether a sum runs over the slot of a matrix in which a bias has its 0."""
    with_letter = tuple(weighted.letter if script == "0" else script for script in bias.subs)
    return any(
        (ref.base, ref.subs, ref.sups) == (bias.base, with_letter, bias.sups) for ref in references(weighted.body)
    )


def _is_from_one(big: Big) -> bool:
    """Whether a sum leaves the element 0 out, although another one, over another slot, may begin there."""
    return isinstance(big.lower, Num) and big.lower.value == 1


def _numbered(refs: list[Ref]) -> frozenset[str]:
    """Letters outside the usual indices that mostly stand before a number: h and o in ``h1``, ``o2``."""
    before: Counter[str] = Counter()
    for ref in refs:
        for at, script in enumerate(ref.subs):
            if len(script) == 1 and script.isalpha():
                numbered = at == 0 and len(ref.subs) == 2 and ref.subs[1].isdigit()
                before[script] += 1 if numbered else -1
    return frozenset(script for script, count in before.items() if count > 0) - INDEX_LETTERS


def tensors_of(term: Term) -> Iterator[Ref]:
    """The names in a term that carry scripts or more than one letter: not mere index letters."""
    return (ref for ref in references(term) if ref.subs or ref.sups or ref.base not in INDEX_LETTERS)


def _quantities(terms: list[Term], forms: Iterable[str]) -> frozenset[str]:
    """Names that are always written with the same plain arguments, are known as losses (``SE(y, O_0)``), or have
    ``forms``."""
    signatures: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    applied: set[str] = set()
    for part in (part for term in terms for part in walk(term)):
        if isinstance(part, Call) and part.name.base not in FUNCTION_WORDS:
            plain = all(isinstance(argument, Ref | Listed) for argument in part.arguments)
            if part.primes or not plain:
                applied.add(part.name.base)
            signatures[part.name.base].add(signature(part))
    parts = (part for term in terms for part in walk(term))
    above = {part.of.base for part in parts if isinstance(part, Partial) and isinstance(part.of, Ref)}
    losses = QUANTITY_WORDS | LOSS_LETTERS | {base for base in above if len(base) == 1 and base.isupper()}
    return frozenset(forms) | frozenset(
        base
        for base, own in signatures.items()
        if base not in applied
        and (base in losses or (base.isupper() and len(base) > 1) or (len(own) == 1 and len(next(iter(own))) > 1))
    )


def _forms(terms: list[Term]) -> dict[str, tuple[str, ...]]:
    """What other quantities that are differentiated by themselves (``\\partial \\xi``) are first written with."""
    parts = [part for term in terms for part in walk(term)]
    alone = {part.of.base for part in parts if isinstance(part, Partial) and isinstance(part.of, Ref)}
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for part in parts:
        if isinstance(part, Call) and not part.primes and part.name.base in alone - FUNCTION_LETTERS - LOSS_LETTERS:
            found[part.name.base].append(signature(part))
    return {base: forms[0] for base, forms in found.items() if len({*forms}) > 1 and len(forms[0]) > 1}


def signature(call: Call) -> tuple[str, ...]:
    """The names of the arguments of a call."""
    return tuple(_signature(argument) for argument in call.arguments)


def _signature(argument: Term) -> str:
    match argument:
        case Ref():
            return argument.key
        case Listed(Ref() as name, _):
            return name.key
        case _:
            return "[]"


def _label_letters(terms: list[Term], refs: list[Ref]) -> frozenset[str]:
    r"""Letters that only ever stand alone under one base, and that no sum binds: ``O_o``, ``E_p``.

    So do capitals under any bases that have no other script: ``\mu_B``, ``\sigma_B^2``. A loss needs no other letters
    beside such a one: ``E_d``.
    """
    bound = {part.letter for term in terms for part in occurrences(term, Big)}
    hosts: defaultdict[str, set[str]] = defaultdict(set)
    for ref in refs:
        base = letters_of(ref.base.removeprefix("\\Delta "))
        for script in ref.subs:
            hosts[script].add(base if len(ref.subs) == 1 else f"{base}*")
    others = Counter(base for bases in hosts.values() for base in bases)
    # A loss is one number, whatever else a letter stands under: beside L_2, L_z is the loss of z.
    capitals = frozenset(
        f"{base}_{script}"
        for script, bases in hosts.items()
        if len(script) == 1 and script.isupper() and script not in bound
        and all(others[base] == 1 and not base.endswith("*") for base in bases)
        for base in bases
    )  # fmt: skip
    return (
        capitals
        | _named_by_bounds(terms, hosts)
        | frozenset(
            f"{base}_{script}"
            for script, bases in hosts.items()
            if script not in bound and len(script) == 1 and script.isalpha() and script not in INDEX_LETTERS
            for base in (bases if len(bases) == 1 else bases & LOSS_LETTERS)
            if others[base] > 1 or (base in LOSS_LETTERS and len(bases) == 1)
        )
    )


def _named_by_bounds(terms: list[Term], hosts: Mapping[str, set[str]]) -> frozenset[str]:
    """``\\Sigma_C = \\sum_{d=1}^C ...``: a name with the upper bound of sums, and with no other script."""
    sums = (part for term in terms for part in occurrences(term, Big))
    bounds = {each.upper.base for each in sums if isinstance(each.upper, Ref) and not each.upper.subs}
    scripts = Counter(base for bases in hosts.values() for base in bases)
    return frozenset(
        f"{base}_{bound}" for bound in bounds if bound.isupper() for base in hosts.get(bound, ()) if scripts[base] == 1
    )


def _defined_elements(lines: tuple[Line, ...]) -> frozenset[tuple[str, tuple[str, ...]]]:
    """``O_0 = ...`` defines a quantity named ``O_0``, unless the right side is a plain number or the same element.

    A vector that is spelt out entry by entry, ``x = (x_1, x_2)``, says of its elements that they are themselves.
    Numbers that are put into ``\\ell_i = -\\log p_i`` define nothing: ``\\ell_3 = -\\log(0.38)``.
    """
    lettered = set(_lettered(lines))
    return frozenset(
        (letters_of(line.head.base), line.head.subs)
        for line in lines
        if isinstance(line.head, Ref)
        and line.head.subs
        and all(script.isdigit() for script in line.head.subs)
        and UPDATE_MARKS.isdisjoint(line.head.sups)
        and line.relation in {"=", ":=", "equiv", "coloneqq"}
        and line.side is not None
        and not (isinstance(line.side, Ref) and line.side.key == line.head.key)
        and has(line.side, Ref, Call)
        and ((line.head.base, len(line.head.subs)) not in lettered or has(line.side, Ref))
    )


def _lettered(lines: tuple[Line, ...]) -> Iterator[tuple[str, int]]:
    """Bases of elements that a formula defines for every letter, with the number of these."""
    for line in lines:
        head, side = line.head, line.side
        if isinstance(head, Ref) and head.subs and side is not None and line.relation in {"=", ":=", "equiv"}:
            letters = set(head.subs)
            if not any(map(str.isdigit, letters)) and any(letters & {*ref.subs} for ref in references(side)):
                yield head.base, len(head.subs)
