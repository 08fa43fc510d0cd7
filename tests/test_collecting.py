import gc
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import pytest

from backproof.check.document import check_source
from backproof.collecting import uncollected
from backproof.source.load import load

EXAMPLES = Path(__file__).parent / "documents"
MOST_OF_A_STATEMENT = 300
"""Objects that wait for the garbage collector; a thousand would be half a gigabyte for a book."""


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_afterwards_as_it_was_before(enabled: bool) -> None:
    try:
        (gc.enable if enabled else gc.disable)()
        with uncollected():
            assert not gc.isenabled()
        assert gc.isenabled() is enabled
    finally:
        gc.enable()


def test_what_was_made_meanwhile_is_not_looked_at_on_the_way_out() -> None:
    looks: list[str] = []

    def look(phase: str, _: Mapping[str, int]) -> None:
        looks.append(phase)

    with uncollected():
        made = [[each] for each in range(100_000)]
        gc.callbacks.append(look)
    try:
        made.append([])
        assert not looks
    finally:
        gc.callbacks.remove(look)


def test_what_others_have_frozen_stays_so() -> None:
    try:
        gc.freeze()
        with uncollected():
            pass
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()


def _left(work: Callable[[], object]) -> int:
    """How many objects only the garbage collector frees after some work."""
    gc.collect()
    gc.disable()
    try:
        work()
        return gc.collect()
    finally:
        gc.enable()


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.md")))
def test_what_judging_a_document_makes_is_freed_without_the_garbage_collector(name: str) -> None:
    source = load(str(EXAMPLES / name))
    statements = len(check_source(source).judgements)
    assert _left(partial(check_source, source)) < MOST_OF_A_STATEMENT * statements


def test_circles_are_seen() -> None:
    def work() -> None:
        circles: list[list[object]] = [[] for _ in range(1000)]
        for circle in circles:
            circle.append(circle)

    assert _left(work) >= 1000
