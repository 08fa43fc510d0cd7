"""``backproof train``: a table in, a model file out."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backproof.cli.output import refuse, unwritable
from backproof.cli.status import FINE, INTERRUPTED
from backproof.cli.trace import names

if TYPE_CHECKING:
    from backproof.estimators.tabular import TableModel
    from backproof.source import Diagnostic

EPILOG = """\
The table is CSV or Parquet. Numbers are standardised, text becomes one column for each category, missing numbers become
the mean and a column that says so; what is done is said. A target that is a number is standardised too, but not with
--loss or --model: large numbers are learnt slowly there, and are better divided in the table.

The network has --layers, or is written as equations in --model FILE, which describe one sample: x with an index is a
row of the table as numbers, y the target. Where it names layers by a letter (a^l = \\sigma(W^l a^{l-1} + b^l)),
--layers 16,8 says how many there are, and how wide.

  backproof train iris.csv --target species --layers 16 -o iris.safetensors
  backproof train prices.csv --target price --loss '\\log\\cosh(\\hat y - y)' -o prices.safetensors

Exit status: 0 written, 2 bad usage, or data that can't be used, 130 interrupted (what was learnt is written)."""
LOSS = r"a name, or an equation in \hat y and y; default: cross-entropy for classes, squared error for numbers"
IN_THE_EQUATIONS = {"activation": "activation", "loss": "loss", "dropout": "masks", "alpha": "penalty"}
"""Options that shape a network, by what equations have for them."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    parser = commands.add_parser(
        "train",
        help="train a network on a table",
        description="Train a network on a table, with the derived gradient.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", metavar="DATA", help="a CSV or Parquet file")
    parser.add_argument("--target", metavar="COLUMN", required=True, help="the column to predict")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the model file to write")
    network = parser.add_argument_group("network")
    network.add_argument("--layers", metavar="N,N", type=sizes, help="units of the hidden layers; default: 100")
    network.add_argument("--activation", metavar="NAME", help="a name, or an equation in one letter; default: relu")
    network.add_argument("--loss", metavar="LOSS", help=LOSS)
    network.add_argument("--dropout", metavar="P", type=float, help="share of units left out; default: 0")
    network.add_argument("--model", metavar="FILE", help="the network as equations; --layers counts layers by letter")
    network.add_argument("--sizes", metavar="J=N,..", type=lengths, default={}, help="what its letters run over")
    training = parser.add_argument_group("training")
    training.add_argument(
        "--solver", metavar="NAME", default="adam", help="sgd, adam, adamw, rmsprop or lbfgs; default: adam"
    )
    training.add_argument(
        "--rate", metavar="R", type=float, default=0.001, help="the first learning rate; default: 0.001"
    )
    training.add_argument("--epochs", metavar="N", type=int, default=200, help="at most; default: 200")
    training.add_argument("--batch", metavar="N", type=int, help="samples of a step; default: 200, or all")
    training.add_argument("--alpha", metavar="A", type=float, help="penalty on squared weights; default: 0.0001")
    training.add_argument("--seed", metavar="N", type=int, default=0, help="default: 0")
    training.add_argument("--validation", metavar="DATA", help="a table that decides when to stop")
    training.add_argument("--held-out", metavar="P", type=float, help="a share of the rows that decides when to stop")
    training.add_argument("--checkpoint", metavar="N", type=int, help="write the model file every N epochs too")
    training.add_argument("--resume", action="store_true", help="go on from the checkpoint in the model file")
    training.add_argument("--curve", metavar="FILE", type=Path, help="a picture of the learning curve")
    columns = parser.add_argument_group("columns")
    columns.add_argument("--categorical", metavar="NAMES", type=names, default=(), help="numbers that are categories")
    columns.add_argument("--ignore", metavar="NAMES", type=names, default=(), help="columns that are not looked at")
    kind = columns.add_mutually_exclusive_group()
    kind.add_argument("--classes", action="store_true", default=None, help="the target is a class")
    kind.add_argument("--quantity", action="store_false", dest="classes", help="the target is a number")
    parser.set_defaults(run=run)


def sizes(written: str) -> tuple[int, ...]:
    """``32,16`` as numbers; nothing as no layer."""
    found = [each.strip() for each in written.split(",") if each.strip()]
    if not all(each.isdecimal() and int(each) for each in found):
        raise argparse.ArgumentTypeError(f"layers are whole numbers from 1, such as 32,16; got {written!r}")
    return tuple(map(int, found))


def lengths(written: str) -> dict[str, int]:
    """``j=16,k=8`` as numbers by letter."""
    pairs = [each.partition("=") for each in written.split(",") if each.strip()]
    if not all(number.strip().isdecimal() and int(number) for _, _, number in pairs):
        raise argparse.ArgumentTypeError(f"sizes are letters with whole numbers, such as j=16; got {written!r}")
    return {letter.strip(): int(number) for letter, _, number in pairs}


def run(options: argparse.Namespace) -> int:
    """Train, and write the model."""
    from backproof.source import BackproofError

    try:
        from backproof.train.tables import read  # needs Arrow, and says so

        model = _resumed(options) if options.resume else _new(options)
        table = read(options.data, text=model.encoding.text)
        held = None if options.validation is None else read(options.validation, text=model.encoding.text)
        return _train(options, model, table, held)
    except (BackproofError, ValueError) as error:
        return refuse(error)


def _new(options: argparse.Namespace) -> TableModel:
    from backproof.estimators.tabular import Scale, TableModel
    from backproof.train.tables import Encoding, read

    table = read(options.data)
    encoding = Encoding.learn(
        table, options.target, categorical=options.categorical, ignore=options.ignore, classes=options.classes
    )
    for sentence in (*table.sentences, *encoding.sentences):
        print(sentence)
    if encoding.classes:
        return TableModel(_estimator(options, True), encoding, Scale())
    scale = Scale.of(encoding.targets(table))
    measures = f"mean {scale.mean:g}, deviation {scale.spread:g}"
    decides = next((name for name in ("model", "loss") if getattr(options, name) is not None), None)
    if decides is None:
        print(f"The target is standardised: {measures}.")
        return TableModel(_estimator(options, False), encoding, scale)
    print(f"The target is not standardised, since --{decides} says what it means: {measures}.")
    return TableModel(_estimator(options, False), encoding, Scale())


def _estimator(options: argparse.Namespace, classifies: bool) -> Any:
    from backproof.estimators import EquationEstimator, MLPClassifier, MLPRegressor
    from backproof.train.checkpoints import Checkpoints

    shared: dict[str, Any] = {
        "solver": options.solver,
        "learning_rate_init": options.rate,
        "max_iter": options.epochs,
        "batch_size": "auto" if options.batch is None else options.batch,
        "random_state": options.seed,
        "early_stopping": options.held_out is not None,
        "validation_fraction": 0.1 if options.held_out is None else options.held_out,
        "checkpoint": None if options.checkpoint is None else Checkpoints(options.output, options.checkpoint),
    }
    said = {name: getattr(options, name) for name in IN_THE_EQUATIONS if getattr(options, name) is not None}
    if options.model is not None:
        if said:
            raise _written_already(next(iter(said)))
        return EquationEstimator(options.model, sizes=options.sizes, layers=options.layers, **shared)
    kind = MLPClassifier if classifies else MLPRegressor
    layers = {} if options.layers is None else {"hidden_layer_sizes": options.layers}
    return kind(**layers, **said, **shared)


def _written_already(name: str) -> Exception:
    from backproof.source import BackproofError, Diagnostic

    return BackproofError(
        Diagnostic(
            f"--{name} says nothing of a network that is written as equations", f"--model and --{name}", "one of them",
            f"write the {IN_THE_EQUATIONS[name]} into the equations, or leave --model out",
        )
    )  # fmt: skip


def _resumed(options: argparse.Namespace) -> TableModel:
    from backproof.estimators.tabular import load
    from backproof.train.checkpoints import Checkpoints

    model = load(options.output)
    if options.checkpoint is not None:
        model.estimator.set_params(checkpoint=Checkpoints(options.output, options.checkpoint))
    return model


def _train(options: argparse.Namespace, model: TableModel, table: Any, held: Any) -> int:
    import warnings

    from backproof.cli.progress import shown
    from backproof.train.loop import Reason

    estimator = model.estimator
    done = len(estimator.loss_curve_) if options.resume else 0
    with warnings.catch_warnings(record=True) as said, shown(estimator.max_iter, done) as watch:
        warnings.simplefilter("always")
        model.fit(table, held, resumes=options.resume, watch=watch)
    model.save(options.output)
    for each in said:
        print(f"backproof: {each.message}", file=sys.stderr)
    print(f"Trained {estimator.n_iter_} epochs, loss {estimator.loss_:.6g}: {estimator.stopped_}.")
    print(f"Written: {options.output}")
    if options.curve is not None:
        status = _draw(options.curve, estimator)
        if status != FINE:
            return status
    return INTERRUPTED if estimator.stopped_ == Reason.INTERRUPTED.value else FINE


def _draw(path: Path, estimator: Any) -> int:
    from backproof.source import installing

    try:
        from matplotlib.figure import Figure
    except ImportError:
        return refuse(f"a picture of the learning curve needs matplotlib: {installing('plot')}")
    figure = Figure(figsize=(6.4, 4.0), layout="constrained")
    axes = figure.add_subplot(
        xlabel="epoch", ylabel="loss", yscale="log" if min(estimator.loss_curve_) > 0 else "linear"
    )
    axes.plot(range(1, len(estimator.loss_curve_) + 1), estimator.loss_curve_, label="training loss")
    if estimator.validation_scores_:
        other = axes.twinx()
        other.set_ylabel("validation score")
        other.plot(range(1, len(estimator.validation_scores_) + 1), estimator.validation_scores_, color="C1")
    try:
        figure.savefig(path)
    except OSError as error:
        return refuse(unwritable(path, error))
    except ValueError as error:
        return refuse(_no_picture(path, error))
    print(f"Written: {path}")
    return FINE


def _no_picture(path: Path, error: ValueError) -> Diagnostic:
    from backproof.source import Diagnostic

    return Diagnostic(f"{path} is no picture", path.suffix or "no suffix", str(error), "name it learning.png")
