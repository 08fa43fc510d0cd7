"""The secant and its like are one over a function of the table, unless the document says what they are."""

import pytest

from tests.check.judging import verdicts


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{d}{dx} \tanh x = \operatorname{sech}^2 x", "right"),
        (r"\frac{d}{dx} \tanh x = \operatorname{sech} x", "wrong"),
        (r"\frac{d}{dx} \tan x = \sec^2 x", "right"),
        (r"\frac{d}{dx} \cot x = -\csc^2 x", "right"),
        (r"\frac{d}{dx} \cot x = \csc^2 x", "wrong"),
        (r"\frac{d}{dx} \coth x = -\operatorname{csch}^2(x)", "right"),
        (r"\operatorname{sech}'(x) = 1", "unchecked"),
    ],
)
def test_a_reciprocal_is_one_over_its_function(claim: str, expected: str) -> None:
    assert verdicts(f"$${claim}$$") == [expected]


def test_what_the_document_defines_goes_before_the_field() -> None:
    text = r"$$\mathrm{sech}(x) = x^2, \quad \mathrm{sech}'(x) = 2 x$$"
    text += r"$$\mathrm{sech}'(x) = -\mathrm{sech}(x) \tanh(x)$$"
    assert verdicts(text) == ["right", "right", "wrong"]
