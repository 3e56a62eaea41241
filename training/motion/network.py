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


def local_mean(values, weight, frames: int):
    """Weighted mean over `frames` frames around each frame; the ends see what there is. [B,C,T], [B,1,T]."""
    half = frames // 2
    total = F.avg_pool1d(F.pad(values * weight, (half, half)), frames, 1)
    return total / (F.avg_pool1d(F.pad(weight, (half, half)), frames, 1) + 1e-4)


def loudness_weight(mel):
    """[B,80,T] -> [B,1,T]: near 1 in speech, near 0 in pauses."""
    return torch.sigmoid(mel.mean(1, keepdim=True) + 1.0) + 0.02


class SpeechMotion(nn.Module):
    """[B,80,T] -> [B,K,T]. Output frame t is centred on mel frame t; it looks equally back and ahead.

    `level` is the length in frames of the local mean that takes the microphone's colour out (0: none).
    """

    DILATIONS = (1, 2, 4, 1, 2, 4)

    def __init__(self, channels=64, size=12, dropout=0.2, level=121, kinds=14):
        super().__init__()
        self.level = level
        bands = 160 if level else 80
        self.inp = nn.Conv1d(bands, channels, 7, stride=2, padding=3)
        self.blocks = nn.ModuleList([Block(channels, d, dropout) for d in self.DILATIONS])
        self.norm = nn.BatchNorm1d(channels)
        self.out = nn.Conv1d(channels, size, 3, padding=1)
        # Training aid only: which kind of mouth shape is being said; never exported.
        self.kinds = nn.Conv1d(channels, kinds, 1)
        # Linear interpolation from 40 to 80 Hz, as a fixed transposed convolution.
        self.register_buffer("between", torch.tensor([0.5, 1.0, 0.5]).repeat(size, 1, 1))

    def features(self, mel):
        """[B,80,T] -> [B,C,ceil(T/2)] at 40 Hz."""
        x = mel
        if self.level:
            # Weighted by loudness, so that pauses do not move it.
            x = torch.cat([mel, mel - local_mean(mel, loudness_weight(mel), self.level)], 1)
        x = self.inp(x)
        for block in self.blocks:
            x = block(x)
        return F.gelu(self.norm(x))

    def motion(self, features, frames: int):
        x = self.out(features)
        x = torch.cat([x, x[..., -1:]], 2)
        x = F.conv_transpose1d(x, self.between, stride=2, padding=1, groups=x.shape[1])
        return x[..., :frames]

    def forward(self, mel):
        return self.motion(self.features(mel), mel.shape[2])

    def reach(self) -> int:
        """Mel frames to each side that can change an output frame (80 Hz)."""
        at_40 = 1 + 1 + sum(2 * d for d in self.DILATIONS)
        return 2 * at_40 + 3 + self.level // 2


class Ensemble(nn.Module):
    """The mean of several nets over one basis."""

    def __init__(self, nets):
        super().__init__()
        self.nets = nn.ModuleList(nets)

    def forward(self, mel):
        total = self.nets[0](mel)
        for net in self.nets[1:]:
            total = total + net(mel)
        return total / len(self.nets)

    def reach(self) -> int:
        return max(net.reach() for net in self.nets)


class Articulated(nn.Module):
    """Gives back the articulation that averaging takes away.

    A net unsure of a stranger's lips predicts their mean, which moves too little. Movement about its
    local mean is enlarged until its power is that of real lips, by `most` at most, as far as each
    coefficient was predictable at all, and only where there is speech, so that pauses stay at rest.
    """

    WINDOW = 241  # 3 s

    def __init__(self, net, power: float, size, predictable, most=2.0):
        super().__init__()
        self.net = net
        self.power = power
        self.most = most
        self.register_buffer("size", torch.as_tensor(size, dtype=torch.float32).reshape(1, -1, 1))
        self.register_buffer(
            "predictable", torch.as_tensor(predictable, dtype=torch.float32).reshape(1, -1, 1)
        )

    def forward(self, mel):
        motion = self.net(mel)
        weight = loudness_weight(mel)
        apart = motion - local_mean(motion, weight, self.WINDOW)
        energy = ((apart * self.size) ** 2).sum(1, keepdim=True)
        gain = torch.sqrt(self.power / (local_mean(energy, weight, self.WINDOW) + 1e-4))
        more = (torch.clamp(gain, 1.0, self.most) - 1.0) * torch.clamp(1.2 * weight - 0.1, 0.0, 1.0)
        return motion + more * self.predictable * apart

    def reach(self) -> int:
        return self.net.reach() + 2 * (self.WINDOW // 2)
