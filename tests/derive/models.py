"""Models of every kind that people derive by hand: definitions in LaTeX, what to differentiate by, and of what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import final

from backproof.expr import Range, Symbol


@final
@dataclass(frozen=True, slots=True)
class Case:
    """``matrices``: whether every definition has a form in matrix notation."""

    definitions: tuple[str, ...]
    by: tuple[str, ...]
    of: str | None = None
    matrices: bool = True

    @property
    def document(self) -> str:
        """The definitions as a document."""
        return "\n\n".join(f"$${each}$$" for each in self.definitions)


MODELS = {
    "linear neuron": Case(
        (
            r"y=\sum_i w_i x_i + b",
            r"L=\frac12 (y-t)^2",
        ),
        (
            "w",
            "b",
        ),
    ),
    "logistic regression": Case(
        (
            r"z=\sum_i w_i x_i + b",
            r"p=\sigma(z)",
            r"L=-y\log p-(1-y)\log(1-p)",
        ),
        (
            "w",
            "b",
        ),
    ),
    "a logistic function written out": Case(
        (
            r"p=\frac{1}{1+e^{-\sum_i w_i x_i}}",
            r"L=-y\log p-(1-y)\log(1-p)",
        ),
        ("w",),
    ),
    "logistic regression over samples": Case(
        (
            r"p_n=\sigma(\sum_i w_i x_{ni} + b)",
            r"L=-\frac1N\sum_{n=1}^N (y_n\log p_n+(1-y_n)\log(1-p_n))",
        ),
        (
            "w",
            "b",
        ),
    ),
    "softmax regression": Case(
        (
            r"p_k=\frac{e^{\sum_i w_{ik} x_i}}{\sum_m e^{\sum_i w_{im} x_i}}",
            r"L=-\sum_k y_k\log p_k",
        ),
        ("w",),
    ),
    "two layers with squared error": Case(
        (
            r"h_j=\sigma(\sum_i w_{ij}x_i + b_j)",
            r"o_k=\sigma(\sum_j v_{jk}h_j + c_k)",
            r"E=\frac12\sum_k (o_k-t_k)^2",
        ),
        (
            "w",
            "b",
            "v",
            "c",
        ),
    ),
    "two layers with binary cross-entropy": Case(
        (
            r"h_j=\tanh(\sum_i w_{ij}x_i)",
            r"p=\sigma(\sum_j v_j h_j)",
            r"L=-(y\log p+(1-y)\log(1-p))",
        ),
        (
            "w",
            "v",
        ),
    ),
    "a ReLU layer below any loss": Case(
        (
            r"h_j=\operatorname{ReLU}(\sum_i w_{ij}x_i)",
            r"o_k=\sum_j v_{jk}h_j",
        ),
        (
            "w",
            "v",
        ),
        of="L",
    ),
    "negative log-likelihood": Case(
        (
            r"L=-\log p",
            r"p=\sigma(\sum_i w_i x_i)",
        ),
        ("w",),
    ),
    "gates of addition and multiplication": Case(
        (
            r"q=x+y",
            r"f=q z",
        ),
        (
            "x",
            "y",
            "z",
        ),
    ),
    "gates of maximum and minimum": Case(
        (
            r"f=\max(x,y)",
            r"g=3 f + \min(x, z)",
        ),
        (
            "x",
            "y",
            "z",
        ),
    ),
    "log-odds": Case((r"z=\log\frac{p}{1-p}",), ("p",)),
    "leaky ReLU": Case(
        (
            r"h_j=\operatorname{LeakyReLU}(\sum_i w_{ij}x_i, \alpha)",
            r"L=\sum_j h_j^2",
        ),
        ("w",),
    ),
    "GELU": Case(
        (
            r"h_j=\operatorname{GELU}(\sum_i w_{ij}x_i)",
            r"L=\sum_j h_j^2",
        ),
        ("w",),
    ),
    "weight decay": Case(
        (
            r"y=\sum_i w_i x_i",
            r"L=(y-t)^2+\lambda\sum_i w_i^2",
        ),
        ("w",),
    ),
    "an absolute penalty": Case(
        (
            r"y=\sum_i w_i x_i",
            r"L=(y-t)^2+\lambda\sum_i |w_i|",
        ),
        ("w",),
    ),
    "an L1 norm of the parameters": Case((r"L=\sum_n(y_n-\sum_j X_{nj}\beta_j)^2+\lambda\|\beta\|_1",), (r"\beta",)),
    "a square of an error called e": Case((r"e=y-\sum_i w_i x_i", r"E=\frac12 e^2"), ("w",)),
    "a maximum of all units": Case(
        (r"z_j=\sum_i w_{ji}x_i", r"p=\max_j z_j", r"q=\min_j z_j", r"L=\frac12(p-q-y)^2"), ("w",), matrices=False
    ),
    "a maximum with zero": Case((r"h_j=\max(0,\sum_i w_{ij}x_i)", r"L=\sum_j v_j h_j"), ("w", "v")),
    "a loss with a name of its own": Case(
        (r"h_j=\tanh(\sum_i w_{ij}x_i)", r"o_n=\sum_j v_{jn}h_j", r"L=\ell(o)"), ("w", "v")
    ),
    "a loss of outputs and labels": Case((r"o_n=\sum_j v_{jn}x_j", r"L=\ell(o, y)"), ("v",)),
    "labels that are class numbers": Case(
        (r"z_k=\sum_j w_{kj}x_j", r"p_k=\frac{e^{z_k}}{\sum_m e^{z_m}}", r"L=-\sum_k 1\{y=k\}\log p_k"),
        ("w",),
        matrices=False,
    ),
    "class numbers of samples in brackets": Case(
        (
            r"L=-\frac1m\sum_{i=1}^m\sum_{k=1}^K 1\{y^{(i)}=k\}\log p_k^{(i)}",
            r"p_k^{(i)}=\frac{e^{z_k^{(i)}}}{\sum_j e^{z_j^{(i)}}}",
            r"z_k^{(i)}=\sum_j\theta_{kj}x_j^{(i)}",
        ),
        (r"\theta",),
        matrices=False,
    ),
    "steps below their names": Case(
        (r"h_{t,j}=\tanh(\sum_k w_{jk}h_{t-1,k}+\sum_i u_{ji}x_{t,i})", r"L=\frac12\sum_t\sum_j(h_{t,j}-y_{t,j})^2"),
        ("w", "u"),
    ),
    "steps of matrices": Case(
        (r"h^{(t)}=\tanh(W h^{(t-1)}+U x^{(t)})", r"L=\sum_{t=1}^T\|h^{(t)}-y^{(t)}\|^2"), ("W", "U")
    ),
    "Huber loss": Case(
        (
            r"r=y-\sum_i w_i x_i",
            r"L=\begin{cases}\frac12 r^2 & |r|\leq d\\ d(|r|-\frac12 d)&\text{otherwise}\end{cases}",
        ),
        ("w",),
    ),
    "Huber loss over samples": Case(
        (
            r"r_n=y_n-\sum_i w_i x_{ni}",
            r"\ell_n=\begin{cases}\frac12 r_n^2 & |r_n|\le d \\ d(|r_n|-\frac12 d) & \text{otherwise}\end{cases}",
            r"L=\frac1N\sum_{n=1}^N \ell_n",
        ),
        ("w",),
    ),
    "a piecewise loss in a sum": Case(
        (
            r"a_k=\sum_j w_{kj}h_j",
            r"L=\sum_k\begin{cases}\frac12(a_k-y_k)^2 & |a_k-y_k|<1 \\ |a_k-y_k|-\frac12 & \text{else}\end{cases}",
        ),
        ("w",),
    ),
    "an activation by cases": Case(
        (
            r"z_j=\sum_i W_{ji}x_i+b_j",
            r"a_j=\begin{cases}z_j & z_j\ge 0 \\ \alpha(e^{z_j}-1) & z_j<0\end{cases}",
            r"L=\sum_j v_j a_j",
        ),
        ("W", "b", "v"),
    ),
    "hinges of several classes": Case((r"s_k=\sum_i w_{ki}x_i", r"L=\sum_k\max(0,1+s_k-s_1)"), ("w",), matrices=False),
    "numbers that a function is taken of": Case((r"p=\max(a,b)", r"q=\min(c,d)", r"f=pq+2"), ("a", "b", "c", "d")),
    "log-cosh": Case(
        (
            r"L=\sum_k \log\cosh(o_k-t_k)",
            r"o_k=\sum_i w_{ik}x_i",
        ),
        ("w",),
    ),
    "focal loss": Case(
        (
            r"p=\sigma(z)",
            r"L=-(1-p)^\gamma\log p",
        ),
        ("z",),
    ),
    "label smoothing": Case(
        (
            r"q_k=(1-\epsilon)y_k+\frac{\epsilon}{K}",
            r"p_k=\frac{e^{z_k}}{\sum_{m=1}^K e^{z_m}}",
            r"L=-\sum_k q_k\log p_k",
        ),
        ("z",),
    ),
    "temperature": Case(
        (
            r"p_k=\frac{e^{z_k/T}}{\sum_m e^{z_m/T}}",
            r"L=-\sum_k y_k\log p_k",
        ),
        (
            "z",
            "T",
        ),
    ),
    "tied weights": Case(
        (
            r"h_j=\sum_i w_{ij}x_i",
            r"r_i=\sum_j w_{ij}h_j",
            r"L=\sum_i (r_i-x_i)^2",
        ),
        ("w",),
    ),
    "a residual connection": Case(
        (
            r"h_i=\tanh(\sum_j w_{ij}x_j)",
            r"y_i=x_i+h_i",
            r"L=\sum_i (y_i-t_i)^2",
        ),
        (
            "w",
            "x",
        ),
    ),
    "layer norm": Case(
        (
            r"\mu=\frac1n\sum_{i=1}^n x_i",
            r"v=\frac1n\sum_{i=1}^n (x_i-\mu)^2",
            r"y_i=g_i\frac{x_i-\mu}{\sqrt{v+\epsilon}}+b_i",
            r"L=\sum_i (y_i-t_i)^2",
        ),
        (
            "x",
            "g",
            "b",
        ),
    ),
    "batch norm": Case(
        (
            r"\mu_j=\frac1N\sum_{n=1}^N x_{nj}",
            r"v_j=\frac1N\sum_{n=1}^N (x_{nj}-\mu_j)^2",
            r"u_{nj}=\frac{x_{nj}-\mu_j}{\sqrt{v_j+\epsilon}}",
            r"y_{nj}=g_j u_{nj}+b_j",
            r"L=\sum_n\sum_j (y_{nj}-t_{nj})^2",
        ),
        (
            "x",
            "g",
            "b",
        ),
    ),
    "scaled dot-product attention": Case(
        (
            r"s_{ij}=\frac{1}{\sqrt d}\sum_a q_{ia}k_{ja}",
            r"p_{ij}=\frac{e^{s_{ij}}}{\sum_m e^{s_{im}}}",
            r"o_{ia}=\sum_j p_{ij}v_{ja}",
            r"L=\sum_i\sum_a (o_{ia}-t_{ia})^2",
        ),
        (
            "q",
            "k",
            "v",
        ),
    ),
    "convolution": Case(
        (
            r"y_i=\sum_k w_k x_{i+k-1}+b",
            r"L=\sum_i (y_i-t_i)^2",
        ),
        (
            "w",
            "x",
        ),
        matrices=False,
    ),
    "a loss of one's own": Case(
        (
            r"o=\sum_i w_i x_i",
            r"L=\log(1+(o-t)^2)",
        ),
        ("w",),
    ),
    "a margin loss": Case(
        (
            r"o=\sum_i w_i x_i",
            r"L=\log(1+e^{-y o})",
        ),
        ("w",),
    ),
    "the distance from a hyperplane": Case(
        (r"d=\frac{|\sum_i w_i x_i + b|}{\sqrt{\sum_i w_i^2}}",),
        (
            "x",
            "w",
        ),
    ),
    "a Jacobian": Case(
        (
            r"f_i=\sum_j A_{ij}g_j",
            r"g_j=x_j^2",
        ),
        ("x",),
        of="f",
    ),
    "functions inside of functions": Case((r"y = f_2(w_2, f_1(w_1, x))",), ("w_1", "w_2", "x")),
    "a composition of two functions": Case(
        (
            r"y=f(u,z)",
            r"z=g(w,x)",
        ),
        (
            "u",
            "w",
            "x",
        ),
    ),
    "a likelihood": Case(
        (
            r"P=\prod_k p_k^{y_k}",
            r"L=-\log P",
        ),
        ("p",),
        matrices=False,
    ),
    "mean absolute error": Case((r"L=\frac1N\sum_{n=1}^N |y_n-t_n|",), ("y",)),
    "three layers": Case(
        (
            r"a_j=\sum_i u_{ij}x_i",
            r"h_j=\sigma(a_j)",
            r"b_k=\sum_j v_{jk}h_j",
            r"g_k=\sigma(b_k)",
            r"c_l=\sum_k w_{kl}g_k",
            r"o_l=\sigma(c_l)",
            r"L=\frac12\sum_l (o_l-t_l)^2",
        ),
        (
            "u",
            "v",
            "w",
        ),
    ),
    "SiLU": Case(
        (
            r"h_j=\operatorname{SiLU}(\sum_i w_{ij}x_i)",
            r"L=\sum_j h_j^2",
        ),
        ("w",),
    ),
}

POSITIVE = {
    "log-odds": ("p",), "a likelihood": ("p",), "layer norm": (r"\epsilon",), "batch norm": (r"\epsilon",),
    "Huber loss": ("d",), "Huber loss over samples": ("d",), "scaled dot-product attention": ("d",),
}  # fmt: skip
"""Inputs that have to lie between 0 and 1: in logarithms, roots, and widths."""


def sizes_of(symbols: Iterable[Symbol]) -> dict[Range, int]:
    """Extents that differ, so that no transposed array fits; a kernel moves along an axis as far as it can."""
    ranges = dict.fromkeys(range_ for symbol in symbols for range_ in symbol.ranges)
    sizes = {range_: range_.size or at for at, range_ in enumerate(ranges, 2)}
    named = {range_.name: size for range_, size in sizes.items()}
    return {range_: named["i"] + named["k"] - 1 if range_.name == "x[0]" else size for range_, size in sizes.items()}
