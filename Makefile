# make reproduce      every figure, every table and the report (SCALE=quick needs no data; crop128 and published need the
#                     images of make data); ONLY="lipschitz gaussian": these experiments alone
# make test           every test
# make figures, make tables, make ablations   those of one folder of Experiments
# make report         $RESULTS/index.html, one page of all records
# make data           fetches the public images to $DIP_DATA, else to the user's cache (Experiments/datasets/README.md)
# make setup          installs what is missing; goals that build do so first
# make build          the program, .build/debug/dip; make test-build: the tests, without running them
# make install        the program, its shell completion and manual page below PREFIX (default ~/.local)
# make browser-test   the report and the live page in headless Chromium
# make python-check   RO-Crates and the notebook of the documentation, with packages in a Python environment that is thrown away
# make verify         make cluster-test, browser-test, python-check, check-kernels and check-container, then the long comparison
#                     with the published program's runs (needs DIP_DATA)
# make check-kernels  compiles the kernels of graphics processors for CUDA, without a card
# make check-container  tries the steps of Containerfile in a clean Debian system
# make cluster-test   sweeps whose processes and nodes are killed
# make endure         pictures without content, then BUDGET seconds of failing system calls, of kills, and of two hosts on one folder
# make soak           quick sweeps in a loop for BUDGET seconds within 4 GB: nothing may grow
# make fuzz           BUDGET seconds of fuzzing of all that reads files; make mutate: breaks the code and looks whether tests see it
# make races          short runs of every network and method under the thread sanitizer
# make sanitize       tests of kernels, networks, architectures and restoration under the address sanitizer
# make portable-test  the same tests with kernels for any processor of the architecture
# make lint           checks the form of every Swift file (.swift-format) and that each module depends on what it imports
# make consumer       builds and runs a program of another package that uses the libraries
# make docs           DocC archives of the libraries in .build/docs
# make bench          how fast a training step is here; make bench-scaling: how its cost grows
# make clean          removes everything that was built; results, figures and images stay

SCALE ?= quick
THREADS ?= $(shell getconf _NPROCESSORS_ONLN)
RESULTS ?= Results
PLOTS ?= Plots
# The paper's first question and the figures with pictures come first.
FIRST = $(foreach name,lipschitz applications tasks,Experiments/figures/$(name).yaml)
# ONLY="lipschitz gaussian": these experiments alone.
ifdef ONLY
EXPERIMENTS = $(foreach name,$(ONLY),$(or $(wildcard Experiments/*/$(name).yaml),$(error ONLY=$(name): there is no Experiments/*/$(name).yaml)))
endif
EXPERIMENTS ?= $(FIRST) $(filter-out $(FIRST),$(foreach folder,figures tables ablations,$(sort $(wildcard Experiments/$(folder)/*.yaml))))

# The vector instructions that the kernels are built for: avx512, avx2 or portable (see Package.swift).
ifeq ($(origin DIP_SIMD), undefined)
DIP_SIMD := $(shell sh Scripts/simd.sh)
endif
export DIP_SIMD

# Programs and tests are of one configuration, so that nothing is built twice. What computes is optimised in it (see
# Package.swift). Goals build only what they need.
BIN = .build/debug
DIP = $(BIN)/dip

.PHONY: setup build install data test test-build lint consumer docs races sanitize portable-test verify browser-test python-check cluster-test endure soak fuzz mutate check-kernels check-container reproduce figures tables ablations report bench bench-scaling clean

setup:
	@sh Scripts/setup.sh $(or $(MAKECMDGOALS),setup)

build: setup
	swift build --product dip

# Where bash, zsh, fish and man look by themselves; DESTDIR goes before it.
PREFIX ?= $(HOME)/.local
install: build
	@DIP=$(DIP) PREFIX='$(DESTDIR)$(PREFIX)' sh Scripts/install.sh

data: build
	$(DIP) data fetch all

test-build: setup
	swift build --build-tests

test: test-build
	swift test --skip-build $(TEST_OPTIONS)
	@$(DIP) list devices | grep -q '^opencl:' || echo "skipped: tests on a device; there is none of OpenCL (Debian: pocl-opencl-icd)"

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests
	python3 Scripts/check-imports.py
	@if grep -rn 'waitUntilExit()' Sources Tests --include='*.swift'; then \
	  echo 'lint: wait with waitForEnd() of Records: on a busy machine Foundation misses the end of a process' >&2; exit 1; fi

docs: build
	sh Scripts/docs.sh .build/docs

# Another package's program, built from this one's objects: the folder of build products is shared.
consumer: setup
	swift run --package-path Tests/Consumer --scratch-path .build Consumer

# Tests of the arithmetic. Builds with other flags have folders of their own.
ARITHMETIC = --filter 'KernelsTests|NetworksTests|ArchitecturesTests|RestorationTests'

# SANITIZE puts guards between the buffers of every session. LeakTests look for leaks; the sanitizer's own search would
# report what Foundation and the test library keep for the life of the program.
SANITIZE_FLAGS = --sanitize=address -Xswiftc -DSANITIZE --scratch-path .build-sanitize
sanitize: setup
	swift build $(SANITIZE_FLAGS) --build-tests
	ASAN_OPTIONS=detect_leaks=0 swift test $(SANITIZE_FLAGS) --skip-build $(ARITHMETIC)

RACES_FLAGS = --sanitize=thread --scratch-path .build-races
races: setup
	swift build $(RACES_FLAGS) --product dip
	python3 Tests/Cluster/races.py .build-races/debug/dip

PORTABLE_FLAGS = --scratch-path .build-portable
portable-test: setup
	DIP_SIMD=portable swift build $(PORTABLE_FLAGS) --build-tests
	DIP_SIMD=portable swift test $(PORTABLE_FLAGS) --skip-build $(ARITHMETIC)

# The public images, for the checks that need them. METHODS="winograd direct" compares both ways to convolve.
DATA = $(or $(DIP_DATA),$(wildcard ../shared/data))
METHODS ?= winograd
verify: cluster-test browser-test python-check check-kernels check-container
	swift build --product verify
	@if [ -z "$(DATA)" ]; then echo "skipped: the comparison needs the real test images; set DIP_DATA"; else \
	  status=0; for method in $(METHODS); do $(BIN)/verify "$(DATA)" $$method $(THREADS) || status=1; done; exit $$status; fi

# Compiles every kernel of graphics processors for CUDA, without a card, in an environment of its own; KERNEL_CHECK=no leaves
# it out.
check-kernels:
	@if [ "$(KERNEL_CHECK)" = no ]; then echo "skipped: kernels are not compiled for CUDA"; else \
	  python3 -m venv .build/nvrtc && .build/nvrtc/bin/pip install -q nvidia-cuda-nvrtc \
	  && .build/nvrtc/bin/python Scripts/check-kernels.py; fi

# The steps of Containerfile in a clean Debian system (skipped where it cannot be made); CONTAINER_CHECK=no leaves them out.
check-container:
	sh Scripts/check-containerfile.sh

# The pages in a browser that clicks and types. Playwright is installed into an environment of its own; without it, or without
# Chromium, one sentence says so.
browser-test: build
	@python=python3; if python3 -m venv .build/browser 2>/dev/null && .build/browser/bin/pip install -q playwright; then \
	  python=.build/browser/bin/python; fi; $$python Tests/Browser/browse.py $(DIP)

# Crates that rocrate reads and roc-validator checks, and the notebook, whose numbers are compared; PYTHON_CHECK=no leaves them out.
python-check: build
	@if [ "$(PYTHON_CHECK)" = no ]; then echo "skipped: crates and the notebook are not checked"; else \
	  DIP=$(DIP) BUILD=.build/python sh Scripts/check-python.sh; fi

# A sweep whose processes are killed at random, and one through a Slurm of its own (skipped where it cannot be installed).
cluster-test: build
	python3 Tests/Cluster/killed.py $(DIP)
	python3 Tests/Cluster/slurm.py $(DIP)

# Campaigns, for as long as BUDGET says, in seconds; SEED repeats one.
BUDGET ?= 600
CAMPAIGN = --budget $(1) $(if $(SEED),--seed $(SEED))
endure: build
	python3 Tests/Cluster/constants.py $(DIP)
	python3 Tests/Cluster/faults.py $(DIP) $(call CAMPAIGN,$(shell expr $(BUDGET) / 2))
	python3 Tests/Cluster/killed.py $(DIP) --kills 1000 $(call CAMPAIGN,$(shell expr $(BUDGET) / 3))
	python3 Tests/Cluster/two_hosts.py $(DIP) --rounds 1000 $(call CAMPAIGN,$(shell expr $(BUDGET) / 6))

soak: build
	python3 Tests/Cluster/soak.py $(DIP) --budget $(BUDGET)

fuzz: setup
	python3 Tests/Fuzzing/fuzz.py --shims --budget 60
	python3 Tests/Fuzzing/fuzz.py --budget $(BUDGET)

mutate: setup
	python3 Tests/mutate.py $(call CAMPAIGN,$(BUDGET))

# Runs, figures and tables of specs. Runs that exist are not made again.
experiments = @DIP=$(DIP) SCALE=$(SCALE) RESULTS='$(RESULTS)' PLOTS='$(PLOTS)' REPORT=$(or $(2),no) sh Scripts/reproduce.sh $(1)

reproduce: build
	$(call experiments,$(EXPERIMENTS),yes)

figures tables ablations: build
	$(call experiments,$(sort $(wildcard Experiments/$@/*.yaml)))

report: build
	@$(DIP) report --results '$(RESULTS)' --plots '$(PLOTS)'

# Speed on this machine: a few minutes if it is idle.
bench: build
	@for size in 64 128 256 512; do echo "step at $$size x $$size"; $(DIP) bench step --size $$size --threads $(THREADS); done
	@echo "step at 256 x 256, lambda 1.4"; $(DIP) bench step --size 256 --lipschitz 1.4 --threads $(THREADS)
	@echo "all measures at 512 x 512"; $(DIP) bench measures --size 512
	@echo "recording every iteration at 256 x 256"; $(DIP) bench recording --size 256 --threads $(THREADS)
	@echo "roofline"; $(DIP) bench roofline --size 256 --threads $(THREADS)
	@echo "throughput"; $(DIP) bench throughput --size 128

# How the cost grows with pixels, channels and threads. Long: it measures 1024 x 1024 on one thread.
bench-scaling: build
	$(DIP) bench scaling --rounds 3 --iterations 3 --output '$(RESULTS)/bench' --plots '$(PLOTS)'

clean:
	rm -rf .build .build-races .build-sanitize .build-portable .build-fuzz .build-mutate
