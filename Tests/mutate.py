#!/usr/bin/env python3
"""Breaks the code on purpose in places chosen at random and runs the tests of that module: how many breaks do they see?

A break flips a comparison, an arithmetic or a logical operator, changes a whole number by one, swaps true and false, or drops a
statement, in a copy of the sources. One that does not compile is no break and is drawn again. Survivors are listed with their place.
Usage: mutate.py [--count N] [--budget SECONDS] [--seed N] [--modules NAME ...] [--scratch FOLDER]
"""
import argparse
import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# Those that need the kernels take minutes to build and are left to those who name them.
QUICK = ["BinaryCoding", "Quoting", "Wording", "Records", "Randomness"]
# Seconds for a build; tests get many times what they take without a break, which may make them run for ever.
LIMIT = 900

Break = collections.namedtuple("Break", "path line column old new")
SWAPS = [
    (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" == ", " != "), (r" != ", " == "), (r" && ", " || "),
    (r" \|\| ", " && "), (r" \+ ", " - "), (r" - ", " + "), (r" \* ", " / "), (r"\btrue\b", "false"), (r"\bfalse\b", "true"),
    (r"\.min\(", ".max("), (r"\bmin\(", "max("), (r"\bmax\(", "min("), (r"\.\.<", "..."), (r"(?<![\w.\"x])\d+(?![\w.\"])", None),
]
STATEMENT = re.compile(r"^\s+(try |\w+(\.\w+)*(\(|\.append|\.write| [+\-*]?= )).*[^{(,]$")


def candidates(path):
    """All places of a file that can be broken, each in one way."""
    with open(path) as file:
        lines = file.read().split("\n")
    found = []
    for number, line in enumerate(lines):
        code = line.split("//")[0]
        if not code.strip() or code.lstrip().startswith(("import", "@", "///", "case .", "precondition", "package let", "func ")):
            continue
        # What stands in quotes is a text.
        bare = re.sub(r'"(\\.|[^"\\])*"', lambda match: "\0" * len(match.group()), code)
        for pattern, new in SWAPS:
            for match in re.finditer(pattern, bare):
                text = match.group()
                found.append(Break(path, number, match.start(), text, new if new is not None else str(int(text) + 1)))
        if STATEMENT.match(bare) and bare.count("(") == bare.count(")") and not bare.strip().startswith(("return", "let", "var", "guard")):
            found.append(Break(path, number, 0, line, ""))
    return found


def put(chosen):
    with open(chosen.path) as file:
        text = file.read()
    lines = text.split("\n")
    line = lines[chosen.line]
    lines[chosen.line] = line[:chosen.column] + chosen.new + line[chosen.column + len(chosen.old):]
    with open(chosen.path, "w") as file:
        file.write("\n".join(lines))
    return text


def swift(copy, *arguments, limit=LIMIT):
    try:
        # In a group of its own, as a break may make a test run for ever.
        process = subprocess.Popen(["swift"] + list(arguments), cwd=copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                                   start_new_session=True)
        text = process.communicate(timeout=limit)[0]
        return process.returncode, text
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.communicate()
        return None, ""


def needed(module):
    """The module, its tests and all targets that these use."""
    package = json.loads(subprocess.run(["swift", "package", "dump-package"], cwd=ROOT, capture_output=True, check=True).stdout)
    targets = {target["name"]: target for target in package["targets"]}
    found, open_names = set(), [module, module + "Tests"]
    while open_names:
        name = open_names.pop()
        if name in found or name not in targets:
            continue
        found.add(name)
        open_names += [item[0] for entry in targets[name]["dependencies"] for item in entry.values()]
    return sorted(found)


def prepare(module, scratch):
    """A package of its own for a module, so that a break builds nothing else; its folder, and the seconds that its tests may take."""
    copy = os.path.join(scratch, module)
    os.makedirs(copy, exist_ok=True)
    # CResources embeds files of Experiments and Plots, and tests read what is committed.
    for name in ("Sources", "Tests", "Experiments", "Plots", "Results"):
        shutil.rmtree(os.path.join(copy, name), ignore_errors=True)
        shutil.copytree(os.path.join(ROOT, name), os.path.join(copy, name))
    with open(os.path.join(ROOT, "Package.swift")) as file:
        text = file.read()
    names = ", ".join(f'"{name}"' for name in needed(module))
    with open(os.path.join(copy, "Package.swift"), "w") as file:
        file.write(text + f"\npackage.products = []\npackage.targets.removeAll {{ ![{names}].contains($0.name) }}\n")
    status, text = swift(copy, "build", "--build-tests")
    if status != 0:
        sys.exit(f"the copy of {module} does not build:\n" + text[-2000:])
    begin = time.monotonic()
    if swift(copy, "test", "--skip-build", "--filter", f"{module}Tests")[0] != 0:
        sys.exit(f"the tests of {module} fail without any break")
    return copy, 60 + 5 * (time.monotonic() - begin)


def judge(copy, module, limit):
    """How the tests of a module end: seen, survived, or no break when it does not compile."""
    status, text = swift(copy, "build", "--build-tests")
    if status != 0:
        return "no break"
    status, text = swift(copy, "test", "--skip-build", "--filter", f"{module}Tests", limit=limit)
    return "survived" if status == 0 else "seen"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--budget", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=random.randrange(10 ** 6))
    parser.add_argument("--modules", nargs="*", default=QUICK)
    parser.add_argument("--scratch", default=os.path.join(ROOT, ".build-mutate"))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    begin, draw = time.monotonic(), random.Random(options.seed)
    copies = {module: prepare(module, options.scratch) for module in options.modules}
    counts, survivors = collections.Counter(), []
    while counts["seen"] + counts["survived"] < options.count and time.monotonic() - begin < options.budget:
        module = draw.choice(options.modules)
        copy, limit = copies[module]
        files = [os.path.join(folder, name) for folder, _, names in os.walk(os.path.join(copy, "Sources", module)) for name in sorted(names)
                 if name.endswith(".swift")]
        places = [place for path in sorted(files) for place in candidates(path)]
        chosen = draw.choice(places)
        text = put(chosen)
        try:
            verdict = judge(copy, module, limit)
        finally:
            with open(chosen.path, "w") as file:
                file.write(text)
        counts[verdict] += 1
        place = f"{os.path.relpath(chosen.path, copy)}:{chosen.line + 1}: '{chosen.old.strip()}' became '{chosen.new.strip()}'"
        print(f"{verdict}: {place}", flush=True)
        if verdict == "survived":
            survivors.append(place)
    made = counts["seen"] + counts["survived"]
    print(f"{counts['seen']} of {made} breaks were seen in {time.monotonic() - begin:.0f} s ({counts['no break']} did not compile)")
    for place in survivors:
        print("survived: " + place)
    sys.exit(0 if made == 0 or counts["seen"] >= 0.9 * made else 1)


main()
