"""The decoder: lip contour, tone, style -> picture of the mouth's inside.

A style is what shape and light do not tell: how far the picture is to be a drawing (drawn.py) and not
footage, seven attribute ranks of the frame (samples.attributes) and the look, a learnt code of the shot
(whose teeth they are).
"""

import torch
from torch import nn
from torch.nn.functional import interpolate, pixel_shuffle, pixel_unshuffle, silu

from colour import compose
from mouth_frame import HEIGHT, UNITS_A_PIXEL, WIDTH, X_RANGE, Y_RANGE
from samples import ATTRIBUTES, FEATURES

LOOK = 8
STYLE = 1 + ATTRIBUTES + LOOK
# The brightest anything in a mouth may be, over a lit front tooth.
BRIGHTEST = 1.1
# Distances to the lips beyond this tell no more, in mouth widths.
FAR = 0.3


def edge(points, columns):
    """y of a line through points [N,K,2], left to right, at columns [W] -> [N,W]. Level beyond its ends."""
    x, y = points[:, :, 0], points[:, :, 1]
    width = (x[:, 1:] - x[:, :-1]).clamp(min=1e-3)
    slope = (y[:, 1:] - y[:, :-1]) / width
    run = torch.minimum((columns[None, None] - x[:, :-1, None]).clamp(min=0), width[..., None])
    return y[:, :1] + (slope[..., None] * run).sum(1)


class Geometry(nn.Module):
    """Where each pixel lies between the lips: below the upper, above the lower, and across; [N,3,48,64]."""

    def __init__(self):
        super().__init__()
        self.register_buffer('x', X_RANGE[0] + (torch.arange(WIDTH) + 0.5) * UNITS_A_PIXEL)
        self.register_buffer('y', Y_RANGE[0] + (torch.arange(HEIGHT) + 0.5) * UNITS_A_PIXEL)

    def forward(self, contour):
        upper = edge(torch.cat([contour[:, :1], contour[:, 10:].flip(1)], 1), self.x)
        lower = edge(contour[:, :11], self.x)
        below = self.y[None, :, None] - upper[:, None]
        above = lower[:, None] - self.y[None, :, None]
        across = (self.x[None, None, :] - contour[:, 5:6, :1]).expand_as(below)
        return torch.stack([below.clamp(-FAR, FAR), above.clamp(-FAR, FAR), across], 1) / FAR


class Decoder(nn.Module):
    """A small MLP lays out a 12x16 map, three light convolutions that see the lips draw it at 48x64."""

    def __init__(self, mean, std, hidden=192, channels=16):
        super().__init__()
        self.register_buffer('mean', torch.as_tensor(mean, dtype=torch.float32))
        self.register_buffer('std', torch.as_tensor(std, dtype=torch.float32))
        self.channels = channels
        self.layout = nn.Sequential(
            nn.Linear(FEATURES + STYLE, hidden), nn.SiLU(),
            nn.Linear(hidden, 112), nn.SiLU(),
            nn.Linear(112, channels * 12 * 16),
        )
        self.geometry = Geometry()
        self.coarse = nn.Conv2d(channels, 24, 3, padding=1)
        self.middle = nn.Conv2d(24 + 12, 28, 3, padding=1)
        self.fine = nn.Conv2d(28 + 12, 8, 3, padding=1)

    def light_and_enamel(self, features, style):
        """[N,47], [N,16] -> light over a lit tooth's [N,1,48,64], share of enamel [N,1,48,64]."""
        # Shapes and tones outside the footage's range are taken for the nearest known ones.
        x = ((features - self.mean) / self.std).clamp(-3.5, 3.5)
        x = self.layout(torch.cat([x, style], 1)).view(-1, self.channels, 12, 16)
        place = pixel_unshuffle(self.geometry(features[:, :40].reshape(-1, 20, 2)), 2)
        x = interpolate(silu(self.coarse(x)), scale_factor=2, mode='nearest')
        x = silu(self.middle(torch.cat([x, place], 1)))
        x = torch.sigmoid(pixel_shuffle(self.fine(torch.cat([x, place], 1)), 2))
        return BRIGHTEST * x[:, :1], x[:, 1:]

    def forward(self, features, style):
        """[N,47], [N,16] -> [N,3,48,64] in 0..1."""
        light, share = self.light_and_enamel(features, style)
        return compose(light, share, features[:, 40:43], features[:, 43:46])
