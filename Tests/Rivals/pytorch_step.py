"""One training step of the paper's decoder in PyTorch, tuned as well as it goes on a CPU; prints the median seconds as JSON.

Tuned: fused Adam, in-place LeakyReLU, an allocator that keeps its memory in huge pages (set by compare.py).
--control svdvals is the published algorithm, gram a rewrite with the top eigenvalue of the Gram matrix.
"""

import argparse
import json
import resource
import time

import torch
from torch import nn


class MeanOnlyNorm(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.beta = nn.Parameter(torch.zeros(1, channels, 1, 1))

    def forward(self, x):
        return x - x.mean((2, 3), keepdim=True) + self.beta


class ControlledConv(nn.Conv2d):
    control, ceiling = None, 0.0

    def forward(self, x):
        weight = self.weight
        if self.control:
            with torch.no_grad():
                matrix = weight.reshape(weight.shape[0], -1)
                if self.control == "svdvals":
                    norm = torch.linalg.svdvals(matrix)[0]
                else:
                    norm = torch.linalg.eigvalsh(matrix @ matrix.T)[-1].sqrt()
                divisor = torch.clamp(norm / self.ceiling, min=1)
            weight = weight / divisor
        return self._conv_forward(x, weight, self.bias)


def decoder(upsampler, control, ceiling, width=128, inputs=32, outputs=3):
    def block(channels):
        layers = []
        for count in (channels, width):
            conv = ControlledConv(count, width, 3, padding=1, padding_mode="reflect")
            conv.control, conv.ceiling = control, ceiling
            nn.init.kaiming_uniform_(conv.weight)
            layers += [conv, MeanOnlyNorm(width), nn.LeakyReLU(0.01, inplace=True)]
        return layers

    layers = block(inputs)
    for _ in range(5):
        corners = {} if upsampler == "nearest" else {"align_corners": False}
        layers += [nn.Upsample(scale_factor=2, mode=upsampler, **corners)] + block(width)
    last = nn.Conv2d(width, outputs, 1)
    nn.init.kaiming_uniform_(last.weight)
    return nn.Sequential(*layers, last, nn.Sigmoid())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--iterations", type=int, default=5)
    parser.add_argument("--upsampler", choices=["nearest", "bilinear"], default="bilinear")
    parser.add_argument("--control", choices=["none", "svdvals", "gram"], default="none")
    parser.add_argument("--lipschitz", type=float, default=1.4)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    net = decoder(options.upsampler, None if options.control == "none" else options.control, options.lipschitz)
    z = torch.rand(1, 32, options.size // 32, options.size // 32)
    target = torch.rand(1, 3, options.size, options.size)
    adam = torch.optim.Adam(net.parameters(), lr=0.001, fused=True)
    times = []
    for _ in range(options.iterations + 2):
        start = time.perf_counter()
        adam.zero_grad(set_to_none=True)
        ((net(z) - target) ** 2).mean().backward()
        adam.step()
        times.append(time.perf_counter() - start)
    times = sorted(times[2:])
    print(json.dumps({"median_seconds": times[len(times) // 2], "iterations": options.iterations,
                      "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
