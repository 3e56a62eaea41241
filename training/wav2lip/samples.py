"""What the small net is trained on: a frame with its lower half black, another one of the same clip, and the sound."""

import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

# A dB is this much of the spectrogram's range of -4..4.
DECIBEL = 8 / 100
LOUDER = 6  # dB, either way
# Frames between a face and the one shown beside it.
APART = 5
MOUTH_WEIGHT = 8
# The end of the drawn presenter's speech is kept to look at.
KEPT_SECONDS = 20


class Samples:
    """Frames of a size by role: `train`, `held` (people and sentences that training never sees)."""

    def __init__(self, folder: Path, size: int):
        self.size = size
        self.faces = np.load(folder / f"faces-{size}.npy", mmap_mode="r" if size > 96 else None)
        self.windows = np.load(folder / "windows.npy")
        self.mouths = np.load(folder / "mouths.npy")
        self.gaps = np.load(folder / "gaps.npy")
        self.clips = [clip for clip in json.loads((folder / "clips.json").read_text()) if f"first{size}" in clip]

    def frames(self, role: str, person: str | None = None) -> list[tuple[int, int]]:
        """(clip, frame) of a role."""
        out = []
        for i, clip in enumerate(self.clips):
            if person is not None and clip["person"] != person:
                continue
            for frame in range(clip["count"]):
                kept = clip["person"] == "drawn" and frame >= clip["count"] - 25 * KEPT_SECONDS
                if ("held" if kept else clip["role"]) == role:
                    out.append((i, frame))
        return out

    def sound(self, picks) -> tuple[Tensor, Tensor]:
        """-> windows [n,1,80,16], gaps [n] in tenths of the eye distance"""
        rows = [self.clips[i]["first96"] + frame for i, frame in picks]
        return torch.from_numpy(self.windows[rows])[:, None], torch.from_numpy(self.gaps[rows]) * 10

    def batch(self, picks, random: np.random.Generator):
        """-> windows, faces [n,6,S,S], truth [n,3,S,S], weights [n,1,S,S], gaps"""
        windows, gaps = self.sound(picks)
        louder = torch.from_numpy(random.uniform(-LOUDER, LOUDER, (len(picks), 1, 1, 1)).astype(np.float32))
        windows = (windows + louder * DECIBEL).clamp(-4, 4)
        others = [(i, self._other(i, frame, random)) for i, frame in picks]
        truth, beside = self._pictures(picks), self._pictures(others)
        mirrored = torch.from_numpy(random.random(len(picks)) < 0.5)
        weights = self._weights(picks)
        for pictures in [truth, beside, weights]:
            pictures[mirrored] = pictures[mirrored].flip(-1)
        black = truth.clone()
        black[:, :, self.size // 2 :] = 0
        return windows, torch.cat([black, beside], 1), truth, weights, gaps

    def _other(self, clip: int, frame: int, random: np.random.Generator) -> int:
        count = self.clips[clip]["count"]
        return int((frame + random.integers(APART, max(APART + 1, count - APART))) % count)

    def _pictures(self, picks) -> Tensor:
        first = f"first{self.size}"
        rows = np.stack([self.faces[self.clips[i][first] + frame] for i, frame in picks])
        return torch.from_numpy(rows).permute(0, 3, 1, 2).float() / 255

    def _weights(self, picks) -> Tensor:
        """Soft ellipses of about the mouth and what moves with it; 0 above the lower half."""
        rows = [self.clips[i]["first96"] + frame for i, frame in picks]
        x, y, w, h = (torch.from_numpy(self.mouths[rows][:, k])[:, None, None] for k in range(4))
        middles = (torch.arange(self.size) + 0.5) / self.size
        across = (middles[None, None, :] - x) / (1.5 * w)
        down = (middles[None, :, None] - y) / (1.5 * h.clamp(min=0.06))
        weights = 1 + MOUTH_WEIGHT * torch.exp(-(across**2 + down**2))
        weights[:, : self.size // 2] = 0
        return weights[:, None]
