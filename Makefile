PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint docs bench clean

demo: .venv/package
	$(BIN)/fcschema schemas
	$(BIN)/fcschema validate examples/captures/*; echo "exit code $$?"

test: .venv/test .venv/docs
	$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered

lint: .venv/lint .venv/test .venv/docs
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

docs: .venv/docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

bench: .venv/package
	$(BIN)/python benchmarks/run.py

.venv/package: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/test .venv/lint .venv/docs: pyproject.toml .venv/package
	$(BIN)/python -m pip install --quiet --group $(notdir $@)
	touch $@

clean:
	rm -rf .venv site build dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
