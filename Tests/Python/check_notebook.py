#!/usr/bin/env python3
"""Runs Documentation/notebook.ipynb with a program and compares the numbers of its outputs with the committed ones.

check_notebook.py DIP [--write]: --write puts the new outputs into the file instead. Needs nbclient, ipykernel, pandas and
matplotlib; Scripts/check-python.sh installs them into an environment of their own.
"""
import base64
import os
import pathlib
import re
import sys
import time

import nbclient
import nbformat

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NOTEBOOK = ROOT / "Documentation" / "notebook.ipynb"
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
# Processors with other vector instructions round differently, and training makes that grow.
RELATIVE, ABSOLUTE = 0.03, 0.15
MOST_BYTES = 100_000  # of a picture


def executed(program):
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    os.environ["DIP"] = str(pathlib.Path(program).resolve())
    os.environ["PYTHONPATH"] = str(ROOT / "python")
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    nbclient.NotebookClient(
        notebook, timeout=1200, kernel_name="python3", record_timing=False, extra_arguments=["--log-level=ERROR"]
    ).execute()
    for cell in notebook.cells:
        cell.metadata = {}
        for output in cell.get("outputs", []):
            output.metadata = {}
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def texts(cell):
    """What a cell printed and its value; pictures have none."""
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            yield output.text
        elif "image/png" not in output.get("data", {}):
            yield output.data.get("text/plain", "")


def numbers(cell):
    return [float(text) for part in texts(cell) for text in NUMBER.findall(part)]


def pictures(cell):
    return [output.data["image/png"] for output in cell.get("outputs", []) if "image/png" in output.get("data", {})]


def problems(committed, present):
    if len(committed.cells) != len(present.cells):
        yield "it has another number of cells"
    compared = 0
    for index, (old, new) in enumerate(zip(committed.cells, present.cells)):
        before, after = numbers(old), numbers(new)
        compared += len(before)
        if len(before) != len(after):
            yield f"cell {index}: {len(after)} numbers, not {len(before)}"
        for was, now in zip(before, after):
            if abs(now - was) > RELATIVE * abs(was) + ABSOLUTE:
                yield f"cell {index}: {now}, not {was}"
        if len(pictures(old)) != len(pictures(new)):
            yield f"cell {index}: {len(pictures(new))} pictures, not {len(pictures(old))}"
    if compared < 30:
        yield f"only {compared} numbers were found in its outputs"
    for picture in (picture for cell in present.cells for picture in pictures(cell)):
        size = len(base64.b64decode(picture))
        if size > MOST_BYTES:
            yield f"a picture has {size} bytes, more than {MOST_BYTES}"


def main():
    program, writes = sys.argv[1], "--write" in sys.argv[2:]
    begin = time.monotonic()
    present = executed(program)
    took = f"{time.monotonic() - begin:.0f} s"
    if writes:
        nbformat.write(present, NOTEBOOK)
        print(f"{NOTEBOOK.relative_to(ROOT)} written after {took}")
        return 0
    found = list(problems(nbformat.read(NOTEBOOK, as_version=4), present))
    for problem in found:
        print(f"{NOTEBOOK.relative_to(ROOT)}: {problem}", file=sys.stderr)
    if not found:
        print(f"{NOTEBOOK.relative_to(ROOT)}: its numbers are those of the program ({took})")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
