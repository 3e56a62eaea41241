"""The encoder's features -> motion coefficients: a few dilated convolutions at 50 Hz."""

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


class SpeechMotion(nn.Module):
    """Features [B,T,512] -> (coefficients [B,K,T], logit of speech being heard [B,1,T]), both at 50 Hz.

    Frame for frame; it looks equally back and ahead.
    """

    DILATIONS = (1, 2, 4)

    def __init__(self, channels=64, size=12, dropout=0.3, mean=0.0, spread=1.0):
        super().__init__()
        column = lambda v: torch.as_tensor(v, dtype=torch.float32).expand(512).reshape(1, -1, 1).clone()
        self.register_buffer("mean", column(mean))
        self.register_buffer("spread", column(spread))
        self.drop = nn.Dropout(dropout)
        self.inp = nn.Conv1d(512, channels, 1)
        self.blocks = nn.ModuleList([Block(channels, d, dropout) for d in self.DILATIONS])
        self.norm = nn.BatchNorm1d(channels)
        self.out = nn.Conv1d(channels, size, 3, padding=1)
        self.heard = nn.Conv1d(channels, 1, 1)

    def forward(self, features):
        x = torch.clamp((features.transpose(1, 2) - self.mean) / self.spread, -6, 6)
        x = self.inp(self.drop(x))
        for block in self.blocks:
            x = block(x)
        x = F.gelu(self.norm(x))
        return self.out(x), self.heard(x)

    def reach(self) -> int:
        """Frames to each side that can change an output frame."""
        return 1 + sum(2 * d for d in self.DILATIONS)


class Ensemble(nn.Module):
    """The mean of several nets over one basis. Whether speech is heard is told by the last of them: one that
    was told nothing of synthetic voices hears it in fewer other sounds."""

    def __init__(self, nets):
        super().__init__()
        self.nets = nn.ModuleList(nets)

    def forward(self, features):
        made = [net(features) for net in self.nets]
        return sum(motion for motion, _ in made) / len(made), made[-1][1]

    def reach(self) -> int:
        return max(net.reach() for net in self.nets)


class Articulated(nn.Module):
    """Gives back the articulation that averaging takes away.

    A net unsure of a stranger's lips predicts their mean, which moves too little. Movement about its
    local mean is enlarged until its power is that of real lips, by `most` at most, as far as each
    coefficient was predictable at all, and only where there is speech, so that pauses stay at rest.
    Also gives how surely speech is heard, 0..1, [B,1,T].
    """

    WINDOW = 151  # 3 s

    def __init__(self, net, power: float, size, predictable, most=2.0):
        super().__init__()
        self.net = net
        self.power = power
        self.most = most
        self.register_buffer("size", torch.as_tensor(size, dtype=torch.float32).reshape(1, -1, 1))
        self.register_buffer(
            "predictable", torch.as_tensor(predictable, dtype=torch.float32).reshape(1, -1, 1)
        )

    def forward(self, features):
        motion, heard = self.net(features)
        speech = torch.sigmoid(heard)
        weight = speech + 0.02
        apart = motion - local_mean(motion, weight, self.WINDOW)
        energy = ((apart * self.size) ** 2).sum(1, keepdim=True)
        gain = torch.sqrt(self.power / (local_mean(energy, weight, self.WINDOW) + 1e-4))
        more = (torch.clamp(gain, 1.0, self.most) - 1.0) * torch.clamp(1.2 * weight - 0.1, 0.0, 1.0)
        return motion + more * self.predictable * apart, speech

    def reach(self) -> int:
        return self.net.reach() + 2 * (self.WINDOW // 2)
