#!/usr/bin/env python3
"""A sweep of 40 quick runs that two programs make together, killed ten times at random: runners and the processes of runs.

It must end with 39 records that are equal, byte for byte, to those of an undisturbed sweep, and one reported failure.
Usage: killed.py DIP [SEED]
"""
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

import sweep

KILLS = 10
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


def main():
    dip, seed = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(10 ** 6)
    draw = random.Random(seed)
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="dip-killed-") as folder:
        spec = sweep.write_spec(folder, ITERATIONS)
        results, reference = os.path.join(folder, "killed"), os.path.join(folder, "undisturbed")
        more = sweep.checkpoint_options(dip)

        def start(results, jobs):
            return subprocess.Popen([dip, "run", spec, "--results", results, "-j", str(jobs), "--threads", "1"] + more, cwd=folder,
                                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

        undisturbed = start(reference, 2)
        text = undisturbed.communicate()[0]
        if undisturbed.returncode != 1 or sweep.complete(reference) != sweep.RUNS - 1:
            sys.exit("the undisturbed sweep must end with one failure:\n" + text)

        runners = [start(results, 1), start(results, 1)]
        kills = {"runner": 0, "run": 0}
        try:
            while sum(kills.values()) < KILLS:
                time.sleep(draw.uniform(0.5, 4.0))
                if sweep.complete(results) >= sweep.RUNS - 2:
                    sys.exit("the sweep was over before all kills; ask for more iterations")
                index = draw.randrange(2)
                if runners[index].poll() is not None:
                    runners[index] = start(results, 1)
                    continue
                victims = children(runners[index].pid)
                kind = draw.choice(["runner", "run"])
                if kind == "run" and not victims:
                    continue
                os.kill(runners[index].pid if kind == "runner" else draw.choice(victims), signal.SIGKILL)
                kills[kind] += 1
                if kind == "runner":
                    runners[index].communicate()
                    runners[index] = start(results, 1)
            print(f"killed: {kills['runner']} runners, {kills['run']} runs, with {sweep.complete(results)} complete", flush=True)
            for runner in runners:
                runner.communicate()
        finally:
            for runner in runners:
                if runner.poll() is None:
                    runner.kill()

        last = start(results, 2)
        text = last.communicate()[0]
        wrong = sweep.wrong(results, reference)
        if last.returncode != 1 or f"1 of {sweep.RUNS} runs failed" not in text or sweep.FAILING not in text:
            wrong.append("the last command must report one failure:\n" + text)
        if wrong:
            sys.exit("\n".join(wrong))
        resumed = sum(record.get("resumed") or 0 for _, record in sweep.records(results).values())
        print(f"{sweep.RUNS - 1} records as if undisturbed ({resumed} went on from a checkpoint), one reported failure")


main()
