"""One training step of a network in PyTorch on a graphics processor, in every way that it can be made fast; prints JSON.

Ways: eager (both layouts of maps), CUDA graph of the whole step, compiled; each with float32 convolutions and with TF32 ones.
The ceiling of the decoder is kept by repeated squaring of Gram matrices in float32, which graphs can record, as the
published svdvals cannot. Without a graphics processor only the eager way is timed, on the processor.
"""

import argparse
import json
import statistics
import time

import torch
from torch.nn import functional

from pytorch_networks import INPUTS, NETWORKS


def build(options, device, layout):
    """The network, its input and target, and its optimiser."""
    torch.manual_seed(0)
    channels, reduction = INPUTS[options.network]
    choices = {}
    if options.network == "decoder":
        choices = {"control": "squaring" if options.lipschitz else None, "ceiling": options.lipschitz, "width": options.width}
    z = torch.rand(1, channels, options.size // reduction, options.size // reduction)
    net = NETWORKS[options.network](**choices)
    target = torch.rand(1, 3, options.size, options.size)
    z, net, target = (value.to(device).to(memory_format=layout) for value in (z, net, target))
    adam = torch.optim.Adam(net.parameters(), lr=0.001, fused=True, capturable=device.type == "cuda")
    return net, z, target, adam


def timed(iterations, device, body):
    """Median seconds of a call, after three that are not counted; the device is waited for once."""
    def wait():
        if device.type == "cuda":
            torch.cuda.synchronize()

    for _ in range(3):
        body()
    times = []
    for _ in range(5):
        wait()
        start = time.perf_counter()
        for _ in range(iterations):
            body()
        wait()
        times.append((time.perf_counter() - start) / iterations)
    return statistics.median(times)


def trainer(net, z, target, adam, keep=False):
    """One step; `keep` leaves the gradients' memory where it is, as a graph needs it."""
    def step():
        adam.zero_grad(set_to_none=not keep)
        loss = functional.mse_loss(net(z), target)
        loss.backward()
        adam.step()
        return loss

    return step


def graphed(step):
    """The step recorded once as a graph."""
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            step()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        step()
    return graph.replay


def measure(options, device, way, layout, tf32):
    torch.backends.cudnn.allow_tf32 = tf32
    # Norms are exact; convolutions alone may be rounded.
    torch.backends.cuda.matmul.allow_tf32 = False
    torch.backends.cudnn.benchmark = True
    if device.type == "cuda":
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()
    net, z, target, adam = build(options, device, layout)
    if way == "compiled":
        net = torch.compile(net)
    step = trainer(net, z, target, adam, keep=way == "graph")
    if way == "graph":
        step = graphed(step)
    result = {"way": way, "channels_last": layout == torch.channels_last, "tf32": tf32,
              "median_seconds": timed(options.iterations, device, step)}
    if device.type == "cuda":
        result["memory_mb"] = torch.cuda.max_memory_allocated() / 2**20
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", choices=["decoder", "skip"], default="decoder")
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--width", type=int, default=128, help="of the decoder")
    parser.add_argument("--iterations", type=int, default=20)
    parser.add_argument("--lipschitz", type=float, default=1.4, help="of the decoder; 0 for no control")
    parser.add_argument("--no-compile", action="store_true", help="leave out torch.compile, which takes half a minute")
    options = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    contiguous, last = torch.contiguous_format, torch.channels_last
    trials = [("eager", contiguous), ("eager", last)]
    if device.type == "cuda":
        trials += [("graph", contiguous), ("graph", last)] + ([] if options.no_compile else [("compiled", last)])
    results, failures = [], []
    for tf32 in (True, False) if device.type == "cuda" else (False,):
        for way, layout in trials:
            try:
                results.append(measure(options, device, way, layout, tf32))
            except Exception as error:
                failures.append(f"{way}, {'TF32' if tf32 else 'float32'}: {str(error).splitlines()[0][:200]}")
                if device.type == "cuda":
                    torch.cuda.synchronize()
    name = torch.cuda.get_device_name() if device.type == "cuda" else "processor"
    print(json.dumps({"device": name, "torch": torch.__version__, "network": options.network, "size": options.size,
                      "results": results, "failures": failures}))


if __name__ == "__main__":
    main()
