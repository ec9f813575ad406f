"""The manual page of the program, in roff, from what it says of itself: python3 Scripts/manual.py PROGRAM > dip.1"""

import json
import re
import subprocess
import sys


def escaped(text):
    """Text that roff shows as it is."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in text.split("\n"))


def prose(text):
    return escaped(" ".join(text.split()))


def names(argument):
    words = [("--" if name["kind"] == "long" else "-") + name["name"] for name in argument.get("names", [])]
    value = argument.get("valueName", "")
    if argument["kind"] == "positional":
        return f"\\fI{escaped(value)}\\fR" + (" ..." if argument["isRepeating"] else "")
    shown = ", ".join(f"\\fB{escaped(word)}\\fR" for word in sorted(words, key=len))
    return shown + (f" \\fI{escaped(value)}\\fR" if argument["kind"] == "option" else "")


def entries(arguments):
    lines = []
    for argument in arguments:
        if not argument.get("shouldDisplay", True) or names(argument) in ("\\fB\\-h\\fR, \\fB\\-\\-help\\fR",):
            continue
        text = argument.get("abstract", "")
        values = argument.get("allValues") or []
        if values:
            text += " Values: " + ", ".join(values) + "."
        if argument.get("defaultValue") not in (None, "", "false"):
            text += f" Default: {argument['defaultValue']}."
        lines += [".TP", names(argument), prose(text) or "\\&"]
    return lines


def examples(program, path):
    help_text = subprocess.run([program, *path, "--help"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\nEXAMPLES:\n((?:  .*\n?)+)", help_text)
    lines = [line.strip() for line in found.group(1).splitlines()] if found else []
    return [".PP", "Examples:", ".nf"] + [".RS", *map(escaped, lines), ".RE", ".fi"] if lines else []


def commands(program, command, path=()):
    lines = []
    for sub in command.get("subcommands", []):
        if not sub.get("shouldDisplay", True) or sub["commandName"] == "help":
            continue
        here = (*path, sub["commandName"])
        lines += [".SS", "\\fBdip " + escaped(" ".join(here)) + "\\fR", prose(sub.get("abstract", ""))]
        if sub.get("discussion"):
            for part in sub["discussion"].split("\n\n"):
                lines += [".PP", prose(part)]
        lines += entries(sub.get("arguments", [])) + examples(program, here) + commands(program, sub, here)
    return lines


def main(program):
    dump = subprocess.run([program, "--experimental-dump-help"], capture_output=True, text=True, check=True).stdout
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    command = json.loads(dump)["command"]
    lines = [f'.TH DIP 1 "" "{escaped(version)}" "User Commands"', ".SH NAME", "dip \\- " + prose(command["abstract"])]
    lines += [".SH SYNOPSIS", "\\fBdip\\fR \\fIsubcommand\\fR [\\fIargument\\fR ...]"]
    lines += [".SH DESCRIPTION", prose(command.get("discussion", ""))] + examples(program, ())
    lines += [".SH COMMANDS"] + commands(program, command)
    lines += [".SH ENVIRONMENT", ".TP", "\\fBDIP_DATA\\fR", prose("The folder of the sets of test images.")]
    lines += [".TP", "\\fBNO_COLOR\\fR", prose("Set to anything, no colour is printed.")]
    print("\n".join(lines))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 Scripts/manual.py PROGRAM > dip.1")
    main(sys.argv[1])
