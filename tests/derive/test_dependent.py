"""A function that is applied to nothing is what there is to derive."""

from __future__ import annotations

import pytest

from backproof import Model
from tests.derive.test_derivations import not_right


@pytest.mark.parametrize(
    ("document", "target"),
    [
        (r"$$f(w) = (Xw - y)^\top (Xw - y)$$", "f"),
        (r"$$D(p) = \frac{|\sum_i n_i p_i - h|}{\|n\|}$$", "D"),
        (r"$$r = \sum_i w_i x_i - y$$ and $$g(w) = r^2 + \sum_i w_i^2$$", "g"),
        (r"$$\phi(t) = t^2$$ and $$E = \phi(w x)$$", "E"),
        (r"$$\phi(t) = t^2$$ and $$E = (w x - y)^2$$", "E"),
    ],
)
def test_a_quantity_written_with_what_it_depends_on(document: str, target: str) -> None:
    derivation = Model.from_document(document).derive()
    assert derivation.latex.startswith(rf"\frac{{\partial {target}}}")
    assert not_right(derivation.to("markdown")) == []
