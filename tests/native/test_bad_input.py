"""Bad input of the native engine: an exception with the cause, and nothing is read or written outside."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backproof.train.engines.native import library
from backproof.train.engines.native.engine import Native
from backproof.train.engines.native.operations import block, mapped
from backproof.train.engines.native.training import Step
from backproof.train.engines.native.translation import Translation
from backproof.train.engines.native.words import Buffers, Kind, literal, program
from backproof.train.optimisers import adam
from tests.native.native import LIBRARY, native, needs_library
from tests.train.jobs import bits, job_of, state_of

pytestmark = needs_library
RUNS: int = 10**7
"""The operations of a corrupted program that is run as well."""
EXAMPLES = int(os.environ.get("BACKPROOF_EXAMPLES", "40"))


def whole_program(dtype: str = "float64") -> tuple[Any, list[Any]]:
    """The words and arrays of a training with everything in it."""
    job = job_of(optimiser=adam(clip=1.0), dtype=dtype, samples=20)
    assert LIBRARY is not None
    step = Step(Translation(LIBRARY.functions(), job.dtype.itemsize), job, state_of(job))
    translation = step.translation
    return program(translation.buffers, step.lists, translation.itemsize, step.words()), translation.buffers.arrays


def opened(words: Any, arrays: list[Any]) -> Any:
    assert LIBRARY is not None
    return LIBRARY.Program(words, arrays)


def refused(words: Any, arrays: list[Any]) -> str:
    """Why a program is refused."""
    assert LIBRARY is not None
    with pytest.raises(LIBRARY.Refused) as error:
        opened(words, arrays)
    return str(error.value)


def changed(words: Any, at: int, value: int) -> Any:
    copy = words.copy()
    copy[at] = value
    return copy


@pytest.mark.parametrize(
    ("at", "value", "cause"),
    [
        (0, 1, "this is no program"),
        (1, 1, "the program has another format: 1"),
        (2, 9, "the program has another length: 9"),
        (3, 2, "numbers have 4 or 8 bytes: 2"),
        (4, 2**62, "there can't be so many entries"),
        (5, -1, "there can't be so many entries"),
        (7, 9, "there is no such kind of buffer: 9"),
        (8, 2**62, "a buffer can't have so many elements"),
        (8, 3, "an array does not have the elements of its buffer"),
    ],
)
def test_a_damaged_head_is_refused_with_the_cause(at: int, value: int, cause: str) -> None:
    words, arrays = whole_program()
    assert cause in refused(changed(words, at, value), arrays)


def test_a_program_that_is_cut_off_is_refused_wherever_it_is() -> None:
    words, arrays = whole_program()
    for length in range(0, len(words) - 1, 7):
        short = words[:length].copy()
        if length > 2:
            short[2] = length
        refused(short, arrays)


def test_arrays_that_do_not_fit_are_refused() -> None:
    words, arrays = whole_program()
    locked = arrays[0].copy()
    locked.flags.writeable = False
    odd = np.frombuffer(bytearray(arrays[0].nbytes + 1), np.uint8)[1:].view(np.float64)
    for wrong, cause in (
        (arrays[0].astype(np.float32), "the bytes of an element"),
        (arrays[0].astype(">f8"), "elements of type >f8"),
        (arrays[0].astype(complex), "elements of type complex128"),
        (arrays[0][:-1].copy(), "does not have the elements"),
        (np.repeat(arrays[0], 2)[::2], "does not have the elements"),
        (arrays[0][::-1], "runs backwards"),
        (odd, "does not begin at a whole element"),
        (locked, "an array can't be written: 0"),
    ):
        assert cause in refused(words, [wrong, *arrays[1:]])
    assert "fewer arrays" in refused(words, arrays[:-1])
    assert "more arrays" in refused(words, [*arrays, arrays[0]])


def test_memory_that_can_not_be_had_is_an_exception() -> None:
    buffers = Buffers()
    large = buffers.add(Kind.OWN, 2**45)
    assert large == 0
    with pytest.raises(MemoryError, match="there is no memory for 35184372088832 elements"):
        opened(program(buffers, [[]], 8), [])


@settings(max_examples=10 * EXAMPLES, deadline=None)
@given(st.data())
def test_a_corrupted_program_never_leaves_its_buffers(data: st.DataObject) -> None:
    """Words are changed one after another; what is not refused runs. The sanitizers look at this test."""
    assert LIBRARY is not None
    words, arrays = whole_program(data.draw(st.sampled_from(["float32", "float64"])))
    limit = 2**62
    words = words.copy()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(7, len(words) - 1))
        words[at] = data.draw(
            st.sampled_from([-1, 0, 1, 2, 3, 7, 8, int(words[at]) + 1, max(-limit, int(words[at]) - 1)])
            | st.integers(-limit, limit)
            | st.integers(0, 40)
        )
    arrays = [array.copy() for array in arrays]
    try:
        found = opened(words, arrays)
    except (LIBRARY.Refused, MemoryError):
        return
    if found.work > RUNS:
        return
    for number in range(3):
        found.run(number)
    key = np.random.MT19937(0).state["state"]["key"]
    progress = LIBRARY.Progress(key, 624, 0, order=np.arange(20))
    progress.begin(0.1)
    try:
        for _ in range(3):
            found.epoch(progress, 0.001)
    except LIBRARY.Refused:
        pass


def test_a_result_that_leaves_its_buffer_is_found_out() -> None:
    """The smallest program that writes, and the same with one element too many."""
    for count, right in ((3, True), (4, False)):
        buffers = Buffers()
        out = buffers.give(np.zeros(3), written=True)
        assert LIBRARY is not None
        copy = LIBRARY.functions()["copy"]
        words = program(buffers, [[block(count, [mapped(copy, (count,), out, [literal(7.0)])])]], 8)
        if right:
            opened(words, buffers.arrays).run()
            assert buffers.arrays[0].tolist() == [7, 7, 7]
        else:
            assert "an operand lies outside of its buffer" in refused(words, buffers.arrays)


def test_rows_that_do_not_exist_are_refused() -> None:
    words, arrays = whole_program()
    assert LIBRARY is not None
    key = np.random.MT19937(0).state["state"]["key"]
    for wishes in (
        {"order": np.arange(20) + 1}, {"order": np.arange(19)}, {"chosen": np.arange(20) - 1}, {"weights": np.ones(3)},
    ):  # fmt: skip
        progress = LIBRARY.Progress(key, 0, 0, **wishes)
        progress.begin(0.1)
        with pytest.raises(LIBRARY.Refused, match="a row that is named does not exist"):
            opened(words, arrays).epoch(progress, 1.0)


def test_a_closed_program_does_not_run() -> None:
    words, arrays = whole_program()
    assert LIBRARY is not None
    found = opened(words, arrays)
    found.close()
    with pytest.raises(LIBRARY.Refused, match="the program was closed"):
        found.run()


def test_what_is_no_number_stays_so_and_nothing_hangs() -> None:
    job = job_of(samples=12)
    job.data["x"][3] = np.nan
    run = native().start(job, state_of(job))
    assert np.isnan(run.epochs([0.1, 0.1])).all()


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked here")
def test_a_child_process_trains_on_after_a_fork() -> None:
    job = job_of(optimiser=adam())
    parent, twin = (native(threads=2).start(job, state_of(job)) for _ in range(2))
    for run in (parent, twin):
        run.epochs([0.1])
    child = os.fork()
    if child == 0:
        same = False
        try:
            twin.epochs([0.1])
            parent.epochs([0.1])
            same = bits(twin.state) == bits(parent.state)
        finally:
            os._exit(0 if same else 1)
    assert os.waitpid(child, 0)[1] == 0
    for run in (parent, twin):
        run.epochs([0.1])
    assert bits(parent.state) == bits(twin.state)
    gc.collect()


# The handshake


class Other:
    """A library of another version."""

    @staticmethod
    def version() -> str:
        return "9.9.9"

    @staticmethod
    def format_version() -> int:
        return 7


def test_a_library_of_another_version_is_left_alone_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "backproof_native", Other)
    module, why = library.found.__wrapped__()
    assert module is None
    assert why.startswith("The native engine is version 9.9.9 and reads programs of format 7; backproof is version")
    assert "Training runs on NumPy" in why


def test_both_packages_have_the_same_version() -> None:
    assert library.found() == (LIBRARY, "")
    assert isinstance(native(), Native)
