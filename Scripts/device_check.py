"""What Scripts/device-check.sh does: see there."""

import argparse
import csv
import glob
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PACKED = os.path.isdir(os.path.join(HERE, "bin"))
ROOT = HERE if PACKED else os.path.dirname(HERE)
DIP = os.path.join(ROOT, "bin/dip" if PACKED else ".build/debug/dip")
TESTS = os.path.join(ROOT, "bin/tests" if PACKED else ".build/debug/SpectralDIPPackageTests.xctest")
RIVAL = os.path.join(ROOT, "pytorch_device.py" if PACKED else "Tests/Rivals/pytorch_device.py")

SPEC = """name: device-check
title: Peppers on a device
{image}
task: {{denoise: {{sigma: 25}}}}
iterations: {iterations}
record_every: 10
network: {{architecture: {network}{options}}}
input: {input}
"""
# Seconds that a part may need at most: what does not fit into the time that is left is not begun.
NEEDS = {"step": 12, "roofline": 12, "run": 130, "processor": 40, "pytorch": 40, "tests": 90}


class Check:
    def __init__(self, options):
        self.options = options
        self.start = time.monotonic()
        self.rows, self.notes = [], []
        self.result = {"rows": self.rows, "notes": self.notes}

    @property
    def left(self):
        """Seconds that the rest may take; small sizes on a processor take what they take."""
        return 600 if self.options.small else self.options.seconds - (time.monotonic() - self.start)

    def room(self, part, scale=1.0):
        """Whether there is time for a part; says so where there is none."""
        if self.left >= NEEDS[part] * scale:
            return True
        self.notes.append(f"{part}: left out, as {self.left:.0f} s were left")
        return False

    def command(self, words, environment=None, limit=None, both=False):
        """What a command prints, with `both` also on standard error; None when it fails, with a note that says why."""
        limit = limit or max(self.left, 20)
        try:
            done = subprocess.run(words, capture_output=True, text=True, timeout=limit,
                                  env={**os.environ, **(environment or {})})
        except subprocess.TimeoutExpired:
            self.notes.append(f"{' '.join(map(str, words[:6]))} ...: stopped after {limit:.0f} s")
            return None
        except OSError as error:
            self.notes.append(f"{words[0]}: {error.strerror}")
            return None
        if done.returncode != 0:
            last = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
            self.notes.append(f"{' '.join(map(str, words[1:6]))} ...: {last}")
            return None
        # Tests speak on standard error.
        return done.stderr + done.stdout if both else done.stdout

    def row(self, what, value, goal="", met=None):
        self.rows.append({"what": what, "value": value, "goal": goal, "met": met})
        print(f"{what}: {value}" + (f" (goal: {goal})" if goal else ""), flush=True)

    def devices(self):
        listed = self.command([DIP, "list", "devices"]) or ""
        print(listed, end="", flush=True)
        self.result["devices"] = listed.splitlines()
        found = [line.split()[0] for line in listed.splitlines() if re.match(r"(cuda|opencl):\d+ ", line)
                 and "cannot be used" not in line]
        for line in listed.splitlines():
            if not line.startswith("cpu"):
                self.notes.append(re.sub(r"\s{2,}", "  ", line))
        return found

    def step(self, device, network, size):
        """Seconds of a training step, and MB on the device."""
        if not self.room("step"):
            return None
        words = [DIP, "bench", "step", "--format", "json", "--device", device, "--size", size,
                 "--architecture", network, "--iterations", 3 if self.options.small else 50]
        if network == "decoder":
            words += ["--lipschitz", "1.4", "--width", 16 if self.options.small else 128]
        text = self.command([str(word) for word in words])
        return json.loads(text) if text else None

    def rival(self, network, size):
        """The best of PyTorch with and without TF32, in seconds; empty where there is no PyTorch."""
        if not self.room("pytorch"):
            return {}
        words = [sys.executable if self.options.python is None else self.options.python, RIVAL, "--network", network,
                 "--size", size, "--iterations", 2 if self.options.small else 20,
                 "--width", 16 if self.options.small else 128]
        if self.left < 200 or network != "decoder":
            words.append("--no-compile")
        text = self.command([str(word) for word in words], limit=max(self.left - 20, 30))
        if not text:
            return {}
        report = json.loads(text.splitlines()[-1])
        self.result.setdefault("pytorch", []).append(report)
        self.notes += [f"PyTorch, {network} {size}: {failure}" for failure in report["failures"]]
        best = {}
        for result in report["results"]:
            kind = "tf32" if result["tf32"] else "float32"
            if kind not in best or result["median_seconds"] < best[kind]["median_seconds"]:
                best[kind] = result
        return best

    def steps(self, devices):
        for network in ("decoder",) if self.options.small else ("decoder", "skip"):
            for size in (64,) if self.options.small else (512, 256):
                rivals = self.rival(network, size)
                for kind, best in rivals.items():
                    layout = ", channels last" if best["channels_last"] else ""
                    self.row(f"PyTorch, {network} {size}, {kind}",
                             f"{best['median_seconds'] * 1000:.2f} ms ({best['way']}{layout})")
                for device in devices:
                    report = self.step(device, network, size)
                    if not report:
                        continue
                    about = {"device": device, "network": network, "size": size}
                    self.result.setdefault("steps", []).append({**about, **report})
                    seconds, memory = report["median_seconds"], report.get("device_memory_mb")
                    self.row(f"{device}, {network} {size}, a step", f"{seconds * 1000:.2f} ms")
                    for kind, factor in (("tf32", 1), ("float32", 2)):
                        if kind in rivals:
                            ratio = rivals[kind]["median_seconds"] / seconds
                            self.row(f"{device}, {network} {size}, beside PyTorch {kind}", f"{ratio:.2f} times as fast",
                                     f"{factor} or more", None if self.options.small else ratio >= factor)
                    if memory is not None:
                        goal = "at most 1536 MB" if size == 512 else ""
                        self.row(f"{device}, {network} {size}, memory", f"{memory:.0f} MB", goal,
                                 memory <= 1536 if goal else None)

    def roofline(self, device):
        if not self.room("roofline"):
            return
        words = [DIP, "bench", "roofline", "--format", "json", "--device", device, "--lipschitz", "1.4"]
        words += ["--size", "64", "--width", "16", "--iterations", "1"] if self.options.small else ["--size", "512"]
        text = self.command(words)
        if text:
            report = json.loads(text)
            self.result["roofline"] = report
            self.row(f"{device}, roofline", f"{report['ratio']:.2f} times the least time "
                     f"({report['peak_gflops'] / 1000:.1f} TFLOP/s, {report['copy_gb_per_second']:.0f} GB/s)")

    def spec(self, folder, name, iterations, network):
        data = self.options.data
        peppers = data and os.path.exists(os.path.join(data, "set9/image_Peppers512rgb.png"))
        if self.options.small:
            image = "dataset: synthetic\nimages: [pebbles]\nsize: 64"
        elif peppers:
            image = f"dataset: {{files: [{os.path.abspath(data)}/set9/image_Peppers512rgb.png]}}"
        else:
            image = "dataset: synthetic\nimages: [pebbles]\nsize: 512"
            self.notes.append("the public image was not found (--data): a synthetic one of the same size was used")
        width = ", width: 16" if self.options.small and network == "decoder" else ""
        options = f", upsampler: bilinear, lipschitz: 1.4, norm: mean-only{width}"
        if network == "skip":
            options = ", down: [8, 8], up: [8, 8], skip: [2, 2]" if self.options.small else ", preset: denoise"
        path, drawn = os.path.join(folder, name + ".yaml"), "fourier" if network == "decoder" else "noise"
        with open(path, "w") as file:
            file.write(SPEC.format(image=image, iterations=iterations, network=network, options=options, input=drawn))
        return path

    def run(self, device, network, iterations, folder):
        """Makes one run; seconds of the command, and the curves by column. None when it failed."""
        name, start = f"{network}-{device.replace(':', '-')}", time.monotonic()
        spec, results = self.spec(folder, name, iterations, network), os.path.join(folder, name)
        if self.command([DIP, "run", spec, "--results", results, "--device", device]) is None:
            return None
        seconds = time.monotonic() - start
        with open(glob.glob(os.path.join(glob.escape(results), "runs", "*", "*", "curves.csv"))[0]) as file:
            rows = list(csv.DictReader(file))
        return seconds, {int(row["iteration"]): float(row["psnr"]) for row in rows}

    def runs(self, device, folder):
        small, goal = self.options.small, 90
        for network, share in (("decoder", 1.0), ("skip", 0.2)):
            if not self.room("run", share):
                continue
            iterations = 60 if small else int(10_000 * share)
            made = self.run(device, network, iterations, folder)
            if not made:
                continue
            seconds, curve = made
            whole = seconds / iterations * 10_000
            extrapolated = "" if iterations == 10_000 else f" (from {iterations} iterations in {seconds:.0f} s)"
            self.row(f"{device}, {network}, 10,000 recorded iterations", f"{whole:.0f} s{extrapolated}",
                     "" if small else f"at most {goal} s", None if small else whole <= goal)
            best = max(curve, key=curve.get)
            last = curve[max(curve)]
            self.row(f"{device}, {network}, PSNR", f"best {curve[best]:.2f} dB at {best}, last {last:.2f} dB")
            self.result.setdefault("curves", {})[f"{network} {device}"] = curve
            if network == "decoder":
                self.compare(curve, folder)

    def compare(self, curve, folder):
        """The same run's first iterations on the processor."""
        if not self.room("processor"):
            return
        iterations = 60 if self.options.small else 150
        made = self.run("cpu", "decoder", iterations, folder)
        if not made:
            return
        shared = sorted(set(curve) & set(made[1]))
        gaps = [abs(curve[i] - made[1][i]) for i in shared]
        self.result["curves"]["decoder cpu"] = made[1]
        self.row(f"PSNR of device and processor, {len(shared)} points up to iteration {shared[-1]}",
                 f"differ by {statistics.median(gaps):.4f} dB in the median, {max(gaps):.4f} at most")

    def tests(self, device):
        """The table of operations and the sessions' other tests, on a device."""
        if not os.path.exists(TESTS):
            self.notes.append("tests: their program is not there")
            return
        if not self.room("tests"):
            return
        filters = ("DeviceSessionsTests.+NoiseTests" if self.options.small
                   else "DeviceSessionsTests|DevicesTests|OperationCaseTests")
        start, words = time.monotonic(), [TESTS, "--testing-library", "swift-testing", "--filter", filters]
        text = self.command(words, {"DIP_TEST_DEVICE": device}, both=True)
        seconds = time.monotonic() - start
        ends = re.findall(r"Test run with .*", text or "")
        self.row(f"{device}, tests", f"{ends[-1] if ends else 'failed, see the notes'} ({seconds:.0f} s here)",
                 "all pass", bool(ends) and "passed" in ends[-1])

    def all(self):
        if not os.path.exists(DIP):
            sys.exit(f"device-check.sh: {DIP} is missing; 'make build' makes it")
        devices = self.devices()
        chosen = [name for name in devices if self.options.device in ("", name, name.split(":")[0])]
        cards = chosen if self.options.small or self.options.device else [
            name for name in chosen if "the processor itself" not in "".join(
                line for line in self.result["devices"] if line.startswith(name + " "))]
        if not cards:
            print("device-check.sh: there is no graphics processor to measure; --small tries the script with OpenCL on "
                  "the processor", file=sys.stderr)
            self.notes.append("no graphics processor: its speed is not measured")
            return 1
        first = {name.split(":")[0]: name for name in reversed(cards)}
        both = [first[kind] for kind in ("cuda", "opencl") if kind in first]
        folder = tempfile.mkdtemp(prefix="device-check-")
        try:
            self.runs(both[0], folder)
            self.steps(both)
            self.roofline(both[0])
            for device in both:
                self.tests(device)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return 0 if all(row["met"] is not False for row in self.rows) else 1

    def write(self):
        self.result["seconds"] = round(time.monotonic() - self.start, 1)
        self.result["small"] = self.options.small
        os.makedirs(self.options.output, exist_ok=True)
        words = {True: "yes", False: "**no**", None: ""}
        lines = ["| what | measured | goal | met |", "|---|---|---|---|"]
        lines += [f"| {row['what']} | {row['value']} | {row['goal']} | {words[row['met']]} |" for row in self.rows]
        small = " Small sizes: no speed of a card." if self.options.small else ""
        lines += ["", f"{self.result['seconds']:.0f} s in all.{small}"]
        lines += [""] + [f"- {note}" for note in dict.fromkeys(self.notes)]
        base = os.path.join(self.options.output, "device-check")
        for name, text in ((base + ".md", "\n".join(lines)), (base + ".json", json.dumps(self.result, indent=1))):
            with open(name, "w") as file:
                file.write(text + "\n")
            print(f"written: {name}")


def main():
    parser = argparse.ArgumentParser(prog="device-check.sh", description="Measures and checks the program on a device.")
    parser.add_argument("--small", action="store_true", help="small sizes, to try the script with OpenCL on a processor")
    parser.add_argument("--device", default="", help="cuda, opencl or one device of them (default: the first of each)")
    parser.add_argument("--seconds", type=float, default=350, help="what all may take")
    parser.add_argument("--output", default=".", help="folder of the table and the JSON")
    parser.add_argument("--data", default=os.environ.get("DIP_DATA") or (
        os.path.join(ROOT, "data") if os.path.isdir(os.path.join(ROOT, "data")) else None), help="folder of the public images")
    parser.add_argument("--python", default=None, help="a Python that has PyTorch (default: the one that runs this)")
    check = Check(parser.parse_args())
    try:
        sys.exit(check.all())
    finally:
        check.write()


if __name__ == "__main__":
    main()
