#!/usr/bin/env python3
"""Two hosts on one folder of records, one of them with a wrong clock, that run the same sweep and die holding locks.

A host is a namespace of its own for the host's name, its processes and, as far as the kernel allows, its network: the programs cannot
look at each other's processes, so that locks go by signs of life alone. With faketime one of them has a clock that is minutes ahead or
behind, and is put back by two hours meanwhile. Every run must be made once and be equal, byte for byte, to that of an undisturbed sweep.
Usage: two_hosts.py DIP [--rounds N] [--budget SECONDS] [--seed N]
"""
import argparse
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import sweep

# Locks of another host are stale after a minute without a sign of life.
STALE = 60


def namespaces():
    """The command that gives a program a host of its own; nil when that is not allowed here."""
    for more in (["--net"], []):
        command = ["unshare", "--uts", "--pid", "--fork", "--mount-proc", "--kill-child"] + more
        if shutil.which("unshare") and subprocess.run(command + ["true"], capture_output=True).returncode == 0:
            return command
    return None


class Hosts:
    def __init__(self, dip, folder, draw):
        self.dip, self.folder, self.draw = dip, folder, draw
        self.spec = sweep.write_spec(folder, 150)
        self.more = sweep.checkpoint_options(dip)
        self.unshare = namespaces()
        self.faketime = shutil.which("faketime")
        self.clock = os.path.join(folder, "clock")
        self.reference = os.path.join(folder, "undisturbed")
        undisturbed = self.start(self.reference)
        text = undisturbed.end()
        if undisturbed.returncode != 1 or sweep.complete(self.reference) != sweep.RUNS - 1:
            sys.exit("the undisturbed sweep must end with one failure:\n" + text)

    def start(self, results, host=None, clock=None):
        command = [self.dip, "run", self.spec, "--results", results, "-j", "1", "--threads", "1"] + self.more
        environment = dict(os.environ)
        if clock is not None and self.faketime:
            # The clock of the file system stays what it is, as that of a file server does.
            environment.update(NO_FAKE_STAT="1", FAKETIME_NO_CACHE="1", FAKETIME_TIMESTAMP_FILE=self.clock)
            self.set_clock(clock)
            # The file counts only where the variable is not set.
            command = [self.faketime, "-f", "+0s", "sh", "-c", 'unset FAKETIME && exec "$0" "$@"'] + command
        if host:
            command = self.unshare + ["sh", "-c", 'hostname "$0" && exec "$@"', host] + command
        return sweep.Program(command, cwd=self.folder, env=environment, start_new_session=True)

    def set_clock(self, seconds):
        """How far the wrong clock is ahead, also while programs run; renamed into place, as it is read all the time."""
        with open(self.clock + ".new", "w") as file:
            file.write(f"{seconds:+d}s\n")
        os.rename(self.clock + ".new", self.clock)

    def end(self, process):
        """As a host that loses its power: all of its processes at once, and no word about it."""
        os.killpg(process.pid, signal.SIGKILL)
        process.end()

    def leave_lock(self, results, seconds_ahead, pid, own):
        """A lock of a host that is gone, or of a process of this one whose number another process has by now."""
        # In the folder of a run that nobody has begun: only the next command removes the lock of a complete record.
        begun = sweep.records(results)
        label = next((label for label in reversed(sweep.GOOD) if label not in begun), None)
        if label is None:
            return
        directory = os.path.join(results, os.path.relpath(sweep.records(self.reference)[label][0], self.reference))
        os.makedirs(directory, exist_ok=True)
        if os.path.exists(os.path.join(directory, "claim")):
            return
        with open("/proc/sys/kernel/random/boot_id") as file:
            machine = f"{file.read().strip()} {os.readlink('/proc/self/ns/pid')}" if own else "another"
        process = {"host": socket.gethostname() if own else "gone", "machine": machine, "pid": pid, "start": "1"}
        with open(os.path.join(directory, "claim"), "w") as file:
            json.dump({"process": process, "since": "2026-01-01T00:00:00Z", "token": "left"}, file)
        now = time.time() + seconds_ahead
        os.utime(os.path.join(directory, "claim"), (now, now))

    def round(self):
        """What is wrong after one sweep of two hosts, a sentence each."""
        draw, results = self.draw, os.path.join(self.folder, "shared")
        shutil.rmtree(results, ignore_errors=True)
        clocks = [None, draw.choice([-3600, -300, 300, 3600])]
        names = ["one", "two"] if self.unshare else [None, None]
        hosts = [self.start(results, names[i], clocks[i]) for i in (0, 1)]
        try:
            time.sleep(draw.uniform(3, 8))
            victim = draw.randrange(2)
            self.end(hosts[victim])
            # A clock that was put back leaves locks from the future.
            self.leave_lock(results, draw.choice([0, 7200]), os.getpid(), own=draw.random() < 0.5)
            hosts[victim] = self.start(results, names[victim], clocks[victim])
            time.sleep(draw.uniform(1, 4))
            self.set_clock(clocks[1] - 7200)
            texts = [host.end(timeout=600) for host in hosts]
        finally:
            for host in hosts:
                if host.poll() is None:
                    self.end(host)
        wrong = sweep.wrong(results, self.reference)
        made = sum(text.count("  complete: ") for text in texts)
        if made > sweep.RUNS - 1:
            wrong.append(f"{made} runs were completed where there are {sweep.RUNS - 1}")
        return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dip")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--budget", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=random.randrange(10 ** 6))
    options = parser.parse_args()
    begin, rounds = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="dip-hosts-") as folder:
        hosts = Hosts(os.path.abspath(options.dip), folder, random.Random(options.seed))
        kind = "namespaces" if hosts.unshare else "plain processes, as namespaces are not allowed here"
        print(f"seed {options.seed}; hosts are {kind}; " + ("clocks differ" if hosts.faketime else "no faketime: clocks agree"), flush=True)
        while rounds < options.rounds and (rounds == 0 or time.monotonic() - begin + 2 * STALE < options.budget):
            wrong = hosts.round()
            rounds += 1
            if wrong:
                sys.exit("\n".join(wrong))
        print(f"{rounds} sweeps of two hosts in {time.monotonic() - begin:.0f} s: every run was made once, all records as if undisturbed")


main()
