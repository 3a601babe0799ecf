PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
RUNS ?= 50
WORKERS := -n logical --maxprocesses 4 --dist loadscope --no-loadscope-reorder

.PHONY: demo test slow lint release bench soak attacks new variants mutation trivial flakes curriculum house clean

demo: $(READY)  ## run the main job on a sample class
	$(BIN)/zerokara demo

test: $(READY)  ## run all tests but the slow ones
	$(BIN)/python -m pytest -m "not slow" $(WORKERS)

slow: .venv/.slow  ## run the slow ones: soaks, fuzzing, repeated runs
	$(BIN)/python -m pytest -m slow

lint: $(READY)  ## style, types, stale files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

release: $(READY)  ## rebuild assignments/ from solutions/ and source/; CHAPTER=ch03_activations for one chapter
	$(BIN)/python -m autograder.nbgrader_plugin.assignments $(CHAPTER)

new: $(READY)  ## write the skeleton of an exercise; CHAPTER=ch09_optimizers EXERCISE=momentum, FLAGS=--class for a class
	$(BIN)/python -m autograder.authoring new $(CHAPTER) $(EXERCISE) $(FLAGS)

variants: $(READY)  ## grade every variant and print the error rates; CHAPTER=ch03_activations for one chapter
	$(BIN)/python -m autograder.authoring variants $(CHAPTER)

mutation: $(READY)  ## put small faults into the reference, check that each costs marks, write docs/accuracy.md
	$(BIN)/python -m autograder.authoring mutation $(CHAPTER)

trivial: $(READY)  ## hand in zeros, None, the input …: what do they earn?
	$(BIN)/python -m autograder.authoring trivial $(CHAPTER)

flakes: $(READY)  ## grade everything again and again with other random numbers
	$(BIN)/python -m autograder.authoring flakes $(CHAPTER) --runs $(RUNS)

curriculum: $(READY)  ## check that no exercise lacks anything
	$(BIN)/python -m autograder.authoring curriculum $(CHAPTER)

house: $(READY)  ## draw the imports between the rooms of autograder/ into CONTRIBUTING.md
	$(BIN)/python -m autograder.authoring house

attacks: $(READY)  ## grade every attack at every level, as root and as an ordinary user
	$(BIN)/python -m tests.attacks

bench: $(READY)  ## measure speed; ARGS="--only ch03 --rounds 5", ARGS=--help for more
	$(BIN)/python -m benchmarks $(ARGS)

$(READY): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(READY)

soak: $(READY)  ## grade 5,000 submissions in one run and look for leaks; writes docs/soak.md
	$(BIN)/python -m benchmarks.soak --write docs/soak.md

.venv/.slow: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev,oracle,slow]"
	touch .venv/.slow

clean:  ## remove what can be made again
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .trials
