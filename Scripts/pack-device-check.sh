#!/bin/sh
# Packs everything that Scripts/device-check.sh needs into a folder that can be carried to a machine with a card and nothing
# else: the stripped program, the tests' program where it was built, their libraries, and one public image where DIP_DATA is.
#
# usage: pack-device-check.sh FOLDER [--archive]      after 'make build', or 'make test' for the tests, too
#   --archive  also FOLDER.tar.xz, a quarter of the size
set -eu
case $#-${2:-} in
    1- | 2---archive) ;;
    *) echo "usage: pack-device-check.sh FOLDER [--archive]" >&2; exit 2 ;;
esac
root=$(cd "$(dirname "$0")/.." && pwd)
built="$root/.build/debug"
[ -x "$built/dip" ] || { echo "pack-device-check.sh: $built/dip is missing; 'make build' makes it" >&2; exit 2; }
[ "$(uname -s)" = Linux ] || { echo "pack-device-check.sh: works on Linux only" >&2; exit 2; }
mkdir -p "$1/bin" "$1/lib"
folder=$(cd "$1" && pwd)

pack() {
    strip -o "$folder/bin/$2" "$1"
    # Every machine has the C library; graphics drivers come with the card.
    ldd "$1" | awk '$3 ~ /^\// { print $3 }' | grep -Ev '/(libc|libm|libdl|librt|libpthread|libresolv|ld-linux[^/]*)\.so' |
        while read -r library; do
            name=$(basename "$library")
            [ -e "$folder/lib/$name" ] || { cp -L "$library" "$folder/lib/$name"; strip --strip-unneeded "$folder/lib/$name" 2> /dev/null || true; }
        done
}
pack "$built/dip" dip
tests="$built/SpectralDIPPackageTests.xctest"
if [ -x "$tests" ]; then pack "$tests" tests; else echo "the tests' program was not built and is left out"; fi

cp "$root/Scripts/device-check.sh" "$root/Scripts/device_check.py" "$folder"
cp "$root/Tests/Rivals/pytorch_device.py" "$root/Tests/Rivals/pytorch_networks.py" "$folder"
image="set9/image_Peppers512rgb.png"
if [ -n "${DIP_DATA:-}" ] && [ -f "$DIP_DATA/$image" ]; then
    mkdir -p "$folder/data/set9"
    cp "$DIP_DATA/$image" "$folder/data/$image"
fi
du -sh "$folder" | awk '{ print "packed: " $2 ", " $1 }'
if [ -n "${2:-}" ]; then
    tar -C "$(dirname "$folder")" -c "$(basename "$folder")" | xz -T0 > "$folder.tar.xz"
    du -sh "$folder.tar.xz" | awk '{ print "archive: " $2 ", " $1 }'
fi
