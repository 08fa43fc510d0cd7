"""Figures about a run over documents: which readings rescued lines, and what time and memory it took."""

from __future__ import annotations

import resource
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from backproof.check.verdicts.readings import TABLE
from backproof.check.verdicts.verdict import PROVED, Checked

GAP = "..."


def rescued(documents: Iterable[Checked]) -> Iterator[str]:
    """How many proved lines needed each reading: those of the table, and then what was supplied or assumed besides.

    >>> kind("z stands for each of its elements"), kind("a sum over i is meant")
    ('... stands for each of its elements', 'a sum over ... is meant')
    """
    each = [judgement for document in documents for judgement in document.judgements if judgement.verdict in PROVED]
    counts = Counter(kind(sentence) for judgement in each for sentence in dict.fromkeys(judgement.assumes))
    known = dict.fromkeys(kind(entry.sentence) for entry in TABLE if entry.sentence)
    yield "lines that each reading rescued:"
    yield from (f"{counts[sentence]:<6}{sentence}" for sentence in known)
    yield from (f"{count:<6}{sentence}" for sentence, count in counts.most_common() if sentence not in known)


def conventions(documents: Iterable[Checked]) -> Iterator[str]:
    """How many documents each convention was chosen for."""
    counts = Counter(note for document in documents for note in {kind(sentence) for sentence in document.readings})
    yield "documents that each convention holds for:"
    yield from (f"{count:<6}{sentence}" for sentence, count in counts.most_common())


def kind(sentence: str) -> str:
    """A sentence without the names of the document in it."""
    words: list[str] = []
    for word in sentence.split(":", maxsplit=1)[0].split():
        plain = word.strip(",")
        said = word if plain.isalpha() and (len(plain) > 1 or plain == "a") else GAP
        if said != GAP or words[-1:] != [GAP]:
            words.append(said)
    return " ".join(words)


def megabytes() -> float:
    """The most memory that this process had; Linux counts kilobytes, macOS bytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)
