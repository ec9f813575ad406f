#!/usr/bin/env python3
"""Fails if a target imports a module of this package that it does not depend on, directly or through others.

Such an import compiles or not by the order in which the modules happen to be built.
"""
import json
import pathlib
import re
import subprocess
import sys

IMPORT = re.compile(r"^(?:@\w+ |public |package |internal )*import (?:\w+ )?(\w+)$", re.MULTILINE)

package = json.loads(subprocess.check_output(["swift", "package", "dump-package"]))
direct = {
    target["name"]: {list(each.values())[0][0] for each in target["dependencies"]} for target in package["targets"]
}


def reachable(name):
    found, open_ = set(), [name]
    while open_:
        new = direct.get(open_.pop(), set()) - found
        found |= new
        open_ += new
    return found


wrong = []
for target in package["targets"]:
    name = target["name"]
    folder = pathlib.Path(target.get("path") or f"{'Tests' if target['type'] == 'test' else 'Sources'}/{name}")
    allowed = reachable(name) | {name}
    for file in sorted(folder.rglob("*.swift")):
        for module in IMPORT.findall(file.read_text()):
            if module in direct and module not in allowed:
                wrong.append(f"{file}: imports {module}, on which {name} does not depend in Package.swift")
print("\n".join(wrong), end="\n" if wrong else "")
sys.exit(1 if wrong else 0)
