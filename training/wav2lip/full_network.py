"""The network of "A Lip Sync Expert Is All You Need" (Prajwal et al., 2020), from its description, without weights.

One stack of convolutions sees two pictures of a face (the one to be changed, its lower half black, and a whole one),
another hears a fifth of a second of sound; both end in one pixel of 512 numbers. A third draws from these, step by
step larger, and at each size is shown what the first saw there. At 96 pixels it has 36 million numbers.
"""

import torch
from torch import Tensor, nn

MEL_BANDS, MEL_STEPS = 80, 16
WIDEST = 512
# Planes of the face's stack at each size, from the whole picture to a 32nd of it, and how many residual layers follow.
FACE_PLANES = [16, 32, 64, 128, 256, 512]
FACE_RESIDUALS = [0, 2, 3, 2, 2, 1]
# Of the drawing stack, from the smallest size to the whole picture.
DRAWN_PLANES = [512, 512, 384, 256, 128, 64]
DRAWN_RESIDUALS = [1, 2, 2, 2, 2, 2]
# The last layers' numbers of random networks differ by about this much, so that pictures are neither grey nor extreme.
SPREAD = 1.5


class Layer(nn.Module):
    """Convolution, batch norm, ReLU; residual ones add what came in."""

    def __init__(self, taken: int, given: int, kernel=3, stride=1, padding=1, residual=False):
        super().__init__()
        self.layers = nn.Sequential(nn.Conv2d(taken, given, kernel, stride, padding), nn.BatchNorm2d(given))
        self.residual = residual

    def forward(self, x: Tensor) -> Tensor:
        y = self.layers(x)
        return torch.relu(y + x if self.residual else y)


class Enlarging(nn.Module):
    """Transposed convolution, batch norm, ReLU."""

    def __init__(self, taken: int, given: int, kernel=3, stride=2, padding=1, output_padding=1):
        super().__init__()
        self.layers = nn.Sequential(
            nn.ConvTranspose2d(taken, given, kernel, stride, padding, output_padding),
            nn.BatchNorm2d(given),
            nn.ReLU(),
        )

    def forward(self, x: Tensor) -> Tensor:
        return self.layers(x)


def residuals(planes: int, count: int) -> list[Layer]:
    return [Layer(planes, planes, residual=True) for _ in range(count)]


def halvings_of(size: int) -> int:
    """How often a side is halved until 3 or 4 pixels are left, which one kernel then makes one."""
    halvings = next((n for n in range(4, 8) if size in (3 << n, 4 << n)), None)
    if halvings is None:
        raise ValueError(f"no network of {size} pixels: 96, 128, 192, 256, 384, ...")
    return halvings


class FullNetwork(nn.Module):
    """mel [n,1,80,16], faces [n,6,S,S] -> [n,3,S,S], 0..1. Larger pictures have more steps, of the widest planes."""

    def __init__(self, size: int = 96):
        super().__init__()
        halvings = halvings_of(size)
        end = size >> halvings
        more = halvings - (len(FACE_PLANES) - 1)
        if more < 0:
            raise ValueError(f"{size} pixels are too few")
        planes = FACE_PLANES + [WIDEST] * more
        counts = FACE_RESIDUALS + [1] * more
        steps = [nn.Sequential(Layer(6, planes[0], kernel=7, padding=3))]
        for taken, given, count in zip(planes, planes[1:], counts[1:]):
            steps.append(nn.Sequential(Layer(taken, given, stride=2), *residuals(given, count)))
        last = [Layer(WIDEST, WIDEST, kernel=end, padding=0), Layer(WIDEST, WIDEST, kernel=1, padding=0)]
        steps.append(nn.Sequential(*last))
        self.face = nn.ModuleList(steps)
        self.sound = hearing()
        self.drawing = drawing(planes, end, more)
        drawn = DRAWN_PLANES[-1] + planes[0]
        self.colours = nn.Sequential(Layer(drawn, 32), nn.Conv2d(32, 3, 1))

    def forward(self, mel: Tensor, faces: Tensor) -> Tensor:
        seen = []
        x = faces
        for step in self.face:
            x = step(x)
            seen.append(x)
        y = self.sound(mel)
        for step in self.drawing:
            y = torch.cat([step(y), seen.pop()], 1)
        return torch.sigmoid(self.colours(y))


def hearing() -> nn.Sequential:
    """[n,1,80,16] -> [n,512,1,1]"""
    return nn.Sequential(
        *[Layer(1, 32), *residuals(32, 2)],
        *[Layer(32, 64, stride=(3, 1)), *residuals(64, 2)],
        *[Layer(64, 128, stride=3), *residuals(128, 2)],
        *[Layer(128, 256, stride=(3, 2)), *residuals(256, 1)],
        *[Layer(256, WIDEST, padding=0), Layer(WIDEST, WIDEST, kernel=1, padding=0)],
    )


def drawing(seen: list[int], end: int, more: int) -> nn.ModuleList:
    """Steps from one pixel to the whole picture; each is followed by what the face's stack saw at its size."""
    planes = [WIDEST] * more + DRAWN_PLANES
    counts = [2] * more + DRAWN_RESIDUALS
    steps = [nn.Sequential(Layer(WIDEST, WIDEST, kernel=1, padding=0))]
    taken = 2 * WIDEST
    first = Enlarging(taken, planes[0], kernel=end, stride=1, padding=0, output_padding=0)
    steps.append(nn.Sequential(first, *residuals(planes[0], counts[0])))
    for i in range(1, len(planes)):
        taken = planes[i - 1] + seen[-i]
        steps.append(nn.Sequential(Enlarging(taken, planes[i]), *residuals(planes[i], counts[i])))
    return nn.ModuleList(steps)


@torch.no_grad()
def random_network(size: int, seed: int) -> FullNetwork:
    """With random weights, which give pictures of a usual range."""
    torch.manual_seed(seed)
    network = FullNetwork(size)
    mel = torch.rand(4, 1, MEL_BANDS, MEL_STEPS) * 8 - 4
    faces = torch.rand(4, 6, size, size)
    # The norms' means and widths, so that no layer fades away.
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.momentum = None
    network.train()(mel, faces)
    network.eval()
    before = []
    handle = network.colours.register_forward_hook(lambda _m, _i, output: before.append(output))
    network(mel, faces)
    handle.remove()
    last = network.colours[-1]
    scale = SPREAD / before[0].std()
    last.weight *= scale
    last.bias.copy_((last.bias - before[0].mean((0, 2, 3))) * scale)
    return network
