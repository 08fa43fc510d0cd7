"""The library in C, called through ctypes: the interpreter's lock is released while it runs."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
DONE, PAUSED, REFUSED, NO_MEMORY = range(4)
ROOM = 400
"""Bytes of a message."""
WORDS = 624


class Refused(Exception):
    """A program, or an array for it, that can't be run: the message says why."""


class _Array(ctypes.Structure):
    _fields_ = (
        ("data", ctypes.c_void_p),
        ("elements", ctypes.c_int64),
        ("itemsize", ctypes.c_int64),
        ("writable", ctypes.c_int64),
    )


class _Progress(ctypes.Structure):
    _fields_ = (
        ("chosen", ctypes.c_void_p),
        ("order", ctypes.c_void_p),
        ("weights", ctypes.c_void_p),
        ("counts", ctypes.c_int64 * 3),
        ("words", ctypes.c_void_p),
        ("used", ctypes.c_int64),
        ("step", ctypes.c_int64),
        ("position", ctypes.c_int64),
        ("rate", ctypes.c_double),
        ("loss", ctypes.c_double),
        ("weight", ctypes.c_double),
    )


def library_path() -> Path:
    """Where the library lies: beside this file, under a name without a version of Python, since any loads it."""
    return Path(__file__).with_name("_engine.pyd" if os.name == "nt" else "_engine.so")


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(str(library_path()))
    library.bp_version.restype = ctypes.c_char_p
    library.bp_format.restype = ctypes.c_int64
    library.bp_function_name.restype = ctypes.c_char_p
    library.bp_function_name.argtypes = [ctypes.c_int64]
    library.bp_path_name.restype = ctypes.c_char_p
    library.bp_path_name.argtypes = [ctypes.c_int64]
    library.bp_open.argtypes = [
        ctypes.c_void_p, ctypes.c_int64, ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64, ctypes.c_char_p,
        ctypes.POINTER(ctypes.c_void_p), ctypes.c_char_p, ctypes.c_int64,
    ]  # fmt: skip
    library.bp_close.argtypes = [ctypes.c_void_p]
    library.bp_close.restype = None
    library.bp_work.argtypes, library.bp_work.restype = [ctypes.c_void_p], ctypes.c_int64
    library.bp_tell.argtypes, library.bp_tell.restype = [
        ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64, ctypes.c_char_p, ctypes.c_int64,
    ], None  # fmt: skip
    library.bp_run.argtypes = [ctypes.c_void_p, ctypes.c_int64, ctypes.c_char_p, ctypes.c_int64]
    library.bp_epoch.argtypes = [
        ctypes.c_void_p, ctypes.c_void_p, ctypes.c_double, ctypes.c_char_p, ctypes.c_int64,
    ]  # fmt: skip
    return library


def version() -> str:
    """The version of the library, which is that of this package where both were built together."""
    return str(_library().bp_version().decode())


def format_version() -> int:
    """The version of the program format that the library reads."""
    return int(_library().bp_format())


@cache
def functions() -> dict[str, int]:
    """The functions of maps and their numbers in a program."""
    return {name: at for at, name in enumerate(_names(_library().bp_function_name))}


@cache
def paths() -> tuple[str, ...]:
    """The sets of instructions that the library was compiled for and this processor has, the fastest last."""
    return tuple(_names(_library().bp_path_name))


def _names(of: Any) -> list[str]:
    found: list[str] = []
    while (name := of(len(found))) is not None:
        found.append(name.decode())
    return found


@final
class Program:
    """A program with the arrays that it works on, which stay where they are.

    ``words`` is an array of int64. ``arrays`` are float32 or float64, as the program says; those that it writes have to
    be writable. Raises :class:`Refused` where anything does not fit, and MemoryError.
    """

    def __init__(self, words: Array, arrays: Sequence[Array], threads: int = 1, path: str = "") -> None:
        words = np.ascontiguousarray(words, np.int64)
        given = (_Array * max(1, len(arrays)))()
        for at, array in enumerate(arrays):
            given[at] = _described(at, array)
        # What the library points to lives as long as this object.
        self._arrays, self._message = tuple(arrays), ctypes.create_string_buffer(ROOM)
        self._handle = ctypes.c_void_p()
        status = _library().bp_open(
            words.ctypes.data, words.size, ctypes.addressof(given), len(arrays), threads, path.encode(),
            ctypes.byref(self._handle), self._message, ROOM,
        )  # fmt: skip
        self._judge(status)

    @property
    def work(self) -> int:
        """The operations of all lists together."""
        return int(_library().bp_work(self._handle))

    def told(self, number: int = 0) -> list[str]:
        """What runs each operation of a list, in a few words."""
        self._refuse_closed()
        found: list[str] = []
        while True:
            _library().bp_tell(self._handle, number, len(found), self._message, ROOM)
            if not self._message.value:
                return found
            found.append(self._message.value.decode())

    def run(self, number: int = 0) -> None:
        """One pass over a list of operations."""
        self._refuse_closed()
        self._judge(_library().bp_run(self._handle, number, self._message, ROOM))

    def epoch(self, progress: Progress, seconds: float) -> bool:
        """Go on with an epoch for about so many seconds; whether it is over."""
        self._refuse_closed()
        status = _library().bp_epoch(self._handle, progress.address, seconds, self._message, ROOM)
        self._judge(status)
        return bool(status == DONE)

    def close(self) -> None:
        """Free what the library holds."""
        if self._handle:
            _library().bp_close(self._handle)
            self._handle = ctypes.c_void_p()

    def __del__(self) -> None:
        if getattr(self, "_handle", None):
            self.close()

    def _refuse_closed(self) -> None:
        if not self._handle:
            raise Refused("the program was closed")

    def _judge(self, status: int) -> None:
        if status == NO_MEMORY:
            raise MemoryError(self._message.value.decode(errors="replace"))
        if status not in (DONE, PAUSED):
            raise Refused(self._message.value.decode(errors="replace"))


def _described(at: int, array: Array) -> _Array:
    """An array as the library sees it: its first element, and how far it reaches."""
    if array.dtype not in (np.float32, np.float64):
        raise Refused(f"array {at} has elements of type {array.dtype}, not float32 or float64 of this machine")
    if not array.flags.aligned:
        raise Refused(f"array {at} does not begin at a whole element")
    if any(step % array.itemsize or step < 0 for step in array.strides):
        raise Refused(f"array {at} runs backwards, or not by whole elements")
    span = 1 + sum((extent - 1) * step for extent, step in zip(array.shape, array.strides, strict=True)) // (
        array.itemsize
    )
    return _Array(array.ctypes.data, span if array.size else 0, array.itemsize, array.flags.writeable)


@final
class Progress:
    """Where an epoch stands, in memory that the library reads and writes.

    ``order`` are the numbers of the rows that count, which each epoch shuffles anew; None takes them as they come.
    ``words`` and ``used`` are the state of a Mersenne twister. All arrays are contiguous, and of the types below.
    """

    def __init__(
        self, words: Array, used: int, step: int, *, order: Array | None = None, chosen: Array | None = None,
        weights: Array | None = None,
    ) -> None:  # fmt: skip
        self.words, self.order = np.array(words, np.uint32), None if order is None else np.array(order, np.int64)
        self._chosen = None if chosen is None else np.ascontiguousarray(chosen, np.int64)
        self._weights = None if weights is None else np.ascontiguousarray(weights, np.float64)
        if self.words.shape != (WORDS,):
            raise Refused(f"a Mersenne twister has {WORDS} words, not {self.words.size}")
        self._fields = _Progress(
            _address(self._chosen), _address(self.order), _address(self._weights),
            tuple(0 if each is None else each.size for each in (self._chosen, self.order, self._weights)),
            self.words.ctypes.data, used, step,
        )  # fmt: skip
        self.address = ctypes.addressof(self._fields)

    def begin(self, rate: float) -> None:
        """Begin an epoch."""
        self._fields.position, self._fields.rate = 0, rate
        self._fields.loss = self._fields.weight = 0.0

    @property
    def used(self) -> int:
        """How many words of the twister were used."""
        return int(self._fields.used)

    @property
    def step(self) -> int:
        """The steps so far."""
        return int(self._fields.step)

    @property
    def loss(self) -> float:
        """The mean objective of this epoch so far."""
        return float(self._fields.loss / self._fields.weight) if self._fields.weight else float("nan")


def _address(array: Array | None) -> int | None:
    return None if array is None else int(array.ctypes.data)
