r"""A neuron that is wrong, and slow to learn it.

A sigmoid that is far off on the wrong side is flat there. With squared error the gradient has the slope of the sigmoid
as a factor, so that the neuron learns most slowly where it is most wrong. The derivative of cross-entropy has the same
slope below the fraction bar, and it cancels. (The example is that of Michael Nielsen's book, with other numbers.)

One neuron, one input x = 1, the label y = 1, the rate 0.5. Its weight and bias begin at -1.5, -2, -2.5 and so on: the
further down, the more wrong. The two networks differ in one line, the loss. backproof derives their gradients: the
factor a(1 - a), which is the slope of the sigmoid, stands in the first of them only.

Claim: each half further down makes squared error at least 1.5 times slower, and cross-entropy at most 1.2 times; a
neuron that begins at -3 learns by cross-entropy in less than a thirtieth of the steps.
"""

import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning

import backproof
from backproof.estimators import EquationEstimator
from page import BLUE, GREY, ORANGE, Page, is_small

warnings.simplefilter("ignore", ConvergenceWarning)  # training ends by its epochs here
NEURON = [r"z = w x + b", r"a = \sigma(z)"]
SQUARED = [*NEURON, r"L = \frac12 (a - y)^2"]
ENTROPY = [*NEURON, r"L = -(y \log a + (1 - y) \log(1 - a))"]
RATE, GOAL = 0.5, 0.8


def outputs(equations: list[str], start: float, steps: int) -> np.ndarray:
    """What the neuron says before each step of gradient descent."""
    neuron = EquationEstimator(
        equations, initial={"w": start, "b": start}, solver="sgd", momentum=0, learning_rate_init=RATE,
        tol=0, n_iter_no_change=np.inf, max_iter=steps, random_state=0,
    )  # fmt: skip
    losses = np.array(neuron.fit([[1.0]], [1.0]).loss_curve_)
    return np.asarray(1 - np.sqrt(2 * losses) if equations is SQUARED else np.exp(-losses))


def steps_until(equations: list[str], start: float, steps: int) -> int:
    """How many steps it takes until the neuron says ``GOAL``."""
    return int(np.argmax(outputs(equations, start, steps) > GOAL))


starts = [-2.0, -2.5, -3.0] if is_small() else [-1.5, -2.0, -2.5, -3.0, -3.5]
slow = [steps_until(SQUARED, start, 1500) for start in starts]
fast = [steps_until(ENTROPY, start, 50) for start in starts]
assert np.all(np.divide(slow[1:], slow[:-1]) > 1.5)
assert np.all(np.divide(fast[1:], fast[:-1]) < 1.2)
at = starts.index(-3.0)
assert slow[at] > 30 * fast[at]

gradients = [backproof.Model(*equations).derive("w").latex for equations in (SQUARED, ENTROPY)]
assert ["a(1 - a)" in gradient for gradient in gradients] == [True, False]

page = Page(
    __file__,
    {
        "steps with squared error, from -2": f"{slow[starts.index(-2.0)]}",
        "steps with squared error, from -3": f"{slow[at]}",
        "steps with cross-entropy, from -2": f"{fast[starts.index(-2.0)]}",
        "steps with cross-entropy, from -3": f"{fast[at]}",
    },
    gradients,
)
with page.picture() as (left, right):
    for equations, counts, colour, style, name in (
        (SQUARED, slow, ORANGE, "s--", "squared error"),
        (ENTROPY, fast, BLUE, "o-", "cross-entropy"),
    ):
        left.plot(outputs(equations, -3.0, 600), style[1:], color=colour, lw=2, label=name)
        right.semilogy(starts, counts, style, color=colour, label=name)
    left.axhline(1, color=GREY, lw=1)
    left.set(title="A neuron that begins at -3", xlabel="step", ylabel="output (the label is 1)")
    right.set(title=f"Steps until the output is {GOAL}", xlabel="first weight and bias", ylabel="steps")
    left.legend(loc=(0.2, 0.45))
    right.legend()
