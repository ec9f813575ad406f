#!/bin/sh
# Makes a DocC archive for each library, in the folder that is named: docs.sh FOLDER. The modules must have been built
# (`make build`); DocC comes with the toolchain, so nothing else is needed. Ends with 1 at the first warning.
set -e
output=${1:?docs.sh FOLDER: the folder of the archives is missing}
build=${BUILD:-.build/debug}
symbols=$(mktemp -d)
trap 'rm -rf "$symbols"' EXIT

maps=""
for map in Sources/*/module.modulemap "$build"/*.build/module.modulemap; do
    [ -e "$map" ] && maps="$maps -Xcc -fmodule-map-file=$PWD/${map#"$PWD"/}"
done
for flag in $(pkg-config --cflags openblas fftw3f libpng libjpeg); do maps="$maps -Xcc $flag"; done
target=$(swiftc -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p' | head -n 1)

mkdir -p "$output"
for module in Randomness Imaging Spectra Networks Architectures Restoration; do
    rm -rf "${symbols:?}"/*
    # shellcheck disable=SC2086
    swift symbolgraph-extract -module-name "$module" -I "$build/Modules" $maps -target "$target" \
        -minimum-access-level public -skip-synthesized-members -output-dir "$symbols"
    docc convert "Sources/$module/$module.docc" --fallback-display-name "$module" \
        --fallback-bundle-identifier "SpectralDIP.$module" --additional-symbol-graph-dir "$symbols" \
        --output-path "$output/$module.doccarchive" --warnings-as-errors
    echo "$output/$module.doccarchive"
done
