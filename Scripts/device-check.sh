#!/bin/sh
# Measures and checks the program on a graphics processor in under six minutes, and writes device-check.md and
# device-check.json. Works in the folder of its source after 'make build', and in a folder that pack-device-check.sh made,
# on a machine that has nothing but a driver.
#
# usage: device-check.sh [--small] [--device cuda|opencl[:n]] [--seconds N] [--output FOLDER] [--data FOLDER]
#   --small    sizes and iterations for OpenCL on a processor (PoCL), to try the script itself
#   --seconds  what all may take (default 350); what does not fit is left out, and the table says so
set -u
here=$(cd "$(dirname "$0")" && pwd)
if [ -d "$here/lib" ]; then
    LD_LIBRARY_PATH="$here/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
    export LD_LIBRARY_PATH
fi
command -v python3 > /dev/null || { echo "device-check.sh: python3 is missing" >&2; exit 2; }
exec python3 "$here/device_check.py" "$@"
