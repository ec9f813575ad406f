#!/bin/sh
# Checks that everything the build needs is installed; on Debian and its relatives installs the missing packages.
# setup.sh GOAL...: for these goals of make. 'build' and 'setup' may be for another processor; all other goals run what
# they build.
set -e

refuse() {
    echo "setup: $*" >&2
    exit 1
}

# The compiler.
command -v swift >/dev/null 2>&1 \
    || refuse "no Swift toolchain found; install Swift 6.2 or later from https://www.swift.org/install"
says=$(swift --version 2>&1) || true
version=$(echo "$says" | sed -n 's/.*Swift version \([0-9][0-9]*\)\.\([0-9][0-9]*\).*/\1 * 100 + \2/p' | head -n 1)
# Its clang must know #embed.
[ $((${version:-0})) -ge 602 ] || refuse "Swift 6.2 or later is needed; 'swift --version' says: $(echo "$says" | head -n 1)"

# The processor.
here=$(sh "$(dirname "$0")/simd.sh")
simd=${DIP_SIMD:-$here}
machine=$(uname -m)
case $simd in
    portable) ;;
    avx2 | avx512)
        [ "$machine" = x86_64 ] \
            || refuse "DIP_SIMD is '$simd', but on this processor ($machine) only 'portable' is allowed;" \
                "leave DIP_SIMD unset"
        case $*-$here-$simd in
            build-* | setup-* | *-avx512-* | *-avx2-avx2) ;;
            *) refuse "DIP_SIMD is '$simd', which this processor does not support: 'make build' can build for another" \
                "processor, but only '$here' runs here; leave DIP_SIMD unset" ;;
        esac ;;
    *) refuse "DIP_SIMD is '$simd'; allowed are avx2, avx512 and portable;" \
        "unset, it is what this processor supports ($here)" ;;
esac

# The libraries: their names in pkg-config, and their packages in Debian, Fedora, Arch and Homebrew. Swift's own networking
# needs libcurl in Debian, at run time only; its package has another name in each release.
needs="libpng:libpng-dev:libpng-devel:libpng:libpng
libjpeg:libjpeg-dev:libjpeg-turbo-devel:libjpeg-turbo:jpeg-turbo
fftw3f:libfftw3-dev:fftw-devel:fftw:fftw
openblas:libopenblas-dev:openblas-devel:openblas:openblas
libcrypto:libssl-dev:openssl-devel:openssl:openssl@3
gnuplot:gnuplot-nox:gnuplot:gnuplot:gnuplot
pkg-config:pkg-config:pkgconf:pkgconf:pkgconf
libcurl:libcurl4-openssl-dev:::"

# Homebrew keeps some libraries where pkg-config does not look by default.
if command -v brew >/dev/null 2>&1; then
    for package in openblas openssl@3 jpeg-turbo; do
        PKG_CONFIG_PATH="$(brew --prefix)/opt/$package/lib/pkgconfig:$PKG_CONFIG_PATH"
    done
    export PKG_CONFIG_PATH
fi

is_here() { # name, package in Debian
    case $1 in
        gnuplot | pkg-config) command -v "$1" >/dev/null 2>&1 ;;
        libcurl) ! command -v apt-get >/dev/null 2>&1 || ls /usr/lib/*/libcurl.so.4 >/dev/null 2>&1 ;;
        *) command -v pkg-config >/dev/null 2>&1 && pkg-config --exists "$1" ;;
    esac || { command -v dpkg-query >/dev/null 2>&1 \
        && dpkg-query -W -f '${Status}' "$2" 2>/dev/null | grep -q 'ok installed'; }
}

missing="" debian="" fedora="" arch="" brew=""
for need in $needs; do
    name=${need%%:*} rest=${need#*:}
    package=${rest%%:*} rest=${rest#*:}
    is_here "$name" "$package" && continue
    missing="$missing $name" debian="$debian $package" fedora="$fedora ${rest%%:*}"
    rest=${rest#*:}
    arch="$arch ${rest%%:*}" brew="$brew ${rest#*:}"
done
# Tests of graphics processors need PoCL, which makes a device of the processor; tests of wrong clocks need faketime. Tests whose
# program is missing are skipped. Both are installed where that asks for nothing, as in continuous integration.
case " $* " in
    *" test "* | *" verify "*)
        extras=""
        ls "${OCL_ICD_VENDORS:-/etc/OpenCL/vendors}"/*.icd >/dev/null 2>&1 || extras=" pocl-opencl-icd ocl-icd-libopencl1"
        command -v faketime >/dev/null 2>&1 || extras="$extras faketime"
        if [ -n "$extras" ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
            echo "setup: installing$extras" >&2
            env DEBIAN_FRONTEND=noninteractive \
                sh -c "apt-get update -qq >/dev/null; apt-get install -y -qq --no-install-recommends$extras >/dev/null" \
                || echo "setup:$extras could not be installed; tests that need them will be skipped" >&2
        fi ;;
esac

[ -z "$missing" ] && exit 0
echo "setup: missing:$missing" >&2

if ! command -v apt-get >/dev/null 2>&1; then
    if command -v dnf >/dev/null 2>&1; then refuse "install with: sudo dnf install$fedora"; fi
    if command -v pacman >/dev/null 2>&1; then refuse "install with: sudo pacman -S$arch"; fi
    if command -v brew >/dev/null 2>&1; then refuse "install with: brew install$brew"; fi
    refuse "install the packages of your system; Fedora calls them$fedora, Arch$arch, Homebrew$brew"
fi

# Installing needs root. A password is asked for only at a terminal, where somebody reads what it is for.
by_hand="apt-get update && apt-get install$debian"
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || refuse "only root can install packages, and sudo does not exist; as root: $by_hand"
    as_root="sudo"
    if ! [ -t 0 ] || ! [ -t 2 ]; then
        as_root="sudo -n"
    elif ! sudo -n true 2>/dev/null; then
        echo "setup: sudo may ask for your password, only for 'apt-get install$debian'" >&2
    fi
fi
echo "setup: installing$debian" >&2
$as_root env DEBIAN_FRONTEND=noninteractive \
    sh -c "apt-get update -qq >/dev/null; apt-get install -y -qq$debian >/dev/null" \
    || refuse "the packages could not be installed; by hand, as root: $by_hand"
