#!/usr/bin/env python3
"""Makes single calls to the system fail in every command: the n-th write, fsync, rename, open, mmap, malloc or start of a process.

Each trial must end in time with exit status 0, 1 or 2 and, where it failed, with a sentence; the records must be whole; and the same
command without the fault must go on and leave what an undisturbed one leaves. A process that gets no memory may end by a signal.
Usage: faults.py DIP [--budget SECONDS] [--seed N] [--only COMMAND] [--library FILE]
"""
import argparse
import functools
import hashlib
import http.server
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

import sweep

ERRORS = {
    "write": ["ENOSPC", "EIO", "EDQUOT", "EINTR"], "fsync": ["EIO", "ENOSPC", "EDQUOT", "EINTR"], "rename": ["EIO", "ENOSPC", "EDQUOT"],
    "open": ["EMFILE", "EIO", "ENOSPC", "ENOMEM"], "mmap": ["ENOMEM"], "malloc": ["ENOMEM"], "fork": ["ENOMEM"],
}
MOST = 200
LIMIT = 120
OUT_OF_MEMORY = {"mmap", "malloc"}

SPEC = """\
title: Quick runs
name: faulty
dataset: synthetic
images: [leaves]
size: 64
iterations: 40
record_every: 2
network: {width: 4, depth: 2, lipschitz: 1}
sweep: {input_noise: [0, 0.05]}
figure: {kind: bands, series: input_noise, label: "noise {}"}
table: {rows: input_noise, columns: [{heading: PSNR, measure: psnr}]}
"""
MANIFEST = """\
title: One file
folder: one
source: this machine
licence: none
files:
  - {{file: one.png, url: "http://127.0.0.1:{port}/one.png", bytes: {size}, sha256: {digest}}}
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Bench:
    """A folder with all that the commands need, and what they leave when nothing fails."""

    def __init__(self, dip, library, folder):
        self.dip, self.library, self.folder = dip, library, folder
        with open(os.path.join(folder, "spec.yaml"), "w") as file:
            file.write(SPEC)
        self.environment = dict(os.environ, SWIFT_BACKTRACE="enable=no", DIP_DATA=os.path.join(folder, "data"))
        self.pristine = os.path.join(folder, "pristine")
        self.place = os.path.join(folder, "place")
        os.mkdir(self.pristine)
        self.check(self.commands()["run"], self.pristine)
        picture = next(os.path.join(path, "degraded.png") for path, _ in sweep.records(os.path.join(self.pristine, "Results")).values())
        shutil.copy(picture, os.path.join(folder, "photo.png"))
        self.serve()
        self.reference = {}
        for name, command in self.commands().items():
            self.reset(name)
            self.check(command, self.place)
            self.reference[name] = self.state(name)

    def serve(self):
        served = os.path.join(self.folder, "served")
        os.mkdir(served)
        shutil.copy(os.path.join(self.folder, "photo.png"), os.path.join(served, "one.png"))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=served))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        os.mkdir(os.path.join(self.folder, "datasets"))
        with open(os.path.join(served, "one.png"), "rb") as file:
            data = file.read()
        with open(os.path.join(self.folder, "datasets", "one.yaml"), "w") as file:
            file.write(MANIFEST.format(port=server.server_port, size=len(data), digest=hashlib.sha256(data).hexdigest()))

    def commands(self):
        spec = os.path.join(self.folder, "spec.yaml")
        return {
            "run": ["run", spec, "--threads", "1", "-j", "1", "--checkpoint-every", "0.02"],
            "plot": ["plot", spec], "table": ["table", spec, "--output", "table.txt"],
            "report": ["report", "--specs", spec],
            "restore": ["restore", "photo.png", "--task", "denoise", "--iterations", "20", "--threads", "1", "--force"],
            "fetch": ["data", "fetch", "one"],
        }

    def reset(self, name):
        """The folder in which a command works, as it is before the command."""
        shutil.rmtree(self.place, ignore_errors=True)
        os.mkdir(self.place)
        if name in ("plot", "table", "report"):
            shutil.copytree(os.path.join(self.pristine, "Results"), os.path.join(self.place, "Results"))
        if name == "restore":
            shutil.copy(os.path.join(self.folder, "photo.png"), self.place)
        if name == "fetch":
            os.makedirs(os.path.join(self.place, "Experiments"))
            shutil.copytree(os.path.join(self.folder, "datasets"), os.path.join(self.place, "Experiments", "datasets"))

    def start(self, command, place, fault=None, where="all"):
        environment = dict(self.environment, DIP_DATA=os.path.join(place, "data"))
        if fault:
            environment.update(
                DIP_FAULT=fault, DIP_FAULT_IN=where, DIP_FAULT_BELOW=os.path.realpath(place), DIP_FAULT_COUNT=self.folder + "/count",
                DIP_FAULT_PROGRAM=os.path.realpath(self.dip), LD_PRELOAD=self.library)
        # A session of its own, so that what hangs is ended with all that it started.
        return subprocess.Popen(
            [self.dip] + command, cwd=place, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace",
            start_new_session=True)

    def finish(self, process):
        try:
            out, error = process.communicate(timeout=LIMIT)
            return process.returncode, out, error
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            out, error = process.communicate()
            return None, out, error

    def check(self, command, place):
        status, out, error = self.finish(self.start(command, place))
        if status != 0:
            sys.exit(f"dip {' '.join(command)} ends with {status} without any fault:\n{out}{error}")

    def calls(self):
        """How many calls were counted and how many failed, of the process with the most; removes the count."""
        try:
            with open(self.folder + "/count") as file:
                lines = [[int(word) for word in line.split()] for line in file]
            os.remove(self.folder + "/count")
        except FileNotFoundError:
            return 0, 0
        return max((line[1] for line in lines), default=0), sum(line[2] for line in lines)

    def state(self, name):
        """What a command is to leave, without what differs from one time to the next."""
        found = {}
        if name == "run":
            for label, (directory, record) in sweep.records(os.path.join(self.place, "Results")).items():
                found[label] = [record["status"], sweep.curves(directory)] + [
                    hashlib.sha256(sweep.content(directory, picture)).hexdigest() for picture in ("output.png", "best.png", "degraded.png")
                ] + sorted(file for file in os.listdir(directory) if file not in ("stops.csv",))
        elif name == "restore":
            found["picture"] = hashlib.sha256(sweep.content(self.place, "photo-restored.png")).hexdigest()
        elif name == "fetch":
            found["file"] = hashlib.sha256(sweep.content(self.place, "data", "one", "one.png")).hexdigest()
        elif name == "table":
            found["table"] = sweep.content(self.place, "table.txt").decode()
        else:
            for folder, _, files in os.walk(self.place):
                for file in files:
                    if file.endswith((".gp", ".csv", ".html")) and "/Results/runs" not in folder:
                        found[os.path.relpath(os.path.join(folder, file), self.place)] = file
        return found


def whole_records(place):
    """What is not whole in the records, a sentence each."""
    wrong = []
    for folder, _, files in os.walk(os.path.join(place, "Results", "runs")):
        for file in files:
            path = os.path.join(folder, file)
            if file == "run.json":
                try:
                    with open(path) as text:
                        status = json.load(text)["status"]
                    if status not in ("running", "complete", "failed", "interrupted"):
                        wrong.append(f"{path}: status {status}")
                except (ValueError, KeyError) as problem:
                    wrong.append(f"{path}: {problem}")
            elif file == "curves.csv":
                with open(path) as text:
                    lines = text.read().split("\n")
                if any(line.count(",") != lines[0].count(",") for line in lines[:-1]):
                    wrong.append(f"{path}: a line is torn")
            elif file.endswith(".png") and not file.startswith("."):
                if not sweep.content(path).endswith(b"IEND\xaeB`\x82"):
                    wrong.append(f"{path}: is cut off")
    return wrong


def judge(bench, name, call, status, error):
    """What is wrong with the end of a command in which a call failed, a sentence each."""
    wrong = []
    if status is None:
        wrong.append(f"did not end within {LIMIT} s")
    elif status not in (0, 1, 2) and not (call in OUT_OF_MEMORY and status < 0):
        wrong.append(f"ended with status {status}: {error[-300:]}")
    elif status in (1, 2):
        raw = "Error Domain" in error or "Fatal error" in error and call not in OUT_OF_MEMORY
        if "dip: " not in error or raw:
            wrong.append(f"ended with status {status} and without a sentence: {error[-300:]}")
    return wrong + whole_records(bench.place)


def trial(bench, name, command, fault, call, where):
    bench.reset(name)
    status, _, error = bench.finish(bench.start(command, bench.place, fault, where))
    calls, failed = bench.calls()
    wrong = judge(bench, name, call, status, error)
    status, out, error = bench.finish(bench.start(command, bench.place))
    if status != 0:
        wrong.append(f"the same command ends with {status} afterwards: {(out + error)[-300:]}")
    elif bench.state(name) != bench.reference[name]:
        wrong.append("the same command leaves something else afterwards")
    return calls, failed, wrong


def plan(bench, draw, only):
    """All trials in a random order: each call of a command up to the 200th, once and for good, with each of its errors."""
    trials = []
    for name, command in bench.commands().items():
        if only and name != only:
            continue
        for call, errors in ERRORS.items():
            for where in ("runner", "worker") if name == "run" else ("runner",):
                bench.reset(name)
                bench.finish(bench.start(command, bench.place, f"{call}:{errors[0]}:{10 ** 9}", where))
                count = min(MOST, bench.calls()[0])
                numbers = range(1, count + 1) if call != "malloc" else sorted({draw.randrange(1, 20000) for _ in range(20)})
                trials += [
                    (name, command, f"{call}:{error}:{number}{more}", call, where)
                    for number in numbers for error in errors for more in ("", "+")
                    # An interruption that never ends is none.
                    if not (error == "EINTR" and more)
                ]
    draw.shuffle(trials)
    return trials


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dip")
    parser.add_argument("--budget", type=float, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(10 ** 6))
    parser.add_argument("--only")
    parser.add_argument("--library")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    if sys.platform != "linux":
        sys.exit("skipped: calls are made to fail by a library that is loaded first, which only Linux does here")
    print(f"seed {options.seed}", flush=True)
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dip-faults-") as folder:
        library = os.path.abspath(options.library) if options.library else os.path.join(folder, "fault_injection.so")
        if not options.library:
            source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "FaultInjection", "fault_injection.c")
            subprocess.run([shutil.which("cc") or "clang", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=True)
        bench = Bench(os.path.abspath(options.dip), library, os.path.realpath(folder))
        trials = plan(bench, random.Random(options.seed), options.only)
        done = failures = 0
        for name, command, fault, call, where in trials:
            if time.monotonic() - begin > options.budget:
                break
            calls, failed, wrong = trial(bench, name, command, fault, call, where)
            if options.verbose:
                print(f"{name}, {fault} in the {where}: {calls} calls, {failed} failed", flush=True)
            done += 1
            failures += failed > 0
            if wrong:
                print(f"{name}, {fault} in the {where}: " + "; ".join(wrong), flush=True)
                bench.found = getattr(bench, "found", 0) + 1
        found = getattr(bench, "found", 0)
        print(f"{done} of {len(trials)} trials in {time.monotonic() - begin:.0f} s, in {failures} of them a call failed; {found} findings")
        sys.exit(1 if found else 0)


main()
