"""``backproof derive``: the derivation of a gradient, as a document that can be checked and edited."""

from __future__ import annotations

import argparse

from backproof.cli.models import MODEL, add_output, model_of
from backproof.cli.output import refuse, write

NOTATIONS = ("index", "delta", "matrix")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    parser = commands.add_parser(
        "derive",
        help="write the derivation of a gradient",
        description="Write the derivation of a gradient, step by step and with the reason of each step.",
        epilog="Exit status: 0 written, 2 bad usage or a model that can't be used.",
    )
    parser.add_argument("model", metavar="MODEL", help=MODEL)
    parser.add_argument("--wrt", metavar="NAMES", default="", help="w,gamma,...; default: the weights and biases")
    parser.add_argument("--of", metavar="NAME", help="what is differentiated; default: the scalar that nothing uses")
    parser.add_argument("--order", type=int, choices=(1, 2), default=1, help="2: second derivatives, too; default: 1")
    parser.add_argument("--along", action="store_true", help="with --order 2: the Hessian times a vector")
    parser.add_argument("--notation", choices=NOTATIONS, default="index", help="default: index")
    parser.add_argument("--rows", action="store_true", help="vectors are rows in matrix notation; default: columns")
    parser.add_argument("--batch", action="store_true", help="samples have an axis, and the loss is a mean")
    parser.add_argument("--detail", choices=("result", "steps", "all"), default="steps", help="default: steps")
    add_output(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the derivation."""
    from backproof.source import BackproofError

    names = [name.strip() for name in options.wrt.split(",") if name.strip()]
    try:
        derivation = model_of(options.model).derive(
            *names,
            of=options.of,
            notation=options.notation,
            order=options.order,
            along=options.along,
            rows=options.rows,
            batch=options.batch,
        )
        return write(derivation.to(options.format, options.detail), options.output)
    except BackproofError as error:
        return refuse(error)
