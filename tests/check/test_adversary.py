r"""Lines that adversaries of the checker wrote: each row is a document and the verdicts that it must get.

``R`` right, ``I`` right-if, ``W`` wrong, ``F`` follows, ``U`` unchecked, ``.`` anything but right; displays are
separated by ``;;``.
"""

from __future__ import annotations

import pytest

from backproof.check.document import check_source
from backproof.source import Source

LETTERS = {"right": "R", "right-if": "I", "wrong": "W", "follows": "F", "unchecked": "U"}

FALSE_RIGHT = [
    (r"L=\frac12(y-t)^2+\frac\lambda2 w^2 ;; y=wx ;; \frac{\partial L}{\partial w}=\lambda w", "RRW"),
    (r"h=\tanh(wx) ;; y=wh ;; \frac{\partial y}{\partial w}=h", "RRW"),
    (r"f(x)=x^2+1 ;; f(x)=x^2-1", "R."),
    (r"\sigma(x)=\frac{1}{1+e^{x}}", "."),
    (r"x_1=1 ;; x_2=2 ;; w_{12}=1 ;; w_{22}=3 ;; z_j=\sum_{i=1}^2w_{ij}x_i ;; z_2=9 ;; z_2=7", "RRRRRWR"),
    (r"0.5\cdot0.25=0.13\cdot2=0.26", "WF"),
    (r"y=1.5 ;; d=1 ;; E=\frac12(y-d)^2 ;; E=(1.5-1)^2=0.25", "RRRWF"),
    (r"z = w h + b ;; w = 0.4 ;; h = 0.5 ;; b = 0.1 ;; z = 0.4 \cdot 0.7 + 0.1 = 0.3", "RRRRWR"),
    (r"y=\begin{cases}x^2&x<100\\200x-10000&x\ge100\end{cases} ;; \frac{dy}{dx}=2x", "RW"),
    (r"f=\max(0,q) ;; \frac{df}{dq}=\begin{cases}1&q>0\end{cases}", "R."),
    (r"a=\tanh(z) ;; z=100wx ;; \frac{\partial a}{\partial w}=(1-a^2)100w", "RRW"),
    (r"\tanh(100x)=\tanh(101x)", "W"),
    (r"y=\min(\max(x,-100),100) ;; \frac{dy}{dx}=1", "RW"),
    (r"y=\max(0,x-1000) ;; \frac{dy}{dx}=0", "RW"),
    (r"y=\tanh(1000x) ;; \frac{dy}{dx}=0", "RW"),
    (r"y=\begin{cases}x&x>1000\\0&\text{otherwise}\end{cases} ;; \frac{dy}{dx}=0", "RW"),
    (r"z=x-1000 ;; y=\max(0,z) ;; \frac{dy}{dx}=0", "RRW"),
    (r"u=3x+500 ;; v=|u| ;; \frac{dv}{dx}=3 ;; \frac{dv}{dx}=3\operatorname{sign}(u)", "RRWR"),
    (r"p=\log(1+e^{x-100}) ;; \frac{dp}{dx}=0 ;; \frac{dp}{dx}=\sigma(x-100)", "RWR"),
    (
        r"D=\sqrt{\sum_d(a_d-b_d)^2} ;; C=\frac12yD^2+\frac12(1-y)\max(0,m-D)^2"
        r" ;; \frac{\partial C}{\partial D}=yD-(1-y)\max(0,m-D) ;; \frac{\partial C}{\partial D}=yD+(1-y)\max(0,m-D)",
        "RRRW",
    ),
    (
        r"z=Wx+b ;; h=\sigma(z) ;; y=v^Th ;; E=\frac12(y-t)^2 ;; \frac{\partial E}{\partial h}=(y-t)v"
        r" ;; \frac{\partial E}{\partial x}=W^T((y-t)v\odot h\odot(1-h))"
        r" ;; \frac{\partial E}{\partial x}=W((y-t)v\odot h\odot(1-h))"
        r" ;; \frac{\partial E}{\partial W}=x((y-t)v\odot h\odot(1-h))^T",
        "RRRRRRWW",
    ),
    (
        r"z^l_j=\sum_kw^l_{jk}a^{l-1}_k+b^l_j ;; a^l_j=\sigma(z^l_j) ;; \delta^l_j=\frac{\partial C}{\partial z^l_j}"
        r" ;; \delta^l=((w^{l+1})^T\delta^{l+1})\odot\sigma'(z^l) ;; \delta^l=(w^{l+1}\delta^{l+1})\odot\sigma'(z^l)",
        "RRRRW",
    ),
    (
        r"p_i=\frac{e^{z_i}}{\sum_ke^{z_k}} ;; \frac{\partial p_i}{\partial z_i}=p_i(1-p_i)"
        r" ;; \frac{\partial p_i}{\partial z_j}=p_ip_j ;; \frac{\partial p_i}{\partial z_j}=p_i(1-p_j)",
        "RRWW",
    ),
    (r"p_i=\frac{e^{z_i}}{\sum_ke^{z_k}} ;; \frac{\partial p_i}{\partial z_j}=-p_ip_j", "RW"),
    (
        r"Q\in\mathbb{R}^{n\times d} ;; K\in\mathbb{R}^{m\times d} ;; V\in\mathbb{R}^{m\times e}"
        r" ;; S=\frac{1}{\sqrt{d}}QK^\top ;; P_{ij}=\frac{e^{S_{ij}}}{\sum_ke^{S_{ik}}} ;; O=PV"
        r" ;; dO=\frac{\partial L}{\partial O} ;; dV=P^\top dO"
        r" ;; dP=dOV^\top ;; dS_{ij}=P_{ij}(dP_{ij}-\sum_kP_{ik}dP_{ik}) ;; dQ=\frac{1}{\sqrt{d}}dSK ;; dQ=\frac12dSK",
        "RRRRRRRRRRRW",
    ),
    (r"y=x+10^{-30}x^2 ;; \frac{dy}{dx}=1", "RW"),
    (r"i=2j+1 ;; \frac{di}{dj}=2 ;; \frac{di}{dj}=1", "RRW"),
    (r"y=\sum_{i=1}^{0}x_i ;; \frac{\partial y}{\partial x_i}=1", "UU"),
    (r"y=\sum_{i=5}^{2}x_iw_i ;; \frac{\partial y}{\partial x_5}=w_5", "UU"),
    (r"\begin{matrix}\end{matrix}=\begin{bmatrix}\end{bmatrix}", "U"),
    (r"y=wx ;; \frac{\partial y}{\partial w}=x+10^{-30}", "RW"),
    (r"L=\frac12(y-t)^2 ;; y=wx+b ;; b^{new}=b-\alpha(y-t) ;; w^{new}=w-(y-t)x", "RRRW"),
    (r"\frac{\partial SE(y, o)}{\partial o} = 5", "W"),
    (r"y=\sigma(z)^2 ;; \frac{dy}{dz}=2\sigma(z)", "RW"),
    (r"\mathbb{E}[x^2]-\mathbb{E}[x]^2=0", "U"),
    (r"k=\frac10 ;; m=\log(-2)", "UU"),
    (
        r"L=(y-o)^2 ;; o=\sum_j v_j h_j ;; h_j=\sigma(z_j) ;; \delta_j=\frac{\partial L}{\partial z_j}"
        r" ;; \delta_j=-2(y-o)v_jh_j",
        "RRRRW",
    ),
    (
        r"z^l_j=\sum_k w^l_{jk}a^{l-1}_k ;; a^l_j=\sigma(z^l_j) ;; \delta^l_j=\frac{\partial C}{\partial z^l_j}"
        r" ;; \delta^l_j=\sum_k w^{l+1}_{kj}\delta^{l+1}_k\sigma'(z^l_j)"
        r" ;; \delta^l_j=\sum_k w^{l+1}_{jk}\delta^{l+1}_k\sigma'(z^l_j)",
        "RRRRW",
    ),
]

FALSE_WRONG = [
    (r"\sigma(x)=\frac1{1+e^{-x}} ;; \sigma(x)=\frac1{1-e^{-x}} ;; \sigma'(x)=\sigma(x)(1-\sigma(x))", "R.R"),
    (r"f(x)=\tanh(x) ;; f'(x)=1-f(x)^2", "RR"),
    (
        r"p_i=\frac{e^{z_i}}{\sum_je^{z_j}} ;; \frac{\partial p_i}{\partial z_j}=-p_ip_j\quad(i\neq j)"
        r" ;; i=j:\quad\frac{\partial p_i}{\partial z_j}=p_i(1-p_j)",
        "RRR",
    ),
    (r"L=(o-t)^2 ;; o=vh ;; \frac{\partial L}{\partial v} ;; =2(o-t)h", "RRRR"),
    (
        r"y=vh ;; h=\tanh(wx) ;; L=(y-t)^2"
        r" ;; \begin{aligned}\frac{\partial L}{\partial w}&=2(y-t)\\&\quad\cdot v(1-h^2)x\end{aligned}",
        "RRRR",
    ),
    (r"x=2 ;; w=3 ;; z=wx ;; z=7 ;; a=z^2 ;; a=36", "RRRWRR"),
    (r"w=0,5 ;; x=2 ;; b=0,1 ;; z=wx+b ;; z=0,5\cdot2+0,1=1,1", "RRRRRR"),
    (r"1e-3=0.001 ;; \log_{10}(100)=2 ;; \log_2 8=3", "RRR"),
    (
        r"o_k=\sum_{j=1}^3h_jv_{jk} ;; E=\frac12\sum_{k=1}^{1}(o_k-t_k)^2"
        r" ;; \frac{\partial E}{\partial h_j}=(o_1-t_1)v_{j1}",
        "RRR",
    ),
    (
        r"y=w_0+\sum_jw_jx_j ;; J=\frac12(y-t)^2 ;; \frac{\partial J}{\partial w_j}=(y-t)x_j"
        r" ;; \frac{\partial J}{\partial w_0}=y-t",
        "RRRR",
    ),
    (
        r"p_n=\sum_k\pi_k\phi_{nk} ;; \phi_{nk}=\frac{1}{\sqrt{2\pi}s_k}\exp(-\frac{(x_n-m_k)^2}{2s_k^2})"
        r" ;; \frac{\partial p_n}{\partial\pi_k}=\phi_{nk}",
        "RRR",
    ),
    (
        r"a^t_h=\sum_iw_{ih}x^t_i+\sum_{h'}u_{h'h}b^{t-1}_{h'} ;; b^t_h=\theta(a^t_h) ;; y^t_k=\sum_hv_{hk}b^t_h"
        r" ;; L=\frac12\sum_t\sum_k(y^t_k-d^t_k)^2"
        r" ;; \delta^t_h=\theta'(a^t_h)(\sum_k\delta^t_kv_{hk}+\sum_{h'}\delta^{t+1}_{h'}u_{hh'})",
        "RRRRU",
    ),
    (
        r"p_i=\frac{e^{z_i}}{\sum_ke^{z_k}} ;; \frac{\partial p_i}{\partial z_i}=p_i(1-p_i)"
        r" ;; \frac{\partial p_i}{\partial z_j}=-p_ip_j",
        "RRI",
    ),
    (
        r"p_i=\frac{e^{z_i}}{\sum_ke^{z_k}} ;; \frac{\partial p_i}{\partial z_j}=p_i(1-p_i)"
        r" ;; \frac{\partial p_i}{\partial z_j}=-p_ip_j",
        "RUU",
    ),
    (r"h_j=\sigma(a_j) ;; \frac{\partial h_j}{\partial a_j}=h_j(1-h_j)", "RR"),
    (r"h_j=\max(0,z_j) ;; \frac{\partial h_j}{\partial z_j}=\mathbb{1}[z_j>0]", "RR"),
    (r"t=1 ;; y=1.5 ;; E=\frac12(y-t)^2 ;; E=\frac12(1.5-1)^2=0.125", "RRRRR"),
    (r"y=wx ;; E=\frac12(y-t)^2 ;; w\leftarrow w-\eta(y-t)x ;; w\leftarrow w+\eta(y-t)x", "RRRW"),
    (
        r"y_k=\frac{e^{a_k}}{\sum_{k'}e^{a_{k'}}} ;; E=-\sum_kt_k\ln y_k ;; \frac{\partial E}{\partial a_j}=y_j-t_j",
        "RRR",
    ),
]


def _judged(row: str) -> str:
    text = "\n\n".join(f"$${display.strip()}$$" for display in row.split(";;"))
    return "".join(LETTERS[each.verdict.value] for each in check_source(Source("hw.md", text)).judgements)


@pytest.mark.parametrize(("row", "expected"), FALSE_RIGHT + FALSE_WRONG)
def test_each_line_gets_its_verdict(row: str, expected: str) -> None:
    found = _judged(row)
    assert len(found) == len(expected), found
    fits = [said == wanted or (wanted == "." and said != "R") for said, wanted in zip(found, expected, strict=True)]
    assert all(fits), f"{found} for {expected}"


def test_a_case_in_words_holds_for_the_lines_of_its_section_at_best_as_right_if() -> None:
    softmax = r"$$a_j = \frac{e^{z_j}}{\sum_{k=1}^K e^{z_k}}$$"
    claims = r"$$\frac{\partial a_j}{\partial z_k} = -a_j a_k$$"
    text = f"{softmax}\n\nWhen $j \\neq k$, we have:\n\n{claims}\n\nSimplifying, we get:\n\n{claims}\n"
    found = [each.verdict.value for each in check_source(Source("hw.md", text)).judgements]
    assert [found[0], *found[2:]] == ["right", "right", "right-if"]
    item = text.replace("When", "2. When")
    found = [each.verdict.value for each in check_source(Source("hw.md", item)).judgements]
    assert [found[0], *found[2:]] == ["right"] * 3, "an item that begins with its case is about it to its end"


def test_a_number_in_parentheses_before_an_operator_is_no_label() -> None:
    found = check_source(Source("hw.md", "The rank is $(1) + (0) = 1$ here.")).judgements
    assert [each.verdict.value for each in found] == ["right"]
