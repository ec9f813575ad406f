#!/usr/bin/env python3
"""Writes RO-Crates with a program and has them read and validated by the packages rocrate and roc-validator.

check_crate.py DIP. No network is needed: the JSON-LD context comes with rocrate. Scripts/check-python.sh installs both
packages into an environment of their own.
"""
import hashlib
import json
import logging
import pathlib
import subprocess
import sys
import tempfile

import rocrate
from rocrate.rocrate import ROCrate

TINY = """
title: A small crate
iterations: 4
network: {width: 8}
sweep: {network.lipschitz: [1, 2]}
"""


def dip(program, folder, *words):
    done = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"dip {' '.join(words)}: {done.stderr}")


def crates(program, folder):
    """A crate of synthetic images, and one of a photograph, which it names by its hash."""
    (folder / "scene.yaml").write_text("dataset: synthetic\nimages: [leaves]\nsize: 64" + TINY)
    (folder / "photo.yaml").write_text("dataset: {files: [photo.png]}" + TINY)
    dip(program, folder, "run", "scene.yaml", "--threads", "1")
    clean = next((folder / "Results" / "runs").glob("scene/*/clean.png"))
    (folder / "photo.png").write_bytes(clean.read_bytes())
    dip(program, folder, "run", "photo.yaml", "--threads", "1")
    agent = "Jane Doe <https://orcid.org/0000-0002-1825-0097>"
    dip(program, folder, "export", "scene.yaml", "--ro-crate", "scene", "--license", "CC-BY-4.0", "--agent", agent)
    dip(program, folder, "export", "photo.yaml", "--ro-crate", "photo")
    dip(program, folder, "export", "--ro-crate", "all", "--pictures", "--license", "MIT")
    return [folder / name for name in ["scene", "photo", "all"]]


def read(crate):
    """What rocrate makes of a crate; yields what is wrong."""
    found = ROCrate(crate)
    if found.version != "1.2":
        yield f"rocrate takes it for version {found.version}"
    actions = [entity for entity in found.get_entities() if entity.type == "CreateAction"]
    if not actions or len(actions) != len(found.root_dataset.get("mentions", [])):
        yield "its actions are not those that the root mentions"
    for action in actions:
        if getattr(action.get("instrument"), "type", None) != "SoftwareApplication":
            yield f"{action.id}: its instrument is no software"
        if not action.get("result") or not action.get("object"):
            yield f"{action.id}: it has no result or no object"
    files = [entity for entity in found.data_entities if entity.type == "File" and not entity.id.startswith("#")]
    if len(files) < 5:
        yield f"rocrate sees only {len(files)} files"
    for file in files:
        data = (crate / file.id).read_bytes()
        if file["sha256"] != hashlib.sha256(data).hexdigest() or file["contentSize"] != str(len(data)):
            yield f"{file.id}: size or hash is wrong"
    # What it writes again has the same entities.
    with tempfile.TemporaryDirectory() as copy:
        found.write(copy)
        again = json.loads((pathlib.Path(copy) / "ro-crate-metadata.json").read_text())["@graph"]
    written = json.loads((crate / "ro-crate-metadata.json").read_text())["@graph"]
    if {entity["@id"] for entity in again} != {entity["@id"] for entity in written}:
        yield "rocrate writes other entities than it has read"


def validated(crate):
    """What roc-validator finds; the profile of 0.5 extends RO-Crate 1.1, so that both are checked apart."""
    from rocrate_validator import models, services
    from rocrate_validator.utils.http import HttpRequester

    context = json.loads((pathlib.Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_text())

    class Answer:
        status_code, ok, from_cache, headers = 200, True, True, {"Content-Type": "application/ld+json"}
        text = json.dumps(context)
        content = text.encode()

        def json(self):
            return context

        def raise_for_status(self):
            pass

    logging.disable(logging.WARNING)
    HttpRequester.get = HttpRequester.head = lambda self, url, **more: Answer()
    for profile in ["ro-crate-1.2", "process-run-crate"]:
        settings = models.ValidationSettings(
            rocrate_uri=str(crate), profile_identifier=profile, offline=True, skip_availability_check=True,
            requirement_severity=models.Severity.RECOMMENDED, disable_inherited_profiles_issue_reporting=True)
        for issue in services.validate(settings).get_issues():
            yield issue, f"{profile}: {issue.check.name}: {issue.violatingEntity}"


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for crate in crates(program, pathlib.Path(folder)):
            wrong = list(read(crate))
            try:
                advice = set()
                for issue, sentence in validated(crate):
                    if issue.severity.name == "REQUIRED":
                        wrong.append(sentence)
                    else:
                        advice.add(sentence)
                validator = f"roc-validator agrees, with {len(advice)} recommendations"
                if "-v" in sys.argv:
                    print("\n".join(sorted(advice)))
            except ImportError:
                validator = "roc-validator is not installed"
            for sentence in wrong:
                print(f"{crate.name}: {sentence}", file=sys.stderr)
            failed = failed or bool(wrong)
            if not wrong:
                print(f"crate of {crate.name}: rocrate reads it; {validator}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
