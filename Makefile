# Everything a newcomer types. Needs Python 3.11 or later and make; fetches the rest into this folder.

.DEFAULT_GOAL := help
.PHONY: help demo test test-sqlite test-postgresql check bench docs clean

SHELL := /bin/sh
.SHELLFLAGS := -euc

# The first of each that really starts.
PYTHON ?= $(shell for name in python3.11 python3; do $$name --version >/dev/null 2>&1 && echo $$name && break; done)
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo .uv/bin/uv)
BIN := .venv/bin

PORT ?= 8000
BLUESTEM_DATA ?= var
BLUESTEM_ORIGIN ?= http://127.0.0.1:$(PORT)
JOBS ?= 2
# Only for what runs the site; tests and checks have settings of their own.
SITE = PORT=$(PORT) BLUESTEM_DATA="$(BLUESTEM_DATA)" BLUESTEM_ORIGIN="$(BLUESTEM_ORIGIN)" BLUESTEM_DEMO=yes

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-26s %s\n", $$1, $$2}'
	@echo "PORT (8000) and BLUESTEM_DATA (var) say where the sample network answers and where it keeps its data."

# --- the environment: made once, and again when the list of packages changes -----------------------------------------

.uv/bin/uv:
	@echo "Fetching uv into .uv"
	@$(PYTHON) -m venv .uv || { rm -rf .uv; \
	  echo "Python cannot make a virtual environment. On Debian: apt-get install python3-venv"; exit 1; }
	@.uv/bin/pip install --quiet --disable-pip-version-check uv

.venv/.synced: pyproject.toml uv.lock | $(filter .uv/%,$(UV))
	@echo "Fetching what Bluestem is built from"
	@$(UV) sync --frozen --quiet --no-dev --inexact --python "$(PYTHON)"
	@touch $@

.venv/.synced-for-tests: .venv/.synced
	@echo "Fetching what it is tested with"
	@$(UV) sync --frozen --quiet --python "$(PYTHON)"
	@touch .venv/.synced $@

# --- the sample network ----------------------------------------------------------------------------------------------

demo: $(BLUESTEM_DATA)/.demo-loaded ## start the sample network; the first time, set everything up
	@cat "$<"
	@exec env $(SITE) $(BIN)/bluestem serve

# Prepared again whenever a source file is newer, for instance after `git pull`; what was typed in stays.
SOURCES := $(shell find src -type f ! -name '*.pyc' ! -name '*.mo' 2>/dev/null)

$(BLUESTEM_DATA)/.prepared: .venv/.synced $(SOURCES)
	@$(SITE) $(BIN)/bluestem init
	@touch "$@"

# Loaded once; the file holds the sign-ins, so that a start need not ask for them.
$(BLUESTEM_DATA)/.demo-loaded: $(BLUESTEM_DATA)/.prepared
	@test -e "$@" || $(SITE) $(BIN)/bluestem demo load
	@$(SITE) $(BIN)/bluestem demo accounts > "$@.new"
	@mv "$@.new" "$@"

# --- proof -----------------------------------------------------------------------------------------------------------

test: test-sqlite test-postgresql ## run every test, on SQLite and on PostgreSQL

test-sqlite: .venv/.synced-for-tests
	@if command -v chromium >/dev/null 2>&1; then :; \
	elif [ "$${CI:-}" = true ]; then echo "Chromium is missing, and here the browser tests must run."; exit 1; \
	else echo "No Chromium here: the browser tests are left out (on Debian: apt-get install chromium)."; fi
	@$(BIN)/python tools/messages.py compile
	@echo "On SQLite:"
	@$(BIN)/pytest -n $(JOBS) -q

test-postgresql: .venv/.synced-for-tests
	@$(BIN)/python tools/messages.py compile
	@echo "On PostgreSQL (the browser tests ran on SQLite):"
	@$(BIN)/python tools/with_postgresql.py $(BIN)/pytest -n $(JOBS) -q -m "not browser"

check: .venv/.synced-for-tests ## check style, types, contracts, sizes, translations, migrations
	@$(BIN)/python tools/check.py

bench: .venv/.synced-for-tests ## run the benchmarks (some minutes; wrk makes them sharper)
	@$(BIN)/python -m benchmarks

docs: .venv/.synced-for-tests ## build the documentation into docs/_build/html
	@$(UV) run --frozen --quiet --group docs sphinx-build -W -q docs docs/_build/html
	@echo "docs/_build/html/index.html"

clean: ## remove the environment and what was built, but never data
	rm -rf .venv .uv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache docs/_build dist
