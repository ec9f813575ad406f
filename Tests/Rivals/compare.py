"""Times `dip bench step` and tuned PyTorch in turn, and prints the ratio beside the goal: medians over interleaved rounds.

    python3 Tests/Rivals/compare.py [--sizes 128 256 512] [--rounds 5] [--python VENV/bin/python]

Without --python a throw-away environment with PyTorch (about 3 GB) is made in a temporary folder and removed at the end.
PyTorch is never a dependency of the project.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
DIP = HERE.parent.parent / ".build" / "release" / "dip"
TUNED = "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=4000000000:glibc.malloc.trim_threshold=8000000000"

# How many times faster than tuned PyTorch a step is meant to be, at least, and how much memory in MB a run may take.
SPEED_GOALS = {
    "none": {64: 2.5, 128: 3.5, 256: 3.7, 512: 4.0},
    "svdvals": {64: 2.5, 128: 4.5, 256: 4.0, 512: 4.0},
    "gram": {64: 2.5, 128: 3.0, 256: 3.5, 512: 4.0},
}
MEMORY_GOALS = {128: 100, 256: 200, 512: 600}
HEADER = ["size", "control", "ours", "tuned PyTorch", "times faster", "goal", "our memory", "goal", "its memory"]


def row(cells):
    return "| " + " | ".join(cells) + " |"


def run(command, **environment):
    output = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True, env={**os.environ, **environment})
    return json.loads(output.stdout.strip().splitlines()[-1])


def compare(python, size, control, options):
    common = ["--size", size, "--threads", options.threads, "--iterations", options.iterations]
    ours = [DIP, "bench", "step", "--format", "json", *common] + ([] if control == "none" else ["--lipschitz", "1.4"])
    rival = [python, HERE / "pytorch_step.py", *common, "--control", control]
    # Ours, rival, ours, rival: each ratio is of neighbours in time.
    rounds = [(run(ours), run(rival, GLIBC_TUNABLES=TUNED)) for _ in range(options.rounds)]
    ratios = [theirs["median_seconds"] / mine["median_seconds"] for mine, theirs in rounds]
    mine, theirs = (statistics.median(r[i]["median_seconds"] for r in rounds) * 1000 for i in (0, 1))
    memory = [max(r[i]["peak_memory_mb"] for r in rounds) for i in (0, 1)]
    speed_goal, memory_goal = SPEED_GOALS[control].get(size), MEMORY_GOALS.get(size)
    print(row([f"{size} x {size}", control, f"{mine:.0f} ms", f"{theirs:.0f} ms",
               f"{statistics.median(ratios):.1f} ({min(ratios):.1f} to {max(ratios):.1f})",
               f"{speed_goal:.1f}" if speed_goal else "", f"{memory[0]:.0f} MB", f"{memory_goal} MB" if memory_goal else "",
               f"{memory[1]:.0f} MB"]), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[128, 256, 512])
    parser.add_argument("--controls", nargs="+", choices=SPEED_GOALS, default=list(SPEED_GOALS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--iterations", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--python", help="a Python that has PyTorch")
    options = parser.parse_args()
    if not DIP.exists():
        sys.exit(f"{DIP} is not there; run 'make build' first")
    folder = None
    python = options.python
    if not python:
        folder = tempfile.mkdtemp(prefix="rival-")
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        python = f"{folder}/bin/python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "torch", "numpy"], check=True)
    try:
        print(row(HEADER), row(["---"] * len(HEADER)), sep="\n", flush=True)
        for size in options.sizes:
            for control in options.controls:
                compare(python, size, control, options)
    finally:
        if folder:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
