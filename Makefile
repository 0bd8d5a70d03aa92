# The commands of the project; what each does is in bin/.
.POSIX:
SHELL = /bin/bash
.PHONY: help run test check format messages setup reset

help:
	@echo "make run     starts the portal with demo data (HOST= and PORT= change the address)"
	@echo "make reset   throws the demo data away and makes it anew"
	@echo "make test    runs the suite: all of it on SQLite, then what a database can matter to on PostgreSQL"
	@echo "make check   format, lint, types, import contracts, migrations, templates, dependencies"
	@echo "make format  formats the code"
	@echo "make messages brings the translations' catalogues up to date with the code"
	@echo "make setup   installs what running, testing and checking need"

run:
	@bin/run

reset:
	@bin/reset

test:
	@bin/test

check:
	@bin/check

format:
	@bin/setup requirements-dev.txt
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .

messages:
	@bin/messages

setup:
	@bin/setup requirements-dev.txt
	@bin/install-servers
