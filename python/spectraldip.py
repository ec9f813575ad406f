"""Results of dip in Python: curves, runs, metrics and restorations through the program's JSON.

Needs the program `dip`: that of the variable DIP, else the one in the PATH, else .build/release/dip beside this folder.
With pandas installed, tables are data frames, else lists of dictionaries; `frame=False` always gives the latter.

    import spectraldip as sd
    curves = sd.load("my-photo.yaml")
    curves.pivot_table(index="iteration", columns="network.lipschitz", values="psnr").plot()
"""

import json
import math
import os
import pathlib
import shutil
import subprocess

__version__ = "0.1.0"
__all__ = ["DipError", "load", "runs", "run", "measure", "restore", "program"]


class DipError(RuntimeError):
    """What the program said when it refused or failed; `status` is its exit status."""

    def __init__(self, message, status):
        super().__init__(message)
        self.status = status


def program():
    """The path of the program."""
    given = os.environ.get("DIP")
    if given:
        return given
    found = shutil.which("dip")
    if found:
        return found
    built = pathlib.Path(__file__).resolve().parent.parent / ".build" / "release" / "dip"
    if built.exists():
        return str(built)
    raise DipError("the program dip was not found; set DIP to its path", 2)


def load(spec=None, *overrides, scale=None, results="Results", partial=False, frame=None):
    """The curves of all runs of a spec, one row for each recorded iteration; of all complete records without a spec.

    Columns: experiment, key, scale, dataset, image, seed, every setting that differs, then iteration, psnr, ...
    """
    words = ["export", "--format", "json", "--results", str(results)]
    words += ["--scale", scale] if scale else []
    words += ["--partial"] if partial else []
    words += [str(spec)] if spec is not None else []
    return _table(_json(words + list(overrides)), frame)


def runs(*filters, results="Results", sort_by=None, frame=None):
    """The records, one row each, with settings and results; filters as for `dip list runs`."""
    words = ["list", "runs", "--format", "json", "--results", str(results)]
    words += ["--sort-by", sort_by] if sort_by else []
    return _table(_json(words + list(filters)), frame)


def run(spec, *overrides, scale=None, results="Results", options=()):
    """Runs what is missing of a spec; returns what the program printed."""
    words = ["run", str(spec), *overrides, "--results", str(results), *options]
    return _call(words + (["--scale", scale] if scale else []))


def measure(reference, other=None, *, degraded=None):
    """The metrics of an image file against another, or of one alone, by name; None where one is undefined.

    The PSNR of identical images is infinite. Of two folders, images of the same name are compared: {"images": [...], "mean": ...}.
    """
    words = ["measure", str(reference)] + ([str(other)] if other is not None else [])
    words += ["--degraded", str(degraded)] if degraded is not None else []
    return _with_infinities(_json(words + ["--format", "json"]))


def restore(photo, task, output=None, **options):
    """Restores a photograph; returns the path of the result. Options are those of `dip restore`: sigma=20, force=True."""
    photo = pathlib.Path(photo)
    output = pathlib.Path(output) if output is not None else photo.with_name(photo.stem + "-restored.png")
    words = ["restore", str(photo), "--task", task, "--output", str(output)]
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            words.append(flag)
        elif value is not None and value is not False:
            words += [flag, str(value)]
    _call(words)
    return output


def _call(words):
    done = subprocess.run([program(), *words], capture_output=True, text=True)
    if done.returncode:
        lines = [line.removeprefix("dip: ") for line in done.stderr.strip().splitlines()]
        raise DipError("\n".join(lines) or f"dip ended with status {done.returncode}", done.returncode)
    return done.stdout


def _json(words):
    return json.loads(_call(words))


def _with_infinities(value):
    """JSON has no number for infinity: the program writes the string "inf"."""
    if isinstance(value, dict):
        return {key: _with_infinities(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_with_infinities(each) for each in value]
    return math.inf if value == "inf" else value


def _table(rows, frame):
    if frame is False:
        return rows
    try:
        import pandas
    except ImportError:
        if frame:
            raise
        return rows
    return pandas.DataFrame(rows)
