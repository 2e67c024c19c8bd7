# make demo: set up, and run the main job on the sample archive.   make test: set up, and run every test.
PYTHON ?= python3
BIN := .venv/bin
DEMO ?= demo-archive
MINUTES ?= 60
LONGEST ?= 0.1
# two workers, each with a stretch of the tests, so that what several of them share is made once and not by both
SHARED := -n 2 --dist worksteal

.PHONY: demo test test-fast test-room test-deep lint lint-types lint-front-end bench serve docs lock clean help

help:
	@echo "make demo    set up and run the main job on the sample archive (into $(DEMO)/)"
	@echo "make test    set up and run every test"
	@echo "make test-fast  the tests of everyday: without browser, wheel, real data, Spark, and what last took over $(LONGEST) s"
	@echo "make test-room ROOM=quotation  the tests of one room"
	@echo "make test-deep  the long tests, then search with many more examples, new ones at every run (MINUTES=60)"
	@echo "make lint    style, types, direction of imports"
	@echo "make bench   speed and memory beside peers, as ratios"
	@echo "make serve   open the sample archive in the reading room"
	@echo "make docs    build the documentation into site/"

demo:
	@$(PYTHON) tools/set_up.py demo
	@$(BIN)/variorum demo $(DEMO) --again

test:
	@$(PYTHON) tools/set_up.py test
	@$(BIN)/python tools/front_end.py test
	$(BIN)/pytest $(SHARED) -q

test-fast:
	@$(PYTHON) tools/set_up.py test
	$(BIN)/pytest $(SHARED) -q -m "not deep and not browser and not wheel and not real" -k "not spark" --ignore tests/wheel --ignore tests/real --quick $(LONGEST)

test-room:
	@$(PYTHON) tools/set_up.py test
	$(BIN)/pytest -q tests/$(ROOM)

test-deep:
	@$(PYTHON) tools/set_up.py test
	$(BIN)/pytest $(SHARED) -q -m deep
	$(BIN)/python tools/search_deep.py $(MINUTES)

lint:
	@$(PYTHON) tools/set_up.py test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(MAKE) --no-print-directory -j 2 -O lint-types lint-front-end

lint-types:
	$(BIN)/mypy

lint-front-end:
	@$(BIN)/python tools/front_end.py check

bench:
	@$(PYTHON) tools/set_up.py bench
	$(BIN)/python benchmarks/run_all.py

serve: demo
	@$(BIN)/variorum serve -C $(DEMO)

docs:
	@$(PYTHON) tools/set_up.py test
	$(BIN)/python tools/reference.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

# Renew the locked versions. Needs the network; look at the difference before committing it.
lock:
	@$(PYTHON) tools/set_up.py test
	$(BIN)/python tools/lock.py

clean:
	rm -rf .venv site $(DEMO) dist build frontend/node_modules src/variorum/edition/assets/islands
