#!/bin/sh
# Tries the steps of Containerfile in a clean Debian, without a container engine: debootstrap makes the system, and the Swift
# toolchain of this machine is mounted where the image would have its own. Needs root, debootstrap, and Debian's packages; is
# skipped without them, or with CONTAINER_CHECK=no.
#
# usage: check-containerfile.sh [FOLDER]   FOLDER: an existing system to work in, which is kept; by default a new one
#   STEPS=apt  only the first step that installs packages; by default all
set -eu
cd "$(dirname "$0")/.."
skip() { echo "skipped: the container's steps are not tried: $*"; exit 0; }
fail() { echo "check-containerfile.sh: $*" >&2; exit 1; }

[ "${CONTAINER_CHECK:-}" != no ] || skip "CONTAINER_CHECK=no"
[ "$(id -u)" -eq 0 ] || skip "only root can make a system"
command -v debootstrap > /dev/null || skip "debootstrap is missing; on Debian: apt-get install debootstrap"
unshare -m true 2> /dev/null || skip "this machine allows no mounts"
swift=$(command -v swift) || fail "no Swift toolchain found"
toolchain=$(dirname "$(dirname "$(readlink -f "$swift")")")

if [ -n "${CHECK_ROOT:-}" ]; then root=$CHECK_ROOT; else
    # Once more from here, in a name space of mounts that ends with the script.
    if [ $# -gt 0 ]; then root=$(cd "$1" && pwd); keep=yes; else root=$(mktemp -d); keep=no; fi
    # Also when a step fails, or somebody stops it.
    trap '[ $keep = yes ] || rm -rf --one-file-system "$root" "$root.log"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    if ! [ -e "$root/etc/debian_version" ]; then
        echo "== debootstrap"
        debootstrap --variant=minbase bookworm "$root" > "$root.log" 2>&1 || { tail -3 "$root.log" >&2; exit 1; }
    fi
    status=0
    CHECK_ROOT=$root TOOLCHAIN=$toolchain unshare -m sh Scripts/check-containerfile.sh || status=$?
    exit $status
fi

mount --make-rprivate /
mkdir -p "$root/toolchain"
mount --bind "$TOOLCHAIN" "$root/toolchain"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
# Packages that are here already are not downloaded again.
cache=.cache/org.swift.swiftpm
if [ -d "$HOME/$cache" ]; then
    mkdir -p "$root$HOME/$cache"
    mount --bind "$HOME/$cache" "$root$HOME/$cache"
fi
for file in resolv.conf hosts; do cp -L "/etc/$file" "$root/etc/$file"; done

# Runs a command as the image would: with the environment and in the folder of the steps before it.
environment="" folder=/
inside() {
    # shellcheck disable=SC2086
    printf '%s\n' "$1" > "$root/tmp/step"
    chroot "$root" env -i HOME="$HOME" PATH="$path" $environment sh -c "cd $folder && . /tmp/step"
}
path=/toolchain/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

echo "== what the image of Swift has besides Debian"
inside "apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    binutils gcc libc6-dev libstdc++-12-dev libedit2 libncurses6 libpython3.11 libsqlite3-0 libxml2 libz3-4 zlib1g-dev tzdata \
    > /dev/null 2>&1"

# Comments go, continued lines become one.
steps=$(grep -v '^ *#' Containerfile | sed -e ':more' -e '/\\$/{N;s/\\\n */ /;bmore' -e '}')
number=0
printf '%s\n' "$steps" > "$root/steps"
while IFS= read -r line <&3; do
    [ -n "$line" ] || continue
    word=${line%% *} rest=${line#* }
    number=$((number + 1))
    echo "== $line" | cut -c 1-110
    case $word in
        FROM) ;;
        ARG) case $rest in BASE=*) ;; *) export "${rest?}" ;; esac ;;
        ENV)
            name=${rest%%=*} value=$(PATH="$path" sh -c "echo \"${rest#*=}\"")
            if [ "$name" = PATH ]; then path=$value; else environment="$environment $name=$value"; fi ;;
        WORKDIR) folder=$rest; mkdir -p "$root$folder" ;;
        COPY)
            [ "$rest" = ". ." ] || fail "COPY $rest: only 'COPY . .' is known here"
            # What a clean clone has, with its history, from which the program says its commit.
            rm -rf "${root:?}$folder"
            git clone -q . "$root$folder"
            git ls-files -z -m -o --exclude-standard | tar -c --null -T - --ignore-failed-read 2> /dev/null | tar -x -C "$root$folder"
            if [ -f Package.resolved ]; then cp Package.resolved "$root$folder"; fi ;;
        RUN)
            inside "$rest" > "$root/step.log" 2>&1 || { tail -15 "$root/step.log" >&2; fail "this step failed"; }
            [ "${STEPS:-all}" != apt ] || exit 0 ;;
        ENTRYPOINT)
            program=$(printf '%s' "$rest" | tr -d '[]"')
            inside "$program --version" ;;
        *) fail "the step '$word' is not known here" ;;
    esac
done 3< "$root/steps"
[ "$number" -gt 5 ] || fail "so few steps were found that Containerfile was not read"
echo "the steps of Containerfile work"
