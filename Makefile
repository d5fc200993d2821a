# `make demo` and `make test` need only Python 3.11+ and make: each installs what it uses into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: demo test check bench lock wheel clean

$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	$(BIN)/python -m compileall -q apv
	touch $(INSTALLED)

demo: $(INSTALLED)
	$(BIN)/python -m tests.demo $(BIN)/apv out

test: $(INSTALLED)
	$(BIN)/python -m pytest --numprocesses auto

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/apv catalogue check
	$(BIN)/python -m pytest tests/test_architecture.py tests/test_docs.py

bench: $(INSTALLED)
	$(BIN)/python -m tests.benchmarks

wheel: $(INSTALLED)
	$(BIN)/python -m build --no-isolation --wheel

# refresh the pinned versions; --universal so that one file serves Python 3.11 and later
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) out dist build
