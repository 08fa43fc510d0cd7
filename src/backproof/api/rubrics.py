"""A rubric in a TOML file: the parts of a task, the quantities of the key that each is about, its points.

Each ``[[part]]`` has a ``name``, one quantity or a list of them as ``of`` in the letters of the key
(``'\\frac{\\partial L}{\\partial w_{ij}}'``), and ``points`` for all of them together or ``each`` for every one.
``aspect = "dimensions"`` gives them for the right shape alone; without ``of`` it is about the quantities of all other
parts. ``carried`` outside of the parts is the share of the points for an answer that is right but for an error made
before it, where that error cost no other part its points (0.5 where the file doesn't say).
"""

from __future__ import annotations

import math
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, final

from backproof.check.grading.keys import Key
from backproof.check.grading.quantities import Quantity
from backproof.check.grading.rubric import CARRIED as SHARE
from backproof.check.grading.rubric import Aspect, Part, Rubric
from backproof.source import BackproofError, Diagnostic, Source, Span
from backproof.source.load import FileKind, load

PART, NAME, OF, POINTS, EACH, ASPECT, CARRIED = "part", "name", "of", "points", "each", "aspect", "carried"
KNOWN: Final = (NAME, OF, POINTS, EACH, ASPECT)
RUBRIC: Final = FileKind(
    "a text file with parts in TOML, each [[part]] with name, of and points",
    "write the parts into such a file",
    "save the rubric as UTF-8 text",
)
EXAMPLE: Final = r"'\frac{\partial L}{\partial w_{ij}}'"
QUOTES: Final = "put formulas in single quotes"


def read_rubric(path: str | os.PathLike[str], key: Key) -> Rubric:
    """The rubric of a file, for a key; raises :class:`BackproofError` for what can't be meant, with its place."""
    source = load(os.fspath(path), RUBRIC)
    try:
        told = tomllib.loads(source.text)
    except (ValueError, RecursionError) as error:
        raise BackproofError(
            Diagnostic("this is no TOML", str(error), "lines such as points = 5", QUOTES, source)
        ) from None
    return Reader(source, key).rubric(told)


@final
@dataclass(frozen=True, slots=True)
class Reader:
    """A rubric as TOML has it, on its way to what it means for a key."""

    source: Source
    key: Key

    def rubric(self, told: Mapping[str, Any]) -> Rubric:
        """The parts, and the share for an error that is carried forward."""
        parts = told.get(PART)
        if not isinstance(parts, list) or not parts or not all(isinstance(each, dict) for each in parts):
            raise self.problem("a rubric needs parts", "no [[part]]", "[[part]] with name, of and points", "write one")
        for other in told.keys() - {PART, CARRIED}:
            raise self.problem("a rubric has no such entry", other, f"[[{PART}]] and {CARRIED}", "leave it out", other)
        names = [self.name(at, each) for at, each in enumerate(parts)]
        for name in {name for name in names if names.count(name) > 1}:
            raise self.problem("two parts have one name", name, "a name for each part", "give one another name", name)
        found = [self.quantities(name, each) for name, each in zip(names, parts, strict=True)]
        aspects = [self.aspect(each) for each in parts]
        answers = [each for each, aspect in zip(found, aspects, strict=True) if aspect is Aspect.ANSWER]
        every = tuple(dict.fromkeys(quantity for each in answers for quantity in each))
        about = [each or every for each in found]
        each = [self.each(name, part, len(own)) for name, part, own in zip(names, parts, about, strict=True)]
        share = self.number(CARRIED, told.get(CARRIED, SHARE), most=1.0)
        return Rubric(tuple(map(Part, names, about, each, aspects)), share)

    def name(self, at: int, part: Mapping[str, Any]) -> str:
        """The name of a part."""
        name = part.get(NAME)
        if not isinstance(name, str) or not name.strip():
            raise self.problem(f"part {at + 1} has no name", f"name = {name!r}", 'name = "gradient of w"', "name it")
        for other in part.keys() - set(KNOWN):
            raise self.problem(f"{name} has an unknown entry", other, ", ".join(KNOWN), "leave it out", other)
        return name.strip()

    def quantities(self, name: str, part: Mapping[str, Any]) -> tuple[Quantity, ...]:
        """What a part asks for; none where it is about those of all others."""
        told = part.get(OF, [])
        formulas = [told] if isinstance(told, str) else told
        if not isinstance(formulas, list) or not all(isinstance(each, str) for each in formulas):
            raise self.problem(
                f"{name} is not about formulas", f"of = {told!r}", "a formula, or a list of them", QUOTES, OF
            )
        if not formulas and self.aspect(part) is Aspect.ANSWER:
            raise self.problem(f"{name} is about nothing", "no of", f"of = {EXAMPLE}", "say what it is about", name)
        found = zip(formulas, self.key.asked(formulas), strict=True)
        return tuple(self.quantity(name, latex, each) for latex, each in found)

    def quantity(self, name: str, latex: str, asked: Quantity | None) -> Quantity:
        """A quantity that the key has."""
        if asked is None or not self.key.is_known(asked):
            has = ", ".join(dict.fromkeys(map(str, self.key.stated))) or "no equation"
            advice = "write it in the letters of the key, or add it to the key"
            raise self.problem(f"the key lacks what {name} asks for", latex, f"one of: {has}", advice, latex)
        return asked

    def aspect(self, part: Mapping[str, Any]) -> Aspect:
        """What of an answer is looked at."""
        told = part.get(ASPECT, Aspect.ANSWER.value)
        known = {each.value: each for each in Aspect}
        if told not in known:
            raise self.problem("there is no such aspect", str(told), " or ".join(known), "choose one", str(told))
        return known[told]

    def each(self, name: str, part: Mapping[str, Any], count: int) -> float:
        """The points for each quantity of a part."""
        if (POINTS in part) == (EACH in part):
            both = f"{POINTS} and {EACH}" if POINTS in part else f"neither {POINTS} nor {EACH}"
            raise self.problem(f"the points of {name} are not clear", both, "one of them", "keep one", name)
        if EACH in part:
            return self.number(EACH, part[EACH])
        return self.number(POINTS, part[POINTS]) / max(1, count)

    def number(self, entry: str, told: object, most: float = math.inf) -> float:
        """A number of points, or a share of them."""
        counted = isinstance(told, int | float) and not isinstance(told, bool) and math.isfinite(told)
        if not isinstance(told, int | float) or not counted or not 0 <= told <= most:
            bound = "from 0 on" if most == math.inf else f"from 0 to {most:g}"
            raise self.problem(f"{entry} can't be this", f"{entry} = {told}", f"a number {bound}", "correct it", entry)
        return float(told)

    def problem(self, message: str, written: str, expected: str, advice: str, near: str = "") -> BackproofError:
        """What is wrong, at the first place where ``near`` stands."""
        start = self.source.text.find(near) if near else -1
        span = None if start < 0 else Span(start, start + len(near))
        return BackproofError(Diagnostic(message, written, expected, advice, self.source, span))
