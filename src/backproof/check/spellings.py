"""Ways of writing: a document whose signs have one meaning throughout."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from backproof.check.definitions import (
    abstract,
    augmented,
    between,
    by_inverses,
    equal_letters,
    exchanged,
    in_place,
    introduced,
    kronecker,
    layered_letters,
    logarithms,
    named_above,
    named_after,
    renamed,
    squares,
    vectorised,
)
from backproof.check.functions import (
    also_named,
    at_index,
    between_spaces,
    by_arity,
    by_index,
    computed,
    elsewhere,
    given_values,
    in_words,
    indexed_functions,
    inlined,
    outlined,
    outputs,
    own_parameters,
    own_values,
    restated,
    spoken,
    through_names,
)
from backproof.check.gradients import (
    bars_in_words,
    differentials,
    errors_of_layers,
    hats,
    output_gradients,
    overbars,
    signs_of_slopes,
    step_gradients,
    total_differentials,
)
from backproof.check.indices import pairs
from backproof.check.layers import (
    by_letters,
    counts,
    dropped,
    fixed,
    named,
)
from backproof.check.losses import losses_by_letter, over_weights, put_into_losses, turned, two_cases
from backproof.check.names import (
    arrows,
    by_unit,
    circles,
    elements_above,
    ells,
    events,
    gates,
    gradients,
    iterates,
    labelled,
    losses_and_counts,
    moments,
    numbers_as_letters,
    stages,
    trailing,
    unapplied,
    units_by_letter,
)
from backproof.check.samples import (
    class_sets,
    gathered_losses,
    losses_of_arguments,
    losses_of_batches,
    losses_of_examples,
    losses_of_one,
    of_a_pair,
    one_letter,
    own_gradients,
    persample,
    side_by_side,
)
from backproof.check.steps import changes, changing_rates, rates_apart, states_apart, states_by_step
from backproof.read.document import Document
from backproof.read.lines import Line
from backproof.records import replace

Spelling = Callable[[Sequence[Line]], Sequence[Line]]
"""One way of writing, taken for what it means throughout a document."""


def settled(document: Document, *, rows: bool = False) -> Document:
    """A document whose signs mean one thing throughout; ``rows``: its vectors of entries stack rows."""
    document = between_spaces.settle(document)
    document = kronecker.settle(dropped.settle(exchanged.settle(named.settle(document))))
    document = bars_in_words.settle(vectorised.settle(document, rows=rows))
    spellings = (
        losses_and_counts,
        put_into_losses,
        losses_by_letter,
        signs_of_slopes,
        units_by_letter,
        own_parameters,
        own_values,
        losses_of_examples,
        by_arity,
        changing_rates,
        rates_apart,
        states_by_step,
        states_apart,
        arrows,
        in_place,
        errors_of_layers,
        over_weights,
        gradients,
        augmented,
        also_named,
        class_sets,
        circles,
        restated,
        given_values,
        elsewhere,
        outlined,
        overbars,
        gathered_losses,
        own_gradients,
        losses_of_arguments,
        losses_of_one,
        of_a_pair,
        by_index,
        indexed_functions,
        inlined,
        outputs,
        through_names,
        computed,
        at_index,
        abstract,
        losses_of_batches,
        by_unit,
        elements_above,
        events,
        by_letters,
        gates,
        stages,
        named_above,
        labelled,
        named_after,
        layered_letters,
        output_gradients,
        step_gradients,
        total_differentials,
        differentials,
        persample,
        trailing,
        ells,
        counts,
        between,
        introduced,
        side_by_side,
        hats,
        squares,
        logarithms,
        fixed,
        changes,
        unapplied,
        renamed,
        one_letter,
        spoken,
        equal_letters,
        turned,
        numbers_as_letters,
        moments,
        iterates,
        by_inverses,
        pairs,
        two_cases,
    )
    lines = through(document.lines, *(each.settle for each in spellings))
    return replace(document, lines=in_words.settle(lines, document.functions))


def through(lines: Sequence[Line], *spellings: Spelling) -> Sequence[Line]:
    """Lines with one way of writing after the other taken for what it means."""
    for settle in spellings:
        lines = settle(lines)
    return lines
