"""``backproof trace``: a worked numeric example, as a document that can be checked and edited."""

from __future__ import annotations

import argparse

from backproof.cli.models import MODEL, add_output, model_of
from backproof.cli.output import refuse, write

VALUES = """\
VALUES is a TOML file of names and numbers, lists of numbers, or lists of rows:

  [data]
  x = [0.05, 0.1]

  [parameters]
  "W^1" = [[0.15, 0.25], [0.2, 0.3]]
  b = 0.35

Names are those of the model, in LaTeX or as Python spells them (gamma, y_hat). The step moves what stands in
[parameters], or what --wrt names; without both, weights and biases by their letters.

Exit status: 0 written, 2 bad usage, or a model or values that can't be used."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    parser = commands.add_parser(
        "trace",
        help="work out an example in numbers",
        description="Work out an example in numbers: forward, backward, one step, and forward again.",
        epilog=VALUES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("model", metavar="MODEL", help=MODEL)
    parser.add_argument("--values", metavar="VALUES", required=True, help="a TOML file; see below")
    parser.add_argument("--of", metavar="NAME", help="the loss; default: the scalar that nothing uses")
    parser.add_argument("--wrt", metavar="NAMES", type=names, help="the parameters; default: those of VALUES")
    parser.add_argument("--step", choices=("sgd", "ascent"), help="with --rate; default: sgd")
    parser.add_argument("--rate", metavar="R", help="the learning rate; without one there is no step")
    parser.add_argument("--freeze", metavar="NAMES", type=names, default=(), help="parameters that keep their values")
    parser.add_argument("--decimals", type=count, default=4, metavar="N", help="of what is rounded; default: 4")
    add_output(parser)
    parser.set_defaults(run=run)


def names(written: str) -> tuple[str, ...]:
    """``W^1,b`` as two names."""
    return tuple(name.strip() for name in written.split(",") if name.strip())


def count(written: str) -> int:
    """A number of decimals."""
    if not written.isdecimal() or int(written) > 30:
        raise argparse.ArgumentTypeError(f"a number of decimals is a whole number from 0 to 30; got {written!r}")
    return int(written)


def run(options: argparse.Namespace) -> int:
    """Write the worked example."""
    from backproof.source import BackproofError, Diagnostic

    if options.step is not None and options.rate is None:
        expected, advice = "a rate as well: without one nothing moves", "give a rate, such as --rate 0.1"
        return refuse(Diagnostic("a step is named, and there is none", f"--step {options.step}", expected, advice))
    try:
        model = model_of(options.model)
        step = {"step": options.step or "sgd", "rate": options.rate, "freeze": options.freeze}
        trace = model.trace(options.values, of=options.of, wrt=options.wrt, **step)
        return write(trace.to(options.format, options.decimals), options.output)
    except BackproofError as error:
        return refuse(error)
