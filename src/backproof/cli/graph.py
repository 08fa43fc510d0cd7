"""``backproof graph``: the computation graph of a model, as a picture or as text for Graphviz."""

from __future__ import annotations

import argparse
from pathlib import Path

from backproof.cli.models import MODEL, model_of
from backproof.cli.output import refuse, unwritable
from backproof.cli.status import FINE
from backproof.cli.trace import count


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    parser = commands.add_parser(
        "graph",
        help="draw the computation graph",
        description="Draw the computation graph: each definition with its operation and its local derivatives.",
        epilog="Pictures need the program dot of Graphviz; .dot needs none. "
        "Exit status: 0 written, 2 bad usage, or a model or values that can't be used.",
    )
    parser.add_argument("model", metavar="MODEL", help=MODEL)
    parser.add_argument("--values", metavar="VALUES", help="a TOML file, as for trace: values forward, gradients back")
    parser.add_argument("--of", metavar="NAME", help="the loss; default: the scalar that nothing uses")
    parser.add_argument("--decimals", type=count, default=4, metavar="N", help="of what is rounded; default: 4")
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help=".svg, .png, .pdf, or .dot; default: print it"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the graph."""
    from backproof.source import BackproofError

    try:
        graph = model_of(options.model).graph(options.values, of=options.of, decimals=options.decimals)
        if options.output is None:
            print(graph.dot, end="")
        else:
            graph.write(options.output)
    except BackproofError as error:
        return refuse(error)
    except OSError as error:
        return refuse(unwritable(options.output, error))
    return FINE
