#!/usr/bin/env python3
"""Short runs of every network, norm, control, optimizer and method but bm3d and external, by a program with the thread sanitizer.

Reports of the sanitizer are shown. The curves with four threads must be those with one, byte for byte.
Usage: races.py DIP, where DIP was built with --sanitize=thread (`make races`)
"""
import argparse
import csv
import glob
import os
import subprocess
import sys
import tempfile
import time

SPEC = """\
title: Threads
name: races
dataset: synthetic
images: [leaves]
size: 64
iterations: 4
record_every: 2
network: {width: 16}
ema: 0.5
monitors: [ratio, oracle]
variants:
"""
UPSAMPLERS = ("nearest", "bilinear", "bicubic", "mitchell", "gaussian", "lanczos", "{low-pass: {filter: lpf2}}", "deconv", "pixel-shuffle")
NORMS = ("mean-only", "batch", "lipschitz-batch", "instance", "none")
SKIP = "architecture: skip, down: 16, up: 16"
NETWORKS = {
    "skip": SKIP, "uneven skip": "architecture: skip, down: 20, up: 20",
    "deep decoder": "architecture: deep-decoder, width: 16", "conv decoder": "architecture: conv-decoder, width: 16",
    "convnet": "architecture: convnet, width: 16", "U-Net": "architecture: unet", "resnet": "architecture: resnet",
    "operator norm": "width: 16, lipschitz: {operator-norm: 1}",
}
VARIANTS = (
    {f"upsampler {index}": f"network: {{upsampler: {name}, lipschitz: 1}}" for index, name in enumerate(UPSAMPLERS)}
    | {f"norm {name}": f"network: {{norm: {name}, lipschitz: 1.4}}" for name in NORMS}
    | {name: f"network: {{{options}}}" for name, options in NETWORKS.items()}
    | {name: f"method: {name}" for name in ("cbm3d", "zs-n2n")}
    | {name: f"method: {name}, network: {{{SKIP}}}" for name in ("aseqdip", "self-guided", "drp")}
    | {
        "DIP-SURE": f"method: dip-sure, stop: zcsc, network: {{{SKIP}}}", "DOP": "method: dop, task: {impulse: {fraction: 0.1}}",
        "total variation": "regularization: {total-variation: {weight: 0.02}}", "Threefry": "input_noise: 0.1, input_noise_stream: threefry",
        "AMSGrad": "optimizer: {adam: {amsgrad: true, clip: 1, weight_decay: 1e-4}}", "SGD": "optimizer: sgd", "SGLD": "optimizer: {sgld: {burn_in: 1, every: 1}}",
        "mask": "task: {inpaint: {bernoulli: 0.5}}", "smaller": "task: {super-resolve: {factor: 4}}", "JPEG": "task: {deblock: {quality: 10}}",
    }
)


def run(dip, folder, threads, processes):
    """What is wrong: the reports of the sanitizer, or how the sweep ended."""
    environment = dict(os.environ, TSAN_OPTIONS=f"exitcode=66:log_path={folder}/report", SWIFT_BACKTRACE="enable=no")
    process = subprocess.run(
        [dip, "run", os.path.join(folder, "races.yaml"), "--results", os.path.join(folder, str(threads)), "--threads", str(threads), "-j",
         str(processes)], env=environment, capture_output=True, text=True, errors="replace")
    reports = []
    for path in sorted(glob.glob(f"{folder}/report.*")):
        with open(path, errors="replace") as file:
            reports.append(file.read())
    return reports or ([] if process.returncode == 0 else [f"status {process.returncode}: {(process.stdout + process.stderr)[-2000:]}"])


def curves(folder):
    """For each run its curves without the seconds."""
    found = {}
    for path in glob.glob(os.path.join(folder, "runs", "races", "*", "curves.csv")):
        with open(path) as file:
            rows = list(csv.DictReader(file))
        found[os.path.basename(os.path.dirname(path))] = [{key: value for key, value in row.items() if key != "seconds"} for row in rows]
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dip")
    options = parser.parse_args()
    with open(options.dip, "rb") as file:
        if b"__tsan_init" not in file.read():
            sys.exit(f"{options.dip}: was built without --sanitize=thread")
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dip-races-") as folder:
        with open(os.path.join(folder, "races.yaml"), "w") as file:
            file.write(SPEC + "".join(f"  {name}: {{{setting}}}\n" for name, setting in VARIANTS.items()))
        for threads, processes in ((4, 1), (1, 2)):
            wrong = run(os.path.abspath(options.dip), folder, threads, processes)
            if wrong:
                sys.exit("\n".join(wrong))
        four, one = curves(os.path.join(folder, "4")), curves(os.path.join(folder, "1"))
        different = [name for name in four.keys() | one.keys() if four.get(name) != one.get(name)]
        if different or len(four) != len(VARIANTS):
            sys.exit(f"{len(four)} of {len(VARIANTS)} runs have curves; different with one thread: {', '.join(sorted(different)) or 'none'}")
    print(f"{len(VARIANTS)} runs with four threads and with one in {time.monotonic() - begin:.0f} s: no race, equal curves")


main()
