# make demo   set everything up and make the first episode of The White Fox
# make test   set everything up and run the tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-clips test-coqui test-tiny types lint docs tables fuzz bench bless clean

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(VENV)/.ready  ## a virtual environment with dramac and all it needs

$(VENV)/.ready: pyproject.toml .ci/system-packages
	@.ci/system-packages "$(PYTHON)"
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@echo "Installing dramac into $(VENV) (about a minute, 1 GB) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[animatic,dev]'
	@touch $@

demo: setup  ## build The White Fox, episode 1, in English
	@$(BIN)/dramac build ep01 --project examples/white-fox --lang en --out build/demo

test: $(VENV)/.ready-models  ## run the tests, models of random weights among them
	@$(BIN)/python -m pytest -n auto --dist worksteal

# Coqui TTS in an environment of its own, 1.8 GB. torchaudio goes without what it asks for, and without its libraries of C++: those
# of the registry are built for CUDA, and coqui-tts needs its Python alone.
test-coqui: setup .venv-coqui/.ready  ## run the real package coqui-tts, a tiny model through it
	@DRAMAC_TEST_COQUI="$(CURDIR)/.venv-coqui/bin/python" $(BIN)/python -m pytest tests/runtime/engines/test_real_coqui.py

.venv-coqui/.ready:
	@test -x .venv-coqui/bin/python || "$(PYTHON)" -m venv .venv-coqui
	@echo "Installing coqui-tts into .venv-coqui (about eight minutes, 1.8 GB) …"
	@.venv-coqui/bin/python -m pip install --quiet --disable-pip-version-check $(PIP) torch==2.13.0
	@.venv-coqui/bin/python -m pip install --quiet --disable-pip-version-check coqui-tts==0.28.0 six
	@.venv-coqui/bin/python -m pip install --quiet --disable-pip-version-check --no-deps torchaudio torchcodec
	@rm -f .venv-coqui/lib/python*/site-packages/torchaudio/lib/*.so
	@touch $@

# A torch of its own first, and of one version: a range would take the newest, with gigabytes of CUDA. Where there is no such
# build for the CPU alone among the packages that pip knows, name its index:  make test PIP="--index-url …/whl/cpu"
$(VENV)/.ready-models: $(VENV)/.ready
	@echo "Installing torch and diffusers for the tests of models (two minutes, 1.1 GB) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check $(PIP) torch==2.13.0
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[animatic,dev,gpu]'
	@touch $@

test-tiny: $(VENV)/.ready-models  ## The White Fox, episode 1, by the smallest models of seven targets: 5 to 10 minutes each
	@$(BIN)/python -m pytest tests/tiny/film_white_fox.py

test-clips: $(VENV)/.ready-models  ## what is planned for two hundred shots and formats, made by every model at its smallest: ten minutes
	@DRAMAC_ALL_CLIPS=1 $(BIN)/python -m pytest tests/runtime/backends/diffusers/test_clip_rules.py

types: setup  ## check the types
	@$(BIN)/python -m mypy

lint: setup  ## check style and the rules about who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-cache

docs: setup  ## write the pages of docs/diagnostics
	@$(BIN)/python -m dramac.cli.pages docs/diagnostics

tables: setup  ## write stdlib/made, after a file of stdlib, the grammar or the form of the bible has changed
	@$(BIN)/python -m dramac.cli.tables

fuzz: setup  ## throw made-up scripts at the reader, new examples at every property; SECONDS=300 for longer
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[animatic,dev,fuzz]"
	@$(BIN)/python tests/fuzz/run.py $(or $(SECONDS),60)
	@$(BIN)/python -m pytest -n auto -m hypothesis --hypothesis-profile seek tests

bench: setup  ## run the benchmarks, beside their peers
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[animatic,dev,bench]"
	@$(BIN)/python -m benchmarks

bless: setup  ## accept the goldens as they come out now
	@$(BIN)/python -m pytest tests/golden tests/codes --bless

clean:  ## remove what make and the examples have built
	rm -rf $(VENV) build examples/*/build examples/*/.dramac
