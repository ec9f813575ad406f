"""Is it the engine? Inpaints with the paper's controlled decoder in PyTorch and lists where PSNR collapses, as it does in our runs.

    VENV/bin/python Tests/Rivals/pytorch_inpainting.py IMAGE [--crop LEFT TOP RIGHT BOTTOM] [--iterations 2000] [--curves CURVES.CSV ...]

The environment needs torch, numpy and pillow. A collapse: PSNR is 4 dB lower ten iterations later; those within 30 iterations are one.
--curves lists those of our runs, recorded at every iteration:

    dip run Experiments/tables/inpainting-256.yaml images=house variants=controlled crop=[80,80,176,176] record_every=1
"""

import argparse
import csv
import math

WINDOW, FALL, APART, WARM_UP = 10, 4, 30, 100


def collapses(psnr):
    found = []
    for i in range(WARM_UP, len(psnr) - WINDOW):
        if psnr[i + WINDOW] < psnr[i] - FALL and (not found or i > found[-1] + APART):
            found.append(i)
    return found


def show(name, psnr):
    found = collapses(psnr)
    print(f"{name}: {len(found)} in {len(psnr)} iterations, best {max(psnr):.2f} dB")
    for i in found:
        print(f"  from iteration {i}: {psnr[i]:.1f} to {min(psnr[i:i + 4 * WINDOW]):.1f} dB")


def train(options):
    import numpy
    import torch
    from PIL import Image
    from pytorch_networks import decoder

    image = Image.open(options.image).convert("L")
    clean = numpy.asarray(image.crop(options.crop) if options.crop else image, dtype=numpy.float32)[None, None] / 255
    known = numpy.random.RandomState(options.seed).random_sample(clean.shape[1:]) > 0.5
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    clean, known = torch.from_numpy(clean), torch.from_numpy(known[None].astype(numpy.float32))
    angle = 2 * math.pi * torch.rand(1, 16, clean.shape[2] // 32, clean.shape[3] // 32)
    z = torch.cat([angle.sin(), angle.cos()], 1)
    net = decoder("bilinear", "gram", options.lipschitz, outputs=1)
    adam = torch.optim.Adam(net.parameters(), lr=0.001)
    psnr = []
    for _ in range(options.iterations):
        output = net(z)
        psnr.append(-10 * math.log10(((output.detach() - clean) ** 2).mean().item()))
        adam.zero_grad()
        ((output * known - clean * known) ** 2).mean().backward()
        adam.step()
    return psnr


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("image", nargs="?")
    parser.add_argument("--crop", type=int, nargs=4)
    parser.add_argument("--lipschitz", type=float, default=1.6)
    parser.add_argument("--seed", type=int, default=100)
    parser.add_argument("--iterations", type=int, default=2000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--curves", nargs="+", default=[])
    options = parser.parse_args()
    for path in options.curves:
        with open(path) as file:
            show(path, [float(row["psnr"]) for row in csv.DictReader(file)][:options.iterations])
    if options.image:
        show("PyTorch", train(options))


if __name__ == "__main__":
    main()
