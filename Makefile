# casus: the two commands that a newcomer needs are `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
SOURCES := pyproject.toml models/casus-model-en/pyproject.toml requirements/bootstrap.txt requirements/run.txt
COMPILE := uv --system-certs pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links --no-emit-package casus-model-en --no-emit-package casus

.DEFAULT_GOAL := help
WEB := cd web && npm ci --ignore-scripts --no-audit --no-fund --silent
.PHONY: web web-types help setup tools demo serve test check lint types contracts data docs gate lock format clean train-reader

help:  ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

setup: .venv/.ready  ## make .venv with casus in it (once; a minute or two)

.venv/.ready: $(SOURCES)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "casus needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || { echo "making .venv ..."; $(PYTHON) -m venv .venv; }
	@echo "installing the locked dependencies ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@VIRTUAL_ENV=.venv $(BIN)/uv --system-certs pip install --quiet --require-hashes -r requirements/run.txt
	@VIRTUAL_ENV=.venv $(BIN)/uv --system-certs pip install --quiet --no-deps --no-build-isolation -e models/casus-model-en -e .
	@$(BIN)/casus gazetteer build --if-missing
	@touch $@

.venv/.tools: .venv/.ready requirements/dev.txt
	@echo "installing the tools of development ..."
	@VIRTUAL_ENV=.venv $(BIN)/uv --system-certs pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

tools: .venv/.tools  ## what tests and checks need beside casus itself

demo: setup  ## code the sample reports, show what they tell, and serve them on a map (until Ctrl-C)
	@$(BIN)/python samples/demo.py

serve: setup  ## serve your own store: make serve STORE=store.db (without STORE: the coded samples)
	@$(BIN)/casus serve $(if $(STORE),$(STORE),--demo)

test: tools  ## the whole test suite
	@$(BIN)/python -m pytest -n 2 --dist loadscope -q

check: tools lint types contracts data docs  ## lint, strict types, import contracts, data files, docs

gate: tools  ## compare with the pinned quality floors (where the corpora are at hand)
	@$(BIN)/casus evaluate gate

lint: tools
	@$(BIN)/ruff check --no-cache . && $(BIN)/ruff format --no-cache --check .

types: tools
	@$(BIN)/mypy

contracts: tools
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python tests/house.py

data: tools
	@$(BIN)/python -m casus.lexicon.check

docs: tools
	@$(BIN)/python docs/check.py

format: tools  ## put the code into shape
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

lock: setup  ## renew the locks in requirements/ (hashes, no addresses)
	@$(BIN)/$(COMPILE) pyproject.toml -o requirements/run.txt
	@$(BIN)/$(COMPILE) --extra dev --constraint requirements/run.txt pyproject.toml -o requirements/dev.txt
	@$(BIN)/$(COMPILE) --extra dev --extra ci --constraint requirements/dev.txt pyproject.toml -o requirements/ci.txt
	@printf 'uv\nhatchling\neditables\n' | $(BIN)/$(COMPILE) - -o requirements/bootstrap.txt

web:  ## build the web app from web/ into the package (needs Node 20.19 or newer)
	@$(WEB) && npm run check && npm test && npm run build

web-types: tools  ## make the web app's types anew from the API's description
	@$(BIN)/casus serve --openapi > web/openapi.json && node web/tools/types.mjs web/openapi.json && rm web/openapi.json

train-reader:  ## train the reading model anew from the public corpora (hours; see training/reader/README.md)
	@bash training/reader/train.sh

clean:  ## remove what set-up made
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
