#!/bin/sh
# Checks that everything needed is here; on Debian and its kin installs the packages that are missing.
set -e

if ! command -v swift >/dev/null 2>&1; then
    echo "setup: no Swift toolchain was found; install Swift 6.0 or later from https://www.swift.org/install" >&2
    exit 1
fi
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
major=${version%% *}
if [ -z "$major" ] || [ "$major" -lt 6 ]; then
    echo "setup: Swift 6.0 or later is needed; 'swift --version' says: $(swift --version 2>&1 | head -n 1)" >&2
    exit 1
fi

if command -v dpkg-query >/dev/null 2>&1; then
    missing=""
    for package in libpng-dev libjpeg-dev libfftw3-dev libopenblas-dev gnuplot-nox pkg-config libcurl4-openssl-dev; do
        case $package in
            gnuplot-nox) command -v gnuplot >/dev/null 2>&1 && continue ;;
            pkg-config) command -v pkg-config >/dev/null 2>&1 && continue ;;
            # Swift's networking library needs libcurl at run time only; its package has another name in each release.
            libcurl*) ls /usr/lib/*/libcurl.so.4 >/dev/null 2>&1 && continue ;;
        esac
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -z "$missing" ] && exit 0
    as_root=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null 2>&1 || { echo "setup: these packages are missing; as root: apt-get install$missing" >&2; exit 1; }
        as_root=sudo
    fi
    echo "setup: installing$missing"
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
    exit 0
fi

missing=""
for library in libpng libjpeg fftw3f openblas; do
    command -v pkg-config >/dev/null 2>&1 && pkg-config --exists "$library" || missing="$missing $library"
done
command -v gnuplot >/dev/null 2>&1 || missing="$missing gnuplot"
[ -z "$missing" ] && exit 0
echo "setup: missing:$missing" >&2
echo "  Fedora: dnf install libpng-devel libjpeg-turbo-devel fftw-devel openblas-devel gnuplot pkgconf" >&2
echo "  Arch:   pacman -S libpng libjpeg-turbo fftw openblas gnuplot pkgconf" >&2
echo "  macOS:  brew install libpng jpeg-turbo fftw openblas gnuplot pkgconf" >&2
exit 1
