# Two commands do everything on a machine with Python 3.11 and make:
#   make site   the offline folder of the real plan
#   make test   install what the tests need, and pass them
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: site test lint types check-all clean

site: $(VENV)/run-ready
	$(BIN)/cohesion-graph build -o site

# axe-core, for the tests of accessibility, comes from npm where there is one
test: $(VENV)/dev-ready
	if command -v npm >/dev/null; then npm ci --prefix tests/views --ignore-scripts --no-audit --no-fund --silent; fi
	$(BIN)/pytest --numprocesses 2

lint: $(VENV)/dev-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/dev-ready
	$(BIN)/mypy

# pip learned dependency groups in 25.1
$(BIN)/pip-ready:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1,<27'
	touch $@

$(VENV)/run-ready: $(BIN)/pip-ready pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/dev-ready: $(BIN)/pip-ready pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[serve]' --group dev
	touch $@

clean:
	rm -rf $(VENV) site artefacts
