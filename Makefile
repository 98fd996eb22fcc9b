# make chat    set up on first use, then serve the page; options as in: make chat ARGS="--port 8000"
# make check   the daily round: lint, types, and the tests that need neither a browser nor a model
# make test    set up for development on first use, then check and test everything

VENV := .venv
PY := $(VENV)/bin/python
PYTHON ?= $(firstword $(shell command -v python3.11) python3)
PIP_INSTALL := $(PY) -m pip install --disable-pip-version-check
SUDO := $(if $(filter 0,$(shell id -u)),,sudo -n)
APT_INSTALL := $(SUDO) apt-get update -qq && \
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends
ARGS ?=

# The tests start some hundred processes: what the first of them compiles is kept for the others, whatever the shell says.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: chat check test tests lint quick browser postgresql

chat: $(VENV)/installed
	@$(PY) -m ui $(ARGS)

check: $(VENV)/installed-dev
	@$(MAKE) --no-print-directory --jobs=2 lint quick

# All tests in one run, beside the checks of types: those that start a server, a browser or a model come first, and wait so
# often that three processes are none too many for two cores. A file is run by one of them, so that what it shares is made once.
test: browser postgresql
	@$(MAKE) --no-print-directory --jobs=2 lint tests

tests: $(VENV)/installed-dev
	$(PY) -m pytest -n 3 --dist loadfile --no-loadscope-reorder --durations=10

QUICK := not e2e and not weights
quick: $(VENV)/installed-dev
	$(PY) -m pytest -n auto --dist loadfile -m "$(QUICK)" $(ARGS)

lint: $(VENV)/installed-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy index rag ui tests

# The end-to-end tests need a Chromium, Chinese letters to show, and what Playwright's driver links to.
CHROMIUM := command -v chromium || command -v chromium-browser || command -v google-chrome
browser: $(VENV)/installed-dev
	@{ $(PY) -m playwright --version && { $(CHROMIUM); }; } 2>/dev/null || \
	{ $(APT_INSTALL) chromium fonts-noto-cjk libatomic1; } || \
	$(PY) -m playwright install chromium || \
	{ echo "没有可用的 Chromium，也未能自动安装。请先安装（Debian：chromium fonts-noto-cjk libatomic1）。" >&2; exit 1; }

# The tests of shared libraries start a PostgreSQL server of their own; the package's is not to be started beside it.
POSTGRESQL := command -v initdb || ls /usr/lib/postgresql/*/bin/initdb
CLUSTERS := /etc/postgresql-common/createcluster.conf
postgresql:
	@{ $(POSTGRESQL); } >/dev/null 2>&1 || \
	{ $(SUDO) mkdir -p /etc/postgresql-common && { [ -e $(CLUSTERS) ] || \
	  echo 'create_main_cluster = false' | $(SUDO) tee $(CLUSTERS) >/dev/null; } && \
	  $(APT_INSTALL) postgresql; } || \
	{ echo "没有可用的 PostgreSQL，也未能自动安装。请先安装（Debian：postgresql）。" >&2; exit 1; }

# The stamps let pip run again only when the requirements have changed.
$(VENV)/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "需要 Python 3.11 或更新的版本；可用 make PYTHON=/path/to/python3.11 指定。" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(APT_INSTALL) python3-venv; } || \
	{ echo "Python 缺少 venv 模块。请先安装（Debian：python3-venv）。" >&2; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "正在安装依赖（首次需要几分钟）……"
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@
