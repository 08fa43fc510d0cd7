r"""What is read: one row for each notation, with an example of it and the verdict on each of its lines.

Add a notation here, and nowhere else: ``make readme`` writes ``docs/what-is-read.md`` from this table, and
``tests/test_notations.py`` holds every row to what it says. ``R`` right, ``I`` right-if, ``W`` wrong, ``F`` follows,
``U`` unchecked. A row with a reason in ``but`` is a notation that is not read yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True, slots=True)
class Notation:
    """A notation, a small document in it, a verdict for each line, and the reason where it is not read yet."""

    group: str
    name: str
    text: str
    verdicts: str
    but: str = ""


NOTATIONS: tuple[Notation, ...] = (
    Notation("Documents", "display and inline mathematics", r"$a = b^2$ and $$\frac{da}{db} = 2 b$$", "RR"),
    Notation("Documents", r"`\( \)` and `\[ \]`", r"\(a = b^2\) and \[\frac{da}{db} = 2 b\]", "RR"),
    Notation(
        "Documents",
        "several lines in one display",
        r"$$\begin{aligned} L &= (y - o)^2 \\ \frac{\partial L}{\partial o} &= -2 (y - o) \end{aligned}$$",
        "RR",
    ),
    Notation(
        "Documents",
        "commands of the packages physics, siunitx and mathtools, without a preamble",
        r"$$\hat{y} = w x, \quad L = \abs{\hat{y} - y}^2 + \num{0.5} w^2$$"
        r" $$\pdv{L}{w} = 2 \qty(\hat{y} - y) x + w, \quad \pdv[2]{L}{w} = 2 x^2 + 1$$"
        r" $$\pdv{L}{w}{x} = 2 \qty(\hat{y} - y)$$",
        "RRRRW",
    ),
    Notation(
        "Names",
        "elements of vectors with an arrow",
        r"$$o = \vec w \cdot \vec x, \quad E = \frac12 (t - o)^2$$"
        r" $$\frac{\partial E}{\partial w_i} = -(t - o) x_i, \quad \Delta w_i = \eta (t - o) x_i$$"
        r" $$\Delta w_i = \eta (o - t) x_i$$",
        "RRRRW",
    ),
    Notation(
        "Names",
        "quantities that a plus and a minus tell apart",
        r"$$d^+ = (a - p)^2, \quad d^- = (a - n)^2, \quad L = d^+ - d^-$$"
        r" $$\frac{\partial L}{\partial a} = 2 (n - p), \quad \frac{\partial L}{\partial d^-} = 1$$",
        "RRRRW",
    ),
    Notation(
        "Names",
        "scripts of several digits without braces",
        r"$$f(x) = w_11 x^10, \quad f'(x) = 10 w_11 x^9$$"
        r" $$\frac{\partial f}{\partial w_11} = x^10, \quad f'(x) = w_11 x^9$$",
        "RRRW",
    ),
    Notation(
        "Names",
        "a loss that words introduce without a letter",
        r"$L = -\log p$, $p = \sigma(z)$. Now the loss is $\frac12 (p - y)^2$."
        r" $$\frac{\partial L}{\partial p} = p - y$$"
        r" $$\frac{\partial L}{\partial z} = (p - y) p (1 - p), \quad \frac{\partial L}{\partial z} = (p - y) p$$",
        "RRRRRW",
    ),
    Notation(
        "Names",
        "letters with combining accents, as editors type them",
        "```\nx̂ᵢ = (xᵢ − μ)/s\nyᵢ = γ·x̂ᵢ + β\nL = ½ Σᵢ yᵢ²\n∂L/∂γ = Σᵢ yᵢ·x̂ᵢ\n∂L/∂β = Σᵢ yᵢ·x̂ᵢ\n```",
        "RRRRW",
    ),
    Notation(
        "Names",
        "two quantities by letters that count elsewhere, where a number is made of both",
        r"$$d_r = \sigma(a_r), \quad d_f = \sigma(a_f), \quad V = \log d_r + \log (1 - d_f)$$"
        r" $$\frac{\partial V}{\partial a_r} = 1 - d_r, \quad \frac{\partial V}{\partial a_f} = d_f$$",
        "RRRRW",
    ),
    Notation(
        "Losses",
        "sums over all weights, whose letter is the weight itself",
        r"$$a = \sum_i w_i x_i, \quad L = (a - y)^2, \quad J = L + \lambda \sum_w w^2$$"
        r" $$\frac{\partial J}{\partial w_i} = 2 (a - y) x_i + 2 \lambda w_i$$"
        r" $$\frac{\partial J}{\partial w_i} = 2 (a - y) x_i + \lambda w_i$$",
        "RRRRW",
    ),
    Notation(
        "Losses",
        "smoothed labels, which sum to one where the labels do",
        r"$$q_k = \frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}, \quad u_k = (1 - c) y_k + \frac{c}{K}$$"
        r" $$L = -\sum_{k=1}^K u_k \log q_k, \quad \frac{\partial L}{\partial z_k} = q_k - u_k$$"
        r" $$\frac{\partial L}{\partial z_k} = q_k - (1 - c) y_k - c$$",
        "RRRRW",
    ),
    Notation(
        "Names",
        "adjoint states: gradients of each step by a letter, and by the next step",
        r"$$x_{t+1} = a x_t + b u_t, \quad J = \sum_t x_t^2, \quad \lambda_t = \frac{\partial J}{\partial x_t}$$"
        r" $$\lambda_t = a \lambda_{t+1} + 2 x_t, \quad \frac{\partial J}{\partial u_t} = b \lambda_{t+1}$$"
        r" $$\frac{\partial J}{\partial u_t} = a b \lambda_{t+1}$$",
        "RRRRRW",
    ),
    Notation(
        "Matrices",
        "slopes between matrices, as in a product with a diagonal one",
        r"$$Y_n = W X_{n-1}, \quad X_n = F(Y_n)$$"
        r" $$\frac{\partial E}{\partial X_{n-1}} = W^T F'(Y_n) \frac{\partial E}{\partial X_n}$$"
        r" $$\frac{\partial E}{\partial X_{n-1}} = W F'(Y_n) \frac{\partial E}{\partial X_n}$$",
        "RRIW",
    ),
    Notation(
        "Names",
        "names that a chain ends with",
        r"$$u_j = \sum_i w_{ij} h_i, \quad E = \frac12 \sum_j (u_j - t_j)^2$$"
        r" $$\frac{\partial E}{\partial u_j} = u_j - t_j = e_j, \quad \frac{\partial E}{\partial w_{ij}} = e_j h_i$$"
        r" $$\frac{\partial E}{\partial w_{ij}} = e_i h_i$$",
        "RRRRRW",
    ),
    Notation(
        "Names",
        "names with a prime that derivatives are taken by",
        r"$$u_j = \sum_i w'_{ij} h_i, \quad E = \sum_j u_j^2, \quad h_i = \sum_k w_{ki} x_k$$"
        r" $$\frac{\partial E}{\partial w'_{ij}} = 2 u_j h_i$$"
        r" $$\frac{\partial E}{\partial h_i} = 2 \sum_j u_j w'_{ij}$$"
        r" $$\frac{\partial E}{\partial h_i} = 2 \sum_j u_j w_{ij}$$",
        "RRRRRW",
    ),
    Notation(
        "Names",
        "names with a prime and a transposition",
        r"$$\hat x = W' h + c, \quad E = \frac12 \|\hat x - x\|^2$$"
        r" $$\frac{\partial E}{\partial h} = W'^T (\hat x - x)$$ $$\frac{\partial E}{\partial h} = W'^T (x - \hat x)$$",
        "RRRW",
    ),
    Notation(
        "Names",
        "probabilities of one event of each sample",
        r"$$p_i = P(y_i = 1 | x_i) = \sigma(w^T x_i + b), \quad \ell_i = -y_i \log p_i - (1 - y_i) \log(1 - p_i)$$"
        r" $$\frac{\partial \ell_i}{\partial b} = p_i - y_i$$ $$\frac{\partial \ell_i}{\partial b} = p_i + y_i$$",
        "RRRRW",
    ),
    Notation(
        "Names",
        "a letter of layers in script type, below numbers of units and sums, too",
        r"$$z_j^{(\ell)} = \sum_{k=1}^{d_{\ell-1}} w_{jk}^{(\ell)} a_k^{(\ell-1)}$$"
        r" $$a_j^{(\ell)} = \sigma(z_j^{(\ell)}), \quad \delta_j^{(\ell)} = \frac{\partial E}{\partial z_j^{(\ell)}}$$"
        r" $$\delta_j^{(\ell)} = \sum_{k=1}^{d_{\ell+1}} w_{kj}^{(\ell+1)} \delta_k^{(\ell+1)} \sigma'(z_j^{(\ell)}),"
        r" \quad \delta_j^{(\ell)} = \sum_{k=1}^{d_{\ell+1}} w_{kj}^{(\ell+1)} \delta_k^{(\ell+1)}$$",
        "RRRRW",
    ),
    Notation(
        "Names",
        "a plain letter as an argument beside a bold one that has the elements of this letter",
        r"$$\mathbf{z} = W \mathbf{x}, \quad \mathbf{a} = \sigma(\mathbf{z}), \quad L = \|\mathbf{a} - \mathbf{y}\|^2$$"
        r" $$\sigma(z) = \frac{1}{1 + e^{-z}}, \quad \sigma'(z) = \sigma(z) (1 - \sigma(z))$$"
        r" $$\frac{\partial L}{\partial z_j} = 2 (a_j - y_j) \sigma'(z_j), \quad \sigma'(z) = 1 + \sigma(z)$$",
        "RRRRRRW",
    ),
    Notation(
        "Matrices",
        "a declared matrix that has one row in an example",
        r"$$z = W h, \quad L = \frac12 \|z - t\|^2, \quad W \in \mathbb{R}^{K \times H}$$"
        r" $$\frac{\partial L}{\partial h} = W^T (z - t), \quad \frac{\partial L}{\partial h} = W (z - t)$$"
        r" Take $K = 1$ and $$W = \begin{bmatrix} 2 & -1 \end{bmatrix}$$",
        "RRRRWRR",
    ),
    Notation(
        "Matrices",
        "traces without parentheses",
        r"$$\nabla_A \operatorname{tr} A A^T = 2 A, \quad \nabla_A \operatorname{tr} A A^T = A$$",
        "RW",
    ),
    Notation(
        "Matrices",
        "transposes behind a layer in parentheses, whatever its letter",
        r"$$\mathbf{a}^{(k)} = \mathbf{W}^{(k)} \mathbf{h}^{(k-1)}, \quad \mathbf{h}^{(k)} = f(\mathbf{a}^{(k)}),"
        r" \quad \mathbf{g}^{(k)} = \nabla_{\mathbf{a}^{(k)}} J$$"
        r" $$\nabla_{\mathbf{W}^{(k)}} J = \mathbf{g}^{(k)} \mathbf{h}^{(k-1)\top},"
        r" \quad \nabla_{\mathbf{W}^{(k)}} J = \mathbf{g}^{(k)} \mathbf{h}^{(k)\top}$$",
        "RRRRW",
    ),
    Notation(
        "Names",
        "names on the right of `=:`",
        r"$$u_j = \sum_i w_{ij} h_i, \quad E = \frac12 \sum_j (u_j - t_j)^2, \quad"
        r" \frac{\partial E}{\partial u_j} = u_j - t_j =: e_j$$"
        r" $$\frac{\partial E}{\partial w_{ij}} = e_j h_i, \quad \frac{\partial E}{\partial w_{ij}} = e_i h_i$$",
        "RRRRRW",
    ),
    Notation(
        "Names",
        "sums over two letters, one of which is no usual index",
        r"$$F = \sum_{jh} v_{jh}^2, \quad \frac{\partial F}{\partial v_{jh}} = 2 v_{jh},"
        r" \quad \frac{\partial F}{\partial v_{jh}} = v_{jh}$$",
        "RRW",
    ),
    Notation(
        "Losses",
        "probabilities that a chain says, of a choice among all",
        r"$$\hat{y}_o = P(o \mid c) = \frac{\exp(u_o^T v_c)}{\sum_w \exp(u_w^T v_c)}, \quad J = -\log P(o \mid c)$$"
        r" $$\frac{\partial J}{\partial v_c} = -u_o + \sum_w P(w \mid c) u_w,"
        r" \quad \frac{\partial J}{\partial v_c} = u_o + \sum_w P(w \mid c) u_w$$",
        "RRRRW",
    ),
    Notation(
        "Losses",
        "losses with a word below, by vectors of a fixed choice",
        r"$$J_{\text{neg}} = -\log \sigma(u_o^T v_c) - \sum_{k=1}^K \log \sigma(-u_k^T v_c)$$"
        r" $$\frac{\partial J_{\text{neg}}}{\partial u_o} = (\sigma(u_o^T v_c) - 1) v_c,"
        r" \quad \frac{\partial J_{\text{neg}}}{\partial u_k} = -\sigma(u_k^T v_c) v_c$$",
        "RRW",
    ),
    Notation(
        "Samples",
        "rows of numbers, one for each sample, and dZ for the loss of each",
        r"$$Z = w^T X + b, \quad A = \sigma(Z)$$"
        r" $$J = -\frac1m \sum_{i=1}^m (y^{(i)} \log a^{(i)} + (1 - y^{(i)}) \log(1 - a^{(i)}))$$"
        r" $$dZ = A - Y$$ $$dw = \frac1m X dZ^T$$ $$db = \frac1m \sum_{i=1}^m dz^{(i)}$$"
        r" $$dZ = Y - A$$ $$dw = X dZ^T$$ $$dw = \frac1m X dZ$$",
        "IRRRIRWWW",
    ),
    Notation(
        "Samples",
        "a cross-entropy of two classes whose outputs are an array",
        r"$$z^{[1]} = W^{[1]} x + b^{[1]}, \; a^{[1]} = g(z^{[1]}), \; z^{[2]} = W^{[2]} a^{[1]} + b^{[2]}$$"
        r" $$a^{[2]} = \sigma(z^{[2]}), \; L = -(y \log a^{[2]} + (1 - y) \log(1 - a^{[2]}))$$"
        r" $$dz^{[2]} = a^{[2]} - y, \quad dW^{[1]} = W^{[2]T} dz^{[2]} * g'(z^{[1]}) x^T$$"
        r" $$dW^{[1]} = dz^{[2]} x^T$$",
        "RRRRIRRW",
    ),
    Notation(
        "Samples",
        "values that a sentence gives a definition",
        r"Write $s_i = \frac{e^{\beta z_i}}{\sum_j e^{\beta z_j}}$ for the case $\beta = 1$."
        r" $$\frac{\partial s_i}{\partial z_k} = s_i (\delta_{ik} - s_k), \quad"
        r" \frac{\partial \log s_i}{\partial z_k} = \delta_{ik} - s_k$$"
        r" $$\frac{\partial s_i}{\partial z_k} = s_k (\delta_{ik} - s_k)$$",
        "RRIIW",
    ),
    Notation(
        "Samples",
        "times in parentheses beside a change by the change before it",
        r"$$v_j(n) = \sum_i w_{ji}(n) y_i(n), \quad \mathcal{E}(n) = \frac12 \sum_j (v_j(n) - d_j(n))^2$$"
        r" $$\frac{\partial \mathcal{E}(n)}{\partial w_{ji}(n)} = (v_j(n) - d_j(n)) y_i(n)$$"
        r" $$\Delta w(n) = \alpha \Delta w(n-1) + \eta g(n), \quad"
        r" \frac{\partial \mathcal{E}(n)}{\partial w_{ji}(n)} = (v_j(n) - d_j(n)) y_j(n)$$",
        "RRRUW",
        but="what the change before it was",
    ),
    Notation(
        "Names",
        "an activation written over its own input",
        r"$$z_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$$",
        "I",
    ),
    Notation(
        "Names",
        "layers by their names, and the gradient of a cost by its outputs",
        r"$X$ is the input vector $$Z^h = W^h X + b^h, \quad A^h = \sigma(Z^h)$$ "
        r"$$Z^o = W^o A^h + b^o, \quad A^o = \sigma(Z^o)$$ "
        r"$$\frac{\partial C}{\partial A^o} = \frac{\partial C}{\partial A^o} = \nabla C, \quad "
        r"\delta^o = \nabla C \circ \sigma'(Z^o)$$ "
        r"$$\delta^h = (W^o)^T \delta^o \circ \sigma'(Z^h), \quad "
        r"\frac{\partial C}{\partial b^h} = \delta^h, \quad \frac{\partial C}{\partial W^h} = X (\delta^h)^T$$",
        "RRRRRRRRRW",
    ),
    Notation(
        "Names",
        "weights of which the words say from which unit to which one they lead",
        r"$w^l_{jk}$ is the weight from the $k$-th neuron in layer $l-1$ to the $j$-th neuron in layer $l$, $z^l_j$ "
        r"the weighted input, $a^l_j$ the activation, $b^l_j$ the bias"
        r"$$\frac{\partial C}{\partial z^l_j} = \frac{\partial C}{\partial a^l_j} \sigma'(z^l_j)$$"
        r"$$\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \frac{\partial C}{\partial z^l_j}$$"
        r"$$\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_j \frac{\partial C}{\partial z^l_k}$$",
        "RRW",
    ),
    Notation(
        "Names",
        "layers that only words tell",
        r"$W^o$ is the weight matrix of the output layer, $A^h$ the activation vector of the hidden layer "
        r"$$\frac{\partial A^o}{\partial Z^o} = \sigma'(Z^o), \quad "
        r"\delta^o = \frac{\partial C}{\partial A^o} \circ \sigma'(Z^o)$$ "
        r"$$\frac{\partial C}{\partial W^o} = \delta^o (A^h)^T$$",
        "IRI",
    ),
    Notation(
        "Matrices",
        "transposes of outer products that are left out throughout",
        r"$W^1 \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$, $W^2 \in \mathbb{R}^{k \times m}$ "
        r"$$z^1 = W^1 x, \quad a^1 = \sigma(z^1), \quad z^2 = W^2 a^1, \quad L = \sum_i \sin z^2_i$$ "
        r"$$\delta^1 = \frac{\partial L}{\partial z^1}, \quad \delta^2 = \frac{\partial L}{\partial z^2}$$ "
        r"$$\frac{\partial L}{\partial W^2} = \delta^2 a^1, \quad \frac{\partial L}{\partial W^1} = \delta^1 x, "
        r"\quad \frac{\partial L}{\partial a^1} = W^2 \delta^2$$",
        "RRRRRRRRRIIW",
    ),
    Notation(
        "Derivatives",
        "differences that a gradient is checked by",
        r"$$\frac{dJ}{d\theta} \approx \frac{J(\theta + \epsilon) - J(\theta - \epsilon)}{2 \epsilon}$$"
        r" $$\frac{\partial J}{\partial \theta_i} \approx \frac{J(\theta + \epsilon e_i) - J(\theta)}{2 \epsilon}$$",
        "RW",
    ),
    Notation(
        "Derivatives",
        "the derivative of a layer by its weights, unit by unit",
        r"$W \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$ $$z = W x$$ "
        r"$$\frac{\partial z}{\partial W} = x, \quad \frac{\partial z}{\partial W} = 2 x$$",
        "RRRIW",
    ),
    Notation(
        "Names",
        "a subscript that names a quantity of the document",
        r"$$n_o = v_1 h_1 + v_2 h_2, \quad o = \sigma(n_o), \quad E = \frac12 (t - o)^2$$ "
        r"$$\delta_o = (t - o) o (1 - o), \quad \Delta v_1 = \alpha h_1 \delta_o, \quad "
        r"\Delta v_2 = \alpha h_1 \delta_o$$",
        "RRRRRW",
    ),
    Notation(
        "Names",
        "superscripts that name a quantity of the document",
        r"$$z_t = \sigma(W^{(z)} x_t + U^{(z)} h_{t-1}), \quad h_t = z_t \odot x_t$$ "
        r"$$E = \sum_t \frac12 \|h_t - y_t\|^2$$ "
        r"$$\delta_t^{(h)} = \frac{\partial E}{\partial h_t}, \quad \delta_t^{(z)} = \frac{\partial E}{\partial z_t}$$ "
        r"$$\delta_t^{(z)} = \delta_t^{(h)} \odot x_t, \quad \delta_t^{(z)} = \delta_t^{(h)} \odot z_t$$",
        "RRRRRRW",
    ),
    Notation(
        "Documents",
        "bold words that are a paragraph of their own, as headings",
        "Two models\n\n**Line**\n\n$$y = 2 x$$\n\n**Parabola**\n\n"
        r"$$y = x^2, \quad \frac{dy}{dx} = 2 x, \quad \frac{dy}{dx} = x$$",
        "RRRW",
    ),
    Notation(
        "Losses",
        "hinge losses over all classes but the true one",
        r"$$L_i = \sum_{j \ne y_i} \max(0, s_{ij} - s_{i y_i} + 1)$$"
        r" $$\frac{\partial L_i}{\partial s_{ij}} = \mathbb{1}(s_{ij} - s_{i y_i} + 1 > 0), \quad j \ne y_i$$"
        r" $$\frac{\partial L_i}{\partial s_{i y_i}} = \sum_{j \ne y_i} \mathbb{1}(s_{ij} - s_{i y_i} + 1 > 0)$$",
        "RRW",
    ),
    Notation(
        "Losses",
        "the squared error of a vector without its sum",
        r"$W \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$ $$p = \sigma(W x), \quad L = \frac12 (p - y)^2$$ "
        r"$$\frac{\partial L}{\partial W} = ((p - y) \odot p \odot (1 - p)) x^T, \quad "
        r"\frac{\partial L}{\partial W} = ((p - y) \odot p) x^T$$",
        "RRRIRW",
    ),
    Notation(
        "Matrices",
        "vectors beside an outer product",
        r"$W \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$ $$f = W x, \quad L = \frac14 \sum_i f_i^4$$ "
        r"$$\frac{\partial L}{\partial W} = f x^T \odot f \odot f, \quad "
        r"\frac{\partial L}{\partial W} = f x^T \odot f$$",
        "RRRRIW",
    ),
    Notation(
        "Numbers",
        "formulas that only numbers tell",
        r"$$w = 0.4, \quad x = 3, \quad t = 1$$ $$z = 0.4 \cdot 3 = 1.2$$ $$L = (1.2 - 1)^2 = 0.04$$"
        r" $$\frac{\partial L}{\partial w} = 2 \cdot 0.2 \cdot 3$$"
        r" $$\frac{\partial L}{\partial w} = 2 \cdot 0.2 \cdot 0.4$$",
        "RRRRRRRRW",
    ),
    Notation(
        "Numbers",
        "samples that are worked one after the other under the same names, and derivatives over all of them",
        r"$$y = w x, \quad L = (y - t)^2, \quad w = 0.5$$ $$x = 1, \quad t = 1, \quad L = (0.5 - 1)^2 = 0.25$$"
        r" $$x = 2, \quad t = 2, \quad L = (1 - 2)^2 = 1$$"
        r" $$\frac{\partial L}{\partial w} = -1 - 4 = -5$$ $$\frac{\partial L}{\partial w} = -6$$",
        "RRRRRRRRRRRIRW",
    ),
    Notation(
        "Numbers",
        "a loss with words behind a result, which begins the next equation",
        r"$$w = 0.5, \quad x = 3$$ $$z = w x = 1.5\, L \text{ loss} = (2 - 1.5)^2 = 0.25$$"
        r" $$k = w x = 1.6\, L \text{ loss} = (2 - 1.5)^2 = 0.35$$",
        "RRRRRRRWRW",
    ),
    Notation(
        "Numbers",
        "functions of a printed result, as functions of its name",
        r"$$w = 0.3, \quad x = 2, \quad t = 1, \quad z = w x - 0.15 = 0.45, \quad h = \sigma(0.45) = 0.6106$$"
        r"$$L = \frac12 (h - t)^2, \quad \frac{\partial L}{\partial w} = (h - t) h (1 - h) x$$"
        r"$$\frac{\partial L}{\partial w} = (h - t) h x$$",
        "RRRRRRRRRW",
    ),
    Notation(
        "Numbers",
        "vectors of numbers beside a definition of each element",
        r"$$h_j = \sigma(z_j), \quad a_j = \tanh(z_j), \quad z = (1, 2)$$"
        r"$$h = (0.7311, 0.8808)$$ $$a = (0.7616, 0.9460)$$",
        "RRRRW",
    ),
    Notation(
        "Numbers",
        "values at a step by its number",
        r"$$b = 0.1$$ $$b(1) = 0.1 + 0.5 \cdot 0.2 = 0.2$$ $$b(2) = 0.2 + 0.5 \cdot 0.2 = 0.4$$",
        "RRRRW",
    ),
    Notation(
        "Functions",
        "two functions of one letter that the number of their arguments tells apart",
        r"$$H(p) = -\sum_i p_i \log p_i, \quad H(p, q) = -\sum_i p_i \log q_i$$"
        r" $$\frac{\partial H(p, q)}{\partial q_i} = -\frac{p_i}{q_i}$$"
        r" $$\frac{\partial H(p)}{\partial p_i} = -\log q_i$$",
        "RRRW",
    ),
    Notation(
        "Functions",
        "functions that are one over another one",
        r"$$f(x) = \tanh x, \quad f'(x) = 1 - \tanh^2 x = \operatorname{sech}^2 x$$"
        r" $$f'(x) = \operatorname{sech} x$$",
        "RRRW",
    ),
    Notation(
        "Functions",
        "a function that is written with quantities of its argument, at another argument",
        r"$$a = w x, \quad f(x) = \sigma(a), \quad L = f(x) - f(v)$$"
        r" $$\frac{\partial L}{\partial v} = -w f(v) (1 - f(v)), \quad \frac{\partial L}{\partial v} = 0$$",
        "RRRRW",
    ),
    Notation(
        "Functions",
        "values of a function that equations give, of which none says what the function is",
        r"$$L = -\log D(x) - \log(1 - D(u)), \quad D(x) = \sigma(a), \quad D(u) = \sigma(c)$$"
        r" $$\frac{\partial L}{\partial a} = \sigma(a) - 1, \quad \frac{\partial L}{\partial c} = \sigma(c) - 1$$",
        "RRRRW",
    ),
    Notation(
        "Functions",
        "a function that a chain defines",
        r"$$y = \varphi(v) = \frac{1}{1 + e^{-v}}, \quad \varphi'(v) = y (1 - y)$$ $$\varphi'(v) = y (1 + y)$$",
        "RRRW",
    ),
    Notation(
        "Names",
        "a Greek letter that names a quantity, below others",
        r"$$\mu = W_\mu h, \quad s = W_s h, \quad L = \frac12 \|\mu - t\|^2$$"
        r"$$\frac{\partial L}{\partial W_\mu} = (\mu - t) h^T$$ $$\frac{\partial L}{\partial W_\mu} = h (\mu - t)^T$$",
        "RRRRW",
    ),
    Notation(
        "Names",
        "units by the letter of their layer and a number, and weights from one to another",
        r"$$n_{j1} = w_{i1j1} x_{i1} + w_{i2j1} x_{i2}, \quad y_{j1} = \sigma(n_{j1}), "
        r"\quad E = \frac12 (y_{j1} - t)^2$$"
        r"$$\frac{\partial E}{\partial w_{i2j1}} = (y_{j1} - t) y_{j1} (1 - y_{j1}) x_{i2}$$"
        r"$$\frac{\partial E}{\partial w_{i2j1}} = (y_{j1} - t) y_{j1} (1 - y_{j1}) x_{i1}$$",
        "RRRRW",
    ),
    Notation(
        "Names",
        "the letter of a unit that is computed from elements with numbers",
        r"$$n_o = v_1 h_1 + v_2 h_2, \quad y = \sigma(n_o), \quad E = \frac12 (y - t)^2$$"
        r"$$\delta_o = \frac{\partial E}{\partial n_o} = (y - t) y (1 - y)$$"
        r"$$\frac{\partial E}{\partial v_1} = \delta_o h_1$$"
        r"$$\frac{\partial E}{\partial v_2} = \delta_o h_1$$",
        "RRRRRRW",
    ),
    Notation(
        "Numbers",
        "numbers for what is computed from names without numbers",
        r"$$z_k = \sum_j w_{kj} x_j, \quad p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$$ "
        r"$z = (1, 0)$ and $p_1 = 0.7311$ and $p_2 = 0.2311$",
        "RRIRW",
    ),
    Notation(
        "Functions of several variables",
        "arguments of the outer function in the derivative of a composition",
        r"$h(x) = \begin{bmatrix} x^2 \\ 3x \end{bmatrix}$, $k(a, b) = a b$ "
        r"$$\frac{d (k \circ h)}{dx} = 2 x b + 3 a, \quad \frac{d (k \circ h)}{dx} = 2 x a + 3 b$$",
        "RRIW",
    ),
    Notation(
        "Numbers",
        "derivatives at a point, through definitions",
        r"$$u = 3 x^2 + 1, \quad y = u^5, \quad \frac{dy}{dx}\Big|_{x=1} = 30 \cdot 4^4 = 7680, \quad "
        r"\frac{dy}{dx}\Big|_{x=1} = 5 \cdot 4^4$$",
        "RRRRW",
    ),
    Notation(
        "Functions",
        "optima, which say what their name is, and where other ones are",
        r"$$L = (w x - y)^2, \quad \hat{w} = \arg\min_w L = \arg\max_w -L = \arg\max_w L$$",
        "RRRW",
    ),
    Notation(
        "Names",
        "what a text names and never writes down: normalisation, softmax, squared errors, gates, attention",
        r"The backward pass of batch norm: $$\frac{\partial L}{\partial \gamma} = "
        r"\sum_n \frac{\partial L}{\partial y_n} \hat{x}_n, \quad "
        r"\frac{\partial L}{\partial \hat{x}_n} = \gamma \frac{\partial L}{\partial y_n}$$",
        "II",
    ),
    Notation(
        "Derivatives",
        "limits of difference quotients",
        r"$$f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}, \quad y = x^3$$ "
        r"$$\frac{dy}{dx} = \lim_{h \to 0} \frac{(x + h)^3 - x^3}{h} = \lim_{h \to 0} (3 x^2 + 3 x h + h^2) = 3 x^2$$ "
        r"$$\frac{dy}{dx} = \lim_{h \to 0} (3 x^2 + 3 x + h^2)$$",
        "RRRRRW",
    ),
    Notation(
        "Derivatives",
        "derivatives by a formula in place of a name",
        r"$$\hat y = w x, \quad E = \frac12 (y - \hat y)^2, \quad"
        r" \frac{\partial E}{\partial (y - \hat y)} = y - \hat y, \quad"
        r" \frac{\partial \tanh(w x + b)}{\partial (w x + b)} = 1 - \tanh^2(w x + b), \quad"
        r" \frac{\partial E}{\partial (y - \hat y)} = \hat y - y$$",
        "RRRRW",
    ),
    Notation(
        "Samples",
        "gradients that a loop over the samples adds up",
        r"$$z = w^T x, \quad \ell = \frac12 (z - y)^2, \quad J = \frac1m \sum_{i=1}^m \ell^{(i)},"
        r" \quad \Delta w := 0, \quad \Delta w := \Delta w + (z - y) x,"
        r" \quad w := w - \alpha \frac1m \Delta w, \quad w := w - \alpha \Delta w$$",
        "RRRRRRW",
    ),
    Notation(
        "Samples",
        "a network of one sample, and again with capitals for all of them",
        r"$$z^{(i)} = W x^{(i)} + b, \quad a^{(i)} = \sigma(z^{(i)}), \quad"
        r" J = \frac{1}{2m} \sum_{i=1}^m \|a^{(i)} - y^{(i)}\|^2$$ $$Z = W X + b, \quad A = \sigma(Z)$$"
        r"$$\frac{\partial J}{\partial W} = \frac1m ((A - Y) \odot A \odot (1 - A)) X^T, \quad"
        r" \frac{\partial J}{\partial W} = \frac1m (A - Y) X^T$$",
        "RRRRRRW",
    ),
    Notation(
        "Samples",
        "sets and families of examples",
        r"$$D = \{(x_1, y_1), \ldots, (x_m, y_m)\}, \quad a = \sum_{i=1}^d w_i x_i, \quad"
        r" \frac{\partial a}{\partial w_i} = x_i, \quad \frac{\partial a}{\partial w_i} = w_i$$",
        "RRRW",
    ),
    Notation(
        "Losses",
        "factorials in likelihoods",
        r"$$\ell = y \eta - e^\eta - \log y!, \quad \frac{\partial \ell}{\partial \eta} = y - e^\eta, \quad"
        r" \frac{\partial \ell}{\partial \eta} = e^\eta - y$$",
        "RRW",
    ),
    Notation(
        "Updates",
        "assignments in the signs of programs",
        r"$$y = w x, \quad L = \frac12 (y - t)^2, \quad w \mathrel{-}= \eta (y - t) x,"
        r" \quad w \mathrel{+}= \eta (y - t) x$$",
        "RRRW",
    ),
    Notation(
        "Derivatives",
        "derivatives by an inner product that a definition has in it",
        r"$$h = \sigma(\theta^T x), \quad J = \frac12 (h - y)^2, \quad"
        r" \frac{\partial J}{\partial \theta} = \frac{\partial J}{\partial h}"
        r" \frac{\partial h}{\partial (\theta^T x)} \frac{\partial (\theta^T x)}{\partial \theta}, \quad"
        r" \frac{\partial J}{\partial (\theta^T x)} = (h - y) \sigma(\theta^T x)$$",
        "RRRW",
    ),
    Notation(
        "Functions",
        "a function that a chain gives another name",
        r"$$a = \tanh(z) = \psi(z), \quad \psi'(z) = 1 - a^2, \quad \psi'(z) = 1 - a$$",
        "RRRW",
    ),
    Notation(
        "Names",
        "subscripts that have lost their sign, where the document has it elsewhere",
        r"$$p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}, \quad \frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)$$ "
        r"$$\frac{\partial p_i}{\partial z_j} = p_i (\delta{ij} - p_j), \quad "
        r"\frac{\partial p_i}{\partial z_j} = p_j (\delta{ij} - p_j)$$",
        "RRRW",
    ),
    Notation(
        "Names",
        "a set in a name",
        r"$$\mu_{\mathcal{B}} = \frac1m \sum_{i=1}^m x_i, \quad s = \sum_{i=1}^m (x_i - \mu_{\mathcal{B}})^3$$ "
        r"$$\frac{\partial s}{\partial \mu_{\mathcal{B}}} = -3 \sum_{i=1}^m (x_i - \mu_{\mathcal{B}})^2, \quad "
        r"\frac{\partial s}{\partial \mu_{\mathcal{B}}} = -3 (x_i - \mu_{\mathcal{B}})^2$$",
        "RRRW",
    ),
    Notation(
        "Names",
        "weights of two layers under one letter",
        r"$$n_j = \sum_i w_{ij} x_i, \quad o_j = \sigma(n_j), \quad n_k = \sum_j w_{jk} o_j, \quad o_k = \sigma(n_k)$$ "
        r"$$E = \frac12 \sum_k (t_k - o_k)^2$$ $$\frac{\partial E}{\partial w_{jk}} = (o_k - t_k) o_k (1 - o_k) o_j$$ "
        r"$$\frac{\partial E}{\partial w_{ij}} = \sum_k (o_k - t_k) o_k (1 - o_k) w_{jk} o_j (1 - o_j) x_i$$ "
        r"$$\frac{\partial E}{\partial w_{ij}} = \sum_k (o_k - t_k) w_{jk} o_j (1 - o_j) x_i$$",
        "RRRRRRRW",
    ),
    Notation(
        "Names",
        "a letter of another text for what a quantity is computed from",
        r"$$p_i = \frac{e^{a_i}}{\sum_k e^{a_k}}, \quad L = -\sum_i y_i \log p_i$$ "
        r"$$\frac{\partial L}{\partial o_i} = "
        r"\sum_k \frac{\partial L}{\partial p_k} \frac{\partial p_k}{\partial o_i}$$ "
        r"$$\frac{\partial L}{\partial o_i} = p_i - y_i$$",
        "RRII",
    ),
    Notation(
        "Names",
        "probabilities that lost their sigmoid, where two equations need it",
        r"$$p = w x + b, \quad L = -y \log p - (1 - y) \log (1 - p)$$"
        r" $$\frac{\partial L}{\partial w} = (p - y) x, \quad \frac{\partial L}{\partial b} = p - y$$"
        r" $$\frac{\partial L}{\partial w} = (p - y) w$$",
        "WRRRW",
    ),
    Notation(
        "Names",
        "losses that the words call a cross-entropy, without their minus",
        r"The cross-entropy loss is $L = \sum_k t_k \log p_k$, so that"
        r" $$\frac{\partial L}{\partial p_k} = -\frac{t_k}{p_k}$$",
        "WR",
    ),
    Notation(
        "Samples",
        "one letter for the sample and for the element, where other lines tell them apart",
        r"$$s_k^{(n)} = v_k h^{(n)}, \quad E = \frac12 \sum_{n=1}^N \sum_{k=1}^K (s_k^{(n)} - t_k^{(n)})^2$$"
        r" $$\frac{\partial E}{\partial s_k^{(n)}} = s_k^{(n)} - t_k^{(n)}$$"
        r" $$\frac{\partial E}{\partial v_k} = \sum_{n=1}^N (s_n^{(n)} - t_n^{(n)}) h^{(n)}$$",
        "RRRW",
    ),
    Notation(
        "Samples",
        "gradients of each sample's loss beside those of the mean",
        r"$$a = \sigma(z), \quad z = w^T x + b, \quad \mathcal{L}(a, y) = -(y \log a + (1 - y) \log (1 - a))$$"
        r" $$J = \frac1m \sum_{i=1}^m \mathcal{L}(a^{(i)}, y^{(i)}), \quad dz^{(i)} = a^{(i)} - y^{(i)}$$"
        r" $$db = \frac1m \sum_{i=1}^m dz^{(i)}, \quad db = \sum_{i=1}^m dz^{(i)}$$",
        "RRRRRRW",
    ),
    Notation(
        "Samples",
        "one letter for samples and for outputs in a sum",
        r"$$h_j = \tanh(w_j^T x), \quad o_k = \sum_j v_{kj} h_j, \quad "
        r"E = \frac12 \sum_{i=1}^m \sum_k (o_k^{(i)} - t_k^{(i)})^2$$ "
        r"$$\frac{\partial E}{\partial v_{kj}} = \sum_{i=1}^m (o_i^{(i)} - t_i^{(i)}) h_j^{(i)}, \quad "
        r"\frac{\partial E}{\partial v_{kj}} = \sum_{i=1}^m (o_i^{(i)} + t_i^{(i)}) h_j^{(i)}$$",
        "RRRUW",
        "whether i names a sample or an element is not clear",
    ),
    Notation(
        "Functions",
        "a letter for another one",
        r"Let $z = w x$, $y = z$ and $L = (y - t)^2$. Then $\frac{\partial L}{\partial w} = 2 (y - t) x$, zero "
        r"if $y = t$. It is not $\frac{\partial L}{\partial w} = 2 (y - t)$.",
        "RRRRRW",
    ),
    Notation(
        "Functions",
        "a name that words give another meaning",
        r"The output is $y = \sigma(z)$ and $L = (y - t)^2$. Now let $L = -t \log y - (1 - t) \log (1 - y)$. "
        r"Then $\frac{\partial L}{\partial z} = y - t$ and $\frac{\partial L}{\partial z} = y + t$.",
        "RRRRW",
    ),
    Notation(
        "Functions",
        "activations that the words name, beside another one under the same letter",
        r"Let $f(z) = \frac{1}{1 + e^{-z}}$. For tanh, $f'(z) = 1 - f(z)^2$ and for ReLU $f'(z) = 1\{z > 0\}$."
        r" With tanh units, $f'(z) = 1 - f(z)$.",
        "RRRW",
    ),
    Notation(
        "Functions",
        "a function without its argument",
        r"$$\text{sigmoid} = \frac{1}{1 + e^{-z}}, \quad \text{sigmoid} = \frac{1}{1 + e^{z}}$$",
        "RW",
    ),
    Notation(
        "Documents",
        "what is done to both sides, behind a bar",
        r"$$a = b^2 \quad | \exp(\dots)$$ $$\frac{da}{db} = 2 b \quad | \cdot c$$ $$\frac{da}{db} = b$$",
        "RRW",
    ),
    Notation(
        "Documents",
        "words between a name and its formula",
        r"$$L = \text{squared error} = (a - y)^2$$"
        "\n\n"
        r"$$\frac{\partial L}{\partial a} = 2 (a - y), \quad \frac{\partial L}{\partial a} = a - y$$",
        "RRRW",
    ),
    Notation(
        "Documents",
        "words for what something is",
        r"$$n = \text{number of samples}, \quad 2 + 2 = \text{five}$$",
        "RU",
        "what this is equal to is said in words",
    ),
    Notation(
        "Documents",
        "a rank in words, and nodes of a graph that are called what they do",
        r"$$(1) + (1) = \text{rank 2 tensor}$$ $$a \to \text{sum}$$ $$b \to \text{sum}$$"
        r"$$\frac{\partial(\text{sum})}{\partial a} = 1, \quad \frac{\partial(\text{sum})}{\partial b} = b$$",
        "RRRRW",
    ),
    Notation(
        "Samples",
        "products over the samples of a class",
        r"$$p^{(i)} = \sigma(w x^{(i)})$$"
        "\n"
        r"$$\log \left( \prod_{x^{(i)} \in C_1} p^{(i)} \right) "
        r"+ \log \left( \prod_{x^{(i)} \in C_0} (1 - p^{(i)}) \right)$$"
        "\n"
        r"$$= \sum_{i=1}^m y^{(i)} \log p^{(i)} + (1 - y^{(i)}) \log(1 - p^{(i)})$$"
        "\n"
        r"$$= \sum_{i=1}^m y^{(i)} \log p^{(i)} - (1 - y^{(i)}) \log(1 - p^{(i)})$$",
        "RIIW",
    ),
    Notation(
        "Functions",
        "the value of a function that is said twice",
        r"$$z = f_1(w_1, x), \quad f_1(w_1, x) = z, \quad z = f_1(\dots), \quad "
        r"\frac{\partial z}{\partial x} = \frac{\partial f_1}{\partial x}, \quad "
        r"\frac{\partial z}{\partial x} = 2 \frac{\partial f_1}{\partial x}$$",
        "RRRRW",
    ),
    Notation(
        "Derivatives",
        "chain rules without their sums, in several equations",
        r"$$y_i = \gamma z_i + \beta, \quad "
        r"\frac{df}{d\gamma} = \frac{df}{dy_i} \frac{dy_i}{d\gamma}, \quad "
        r"\frac{df}{d\beta} = \frac{df}{dy_i} \frac{dy_i}{d\beta}$$",
        "RII",
    ),
    Notation(
        "Losses",
        "a name between a loss and its formula",
        r"$$L = H(y, p) = -y \log p - (1 - y) \log(1 - p), \quad \frac{dL}{dp} = \frac{p - y}{p (1 - p)}$$",
        "RRR",
    ),
    Notation(
        "Names",
        "dimensions by a letter that is an index elsewhere",
        r"$$S_{ij} = \frac{1}{\sqrt{d_k}} \sum_l Q_{il} K_{jl}, \quad O_{ik} = \sum_j S_{ij} V_{jk}$$ "
        r"$$\frac{\partial S_{ij}}{\partial Q_{il}} = \frac{K_{jl}}{\sqrt{d_k}}, \quad "
        r"\frac{\partial S_{ij}}{\partial Q_{il}} = \frac{K_{jl}}{d_k}$$",
        "RRRW",
    ),
    Notation(
        "Names",
        "sums over units by the letter of their layer",
        r"$$a_{o1} = w_1 h, \quad a_{o2} = w_2 h, \quad E = a_{o1}^2 + a_{o2}^2$$ "
        r"$$\frac{\partial E}{\partial h} = \sum_o \frac{\partial E}{\partial a_o} \frac{\partial a_o}{\partial h}$$",
        "RRRR",
    ),
    Notation(
        "Layers",
        "numbers of layers that the letters of the indices tell",
        r"$$a_j = \sum_i w_{ji}^{(1)} x_i, \quad z_j = \tanh(a_j), \quad y_k = \sum_j w_{kj}^{(2)} z_j$$"
        r" $$\frac{\partial y_k}{\partial z_j} = w_{kj}, \quad \frac{\partial a_j}{\partial x_i} = w_{ji}^2$$",
        "RRRIW",
    ),
    Notation(
        "Layers",
        "activations of what another line names",
        r"$$a^l = \sigma(w^l a^{l-1} + b^l), \quad z^l = w^l a^{l-1} + b^l, \quad C = \tfrac12 \|a^L - y\|^2$$"
        r" $$\frac{\partial C}{\partial z^L} = (a^L - y) \odot \sigma'(z^L), \quad"
        r" \frac{\partial C}{\partial z^L} = (a^L - y) \odot \sigma(z^L)$$",
        "RRRRW",
    ),
    Notation(
        "Layers",
        "elements by a letter above a step",
        r"$$s_t = \tanh(W x_t + U h_{t-1}), \quad h_t = o_t \odot s_t$$ "
        r"$$\delta h_t = \frac{\partial E}{\partial h_t}, \quad "
        r"\frac{\partial E}{\partial s_t^i} = \frac{\partial E}{\partial h_t^i} o_t^i$$",
        "RRRR",
    ),
    Notation(
        "Documents",
        "equations side by side in columns",
        r"$$\begin{aligned} y &= w x & L &= y^2 \\ \frac{dy}{dw} &= x & \frac{dL}{dy} &= y \end{aligned}$$",
        "RRRW",
    ),
    Notation(
        "Documents",
        "a sum that goes on in the next display",
        "$$L = (x + 1)^2 + 3 w$$\n\n$$= x^2 + 2 x$$\n\n$$+ 1 + 3 w$$",
        "RRR",
    ),
    Notation(
        "Documents",
        "a product that goes on in the next display, with its sign in either of them",
        "$$y = w x, \\quad L = (y - 1)^2$$\n\n$$\\frac{dL}{dw} = 2 (y - 1)$$\n\n$$\\cdot x$$\n\n"
        "and\n\n$$\\frac{dL}{dx} = \\frac{dL}{dy} \\cdot$$\n\n$$w$$\n\n"
        "so\n\n$$\\frac{dL}{dx} = \\frac{dL}{dy}$$\n\n$$\\cdot x = 2 (y - 1) w$$\n",
        "RRRRRRWR",
    ),
    Notation(
        "Documents",
        "formulas typed in a fence without a language, one on each line",
        "```\nzⱼ = Σᵢ w_ij·xᵢ\nE = ½·Σⱼ (zⱼ − tⱼ)²     # the loss\n∂E/∂zⱼ = zⱼ − tⱼ\n∂E/∂w_ij = (zⱼ − tⱼ)·xⱼ\n```",
        "RRRW",
    ),
    Notation(
        "Documents",
        "formulas typed on lines of their own, and several on one line",
        "So we have\n    z = wᵀx,   E = ½ z²\n    ∂E/∂z = z\n    ∂E/∂w = z w\nand nothing else.",
        "RRRW",
    ),
    Notation(
        "Documents",
        "matrices that are never ended, where a parenthesis was meant",
        r"$$y = 2 x = \begin{pmatrix} x + x \\ = 2 x$$",
        "RIR",
    ),
    Notation(
        "Documents",
        "equations in prose with tags of HTML, and in inline code",
        "z<sub>1</sub> = w x<sub>1</sub> and `∂z₁/∂w = x₁`, but `∂z₁/∂x₁ = x₁`",
        "RRW",
    ),
    Notation(
        "Documents",
        "conditions on letters that prose has without LaTeX",
        r"$$p_k = \frac{e^{z_k}}{\sum_i e^{z_i}}$$ For i ≠ j: $$\frac{\partial p_i}{\partial z_j} = -p_i p_j$$",
        "RRR",
    ),
    Notation("Documents", "chains of equations", r"$$y = (x + 1)^2 = x^2 + 2 x + 1$$", "RR"),
    Notation(
        "Documents",
        "systems of equations",
        r"$$\begin{cases} a = b^2 \\ \frac{d a}{d b} = 2 b \end{cases}$$",
        "RR",
    ),
    Notation(
        "Documents",
        "the author's own macros",
        r"\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}} $$L = a^2, \quad \pd{L}{a} = 2 a$$",
        "RR",
    ),
    Notation(
        "Layers",
        "layers of which only whole arrays are written, beside gradients by elements",
        r"$$a^l = \sigma(w^l a^{l-1} + b^l), \quad z^l \equiv w^l a^{l-1} + b^l, \quad C = \tfrac12 \|y - a^L\|^2$$"
        r" $$\delta^l_j \equiv \frac{\partial C}{\partial z^l_j}, \quad "
        r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j$$"
        r" $$\frac{\partial C}{\partial w^l_{jk}} = a^{l}_k \delta^l_j$$",
        "RRRRRW",
    ),
    Notation(
        "Indices",
        "letters that count down, or that a sentence gives a number",
        r"$$h^{(t)} = \tanh(w h^{(t-1)} + x^{(t)}), \quad L = (h^{(T)})^2$$ For $t = T$: "
        r"$$\frac{\partial L}{\partial h^{(T)}} = 2 h^{(T)}$$ and for $t = T - 1, \dots, 1$ down to $t = 1$: "
        r"$$\frac{\partial L}{\partial h^{(t)}} = "
        r"w (1 + (h^{(t+1)})^2) \frac{\partial L}{\partial h^{(t+1)}}$$",
        "RRRRRRW",
    ),
    Notation(
        "Indices",
        "functions of an index, and probabilities of what a letter says",
        r"$$P(o | c) = \frac{\exp(u_o^T v_c)}{\sum_w \exp(u_w^T v_c)}, \quad J = -\log P(o | c)$$ "
        r"$$\frac{\partial J}{\partial v_c} = -u_o + \sum_w P(w | c) u_w$$ "
        r"$$\frac{\partial J}{\partial v_c} = -u_o + \sum_w P(w | c) u_o$$",
        "RRRW",
    ),
    Notation(
        "Indices",
        "letters of sums as numbers, in factors and exponents",
        r"$$y = \sum_{m=0}^M c_m x^m, \quad \frac{dy}{dx} = \sum_{m=1}^M m c_m x^{m-1}$$ "
        r"$$(1 - x) \sum_{m=0}^M x^m = 1 - x^{M+1}, \quad (1 - x) \sum_{m=0}^M x^m = 1 - x^M$$",
        "RRRW",
    ),
    Notation(
        "Indices",
        "sums with and without bounds",
        r"$$z_j = \sum_{i=1}^{n} w_{ij} x_i, \quad \frac{\partial z_j}{\partial x_i} = w_{ij}$$",
        "RR",
    ),
    Notation(
        "Indices",
        "sums of words, over all units that the document has",
        r"$$E = \sum (target - out)^2, \quad out_{o1} = v_1 h, \quad out_{o2} = v_2 h$$"
        r"$$e_1 = target_{o1} - out_{o1}, \quad e_2 = target_{o2} - out_{o2}$$"
        r"$$\frac{\partial E}{\partial v_1} = -2 e_1 h, \quad \frac{\partial E}{\partial v_2} = -2 e_1 h$$",
        "IRRRRRW",
    ),
    Notation(
        "Indices",
        "sums without an index, over the samples of numbers",
        r"$$\hat{y} = w x + b, \quad C = \frac{1}{n} \sum (y - \hat{y})^2$$"
        r"$$\frac{\partial C}{\partial w} = -\frac{2}{n} \sum x (y - \hat{y})$$"
        r"$$\frac{\partial C}{\partial b} = \frac{2}{n} \sum (y - \hat{y})$$",
        "RRRW",
    ),
    Notation(
        "Indices",
        "sums without an index, over the elements of whole arrays",
        r"$$z = W x + b, \quad p = \mathrm{softmax}(z), \quad L = -\sum y \log p$$"
        r"$$\frac{\partial L}{\partial z} = p - y, \quad \frac{\partial L}{\partial b} = y - p$$",
        "RRRRW",
    ),
    Notation(
        "Indices",
        "outputs of a loss without their layer, and its sum without an index",
        r"$$z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j, \quad a^l_j = \sigma(z^l_j), \quad C = \frac12 \sum (y - a)^2$$"
        r"$$\frac{\partial C}{\partial a} = a - y, \quad \frac{\partial C}{\partial b^L_j} = (a_j - y_j) \sigma'(z_j)$$"
        r"$$\frac{\partial C}{\partial z} = (a - y) \sigma(z)$$",
        "RRRRRW",
    ),
    Notation(
        "Indices",
        "names of which the square is defined",
        r"$$\mu = \frac{1}{n} \sum_{i=1}^n x_i, \quad \sigma^2 = \frac{1}{n} \sum_{i=1}^n (x_i - \mu)^2$$"
        r"$$\sigma^2 = \frac{1}{n} \sum_{i=1}^n x_i^2 - \mu^2, \quad z_i = \frac{x_i - \mu}{\sqrt{\sigma^2 + 1}}$$",
        "RRRR",
    ),
    Notation(
        "Indices",
        "arrays of which one element is defined, as an example",
        r"$$s_1 = u_{11} h_1 + u_{12} h_2, \quad \frac{\partial s_k}{\partial u_{kj}} = h_j$$"
        r"$$\frac{\partial s_k}{\partial h_j} = u_{kj}, \quad \frac{\partial s_k}{\partial h_j} = u_{jk}$$",
        "RRRW",
    ),
    Notation(
        "Indices",
        "sums that are not written, where the words say so",
        r"In Einstein notation, $$z_i = W_{ij} u_j, \quad \frac{\partial z_i}{\partial u_k} = W_{ij} \delta_{jk}$$",
        "RR",
    ),
    Notation(
        "Indices",
        "elements at computed places, as in a convolution",
        r"$$y_i = \sum_{m=1}^M w_m x_{i+m-1}, \quad \frac{\partial y_i}{\partial w_m} = x_{i+m-1}$$"
        r" $$\frac{\partial y_i}{\partial w_m} = x_{i+m}$$",
        "RRW",
    ),
    Notation(
        "Indices",
        "a letter that one name has twice, where sums are not written",
        r"In Einstein notation, $$q = x_i A_{ij} x_j, \quad \frac{\partial A_{ii}}{\partial A_{kl}} = \delta_{kl}$$"
        r"$$\frac{\partial A_{ii}}{\partial A_{kl}} = 2 \delta_{kl}$$",
        "RRW",
    ),
    Notation("Indices", "Kronecker deltas", r"$$\frac{\partial x_i}{\partial x_j} = \delta_{ij}$$", "R"),
    Notation(
        "Indices",
        "Kronecker deltas beside errors of the same letter",
        r"$$z_i = \sum_j w_{ij} x_j, \quad L = \sum_i z_i^2, \quad \delta_i = \frac{\partial L}{\partial z_i} = 2 z_i$$"
        r" $$\frac{\partial z_i}{\partial w_{kl}} = \delta_{ik} x_l$$",
        "RRRRR",
    ),
    Notation(
        "Indices",
        "one letter for the errors of two layers, told apart by their indices",
        r"$$a_j = \sum_i w_{ji} x_i, \quad z_j = \tanh a_j, \quad y_k = \sum_j v_{kj} z_j$$"
        r" $$L = \frac12 \sum_k (y_k - t_k)^2, \quad \delta_k = y_k - t_k$$"
        r" $$\delta_j = (1 - z_j^2) \sum_k v_{kj} \delta_k, \quad \frac{\partial L}{\partial w_{ji}} = \delta_j x_i$$",
        "RRRRRRR",
    ),
    Notation(
        "Indices",
        "vectors that begin with a bias and a 1",
        r"$$z = w_0 + w_1 x_1 + \dots + w_n x_n = w^T x, \quad L = \frac12 (z - t)^2$$"
        r" $$\frac{\partial L}{\partial w_0} = z - t, \quad \frac{\partial L}{\partial w_0} = (z - t) w_0$$",
        "RIRRW",
    ),
    Notation(
        "Indices",
        "biases as elements 0 of the weights",
        r"$$y_k = \sum_{j=1}^m v_{kj} z_j + v_{k0}, \quad L = \sum_k y_k^2$$"
        r" $$\frac{\partial L}{\partial v_{k0}} = 2 y_k$$",
        "RRR",
    ),
    Notation(
        "Indices",
        "functions of t",
        r"$$s(t) = t e^{-t}, \quad s'(t) = e^{-t} - s(t), \quad s'(t) = e^{-t} + s(t)$$",
        "RRW",
    ),
    Notation(
        "Indices",
        "the unit vector of a label",
        r"$$s = W x, \quad p_k = \frac{e^{s_k}}{\sum_j e^{s_j}}, \quad L = -\log p_y$$"
        r" $$\frac{\partial L}{\partial W} = (p - e_y) x^T, \quad \frac{\partial L}{\partial W} = (p + e_y) x^T$$",
        "RRRRW",
    ),
    Notation(
        "Derivatives",
        "by a name for a part of what another line writes out",
        r"$$p = \sigma(w x + b), \quad L = (p - y)^2, \quad z = w x + b$$"
        r" $$\frac{\partial L}{\partial z} = 2 (p - y) p (1 - p), \quad \frac{\partial L}{\partial z} = 2 (p - y)$$",
        "RRRRW",
    ),
    Notation(
        "Derivatives",
        "by a logarithm or a power of a name",
        r"$$K = \frac12 (s^2 - 1 - \log s^2), \quad \frac{\partial K}{\partial \log s^2} = \frac12 (s^2 - 1)$$"
        r" $$\frac{\partial K}{\partial (s^2)} = \frac12 - \frac{1}{2 s^2},"
        r" \quad \frac{\partial K}{\partial \log s} = \frac12 (s^2 - 1)$$",
        "RRRW",
    ),
    Notation("Indices", "indicators", r"$$\frac{\partial x_i}{\partial x_j} = \mathbb{1}[i = j]$$", "R"),
    Notation(
        "Indices",
        "conditions on indices",
        r"$$p_k = \frac{e^{z_k}}{\sum_i e^{z_i}}, \quad \frac{\partial p_k}{\partial z_i} = -p_k p_i, \quad i \neq k$$",
        "RR",
    ),
    Notation(
        "Indices",
        "cases",
        r"$$p_k = \frac{e^{z_k}}{\sum_i e^{z_i}}$$"
        r" $$\frac{\partial p_k}{\partial z_i} = \begin{cases} p_k (1 - p_k) & i = k \\"
        r" -p_k p_i & i \neq k \end{cases}$$",
        "RR",
    ),
    Notation(
        "Indices",
        "an element off the diagonal, beside a line about those on it",
        r"$$p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}, \quad \frac{\partial p_i}{\partial z_i} = p_i (1 - p_i)$$ "
        r"$$\frac{\partial p_i}{\partial z_j} = -p_i p_j, \quad \frac{\partial p_i}{\partial z_j} = p_i p_j$$",
        "RRIW",
    ),
    Notation(
        "Indices",
        "cases whose words stand beside the value, with mathematics in them",
        r"$$z_i = \tanh(x_i)$$ $$\frac{\partial z_i}{\partial x_j} ="
        r" \begin{cases} 1 - z_i^2 \text{ if $i = j$} \\ 0 \text{ if otherwise} \end{cases}$$",
        "RR",
    ),
    Notation(
        "Indices",
        "cases in one row, with their words between them",
        r"$$h = \max(0, a), \quad \frac{\partial h}{\partial a} = 1 \text{ if } a > 0 \text{ else } 0$$"
        r" $$\frac{\partial h}{\partial a} = a \text{ if } a > 0, \; 0 \text{ otherwise}$$",
        "RRW",
    ),
    Notation(
        "Indices",
        "cases under two conditions",
        r"$$a_i = \max(0, x_i)$$ $$\frac{\partial a_i}{\partial x_j} ="
        r" \begin{cases} 1 & \text{if } i = j \text{ and } x_i > 0 \\ 0 & \text{otherwise} \end{cases}$$",
        "RR",
    ),
    Notation(
        "Indices",
        "from where to where a function maps",
        r"Let $f: \mathbb{R}^n \to \mathbb{R}$ with $f(x) = \sum_i x_i^2$. $$\frac{\partial f}{\partial x_i} = 2 x_i$$",
        "RRR",
    ),
    Notation(
        "Indices",
        "what letters run over",
        r"$$y_i = x_i^2, \quad i = 1, \dots, n$$ $$\frac{\partial y_i}{\partial x_i} = 2 x_i \quad \forall i$$",
        "RR",
    ),
    Notation(
        "Indices",
        "sums with dots",
        r"$$s = v_0 + v_1 z_1 + \dots + v_n z_n, \quad \frac{\partial s}{\partial z_i} = v_i$$",
        "RR",
    ),
    Notation(
        "Indices",
        "sums over the samples of a class",
        r"$$\ell = \sum_{i : y_i = 1} \log p_i + \sum_{i : y_i = 0} \log (1 - p_i)$$"
        r" $$\frac{\partial \ell}{\partial p_i} = \frac{y_i}{p_i} - \frac{1 - y_i}{1 - p_i}$$",
        "RR",
    ),
    Notation(
        "Indices",
        "products over an index",
        r"$$y = \prod_i x_i, \quad \frac{\partial y}{\partial x_k} = \prod_{i \neq k} x_i$$",
        "RR",
    ),
    Notation(
        "Indices",
        "a letter on one side only",
        r"$$z_j = \sum_i w_{ij} x_i, \quad \frac{\partial z_j}{\partial w_{ij}} = x_k$$",
        "RW",
    ),
    Notation(
        "Indices",
        "the largest element, with its letter below the sign",
        r"$$p_k = \frac{e^{z_k}}{\sum_l e^{z_l}}$$"
        r" $$p_k = \frac{e^{z_k - \max_j z_j}}{\sum_l e^{z_l - \max_j z_j}}"
        r" = \frac{e^{z_k - \max_j z_j}}{\sum_l e^{z_l}}$$",
        "RRW",
    ),
    Notation(
        "Indices",
        "the place of the largest element, compared with an index",
        r"$$z_j = w_j x, \quad m = \max_j z_j$$"
        r" $$\frac{\partial m}{\partial z_j} = \mathbb{1}[j = \arg\max_k z_k]$$"
        r" $$\frac{\partial m}{\partial z_j} = \mathbb{1}[j = \operatorname{argmin}_k z_k]$$",
        "RRRW",
    ),
    Notation(
        "Derivatives",
        "primes",
        r"$$h = \sigma(z), \quad \frac{\partial h}{\partial z} = \sigma'(z) = h (1 - h)$$",
        "RRR",
    ),
    Notation(
        "Derivatives",
        r"`\partial` with what it differentiates by below it",
        r"$$L = (y - w x)^2, \quad \partial_w L = -2 (y - w x) x, \quad \partial_x^2 L = 2 w^2$$"
        r" $$\partial_y L = 2 (w x - y)$$",
        "RRRW",
    ),
    Notation(
        "Derivatives",
        "the slope of a function by another letter than that of its definition",
        r"$$u_j = \sum_i w_{ji} x_i, \quad h_j = \sigma(u_j), \quad \sigma(u) = \frac{1}{1 + e^{-u}}$$"
        r" $$\frac{d\sigma}{dx} = \sigma(x) (1 - \sigma(x)), \quad \frac{d\sigma}{dx} = \sigma(x) (1 + \sigma(x))$$",
        "RRRRW",
    ),
    Notation(
        "Derivatives",
        "the chain rule",
        r"$$L = (y - o)^2, \quad o = w x$$"
        r" $$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial o} \frac{\partial o}{\partial w}"
        r" = -2 (y - o) x$$",
        "RRRR",
    ),
    Notation(
        "Derivatives",
        "chain rules of quantities that no line ties",
        r"$$L = (a - y)^2, \quad \frac{\partial L}{\partial k} = \frac{\partial L}{\partial o} "
        r"\frac{\partial o}{\partial m} \frac{\partial m}{\partial k}$$ "
        r"$$\frac{\partial L}{\partial k} = \frac{\partial L}{\partial o} "
        r"\frac{\partial m}{\partial o} \frac{\partial m}{\partial k}$$",
        "RIU",
        "one of its factors is upside down, and nothing says what it is",
    ),
    Notation(
        "Derivatives",
        "what formulas without an equation, or words, say that a quantity is a function of",
        r"Let $u(x, y)$ be smooth, where $x$ and $y$ are functions of $r$. "
        r"$$\frac{\partial u}{\partial r} = \frac{\partial u}{\partial x} \frac{\partial x}{\partial r}"
        r" + \frac{\partial u}{\partial y} \frac{\partial y}{\partial r}$$ "
        r"$$\frac{\partial u}{\partial r} = \frac{\partial u}{\partial x} \frac{\partial x}{\partial r}$$",
        "RU",
        "one of its ways is missing, and what the functions are is not said",
    ),
    Notation(
        "Derivatives",
        "weights with the number 0 as biases, in two lines",
        r"$$s = V^T z, \quad z_j = \sigma(w_j^T x), \quad "
        r"\frac{\partial s}{\partial w_{21}} = V_1 z_1 (1 - z_1) x_2$$ "
        r"$$\frac{\partial s}{\partial w_{01}} = V_1 z_1 (1 - z_1), \quad "
        r"\frac{\partial s}{\partial w_{02}} = V_2 z_2 (1 - z_2), \quad "
        r"\frac{\partial s}{\partial w_{02}} = V_2 z_2 (1 + z_2)$$",
        "RRRIIW",
    ),
    Notation(
        "Derivatives",
        "derivatives by what a name is defined as",
        r"$$z = w x + b, \quad a = \sigma(z)$$ $$\frac{\partial a}{\partial (w x + b)} = a (1 - a), \quad "
        r"\frac{\partial a}{\partial (w x + b)} = a (1 + a)$$",
        "RRRW",
    ),
    Notation(
        "Derivatives",
        "a letter of its own for the gradient of the loss",
        r"$$u_i = \sum_j w_{ij} x_j, \quad \bar u_i = \frac{\partial L}{\partial u_i}$$"
        r" $$\frac{\partial L}{\partial w_{ij}} = \bar u_i x_j, \quad"
        r" \frac{\partial L}{\partial w_{ij}} = \bar u_i^2 x_j$$",
        "RRRW",
    ),
    Notation(
        "Derivatives",
        "updates with their step in parentheses",
        r"$$y = w x, \quad C = (y - d)^2, \quad w(t+1) = w(t) - \eta \frac{\partial C}{\partial w}$$"
        r" $$w(t+1) = w(t) + 2 \eta (y - d) x$$",
        "RRRW",
    ),
    Notation(
        "Derivatives",
        "functions without their argument",
        r"$$a = \sigma(z)$$ $$\frac{\partial \sigma}{\partial z} = \sigma (1 - \sigma)$$"
        r" $$\frac{\partial \sigma}{\partial z} = \sigma(z) (1 + \sigma(z))$$",
        "RRW",
    ),
    Notation(
        "Derivatives",
        "losses that only derivatives name, with their argument",
        r"$$\frac{d l(w)}{d w} = \frac{d}{d w} \frac12 (w x - y)^2 = (w x - y) x, \quad \frac{d l(w)}{d w} = w x - y$$",
        "RRW",
    ),
    Notation("Derivatives", "second derivatives", r"$$y = x^3, \quad \frac{d^2 y}{d x^2} = 6 x$$", "RR"),
    Notation(
        "Derivatives",
        "a loss that is left open",
        r"$$o = w x$$ $$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial o} x$$",
        "RR",
    ),
    Notation(
        "Layers",
        "capitals for the weights of units, where nothing shows a matrix",
        r"$$z = W_1 x + b, \quad \frac{\partial z}{\partial W_1} = x, \quad \frac{\partial z}{\partial x} = b$$",
        "IIW",
    ),
    Notation(
        "Layers",
        "a name for what an activation is applied to, which only words give",
        r"$$a = \sigma(w x + b), \quad E = (a - y)^2$$"
        r" $$\frac{\partial E}{\partial w} = \frac{\partial E}{\partial z} x, \quad"
        r" \frac{\partial a}{\partial z} = a (1 - a)$$",
        "RRII",
    ),
    Notation(
        "Layers",
        "superscripts that a section leaves out",
        r"# Model $$t = W^{(1)} x, \quad v = W^{(2)} t$$ # Layer 2: we drop the superscript"
        r" $$\frac{\partial v_i}{\partial W_{kl}} = \delta_{ik} t_l$$",
        "RRR",
    ),
    Notation(
        "Layers",
        "layers by letter",
        r"$$z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j$$"
        r" $$a^l_j = \sigma(z^l_j)$$"
        r" $$\frac{\partial a^l_j}{\partial z^l_j} = a^l_j (1 - a^l_j)$$",
        "RRR",
    ),
    Notation(
        "Layers",
        "layers in brackets",
        r"$$a^{[1]} = \sigma(z^{[1]}), \quad \frac{\partial a^{[1]}}{\partial z^{[1]}} = a^{[1]} (1 - a^{[1]})$$",
        "RR",
    ),
    Notation(
        "Layers",
        "time steps as subscripts",
        r"$$h_t = \tanh(W h_{t-1} + U x_t + b)$$"
        r" $$\frac{\partial h_t}{\partial h_{t-1}} = \mathrm{diag}(1 - h_t^2) W$$",
        "RR",
    ),
    Notation(
        "Layers",
        "time steps in brackets, and sums over them",
        r"$$h^{(t)} = \tanh(W h^{(t-1)} + U x^{(t)})$$ $$L = \sum_{t=1}^T \|h^{(t)}\|^2$$"
        r" $$\frac{\partial L}{\partial h^{(T)}} = 2 h^{(T)}$$",
        "RRR",
    ),
    Notation(
        "Matrices",
        "sums of all elements, vectors of ones, products element by element",
        r"$$\mathbf{u} = \mathbf{w} \otimes \mathbf{x}, \quad y = sum(\mathbf{u}), \quad "
        r"\frac{\partial y}{\partial \mathbf{u}} = \vec{1}^T$$ "
        r"$$\frac{\partial y}{\partial \mathbf{w}} = \vec{1}^T diag(\mathbf{x}), \quad "
        r"\frac{\partial y}{\partial \mathbf{w}} = \vec{1}^T diag(\mathbf{w})$$",
        "RRRRW",
    ),
    Notation(
        "Matrices",
        "scores of samples, and sums over those that a condition chooses",
        r"$$f(x) = w^T x, \quad J = \sum_i \max(0, 1 - y_i f(x_i))$$"
        r" $$\nabla_w J = -\sum_{i : y_i f(x_i) < 1} y_i x_i$$ $$\nabla_w J = -\sum_{i : y_i f(x_i) < 1} x_i$$",
        "RRRW",
    ),
    Notation(
        "Matrices",
        "scores in conditions on values",
        r"$$f(x) = w^T x + b, \quad R = \max(0, 1 - y f(x))$$ "
        r"$$\frac{\partial R}{\partial w} = -y x \mathbb{1}[y f(x) < 1], \quad "
        r"\frac{\partial R}{\partial w} = -y x \mathbb{1}[y f(x) > 1]$$",
        "RRRW",
    ),
    Notation(
        "Matrices",
        "matrices that the words call symmetric",
        r"With symmetric $A$, $$f(x) = x^T A x, \quad \nabla f(x) = 2 A x, \quad \nabla f(x) = A x$$",
        "RRW",
    ),
    Notation(
        "Matrices",
        "dots down a diagonal",
        r"$$\mathbf{h} = f(\mathbf{z}), \quad \frac{\partial \mathbf{h}}{\partial \mathbf{z}} = "
        r"\begin{pmatrix} f'(z_1) & & 0 \\ & \ddots & \\ 0 & & f'(z_n) \end{pmatrix}"
        r" = \mathrm{diag}(f(\mathbf{z}))$$",
        "RRW",
    ),
    Notation(
        "Matrices",
        "dots in a matrix whose diagonal is of another form than the rest",
        r"$$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}, \quad \frac{\partial p}{\partial z} = \begin{bmatrix} "
        r"p_1 (1 - p_1) & \cdots & -p_1 p_n \\ \vdots & \ddots & \vdots \\ -p_n p_1 & \cdots & p_n (1 - p_n)"
        r" \end{bmatrix} = \mathrm{diag}(p) + p p^T$$",
        "RRW",
    ),
    Notation(
        "Matrices",
        "gradients by vectors as rows, those by matrices in their shape",
        r"$$\mathbf{z} = \mathbf{W} \mathbf{x}, \quad s = \mathbf{u}^T \mathbf{z}, \quad "
        r"\frac{\partial s}{\partial \mathbf{z}} = \mathbf{u}^T$$ "
        r"$$\frac{\partial s}{\partial \mathbf{x}} = \mathbf{u}^T \mathbf{W}, \quad "
        r"\frac{\partial s}{\partial \mathbf{W}} = \mathbf{u} \mathbf{x}^T$$ "
        r"$$\frac{\partial s}{\partial \mathbf{x}} = \mathbf{x}^T \mathbf{W}$$",
        "RRRRRW",
    ),
    Notation(
        "Matrices",
        "a matrix with the vectors of its letter as rows",
        r"$$L(w) = \sum_i (w^T x_i - y_i)^2$$ $$\nabla L(w) = 2 \sum_i (w^T x_i - y_i) x_i = 2 X^T (X w - y)$$"
        r" $$\nabla L(w) = \sum_i (w^T x_i - y_i) x_i$$",
        "RRIW",
    ),
    Notation(
        "Matrices",
        "a matrix with the samples of its letter, and all values in a column",
        r"$$J = \frac12 \sum_{i=1}^m (\theta^T x^{(i)} - y^{(i)})^2$$ $$\nabla_\theta J = X^T (X \theta - y)$$"
        r" $$\nabla_\theta J = \sum_{i=1}^m (\theta^T x^{(i)} + y^{(i)}) x^{(i)}$$",
        "RIW",
    ),
    Notation(
        "Matrices",
        "second derivatives by nabla",
        r"$$f(x) = \|A x - b\|^2$$ $$H = \nabla^2 f(x) = 2 A^\top A$$ $$\nabla^2 f = A^\top A$$",
        "RRRW",
    ),
    Notation(
        "Matrices",
        "an activation with a label, and what the document says that it means",
        r"$$\mathbf{y} = \sigma_M(\mathbf{W} \mathbf{x} + \mathbf{b}), \quad"
        r" \sigma_M(z_k) = \frac{\exp(z_k)}{\sum_k \exp(z_k)}$$"
        r" $$\frac{\partial y_k}{\partial b_j} = -y_k y_j, \quad j \neq k$$",
        "RRR",
    ),
    Notation(
        "Matrices",
        "the forward pass after an update",
        r"$$\mathbf{h} = \sigma(\mathbf{W} \mathbf{x}), \quad L = \|\mathbf{h}\|^2, \quad"
        r" \mathbf{W}_{new} = \mathbf{W} - \eta \nabla_{\mathbf{W}} L, \quad"
        r" \mathbf{h} = \sigma(\mathbf{W}_{new} \mathbf{x})$$",
        "RRRR",
    ),
    Notation(
        "Matrices",
        "networks as functions of their input, and transposes behind a function",
        r"$$f(x) = W_2 \sigma(W_1 x), \quad L = \tfrac12 \|f(x) - y\|^2$$"
        r" $$\frac{\partial L}{\partial W_2} = (f(x) - y) \sigma(W_1 x)^T$$",
        "RRR",
    ),
    Notation(
        "Matrices",
        "products element by element as programs write them",
        r"$$a = \sigma(z), \quad L = \|a - y\|^2, \quad \mathbf{g} = \frac{\partial L}{\partial z}$$"
        r" $$\frac{\partial L}{\partial z} = 2 (a - y) .* a .* (1 - a)$$",
        "RRRR",
    ),
    Notation(
        "Matrices",
        "the identity matrix",
        r"$$\mathbf{z} = \mathbf{W} \mathbf{x}$$ $$\frac{\partial \mathbf{z}}{\partial \mathbf{z}} = \mathbf{I},"
        r" \quad \frac{\partial \mathbf{z}}{\partial \mathbf{x}} = \mathbf{I} \mathbf{W}$$",
        "RRR",
    ),
    Notation(
        "Matrices",
        "rows of a matrix of which the elements are written",
        r"$$y_k = \sum_{j=1}^H v_{kj} z_j, \quad L = \frac12 \sum_{k=1}^K (y_k - t_k)^2$$"
        r" $$\frac{\partial L}{\partial v_k} = (y_k - t_k) z, \quad"
        r" \frac{\partial y_q}{\partial z_j} = v_{qj}, \quad \frac{\partial y_q}{\partial z_j} = v_{jq}$$",
        "RRRRW",
    ),
    Notation(
        "Matrices",
        "biases of samples that lie in rows",
        r"$$Z = X W_1 + b_1, \quad H = \tanh(Z), \quad S = H W_2 + b_2, \quad L = \|S\|^2$$ "
        r"$$dW_2 = H^T dS, \quad db_2 = \sum_i dS_i, \quad db_2 = dS$$",
        "RRRRRIW",
    ),
    Notation(
        "Matrices",
        "declared vectors, which are rows where the text has rows",
        r"Let $x \in \mathbb{R}^{D}$, $W \in \mathbb{R}^{D \times H}$, $b \in \mathbb{R}^{H}$. "
        r"$$z = x W + b, \quad L = \frac12 \|z\|^2$$ "
        r"$$\frac{\partial L}{\partial W} = x^T z, \quad \frac{\partial L}{\partial x} = z W$$",
        "RRRRRRW",
    ),
    Notation(
        "Matrices",
        "samples side by side in brackets, as the columns of a matrix",
        r"$$X = [x^{(1)} x^{(2)} \dots x^{(m)}], \quad Z = W X + b, \quad L = \frac12 \|Z\|^2$$"
        r" $$\frac{\partial L}{\partial W} = Z X^T, \quad \frac{\partial L}{\partial W} = X^T Z$$",
        "RRRRW",
    ),
    Notation(
        "Matrices",
        "elements of brackets and of transposes",
        r"$$z = W x + b, \quad [W x + b]_i = \sum_j W_{ij} x_j + b_i, \quad (W^T)_{ij} = W_{ji}$$",
        "RRR",
    ),
    Notation(
        "Matrices",
        "elements by numbers alone, of the vectors of inner products",
        r"$$s = V^T z, \quad z_j = \sigma(w_j^T x)$$ $$\frac{\partial s}{\partial V_1} = z_1, \quad"
        r" \frac{\partial s}{\partial w_{12}} = V_2 z_2 (1 - z_2) x_1$$",
        "RRRR",
    ),
    Notation(
        "Matrices",
        "gradients of elements, and second gradients",
        r"$$O = P V, \quad dO = \frac{\partial L}{\partial O}, \quad dP_{ij} = \sum_l dO_{il} V_{jl}$$"
        r" $$f = x^T A x, \quad \nabla_x^2 f = A + A^T$$",
        "RRRRR",
    ),
    Notation(
        "Matrices",
        "matrix products and transposes",
        r"Let $W \in \mathbb{R}^{m \times n}$ and $x \in \mathbb{R}^n$. $$z = W x$$"
        r" $$\frac{\partial L}{\partial x} = W^T \frac{\partial L}{\partial z}$$",
        "RRRR",
    ),
    Notation(
        "Matrices",
        "gradients by name",
        r"$$h = o \odot \tanh(c)$$ $$\delta h = \frac{\partial E}{\partial h}$$"
        r" $$\frac{\partial E}{\partial o} = \delta h \odot \tanh(c)$$",
        "RRR",
    ),
    Notation(
        "Matrices",
        "Hadamard products",
        r"$$a = \sigma(z), \quad \delta = \frac{\partial L}{\partial a} \odot \sigma'(z)$$",
        "RR",
    ),
    Notation(
        "Losses",
        "labels of margins, which are 1 or -1",
        r"$$L = \log(1 + e^{-y s}), \quad \frac{\partial L}{\partial s} = -y \sigma(-y s)$$ "
        r"$$\frac{\partial^2 L}{\partial s^2} = \sigma(y s) \sigma(-y s), \quad "
        r"\frac{\partial^2 L}{\partial s^2} = \sigma(y s)$$",
        "RRIW",
    ),
    Notation(
        "Matrices",
        "norms of vectors, one for each sample, and the total that their derivatives speak of",
        r"$$y_n = W x_n, \quad E_n = \frac12 \|y_n - t_n\|^2$$ "
        r"$$\frac{\partial E}{\partial W} = \sum_n \frac{\partial E_n}{\partial W} = \sum_n (y_n - t_n) x_n^T$$ "
        r"$$\frac{\partial E_n}{\partial W} = x_n (y_n - t_n)^T$$",
        "RRRRW",
    ),
    Notation(
        "Matrices",
        "norms",
        r"Let $a, y \in \mathbb{R}^n$. $$L = \frac12 \| a - y \|^2, \quad \frac{\partial L}{\partial a} = a - y$$",
        "RRR",
    ),
    Notation(
        "Matrices",
        "sums of absolute values as norms",
        r"Let $w \in \mathbb{R}^n$. $$R = \|w\|_1, \quad \frac{\partial R}{\partial w} = \operatorname{sign}(w)$$",
        "RRR",
    ),
    Notation(
        "Matrices",
        "matrices entry by entry",
        r"$$x = \begin{bmatrix} 1 \\ 2 \end{bmatrix}, \quad W = \begin{bmatrix} 3 & 4 \end{bmatrix}, \quad W x = 11$$",
        "RRR",
    ),
    Notation(
        "Matrices",
        "dots between entries and between terms",
        r"$$y = w^T x = w_1 x_1 + \dots + w_n x_n$$"
        r" $$\frac{\partial y}{\partial w} = \begin{bmatrix} x_1 \\ \vdots \\ x_n \end{bmatrix}$$",
        "RRR",
    ),
    Notation(
        "Functions of several variables",
        "gradients as lists",
        r"$$f(x, y) = x^2 y, \quad \nabla f(x, y) = (2 x y, x^2), \quad \nabla f(1, 2) = (4, 1)$$",
        "RRR",
    ),
    Notation(
        "Functions of several variables",
        "functions by their entries, and Jacobians",
        r"$$F(x, y) = \begin{bmatrix} x^2 + y \\ x y \end{bmatrix}, \quad"
        r" J_F(x, y) = \begin{bmatrix} 2 x & 1 \\ y & x \end{bmatrix}$$",
        "RR",
    ),
    Notation(
        "Functions of several variables",
        "compositions and the chain rule",
        r"$$F(x, y) = (x^2 + y, x y), \quad G(s) = (s, s^3)$$"
        r" $$(F \circ G)(s) = F(G(s)) = (s^2 + s^3, s^4), \quad J_{F \circ G}(s) = J_F(G(s)) J_G(s)$$",
        "RRRRR",
    ),
    Notation(
        "Functions of several variables",
        "a product of matrices that is copied, and an argument that the inner function does not have",
        r"$$f(u, v) = (u v, u), \quad g(s) = (s, s^2)$$ $$J_{f \circ g}(s) = J_f(g(s, v)) J_g(s)"
        r" = \begin{bmatrix} s^2 & s \\ 1 & 0 \end{bmatrix} \cdot \begin{bmatrix} 1 \\ 2 s \end{bmatrix}$$"
        "\n\n"
        r"$$\begin{bmatrix} s^2 & 2 s \\ 1 & 0 \end{bmatrix} \cdot \begin{bmatrix} 1 \\ 2 s \end{bmatrix}$$",
        "RRIRW",
    ),
    Notation(
        "Functions of several variables",
        "arguments as subscripts, and derivatives along a vector",
        r"$$f(x, y) = x^2 y, \quad f_x = 2 x y, \quad f_{xy} = 2 x, \quad u = (\tfrac35, \tfrac45)$$ "
        r"$$D_u f(1, 2) = \nabla f(1, 2) \cdot u = \frac{16}{5}, \quad D_u f(1, 2) = \frac{12}{5}$$",
        "RRRRRRW",
    ),
    Notation(
        "Functions of several variables",
        "D before a function, and the entries of one by their numbers",
        r"$$\mathbf{h}(x_1, x_2) = \begin{bmatrix} \sigma(x_1 x_2) \\ x_1^2 \end{bmatrix}$$ "
        r"$$D\mathbf{h}(x_1, x_2) = "
        r"\begin{bmatrix} h_1 (1 - h_1) x_2 & h_1 (1 - h_1) x_1 \\ 2 x_1 & 0 \end{bmatrix}$$ "
        r"$$D\mathbf{h}(x_1, x_2) = \begin{bmatrix} h_1 (1 - h_1) x_2 & h_1 x_1 \\ 2 x_1 & 0 \end{bmatrix}$$",
        "RRW",
    ),
    Notation(
        "Functions of several variables",
        "what goes on from an approximation in symbols",
        r"$$f(x, y) = x^2 y$$ $$f(1 + h, 2) \approx f(1, 2) + h f_x(1, 2) = 2 + 4 h, \quad f(1 + h, 2) \approx "
        r"f(1, 2) + h f_x(1, 2) = 2 + 2 h$$",
        "RURUW",
        but="an approximation in symbols is no identity",
    ),
    Notation(
        "Matrices",
        "a diagonal that is listed with dots",
        r"$$z = W x, \quad a = \sigma(z)$$ "
        r"$$\frac{\partial a}{\partial z} = \mathrm{diag}(a_1 (1 - a_1), \ldots, a_m (1 - a_m))$$ "
        r"$$\frac{\partial a}{\partial z} = \mathrm{diag}(a_1, \ldots, a_m)$$",
        "RRRW",
    ),
    Notation(
        "Matrices",
        "inner products in angle brackets",
        r"Let $w, x \in \mathbb{R}^n$. $$z = \langle w, x \rangle + b, \quad \frac{\partial z}{\partial x} = w, "
        r"\quad \frac{\partial z}{\partial w} = w$$",
        "RRRW",
    ),
    Notation(
        "Functions of several variables",
        "functions of whole vectors of which only the entries are written, with dots",
        r"$$\mathbf{y} = \mathbf{f}(\mathbf{x})$$ $$\frac{\partial \mathbf{y}}{\partial \mathbf{x}} = \begin{bmatrix} "
        r"\nabla f_1(\mathbf{x}) \\ \vdots \\ \nabla f_m(\mathbf{x}) \end{bmatrix}$$ "
        r"$$s = sum(\mathbf{f}(\mathbf{x})) = \sum_{i=1}^m f_i(\mathbf{x})$$ "
        r"$$\frac{\partial s}{\partial \mathbf{x}} = [\sum_i \frac{\partial f_i(\mathbf{x})}{\partial x_1}, \ldots, "
        r"\sum_i \frac{\partial f_i(\mathbf{x})}{\partial x_n}]$$ "
        r"$$\frac{\partial s}{\partial \mathbf{x}} = "
        r"[\sum_i f_i(\mathbf{x}) x_1, \ldots, \sum_i f_i(\mathbf{x}) x_n]$$",
        "RRRRRW",
    ),
    Notation(
        "Functions of several variables",
        "functions of which nothing is known, put together",
        r"$$(F \circ G)(x) = F(G(x)), \quad J_{F \circ G}(x) = J_F(G(x)) J_G(x)$$",
        "RR",
    ),
    Notation(
        "Functions of several variables",
        "functions of one variable in a composition, by any letter",
        r"$$h(x, y) = (x y, y^2), \quad k(t) = (t, t^2), \quad J_h = \begin{bmatrix} y & x \\ 0 & 2 y \end{bmatrix}$$"
        r" $$J_{h \circ k}(t) = J_h(k(t)) J_k(t) = \begin{bmatrix} 3 t^2 \\ 4 t^3 \end{bmatrix}$$"
        r" $$\nabla (h \circ k) = (3 t^2, 3 t^3)$$",
        "RRRRRW",
    ),
    Notation(
        "Functions of several variables",
        "values at a point",
        r"$$f(x, y) = x^2 y, \quad \left. \frac{\partial f}{\partial x} \right|_{x = 1, y = 2} = 4,"
        r" \quad \nabla f \Big|_{(1, 2)} = (4, 1)$$",
        "RRR",
    ),
    Notation(
        "Indices",
        "an index that one line alone leaves out",
        r"$$a_k = \sum_d w_{kd} x_d, \quad E = \frac12 \sum_k (a_k - t_k)^2$$"
        r" $$\frac{\partial E}{\partial w_{jd}} = (a_j - t_j) x, \quad"
        r" \frac{\partial E}{\partial w_{jd}} = (a_j - t_j) x_j$$",
        "RRIW",
    ),
    Notation(
        "Samples",
        "the loss of a pattern, whose letter nothing else has",
        r"$$y = w x, \quad E_n = \frac12 (y - t)^2, \quad E = \sum_n E_n$$"
        r" $$\frac{\partial E_n}{\partial w} = (y - t) x$$ $$\frac{\partial E_n}{\partial w} = (y - t)$$",
        "RRRRW",
    ),
    Notation(
        "Samples",
        "a pattern above labels and outputs, left out on what these give",
        r"$$\hat y_j^k = \sum_i w_{ij} x_i, \quad E_k = \frac12 \sum_j (\hat y_j^k - y_j^k)^2$$"
        r"$$g_j = -\frac{\partial E_k}{\partial \hat y_j^k} = y_j^k - \hat y_j^k, \quad \Delta w_{ij} = \eta g_j x_i$$"
        r"$$\Delta w_{ij} = -\eta g_j x_i$$",
        "RRRRRW",
    ),
    Notation(
        "Samples",
        "samples in superscripts",
        r"$$J = \frac{1}{m} \sum_{i=1}^m (a^{(i)} - y^{(i)})^2$$"
        r" $$\frac{\partial J}{\partial a^{(i)}} = \frac{2}{m} (a^{(i)} - y^{(i)})$$",
        "RR",
    ),
    Notation(
        "Samples",
        "the sample before the unit, left out where a line is about one",
        r"$$E = \sum_{n=1}^N E_n, \quad E_n = \frac12 \sum_k (y_{nk} - t_{nk})^2, \quad y_k = \sum_j v_{kj} z_j$$"
        r" $$\frac{\partial E_n}{\partial v_{kj}} = (y_k - t_k) z_j, \quad"
        r" \frac{\partial E}{\partial v_{kj}} = \sum_{n=1}^N (y_{nk} - t_{nk}) z_{nj}, \quad"
        r" \frac{\partial E}{\partial v_{kj}} = (y_{nk} - t_{nk}) z_{nj}$$",
        "RRRRRW",
    ),
    Notation(
        "Samples",
        "a loss as the sum of those of its samples under the same letter",
        r"$$L = \frac1m \sum_{i=1}^m L^{(i)}, \quad L^{(i)} = (w x^{(i)} - y^{(i)})^2$$"
        r" $$\frac{\partial L}{\partial w} = \frac2m \sum_{i=1}^m (w x^{(i)} - y^{(i)}) x^{(i)}, \quad"
        r" \frac{\partial L}{\partial w} = \frac2m (w x^{(i)} - y^{(i)}) x^{(i)}$$",
        "RRRW",
    ),
    Notation(
        "Samples",
        "one sample throughout",
        r"$$y = \sum_k v_k z_k$$"
        r" $$\frac{\partial L}{\partial v_k} = \frac{\partial L}{\partial y} z_k^{(i)}$$",
        "RI",
    ),
    Notation(
        "Samples",
        "the cost of one sample under the name of the mean of all",
        r"$$z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j, \quad a^l_j = \sigma(z^l_j), \quad "
        r"C = \frac{1}{2n} \sum_x \|y(x) - a^L(x)\|^2$$"
        r" $$\delta^l_j = \frac{\partial C}{\partial z^l_j}, \quad "
        r"\frac{\partial C}{\partial b^l_j} = \delta^l_j, \quad "
        r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j$$"
        r" $$\frac{\partial C}{\partial a^L_j} = y_j - a^L_j$$",
        "RRRIIIW",
    ),
    Notation(
        "Derivatives",
        "bars for gradients",
        r"$$z_i = \sum_j w_{ij} x_j, \quad h_i = \sigma(z_i), \quad \mathcal{L} = \frac12 \sum_i (h_i - t_i)^2$$"
        r" $$\overline{\mathcal{L}} = 1, \quad \overline{h_i} = \overline{\mathcal{L}} (h_i - t_i), \quad "
        r"\overline{z_i} = \overline{h_i} \sigma'(z_i), \quad \overline{w_{ij}} = \overline{h_i} x_j$$",
        "RRRRRRW",
    ),
    Notation(
        "Derivatives",
        "bars that are added up line by line",
        r"$$b = a^2, \quad c = 3 a, \quad L = b + c$$ $$\bar L = 1, \quad \bar b = \bar L, \quad \bar c = \bar L$$"
        r" $$\bar a = 2 a \bar b$$ $$\bar a = \bar a + 3 \bar c$$",
        "RRRRRRIR",
    ),
    Notation(
        "Derivatives",
        "samples by a Greek letter, and weights in brackets behind a loss",
        r"$$O_i^\mu = \sum_k w_{ik} \xi_k^\mu, \quad E[w] = \frac12 \sum_{\mu i} [\zeta_i^\mu - O_i^\mu]^2$$"
        r" $$\frac{\partial E}{\partial w_{ik}} = -\sum_\mu [\zeta_i^\mu - O_i^\mu] \xi_k^\mu, \quad"
        r" \frac{\partial E}{\partial w_{ik}} = \sum_\mu [\zeta_i^\mu - O_i^\mu] \xi_k^\mu$$",
        "RRRW",
    ),
    Notation(
        "Derivatives",
        "a loss that is written once more with a formula in the place of a name",
        r"$$L = \frac12 (y - \hat y)^2, \quad L = \frac12 (y - w x)^2, \quad"
        r" \frac{\partial L}{\partial w} = -(y - \hat y) x, \quad \frac{\partial L}{\partial w} = (y - \hat y) x$$",
        "RRRW",
    ),
    Notation(
        "Derivatives",
        "the one loss with a label, by its letter alone",
        r"$$a = \sigma(z), \quad L_{CE} = -(y \log a + (1 - y) \log(1 - a)), \quad"
        r" \frac{\partial L}{\partial z} = a - y, \quad \frac{\partial L}{\partial z} = y - a$$",
        "RRIW",
    ),
    Notation(
        "Derivatives",
        "the activation that words say all units use",
        r"All neurons use the sigmoid function. $$a = f(z), \quad E = \frac12 (a - t)^2, \quad"
        r" \frac{\partial E}{\partial z} = (a - t) a (1 - a), \quad \frac{\partial E}{\partial z} = (a - t) a$$",
        "RRRW",
    ),
    Notation(
        "Derivatives",
        "squares behind the number of a layer",
        r"$$a^{[1]} = \tanh(z^{[1]}), \quad \frac{\partial a^{[1]}}{\partial z^{[1]}} = 1 - a^{[1]2}, \quad"
        r" \frac{\partial a^{[1]}}{\partial z^{[1]}} = 1 + a^{[1]2}$$",
        "RRW",
    ),
    Notation(
        "Derivatives",
        "functions in brackets, where their letters stand nowhere else",
        r"$$f[x, v] = v x^2, \quad L = (f[x, v] - y)^2, \quad \frac{\partial L}{\partial v} = 2 (f[x, v] - y) x^2$$",
        "RRR",
    ),
    Notation(
        "Derivatives",
        "bars for gradients, as the words say or a step along one does",
        r"$z = w x + b$, $a = \tanh z$ and $E = \frac12 (a - t)^2$. We write $\bar{v}$ for $\partial E / \partial v$."
        r" $$\bar{a} = a - t, \quad \bar{z} = \bar{a} (1 - a^2), \quad \bar{w} = \bar{z} x, \quad \bar{b} = \bar{a}$$",
        "RRRRRRW",
    ),
    Notation(
        "Derivatives",
        "gradients by name, bold as a whole",
        r"$$\mathbf{z} = \mathbf{W} \mathbf{x} + \mathbf{b}, \quad L = \frac12 \|\mathbf{z} - \mathbf{t}\|^2$$"
        r" $$\mathbf{dz} = \mathbf{z} - \mathbf{t}, \quad \mathbf{dW} = \mathbf{dz} \mathbf{x}^T, \quad"
        r" \mathbf{db} = 2 \mathbf{dz}$$",
        "RRRRW",
    ),
    Notation(
        "Derivatives",
        "slopes of bent functions at the numbers of an example",
        r"$m = \max(z, w)$ and $f = q m$ with $q = 2$, $z = 2$, $w = 0.5$."
        r" $$\frac{\partial f}{\partial z} = \frac{\partial f}{\partial m} \cdot 1, \quad"
        r" \frac{\partial f}{\partial w} = \frac{\partial f}{\partial m} \cdot 1$$",
        "RRRRRIW",
    ),
    Notation(
        "Names",
        "matrices that a letter tells apart",
        r"$$h = \sigma(W_e x + b_e), \quad o = W_d h + b_d, \quad L = \frac12 \|o - x\|^2$$"
        r" $$\frac{\partial L}{\partial o} = o - x, \quad \frac{\partial L}{\partial W_d} = (o - x) h^T, \quad"
        r" \frac{\partial L}{\partial h} = W_d^T (o - x), \quad"
        r" \frac{\partial L}{\partial b_e} = W_d^T (o - x) \odot h$$",
        "RRRRRRW",
    ),
    Notation(
        "Names",
        "rows of a matrix that the words name",
        r"Let $X$ be the matrix with rows $\mathbf{x}_i^\top$ and"
        r" $L = \frac12 \sum_i (\mathbf{w}^\top \mathbf{x}_i - y_i)^2$."
        r" $$\frac{\partial L}{\partial \mathbf{w}} = X^\top (X \mathbf{w} - \mathbf{y}), \quad"
        r" \frac{\partial L}{\partial \mathbf{w}} = X^\top (\mathbf{y} - X \mathbf{w})$$",
        "RRW",
    ),
    Notation(
        "Derivatives",
        "lists of numbered nodes and their bars, inputs numbered down from 0",
        r"$$v_{-1} = x, \quad v_0 = u, \quad v_1 = v_{-1} v_0, \quad v_2 = \sin v_1, \quad v_3 = v_2 + v_{-1}$$"
        r" $$\bar v_3 = 1, \quad \bar v_2 = \bar v_3, \quad \bar v_1 = \bar v_2 \cos v_1, \quad"
        r" \bar v_0 = \bar v_1 v_{-1}, \quad \bar v_{-1} = \bar v_1 v_0$$",
        "RRRRRRRRRW",
    ),
    Notation(
        "Derivatives",
        "entries of a Jacobian",
        r"$$y_i = \tanh(\sum_j w_{ij} x_j), \quad J_{ij} = \frac{\partial y_i}{\partial x_j}$$"
        r" $$J_{ij} = (1 - y_i^2) w_{ij}, \quad J_{ij} = (1 - y_j^2) w_{ij}$$",
        "RRRW",
    ),
    Notation(
        "Layers",
        "counts of units in layers as the bounds of sums",
        r"$$z_j^{(l)} = \sum_{i=1}^{n_{l-1}} w_{ij}^{(l)} a_i^{(l-1)} + b_j^{(l)}, "
        r"\quad a_j^{(l)} = \sigma(z_j^{(l)})$$"
        r" $$\delta_j^{(l)} = \frac{\partial E}{\partial z_j^{(l)}} = "
        r"\sigma'(z_j^{(l)}) \sum_{k=1}^{n_{l+1}} \delta_k^{(l+1)} w_{jk}^{(l+1)}$$"
        r" $$\delta_j^{(l)} = \sigma'(z_j^{(l)}) \sum_{k=1}^{n_{l+1}} \delta_k^{(l+1)} w_{kj}^{(l+1)}$$",
        "RRRRW",
    ),
    Notation(
        "Layers",
        "layers by another letter than l",
        r"$$a^{(k)} = W^{(k)} h^{(k-1)} + b^{(k)}, \quad h^{(k)} = f(a^{(k)}), \quad J = \|h^{(K)} - y\|^2$$"
        r" $$\frac{\partial J}{\partial h^{(k-1)}} = (W^{(k)})^\top \frac{\partial J}{\partial a^{(k)}}, \quad "
        r"\frac{\partial J}{\partial W^{(k)}} = \frac{\partial J}{\partial a^{(k)}} (h^{(k)})^\top$$",
        "RRRRW",
    ),
    Notation(
        "Layers",
        "the last layer by how many there are",
        r"$$z^{(l+1)} = W^{(l)} a^{(l)} + b^{(l)}, \quad a^{(l+1)} = f(z^{(l+1)}), "
        r"\quad J = \tfrac12 \|a^{(n_l)} - y\|^2$$"
        r" $$\frac{\partial J}{\partial z^{(n_l)}} = (a^{(n_l)} - y) \odot f'(z^{(n_l)})$$"
        r" $$\frac{\partial J}{\partial z^{(n_l)}} = (a^{(n_l)} - y) \odot f'(a^{(n_l)})$$",
        "RRRRW",
    ),
    Notation(
        "Layers",
        "sums over layers",
        r"$$z^l = W^l a^{l-1} + b^l, \quad a^l = \sigma(z^l), \quad "
        r"J = \tfrac12 \|a^L - y\|^2 + \tfrac{\lambda}{2} \sum_{l=1}^L \|W^l\|_F^2$$"
        r" $$\frac{\partial J}{\partial W^l} = \frac{\partial J}{\partial z^l} (a^{l-1})^T + \lambda W^l, \quad "
        r"\frac{\partial J}{\partial W^l} = \frac{\partial J}{\partial z^l} (a^{l-1})^T + \tfrac{\lambda}{2} W^l$$",
        "RRRRW",
    ),
    Notation(
        "Names",
        "arguments that a chain says",
        r"$$a = \sigma(z) = \sigma(w x + b), \quad L = (a - y)^2$$"
        r" $$\frac{\partial L}{\partial w} = 2 (a - y) \sigma'(z) x, \quad "
        r"\frac{\partial L}{\partial w} = 2 (a - y) z x$$",
        "RRRRW",
    ),
    Notation(
        "Samples",
        "times in parentheses behind every name",
        r"$$e_j(n) = d_j(n) - y_j(n), \quad y_j(n) = \varphi(v_j(n)), \quad v_j(n) = \sum_i w_{ji}(n) x_i(n)$$"
        r" $$E(n) = \frac12 \sum_j e_j^2(n), \quad "
        r"\frac{\partial E(n)}{\partial w_{ji}(n)} = -e_j(n) \varphi'(v_j(n)) x_i(n)$$"
        r" $$\frac{\partial E(n)}{\partial w_{ji}(n)} = e_j(n) \varphi'(v_j(n)) x_i(n)$$",
        "RRRRRW",
    ),
    Notation(
        "Functions",
        "an output that is written as a function of the inputs, beside words for a regression",
        "Logistic regression: its cross-entropy is minimised. "
        r"$$\frac{\partial J(\theta)}{\partial \theta} = \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x^{(i)}$$"
        "\n"
        r"$$\theta \leftarrow \theta + \alpha \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x^{(i)}$$",
        "IU",
        "J, x^{(\\bullet)}, y^{(\\bullet)} is not defined in this document",
    ),
    Notation(
        "Documents",
        "a chain rule that a display carries out",
        r"$$h = \sigma(w^T x), \quad E = \frac12 (h - t)^2$$"
        r" $$\frac{\partial E}{\partial w} = \frac{\partial E}{\partial h} \cdot \frac{\partial h}{\partial w}$$"
        "\n\nHidden layer:\n\n"
        r"$$(h - t) \sigma(w^T x) (1 - \sigma(w^T x)) x$$",
        "RRRR",
    ),
    Notation(
        "Layers",
        "layers in the usual letters that no line defines",
        r"$$\delta^L = (a^L - y) \odot f'(z^L), \quad J = \tfrac12 \|a^L - y\|^2, \quad "
        r"\delta^l = (W^{l+1})^\top \delta^{l+1} \odot f'(z^l), \quad "
        r"\frac{\partial J}{\partial W^l} = \delta^l (a^{l-1})^\top$$",
        "IRII",
    ),
    Notation(
        "Updates",
        "running averages by what they are of",
        r"$$g_t = \nabla_\theta J(\theta), \quad E[g^2]_t = \rho E[g^2]_{t-1} + (1 - \rho) g_t^2$$"
        r" $$\theta = \theta - \frac{\eta}{\sqrt{E[g^2]_t + \epsilon}} g_t$$",
        "RRR",
    ),
    Notation(
        "Updates",
        "weights that decay, where no line adds the penalty",
        r"$$w \leftarrow (1 - \eta \lambda) w - \eta \frac{\partial L}{\partial w}$$",
        "I",
    ),
    Notation(
        "Updates",
        "rates with the number of their step",
        r"$$w_{t+1} = w_t - \eta_t \nabla L(w_t), \quad w_{t+1} = w_t + \eta_t \nabla L(w_t)$$",
        "RW",
    ),
    Notation(
        "Updates",
        "states with the number of their step beside parameters without",
        r"$$v_t = \gamma v_{t-1} + \eta \nabla_\theta J(\theta), \quad "
        r"\theta = \theta - v_t, \quad \theta = \theta + v_t$$",
        "RRW",
    ),
    Notation(
        "Updates",
        "gradients of a cost by what its step changes",
        r"$$C = \frac12 (w^T x - y)^2, \quad w \leftarrow w - \eta \nabla C$$"
        r" $$\nabla C = (w^T x - y) x, \quad \nabla C = (w^T x - y) w$$",
        "RRRW",
    ),
    Notation(
        "Updates",
        "steps by the state of an optimiser",
        r"$$L = \frac12 (w x - y)^2, \quad v \leftarrow \beta v + (1 - \beta) \frac{\partial L}{\partial w}$$"
        r" $$w \leftarrow w - \eta v, \quad w \leftarrow w + \eta v$$",
        "RRRW",
    ),
    Notation(
        "Updates",
        "states of the shape of a matrix, which are corrected",
        r"$$z = W x, \quad L = \frac12 \|z - y\|^2$$"
        r" $$m \leftarrow \beta m + (1 - \beta) \frac{\partial L}{\partial W}, \quad \hat m = \frac{m}{1 - \beta}$$"
        r" $$W \leftarrow W - \eta \hat m, \quad W \leftarrow W + \eta \hat m$$",
        "RRRRRW",
    ),
    Notation(
        "Updates",
        "values after a step, by the words",
        r"Let $x = 1$, $v = 2$, $L = \frac12 (v x)^2$, $\frac{\partial L}{\partial v} = v x^2$."
        r" After one step with $\eta = 0.1$: $v = 1.8$. After one step with $\eta = 0.1$: $v = 1.5$.",
        "RRRRRRRW",
    ),
    Notation(
        "Updates",
        "changes and new values",
        r"$$L = (y - w x)^2, \quad \Delta w = -\eta \frac{\partial L}{\partial w} = 2 \eta (y - w x) x$$",
        "RRR",
    ),
    Notation("Updates", "arrows", r"$$L = (y - w x)^2, \quad w \leftarrow w + 2 \eta (y - w x) x$$", "RR"),
    Notation(
        "Updates",
        "arrows to the value with a prime",
        r"$$C = (y - w x)^2$$ $$w \rightarrow w' = w - \eta \frac{\partial C}{\partial w}$$"
        r" $$w \rightarrow w + \eta \frac{\partial C}{\partial w}$$",
        "RRW",
    ),
    Notation(
        "Names",
        "names with their number behind them, as programs have them",
        r"$$z1 = w1 x1 + w2 x2, \quad \frac{\partial z1}{\partial w1} = x1, \; \frac{\partial z1}{\partial w2} = x1$$",
        "RRW",
    ),
    Notation(
        "Updates",
        "what an optimiser carries along",
        r"$$L = (w x - y)^2$$ $$v \leftarrow \beta v + \frac{\partial L}{\partial w}$$"
        r" $$w \leftarrow w + \eta \frac{\partial L}{\partial w}$$",
        "RRW",
    ),
    Notation(
        "Updates",
        "steps on one sample of a sum or a mean over them",
        r"$$C = \frac1m \sum_{i=1}^m \frac12 (w x^{(i)} - y^{(i)})^2$$"
        r" $$w \leftarrow w - \eta (w x^{(i)} - y^{(i)}) x^{(i)}$$",
        "RI",
    ),
    Notation(
        "Documents",
        "equations in code by the signs of a keyboard, where derivatives are among them",
        "`y_hat = w*x + b`, `loss = (y_hat - y)**2`, `dloss/dw = 2*x*(y_hat - y)` and `w = w - lr*dloss/dw`, "
        "not `dloss/dw = x*(y_hat - y)`; `optimizer = SGD`",
        "RRRRW",
    ),
    Notation(
        "Updates",
        "states of optimisers, and what they add, by an equals sign",
        r"$$L = (w x - y)^2, \quad v = \mu v - \eta \frac{\partial L}{\partial w}$$ $$w = w + v, \quad w = w - v$$",
        "RRRW",
    ),
    Notation(
        "Updates",
        "a decimal for the rate of a step that no derivative stands in",
        r"$$a = \sigma(w x), \quad L = \frac12 (a - t)^2$$ "
        r"$$w \leftarrow w - 0.5 (a - t) a (1 - a) x, \quad w \leftarrow w - 0.5 (a - t) (1 - a) x$$",
        "RRRW",
    ),
    Notation(
        "Indices",
        "elements of the identity matrix",
        r"$$y_k = \frac{\exp(a_k)}{\sum_j \exp(a_j)}, \quad \frac{\partial y_k}{\partial a_j} = y_k (I_{kj} - y_j)$$ "
        r"$$\frac{\partial y_k}{\partial a_j} = y_k (I_{kj} + y_j)$$",
        "RRW",
    ),
    Notation(
        "Indices",
        "elements of functions that are written with their argument",
        r"$$s_i(z) = \frac{e^{z_i}}{\sum_k e^{z_k}}$$ "
        r"$$\frac{\partial s_i}{\partial z_j} = s_i (\delta_{ij} - s_j)$$ "
        r"$$\frac{\partial s_i(z)}{\partial z_j} = s_i(z) (\delta_{ij} + s_j(z))$$",
        "RRW",
    ),
    Notation(
        "Matrices",
        "Jacobians by the name of their function",
        r"$$f(x) = \tanh(W x + b), \quad J_f(x) = \operatorname{diag}(1 - f(x)^2) W$$ "
        r"$$\frac{\partial f_i}{\partial x_j} = (1 - f_i^2) W_{ij}, \quad J_f(x) = W \operatorname{diag}(1 - f(x)^2)$$",
        "RRRW",
    ),
    Notation(
        "Matrices",
        "matrices that are entered by elements of a small letter",
        r"$$W = \begin{pmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{pmatrix}, \quad z = W x$$ "
        r"$$\frac{\partial z}{\partial x} = \begin{pmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{pmatrix} = W$$ "
        r"$$\frac{\partial z_1}{\partial x_2} = w_{12}, \quad \frac{\partial z_1}{\partial x_2} = w_{21}$$",
        "RRRRRW",
    ),
    Notation(
        "Names",
        "gates by a letter: the f of `W_f` in `f = ...` is no index",
        r"$f = \sigma(W_f x + b_f)$, $i = \sigma(W_i x + b_i)$, $s = f \odot i$, "
        r"$$\frac{\partial L}{\partial b_f} = \frac{\partial L}{\partial s} \odot i \odot f \odot (1 - f)$$ "
        r"$$\frac{\partial L}{\partial b_f} = \frac{\partial L}{\partial s} \odot f \odot (1 - f)$$",
        "RRRRW",
    ),
    Notation(
        "Names",
        "new states with a prime",
        r"$h' = z h + (1 - z) g$, $$\frac{\partial h'}{\partial h} = z$$ $$\frac{\partial h'}{\partial z} = h + g$$",
        "RRW",
    ),
    Notation(
        "Names",
        "arrays of another layer with a prime",
        r"$$h_j = \sum_i w_{ji} x_i, \quad v_k = \sum_j w'_{kj} h_j + b'_k, \quad E = \frac12 \sum_k (v_k - t_k)^2$$"
        r" $$\frac{\partial E}{\partial w'_{kj}} = (v_k - t_k) h_j, \quad"
        r" \frac{\partial E}{\partial h_j} = \sum_k (v_k - t_k) w'_{kj}, \quad"
        r" \frac{\partial E}{\partial h_j} = \sum_k (v_k - t_k) w_{kj}$$",
        "RRRRRW",
    ),
    Notation(
        "Names",
        "a large delta with scripts as a name, where an equation says what it is",
        r"$X \in \mathbb{R}^{n \times d}$ $$S = X W, \quad L = \frac12 \|S - Y\|_F^2, \quad"
        r" \Delta_1 = \frac{\partial L}{\partial S} = S - Y$$"
        r" $$\frac{\partial L}{\partial W} = X^T \Delta_1, \quad \frac{\partial L}{\partial X} = W^T \Delta_1$$",
        "RRRRRRW",
    ),
    Notation(
        "Names",
        "a sample and a layer above a name",
        r"$$z^{x,l} = W^l a^{x,l-1} + b^l, \quad a^{x,l} = \sigma(z^{x,l})$$"
        r" $$\delta^{x,l} = (W^{l+1})^T \delta^{x,l+1} \odot \sigma'(z^{x,l})$$",
        "RRR",
    ),
    Notation(
        "Derivatives",
        "errors that layers hand back, whatever the loss is",
        r"$$z^l = W^l a^{l-1} + b^l, \quad a^l = \sigma(z^l), \quad \delta^L = \nabla_a C \odot \sigma'(z^L)$$"
        r" $$\delta^l = (W^{l+1})^T \delta^{l+1} \odot \sigma'(z^l), \quad \delta^l = (W^{l+1})^T \delta^{l+1}$$",
        "RRRRW",
    ),
    Notation(
        "Documents",
        "displays that carry a chain rule out",
        r"$$z = w x, \quad L = \frac12 (z - y)^2, \quad \frac{dL}{dw} = \frac{dL}{dz} \frac{dz}{dw}$$"
        "\n\n"
        r"$$\frac{dL}{dz} = z - y, \quad \frac{dz}{dw} = x$$"
        "\n\n"
        r"$$\therefore (z - y) x$$"
        "\n\nand\n\n"
        r"$$\frac{dL}{dx} = \frac{dL}{dz} \frac{dz}{dx}, \quad \frac{dz}{dx} = w$$"
        "\n\nHence\n\n"
        r"$$(z - y) x$$",
        "RRRRRRRRW",
    ),
    Notation(
        "Documents",
        "displays between which words say that they are equal",
        r"$L = \frac12 (\sigma(z) - t)^2$. The term"
        "\n\n"
        r"$$2 (\sigma(z) - t) (1 - \sigma(z))$$"
        "\n\nsimplifies to\n\n"
        r"$$2 \sigma(z) - 2 \sigma(z)^2 - 2 t + 2 t \sigma(z)$$"
        "\n\nand\n\n"
        r"$$(z + 1)^2$$"
        "\n\nbecomes\n\n"
        r"$$z^2 + 1$$",
        "RRRRW",
    ),
    Notation(
        "Samples",
        "one sample by its words, with its letter as a subscript",
        r"$$E = \frac12 \sum_{i=1}^N (y_i - w x_i)^2$$ For one sample: "
        r"$$\frac{\partial E}{\partial w} = -(y_i - w x_i) x_i$$ $$\Delta w = \eta (y_i - w x_i) x_i$$ "
        r"$$\Delta w = \eta (y_i - w x_i)$$",
        "RIIW",
    ),
    Notation(
        "Samples",
        "a bias that the samples share",
        r"$$J = \frac1N \sum_{i=1}^N (h_i - y_i)^2, \quad h_i = w x_i + b$$ "
        r"$$\frac{\partial J}{\partial b} = \frac2N \sum_{i=1}^N (h_i - y_i)$$ "
        r"$$\frac{\partial J}{\partial b} = \frac2N (h_i - y_i)$$",
        "RRRW",
    ),
    Notation(
        "Samples",
        "how many samples there are, by a letter and by a number",
        r"$$L = \frac13 \sum_{i=1}^3 (w x_i - y_i)^2, \quad N = 3$$ "
        r"$$\frac{dL}{dw} = \frac2N \sum_{i=1}^N (w x_i - y_i) x_i$$ "
        r"$$\frac{dL}{dw} = 2 \sum_{i=1}^N (w x_i - y_i) x_i$$",
        "RRRW",
    ),
    Notation(
        "Losses",
        "labels that the words say do not sum to one",
        r"The labels need not sum to one. $$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}, \quad L = -\sum_k y_k \log p_k$$ "
        r"$$\frac{\partial L}{\partial z_i} = p_i \sum_k y_k - y_i$$ "
        r"$$\frac{\partial L}{\partial z_i} = p_i - y_i$$",
        "RRRW",
    ),
    Notation(
        "Numbers",
        "decimals that are put in for some of the names",
        r"$$x = 2, \quad t = 1, \quad w = 0.3, \quad z = w x = 0.6, \quad o = \tanh(z) = 0.5370$$ "
        r"$$E = (o - t)^2, \quad \frac{\partial E}{\partial o} = -0.9260$$ "
        r"$$\frac{\partial E}{\partial w} = -0.9260 (1 - o^2) x, \quad "
        r"\frac{\partial E}{\partial w} = -0.9260 (1 - o) x$$",
        "RRRRRRRRRRW",
    ),
    Notation(
        "Numbers",
        "sums of columns that go on in the next display",
        r"$$x = \begin{bmatrix} 1 \\ 2 \end{bmatrix}, \quad d = \begin{bmatrix} 3 \\ 4 \end{bmatrix}$$ "
        "\n\n"
        r"$$D = d x^T$$"
        "\n\n"
        r"$$= \left[ 1 \begin{bmatrix} 3 \\ 4 \end{bmatrix} \quad 0 \right]$$"
        "\n\n"
        r"$$+ \left[ 0 \quad 2 \begin{bmatrix} 3 \\ 4 \end{bmatrix} \right]$$"
        "\n\n"
        r"$$= \begin{bmatrix} 3 & 6 \\ 4 & 7 \end{bmatrix}$$",
        "RRRRRW",
    ),
    Notation(
        "Numbers",
        "determinants, vector products and lengths of numbers",
        r"$$\begin{vmatrix} 1 & 2 \\ 3 & 4 \end{vmatrix} = -2, \quad (1, 2, 3) \times (4, 5, 6) = (-3, 6, -3)$$"
        r" $$|(3, 4)| = 5, \quad \det \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} = 10$$",
        "RRRW",
    ),
    Notation(
        "Numbers",
        "what the words call a unit vector",
        r"The unit normal is $n = (0.60, 0.80)$. The unit direction is $u = (0.60, 0.90)$.",
        "RW",
    ),
    Notation(
        "Numbers",
        "products of arrays of numbers whose shapes do not fit",
        r"$$\sigma \left( \begin{bmatrix} 0.1 & 0.2 \\ 0.3 & 0.1 \end{bmatrix} \begin{bmatrix} 1 \\ 2 \end{bmatrix}"
        r" \right) = \begin{bmatrix} 0.6225 \\ 0.6225 \end{bmatrix}$$ $$\sigma \left( \begin{bmatrix} 0.1 & 0.2"
        r" \\ 0.3 & 0.1 \end{bmatrix} \begin{bmatrix} 1 \\ 2 \\ 3 \end{bmatrix} \right) = 0.6225$$",
        "RW",
    ),
    Notation("Numbers", "printed results", r"$$z = 0.4, \quad a = \frac{1}{1 + e^{-z}} = 0.5987$$", "RRR"),
    Notation(
        "Numbers",
        "a wrong digit, and what goes on with it",
        r"$$z = 0.4, \quad a = \frac{1}{1 + e^{-z}} = 0.6987, \quad b = 2 a = 1.3974$$",
        "RRWRF",
    ),
    Notation(
        "Losses",
        "steps that make a likelihood larger",
        r"We maximize $$\ell = y \log p + (1 - y) \log(1 - p), \quad p = \sigma(w x)$$"
        r" by $$w \leftarrow w + \alpha (y - p) x$$ and not by $$w \leftarrow w - \alpha (y + p) x$$",
        "RRRW",
    ),
    Notation(
        "Losses",
        "normal densities, with their variance behind the mean",
        r"$$\ell = \sum_n \ln \mathcal{N}(t_n | y_n, \sigma^2)$$ "
        r"$$\frac{\partial \ell}{\partial y_n} = \frac{t_n - y_n}{\sigma^2}, \quad "
        r"\frac{\partial \ell}{\partial y_n} = \frac{t_n - y_n}{2 \sigma^2}$$",
        "RRW",
    ),
    Notation(
        "Losses",
        "the number pi beside weights of its letter",
        r"$$p = \sum_k \pi_k f_k, \quad f_k = \frac{1}{\sqrt{2 \pi}} e^{-\frac12 (x - m_k)^2}$$ "
        r"$$\frac{\partial p}{\partial \pi_k} = f_k, \quad \frac{\partial p}{\partial \pi_k} = \pi_k f_k$$",
        "RRRW",
    ),
    Notation(
        "Losses",
        "divergences with two bars between their arguments",
        r"$$D_{KL}(p \| q) = \sum_i p_i \log \frac{p_i}{q_i}$$ "
        r"$$\frac{\partial D_{KL}}{\partial q_i} = -\frac{p_i}{q_i}$$ "
        r"$$\frac{\partial D_{KL}}{\partial q_i} = \log p_i$$",
        "RRW",
    ),
    Notation(
        "Losses",
        "softmax and cross-entropy",
        r"$$p = \operatorname{softmax}(z), \quad L = -\sum_k t_k \log p_k$$"
        r" $$\frac{\partial L}{\partial z_k} = p_k - t_k$$",
        "RRR",
    ),
    Notation(
        "Losses",
        "the true class as a subscript",
        r"$$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}, \quad L = -\log p_y$$"
        r" $$\frac{\partial L}{\partial z_k} = p_k - \delta_{ky}, \quad \frac{\partial L}{\partial z_y} = p_y - 1$$",
        "RRRR",
    ),
    Notation(
        "Losses",
        "the true class under any letter, in all lines",
        r"$$p_j = \frac{e^{z_j}}{\sum_k e^{z_k}}, \quad L = -\log p_y$$"
        r" $$\frac{\partial L}{\partial p_j} = -\frac{1}{p_j}, \quad \frac{\partial L}{\partial z_j} = p_j - 1$$",
        "RRII",
    ),
    Notation(
        "Losses",
        "elements of the value of a function",
        r"$$S(z)_j = \frac{e^{z_j}}{\sum_k e^{z_k}}$$"
        r" $$\frac{\partial S(z)_j}{\partial z_i} = S(z)_j (\delta_{ij} - S(z)_i)$$",
        "RR",
    ),
    Notation(
        "Matrices",
        "rows and columns by a colon or a dot",
        r"$$z = W x, \quad z_i = W_{i,:} x, \quad W x = \sum_j W_{\cdot j} x_j$$",
        "RRR",
    ),
    Notation(
        "Matrices",
        "vectors as the rows or the columns of a matrix",
        r"$$A = \begin{bmatrix} a^T \\ b^T \end{bmatrix}, \quad z = A x, \quad \frac{\partial z_2}{\partial x} = b$$",
        "RRR",
    ),
    Notation(
        "Samples",
        "samples in brackets",
        r"$$\hat y = W x, \quad \nabla \hat y = \frac{1}{2} \frac{\partial (y[m] - \hat y[m])^T (y[m] - \hat y[m])}"
        r"{\partial \hat y[m]} = -(y[m] - \hat y[m])$$",
        "RIR",
    ),
    Notation(
        "Losses",
        "an open loss of a whole vector",
        r"$z_j = \mu_j + s_j \epsilon_j$, $D = \sum_j \mu_j^2$, $L = E(z) + D$, "
        r"$\frac{\partial L}{\partial \mu_j} = \frac{\partial E}{\partial z_j} + 2 \mu_j$, "
        r"$\frac{\partial D}{\partial \mu_j} = \mu_j$",
        "RRRRW",
    ),
    Notation(
        "Losses",
        "gradients whose hat was lost",
        r"$$\hat y = \sigma(W x), \quad \nabla \hat y = \frac{\partial \ell(y, \hat y)}{\partial \hat y}$$"
        r" $$\nabla W = \frac{\partial \hat y}{\partial W} \nabla y$$",
        "RRI",
    ),
    Notation(
        "Layers",
        "steps above a name, without brackets",
        r"$$h^t_j = \tanh(\sum_k w_{kj} h^{t-1}_k + x^t_j)$$ $$L = \sum_{t=1}^T \sum_j (h^t_j)^2$$"
        r" $$\frac{\partial L}{\partial h^T_j} = 2 h^T_j$$",
        "RRR",
    ),
    Notation(
        "Layers",
        "numbers of layers behind letters",
        r"$$h_{i,1} = \sum_j W_{ij} h_{j,0}$$ $$L = \frac12 \sum_i h_{i,1}^2$$"
        r" $$\frac{\partial L}{\partial W_{ij}} = h_{i,1} h_{j,0}$$",
        "RRR",
    ),
    Notation(
        "Numbers",
        "a maximum without spaces",
        r"$$L = \max(0,1-yz)$$ $$\frac{\partial L}{\partial z} = -y 1\{yz<1\}$$",
        "RR",
    ),
    Notation(
        "Inequalities",
        "conditions on values, before and behind a claim",
        r"$L = \max(0, w x)$. For $w x > 0$ we have $\frac{\partial L}{\partial w} = x$, "
        r"and $\frac{\partial L}{\partial x} = x$ if $w x > 0$.",
        "RRRWR",
    ),
    Notation(
        "Inequalities",
        "what is set to zero",
        "$J = (a w - y)^2$. Setting $\\frac{dJ}{dw} = 0$ gives the minimum, as $\\frac{dJ}{dw} = 2 (a w - y)$.",
        "RRW",
    ),
    Notation(
        "Inequalities",
        "what follows from an equation that is set to zero",
        "$J = (a w - y)^2$. Setting $\\frac{dJ}{dw} = 0$ gives $a (a w - y) = 0$.",
        "RRU",
        "it is not derived from that equation",
    ),
    Notation(
        "Inequalities",
        "what holds only where a derivative is zero",
        r"$$J = \|A w - b\|^2, \quad \nabla_w J = 2 A^T (A w - b) = 0 \Rightarrow A^T A w = A^T b$$",
        "RRUU",
        "it is not derived from the derivative",
    ),
    Notation("Inequalities", "what holds for all values", r"$$\sigma(x) (1 - \sigma(x)) > 0$$", "R"),
    Notation(
        "Functions",
        "cases with their conditions in parentheses or in words of several languages",
        r"$$f(x) = \begin{cases} x & (x > 0) \\ 0 & \text{それ以外} \end{cases}$$"
        r" $$f'(x) = \begin{cases} 1 & \text{если } x > 0 \\ 0 & \text{иначе} \end{cases}$$"
        r" $$f'(x) = \begin{cases} x & (x > 0) \\ 0 & \text{en otro caso} \end{cases}$$",
        "RRW",
    ),
    Notation(
        "Documents",
        r"`\intertext` and other words between the rows of a display",
        r"$$\begin{aligned} L &= a^2 \\ \intertext{so that} \frac{\partial L}{\partial a} &= 2 a \end{aligned}$$",
        "RR",
    ),
    Notation(
        "Documents",
        "values that a text supposes, for the derivatives behind",
        r"$$\ell = \max(0, 1 - y s)$$ Assume $y s < 1$ from now on. $$\frac{\partial \ell}{\partial s} = -y$$"
        r" Here is a slip: $$\frac{\partial \ell}{\partial s} = y$$",
        "RRRW",
    ),
    Notation(
        "Documents",
        "equations below each other in an array, as character recognition and older TeX lay displays out",
        r"$$\begin{array}{r l} & {h = u x} \\ & {s = h^2 + d} \end{array}$$"
        r"$$\frac{\partial s}{\partial u} = 2 h x, \quad \frac{\partial s}{\partial u} = 2 h$$",
        "RRRW",
    ),
    Notation(
        "Names",
        "words with a space between all their letters, as character recognition types them",
        r"$$h = \mathrm { R e L U } ( z ), \quad \frac{\partial h}{\partial z} = \mathbb{1}[z > 0]$$"
        r" $$\frac{\partial h}{\partial z} = z \mathbb{1}[z > 0]$$",
        "RRW",
    ),
    Notation(
        "Functions",
        "a function that is said to be another one, without an argument",
        r"$h = f(w x)$ and $f = \tanh$, so that $f'(z) = 1 - f(z)^2$ and not $f'(z) = 1 - f(z)$",
        "RRRW",
    ),
    Notation(
        "Derivatives",
        "what a later section computes from the same inputs, as another network",
        "# A\n\n"
        r"$y_i = g_i x_i$, $$\frac{\partial L}{\partial x_i} = g_i \frac{\partial L}{\partial y_i}, \quad"
        r" \frac{\partial L}{\partial x_i} = x_i \frac{\partial L}{\partial y_i}$$"
        "\n\n# B\n\n"
        r"$a_i = \sigma(x_i)$, $$\frac{\partial L}{\partial x_i} = \frac{\partial L}{\partial a_i} a_i (1 - a_i)$$",
        "RIWRU",
        "what a section before it computes may be of the same network",
    ),
    Notation(
        "Derivatives",
        "iterations in subscripts",
        r"$$y = w x, \quad L = (y - d)^2, \quad w_{t+1} = w_t - \eta \nabla_w L(w_t)$$"
        r" $$w_{t+1} = w_t - 2 \eta (w_t x - d) x, \quad w_{t+1} = w_t - 2 \eta (w_t x - d)$$",
        "RRRRW",
    ),
    Notation(
        "Derivatives",
        "derivatives of sums of quantities that nothing defines",
        r"$$E(w, v) = -\frac1N \sum_{n=1}^N E_n(w, v)$$"
        r" $$\frac{\partial E}{\partial w_{ji}} = -\frac1N \sum_{n=1}^N \frac{\partial E_n}{\partial w_{ji}}$$"
        r" $$\frac{\partial E}{\partial v_{kj}} = \frac1N \sum_{n=1}^N \frac{\partial E_n}{\partial v_{kj}}$$",
        "RRW",
    ),
    Notation(
        "Derivatives",
        "a loss and a penalty that nothing defines",
        r"$$J(\theta) = L(\theta) + \lambda R(\theta), \quad "
        r"\nabla_\theta J = \nabla_\theta L + \lambda \nabla_\theta R$$"
        r" $$\nabla_\theta J = \nabla_\theta L + \nabla_\theta R$$",
        "RRW",
    ),
    Notation(
        "Samples",
        "quantities with their sample in parentheses, beside the loss of that sample",
        r"$$C = \sum_x C_x, \quad C_x = \frac12 (y(x) - wx)^2$$"
        r" $$\frac{\partial C_x}{\partial w} = -(y(x) - wx) x$$"
        r" $$\frac{\partial C}{\partial w} = -\sum_x (y(x) - wx) x$$"
        r" $$\frac{\partial C}{\partial w} = -\sum_x (y(x) - wx)$$",
        "RRRRW",
    ),
    Notation(
        "Samples",
        "losses of each sample that nothing defines",
        r"$$J = \frac1m \sum_{i=1}^m L(\hat y^{(i)}, y^{(i)}), \quad \hat y^{(i)} = \sigma(w x^{(i)})$$"
        r" $$\frac{\partial J}{\partial \hat y^{(i)}} = \frac1m \frac{\partial L}{\partial \hat y^{(i)}}$$"
        r" $$\frac{\partial J}{\partial w} = \frac1m \sum_{i=1}^m \frac{\partial L}{\partial \hat y^{(i)}}"
        r" \hat y^{(i)} (1 - \hat y^{(i)}) x^{(i)}$$"
        r" $$\frac{\partial J}{\partial w} = \frac1m \frac{\partial L}{\partial \hat y^{(i)}}"
        r" \hat y^{(i)} (1 - \hat y^{(i)}) x^{(i)}$$",
        "RRRRU",
        "a slip beside a loss of which nothing is known",
    ),
    Notation(
        "Layers",
        "formulas for all layers behind layers with numbers",
        r"$z_1 = X W_1$, $a_1 = \sigma(z_1)$, $z_2 = a_1 W_2$, $L = \frac12 \|z_2 - y\|^2$, where $X$ is a row."
        r" $$\delta_1 = \frac{\partial L}{\partial z_1}, \quad \delta_2 = \frac{\partial L}{\partial z_2}$$"
        r" $$\frac{\partial L}{\partial W_k} = a_{k-1}^T \delta_k$$"
        r" $$\frac{\partial L}{\partial W_k} = \delta_k^T a_{k-1}$$",
        "RRRRRRRW",
    ),
    Notation(
        "Layers",
        "layers of which the page writes one neuron",
        r"One neuron computes $z = w^T x + b$ and $a = \sigma(z)$."
        r" $$\frac{\partial C}{\partial w^l} = a^{l-1} \delta^l, \quad \frac{\partial C}{\partial b^l} = \delta^l,"
        r" \quad \frac{\partial z^l}{\partial w^l} = a^{l-1}$$"
        r" $$\frac{\partial C}{\partial w^{L-1}} = a^{L-2} \sigma'(z^{L-1}) \delta^L$$",
        "RRUUIW",
        "what only a network with one unit in each layer shows is not proved by it",
    ),
    Notation(
        "Functions",
        "entries of a function that stand alone before the equation that has them",
        r"$$f(u, v) = \begin{pmatrix} u v \\ u - v \end{pmatrix}, \quad"
        r" g(x, y) = \begin{pmatrix} x + y \\ x \end{pmatrix}$$"
        "\n\n"
        r"$$\begin{pmatrix} (x + y) x \\ (x + y) - x \end{pmatrix}$$"
        "\n\n"
        r"$$(f \circ g)(x, y) = \begin{pmatrix} x^2 + x y \\ y \end{pmatrix}$$"
        "\n\n"
        r"$$\begin{pmatrix} (x + y) x \\ (x + y) - y \end{pmatrix}$$"
        "\n\n"
        r"$$(f \circ g)(x, y) = \begin{pmatrix} x^2 + x y \\ x \end{pmatrix}$$",
        "RRRRFW",
    ),
    Notation(
        "Layers",
        "an expression for a name of no line, behind a slip",
        r"$$E = \sum_k y_k \log p_k = -\sum_k y_k \log p_k = -\sum_k y_k \log \sigma(z_k)"
        r" = \sum_k y_k \log \sigma(z_k)$$",
        "RWFU",
        "behind a right member an expression is not taken for a name",
    ),
    Notation(
        "Layers",
        "a loss that no line states, as any function of output and target",
        r"$$h = \tanh(u x), \quad \hat y = \sigma(v h)$$"
        r" $$\frac{\partial L}{\partial u} = \frac{\partial L}{\partial \hat y} \hat y (1 - \hat y) v (1 - h^2) x,"
        r" \quad \frac{\partial L}{\partial h} = (\hat y - y) v,"
        r" \quad \frac{\partial L}{\partial h} = (\hat y - y) h$$",
        "RRRUW",
        "which loss is meant is not guessed",
    ),
    Notation(
        "Functions",
        "functions with an index, all of one argument",
        r"$$p(x) = \sum_k w_k \phi_k(x), \quad \phi_k(x) = e^{-(x - m_k)^2}, \quad "
        r"r_k = \frac{w_k \phi_k(x)}{\sum_j w_j \phi_j(x)}$$"
        r" $$\frac{\partial \log p(x)}{\partial m_k} = 2 r_k (x - m_k), \quad"
        r" \frac{\partial \log p(x)}{\partial m_k} = 2 w_k (x - m_k)$$",
        "RRRRW",
    ),
    Notation(
        "Functions",
        "functions alone for their values",
        r"$$L = (y - f_2(w_2, f_1(w_1, x)))^2$$"
        r" $$\frac{\partial L}{\partial w_1} = -2 (y - f_2(w_2, f_1(w_1, x)))"
        r" \frac{\partial f_2}{\partial f_1} \frac{\partial f_1}{\partial w_1}$$"
        r" $$\frac{\partial L}{\partial w_1} = -2 (y - f_2) \frac{\partial f_2}{\partial w_2}$$",
        "RRW",
    ),
    Notation(
        "Functions",
        "letters of samples on functions, for their numbers",
        r"$$E = (y - f_2(w_2, f_1(w_1, x)))^2, \quad L = \sum_{i=1}^m (y^{(i)} - f_2(w_i, f_i(w_i, x^{(i)})))^2$$"
        r" $$\frac{\partial L}{\partial w_i} = -2 \sum_{i=1}^m (y^{(i)} - f_2(w_i, f_i(w_i, x^{(i)})))"
        r" \frac{\partial f_2}{\partial f_i} \frac{\partial f_i}{\partial w_i}$$"
        r" $$\frac{\partial L}{\partial w_i} = 2 \sum_{i=1}^m (y^{(i)} - f_2(w_i, f_i(w_i, x^{(i)})))"
        r" \frac{\partial f_2}{\partial f_i} \frac{\partial f_i}{\partial w_i}$$",
        "RIIW",
    ),
    Notation(
        "Functions",
        "an entry of a function that the other lines take for something else",
        r"$$f(x, y) = (x^2 y, \; x + y, \; x y^2), \quad g(u, v, w) = (u + w, \; u v w)$$"
        r" $$(g \circ f)(x, y) = (x^2 y + x^2 y^2, \; x^4 y^3 (x + y))$$"
        r" $$\frac{\partial f}{\partial x} = (2 x y, 1, 2 x y^2)$$"
        r" $$J_f(x, y) = \begin{pmatrix} 2 x y & x^2 \\ 1 & 1 \\ 2 x y^2 & 2 x^2 y \end{pmatrix}$$"
        r" $$\frac{\partial f}{\partial y} = (x^2, 1, 2 x^2 y)$$"
        r" $$J_f(x, y) + J_f(x, y) = \begin{pmatrix} 4 x y & 2 x^2 \\ 2 & 2 \\ 4 x y^2 & 4 x^2 y \end{pmatrix}$$"
        r" $$J_f(x, y) = \begin{pmatrix} 2 x y & x^2 \\ 1 & 0 \\ 2 x y^2 & 2 x^2 y \end{pmatrix}$$",
        "WRIIIIIW",
    ),
    Notation(
        "Functions",
        "functions that only words define",
        r"$a = g(w x)$, where $g$ is the sigmoid. $$\frac{\partial a}{\partial w} = a (1 - a) x$$"
        r" $$\frac{\partial a}{\partial w} = (1 - a^2) x$$",
        "RRW",
    ),
    Notation(
        "Losses",
        "losses behind their formulas, and another one behind the first",
        r"$$\hat y = w x, \quad \frac12 (y - \hat y)^2 = L, \quad \frac{\partial L}{\partial \hat y} = \hat y - y$$"
        r" $$L = -y \log \hat y, \quad \frac{\partial L}{\partial \hat y} = -\frac{y}{\hat y}$$"
        r" $$\frac{\partial L}{\partial \hat y} = \frac{y}{\hat y}$$",
        "RRRRRW",
    ),
    Notation(
        "Updates",
        "results of steps in numbers that have a name of their own",
        r"Let $w = 0.5$, $x = 2$, $t = 3$, $\eta = 0.1$, $L = \frac12 (w x - t)^2$."
        r" $$\frac{\partial L}{\partial w} = (1 - 3) \cdot 2 = -4$$ $w^{(1)} = 0.5 - 0.1 \cdot 4 = 0.1$",
        "RRRRRRRWF",
    ),
    Notation(
        "Updates",
        "numbers of a recurrence that is written for any step",
        r"$$m_t = \beta m_{t-1} + (1 - \beta) g_t$$ Let $\beta = 0.9$, $m_0 = 0$, $g_1 = 2$, $g_2 = 1$."
        r" $m_1 = 0.1 \cdot 2 = 0.2$, $m_2 = 0.9 \cdot 0.2 - 0.1 \cdot 1 = 0.08$",
        "RRRRRRRWF",
    ),
    Notation(
        "Losses",
        "the cost of a pair or of one rating, without the letters that it is of",
        r"$$P_{ij} = \sigma(s_i - s_j), \quad C = -t_{ij} \log P_{ij} - (1 - t_{ij}) \log(1 - P_{ij})$$"
        r" $$\frac{\partial C}{\partial s_i} = P_{ij} - t_{ij}$$"
        r" $$\frac{\partial C}{\partial s_j} = P_{ij} - t_{ij}$$",
        "RRIW",
    ),
    Notation(
        "Losses",
        "hinges that words call active",
        r"$$L = \max(0, 1 - y a)$$ If the hinge is active, $$\frac{\partial L}{\partial a} = -y$$"
        r" If the hinge is active, $$\frac{\partial L}{\partial a} = y$$",
        "RRW",
    ),
    Notation(
        "Names",
        "values of the next state with a prime",
        r"$$v = \theta^T \phi, \quad v' = \theta^T \phi', \quad L = \frac12 (r + \gamma v' - v)^2$$"
        r" $$\frac{\partial L}{\partial v'} = \gamma (r + \gamma v' - v), \quad"
        r" \frac{\partial L}{\partial v} = r + \gamma v' - v$$",
        "RRRRW",
    ),
    Notation(
        "Matrices",
        "distances of vectors that their letters tell apart",
        r"$$p_j = \exp(-\|x - c_j\|^2), \quad \frac{\partial p_j}{\partial c_j} = 2 p_j (x - c_j)$$"
        r" $$\frac{\partial p_j}{\partial c_j} = 2 p_j (c_j - x)$$",
        "RRW",
    ),
    Notation(
        "Derivatives",
        "differentials of what a line defines",
        r"$$f = x^T A x, \quad \mathrm{d} f = \mathrm{d} x^T A x + x^T A \, \mathrm{d} x$$"
        r" $$\mathrm{d} f = 2 x^T A \, \mathrm{d} x$$",
        "RRW",
    ),
    Notation(
        "Matrices",
        "quotients element by element",
        r"$$p = \mathrm{softmax}(z), \quad L = -t^T \log p, \quad \nabla_p L = -t \oslash p$$"
        r" $$\nabla_p L = -p \oslash t$$",
        "RRRW",
    ),
    Notation(
        "Matrices",
        "inverses of matrices",
        r"$$f = x^T A^{-1} x, \quad \frac{\partial f}{\partial A} = -A^{-T} x x^T A^{-T}$$"
        r" $$\frac{\partial f}{\partial A} = -A^{-1} x x^T A^{-1}$$",
        "RRW",
    ),
    Notation(
        "Matrices",
        "inverses of products, where one side of a matrix is long enough for them",
        r"$$X \in \mathbb{R}^{N \times d}, \quad \hat y = X w, \quad (X^T X)^{-1} X^T \hat y = w$$"
        r" $$(X^T X)^{-1} \hat y = w$$",
        "RRRW",
    ),
    Notation(
        "Matrices",
        "determinants and their logarithms, with bars too where the matrix is one",
        r"$$\frac{\partial \det(A)}{\partial A} = \det(A) A^{-T}, \quad \nabla_A \log|A| = A^{-T}$$"
        r" $$\nabla_A \log \det A = A^{-1}$$",
        "RRW",
    ),
    Notation(
        "Matrices",
        "the covariance of a normal distribution, which is symmetric",
        r"$$\ell = -\frac12 \log|\Sigma| - \frac12 (x - \mu)^T \Sigma^{-1} (x - \mu)$$"
        r" $$\nabla_\mu \ell = \Sigma^{-1} (x - \mu), \quad \nabla_\mu \ell = \Sigma^{-1} (\mu - x)$$",
        "RRW",
    ),
    Notation(
        "Matrices",
        "solutions of a gradient that is set to zero",
        r"$$J = \frac12 \|X w - y\|^2 + \frac{\lambda}{2} \|w\|^2$$ Setting the gradient to zero gives"
        r" $$w = (X^T X + \lambda I)^{-1} X^T y$$ or $$\hat w = (X^T X - \lambda I)^{-1} X^T y$$",
        "RRW",
    ),
    Notation(
        "Matrices",
        "vectors of the entries of a matrix, column by column, and Kronecker products",
        r"$$Y = A X B, \quad \operatorname{vec}(Y) = (B^T \otimes A) \operatorname{vec}(X)$$"
        r" $$\operatorname{vec}(Y) = (B \otimes A) \operatorname{vec}(X)$$",
        "RRW",
    ),
    Notation(
        "Matrices",
        "derivatives by all entries of a matrix",
        r"$$y = W x, \quad \frac{\partial y}{\partial \operatorname{vec}(W)} = x^T \otimes I$$"
        r" $$\frac{\partial y}{\partial \operatorname{vec}(W)} = -x^T \otimes I$$",
        "RRW",
    ),
    Notation(
        "Matrices",
        "steps by the inverse of the second derivative",
        r"$$L = \frac12 \|X w - y\|^2, \quad g = X^T (X w - y), \quad H = X^T X$$"
        r" $$w \leftarrow w - H^{-1} g, \quad w \leftarrow w + H^{-1} g$$",
        "RRRRW",
    ),
    Notation(
        "Matrices",
        "primes that transpose, beside those of functions",
        r"$$z = X w, \quad p = \sigma(z), \quad L = (p - y)'(p - y)$$"
        r" $$\nabla_w L = 2 X'((p - y) \odot \sigma'(z)), \quad \nabla_w L = 2 X ((p - y) \odot \sigma'(z))$$",
        "RRRRW",
    ),
    Notation(
        "Indices",
        "sums over pairs of letters in order",
        r"$$E = -\sum_{i<j} w_{ij} s_i s_j - \sum_i b_i s_i, \quad \frac{\partial E}{\partial b_i} = -s_i$$"
        r" $$\frac{\partial E}{\partial s_i} = -\sum_{j>i} w_{ij} s_j - \sum_{j<i} w_{ji} s_j - b_i$$"
        r" $$\frac{\partial E}{\partial s_i} = -\sum_{j>i} w_{ij} s_j + \sum_{j<i} w_{ji} s_j - b_i$$",
        "RRRW",
    ),
    Notation(
        "Indices",
        "bounds of a sum as inequalities",
        r"$$L = \sum_{1 \le i \le n} (w x_i - y_i)^2, \quad"
        r" \frac{\partial L}{\partial w} = 2 \sum_{i=1}^n (w x_i - y_i) x_i$$",
        "RR",
    ),
    Notation(
        "Losses",
        "a loss for each of two labels, and what holds for one of them",
        r"$$L = -\log p \text{ if } y = 1, \quad L = -\log(1 - p) \text{ if } y = 0$$ $$p = \sigma(z)$$"
        r" $$\frac{\partial L}{\partial z} = p - y, \quad \frac{\partial L}{\partial z} = p - 1 \text{ if } y = 1$$"
        r" $$\frac{\partial L}{\partial z} = p \text{ if } y = 1$$",
        "RRRRRW",
    ),
    Notation(
        "Losses",
        "the loss of one example under the letter of that of all",
        r"$$J(w; x, y) = \frac12 (h_w(x) - y)^2, \quad J(w) = \frac1m \sum_{i=1}^m J(w; x^{(i)}, y^{(i)})$$"
        r" $$\frac{\partial}{\partial w} J(w)"
        r" = \frac1m \sum_{i=1}^m \frac{\partial}{\partial w} J(w; x^{(i)}, y^{(i)})$$",
        "RRR",
    ),
    Notation(
        "Derivatives",
        "a derivative that words give its name",
        r"$$a_j = \sum_i w_{ji} x_i, \quad E = \frac12 \sum_k (t_k - \sigma(a_k))^2$$"
        r" Let $\delta_i$ denote the quantity $\frac{\partial E}{\partial a_i}$."
        r" $$\frac{\partial E}{\partial w_{ji}} = \delta_j x_i,"
        r" \quad \frac{\partial E}{\partial w_{ji}} = \delta_i x_j$$",
        "RRRRW",
    ),
    Notation(
        "Derivatives",
        "derivatives on one line, of any order, by squares and stacked columns, too",
        r"$$L = (w x - \sigma^2)^2, \quad \partial L / \partial \sigma^2 = -2 (w x - \sigma^2)$$"
        r" $$\partial^2 L / \partial w^2 = 2 x^2, \quad \partial^2 L / \partial w^2 = x^2$$",
        "RRRW",
    ),
    Notation("Open", "integrals", r"$$y = \int_0^1 x t \, dt$$", "U", "integrals"),
    Notation(
        "Open", "limits at infinity", r"$$y = \lim_{n \to \infty} (1 + \frac{x}{n})^n$$", "U", "limits at infinity"
    ),
)
