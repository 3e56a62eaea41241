"""The decoder: lip contour, tone, style -> picture of the mouth's inside.

A style is what shape and light do not tell: seven attribute ranks of the frame (samples.attributes)
and the look, a learnt code of the shot (whose teeth they are).
"""

import torch
from torch import nn

from samples import ATTRIBUTES, FEATURES

LOOK = 8
STYLE = ATTRIBUTES + LOOK


class Decoder(nn.Module):
    """A small MLP lays out a 12x16 map, three light convolutions draw it at 48x64."""

    def __init__(self, mean, std, hidden=160, channels=16):
        super().__init__()
        self.register_buffer('mean', torch.as_tensor(mean, dtype=torch.float32))
        self.register_buffer('std', torch.as_tensor(std, dtype=torch.float32))
        self.channels = channels
        self.layout = nn.Sequential(
            nn.Linear(FEATURES + STYLE, hidden), nn.SiLU(),
            nn.Linear(hidden, 112), nn.SiLU(),
            nn.Linear(112, channels * 12 * 16),
        )
        self.coarse = nn.Conv2d(channels, 24, 3, padding=1)
        self.middle = nn.Conv2d(24, 24, 3, padding=1)
        self.fine = nn.Conv2d(24, 12, 3, padding=1)

    def forward(self, features, style):
        """[N,47], [N,15] -> [N,3,48,64] in 0..1."""
        # Shapes and tones outside the footage's range are taken for the nearest known ones.
        x = ((features - self.mean) / self.std).clamp(-3.5, 3.5)
        x = self.layout(torch.cat([x, style], 1)).view(-1, self.channels, 12, 16)
        x = torch.nn.functional.silu(self.coarse(x))
        x = torch.nn.functional.interpolate(x, scale_factor=2, mode='nearest')
        x = torch.nn.functional.silu(self.middle(x))
        return torch.sigmoid(torch.pixel_shuffle(self.fine(x), 2))


class Critic(nn.Module):
    """Judges patches of masked pictures, knowing the mask; about 11 px of sight."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(4, 16, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
            nn.Conv2d(16, 32, 4, stride=2, padding=1), nn.LeakyReLU(0.2),
            nn.Conv2d(32, 32, 3, padding=1), nn.LeakyReLU(0.2),
            nn.Conv2d(32, 1, 3, padding=1),
        )

    def forward(self, picture, weight):
        return self.body(torch.cat([(picture - 0.4) * 2 * weight, weight], 1))
