# The doors of Dateline. `make demo` and `make test` set everything up by themselves, from the lock files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: demo test check bench serve seeds lock clean format axe

demo: $(VENV)/.run
	@rm -f demo.db demo.db-wal demo.db-shm
	@$(BIN)/dateline add examples --ledger demo.db
	@echo; $(BIN)/dateline events --ledger demo.db
	@echo; $(BIN)/dateline show --ledger demo.db

serve: $(VENV)/.run
	@test -e demo.db || $(BIN)/dateline add examples --ledger demo.db
	@$(BIN)/dateline serve --ledger $${DATELINE_LEDGER:-demo.db}

test: $(VENV)/.dev axe
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.dev axe
	$(BIN)/ruff format --check src tests bench tools
	$(BIN)/ruff check src tests bench tools
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile
	$(BIN)/python -m bench floors

# The accessibility test's axe-core, pinned by its hash; without npm that test is skipped and says so.
AXE := tests/web/node_modules/axe-core/axe.min.js
axe: $(AXE)
$(AXE): tests/web/package-lock.json
	@if command -v npm >/dev/null; then npm ci --prefix tests/web --ignore-scripts --no-audit --no-fund --silent; \
	  touch $@; else echo "no npm here: the accessibility test will be skipped"; fi

bench: $(VENV)/.dev
	@$(BIN)/python -m bench all

seeds: $(VENV)/.dev
	@$(BIN)/python -m bench seeds

format: $(VENV)/.dev
	$(BIN)/ruff format src tests bench
	$(BIN)/ruff check --fix src tests bench

# What `dateline` itself needs, with the web page.
$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "installing what Dateline needs (once, about a minute)"
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# What its tests and checks need besides.
$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer")'
	@$(PYTHON) -m venv $(VENV)

# Pin again what pyproject.toml asks for; needs pip-tools. No registry's address is written into the files.
LOCK := --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-header
lock:
	pip-compile $(LOCK) --extra web --extra plot --extra build --output-file requirements.lock pyproject.toml
	pip-compile $(LOCK) --extra web --extra plot --extra build --extra dev --output-file requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV) demo.db demo.db-wal demo.db-shm .mypy_cache .ruff_cache .pytest_cache
