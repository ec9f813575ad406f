"""What the checks of disturbed sweeps share: a spec of 40 quick runs of which one fails, and the comparison of records."""
import glob
import json
import os
import signal
import subprocess
import sys
import tempfile

# A check that is ended from outside ends what it has started.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))

RUNS = 40
# The last value overflows at once, so that the loss of that run is no number.
VALUES = [f"{i / 1000:g}" for i in range(RUNS - 1)] + ["1e38"]
FAILING = f"input_noise={VALUES[-1]}"
GOOD = [f"input_noise={value}" for value in VALUES[:-1]]

SPEC = """\
title: Quick runs
name: sweep
dataset: synthetic
images: [leaves]
size: 64
iterations: {iterations}
record_every: 5
network: {{width: 8, input_channels: 4, lipschitz: 1}}
sweep: {{input_noise: [{values}]}}
figure: {{kind: bands, series: input_noise}}
"""


class Program(subprocess.Popen):
    """A program whose output goes to a file: a pipe that nobody reads would hold it up, and with it those that wait for its runs."""

    def __init__(self, command, **options):
        self.output = tempfile.TemporaryFile("w+", errors="replace")
        super().__init__(command, stdout=self.output, stderr=subprocess.STDOUT, **options)

    def end(self, timeout=None):
        """Waits for its end; what it printed."""
        self.wait(timeout)
        with self.output:
            self.output.seek(0)
            return self.output.read()


def write_spec(folder, iterations):
    path = os.path.join(folder, "sweep.yaml")
    with open(path, "w") as file:
        file.write(SPEC.format(iterations=iterations, values=", ".join(VALUES)))
    return path


def checkpoint_options(dip):
    """Checkpoints so often that quick runs have some."""
    help_text = subprocess.run([dip, "run", "--help"], capture_output=True, text=True).stdout
    return ["--checkpoint-every", "0.3"] if "--checkpoint-every" in help_text else []


def folders(results):
    """The folders of all runs, one below that of each experiment."""
    return sorted(glob.glob(os.path.join(glob.escape(results), "runs", "*", "*", "")))


def records(results):
    """Folder and record of each run by its label."""
    found = {}
    for folder in folders(results):
        try:
            with open(os.path.join(folder, "run.json")) as file:
                record = json.load(file)
        except FileNotFoundError:
            continue
        found[record["label"]] = (folder, record)
    return found


def complete(results):
    return sum(record["status"] == "complete" for _, record in records(results).values())


def curves(directory):
    """The rows of a run's curves without their last column, the seconds."""
    with open(os.path.join(directory, "curves.csv")) as file:
        return [line.rsplit(",", 1)[0] for line in file.read().splitlines()]


def results_of(record):
    """What run.json says of a run's results, without what it cost."""
    summary = {name: value for name, value in record["summary"].items() if "second" not in name}
    return summary, [record.get(name) for name in ("key", "seed", "iterations", "parameters", "inputs", "spec")]


def content(*path):
    with open(os.path.join(*path), "rb") as file:
        return file.read()


def wrong(results, reference):
    """What is not as in an undisturbed sweep, a sentence each."""
    ours, theirs = records(results), records(reference)
    sentences = []
    for label in GOOD:
        directory, record = ours.get(label, (None, {"status": "missing"}))
        if record["status"] != "complete":
            sentences.append(f"{label}: is {record['status']}: {record.get('error')}")
            continue
        other = theirs[label][0]
        if curves(directory) != curves(other):
            sentences.append(f"{label}: its curves are not those of an undisturbed run")
        for name in ("spec.yaml", "output.png", "best.png", "degraded.png"):
            if content(directory, name) != content(other, name):
                sentences.append(f"{label}: {name} is not that of an undisturbed run")
        if results_of(record) != results_of(theirs[label][1]):
            sentences.append(f"{label}: run.json has other results than that of an undisturbed run")
        left = [name for name in os.listdir(directory) if name.startswith((".", "claim", "checkpoint"))]
        if left:
            sentences.append(f"{label}: left behind: {', '.join(left)}")
    failed = ours.get(FAILING, (None, {"status": "missing"}))[1]
    if failed["status"] != "failed" or "finite" not in failed.get("error", ""):
        sentences.append(f"{FAILING}: must have failed with a loss that is no number, not be {failed['status']}")
    if len(ours) != RUNS:
        sentences.append(f"{len(ours)} records where there are {RUNS} runs")
    return sentences
