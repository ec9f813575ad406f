#!/bin/sh
# reproduce.sh SPEC...: what specs ask for, one after another: their runs, figures and tables. Runs that are there are
# not made again.
# DIP is the program, SCALE the scale, RESULTS and PLOTS the folders; REPORT=yes ends with the page of everything.
set -e
: "${DIP:=.build/release/dip}" "${SCALE:=quick}" "${RESULTS:=Results}" "${PLOTS:=Plots}" "${REPORT:=no}"

# Every spec is read before the first run starts, so that a mistake in the last one is seen now.
echo "$# experiments, scale $SCALE; a run that several of them share is made once"
for spec in "$@"; do
    plan=$("$DIP" run "$spec" --scale "$SCALE" --results "$RESULTS" --dry-run)
    echo "$plan" | sed -n '2s/^/  /p'
done

number=0
for spec in "$@"; do
    number=$((number + 1))
    printf '\n== %d of %d: ' "$number" "$#"
    "$DIP" run "$spec" --scale "$SCALE" --results "$RESULTS"
    if grep -q '^figure:' "$spec"; then
        files=$("$DIP" plot "$spec" --scale "$SCALE" --results "$RESULTS" --plots "$PLOTS")
        echo "$files" | sed -n '/\.svg$/s/^/--> /p'
    fi
    if grep -q '^table:' "$spec"; then
        for format in md csv latex; do
            files=$("$DIP" table "$spec" --scale "$SCALE" --results "$RESULTS" --format "$format" \
                --output "$RESULTS/tables/")
            echo "$files" | sed -n '/\.md$/s/^/--> /p'
        done
    fi
done
[ "$REPORT" = yes ] || exit 0

echo
"$DIP" report --results "$RESULTS" --plots "$PLOTS"

# The first of these names that is there, and what to look for in it.
look() {
    for file in $2; do
        [ -e "$file" ] || continue
        printf '  %s\n      %s\n' "$file" "$1"
        return
    done
}
printf '\nWorth a look:\n'
look "a ceiling on the layers' norm: how high PSNR gets, and whether it stays" "$PLOTS/lipschitz-$SCALE*.svg"
look "one noisy picture, restored by four methods" "$PLOTS/applications-$SCALE-strip*.svg"
look "every task: what is given, what is made of it, the clean picture" "$PLOTS/tasks-$SCALE*.svg"
look "where each rule stops, without the clean picture" "$PLOTS/stopping-$SCALE*.svg"
look "everything on one page: all figures, tables and runs" "$RESULTS/index.html"
