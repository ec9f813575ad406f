#!/usr/bin/env python3
"""Compiles every device kernel with NVRTC for compute capability 8.0 and 9.0, and reads the assembler's report.

No card is needed. NVRTC comes from the package nvidia-cuda-nvrtc, in an environment of its own. Exit code 1 when a kernel
does not compile, or when a kernel of a convolution spills registers.

usage: check-kernels.py [FOLDER WITH libnvrtc.so.*]
"""
import ctypes
import glob
import os
import re
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Sources", "DeviceKernels")
ARCHITECTURES = ("sm_80", "sm_90")
CONVOLUTIONS = ("convolution", "frequencies", "winograd")
SHARED = ("activated", "borders", "dialect", "tile")
TILES = re.compile(r"case (\w+)\s*//\s*TILE_M (\d+), TILE_N (\d+), ITEM_M (\d+), ITEM_N (\d+)")


def find(patterns):
    for pattern in patterns:
        found = sorted(glob.glob(pattern, recursive=True))
        if found:
            return found[-1]
    return None


def site_packages():
    return [path for path in sys.path if path.endswith("site-packages")]


def read(name):
    with open(os.path.join(ROOT, name + ".cl")) as file:
        return file.read()


def programs():
    """Name, source and options of each program: those of tiles once for each tile."""
    with open(os.path.join(ROOT, "KernelSource.swift")) as file:
        text = file.read()
    tiles = [
        (name, [f"-DTILE_M={m}", f"-DTILE_N={n}", f"-DITEM_M={i}", f"-DITEM_N={j}"])
        for name, m, n, i, j in TILES.findall(text)
    ]
    assert tiles, "no tiles found in KernelSource.swift"
    names = sorted(os.path.basename(path)[:-3] for path in glob.glob(os.path.join(ROOT, "*.cl")))
    for name in names:
        if name in SHARED:
            continue
        body = read(name)
        if "bordered(" in body or "ring_place(" in body:
            body = read("borders") + body
        if "activat" in body and name != "activation":
            body = read("activated") + body
        if "DECLARE_TILE" in body:
            for tile, options in tiles:
                yield f"{name} ({tile} tile)", read("dialect") + read("tile") + body, options
        else:
            yield name, read("dialect") + body, []


def compile_with(nvrtc, source, options):
    """Whether it compiles, and the log."""
    program = ctypes.c_void_p()
    check = nvrtc.nvrtcCreateProgram(ctypes.byref(program), source.encode(), b"kernels.cu", 0, None, None)
    assert check == 0, f"nvrtcCreateProgram: {check}"
    array = (ctypes.c_char_p * len(options))(*[option.encode() for option in options])
    status = nvrtc.nvrtcCompileProgram(program, len(options), array)
    size = ctypes.c_size_t()
    nvrtc.nvrtcGetProgramLogSize(program, ctypes.byref(size))
    log = ctypes.create_string_buffer(size.value)
    nvrtc.nvrtcGetProgramLog(program, log)
    nvrtc.nvrtcDestroyProgram(ctypes.byref(program))
    return status == 0, log.value.decode()


def usage(log):
    """(kernel, registers, bytes of spills) of each kernel in the assembler's report."""
    report, kernel, spills = [], None, 0
    for line in log.splitlines():
        if found := re.search(r"Compiling entry function '(\w+)'", line):
            kernel = found.group(1)
        elif found := re.search(r"(\d+) bytes spill stores, (\d+) bytes spill loads", line):
            spills = int(found.group(1)) + int(found.group(2))
        elif found := re.search(r"Used (\d+) registers", line):
            report.append((kernel, int(found.group(1)), spills))
    return report


def main():
    folders = sys.argv[1:2] or [f"{path}/nvidia/**" for path in site_packages()]
    library = find([f"{folder}/libnvrtc.so.*" for folder in folders])
    if library is None:
        raise SystemExit("check-kernels: no libnvrtc.so found; install nvidia-cuda-nvrtc in an environment of its own")
    nvrtc = ctypes.CDLL(library)
    failures = 0
    for architecture in ARCHITECTURES:
        for name, source, options in programs():
            compiles, log = compile_with(
                nvrtc, source,
                ["-DDIP_CUDA", f"--gpu-architecture={architecture}", "--fmad=false", "--ptxas-options=-v"] + options)
            report = usage(log)
            if not compiles or not report:
                print(f"{architecture} {name}: {'no report' if compiles else 'does not compile'}\n{log}")
                failures += 1
            for kernel, registers, spills in report:
                failed = spills > 0 and name.startswith(CONVOLUTIONS)
                failures += failed
                print(f"{architecture} {name}: {kernel}, {registers} registers, {spills} bytes of spills"
                      + (": a convolution must not spill" if failed else ""))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
