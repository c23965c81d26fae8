# The one command surface. `make` prints what there is; each target prepares what it needs.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PY := .venv/bin/python
# Where the services of `make test-services` answer; set either to use others.
SERVICES := DATABASE_URL=$${DATABASE_URL:-postgres://postgres@127.0.0.1:5432/folkmoot} \
            REDIS_URL=$${REDIS_URL:-redis://127.0.0.1:6379/0}
COMPILE := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
           --no-emit-index-url --no-emit-find-links
# One more than there are processors: who waits for a browser or a clock leaves room for another.
PYTEST := $(PY) -m pytest -n $${WORKERS:-$$(($$(getconf _NPROCESSORS_ONLN) + 1))} --dist worksteal

.PHONY: help run test test-services check bench demo requirements messages fmt screenshots speech site-env dev-env speech-env

help: ## what can be done here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: site-env ## the site, its worker and the demo town, at http://localhost:8000 (HOST, PORT)
	@exec $(PY) manage.py runsite

test: dev-env ## the whole suite on SQLite and in-memory channels (ARGS="-k words" for a part)
	@env -u DATABASE_URL -u REDIS_URL $(PYTEST) $(ARGS)

test-services: dev-env speech-env ## the same suite on PostgreSQL and Redis (DATABASE_URL, REDIS_URL), speech heard for real
	@env $(SERVICES) REQUIRE_SPEECH=1 $(PYTEST) $(ARGS)

check: dev-env ## format, lint, types, import contracts, migrations, templates, translations, deploy
	@$(PY) scripts/check.py $(ARGS)

bench: dev-env ## the benchmarks, each beside its floor in the same run (ARGS="daphne films" for one server, one part)
	@env $(SERVICES) $(PY) -m bench $(ARGS)

screenshots: dev-env ## go the whole loop in a browser and keep pictures of it in docs/screenshots
	@SCREENSHOTS=docs/screenshots $(PY) -m pytest -q tests/browser/test_loop.py tests/browser/test_making_a_guide.py

demo: site-env ## put the demo town back as it was on the first day
	@$(PY) manage.py demo --reset

requirements: dev-env ## compile requirements*.in to pinned versions with hashes
	@$(COMPILE) requirements.in -o requirements.txt
	@$(COMPILE) requirements-dev.in -o requirements-dev.txt
	@$(COMPILE) requirements-speech.in -o requirements-speech.txt
	@scripts/bootstrap.sh dev

speech: site-env speech-env ## drafts of captions by speech recognition, with a small English model (500 MB)

messages: dev-env ## gather the words to translate and compile the translations
	@$(PY) manage.py makemessages --locale fr --no-location --no-wrap --ignore .venv --ignore var --ignore 'tests/*'
	@$(PY) manage.py compilemessages --locale fr --locale en --ignore .venv

fmt: dev-env ## format the code and mend what the linter can mend
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix-only .

site-env:
	@scripts/bootstrap.sh site

dev-env:
	@scripts/bootstrap.sh dev

speech-env:
	@scripts/bootstrap.sh speech
