#!/bin/sh
# Validates RO-Crates and runs the notebook with the program DIP, in a Python environment of its own that is made in
# BUILD. Skipped with a sentence where the packages cannot be installed.
set -eu
: "${DIP:?the program}" "${BUILD:?the folder for the environment}"
root=$(cd "$(dirname "$0")/.." && pwd)
rm -rf "$BUILD"
if ! python3 -m venv "$BUILD" 2>/dev/null; then
    echo "skipped: crates and the notebook are not checked, because python3 cannot make an environment (on Debian: apt-get install python3-venv)"
    exit 0
fi
if ! "$BUILD/bin/pip" install -q --disable-pip-version-check --retries 1 --timeout 20 \
    rocrate roc-validator nbclient ipykernel pandas matplotlib 2>"$BUILD/pip.log"; then
    echo "skipped: crates and the notebook are not checked, because their Python packages cannot be installed: $(tail -n 1 "$BUILD/pip.log")"
    exit 0
fi
status=0
"$BUILD/bin/python" "$root/Tests/Python/check_crate.py" "$DIP" || status=1
"$BUILD/bin/python" "$root/Tests/Python/check_notebook.py" "$DIP" || status=1
rm -rf "$BUILD"
exit $status
