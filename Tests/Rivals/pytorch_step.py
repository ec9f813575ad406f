"""One training step of a network in PyTorch, tuned as well as it goes on a CPU; prints its median seconds as JSON.

Tuned: fused Adam, in-place activations, an allocator that keeps its memory in huge pages (set by compare.py).
--control svdvals is the published algorithm, gram a rewrite with the top eigenvalue of the Gram matrix.
"""

import argparse
import json
import resource
import statistics
import time

import torch
from torch.nn import functional

from pytorch_networks import INPUTS, NETWORKS, UPSAMPLERS


def timed(iterations, body):
    """Seconds of each of `iterations` calls, after two that are not counted."""
    times = []
    for _ in range(iterations + 2):
        start = time.perf_counter()
        body()
        times.append(time.perf_counter() - start)
    return times[2:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", choices=NETWORKS, default="decoder")
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--iterations", type=int, default=5)
    parser.add_argument("--upsampler", choices=UPSAMPLERS, default="bilinear", help="of the decoder")
    parser.add_argument("--control", choices=["none", "svdvals", "gram"], default="none",
                        help="of the decoder's weights")
    parser.add_argument("--lipschitz", type=float, default=1.4)
    parser.add_argument("--input-noise", type=float, default=0,
                        help="standard deviation of the normal noise that each step adds anew to the input")
    parser.add_argument("--channels-last", action="store_true", help="keep maps as H x W x C")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    choices = {}
    if options.network == "decoder":
        choices = {"upsampler": options.upsampler, "control": None if options.control == "none" else options.control,
                   "ceiling": options.lipschitz}
    channels, reduction = INPUTS[options.network]
    # Input, weights, target: the order of `dip bench step`, so that the first loss is comparable.
    z = torch.rand(1, channels, options.size // reduction, options.size // reduction)
    net = NETWORKS[options.network](**choices)
    target = torch.rand(1, 3, options.size, options.size)
    if options.channels_last:
        z, net, target = (value.to(memory_format=torch.channels_last) for value in (z, net, target))
    adam = torch.optim.Adam(net.parameters(), lr=0.001, fused=True)
    noisy = torch.empty_like(z) if options.input_noise else z
    losses = []

    def draw():
        noisy.normal_(std=options.input_noise).add_(z)

    def step():
        if options.input_noise:
            draw()
        adam.zero_grad(set_to_none=True)
        output = net(noisy)
        if output.shape != target.shape:
            raise SystemExit(f"the output is {list(output.shape)}, not {list(target.shape)}")
        loss = functional.mse_loss(output, target)
        loss.backward()
        adam.step()
        losses.append(loss.item())

    median = statistics.median(timed(options.iterations, step))
    report = {"median_seconds": median, "iterations": options.iterations, "first_loss": losses[0],
              "parameters": sum(parameter.numel() for parameter in net.parameters()),
              "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    if options.input_noise:
        report["noise_share"] = statistics.median(timed(options.iterations, draw)) / median
    print(json.dumps(report))


if __name__ == "__main__":
    main()
