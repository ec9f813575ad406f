#!/usr/bin/env python3
"""Sweeps of 40 quick runs that two programs make together, killed at random: runners and the processes of runs.

Each must end with 39 records that are equal, byte for byte, to those of an undisturbed sweep, every run made once, and one reported
failure. A tenth of the victims is stopped for a while (SIGSTOP) before it is killed.
Usage: killed.py DIP [--kills N] [--budget SECONDS] [--seed N]
"""
import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time

import sweep

KILLS_PER_SWEEP = 10
ITERATIONS = 150


def children(pid):
    """The processes that a process has started."""
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            found = [int(word) for word in file.read().split()]
    except (FileNotFoundError, ProcessLookupError):
        found = []
    if found:
        return found
    # A process may be started by another thread than the first.
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    if int(file.read().rsplit(")", 1)[1].split()[1]) == pid:
                        found.append(int(name))
            except (FileNotFoundError, ProcessLookupError):
                pass
    return found


class Campaign:
    def __init__(self, dip, folder, seed):
        self.dip, self.folder, self.draw = dip, folder, random.Random(seed)
        self.spec = sweep.write_spec(folder, ITERATIONS)
        self.more = sweep.checkpoint_options(dip)
        self.reference = os.path.join(folder, "undisturbed")
        self.kills = {"runner": 0, "run": 0}
        self.stops = self.resumed = 0
        # Runs that the runners of a sweep say they have completed.
        self.completed = 0
        undisturbed = self.start(self.reference, 2)
        text = undisturbed.end()
        if undisturbed.returncode != 1 or sweep.complete(self.reference) != sweep.RUNS - 1:
            sys.exit("the undisturbed sweep must end with one failure:\n" + text)

    def start(self, results, jobs):
        return sweep.Program(
            [self.dip, "run", self.spec, "--results", results, "-j", str(jobs), "--threads", "1"] + self.more, cwd=self.folder)

    def kill(self, pid):
        """At once, or after a pause in which it gives no sign of life."""
        if self.draw.random() < 0.1:
            self.stops += 1
            os.kill(pid, signal.SIGSTOP)
            time.sleep(self.draw.uniform(0.1, 2))
        os.kill(pid, signal.SIGKILL)

    def end(self, runner):
        """Waits for a runner's end; what it printed."""
        text = runner.end()
        self.completed += text.count("  complete: ")
        return text

    def disturb(self, runners, results, most):
        """Kills until the sweep is nearly over; gives the number of kills."""
        draw, done = self.draw, 0
        while done < most:
            time.sleep(draw.uniform(0.2, 3.0))
            if sweep.complete(results) >= sweep.RUNS - 3:
                break
            index = draw.randrange(2)
            if runners[index].poll() is not None:
                self.end(runners[index])
                runners[index] = self.start(results, 1)
                continue
            victims = children(runners[index].pid)
            kind = draw.choice(["runner", "run"])
            if kind == "run" and not victims:
                continue
            try:
                self.kill(runners[index].pid if kind == "runner" else draw.choice(victims))
            except ProcessLookupError:
                continue
            self.kills[kind] += 1
            done += 1
            if kind == "runner":
                self.end(runners[index])
                runners[index] = self.start(results, 1)
        return done

    def round(self, most):
        """One sweep; what is wrong with it afterwards, a sentence each."""
        results = os.path.join(self.folder, "killed")
        shutil.rmtree(results, ignore_errors=True)
        self.completed = 0
        runners = [self.start(results, 1), self.start(results, 1)]
        try:
            self.disturb(runners, results, most)
            for runner in runners:
                self.end(runner)
        finally:
            for runner in runners:
                if runner.poll() is None:
                    runner.kill()
        last = self.start(results, 2)
        text = self.end(last)
        wrong = sweep.wrong(results, self.reference)
        if self.completed > sweep.RUNS - 1:
            wrong.append(f"{self.completed} runs were completed where there are {sweep.RUNS - 1}")
        if last.returncode != 1 or f"1 of {sweep.RUNS} runs failed" not in text or sweep.FAILING not in text:
            wrong.append("the last command must report one failure:\n" + text)
        self.resumed += sum(record.get("resumed") or 0 for _, record in sweep.records(results).values())
        return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dip")
    parser.add_argument("--kills", type=int, default=KILLS_PER_SWEEP)
    parser.add_argument("--budget", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=random.randrange(10 ** 6))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    begin, rounds = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="dip-killed-") as folder:
        campaign = Campaign(os.path.abspath(options.dip), folder, options.seed)
        while True:
            left = options.kills - sum(campaign.kills.values())
            # A sweep takes about half a minute.
            if rounds > 0 and (left <= 0 or time.monotonic() - begin + 30 > options.budget):
                break
            wrong = campaign.round(min(left, KILLS_PER_SWEEP))
            rounds += 1
            if wrong:
                sys.exit("\n".join(wrong))
        kills = campaign.kills
        print(
            f"{rounds} sweeps in {time.monotonic() - begin:.0f} s; killed: {kills['runner']} runners, {kills['run']} runs, of them "
            f"{campaign.stops} after a pause; {campaign.resumed} runs went on from a checkpoint; all records as if undisturbed")


main()
