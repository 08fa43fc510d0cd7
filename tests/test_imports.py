from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

import backproof

HEAVY = {"numpy", "mpmath", "scipy", "torch", "jax", "sklearn", "matplotlib", "json", "asyncio", "unittest"}


def _loaded(code: str) -> set[str]:
    """The modules that a fresh interpreter has after some code, beyond those that it starts with."""
    script = f"import sys; before = set(sys.modules)\n{code}\nprint(*sorted(set(sys.modules) - before))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(ran.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import backproof",
        "import backproof, backproof.cli",
        "import backproof.source.load",
        "import backproof.cli\ntry: backproof.cli.main(['--version'])\nexcept SystemExit: pass",
    ],
)
def test_the_start_loads_nothing_heavy(code: str) -> None:
    assert not HEAVY & _loaded(code)


def test_a_perceptron_loads_no_reader_no_checker_and_no_mpmath() -> None:
    code = "from backproof.estimators import MLPRegressor\nMLPRegressor((2,), max_iter=1).fit([[0], [1]], [0, 1])"
    silent = f"import sklearn, warnings\nwarnings.simplefilter('ignore')\n{code}"
    loaded = {".".join(name.split(".")[:2]) for name in _loaded(silent)}
    assert "backproof.train" in loaded
    assert not loaded & {"mpmath", "backproof.read", "backproof.check", "backproof.api", "backproof.show"}


def test_import_backproof_loads_none_of_its_rooms() -> None:
    assert {name for name in _loaded("import backproof") if name.startswith("backproof")} == {"backproof"}


def test_the_test_sees_what_is_heavy() -> None:
    assert "numpy" in _loaded("import backproof, numpy")


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(
        AttributeError, match="no attribute 'chekc'; it has Model, __version__, check, grade, grade_cell, parse"
    ):
        getattr(backproof, "chekc")  # noqa: B009 - a type checker knows that there is no such name
    assert dir(backproof) == ["Model", "__version__", "check", "grade", "grade_cell", "parse"]


def test_check_is_a_function_and_a_folder_in_any_order() -> None:
    for first in ("import backproof.check.verdicts.verdict", "import backproof.check as folder", "backproof.check"):
        code = f"import backproof\n{first}\nassert callable(backproof.check)\nassert backproof.check.__path__"
        assert "backproof.check" in _loaded(code)


def test_the_public_names_are_those_of_the_api(monkeypatch: pytest.MonkeyPatch) -> None:
    api = SimpleNamespace(check=lambda text: f"checked {text}", parse=lambda text: f"parsed {text}")
    monkeypatch.setitem(sys.modules, "backproof.api", api)
    assert str(backproof.check("a = b")) == "checked a = b"
    assert str(backproof.parse("a")) == "parsed a"


@pytest.mark.parametrize(
    ("package", "command", "message"),
    [
        ("sklearn", "evaluate model.safetensors data.csv", "estimators need scikit-learn, which is not installed"),
        ("sklearn", "export model.safetensors -o model.onnx", "estimators need scikit-learn, which is not installed"),
        ("pyarrow", "train data.csv --target y -o model.safetensors", "tables are read with Arrow, which is not"),
    ],
)
def test_a_command_without_its_extra_names_the_extra(package: str, command: str, message: str) -> None:
    run = f"from backproof.cli import main\nsys.exit(main({command.split()!r}))"
    code = f"import sys; sys.modules[{package!r}] = None\n{run}"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith(f"backproof: {message}")
    assert "pip install 'backproof[train]'" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_estimators_without_scikit_learn_name_the_extra() -> None:
    code = "import sys; sys.modules['sklearn'] = None\nfrom backproof.estimators import MLPRegressor"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    for part in (
        "no package sklearn",
        "scikit-learn 1.6 or newer",
        "pip install 'backproof[train]'",
        "pip install '.[train]'",
    ):
        assert part in ran.stderr
