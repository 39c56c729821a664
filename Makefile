# Two commands: `make site` makes the site from the bulletins in seeds/, `make test` passes the tests.
# Both set up what they need in .venv the first time, and only what has changed after that. `make published` is for
# hosts that build the site themselves (docs/hosting.md): as it is published, and proofread.

PYTHON ?= $(firstword $(foreach one,python3.13 python3.12 python3.11 python3.14 python3,$(shell \
	$(one) -c 'import sys, venv, ensurepip; print("$(one)") if sys.version_info >= (3, 11) else None' 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --requirement

.PHONY: site published test clean-all

site: $(VENV)/.site
	@$(BIN)/invoke build --say-where

published: $(VENV)/.site
	@$(BIN)/invoke build-published

test: $(VENV)/.tests
	@tools/test-programs
	@$(BIN)/invoke tests

# A venv that is damaged or from another machine is made anew by deleting it.
clean-all:
	rm -rf $(VENV) output .cache

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Dateline needs Python 3.11 or newer with venv (Debian: apt install python3-venv)."; exit 1; }
	@echo "Setting up in $(VENV) with $(PYTHON); this happens once."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.site: $(VENV)/.made requirements/site.txt pyproject.toml
	@$(INSTALL) requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/.tests: $(VENV)/.site requirements/dev.txt
	@$(INSTALL) requirements/dev.txt
	@touch $@
