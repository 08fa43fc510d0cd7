from __future__ import annotations

import hashlib
import json
import os
import struct
import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from backproof.source import BackproofError
from backproof.train.files import JSON, Loaded, load, save
from backproof.train.files.layout import Array

safetensors = pytest.importorskip("safetensors.numpy", reason="the package safetensors is not installed")

HEADER: dict[str, JSON] = {
    "classes": ["a", "ß", "\ud800"],
    "rate": 0.1,
    "state": 2**127,
    "none": None,
    "deep": {"": [[]]},
}
ARRAYS: dict[str, Array] = {
    "W^{(1)}": np.arange(6.0).reshape(2, 3),
    "b": np.array([True, False, True]),
    "rate": np.float32(0.1) * np.ones(()),
    "none": np.zeros((0, 4), np.int16),
    "δ": np.array([1, 2, 3], np.uint8),
}

KINDS = st.one_of(
    arrays_of.boolean_dtypes(),
    arrays_of.integer_dtypes(endianness="="),
    arrays_of.unsigned_integer_dtypes(endianness="="),
    arrays_of.floating_dtypes(endianness="=", sizes=(16, 32, 64)),
)
SHAPES = arrays_of.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
NAMES = st.text(st.characters(exclude_categories=("C", "Z")), max_size=8)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=5), part, max_size=3),
    max_leaves=8,
)


def same(one: Loaded, other: Loaded) -> bool:
    """Equal to the bit, kinds, shapes and the order of the names included."""
    return (
        repr(one.header) == repr(other.header)
        and list(one.arrays) == list(other.arrays)
        and all(
            (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes())
            for a, b in zip(one.arrays.values(), other.arrays.values(), strict=True)
        )
    )


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a small model file."""
    path = tmp_path_factory.mktemp("model") / "m.safetensors"
    save(path, ARRAYS, HEADER)
    return path.read_bytes()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("place") / "m.safetensors"


@given(
    st.dictionaries(NAMES, KINDS.flatmap(lambda kind: arrays_of.arrays(kind, SHAPES)), max_size=4),
    st.dictionaries(st.text(max_size=5).filter(lambda name: name != "schema"), PLAIN, max_size=4),
)
def test_what_is_saved_comes_back_to_the_bit(place: Path, arrays: dict[str, Array], header: dict[str, JSON]) -> None:
    save(place, arrays, header)
    assert same(load(place), Loaded(arrays, header))


def test_the_file_is_one_that_other_programs_read(place: Path) -> None:
    save(place, ARRAYS, HEADER)
    theirs = safetensors.load_file(place)
    assert same(Loaded(theirs, HEADER), Loaded({name: ARRAYS[name] for name in theirs}, HEADER))
    assert set(theirs) == set(ARRAYS)


def test_arrays_begin_where_their_numbers_are_aligned(written: bytes) -> None:
    (length,) = struct.unpack("<Q", written[:8])
    assert length % 8 == 0
    for name, described in json.loads(written[8 : 8 + length]).items():
        if name != "__metadata__":
            assert described["data_offsets"][0] % ARRAYS[name].itemsize == 0


@pytest.mark.parametrize("turn", [lambda a: a.T, lambda a: a[::-1], lambda a: a[:, ::2], np.asfortranarray])
def test_an_array_that_does_not_lie_in_one_piece_is_written_in_its_own_order(place: Path, turn: Any) -> None:
    array = turn(np.arange(12.0).reshape(3, 4))
    save(place, {"a": array, "b": array.astype(">f4"), "c": array.astype(">i2")}, {})
    found = load(place).arrays
    assert np.array_equal(found["a"], array)
    assert np.array_equal(found["b"], array)
    assert np.array_equal(found["c"], array)
    assert found["b"].dtype == np.float32


def test_large_arrays_out_of_order_are_written_piece_by_piece(place: Path) -> None:
    array = np.arange(5_000_000.0).reshape(2_500, 2_000).T
    tracemalloc.start()
    save(place, {"a": array}, {})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < array.nbytes
    assert np.array_equal(load(place).arrays["a"], array)


def test_saving_copies_nothing_and_loading_allocates_once(place: Path) -> None:
    array = np.ones(5_000_000)
    tracemalloc.start()
    save(place, {"a": array}, {})
    saving = tracemalloc.get_traced_memory()[1]
    found = load(place)
    loading = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert saving < 1_000_000
    assert loading < found.arrays["a"].nbytes + 1_000_000


def test_loaded_arrays_may_be_trained_on(place: Path) -> None:
    save(place, ARRAYS, HEADER)
    load(place).arrays["W^{(1)}"] += 1
    assert same(load(place), Loaded(ARRAYS, HEADER))


@given(st.data())
def test_a_changed_byte_is_found(written: bytes, place: Path, data: st.DataObject) -> None:
    changed = bytearray(written)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(written) - 1))
        changed[at] ^= data.draw(st.integers(1, 255))
    place.write_bytes(changed)
    if changed == written:
        assert same(load(place), Loaded(ARRAYS, HEADER))
    else:
        assert_refused(place)


@given(st.data())
def test_a_file_that_is_cut_short_or_goes_on_is_refused(written: bytes, place: Path, data: st.DataObject) -> None:
    cut = written[: data.draw(st.integers(0, len(written) - 1))]
    place.write_bytes(cut + data.draw(st.binary(max_size=4)) if data.draw(st.booleans()) else cut)
    if place.read_bytes() != written:
        assert_refused(place)
    place.write_bytes(written + data.draw(st.binary(min_size=1, max_size=40)))
    assert_refused(place)


def test_every_bit_of_a_file_counts(written: bytes, place: Path) -> None:
    for at in range(len(written)):
        place.write_bytes(written[:at] + bytes([written[at] ^ 1]) + written[at + 1 :])
        assert_refused(place)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_with_four_parts(place: Path, data: bytes) -> None:
    place.write_bytes(data)
    assert_refused(place)


def assert_refused(path: Path) -> BackproofError:
    with pytest.raises(BackproofError) as caught:
        load(path)
    problem = caught.value.diagnostic
    assert problem.where == str(path)
    assert problem.message
    assert problem.written
    assert problem.expected
    assert problem.advice
    assert len(str(problem)) < 1_000
    return caught.value


def sealed(head: str | bytes, data: bytes = b"", length: int | None = None) -> bytes:
    """A file with a hostile head and a right checksum: whoever forges a file can compute one."""
    inside = head.encode("utf-8", "surrogatepass") if isinstance(head, str) else head
    start = b'{"__metadata__":{"sha256":"'
    body = start + b"0" * 64 + b'","backproof":"{\\"schema\\":\\"backproof.model/1\\"}"}' + inside + b"}"
    body = struct.pack("<Q", len(body) if length is None else length) + body
    digest = hashlib.sha256(body + data).hexdigest().encode()
    return body.replace(b"0" * 64, digest, 1) + data


def described(name: str, dtype: str, shape: str, start: int, end: int) -> str:
    return f',"{name}":{{"dtype":"{dtype}","shape":{shape},"data_offsets":[{start},{end}]}}'


def test_the_forger_of_these_tests_can_make_a_file_that_is_read(place: Path) -> None:
    place.write_bytes(sealed(described("a", "F32", "[2]", 0, 8), struct.pack("<2f", 1.5, -2.0)))
    assert np.array_equal(load(place).arrays["a"], [1.5, -2.0])


HOSTILE = {
    "a head longer than any file": (sealed("", length=2**63), "a head of 9,223,372,036,854,775,808 bytes"),
    "a head longer than this file": (sealed("", length=40_000_000), "the file is cut short"),
    "overlap": (sealed(described("a", "F32", "[2]", 0, 8) + described("b", "F32", "[2]", 4, 12), bytes(12)), "'b'"),
    "gap": (sealed(described("a", "F32", "[1]", 0, 4) + described("b", "F32", "[1]", 8, 12), bytes(12)), "at 8"),
    "beyond the end": (sealed(described("a", "F32", "[200]", 0, 800), bytes(12)), "cut short"),
    "behind the arrays": (sealed(described("a", "F32", "[1]", 0, 4), bytes(12)), "behind the last array"),
    "backwards": (sealed(described("a", "F32", "[2]", 8, 0), bytes(8)), "the bytes 8 to 0"),
    "an unknown kind": (sealed(described("a", "F8_E4M3", "[8]", 0, 8), bytes(8)), "'F8_E4M3'"),
    "a kind that runs code elsewhere": (sealed(described("a", "O", "[1]", 0, 8), bytes(8)), "the dtype 'O'"),
    "a wrong shape": (sealed(described("a", "F32", "[3]", 0, 8), bytes(8)), "12 bytes for the shape 3 of F32"),
    "a shape beyond all integers": (sealed(described("a", "F32", f"[{2**40},{2**40}]", 0, 8), bytes(8)), "2**62"),
    "nothing, enormously": (sealed(described("a", "F32", f"[0,{2**61}]", 0, 0)), "fewer than 2**62 bytes"),
    "a negative extent": (sealed(described("a", "F32", "[-2]", 0, 8), bytes(8)), "the number -2"),
    "a truth value for an extent": (sealed(described("a", "F32", "[true,2]", 0, 8), bytes(8)), "the number True"),
    "a fraction for an extent": (sealed(described("a", "F32", "[2.0]", 0, 8), bytes(8)), "the number 2.0"),
    "too many axes": (sealed(described("a", "F32", str([1] * 33), 0, 4), bytes(4)), "33 axes"),
    "not a number": (sealed(described("a", "F32", "[NaN]", 0, 8), bytes(8)), "NaN is no number of JSON"),
    "infinity by digits": (sealed(described("a", "F32", "[1e999]", 0, 8), bytes(8)), "larger than every float"),
    "an integer without end": (sealed(described("a", "F32", f"[{'9' * 5000}]", 0, 8), bytes(8)), "can't be read"),
    "a name twice": (sealed(2 * described("a", "F32", "[2]", 0, 8), bytes(8)), "the name 'a' stands there twice"),
    "the metadata twice": (sealed(',"__metadata__":{}'), "'__metadata__' stands there twice"),
    "lists without end": (sealed(f',"a":{"[" * 100_000}'), "nested too deeply"),
    "objects without end": (sealed(',"a":' + '{"a":' * 100_000), "nested too deeply"),
    "no UTF-8": (sealed(b',"\xff":1'), "JSON in UTF-8"),
    "another member": (sealed(described("a", "F32", '[2],"x":0', 0, 8), bytes(8)), "dtype, shape and two data_offsets"),
    "no object": (sealed(',"a":7'), "dtype, shape and two data_offsets"),
    "a truth value above 1": (sealed(described("a", "BOOL", "[2]", 0, 2), b"\1\7"), "a byte above 1"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_what_is_wrong_in_it(case: str, place: Path) -> None:
    data, message = HOSTILE[case]
    place.write_bytes(data)
    tracemalloc.start()
    error = assert_refused(place)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert message in str(error)
    assert peak < 20 * len(data) + 1_000_000


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ('{"schema": "backproof.model/2"}', "the schema 'backproof.model/2'(.|\n)*backproof.model/1"),
        ('{"classes": []}', "the schema 'None'"),
        ("[]", "it is no JSON object"),
        ('{"schema": "backproof.model/1", "rate": NaN}', "NaN is no number of JSON"),
        ('{"schema": "backproof.model/1", "a": 1, "a": 2}', "'a' stands there twice"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_header_of_another_kind_is_refused(header: str, message: str, place: Path, written: bytes) -> None:
    start = b'{"__metadata__":{"sha256":"'
    body = start + b"0" * 64 + b'","backproof":' + json.dumps(header).encode() + b"}}"
    body = struct.pack("<Q", len(body)) + body
    place.write_bytes(body.replace(b"0" * 64, hashlib.sha256(body).hexdigest().encode(), 1))
    with pytest.raises(BackproofError, match=message):
        load(place)


def test_a_file_of_another_program_is_refused(place: Path) -> None:
    safetensors.save_file({"a": np.ones(2)}, place)
    with pytest.raises(BackproofError, match="this is no model file of backproof"):
        load(place)


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.array(["a"]), "'w' of <U1, 1 axes(.|\n)*BOOL, I8"),
        (np.array([object()]), "'w' of object"),
        (np.array([1j]), "'w' of complex128"),
        (np.array(["2026-01-01"], "datetime64[D]"), "'w' of datetime64"),
    ],
)
def test_an_array_that_no_file_can_hold_is_refused_by_name(array: Array, message: str, place: Path) -> None:
    with pytest.raises(BackproofError, match=message):
        save(place, {"w": array}, {})


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ({"best": {"loss": [0.5, float("inf")]}}, r"inf at best\.loss\[1\](.|\n)*a finite number"),
        ({"best": float("nan")}, "nan at best"),
        ({"sizes": (1, 2)}, "a value of type tuple at sizes"),
        ({"sizes": [np.int64(3)]}, r"a value of type int64 at sizes\[0\]"),
        ({"classes": {1: "a"}}, "the name 1 at classes"),
        ({"state": 10**1300}, "an integer of more than 1,000 digits at state"),
        ({"schema": "mine"}, "the header names a schema"),
    ],
)
def test_a_header_that_would_not_come_back_is_refused_with_its_place(header: Any, message: str, place: Path) -> None:
    with pytest.raises(BackproofError, match=message):
        save(place, {}, header)


def test_lists_in_a_header_are_nested_a_hundred_deep_and_no_deeper(place: Path) -> None:
    deep: JSON = []
    for _ in range(98):
        deep = [deep]
    save(place, {}, {"deep": deep})
    assert load(place).header == {"deep": deep}
    with pytest.raises(BackproofError, match="nested too deeply"):
        save(place, {}, {"deep": [[deep]]})


def test_names_of_arrays_that_could_not_be_told_apart_are_refused(place: Path) -> None:
    for name in ("__metadata__", "a\0b", "\ud800"):
        with pytest.raises(BackproofError, match="no array may have this name"):
            save(place, {name: np.ones(1)}, {})


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BackproofError, match=r"missing: there is no such file(.|\n)*check the name"):
        load(tmp_path / "missing")
    with pytest.raises(BackproofError, match=r"this is a folder"):
        load(tmp_path)
    with pytest.raises(BackproofError, match=r"can't be read: .*null"):
        load("with\0nul")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BackproofError, match=r"a pipe or a device"):
        load(tmp_path / "pipe")
    with pytest.raises(BackproofError, match=r"a pipe or a device"):
        load("/dev/zero")
