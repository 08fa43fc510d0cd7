"""A computation graph in the language of Graphviz, and as a picture by its program ``dot``.

A node has its equation, its operation and its local derivatives with their ranks; an edge has the value that goes
forward along it and the part of the gradient that comes back.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from html import escape
from typing import Any, Final

from numpy.typing import NDArray

from backproof.derive.graph import Edge, Graph
from backproof.derive.operations import operation
from backproof.derive.trace import Trace
from backproof.expr import Derivative, Symbol, Tensor
from backproof.show import to_unicode
from backproof.show.decimals import decimal
from backproof.source import BackproofError, Diagnostic

FORMATS: Final = ("svg", "png", "pdf")
LONGEST: Final = 60
"""Characters of a formula in a node; the tooltip has all of it."""
MOST_NUMBERS: Final = 6
"""Elements that are written out beside an edge."""
SCRIPT: Final = 8
"""Points of scripts, beside the 12 of a line."""
FORWARD, BACKWARD, QUIET = "#1c5a9c", "#b3261e", "#5f6368"
_SECONDS: Final = 120
_BELOW: Final = re.compile(r"(?<=[\w∑∏)])_(?:\{([^{}]*)\}|([A-Za-z0-9\u0370-\u03ff]+′*))")
_ABOVE: Final = re.compile(r"\^(\([^()]*\)|\{[^{}]*\})")
_PREAMBLE: Final = """\
  rankdir=TB; nodesep=0.35; ranksep=0.7; bgcolor=white; fontname="Helvetica"; fontsize=12; labelloc=b;
  node [shape=box, style="rounded,filled", fillcolor="#f6f8fa", color="#8c959f", fontname="Helvetica", fontsize=12];
  edge [color="#8c959f", arrowsize=0.7, fontname="Helvetica", fontsize=10];"""


def to_dot(graph: Graph, trace: Trace | None = None, decimals: int = 4) -> str:
    """The graph as text; with a trace, edges have their values."""
    return "\n".join([*_lines(graph, trace, decimals), ""])


def picture(dot: str, format: str) -> bytes:
    """The picture that Graphviz makes of it: ``svg``, ``png`` or ``pdf``."""
    program = shutil.which("dot")
    if program is None:
        raise BackproofError(
            Diagnostic(
                "there is no Graphviz here",
                written=f"a picture as {format}",
                expected="the program dot of Graphviz",
                advice="install it (apt-get install graphviz, brew install graphviz, winget install graphviz), "
                "or write the graph as .dot, which needs no program",
            )
        )
    ran = subprocess.run(
        [program, f"-T{format}"], input=dot.encode(), capture_output=True, check=False, timeout=_SECONDS
    )
    if ran.returncode:
        told = ran.stderr.decode(errors="replace").strip()
        problem = Diagnostic("Graphviz made no picture", told, "a picture", "write the graph as .dot and look at it")
        raise BackproofError(problem)
    return ran.stdout


def _lines(graph: Graph, trace: Trace | None, decimals: int) -> Iterator[str]:
    order = [*graph.inputs, *(each.symbol for each in graph.model)]
    numbers = {symbol: f"n{at}" for at, symbol in enumerate(order)}
    yield "digraph backproof {"
    yield _PREAMBLE
    if trace is not None:
        yield f"  label=<{_legend(trace)}>;"
    for symbol in order:
        yield f"  {numbers[symbol]} {_node(graph, symbol, trace, decimals)};"
    for edge in graph.edges:
        ends = f"{numbers[edge.source.symbol]} -> {numbers[edge.user.symbol]}"
        yield f"  {ends}{_beside(edge, trace, decimals)};"
    yield "}"


def _legend(trace: Trace) -> str:
    back = f"backward: the gradient of {to_unicode(Tensor(trace.of))}"
    return f"{_colored('forward: values', FORWARD)} &nbsp; {_colored(back, BACKWARD)}"


def _node(graph: Graph, symbol: Symbol, trace: Trace | None, decimals: int) -> str:
    definition = graph.model.get(symbol)
    if definition is None:
        uses = graph.out_of(symbol)
        name = to_unicode(uses[0].source if uses else Tensor(Symbol(symbol.name)))
        return f'[fillcolor=white, label=<{_table([f"<B>{_formula(name)}</B>"])}>, tooltip="{_quoted(name)}"]'
    equation = f"{to_unicode(definition.head)} = {to_unicode(definition.body)}"
    rows = [f"<B>{_formula(equation)}</B>", _small(operation(definition.body))]
    rows += [_slope(edge) for edge in graph.into(symbol)]
    if trace is not None and symbol in trace.forward and not graph.out_of(symbol):
        rows.append(_colored(_values(trace.forward[symbol], decimals), FORWARD))
    return f'[label=<{_table(rows)}>, tooltip="{_quoted(equation)}"]'


def _slope(edge: Edge) -> str:
    """A local derivative, and the rank of the array of it."""
    user, local = edge.diagonal()
    slope = f"{to_unicode(Derivative(user, edge.source))} = {to_unicode(local)}"
    ranks = f"rank {edge.user.symbol.rank} + {edge.source.symbol.rank} = {edge.rank}"
    return f"{_formula(slope)} {_small(ranks)}"


def _beside(edge: Edge, trace: Trace | None, decimals: int) -> str:
    """What goes forward and what comes back along an edge."""
    if trace is None or edge.source.symbol not in trace.values:
        return ""
    told = [_colored(_values(trace.values[edge.source.symbol], decimals), FORWARD)]
    back = edge.share(trace)
    if back is not None:
        told.append(_colored(_values(back, decimals), BACKWARD))
    return f" [label=<{'<BR/>'.join(told)}>]"


def _values(value: NDArray[Any], decimals: int) -> str:
    """A number, a short array, or the size and the extremes of a long one."""
    told = [str(decimal(each, decimals)) for each in value.reshape(-1)] if value.size <= MOST_NUMBERS else []
    match value.shape:
        case ():
            return told[0]
        case (_,) if told:
            return f"({', '.join(told)})"
        case (_, columns) if told:
            rows = [" ".join(told[at : at + columns]) for at in range(0, len(told), columns)]
            return f"[{'; '.join(rows)}]"
    least, most = (str(decimal(each, decimals)) for each in (value.min(), value.max()))
    return f"{' by '.join(map(str, value.shape))}, {least} to {most}"


def _table(rows: list[str]) -> str:
    cells = "".join(f'<TR><TD ALIGN="LEFT">{row}</TD></TR>' for row in rows)
    return f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="2">{cells}</TABLE>'


def _small(text: str) -> str:
    return f'<FONT POINT-SIZE="10" COLOR="{QUIET}">{_text(text)}</FONT>'


def _colored(text: str, color: str) -> str:
    return f'<FONT COLOR="{color}">{_text(text)}</FONT>'


def _text(text: str) -> str:
    """Text inside of a label of Graphviz, which is a kind of HTML."""
    return escape(_printable(text)).replace("\\", "&#92;")


def _formula(text: str) -> str:
    """A formula in such a label, its scripts below and above the line; a long one is cut."""
    cut = _text(text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")
    # Graphviz moves scripts and keeps their size: in that of the line they run into those of the next one.
    below = _BELOW.sub(rf'<SUB><FONT POINT-SIZE="{SCRIPT}">\1\2</FONT></SUB>', cut)
    return _ABOVE.sub(rf'<SUP><FONT POINT-SIZE="{SCRIPT}">\1</FONT></SUP>', below)


def _quoted(text: str) -> str:
    """Text inside of quotes."""
    return escape(_printable(text)).replace("\\", "&#92;")


def _printable(text: str) -> str:
    """Without characters that XML doesn't have, and in one line."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
