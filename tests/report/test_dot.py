"""Computation graphs: nodes, uses, values along them, and what Graphviz makes of hostile names."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backproof.api import Model
from backproof.derive.graph import graph
from backproof.expr import Definition, Symbol, Tensor
from backproof.expr import Model as Definitions
from backproof.expr.build import add, apply, mul
from backproof.report.dot import to_dot
from backproof.source import BackproofError
from tests.derive.test_trace import TWO_LAYERS, VALUES

graphviz = pytest.mark.skipif(shutil.which("dot") is None, reason="there is no Graphviz here to draw with")
HOSTILE = ('a"]; b [label="x', r"\text{<TABLE> & </B>}", r"\text{--> \\}", r"\text{línea 線 ∂}", "n1", "x_{i_{j}}")


def nodes(dot: str) -> list[str]:
    return re.findall(r"^  (n\d+) \[", dot, re.MULTILINE)


def arrows(dot: str) -> list[tuple[str, str]]:
    return re.findall(r"^  (n\d+) -> (n\d+)\b", dot, re.MULTILINE)


def test_every_input_and_definition_is_a_node_and_every_use_an_edge() -> None:
    found = Model(*TWO_LAYERS).graph()
    uses = [(edge.source.symbol.name, edge.user.symbol.name) for edge in found.computed.edges]
    assert {f"{source}{user}" for source, user in uses} == set("wz xz bz zh vu hu cu uo tE oE".split())
    assert len(uses) == 10
    assert (len(nodes(found.dot)), len(arrows(found.dot))) == (11, 10)


def of_one_size(dot: str) -> str:
    """The graph with scripts as large as the line, which are easier to read here."""
    return re.sub(r"<FONT POINT-SIZE=\"8\">([^<]*)</FONT>", r"\1", dot)


def test_scripts_are_smaller_than_the_line_so_that_they_do_not_run_into_the_next_one() -> None:
    assert '<B>h<SUB><FONT POINT-SIZE="8">j</FONT></SUB> =' in Model(*TWO_LAYERS).graph().dot


def test_nodes_stand_behind_what_they_name() -> None:
    ends = arrows(Model(*TWO_LAYERS).graph().dot)
    assert all(int(source[1:]) < int(user[1:]) for source, user in ends)


def test_a_node_has_its_equation_its_operation_its_local_derivatives_and_their_ranks() -> None:
    dot = of_one_size(Model(*TWO_LAYERS).graph().dot)
    (line,) = [line for line in dot.splitlines() if "<B>h<SUB>j</SUB> =" in line]
    for part in (
        "σ(z<SUB>j</SUB>)",
        ">sigmoid<",
        "∂h<SUB>j</SUB>/∂z<SUB>j</SUB> = h<SUB>j</SUB>(1 − h<SUB>j</SUB>)",
        "rank 1 + 1 = 2",
    ):
        assert part in line  # fmt: skip


def test_the_rank_of_a_local_derivative_is_that_of_the_user_and_that_of_the_source() -> None:
    edges = Model(*TWO_LAYERS).graph().computed.edges
    assert {(edge.user.symbol.name, edge.source.symbol.name): edge.rank for edge in edges} == {
        ("z", "w"): 3, ("z", "x"): 2, ("z", "b"): 1, ("h", "z"): 2, ("u", "v"): 3, ("u", "h"): 2, ("u", "c"): 1,
        ("o", "u"): 2, ("E", "t"): 1, ("E", "o"): 1,
    }  # fmt: skip


def test_local_derivatives_are_written_on_their_diagonal_and_softmax_has_none() -> None:
    model = Model(r"p_k = \frac{e^{u_k}}{\sum_m e^{u_m}}", r"u_k = \sum_j W_{kj} x_j", r"L = -\sum_k y_k \log p_k")
    dot = model.graph().dot
    assert "∂u<SUB>k</SUB>/∂W<SUB>kj</SUB> = x<SUB>j</SUB>" in of_one_size(dot)
    assert "δ" in next(line for line in dot.splitlines() if ">softmax<" in line)


def test_with_values_each_edge_has_what_goes_forward_and_what_comes_back() -> None:
    dot = Model(*TWO_LAYERS).graph(VALUES).dot
    for forward, backward in (
        ("(0.3775, 0.3925)", "(0.0088, 0.0100)"),
        ("0.35", "0.0187"),
        ("(0.01, 0.99)", "(-0.7414, 0.2171)"),
    ):
        assert re.search(rf">{re.escape(forward)}</FONT><BR/><FONT [^>]*>{re.escape(backward)}<", dot)  # fmt: skip
    assert ">0.2984<" in dot


def test_what_comes_back_along_all_uses_of_a_quantity_is_its_gradient() -> None:
    model = Model(
        r"s_t = \sum_i q_i k_{ti}", r"a_t = \frac{e^{s_t}}{\sum_r e^{s_r}}", r"o_j = \sum_t a_t k_{tj} + q_j",
        r"L = \sum_j o_j^2 + \lambda \sum_t \sum_j k_{tj}^2 + o_1",
    )  # fmt: skip
    random = np.random.default_rng(2)
    values = {"q": random.normal(size=2), "k": random.normal(size=(3, 2)), r"\lambda": 0.1}
    found = model.graph(values)
    assert found.trace is not None
    trace = found.trace.computed
    for symbol in [symbol for symbol in trace.values if found.computed.out_of(symbol)]:
        shares = [np.asarray(edge.share(trace), dtype=float) for edge in found.computed.out_of(symbol)]
        expected = np.asarray(trace.gradients[trace.derivative(symbol)], dtype=float)
        np.testing.assert_allclose(np.sum(shares, axis=0), expected, rtol=1e-12, atol=1e-15)


def test_long_arrays_are_told_by_their_size_and_extremes() -> None:
    dot = Model(r"L = \sum_i x_i^2").graph({"x": np.arange(-3, 97)}).dot
    assert ">100, -3 to 96<" in dot


def chain(length: int) -> Definitions:
    """x_1 = tanh(x_0 + w_1 x_0) and so on."""
    states = [Tensor(Symbol(f"x_{{{at}}}")) for at in range(length + 1)]
    weights = [Tensor(Symbol(f"w_{{{at}}}")) for at in range(length + 1)]
    bodies = [apply("tanh", add(states[at], mul(weights[at + 1], states[at]))) for at in range(length)]
    return Definitions(tuple(Definition(states[at + 1].symbol, (), body) for at, body in enumerate(bodies)))


def test_two_hundred_definitions_are_two_hundred_nodes_with_all_of_their_uses() -> None:
    dot = to_dot(graph(chain(200)))
    assert len(nodes(dot)) == len(set(nodes(dot))) == 401
    assert len(arrows(dot)) == len(set(arrows(dot))) == 400


@graphviz
def test_two_hundred_definitions_are_drawn() -> None:
    drawn = subprocess.run(
        ["dot", "-Tplain"], input=to_dot(graph(chain(200))).encode(), capture_output=True, check=True
    )
    assert drawn.stdout.count(b"\nnode ") == 401
    assert drawn.stdout.count(b"\nedge ") == 400


def hostile() -> str:
    names = [Tensor(Symbol(name)) for name in HOSTILE]
    return to_dot(graph(Definitions((Definition(Symbol(r"\text{y\"<>&}"), (), add(*names)),))))


def test_hostile_names_are_names() -> None:
    dot = hostile()
    assert (len(nodes(dot)), len(arrows(dot))) == (len(HOSTILE) + 1, len(HOSTILE))
    assert "<TABLE> &" not in dot


@graphviz
def test_graphviz_reads_hostile_names() -> None:
    drawn = subprocess.run(["dot", "-Tplain"], input=hostile().encode(), capture_output=True, check=True)
    assert drawn.stderr == b""
    assert drawn.stdout.count(b"\nnode ") == len(HOSTILE) + 1


@graphviz
@pytest.mark.parametrize(("ending", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_pictures_are_of_the_kind_of_their_name(tmp_path: Path, ending: str, start: bytes) -> None:
    Model(*TWO_LAYERS).graph(VALUES).write(tmp_path / f"graph.{ending}")
    assert (tmp_path / f"graph.{ending}").read_bytes().startswith(start)


def test_without_graphviz_a_picture_is_refused_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = Model("L = (y - w x)^2").graph()
    with pytest.raises(BackproofError) as caught:
        found.picture("svg")
    problem = caught.value.diagnostic
    assert problem.message == "there is no Graphviz here"
    assert "apt-get install graphviz" in problem.advice
    assert found._repr_svg_() is None


def test_text_for_graphviz_needs_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    Model("L = (y - w x)^2").graph().write(tmp_path / "graph.dot")
    assert (tmp_path / "graph.dot").read_text(encoding="utf-8").startswith("digraph")


@pytest.mark.parametrize("name", ["graph.bmp", "graph"])
def test_an_ending_that_is_no_picture_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BackproofError) as caught:
        Model("L = (y - w x)^2").graph().write(tmp_path / name)
    assert ".svg" in caught.value.diagnostic.expected


def test_a_graph_without_a_loss_has_its_local_derivatives() -> None:
    dot = Model("y_j = w_j x", "q = x^2").graph().dot
    assert "∂q/∂x = 2x" in dot
    assert "∂y<SUB>j</SUB>/∂w<SUB>j</SUB> = x" in of_one_size(dot)


def test_values_of_what_no_definition_uses_are_no_error() -> None:
    values: dict[str, Any] = {"x": 2, "w": 1, "y": 0, "c": 3}
    assert Model("L = (y - w x)^2", "q = c x").graph(values, of="L").trace is not None
