"""Small documents and the verdicts that they deserve, statement by statement."""

from __future__ import annotations

import pytest

from backproof.check.verdicts.verdict import Role, Verdict
from tests.check.judging import displays, judged, verdicts

SOFTMAX = r"p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}"
ENTROPY = r"L = -\sum_k t_k \log p_k"
SQUARE = r"L = (y - o)^2"
NETWORK = r"L = (y - o)^2, \quad o = \sum_j h_j v_j, \quad h_j = \sigma(a_j), \quad a_j = \sum_i x_i w_{ij}"

R, IF, W, U = "right", "right-if", "wrong", "unchecked"


def claims(*latex: str) -> list[str]:
    """The verdicts of all statements that are no definitions."""
    return [each.verdict.value for each in judged(displays(*latex)) if each.role is not Role.DEFINITION]


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{\partial L}{\partial o} = -2(y - o)", [R]),
        (r"\frac{\partial L}{\partial o} = 2(y - o)", [W]),
        (r"\frac{\partial L}{\partial v_j} = -2(y - o) h_j", [R]),
        (r"\frac{\partial L}{\partial h_j} = -2(y - o) v_j", [R]),
        (r"\frac{\partial h_j}{\partial a_j} = h_j (1 - h_j) = \sigma'(a_j)", [R, R]),
        (r"\frac{\partial h_j}{\partial a_j} = h_j (1 - a_j)", [W]),
        (
            r"\frac{\partial L}{\partial w_{ij}} = \frac{\partial L}{\partial o} \frac{\partial o}{\partial h_j}"
            r"\frac{\partial h_j}{\partial a_j} \frac{\partial a_j}{\partial w_{ij}}"
            r"= -2 (y - o) v_j h_j (1 - h_j) x_i",
            [R, R],
        ),
        (r"\frac{\partial L}{\partial w_{ij}} = -2 (y - o) v_i h_j (1 - h_j) x_i", [W]),
        (r"\frac{\partial L}{\partial x_i} = -2 (y - o) \sum_j v_j h_j (1 - h_j) w_{ij}", [R]),
        (r"\frac{\partial L}{\partial x_i} = -2 (y - o) v_j h_j (1 - h_j) w_{ij}", [W]),
        (r"\frac{\partial L}{\partial y} = 2 (y - o)", [R]),
    ],
)
def test_two_layers_with_a_squared_error(claim: str, expected: list[str]) -> None:
    assert claims(NETWORK, claim) == expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (r"\frac{\partial p_i}{\partial z_j} = p_i (1 - p_i), \quad i = j", [R]),
        (r"\frac{\partial p_i}{\partial z_j} = -p_i p_j, \quad i \neq j", [R]),
        (r"\frac{\partial p_i}{\partial z_j} = p_i p_j, \quad i \neq j", [W]),
        (r"\frac{\partial p_i}{\partial z_j} = -p_i p_j", [W]),
        (
            r"\frac{\partial p_i}{\partial z_j}"
            r"= \begin{cases} p_i (1 - p_i) & i = j \\ -p_i p_j & i \neq j \end{cases}",
            [R],
        ),
        (
            r"\frac{\partial p_i}{\partial z_j} = \begin{cases} p_i & i = j \\ -p_i p_j & \text{otherwise} \end{cases}",
            [W],
        ),
        (r"\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)", [R]),
        (r"\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_i)", [W]),
        (r"\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k}", [R]),
        (
            r"\frac{\partial L}{\partial z_j} = -\sum_k \frac{t_k}{p_k} \frac{\partial p_k}{\partial z_j}"
            r"= -t_j (1 - p_j) + \sum_{k \neq j} t_k p_j = p_j \sum_k t_k - t_j",
            [R, R, R],
        ),
        (r"\sum_i p_i = 1", [R]),
        (r"\sum_{i \neq k} p_i = 1 - p_k", [R]),
        (r"\sum_{i \neq k} p_i = p_k", [W]),
    ],
)
def test_softmax_and_cross_entropy_by_cases(claim: str, expected: list[str]) -> None:
    assert claims(SOFTMAX, ENTROPY, claim) == expected


@pytest.mark.parametrize(
    ("words", "claim", "verdict", "assumes"),
    [
        ("", r"\frac{\partial L}{\partial z_j} = p_j - t_j", R, ["the labels of the cross-entropy sum to one"]),
        ("", r"L = -\log \sum_k t_k p_k", IF, ["the labels are one-hot"]),
        ("", r"\sum_k t_k^2 = 1", IF, ["the labels are one-hot"]),
        ("The labels $t$ are one-hot.", r"\sum_k t_k^2 = 1", R, ["the labels are one-hot"]),
        ("", r"\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k}", R, []),
        ("The labels $t$ are one-hot.", r"\frac{\partial L}{\partial z_j} = t_j - p_j", W, []),
    ],
)
def test_labels_are_free_then_in_the_simplex_then_one_hot(
    words: str, claim: str, verdict: str, assumes: list[str]
) -> None:
    last = judged(f"{words}\n\n{displays(SOFTMAX, ENTROPY, claim)}")[-1]
    assert (last.verdict.value, list(last.assumes)) == (verdict, assumes)


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\frac{d\sigma(x)}{dx} = \frac{e^{-x}}{(1 + e^{-x})^2} = \sigma(x)(1 - \sigma(x))", [R, R]),
        (r"\frac{d\sigma(x)}{dx} = \frac{-e^{-x}}{(1 + e^{-x})^2}", [W]),
        (r"\sigma'(x) = \sigma(x) - \sigma(x)^2", [R]),
        (r"1 - \sigma(x) = \sigma(-x)", [R]),
        (r"\frac{d}{dx} \log \sigma(x) = 1 - \sigma(x)", [R]),
        (r"\frac{d}{dx} \log \sigma(x) = \sigma(x)", [W]),
        (r"\frac{d}{dx} (x \sigma(x)) = \sigma(x) + x \sigma'(x)", [R]),
        (r"\tanh'(x) = 1 - \tanh^2(x)", [R]),
        (r"\tanh'(x) = 1 - \tanh(x)", [W]),
        (r"\frac{d\,\mathrm{ReLU}(x)}{dx} = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}", [R]),
        (r"\frac{d\,\mathrm{ReLU}(x)}{dx} = \begin{cases} 1 & x < 0 \\ 0 & \text{otherwise} \end{cases}", [W]),
    ],
)
def test_derivatives_of_activations(latex: str, expected: list[str]) -> None:
    assert verdicts(displays(latex)) == expected
    assert verdicts(displays(r"\sigma(x) = \frac{1}{1 + e^{-x}}", latex)) == [R, *expected]


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        (r"\frac{d}{dx} \sigma(f(x)) = \sigma(f(x)) (1 - \sigma(f(x))) f'(x)", R),
        (r"\frac{d}{dx} \sigma(f(x)) = \sigma(f(x)) (1 - \sigma(f(x)))", W),
        (r"\frac{d}{dx} \log(f(x)) = \frac{f'(x)}{f(x)}", R),
        (r"\frac{d}{dx} e^{f(x)} = e^{f(x)} f'(x)", R),
        (r"\frac{d}{dx} (f(x) g(x)) = f'(x) g(x) + f(x) g'(x)", R),
        (r"\frac{d}{dx} (f(x) g(x)) = f'(x) g'(x)", W),
        (r"\frac{d}{dx} \frac{f(x)}{g(x)} = \frac{f'(x) g(x) - f(x) g'(x)}{g(x)^2}", R),
        (r"\frac{d}{dx} \frac{f(x)}{g(x)} = \frac{f'(x) g(x) + f(x) g'(x)}{g(x)^2}", W),
        (r"\frac{d}{dx} f(g(x)) = f'(g(x)) g'(x)", R),
        (r"\frac{d}{dx} f(g(x)) = f'(x) g'(x)", W),
        (r"\frac{d}{dx} f(x)^n = n f(x)^{n-1} f'(x)", R),
    ],
)
def test_rules_of_calculus_hold_for_functions_that_nothing_defines(latex: str, verdict: str) -> None:
    assert verdicts(displays(latex)) == [verdict]


@pytest.mark.parametrize(
    ("update", "verdict"),
    [
        (r"\Delta v_j = -\alpha \frac{\partial L}{\partial v_j}", R),
        (r"\Delta v_j = 2 \alpha (y - o) h_j", R),
        (r"\Delta v_j = -2 \alpha (y - o) h_j", W),
        (r"\Delta v_j = -2 (y - o) h_j", IF),
        (r"v_j^{new} = v_j + 2 \alpha (y - o) h_j", R),
        (r"v_j^{new} = v_j - 2 \alpha (y - o) h_j", W),
        (r"v_j^{new} = v_j - \alpha \frac{\partial L}{\partial v_j}", R),
        (r"v_j \leftarrow v_j - \alpha \frac{\partial L}{\partial v_j}", R),
    ],
)
def test_updates_descend_the_gradient(update: str, verdict: str) -> None:
    rule = r"\Delta v_j = -\alpha \frac{\partial L}{\partial v_j}"
    last = judged(displays(SQUARE, r"o = \sum_j h_j v_j", rule, update))[-1]
    assert (last.role, last.verdict.value) == (Role.UPDATE, verdict)


@pytest.mark.parametrize(
    ("document", "reading"),
    [
        (
            displays(
                r"o = \sum_j h_j v_j",
                r"\frac{\partial o}{\partial h_j} = \sum_j \frac{\partial (h_j v_j)}{\partial h_j}",
            ),
            "the letter of the derivative inside the sum is the one outside of it",
        ),
        (
            displays(
                SQUARE, r"o = \sum_j h_j v_j", r"h_j = \sigma(\sum_i x_i w_{ij} + b)",
                r"\frac{\partial L}{\partial b} = -2(y - o) v_j h_j (1 - h_j)",
            ),
            "a name without an index has one entry for each unit",
        ),
        (displays(r"h_j = \sum_i x_i w_{ij}", "a_j = w_{ij} x + b_j"), "a sum over i is meant"),
    ],
)  # fmt: skip
def test_a_line_that_needs_a_reading_of_its_own_is_right_if_and_names_it(document: str, reading: str) -> None:
    *others, last = judged(document)
    assert {each.verdict for each in others} == {Verdict.RIGHT}
    assert (last.verdict, last.assumes) == (Verdict.RIGHT_IF, (reading,))


def test_the_same_lines_to_the_letter_are_right() -> None:
    bias = r"\frac{\partial L}{\partial b} = -2(y - o) \sum_j v_j h_j (1 - h_j)"
    assert claims(SQUARE, r"o = \sum_j h_j v_j", r"h_j = \sigma(\sum_i x_i w_{ij} + b)", bias) == [R]
    captured = r"\frac{\partial o}{\partial h_j} = \sum_k \frac{\partial (h_k v_k)}{\partial h_j} = v_j"
    assert claims(r"o = \sum_j h_j v_j", captured) == [R, R]


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ([r"\frac{\partial x_i}{\partial x_j} = \delta_{ij}"], [R]),
        ([r"s = \sum_i x_i", r"\frac{\partial x_i}{\partial x_j} = 1"], [R, W]),
        ([r"\sum_j \delta_{ij} x_j = x_i"], [R]),
        ([r"s = \sum_i x_i^2", r"\frac{\partial s}{\partial x_k} = \sum_i 2 x_i \delta_{ik} = 2 x_k"], [R, R, R]),
        ([r"s = \sum_i x_i^2", r"\frac{\partial s}{\partial x_k} = 2 x_i"], [R, W]),
        ([r"s = \sum_i x_i^2", r"\frac{\partial s}{\partial x_k} = \sum_i 2 x_i"], [R, W]),
    ],
)
def test_kronecker_deltas_and_letters_that_are_free_on_one_side(latex: list[str], expected: list[str]) -> None:
    assert verdicts(displays(*latex)) == expected


def test_a_section_may_define_a_letter_anew() -> None:
    document = "\n\n".join(
        [
            "# A", displays(SQUARE, r"\frac{\partial L}{\partial o} = 2(o - y)"),
            "# B", displays(r"L = \frac{1}{2} (y - o)^2", r"\frac{\partial L}{\partial o} = o - y"),
            "# C", displays(r"\frac{\partial L}{\partial o} = 3(o - y)"),
        ]
    )  # fmt: skip
    assert verdicts(document) == [R, R, R, R, W]


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        ([r"\frac{\partial E}{\partial u} = 3 u"], "E is not defined in this document"),
        ([SQUARE, r"\frac{\partial L}{\partial m} = 2(y - o)"], "the document does not determine"),
        ([SQUARE, r"\frac{\partial L}{\partial o} = q"], "q is not defined in this document"),
        ([SQUARE, r"\frac{\partial L}{\partial o} = f(o)"], "the function f is not defined in this document"),
        (["q = \\int b", "m = q u", r"\frac{\partial m}{\partial u} = a"], "the line that defines q is not read"),
        (["u = 2 u"], "the name on the left stands on the right too"),
    ],
)
def test_what_the_document_does_not_say_is_unchecked_with_the_name(latex: list[str], reason: str) -> None:
    last = judged(displays(*latex))[-1]
    assert last.verdict is Verdict.UNCHECKED
    assert reason in last.reason


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        ([r"a = 0.1 \cdot 2 + 0.3 \cdot 4 = 1.4"], [R, R]),
        ([r"a = 0.1 \cdot 2 + 0.3 \cdot 4 = 1.5"], [R, W]),
        ([r"a = \frac{2}{3} = 0.67"], [R, R]),
        ([r"a = \frac{2}{3} = 0.66"], [R, W]),
        (["w = 0.5, x = 2", "z = w x = 1", r"h = \sigma(z) = 0.7311", "L = (h - 1)^2 = 0.0723"], [R] * 8),
        (["w = 0.5, x = 2", "z = w x = 1", r"h = \sigma(z) = 0.7411"], [R, R, R, R, R, W]),
        ([r"h = \sigma(1) = 0.7311", r"d = 2(h - 1) = 2(0.7311 - 1) = -0.5379"], [R] * 5),
        ([r"h = \sigma(1) = 0.7311", r"d = 2(h - 1) = -0.5378"], [R] * 4),
        ([r"h = \sigma(1) = 0.7311", r"d = 2(h - 1) = -0.5389"], [R, R, R, W]),
    ],
)
def test_numbers_are_right_where_they_round_from_exact_or_printed_values(latex: list[str], expected: list[str]) -> None:
    assert verdicts(displays(*latex)) == expected


@pytest.mark.parametrize(
    ("latex", "verdict"),
    [
        (r"\log(1 + x) \approx x", U),
        (r"\frac{f(x + \epsilon) - f(x)}{\epsilon} \approx f'(x)", U),
        (r"(1 + x)^2 \approx 1 + 2 x + x^2", R),
    ],
)
def test_an_approximation_is_right_where_it_is_exact_and_never_wrong(latex: str, verdict: str) -> None:
    assert verdicts(displays(latex)) == [verdict]


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        (r"We have $\frac{\partial p_i}{\partial z_j} = -p_i p_j$ if $i \neq j$.", R),
        (r"We have $\frac{\partial p_i}{\partial z_j} = p_i (1 - p_i)$ if $i = j$.", R),
        (r"We have $\frac{\partial p_i}{\partial z_j} = -p_i p_j$ if $i = j$.", W),
        (r"For $i \neq j$ we have $$\frac{\partial p_i}{\partial z_j} = -p_i p_j$$", R),
        (r"We have $\frac{\partial p_i}{\partial z_j} = -p_i p_j$ if $p_i$ is small.", U),
        (r"We have $\frac{\partial p_i}{\partial z_j} = -p_i p_j$ always.", W),
    ],
)
def test_conditions_in_the_prose_limit_a_claim(sentence: str, verdict: str) -> None:
    document = f"The softmax is $${SOFTMAX}$$ as everyone knows.\n\n{sentence}"
    (claim,) = [each for each in judged(document) if each.latex.startswith(r"\frac{\partial")]
    assert claim.verdict.value == verdict


def test_a_display_that_begins_with_a_relation_goes_on_with_the_chain_before() -> None:
    document = (
        displays(SQUARE, "o = w x", r"\frac{\partial L}{\partial w} = \frac{\partial L}{\partial o} x")
        + "\n\nso $$= -2 (y - o) x$$ and $$= -2 (y - w x) x$$ but not $$= 2 (y - o) x$$"
    )
    assert verdicts(document) == [R, R, R, R, R, W]


def test_every_wrong_line_comes_with_a_point_that_shows_it() -> None:
    last = judged(displays(SQUARE, r"\frac{\partial L}{\partial o} = 2(y - o)"))[-1]
    shown = last.counterexample
    assert shown is not None
    y, o = (shown.point[name] for name in ("y", "o"))
    assert isinstance(y, int | float)
    assert isinstance(o, int | float)
    assert (shown.written, shown.true) == (2 * (y - o), -2 * (y - o))
    assert f"written {shown.written}, true {shown.true}" in last.reason


def test_a_document_that_is_judged_again_is_judged_the_same() -> None:
    claims = r"\frac{\partial L}{\partial v_j} = -2(y - o) h_j", r"\frac{\partial L}{\partial o} = y"
    assert judged(displays(NETWORK, *claims)) == judged(displays(NETWORK, *claims))
