# Two commands matter: `make run` and `make test`. Both make .venv first, from locked dependencies.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
JOBS   ?= 3
PYTEST_ARGS ?=

# Only what the lock files name, only as wheels, only with the hashes written there.
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-input \
           --require-hashes --no-deps --only-binary :all: -r

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help setup dev browser run test lint check map mutate bench assets lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

setup: $(VENV)/.runtime ## .venv with what Waypost needs to run
dev: $(VENV)/.dev ## and with what its tests need

# A stamp is younger than the lock it was made from, or its target is made again.
$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Waypost needs Python 3.11 or later: try make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Waypost needs python3-venv" >&2; exit 1; }

$(VENV)/.runtime: requirements/runtime.txt | $(PY)
	@echo "setup: installing requirements/runtime.txt"
	@$(INSTALL) $<
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	@echo "setup: installing requirements/dev.txt"
	@$(INSTALL) $<
	@$(PY) -m pip check
	@touch $@

browser: dev ## Debian's chromium, for the browser tests
	@.ci/browser

run: setup ## serve Waypost on this machine
	@$(PY) run.py serve

lint: dev ## style, types, and which room may import which
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo

# The browser before the rest: where it is missing in CI nothing else needs to run.
# What Python compiles is kept, whatever stands in the environment: the tests start some hundred
# servers and commands, and half a second of each would go into compiling the same again.
test: dev browser lint ## everything that must hold
	PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -n $(JOBS) --dist loadgroup --no-loadscope-reorder $(PYTEST_ARGS)

check: setup ## is the pack right, over all cases
	@$(PY) run.py check

map: setup ## draw the flow
	@$(PY) run.py map

mutate: dev ## break every rule of the pack in turn; the tests must notice
	@$(PY) -m tests.mutate

bench: dev ## the engine, and the pages beside two peers (ONLY=engine or ONLY=peers for one)
	@[ "$(ONLY)" = engine ] || { .ci/browser && .ci/peers; }
	@$(PY) -m tests.bench $(ONLY)

assets: ## static/built from static/src; needs Node 20
	cd static/src && npm ci --silent && node build.mjs

lock: ## make the lock files again, at today's versions
	@.ci/lock

clean: ## remove .venv and every cache
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
