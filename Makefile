# What a person runs here. Every line that starts with two # is a recipe's help: `make help` prints them.

# The first Python that is new enough; `make PYTHON=/path/to/python …` names another.
PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
BIN := .venv/bin
STAMPS := .venv/stamps
# Node comes from the environment, since the system's may be too old for what the tests need.
WITH_NODE := PATH="$(CURDIR)/$(BIN):$$PATH"
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
WORK ?= /tmp/shopgen-bench
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: build embed test test-unit test-browser test-long test-pythons check shots bench clean help setup

## build the demo site into output/
build: $(STAMPS)/program
	@$(BIN)/shopgen build

## everything that a change must pass, in a real browser too (some minutes the first time)
test: setup
	@$(PYTEST) -n auto --dist loadgroup -m "not long"

## the tests that need no browser and no packaging: seconds
test-unit: $(STAMPS)/test
	@$(PYTEST) -n auto tests/unit

## the pages in a real browser alone
test-browser: setup
	@$(PYTEST) tests/browser

## make the small forms of the scripts for hosts anew, after a change to one of them
embed: setup
	@for script in embed sheet frame beacon; do \
		$(WITH_NODE) .tools/web/node_modules/.bin/terser shopgen/pages/embed/$$script.js \
			--config-file tests/browser/terser.json --output shopgen/pages/embed/$$script.min.js; done

## also what takes many minutes: a site of 10,000 products, killed builds
test-long: setup
	@$(PYTEST) -n auto --dist loadgroup

## the unit tests on every Python from 3.11 that is found on this machine
test-pythons:
	@.ci/pythons

## style, types and the floors (nothing is changed)
check: $(STAMPS)/check
	@failed=0; \
	$(BIN)/ruff check --quiet . || failed=1; \
	$(BIN)/ruff format --check --quiet . || failed=1; \
	$(BIN)/mypy --no-error-summary || failed=1; \
	$(BIN)/lint-imports >$(STAMPS)/floors 2>&1 || { cat $(STAMPS)/floors; failed=1; }; \
	if [ $$failed = 0 ]; then echo "Style, types and floors are fine."; else exit 1; fi

## pictures of every kind of page into .tools/shots/, for a designer's eye
shots: setup
	@$(BIN)/python -m tests.browser.shots

## shopgen beside Hugo, Eleventy, Pelican and Astro, as bench/README.md tells (half an hour; say WHAT to narrow it)
bench: .tools/bench/ready
	@$(BIN)/python bench/run.py $(WORK) $(WHAT)

## away with what was built and installed here; sources and the last output/ stay
clean:
	@rm -rf .venv .tools .shopgen dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

## this list
help:
	@awk '/^## /{help=substr($$0, 4); next} help{split($$0, name, ":"); printf "make %-13s %s\n", name[1], help; help=""}' \
		$(MAKEFILE_LIST)

# Environments. A stamp is newer than what it was made from, so that a second run costs nothing.

$(STAMPS)/venv:
	@test -n "$(PYTHON)" || { echo "shopgen needs Python 3.11 or newer, and none is on the PATH." >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "This Python has no venv: on Debian, apt-get install python3-venv" >&2; exit 1; }
	@$(PIP) install --upgrade 'pip>=25.1'  # the first with --group
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/program: pyproject.toml $(STAMPS)/venv
	@echo "Installing shopgen into .venv"
	@$(PIP) install --editable .
	@touch $@

$(STAMPS)/test: $(STAMPS)/program
	@echo "Installing what the tests need into .venv"
	@$(PIP) install --group test
	@touch $@

$(STAMPS)/check: $(STAMPS)/program
	@echo "Installing the checkers into .venv"
	@$(PIP) install --group check
	@touch $@

.tools/web/node_modules/.package-lock.json: tests/browser/package.json tests/browser/package-lock.json $(STAMPS)/test
	@echo "Installing what npm has for the browser tests into .tools"
	@mkdir -p .tools/web && cp tests/browser/package.json tests/browser/package-lock.json .tools/web/
	@cd .tools/web && $(WITH_NODE) npm ci --silent --no-audit --no-fund
	@touch $@

# Browsers and servers are asked for each time: finding them is quick, and they may have been removed since.
setup: $(STAMPS)/test .tools/web/node_modules/.package-lock.json
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.servers.nginx
	@$(BIN)/python -m tests.browser.debian

# The bench's peers, beside nothing that shopgen itself needs.
.tools/bench/ready: bench/requirements.txt bench/package.json $(STAMPS)/test
	@echo "Installing the bench's peers into .tools/bench"
	@mkdir -p .tools/bench/npm && cp bench/package.json .tools/bench/npm/
	@cd .tools/bench/npm && $(WITH_NODE) npm install --silent --no-audit --no-fund
	@$(BIN)/python -m venv .tools/bench/venv
	@.tools/bench/venv/bin/python -m pip --quiet --disable-pip-version-check install -r bench/requirements.txt
	@touch $@
