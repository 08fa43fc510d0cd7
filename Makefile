# Every target does its own set-up: Python 3.11 or newer with venv, make and a package registry are enough.
#   make demo     check the example homework
#   make test     everything that has to hold: lint, types, import walls, tests
#   make sanitize tests of the native engine under the compiler's sanitizers
#   make corpus   compare verdicts with labels: make corpus CORPUS=folder ARGS=--list
#   make confirm  refuted lines of documents without labels, against transcriptions by hand
#   make worked   the numbers of published worked examples against those of trace
#   make mutants  slips planted in right lines, and how many are refuted: make mutants CORPUS=folder ARGS="--limit 9"
#   make repairs  the classes and corrections of refuted lines, against labels and planted slips
#   make gallery  run the scripts of docs/gallery, draw their pictures, write its overview
#   make steps    a step of training against scikit-learn, PyTorch, JAX, Keras and Numba: make steps ARGS="--only T1,T2"
#   make bench    start-up times, time against the length of a document, derivations, training: make bench PEERS=python

PYTHON ?= python3
VENV   ?= .venv
CORPUS ?= ../shared/corpus
ARGS   ?=
CC     ?= cc
SANITIZED := tests/native/test_bad_input.py tests/native/test_threads.py tests/native/test_agreement.py \
    tests/native/test_updates.py -k "not any_definitions and not derive_by_hand"
BIN    := $(VENV)/bin

.PHONY: demo test lint types walls tests sanitize readme corpus confirm worked mutants fuzz repairs gallery bench steps clean
.DEFAULT_GOAL := demo

# A homework with slips in it: the check finds them and so ends with status 1.
demo: $(VENV)/.installed
	$(BIN)/backproof check examples/homework.md || test $$? -eq 1

test: lint types walls tests

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

walls: $(VENV)/.dev
	$(BIN)/lint-imports

tests: $(VENV)/.native
	$(BIN)/pytest --numprocesses 2 --dist worksteal $(ARGS)

# Few random examples: under the sanitizers everything takes several times as long.
sanitize: $(VENV)/.dev
	BACKPROOF_EXAMPLES=8 native/sanitize.sh "$(abspath $(BIN))/python" address,undefined $(SANITIZED)
	BACKPROOF_EXAMPLES=2 native/sanitize.sh "$(abspath $(BIN))/python" thread tests/native/test_threads.py tests/native/test_updates.py

# Runs the commands of the README and writes what they print today.
readme: $(VENV)/.dev
	$(BIN)/python -m tools.readme
	$(BIN)/python -m tools.notations

corpus: $(VENV)/.installed
	$(BIN)/python -m tools.corpus $(ARGS) "$(CORPUS)"

confirm: $(VENV)/.installed
	$(BIN)/python -m tools.confirm "$(CORPUS)"

worked: $(VENV)/.installed
	$(BIN)/python -m tools.worked "$(CORPUS)"

mutants: $(VENV)/.installed
	$(BIN)/python -m tools.mutants $(ARGS) --list examples tests/documents "$(CORPUS)"

# Documents that are damaged at random, and programs of the native engine.
fuzz: $(VENV)/.native
	$(BIN)/python -m tools.fuzz $(ARGS) examples tests/documents "$(CORPUS)"
	BACKPROOF_EXAMPLES=1000 $(BIN)/pytest --numprocesses 2 tests/native

repairs: $(VENV)/.installed
	$(BIN)/python -m tools.repairs $(ARGS) "$(CORPUS)" examples/homework.md tests/documents/*.md

# Training is quicker on one thread here: the networks are small.
gallery: $(VENV)/.dev
	OMP_NUM_THREADS=1 $(BIN)/python -m tools.gallery $(ARGS)

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.startup $(ARGS)
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.grading
	$(BIN)/python -m benchmarks.derivations $(if $(PEERS),--peers $(PEERS))
	$(BIN)/python -m benchmarks.training
	$(BIN)/python -m benchmarks.estimators
	$(MAKE) steps ARGS=

# What a step of training costs, against other packages, which have an environment of their own: an hour on two cores.
steps: $(VENV)/.native $(VENV)/.peers
	$(BIN)/python -m benchmarks.steps --peers $(VENV)/peers/bin/python $(ARGS)

clean:
	rm -rf $(VENV) dist native/build native/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The stamps make a second call quick; a changed pyproject.toml installs anew.
$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "backproof needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." >&2; \
	    echo "Name a newer one: make $(or $(MAKECMDGOALS),demo) PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,train]'
	@touch $@

# The native engine, where there is a C compiler; its tests are skipped without one.
$(VENV)/.native: $(VENV)/.dev native/pyproject.toml native/setup.py $(wildcard native/src/* native/backproof_native/*.py)
	@if command -v $(CC) >/dev/null; then \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps ./native; \
	else \
	    echo "There is no C compiler here: the native engine is not built, and its tests are skipped."; \
	fi
	@touch $@

$(VENV)/.peers: $(VENV)/.installed
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/python -m pip install --quiet --disable-pip-version-check \
	    numpy scikit-learn torch==2.13.0 jax keras numba
	@touch $@
