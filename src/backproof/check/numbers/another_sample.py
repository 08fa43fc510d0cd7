r"""What is written for two samples, for one more: ``t_1 - y^{(1)}`` and ``t_2 - y^{(2)}`` say ``t_3 - y^{(3)}``."""

from __future__ import annotations

from dataclasses import replace

from backproof.read.terms.rewriting import alike, references, renamed
from backproof.read.terms.terms import Ref, Term


def of_another_sample(first: Term, second: Term, number: int) -> Term | None:
    r"""The term of a sample by those of samples 1 and 2; None where these differ in more than the numbers of samples.

    >>> from backproof.read.document import read_document
    >>> from backproof.source import Source
    >>> text = "$L = (t_1 - z_1^{(1)})^2$ $L = (t_2 - z_1^{(2)})^2$ $L = (t_2 - z_2^{(2)})^2$"
    >>> one, two, other = (line.side for line in read_document(Source("hw.md", text)).lines)
    >>> [ref.key for ref in references(of_another_sample(one, two, 3))]
    ['t_{3}', 'z_{1}^{(3)}']
    >>> of_another_sample(one, other, 3) is None
    True
    """
    found: dict[str, Ref] = {}
    for ref, counterpart in zip(references(first), references(second), strict=False):
        turned = _turned(ref, counterpart, str(number))
        if turned is None or found.setdefault(ref.key, turned).key != turned.key:
            return None
    seconds = {ref.key: other for ref, other in zip(references(first), references(second), strict=False)}
    same = alike(renamed(first, lambda ref: seconds.get(ref.key, ref)), second)
    return renamed(first, lambda ref: found.get(ref.key, ref)) if same else None


def _turned(ref: Ref, other: Ref, number: str) -> Ref | None:
    """A name of sample 1 for another one; None where its counterpart is not that of sample 2."""
    if ref.key == other.key:
        return ref
    scripts = [*ref.subs, *ref.sups], [*other.subs, *other.sups]
    places = [at for at, (one, two) in enumerate(zip(*scripts, strict=False)) if one != two]
    same = ref.base == other.base and len(ref.subs) == len(other.subs) and len(ref.sups) == len(other.sups)
    if not same or len(places) != 1:
        return None
    (at,) = places
    one, two = (each[at] for each in scripts)
    if (one.strip("()"), two) != ("1", one.replace("1", "2")):
        return None
    changed = [script if place != at else one.replace("1", number) for place, script in enumerate(scripts[0])]
    return replace(ref, subs=tuple(changed[: len(ref.subs)]), sups=tuple(changed[len(ref.subs) :]))
