"""A section is judged with those below it where other sections write its names in other ways."""

from __future__ import annotations

from backproof.read.document import read_document
from backproof.source import Source
from tests.check.judging import verdicts

NETWORK = r"""# Title

## Network

$z_i = \sum_j w_{ij} x_j$, $h_i = f(z_i)$, $p = \sum_i u_i h_i$, $L = \frac12 (p - y)^2$

### Derivatives

$$\frac{\partial L}{\partial u_i} = (p - y) h_i$$
$$\frac{\partial L}{\partial w_{ij}} = (p - y) u_i f'(z_i) x_j$$

## Samples

$$R = \frac{1}{n} \sum_{i=1}^n \frac12 (\sum_j \theta_j x_{ij} - y_i)^2$$
$$\frac{\partial R}{\partial \theta_k} = \frac{1}{n} \sum_{i=1}^n (\sum_j \theta_j x_{ij} - y_i) x_{ik}$$
"""


def test_the_highest_level_that_comes_again_makes_chapters() -> None:
    assert [line.chapter for line in read_document(Source("notes.md", NETWORK)).lines] == [2] * 6 + [3] * 2


def test_what_another_chapter_writes_with_more_indices_is_another_array() -> None:
    assert verdicts(NETWORK) == ["right"] * 8
    assert verdicts(NETWORK.replace("= (p - y) h_i", "= (p + y) h_i"))[4] == "wrong"
    assert verdicts(NETWORK.replace("- y_i) x_{ik}", "- y_i) x_{ij}"))[7] == "wrong"


def test_an_optimum_of_a_later_chapter_is_no_path_that_leaves_this_one() -> None:
    optimum = "\n## Optimum\n\n$$w^* = X y$$\n"
    assert verdicts(NETWORK + optimum)[:6] == ["right"] * 6
