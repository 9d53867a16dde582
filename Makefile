# One door. `make run` starts noken here; `make test` proves it. CI runs `make test`, no more.
.DEFAULT_GOAL := help
.PHONY: help run setup test check fix bench prove docs lock
SHELL := /bin/bash
PYTHON := .venv/bin/python
PORT ?=
ONLY ?=
export PORT ONLY

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: ## Start all of it on 127.0.0.1:8000 (PORT=… changes it); Ctrl-C stops all of it
	@scripts/setup.sh base
	@exec $(PYTHON) -m noken run

setup: ## The environment for work on noken: .venv with all locked packages
	@scripts/setup.sh dev

test: setup check ## Everything: checks, tests, browser
	@scripts/test.sh

check: setup ## Lint, types, contracts between areas, templates, missing migrations
	@scripts/check.sh

fix: setup ## Format, and correct what can be corrected by machine
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	find noken -path '*/templates/*.html' -print0 | xargs -0r .venv/bin/djade --target-version 5.2
	find noken -path '*/templates/*.html' -print0 | xargs -0r .venv/bin/djhtml --tabwidth 2

bench: setup ## The figures of docs/operations/bench.md in var/bench.json (ONLY=live,page runs groups)
	@$(PYTHON) -m bench

prove: setup ## The long rounds: storms, kills, a thousand disconnections
	@NOKEN_ROUNDS=full scripts/test.sh --timeout=3600

docs: setup ## The documents as pages in site/
	@.venv/bin/mkdocs build --quiet --strict

lock: setup ## Compile requirements/*.in anew; UPGRADE=1 takes newer versions
	@for name in base dev uv; do \
	  .venv/bin/uv pip compile --universal --python-version 3.11 --no-header --no-emit-index-url \
	    --generate-hashes --quiet $(if $(UPGRADE),--upgrade) \
	    -o requirements/$$name.txt requirements/$$name.in || exit 1; \
	done
