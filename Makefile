# Two commands: `make demo` opens Rostrum on the real process of 2017-18, `make test` checks everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PORT ?= 8000
export ROSTRUM_DATA ?= $(CURDIR)/data
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo demo-reset test lint bench serve check messages clean

demo: $(VENV)/runtime $(VENV)/catalogues
	@$(BIN)/rostrum demo

demo-reset:
	@rm -rf "$(ROSTRUM_DATA)"
	@$(MAKE) --no-print-directory demo

serve: $(VENV)/runtime $(VENV)/catalogues
	@$(BIN)/rostrum serve

check: $(VENV)/runtime
	@$(BIN)/rostrum check

bench: $(VENV)/development $(VENV)/catalogues
	@$(BIN)/rostrum bench

lint: $(VENV)/development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	git ls-files '*.html' | xargs $(BIN)/djade --check

test: lint $(VENV)/catalogues
	@sh tools/test

messages: $(VENV)/development
	cd rostrum && ../$(BIN)/python -m django makemessages --settings rostrum.settings --no-wrap --no-location -l fr -l ar

clean:
	rm -rf $(VENV) build

$(BIN)/python:
	@echo "Making a virtual environment …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rostrum needs Python 3.11 or newer; set PYTHON=.")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/runtime: $(BIN)/python requirements.lock pyproject.toml
	@echo "Installing what Rostrum needs (about a minute the first time) …"
	@$(PIP) install --quiet --progress-bar on --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/development: $(VENV)/runtime requirements-dev.lock
	@echo "Installing what the tests need …"
	@$(PIP) install --quiet --progress-bar on --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/catalogues: $(wildcard rostrum/locale/*/LC_MESSAGES/*.po) $(VENV)/runtime
	@test ! -d rostrum/locale || $(BIN)/pybabel --quiet compile --use-fuzzy --domain django --directory rostrum/locale
	@touch $@
