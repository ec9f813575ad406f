#!/usr/bin/env python3
"""Pictures without any content, and masks that hide everything or nothing: every task, every method, and `dip restore`.

Black, white and grey pictures, one lit pixel, two flat halves. Each run must be complete, no file may hold a number that is none, and
table, figures and report must be made of the records. What is refused is refused with a sentence.
Usage: constants.py DIP
"""
import argparse
import csv
import glob
import json
import math
import os
import struct
import subprocess
import sys
import tempfile
import time
import zlib

SIDE = 64
PICTURES = {
    "black": lambda x, y: (0, 0, 0), "white": lambda x, y: (255, 255, 255), "grey": lambda x, y: (128, 128, 128),
    "lit": lambda x, y: (255, 255, 255) if (x, y) == (31, 31) else (0, 0, 0), "halves": lambda x, y: (255, 0, 0) if x < 32 else (0, 0, 255),
    "plain": lambda x, y: (128,),
}
MASKS = {
    "hides-all": lambda x, y: (0,), "hides-none": lambda x, y: (255,), "keeps-one": lambda x, y: (255,) if (x, y) == (5, 5) else (0,),
    "hides-one": lambda x, y: (0,) if (x, y) == (5, 5) else (255,),
}
SPEC = """\
title: Pictures without content
name: {name}
dataset: {{files: [{files}]}}
iterations: 6
record_every: 2
network: {{width: 8, input_channels: 4, depth: 3, lipschitz: 1}}
monitors:
  [ratio, {{ratio: {{windows: equal, window: 2}}}}, {{es-wmv: {{window: 2, patience: 2}}}}, {{es-emv: {{patience: 2}}}},
   {{plateau: {{window: 2}}}}, {{loss-target: {{sigma: 10}}}}, oracle]
variants:
{variants}
figure: {{kind: bands, series: variant}}
table: {{rows: variant, across: image, columns: [{{heading: PSNR, measure: psnr}}]}}
"""
GROUPS = {
    "degradations": {
        "gauss": "task: {denoise: {sigma: 25}}", "poisson": "task: {poisson: {peak: 30}}", "impulse": "task: {impulse: {fraction: 0.1}}",
        "jpeg": "task: {deblock: {quality: 10}}", "half": "task: {inpaint: {bernoulli: 0.5}}", "smaller": "task: {super-resolve: {factor: 4}}",
        "detail": "task: {enhance: {}}", "shuffled": "task: {reconstruct: {target: shuffled}}",
    },
    "masks": {name: f"task: {{inpaint: {{mask: {name}.png}}}}" for name in MASKS if name != "hides-all"},
    "methods": {name: f"method: {name}" for name in ("bm3d", "cbm3d", "zs-n2n", "aseqdip", "self-guided", "drp")}
    | {"dop": "method: dop, task: {impulse: {fraction: 0.1}}"},
}


def write_picture(path, pixel):
    rows = b"".join(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(SIDE)) for y in range(SIDE))
    kind = 2 if len(pixel(0, 0)) == 3 else 0

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, kind, 0, 0, 0)))
        file.write(chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


class Trial:
    def __init__(self, dip, folder):
        self.dip, self.folder, self.wrong, self.commands = dip, folder, [], 0
        for name, pixel in {**PICTURES, **MASKS}.items():
            write_picture(os.path.join(folder, name + ".png"), pixel)

    def call(self, *arguments, expected=0):
        process = subprocess.run(
            [self.dip] + list(arguments), cwd=self.folder, env=dict(os.environ, SWIFT_BACKTRACE="enable=no"), capture_output=True, text=True,
            errors="replace")
        self.commands += 1
        if process.returncode != expected or (expected and "dip: " not in process.stderr):
            self.wrong.append(f"{' '.join(arguments)} ends with {process.returncode}: {(process.stdout + process.stderr)[-400:]}")
        return process.stdout + process.stderr

    def spec(self, name, variants):
        path = os.path.join(self.folder, name + ".yaml")
        lines = "\n".join(f"  {variant}: {{{setting}}}" for variant, setting in variants.items())
        with open(path, "w") as file:
            file.write(SPEC.format(name=name, files=", ".join(picture + ".png" for picture in PICTURES), variants=lines))
        return path

    def look(self):
        """At every number of every record."""
        for path in glob.glob(os.path.join(self.folder, "Results", "runs", "*", "*", "run.json")):
            with open(path) as file:
                record = json.load(file, parse_constant=lambda name: self.wrong.append(f"{path}: holds {name}"))
            if record["status"] != "complete":
                self.wrong.append(f"{record['label']} is {record['status']}: {record.get('error')}")
        for path in glob.glob(os.path.join(self.folder, "**", "*.csv"), recursive=True):
            with open(path) as file:
                for row in csv.reader(file):
                    for cell in row:
                        try:
                            number = float(cell)
                        except ValueError:
                            continue
                        if not math.isfinite(number) or cell.startswith("-") and number == 0:
                            self.wrong.append(f"{path}: holds {cell}")

    def measure(self, picture, other):
        text = self.call("measure", picture + ".png", other + ".png", "--format", "json")
        values = json.loads(text, parse_constant=lambda name: self.wrong.append(f"measure {picture} {other}: {name}"))
        for name, value in values.items():
            if value == 0 and str(value).startswith("-"):
                self.wrong.append(f"measure {picture} {other}: {name} is {value}")

    def run(self):
        for name, variants in GROUPS.items():
            path = self.spec(name, variants)
            self.call("run", path, "-j", "1", "--threads", "1")
            for command in (["table", path], ["plot", path], ["status", path], ["report", "--specs", path]):
                self.call(*command)
        if "must be white" not in self.call("run", self.spec("hidden", {"all": "task: {inpaint: {mask: hides-all.png}}"}), expected=2):
            self.wrong.append("a mask that hides everything is not refused for what it is")
        for picture in PICTURES:
            for task in ("denoise", "deblock", "super-resolve", "enhance"):
                self.call("restore", picture + ".png", "--task", task, "--iterations", "4", "--threads", "1", "--force")
            for mask in MASKS:
                expected = 2 if mask in ("hides-all", "hides-none") else 0
                self.call(
                    "restore", picture + ".png", "--task", "inpaint", "--mask", mask + ".png", "--iterations", "4", "--threads", "1", "--force",
                    expected=expected)
            for other in PICTURES:
                if (picture == "plain") == (other == "plain"):
                    self.measure(picture, other)
        self.look()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dip")
    options = parser.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="dip-constants-") as folder:
        trial = Trial(os.path.abspath(options.dip), folder)
        trial.run()
        runs = len(glob.glob(os.path.join(folder, "Results", "runs", "*", "*")))
    if trial.wrong:
        sys.exit("\n".join(trial.wrong))
    print(f"{runs} runs and {trial.commands} commands on pictures without content in {time.monotonic() - begin:.0f} s: nothing was found")


main()
