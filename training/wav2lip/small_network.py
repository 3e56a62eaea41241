"""A net of Wav2Lip's ends with a million numbers: small enough to be trained in minutes on two cores.

It works on folded pictures (each small square of pixels becomes planes), and gives two things for the lower half: a
drawing, and how far to trust it; elsewhere it shows the second picture, and above that half the first.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

PLANES = [24, 32, 64, 96, 128]  # from the folded picture down, each half the side of the one before
HEARD = 128
# By how much a picture of this side is folded: to 48 or 64 pixels.
FOLDS = {96: 2, 256: 4}


def layer(taken: int, given: int, stride=1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(taken, given, 3, stride, 1, bias=False), nn.BatchNorm2d(given), nn.ReLU(inplace=True)
    )


class Hearing(nn.Module):
    """[n,1,80,16] -> [n,HEARD], and a guess of the lips' gap that helps it to learn."""

    def __init__(self):
        super().__init__()
        widths = [24, 48, 64, 96]
        strides = [(2, 1), 2, 2, 2]
        layers = [layer(a, b, s) for a, b, s in zip([1, *widths], widths, strides)]
        self.layers = nn.Sequential(*layers, nn.Flatten(), nn.Dropout(0.2), nn.Linear(96 * 5 * 2, HEARD), nn.ReLU())
        self.gap = nn.Linear(HEARD, 1)

    def forward(self, mel: Tensor) -> Tensor:
        return self.layers(mel)


class Drawing(nn.Module):
    """A step twice as large, told by what was seen at that size and what was heard."""

    def __init__(self, taken: int, seen: int, given: int):
        super().__init__()
        self.layer = layer(taken + seen, given)
        self.heard = nn.Linear(HEARD, 2 * given)

    def forward(self, x: Tensor, seen: Tensor, heard: Tensor) -> Tensor:
        x = self.layer(torch.cat([F.interpolate(x, scale_factor=2.0, mode="nearest"), seen], 1))
        scale, shift = self.heard(heard)[:, :, None, None].chunk(2, 1)
        return torch.relu(x * (1 + scale) + shift)


class SmallNetwork(nn.Module):
    """mel [n,1,80,16], faces [n,6,S,S] -> [n,3,S,S], 0..1."""

    def __init__(self, size: int):
        super().__init__()
        self.fold = FOLDS[size]
        self.hearing = Hearing()
        self.entry = layer(6 * self.fold**2, PLANES[0])
        self.seeing = nn.ModuleList([layer(a, b, 2) for a, b in zip(PLANES, PLANES[1:])])
        self.joined = layer(PLANES[-1] + HEARD, PLANES[-1])
        smaller = PLANES[::-1]
        self.drawing = nn.ModuleList([Drawing(a, b, b) for a, b in zip(smaller, smaller[1:])])
        self.exit = nn.Conv2d(PLANES[0], 4 * self.fold**2, 3, 1, 1)
        lower = torch.zeros(1, 1, size, 1)
        lower[:, :, size // 2 :] = 1
        self.register_buffer("lower", lower, persistent=False)

    def forward(self, mel: Tensor, faces: Tensor) -> Tensor:
        heard = self.hearing(mel)
        return self.draw(heard, faces)

    def draw(self, heard: Tensor, faces: Tensor) -> Tensor:
        x = self.entry(F.pixel_unshuffle(faces, self.fold))
        seen = [x]
        for step in self.seeing:
            seen.append(step(seen[-1]))
        x = seen.pop()
        spread = heard[:, :, None, None].expand(-1, -1, x.shape[2], x.shape[3])
        x = self.joined(torch.cat([x, spread], 1))
        for step in self.drawing:
            x = step(x, seen.pop(), heard)
        drawn = F.pixel_shuffle(self.exit(x), self.fold)
        trust = torch.sigmoid(drawn[:, 3:])
        lower = trust * torch.sigmoid(drawn[:, :3]) + (1 - trust) * faces[:, 3:]
        return self.lower * lower + (1 - self.lower) * faces[:, :3]
