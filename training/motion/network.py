"""Mel frames -> motion coefficients: dilated convolutions at 40 Hz, brought back to 80 Hz."""
import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    def __init__(self, channels: int, dilation: int, dropout: float):
        super().__init__()
        self.norm = nn.BatchNorm1d(channels)
        self.spread = nn.Conv1d(channels, channels, 5, padding=2 * dilation, dilation=dilation)
        self.mix = nn.Conv1d(channels, channels, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        return x + self.dropout(self.mix(F.gelu(self.spread(self.norm(x)))))


class SpeechMotion(nn.Module):
    """[B,80,T] -> [B,K,T]. Output frame t is centred on mel frame t; it looks equally back and ahead."""

    DILATIONS = (1, 2, 4, 1, 2, 4)
    LEVEL = 81  # frames of the local average that takes the microphone's colour out

    def __init__(self, channels=64, size=12, dropout=0.2, level=True):
        super().__init__()
        self.level = level
        bands = 160 if level else 80
        self.inp = nn.Conv1d(bands, channels, 7, stride=2, padding=3)
        self.blocks = nn.ModuleList([Block(channels, d, dropout) for d in self.DILATIONS])
        self.norm = nn.BatchNorm1d(channels)
        self.out = nn.Conv1d(channels, size, 3, padding=1)
        # Linear interpolation from 40 to 80 Hz, as a fixed transposed convolution.
        self.register_buffer("between", torch.tensor([0.5, 1.0, 0.5]).repeat(size, 1, 1))

    def forward(self, mel):
        x = mel
        if self.level:
            half = self.LEVEL // 2
            # Weighted by loudness, so that pauses do not move it.
            weight = torch.sigmoid(mel.mean(1, keepdim=True) + 1.0) + 0.02
            total = F.avg_pool1d(F.pad(mel * weight, (half, half)), self.LEVEL, 1)
            count = F.avg_pool1d(F.pad(weight, (half, half)), self.LEVEL, 1)
            x = torch.cat([mel, mel - total / (count + 1e-4)], 1)
        x = self.inp(x)
        for block in self.blocks:
            x = block(x)
        x = self.out(F.gelu(self.norm(x)))
        x = torch.cat([x, x[..., -1:]], 2)
        x = F.conv_transpose1d(x, self.between, stride=2, padding=1, groups=x.shape[1])
        return x[..., : mel.shape[2]]

    def reach(self) -> int:
        """Mel frames to each side that can change an output frame (80 Hz)."""
        at_40 = 1 + 1 + sum(2 * d for d in self.DILATIONS)
        return 2 * at_40 + 3 + (self.LEVEL // 2 if self.level else 0)
