#!/bin/sh
# reproduce.sh SPEC...: runs specs and writes their figures and tables, one spec after another. Existing runs are not repeated.
# DIP is the program, RESULTS and PLOTS are the folders. REPORT=yes makes the report at the end. SCALE is the scale: crop128
# repeats the committed results, but for those of denoising-whole, lipschitz-512 and identification, which need published.
set -e
: "${DIP:=.build/debug/dip}" "${SCALE:=quick}" "${RESULTS:=Results}" "${PLOTS:=Plots}" "${REPORT:=no}"

# Prints the scale of a spec. SCALE=crop128 is what was run for the committed results: of specs without crops of 128 x 128 that
# is whole256 or crop512, and the published size where a spec has no other; for what else has no such scale nothing is printed.
scale_of() {
    case $SCALE in
        quick | published | paper) echo "$SCALE" && return ;;
        crop128 | small) names="crop128 whole256 crop512 small" ;;
        *) names=$SCALE ;;
    esac
    for name in $names; do
        if grep -q "^  $name:" "$1"; then echo "$name" && return; fi
    done
    case $names:$1 in
        crop128*-256.yaml | crop128*/full-size.yaml | crop128*/glance.yaml) echo published ;;
    esac
}

# Every spec is read before the first run starts, so that a mistake in the last one is reported now.
count=0 scales=
for spec in "$@"; do
    scale=$(scale_of "$spec")
    [ "$scale" ] || continue
    count=$((count + 1))
    case " $scales " in *" $scale "*) ;; *) scales="$scales $scale" ;; esac
done
echo "$count experiments, scale $SCALE; a run that several experiments share is executed once"
for scale in $scales; do
    # Paths of specs hold no spaces: make could not name them.
    plans=$("$DIP" run $(for spec in "$@"; do [ "$(scale_of "$spec")" != "$scale" ] || echo "$spec"; done) \
        --scale "$scale" --results "$RESULTS" --dry-run)
    echo "$plans" | sed -n '/^[^ ].*\.yaml, scale /s/^/  /p'
done
for spec in "$@"; do
    [ "$(scale_of "$spec")" ] || echo "  $spec has no scale $SCALE and is left out"
done

number=0
for spec in "$@"; do
    scale=$(scale_of "$spec")
    [ "$scale" ] || continue
    number=$((number + 1))
    printf '\n== %d of %d: ' "$number" "$count"
    "$DIP" run "$spec" --scale "$scale" --results "$RESULTS"
    if grep -q '^figure:' "$spec"; then
        files=$("$DIP" plot "$spec" --scale "$scale" --results "$RESULTS" --plots "$PLOTS")
        echo "$files" | sed -n '/\.svg$/s/^/--> /p'
    fi
    if grep -q '^table:' "$spec"; then
        files=$("$DIP" table "$spec" --scale "$scale" --results "$RESULTS" --format md --format csv --format latex \
            --output "$RESULTS/tables/")
        echo "$files" | sed -n '/\.md$/s/^/--> /p'
    fi
done

# The paper's own values beside those of the records, as far as these go.
case $SCALE in published | paper)
    # All of the paper's figures, whichever were run, so that the table is always the same one.
    specs=""
    for name in spectral-bias lipschitz-512 gaussian auto-stop applications; do
        specs="$specs Experiments/figures/$name.yaml"
    done
    if for spec in "$@"; do case " $specs Experiments/figures/lipschitz.yaml " in *" $spec "*) echo "$spec" ;; esac; done | grep -q .; then
        "$DIP" table --paper $specs --results "$RESULTS" --format md --format csv --format latex \
            --output "$RESULTS/tables/" > /dev/null
        echo "--> $RESULTS/tables/paper-figures.md"
    fi ;;
esac
[ "$REPORT" = yes ] || exit 0

echo
"$DIP" report --results "$RESULTS" --plots "$PLOTS"

# Prints the first file that a pattern names, and what to look for in it. In a subshell, so that IFS is changed only here:
# paths may contain spaces.
look() (
    IFS=
    for file in $2; do
        [ -e "$file" ] || continue
        printf '  %s\n      %s\n' "$file" "$1"
        return
    done
)
# Figures of the published size are in the folder of their spec, others in one for their scale.
case $SCALE in published | paper) folder= ;; small) folder=crop128/ ;; *) folder=$SCALE/ ;; esac
printf '\nWorth a look:\n'
look "how high PSNR gets under a ceiling on the layers' norm, and whether it stays" "$PLOTS/lipschitz/$folder*.svg"
look "one noisy image, restored by four methods" "$PLOTS/applications/${folder}pictures/strip*.svg"
look "every task: the degraded, the restored and the clean image" "$PLOTS/tasks/${folder}pictures/*.svg"
look "where each stopping rule stops, without the clean image" "$PLOTS/stopping/$folder*.svg"
look "everything on one page: all figures, tables and runs" "$RESULTS/index.html"
