#!/bin/sh
# Prints the best vector instructions that this processor supports, of those that the kernels can be built for: avx512,
# avx2 or portable.
# simd.sh FILE: the same for the processor that FILE describes in the format of /proc/cpuinfo.

case ${1:+x86_64}$(uname -m) in x86_64*) ;; *) echo portable; exit 0 ;; esac

flags=" $(sed -n '/^flags/{s/.*: //p;q;}' "${1:-/proc/cpuinfo}" 2>/dev/null) "
has() {
    for flag in "$@"; do
        case $flags in *" $flag "*) ;; *) return 1 ;; esac
    done
}
if has avx2 fma avx512f avx512vl avx512dq avx512bw; then echo avx512; elif has avx2 fma; then echo avx2; else echo portable; fi
