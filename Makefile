# Everything sets itself up: a machine with make and Python 3.11 or newer needs nothing else first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: build serve quick test check lint package bench fuzz format messages lock clean

build: $(VENV)/.installed
	$(BIN)/site-gen build

serve: $(VENV)/.installed
	$(BIN)/site-gen serve

test: $(VENV)/.installed-dev
	$(BIN)/pytest -n auto

# Less than a minute on two cores: all tests but those that strike disks, browsers, clusters and long random runs.
quick: $(VENV)/.installed-dev
	$(BIN)/pytest -n auto -m "not slow"

check: lint test
	tests/browser/run

lint: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What a release consists of: built twice from the same time, so that anybody can build the same bytes, and checked.
package: $(VENV)/.installed-dev
	rm -rf dist
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/hatchling build -d dist
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.preview

# A fuzzer that looks for paths through the readers that no input has taken yet; SECONDS=600 for longer.
SECONDS ?= 60
fuzz: $(VENV)/.installed-dev
	$(PIP) install 'atheris~=3.0'
	$(BIN)/python tests/fuzz/read_seeds.py -max_total_time=$(SECONDS) -timeout=20

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Interface texts: new ones join every catalogue in site_gen/language/locale (translate them there, run it again); all are compiled.
messages: $(VENV)/.installed
	@mkdir -p .cache
	$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --keywords "text _topic:2 plural:1,2" --no-location \
		--output-file .cache/site_gen.pot .
	$(BIN)/pybabel --quiet update --input-file .cache/site_gen.pot --output-dir site_gen/language/locale --domain site_gen \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 120
	$(BIN)/pybabel --quiet compile --directory site_gen/language/locale --domain site_gen

# The versions that are tested together, written anew from what pyproject.toml allows.
lock:
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -e '.[dev]'
	$(BIN)/python -m pip freeze --exclude-editable --exclude site-gen > requirements.lock

clean:
	rm -rf $(VENV) .cache dist output
	mkdir output && touch output/.gitkeep

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "site-gen needs Python 3.11 or newer; name one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml requirements.lock
	$(PIP) install --constraint requirements.lock --editable .
	$(BIN)/python -m compileall -q site_gen
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) install --constraint requirements.lock --editable '.[dev]'
	@touch $@
