"""A derivative behind which a point stands in numbers has its value there, through all definitions of the document."""

import pytest

from tests.check.judging import verdicts

CHAIN = r"Let $u = 3 x^2 + 1$ and $y = u^5$. "
NEURON = r"Let $z = w x + b$, $a = \sigma(z)$ with the sigmoid and $E = \frac{1}{2} (a - t)^2$. "
POINT = r"w = 0, b = 0, x = 2, t = 1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CHAIN + r"$$\frac{dy}{dx}\Big|_{x=1} = 30 \cdot 4^4 = 7680$$", ["right", "right"]),
        (CHAIN + r"$$\frac{dy}{dx}\Big|_{x=1} = 5 \cdot 4^4 = 1280$$", ["wrong", "follows"]),
        (CHAIN + r"$$\frac{dy}{dx}\Big|_{x=1} = 6 x \cdot 5 \cdot 4^4\Big|_{x=1}$$", ["right"]),
        (CHAIN + r"$$\left.\frac{dy}{dx}\right|_{x=-1} = -7680$$", ["right"]),
        (CHAIN + r"$$\left.\frac{dy}{dx}\right|_{x=-1} = 7680$$", ["wrong"]),
        (NEURON + r"$$\frac{\partial E}{\partial w}\Big|_{%s} = -0.25$$".replace("%s", POINT), ["right"]),
        (NEURON + r"$$\frac{\partial E}{\partial w}\Big|_{%s} = -0.125$$".replace("%s", POINT), ["wrong"]),
        # Nothing says what b is there.
        (NEURON + r"$$\frac{\partial E}{\partial w}\Big|_{w = 0, x = 2, t = 1} = -0.25$$", ["unchecked"]),
    ],
)
def test_a_derivative_has_its_value_at_the_point_behind_it(text: str, expected: list[str]) -> None:
    assert verdicts(text)[-len(expected) :] == expected


def test_each_chain_has_a_point_of_its_own() -> None:
    text = CHAIN + r"$$\frac{du}{dx}\Big|_{x=1} = 6$$ $$\frac{du}{dx}\Big|_{x=2} = 12$$"
    text += r"$$\frac{du}{dx}\Big|_{x=3} = 12$$"
    assert verdicts(text)[2:] == ["right", "right", "wrong"]


def test_a_point_says_nothing_of_the_lines_behind_it() -> None:
    text = CHAIN + r"$$\frac{du}{dx}\Big|_{x=1} = 6$$ $$\frac{du}{dx} = 6 x$$ $$\frac{du}{dx} = 6$$"
    assert verdicts(text)[2:4] == ["right", "right"]
    assert verdicts(text)[4] != "right"


def test_two_points_in_one_line_are_left_open() -> None:
    text = CHAIN + r"$$\frac{du}{dx}\Big|_{x=1} + \frac{du}{dx}\Big|_{x=2} = 12$$"
    assert verdicts(text)[2:] == ["unchecked"]


@pytest.mark.parametrize(
    ("function", "first", "second"),
    [
        ("f(x, t) = x^2 + 2 t", "[2 x, 2 t]", "right"),
        ("f(t, x) = x^2 + 2 t", "[2 x, 2 t]", "wrong"),
        ("f(w, b) = w^2 + b^2", "[2 w, 2 b]", "right"),
        ("f = w^2 + b^2", "[2 w, 2 b]", "unchecked"),
        ("f = y^2 + x^2", "[2 x, 2 y]", "right"),
    ],
)
def test_coordinates_have_the_order_in_which_the_function_is_defined(function: str, first: str, second: str) -> None:
    """Of x and y it is that of the alphabet; of w and b nothing says it."""
    assert verdicts(rf"$${function}$$ $${first} \Big|_{{(1, 3)}} = [2, 6]$$")[-1] == second
