#!/usr/bin/env python3
"""Quick sweeps in a loop for as long as wanted: memory, descriptors, processes and files must not grow.

Each sweep has a runner of its own for 200 runs, two at a time, then a table, figures and the report of its records. Looked at every two
seconds: resident memory, open descriptors and threads of the runner, memory of the processes of runs. A runner may hold at most a
tenth and 8 MB more at the end of a sweep than after its first quarter, and as many descriptors; the next sweep's may hold as much. A
sweep leaves no process, no file in the folder of temporary files, and of each run the same files.
Usage: soak.py DIP [--budget SECONDS] [--memory GB] [--runs N] [--log FILE]
"""
import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import sweep

PERIOD = 2
SLACK = 8 << 20

SPEC = """\
title: Quick runs
name: soak
dataset: synthetic
images: [leaves]
size: 64
iterations: 40
record_every: 4
network: {{width: 8, input_channels: 4, lipschitz: 1}}
sweep: {{input_noise: [0, 0.05]}}
seeds: [{seeds}]
figure: {{kind: bands, series: input_noise}}
table: {{rows: input_noise, columns: [{{heading: PSNR, measure: psnr}}]}}
"""


def status(pid):
    """Resident bytes, descriptors and threads of a process; None when it is gone."""
    try:
        with open(f"/proc/{pid}/status") as file:
            text = file.read()
        return (
            int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) << 10, len(os.listdir(f"/proc/{pid}/fd")),
            int(re.search(r"Threads:\s+(\d+)", text).group(1)))
    except (AttributeError, FileNotFoundError, ProcessLookupError, PermissionError):
        return None


def session(leader):
    """All processes of the session that a process leads."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    words = file.read().rsplit(")", 1)[1].split()
                if int(words[3]) == leader and words[0] != "Z":
                    found.append(int(name))
            except (FileNotFoundError, ProcessLookupError):
                pass
    return found


class Soak:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.dip = os.path.abspath(options.dip)
        self.temporary = os.path.join(folder, "temporary")
        os.mkdir(self.temporary)
        self.environment = dict(os.environ, TMPDIR=self.temporary, SWIFT_BACKTRACE="enable=no")
        self.spec = os.path.join(folder, "soak.yaml")
        with open(self.spec, "w") as file:
            file.write(SPEC.format(seeds=", ".join(str(seed) for seed in range(options.runs // 2))))
        self.most = {"runner": 0, "run": 0, "descriptors": 0, "threads": 0}
        self.last = []
        self.files = None

    def log(self, text):
        line = time.strftime("%H:%M:%S ") + text
        print(line, flush=True)
        if self.options.log:
            with open(self.options.log, "a") as file:
                file.write(line + "\n")

    def start(self, *arguments):
        return subprocess.Popen(
            [self.dip] + list(arguments), cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            errors="replace", start_new_session=True)

    def watch(self, runner):
        """What is seen of a runner until it ends: resident bytes and descriptors, one pair a look."""
        seen = []
        while runner.poll() is None:
            own = status(runner.pid)
            if own and own[1]:
                seen.append(own)
                self.most["runner"] = max(self.most["runner"], own[0])
                self.most["descriptors"] = max(self.most["descriptors"], own[1])
                self.most["threads"] = max(self.most["threads"], own[2])
            for pid in session(runner.pid):
                run = status(pid)
                if pid != runner.pid and run:
                    self.most["run"] = max(self.most["run"], run[0])
            time.sleep(PERIOD)
        return seen

    def growth(self, seen):
        """What a runner holds more at its end than after its beginning, a sentence each."""
        quarter = len(seen) // 4
        if quarter < 3:
            return []
        early, late = seen[quarter:2 * quarter], seen[-quarter:]
        memory = [statistics.median(look[0] for look in part) for part in (early, late)]
        descriptors = [max(look[1] for look in part) for part in (early, late)]
        self.last.append(memory[1])
        wrong = []
        if memory[1] > 1.1 * memory[0] + SLACK:
            wrong.append(f"the runner's memory grew from {memory[0] / 1e6:.1f} to {memory[1] / 1e6:.1f} MB")
        if descriptors[1] > descriptors[0]:
            wrong.append(f"the runner's descriptors grew from {descriptors[0]} to {descriptors[1]}")
        if self.last[-1] > 1.1 * self.last[0] + SLACK:
            wrong.append(f"a runner held {self.last[0] / 1e6:.1f} MB in the first sweep and {self.last[-1] / 1e6:.1f} MB in this one")
        return wrong

    def round(self):
        results = os.path.join(self.folder, "Results")
        for name in ("Results", "Plots"):
            shutil.rmtree(os.path.join(self.folder, name), ignore_errors=True)
        with open(os.path.join(self.folder, "output"), "w+") as output:
            runner = subprocess.Popen(
                [self.dip, "run", self.spec, "-j", "2", "--threads", "1", "--memory", f"{self.options.memory:g}G"]
                + sweep.checkpoint_options(self.dip), cwd=self.folder, env=self.environment, stdout=output, stderr=subprocess.STDOUT,
                start_new_session=True)
            try:
                seen = self.watch(runner)
            finally:
                if runner.poll() is None:
                    runner.terminate()
                    runner.wait()
            wrong = self.growth(seen)
            left = session(runner.pid)
            if left:
                wrong.append(f"{len(left)} processes are left behind")
            output.seek(0)
            if runner.returncode != 0:
                wrong.append(f"the sweep ends with {runner.returncode}: {output.read()[-500:]}")
        for command in (["table", self.spec], ["plot", self.spec], ["report", "--specs", self.spec]):
            process = self.start(*command)
            text = process.communicate()[0]
            if process.returncode != 0:
                wrong.append(f"{command[0]} ends with {process.returncode}: {text[-300:]}")
        if os.listdir(self.temporary):
            wrong.append("left among the temporary files: " + ", ".join(sorted(os.listdir(self.temporary))[:5]))
        files = {os.path.relpath(folder, results): sorted(os.listdir(folder)) for folder in sweep.folders(results)}
        if len(files) != self.options.runs or len({tuple(names) for names in files.values()}) != 1:
            wrong.append(f"{len(files)} records with {len({tuple(names) for names in files.values()})} sets of files")
        if self.files is not None and files != self.files:
            wrong.append("the files of the records are not those of the first sweep")
        self.files = self.files or files
        looks = f"{len(seen)} looks, the runner held {seen[0][0] / 1e6:.1f} to {max(look[0] for look in seen) / 1e6:.1f} MB" if seen else "no look"
        return looks, wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dip")
    parser.add_argument("--budget", type=float, default=60)
    parser.add_argument("--memory", type=float, default=4)
    parser.add_argument("--runs", type=int, default=200, help="of each sweep, an even number")
    parser.add_argument("--log")
    options = parser.parse_args()
    begin, rounds, found = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory(prefix="dip-soak-") as folder:
        soak = Soak(options, folder)
        while rounds == 0 or time.monotonic() - begin < options.budget:
            looks, wrong = soak.round()
            rounds += 1
            found += len(wrong)
            soak.log(f"sweep {rounds} after {time.monotonic() - begin:.0f} s: {looks}" + "".join("; " + sentence for sentence in wrong))
        most = soak.most
        soak.log(
            f"{rounds} sweeps of {options.runs} runs in {time.monotonic() - begin:.0f} s: at most {most['runner'] / 1e6:.1f} MB, "
            f"{most['descriptors']} descriptors and {most['threads']} threads in the runner, {most['run'] / 1e6:.1f} MB in a run; {found} findings")
    sys.exit(1 if found else 0)


main()
