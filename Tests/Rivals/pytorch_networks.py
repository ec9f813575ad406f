"""The networks of the project in PyTorch, written from their layer lists (`dip describe network`).

Layers are made in the order in which the project draws their weights, so that the same seed makes the same weights.
Activations work in place wherever the layer before does not need its output again; this is part of the tuning.
"""

import torch
from torch import nn
from torch.nn import functional

UPSAMPLERS = ["bilinear", "nearest", "gaussian", "deconv"]
# The published sigmas of the Gaussian upsampler, coarse to fine.
SIGMAS = [0.1, 0.1, 0.1, 0.5, 0.5]


class MeanOnlyNorm(nn.Module):
    """y = x - mean + beta, one learned beta per channel."""

    def __init__(self, channels):
        super().__init__()
        self.beta = nn.Parameter(torch.zeros(1, channels, 1, 1))

    def forward(self, x):
        return x - x.mean((2, 3), keepdim=True) + self.beta


class ControlledConv(nn.Conv2d):
    """A convolution whose weights, as a matrix out x (in k k), have a norm of at most `ceiling`.

    control: None, svdvals (the published algorithm), gram (the top eigenvalue of the Gram matrix) or squaring (that eigenvalue
    by products alone, which a CUDA graph can record).
    """

    control, ceiling = None, 0.0

    def forward(self, x):
        weight = self.weight
        if self.control:
            with torch.no_grad():
                matrix = weight.reshape(weight.shape[0], -1)
                if self.control == "svdvals":
                    norm = torch.linalg.svdvals(matrix)[0]
                elif self.control == "squaring":
                    gram = matrix @ matrix.T
                    power = gram / gram.trace()
                    for _ in range(16):
                        power = power @ power
                        power = power / power.trace()
                    norm = ((power * gram).sum() / power.trace()).sqrt()
                else:
                    norm = torch.linalg.eigvalsh(matrix @ matrix.T)[-1].sqrt()
                divisor = torch.clamp(norm / self.ceiling, min=1)
            weight = weight / divisor
        return self._conv_forward(x, weight, self.bias)


class GaussianUpsample(nn.Module):
    """A fixed depthwise transposed convolution 5 x 5, stride 2, whose kernel sums to 1."""

    def __init__(self, channels, sigma):
        super().__init__()
        # The published program draws the weights and biases of a learned layer here and overwrites them.
        torch.rand(channels * 26)
        taps = torch.exp(-(torch.arange(5.0) - 2).square() / (8 * sigma * sigma))
        taps /= taps.sum()
        self.register_buffer("kernel", torch.outer(taps, taps).repeat(channels, 1, 1, 1))

    def forward(self, x):
        return functional.conv_transpose2d(x, self.kernel, stride=2, padding=2, output_padding=1, groups=x.shape[1])


def upsample(mode):
    corners = {} if mode == "nearest" else {"align_corners": False}
    return nn.Upsample(scale_factor=2, mode=mode, **corners)


def decoder(upsampler="bilinear", control=None, ceiling=1.4, width=128, inputs=32, outputs=3):
    """The paper's network: a block, five times {doubling, block}, conv 1 x 1, sigmoid."""

    def controlled(channels):
        conv = ControlledConv(channels, width, 3, padding=1, padding_mode="reflect")
        conv.control, conv.ceiling = control, ceiling
        nn.init.kaiming_uniform_(conv.weight)
        return conv

    def block(channels):
        return [layer for count in (channels, width)
                for layer in (controlled(count), MeanOnlyNorm(width), nn.LeakyReLU(0.01, inplace=True))]

    layers = block(inputs)
    for sigma in SIGMAS:
        if upsampler == "deconv":
            # Neither norm nor activation in these stages, as published.
            layers += [nn.ConvTranspose2d(width, width, 4, stride=2, padding=1), controlled(width)]
        else:
            doubling = GaussianUpsample(width, sigma) if upsampler == "gaussian" else upsample(upsampler)
            layers += [doubling, *block(width)]
    last = nn.Conv2d(width, outputs, 1)
    nn.init.kaiming_uniform_(last.weight)
    return nn.Sequential(*layers, last, nn.Sigmoid())


class SkipScale(nn.Module):
    """One scale of `skip` with all scales inside of it; preset denoise."""

    def __init__(self, inputs, scales, width=128, skip=4):
        super().__init__()

        def unit(channels, outputs, kernel, stride=1):
            padding = {"padding": kernel // 2, "padding_mode": "reflect"} if kernel > 1 else {}
            return [nn.Conv2d(channels, outputs, kernel, stride=stride, **padding), nn.BatchNorm2d(outputs),
                    nn.LeakyReLU(0.2, inplace=True)]

        self.skip = nn.Sequential(*unit(inputs, skip, 1))
        deeper = [*unit(inputs, width, 3, stride=2), *unit(width, width, 3)]
        self.merge = nn.Sequential(nn.BatchNorm2d(skip + width), *unit(skip + width, width, 3), *unit(width, width, 1))
        inner = [SkipScale(width, scales - 1, width, skip)] if scales > 1 else []
        self.deeper = nn.Sequential(*deeper, *inner, upsample("bilinear"))

    def forward(self, x):
        skip, deeper = self.skip(x), self.deeper(x)
        if deeper.shape[2:] != skip.shape[2:]:
            raise ValueError(f"a side is no multiple of 2: {list(skip.shape)} beside {list(deeper.shape)}")
        return self.merge(torch.cat([skip, deeper], 1))


def skip(width=128, inputs=32, outputs=3):
    """The Deep Image Prior's network of five scales, preset denoise."""
    return nn.Sequential(SkipScale(inputs, 5, width), nn.Conv2d(width, outputs, 1), nn.Sigmoid())


def stages(kernel, doublings, inputs, width=128, outputs=3):
    """{conv; doubling; ReLU; batch norm} and once the same without doubling, conv 1 x 1, sigmoid; no biases."""
    layers = []
    for doubles in [*doublings, False]:
        channels = width if layers else inputs
        layers += [nn.Conv2d(channels, width, kernel, padding=kernel // 2, bias=False)]
        layers += [upsample("bilinear")] if doubles else []
        layers += [nn.ReLU(inplace=True), nn.BatchNorm2d(width)]
    return nn.Sequential(*layers, nn.Conv2d(width, outputs, 1, bias=False), nn.Sigmoid())


class UNet(nn.Module):
    """Max pooling down, transposed convolutions 4 x 4 up; instance norm on the way down only."""

    def __init__(self, channels=(8, 16, 32, 64, 128, 128), inputs=32, outputs=3):
        super().__init__()

        def pair(before, after, norm):
            norms = [nn.InstanceNorm2d(after)] if norm else []
            return [layer for count in (before, after)
                    for layer in (nn.Conv2d(count, after, 3, padding=1), *norms, nn.ReLU(inplace=True))]

        self.first = nn.Sequential(*pair(inputs, channels[0], True))
        steps = list(zip(channels, channels[1:]))
        self.down = nn.ModuleList(nn.Sequential(nn.MaxPool2d(2), *pair(outer, inner, True)) for outer, inner in steps)
        self.doubling, self.up = nn.ModuleList(), nn.ModuleList()
        for outer, inner in reversed(steps):
            self.doubling.append(nn.ConvTranspose2d(inner, outer, 4, stride=2, padding=1))
            self.up.append(nn.Sequential(*pair(2 * outer, outer, False)))
        self.last = nn.Sequential(nn.Conv2d(channels[0], outputs, 1), nn.Sigmoid())

    def forward(self, x):
        maps = [self.first(x)]
        for down in self.down:
            maps.append(down(maps[-1]))
        x = maps.pop()
        for double, up in zip(self.doubling, self.up):
            x = up(torch.cat([double(x), maps.pop()], 1))
        return self.last(x)


class ResidualBlock(nn.Sequential):
    """x + {conv; batch norm; LeakyReLU; conv; batch norm}(x)."""

    def __init__(self, width):
        super().__init__(nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width),
                         nn.LeakyReLU(0.2, inplace=True),
                         nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width))

    def forward(self, x):
        return super().forward(x).add_(x)


def resnet(blocks=8, width=32, inputs=32, outputs=3):
    """Residual blocks at the image's resolution."""
    def mirrored(before, after):
        return nn.Conv2d(before, after, 3, padding=1, padding_mode="reflect")

    return nn.Sequential(mirrored(inputs, width), nn.LeakyReLU(0.2, inplace=True),
                         *(ResidualBlock(width) for _ in range(blocks)),
                         nn.Conv2d(width, width, 3, padding=1), nn.BatchNorm2d(width),
                         mirrored(width, outputs), nn.Sigmoid())


def deep_decoder():
    return stages(1, [True] * 5, 128)


def conv_decoder():
    return stages(3, [True] * 5, 128)


def convnet():
    return stages(3, [False] * 5, 32)


NETWORKS = {"decoder": decoder, "skip": skip, "deep-decoder": deep_decoder, "conv-decoder": conv_decoder,
            "convnet": convnet, "unet": UNet, "resnet": resnet}
# Channels of a network's input, and how many times its output is larger.
INPUTS = {"decoder": (32, 32), "skip": (32, 1), "deep-decoder": (128, 32), "conv-decoder": (128, 32),
          "convnet": (32, 1), "unet": (32, 1), "resnet": (32, 1)}
