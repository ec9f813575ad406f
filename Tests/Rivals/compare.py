"""Times a training step of every network here and in tuned PyTorch, in turn, and prints one table of medians.

    python3 Tests/Rivals/compare.py [--networks NAME ...] [--sizes 128 256 512] [--rounds 5]
                                    [--python VENV/bin/python] [--json FILE]
    python3 Tests/Rivals/compare.py --check

--check times nothing: it compares parameter counts and the loss of the first step, which is the same for the same
layers and weights, and exits with 1 where they differ. Without --python a throw-away environment with PyTorch
(about 3 GB) is made in a temporary folder and removed at the end. PyTorch is never a dependency of the project.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
DIP = HERE.parent.parent / ".build" / "debug" / "dip"
TUNED = "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4000000000:glibc.malloc.trim_threshold=8000000000"
# How far first losses may lie apart: sums of another order, in single precision.
TOLERANCE = 1e-5
# How much of a core other processes may use meanwhile; else the round is repeated. PyTorch's threads wait for each
# other actively, and one that loses its core holds up the other for whole milliseconds.
QUIET = 0.1


@dataclass
class Case:
    """A network, what both programs are asked for beside its size, and how many times faster we want to be, by size."""

    architecture: str
    goals: dict
    ours: list = field(default_factory=list)
    theirs: list = field(default_factory=list)

    def command(self, program, size, threads, iterations):
        common = ["--size", size, "--threads", threads, "--iterations", iterations]
        if program == "dip":
            return [DIP, "bench", "step", "--format", "json", "--architecture", self.architecture, *common, *self.ours]
        return [program, HERE / "pytorch_step.py", "--network", self.architecture, *common, *self.theirs]


def everywhere(goal):
    return {128: goal, 256: goal, 512: goal}


def controlled(control, goals):
    # Ours computes the norm in one way; the two ways of PyTorch are its rivals.
    return Case("decoder", goals, ["--lipschitz", "1.4"], ["--lipschitz", "1.4", "--control", control])


def upsampled(name):
    return Case("decoder", everywhere(3.5), ["--upsampler", name], ["--upsampler", name])


NOISE = ["--input-noise", str(1 / 30)]
CASES = {
    "decoder": Case("decoder", {64: 2.5, 128: 3.6, 256: 3.7, 512: 4.0}),
    "decoder-svdvals": controlled("svdvals", {64: 2.5, 128: 4.5, 256: 4.0, 512: 4.0}),
    "decoder-gram": controlled("gram", {64: 2.5, 128: 3.0, 256: 3.5, 512: 4.0}),
    "decoder-gaussian": upsampled("gaussian"),
    "decoder-nearest": upsampled("nearest"),
    "decoder-deconv": upsampled("deconv"),
    "skip": Case("skip", everywhere(3.0), NOISE, NOISE),
    "deep-decoder": Case("deep-decoder", everywhere(2.3)),
    # The only network that PyTorch computes faster with its channels last.
    "deep-decoder-channels-last": Case("deep-decoder", {}, theirs=["--channels-last"]),
    "conv-decoder": Case("conv-decoder", everywhere(3.5)),
    "convnet": Case("convnet", everywhere(3.5)),
    "unet": Case("unet", everywhere(3.0)),
    "resnet": Case("resnet", everywhere(3.0)),
}
# The most memory, in MB, that a run of the decoder is meant to take.
MEMORY_GOALS = {128: 100, 256: 200, 512: 600}
HEADER = ["network", "size", "ours", "tuned PyTorch", "times faster", "goal", "memory, ours / PyTorch", "parameters",
          "input noise"]


def output(command, **environment):
    """What a program prints; its last words end this one where it fails."""
    words = [str(part) for part in command]
    try:
        result = subprocess.run(words, capture_output=True, text=True, env={**os.environ, **environment})
    except OSError as error:
        sys.exit(f"'{words[0]}' cannot be started: {error.strerror}")
    if result.returncode != 0:
        reason = (result.stderr.strip() or "it gave no reason").splitlines()[-1]
        sys.exit(f"'{' '.join(words)}' failed: {reason}")
    return result.stdout.strip()


def run(command, **environment):
    return json.loads(output(command, **environment).splitlines()[-1])


def pair(case, size, options, iterations):
    """Ours, then theirs: each ratio is of neighbours in time."""
    return (run(case.command("dip", size, options.threads, iterations)),
            run(case.command(options.python, size, options.threads, iterations), GLIBC_TUNABLES=TUNED))


def seconds_of_others():
    """Processor time of all but our children since the system started; None where the system doesn't say."""
    try:
        ticks = [int(count) for count in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    except OSError:
        return None
    idle, waiting = ticks[3:5]
    ours = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (sum(ticks) - idle - waiting) / os.sysconf("SC_CLK_TCK") - ours.ru_utime - ours.ru_stime


def quiet_pair(name, size, options):
    """A pair during which the machine was quiet; after as many tries as there are rounds the quietest of them."""
    best, least = None, None
    for _ in range(options.rounds):
        start, others = time.monotonic(), seconds_of_others()
        found = pair(CASES[name], size, options, options.iterations)
        if others is None:
            return found
        share = (seconds_of_others() - others) / (time.monotonic() - start)
        if least is None or share < least:
            best, least = found, share
        if share <= QUIET:
            return found
    print(f"{name}, {size}: other processes used {least:.0%} of a core even in the quietest try", file=sys.stderr)
    return best


def machine(options):
    """The lines above the table: the processor with the instructions that both programs use, and their versions."""
    findings = output([DIP, "doctor"]).splitlines()
    ours = [line.split("processor", 1)[1].strip() for line in findings if "processor" in line.split()[:2]]
    program = [line.split("program", 1)[1].strip() for line in findings if "program" in line.split()[:2]]
    theirs = output([options.python, "-c", "import torch; print('PyTorch', torch.__version__, 'with',"
                     " torch.backends.cpu.get_cpu_capability())"])
    return {"processor": ours[0], "dip": program[0], "pytorch": theirs, "threads": options.threads}


def differences(mine, theirs):
    found = []
    if mine["parameters"] != theirs["parameters"]:
        found.append(f"{mine['parameters']} parameters here, {theirs['parameters']} in PyTorch")
    if abs(mine["first_loss"] - theirs["first_loss"]) > TOLERANCE * abs(theirs["first_loss"]):
        found.append(f"a first loss of {mine['first_loss']:.7f} here, {theirs['first_loss']:.7f} in PyTorch")
    return found


def measure(name, size, options):
    case = CASES[name]
    rounds = [quiet_pair(name, size, options) for _ in range(options.rounds)]
    found = differences(*rounds[0])
    if found:
        sys.exit(f"{name} is not the same network: {'; '.join(found)}")
    ratios = [theirs["median_seconds"] / mine["median_seconds"] for mine, theirs in rounds]

    def both(summary, key):
        """A summary of what all rounds say, ours and theirs; nothing where they don't say it."""
        return [summary(each[key] for each in side) for side in zip(*rounds) if key in side[0]]

    return {"network": name, "size": size, "parameters": rounds[0][0]["parameters"], "goal": case.goals.get(size),
            "memory_goal": MEMORY_GOALS.get(size) if case.architecture == "decoder" else None,
            "seconds": both(statistics.median, "median_seconds"), "memory_mb": both(max, "peak_memory_mb"),
            "times_faster": {"median": statistics.median(ratios), "least": min(ratios), "greatest": max(ratios)},
            "noise_share": both(statistics.median, "noise_share"), "rounds": rounds}


def row(cells):
    return "| " + " | ".join(cells) + " |"


def cells(result):
    ratios = result["times_faster"]
    memory = [f"{each:.0f}" for each in result["memory_mb"]]
    if result["memory_goal"]:
        memory[0] += f" (goal {result['memory_goal']})"
    return [result["network"], f"{result['size']} x {result['size']}",
            *(f"{seconds * 1000:.1f} ms" for seconds in result["seconds"]),
            f"{ratios['median']:.2f} ({ratios['least']:.2f} to {ratios['greatest']:.2f})",
            f"{result['goal']:.1f}" if result["goal"] else "",
            " / ".join(memory) + " MB", f"{result['parameters']:,}",
            " / ".join(f"{100 * share:.1f} %" for share in result["noise_share"])]


def compare(options):
    about, results = machine(options), []
    # Before the long work: whether it can be written at all.
    write(options, about, results)
    print(about["processor"], f"{about['dip']}; {about['pytorch']}",
          f"{options.threads} threads; {options.rounds} rounds of {options.iterations} steps in turn: medians,"
          " and in brackets the least and the greatest ratio\n",
          row(HEADER), row(["---"] * len(HEADER)), sep="\n", flush=True)
    for name in options.networks:
        for size in options.sizes:
            results.append(measure(name, size, options))
            print(row(cells(results[-1])), flush=True)
            write(options, about, results)


def write(options, about, results):
    if not options.json:
        return
    try:
        Path(options.json).write_text(json.dumps({"machine": about, "results": results}, indent=1) + "\n")
    except OSError as error:
        sys.exit(f"{options.json} cannot be written: {error.strerror}")


def check(options):
    """The number of networks that differ from PyTorch's."""
    failures = 0
    for name in options.networks:
        mine, theirs = pair(CASES[name], 64, options, 1)
        found = differences(mine, theirs)
        failures += bool(found)
        same = f"{mine['parameters']:,} parameters and a first loss of {mine['first_loss']:.6f} in both"
        print(f"{name}: " + ("; ".join(found) or same), flush=True)
    return failures


def positive(text):
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, not {value}")
    return value


def side(text):
    value = int(text)
    if value % 32 or value < 64:
        raise argparse.ArgumentTypeError(f"must be a multiple of 32 and at least 64, not {value}")
    return value


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--networks", nargs="+", choices=CASES, default=list(CASES), metavar="NAME",
                        help=", ".join(CASES))
    parser.add_argument("--sizes", type=side, nargs="+", default=[128, 256, 512])
    parser.add_argument("--rounds", type=positive, default=5)
    parser.add_argument("--iterations", type=positive, default=5)
    parser.add_argument("--threads", type=positive, default=2)
    parser.add_argument("--python", help="a Python that has PyTorch")
    parser.add_argument("--json", metavar="FILE", help="all measurements, written anew after each row")
    parser.add_argument("--check", action="store_true", help="compare the networks, not their times")
    return parser.parse_args()


def main():
    options = arguments()
    if not DIP.exists():
        sys.exit(f"{DIP} does not exist; run 'make build' first")
    folder = None
    if not options.python:
        folder = tempfile.mkdtemp(prefix="rival-")
    try:
        if folder:
            output([sys.executable, "-m", "venv", folder])
            options.python = f"{folder}/bin/python"
            output([options.python, "-m", "pip", "install", "--quiet", "torch", "numpy"])
        if options.check:
            sys.exit(1 if check(options) else 0)
        compare(options)
    finally:
        if folder:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
