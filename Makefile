# Every target does its own set-up: a machine needs Python 3.11 or newer, git and make, nothing else.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input -qq
PYTEST := $(PY) -m pytest
WORKERS ?= auto
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-header --no-annotate

.PHONY: help demo test journeys lint format types bench prove prove-ci lock wheel release clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

demo: .venv/.demo ## the whole cycle on this machine: check, approve, publish, kill, recover
	@.venv/bin/smmops demo

test: .venv/.dev ## every test but the heavy proofs and journeys
	$(PYTEST) -q -n $(WORKERS) --dist worksteal

journeys: .venv/.dev ## whole ways through real processes: workflows, disasters, running as a service
	$(PYTEST) -q -n $(WORKERS) --dist loadfile -m journey

lint: .venv/.dev ## style, formatting, types, and the safety of workflows
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	.venv/bin/zizmor --quiet --offline --persona=pedantic .github/workflows
	.venv/bin/actionlint

format: .venv/.dev ## rewrites the code in the house format
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

types: .venv/.dev
	$(PY) -m mypy

bench: .venv/.bench ## measurements: start-up, parsing, check and a tick of ten thousand posts
	$(PYTEST) -q -s -p no:xdist -m bench tests benchmarks
	$(PY) -m benchmarks.scale

prove: .venv/.dev ## exactly once: 100,000 histories, 200 kills, the mutants
	SMMOPS_PROOF=1 $(PYTEST) -q -n $(WORKERS) -m prove

prove-ci: .venv/.dev ## a tenth of prove
	SMMOPS_PROOF=0.1 $(PYTEST) -q -n $(WORKERS) -m prove

lock: .venv/.dev ## writes the locks anew from pyproject.toml, newest versions
	$(PY) -m uv pip compile pyproject.toml $(LOCK) --upgrade --extra sandbox --group build -o requirements/demo.txt
	$(PY) -m uv pip compile pyproject.toml $(LOCK) --upgrade -c requirements/demo.txt -o smmops/data/requirements.txt
	$(PY) -m uv pip compile pyproject.toml $(LOCK) --upgrade --extra test --group build --group dev -c requirements/demo.txt -o requirements/dev.txt
	$(PY) -m uv pip compile pyproject.toml $(LOCK) --upgrade --group bench -c requirements/dev.txt -o requirements/bench.txt
	$(PY) -m uv pip compile pyproject.toml $(LOCK) --upgrade --group release -c requirements/dev.txt -o requirements/release.txt

wheel: .venv/.dev ## the wheel that workflows install, in dist/
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct 2>/dev/null || echo 1580601600) $(PY) -m uv build --quiet --wheel --no-build-isolation --no-index --out-dir dist

release: .venv/.release ## wheel, source and SBOM of the commit, built twice and compared, in dist/
	$(PY) -m release.build

clean: ## removes what make made
	rm -rf .venv .tools build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "smmops needs Python 3.11 or newer: none found; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "setting up .venv with $(PYTHON) (once)"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "could not make .venv: on Debian and Ubuntu 'apt-get install python3-venv' adds what is missing" >&2; exit 1; }

.venv/.demo: requirements/demo.txt pyproject.toml | .venv/bin/python
	@echo "installing what the demo needs (about a minute, once)"
	@$(PIP) install --require-hashes -r requirements/demo.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml | .venv/bin/python
	@echo "installing what the tests need (about two minutes, once)"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@ .venv/.demo

.venv/.bench: requirements/bench.txt .venv/.dev
	@echo "installing what the measurements compare with (once)"
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

.venv/.release: requirements/release.txt .venv/.dev
	@echo "installing what makes a release's list of parts (once)"
	@$(PIP) install --require-hashes -r requirements/release.txt
	@touch $@
