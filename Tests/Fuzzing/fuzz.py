#!/usr/bin/env python3
"""Fuzzing with coverage of everything that reads files and messages: libFuzzer and the address sanitizer, both of the Swift toolchain.

Usage: fuzz.py [--budget SECONDS] [--runs N] [--targets NAME ...] [--built] [--corpus FOLDER] [--shims]
--shims is for the C code that reads and writes PNG, JPEG and TIFF alone, with the sanitizer of undefined behaviour, too; it builds in seconds.
The budget is for all targets together. What libFuzzer finds is kept in --corpus between calls; inputs that crash, hang or take more
than 2 GB are named, and the exit status is 1.
"""
import argparse
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SCRATCH = os.path.join(ROOT, ".build-fuzz")
PICTURES = os.path.join(ROOT, "Tests", "ImagingTests", "Fixtures")
# The first inputs of each target and the longest that are tried.
TARGETS = {
    "png": ([PICTURES + "/*.png"], 4096), "bmp": ([PICTURES + "/*.bmp"], 4096), "jpeg": ([PICTURES + "/*.jpg"], 4096),
    "tiff": ([PICTURES + "/*.tif"], 4096),
    "photograph": ([PICTURES + "/*.jpg", PICTURES + "/*.png", PICTURES + "/*.tif"], 4096),
    "spec": ([ROOT + "/Experiments/figures/*.yaml", ROOT + "/Experiments/tables/*.yaml"], 4096),
    "curves": ([HERE + "/Corpus/curves/*"], 2048), "stops": ([HERE + "/Corpus/stops/*"], 2048),
    "record": ([HERE + "/Corpus/record/*"], 4096), "checkpoint": ([HERE + "/Corpus/checkpoint/*"], 512),
    "manifest": ([HERE + "/Corpus/manifest/*", ROOT + "/Experiments/datasets/set5.yaml"], 2048),
    "message": ([HERE + "/Corpus/message/*"], 512), "lock": ([HERE + "/Corpus/lock/*"], 512),
}
# Of the C code alone; what an input begins with says which of the three reads it.
SHIMS = {"png-shim": TARGETS["png"], "jpeg-shim": TARGETS["jpeg"], "tiff-shim": TARGETS["tiff"]}


def libfuzzer():
    """The library without a program's entry, of the clang that comes with Swift; None when there is none."""
    if not shutil.which("clang"):
        return None
    folder = subprocess.run(["clang", "-print-runtime-dir"], capture_output=True, text=True, check=True).stdout.strip()
    places = [folder, os.path.dirname(folder) + "/linux"] + glob.glob(os.path.dirname(folder) + "/*")
    return next((path for place in places for path in glob.glob(place + "/libclang_rt.fuzzer_no_main*.a")), None)


def build(library):
    flags = [
        "-c", "release", "--sanitize=address", "--scratch-path", SCRATCH, "--product", "fuzz", "-Xswiftc", "-enable-testing",
        "-Xswiftc", "-Xfrontend", "-Xswiftc", "-sanitize=fuzzer,address", "-Xcc", "-fsanitize=fuzzer-no-link",
        "-Xswiftc", "-use-ld=lld", "-Xlinker", library, "-Xlinker", "-lstdc++",
    ]
    subprocess.run(["swift", "build"] + flags, cwd=ROOT, env=dict(os.environ, DIP_FUZZ="1"), check=True)


def build_shims():
    """The C code alone: CPNG, CJPEG and CTIFF with all sanitizers."""
    os.makedirs(SCRATCH, exist_ok=True)
    libraries = subprocess.run(["pkg-config", "--cflags", "--libs", "libpng", "libjpeg"], capture_output=True, text=True, check=True).stdout.split()
    sources = [os.path.join(HERE, "shims.c")] + [os.path.join(ROOT, "Sources", *name) for name in (("CPNG", "png.c"), ("CJPEG", "jpeg.c"), ("CTIFF", "tiff.c"), ("CTIFF", "library.c"))]
    includes = [f"-I{os.path.join(ROOT, 'Sources', name, 'include')}" for name in ("CPNG", "CJPEG", "CTIFF")]
    subprocess.run(
        ["clang", "-g", "-O1", "-fsanitize=fuzzer,address,undefined", "-fno-sanitize-recover=all", "-fuse-ld=lld", "-o", os.path.join(SCRATCH, "shims")]
        + includes + sources + libraries + ["-lstdc++", "-ldl"], check=True)


def words():
    """All keys and names of a spec, as libFuzzer reads them: a few keep a mutated spec from being refused at its first key."""
    found = set()

    def collect(value):
        if isinstance(value, dict):
            found.update(value.get("properties", {}))
            found.update(word for word in value.get("enum", []) if isinstance(word, str))
            value = list(value.values())
        for part in value if isinstance(value, list) else []:
            collect(part)

    with open(os.path.join(ROOT, "Experiments", "spec.schema.json")) as file:
        collect(json.load(file))
    return "".join(f'"{word}"\n' for word in sorted(found) if re.fullmatch(r"[\w.-]+", word))


def fuzz(name, seconds, runs, corpus):
    """Executions and findings of one target."""
    patterns, longest = (TARGETS | SHIMS)[name]
    seeds = os.path.join(corpus, name)
    os.makedirs(seeds, exist_ok=True)
    for number, path in enumerate(sorted(path for pattern in patterns for path in glob.glob(pattern))):
        target = os.path.join(seeds, f"seed-{number}")
        if not os.path.exists(target):
            shutil.copy(path, target)
    artifacts = os.path.join(corpus, "findings", name)
    os.makedirs(artifacts, exist_ok=True)
    environment = dict(
        os.environ, DIP_FUZZ_TARGET=name, SWIFT_BACKTRACE="enable=no", ASAN_OPTIONS="detect_leaks=0:allocator_may_return_null=1")
    program = os.path.join(SCRATCH, "shims") if name in SHIMS else os.path.join(SCRATCH, "release", "fuzz")
    # No time at all would mean without end.
    command = [
        program, f"-max_total_time={max(1, int(seconds))}", f"-runs={runs}", f"-max_len={longest}", "-timeout=20",
        "-rss_limit_mb=2048", "-print_final_stats=1", f"-artifact_prefix={artifacts}/",
    ]
    if name == "spec":
        dictionary = os.path.join(corpus, "words")
        with open(dictionary, "w") as file:
            file.write(words())
        command.append(f"-dict={dictionary}")
    command.append(seeds)
    try:
        result = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace", timeout=seconds + 120)
    except subprocess.TimeoutExpired as late:
        said = (late.stderr or b"").decode(errors="replace")
        print(f"{name}: did not end within {seconds + 120:.0f} s\n{said[-3000:]}", flush=True)
        return True
    done = re.search(r"stat::number_of_executed_units: *(\d+)", result.stderr)
    covered = re.findall(r"cov: (\d+)", result.stderr)
    print(f"{name}: {done.group(1) if done else '?'} executions in {seconds:.0f} s, {covered[-1] if covered else '?'} edges covered", flush=True)
    if result.returncode != 0:
        print(result.stderr[-3000:], flush=True)
    return result.returncode != 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--budget", type=float, default=60)
    parser.add_argument("--runs", type=int, default=-1)
    parser.add_argument("--targets", nargs="*", choices=list(TARGETS) + list(SHIMS))
    parser.add_argument("--shims", action="store_true")
    parser.add_argument("--built", action="store_true", help="take the program as it is")
    parser.add_argument("--corpus")
    options = parser.parse_args()
    targets = options.targets or list(SHIMS if options.shims else TARGETS)
    library = libfuzzer()
    if not library:
        sys.exit(print("skipped: the clang of this toolchain has no libFuzzer"))
    if not options.built and set(targets) & set(TARGETS):
        build(library)
    if not options.built and set(targets) & set(SHIMS):
        build_shims()
    with tempfile.TemporaryDirectory(prefix="dip-fuzz-") as folder:
        corpus = options.corpus or folder
        found = [name for name in targets if fuzz(name, options.budget / len(targets), options.runs, corpus)]
    if found:
        sys.exit("findings in: " + ", ".join(found))


main()
