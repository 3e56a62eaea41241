"""What phonemes ask of anyone's lips, whatever the language: bounds, not values."""

from dataclasses import dataclass

import numpy as np
import torch

from .basis import APERTURE_READING, GAPS, WIDTH_READING
from .synthetic_speech import (
    GLIDE,
    HALF_ROUND,
    HUSH,
    LIP_AND_TEETH,
    LIPS_MEET,
    OPEN,
    ROUND,
    SPREAD,
    Utterance,
)


@dataclass(frozen=True)
class Hint:
    kinds: tuple[int, ...]
    readings: tuple[int, ...]
    bound: float  # in spreads of the reading over real lips; 0 is the closed mouth at rest
    most: bool  # at most, else at least


INNER = tuple(range(len(GAPS)))
WIDTHS = (WIDTH_READING, WIDTH_READING + 1)
# Real lips are beyond each bound in roughly a tenth to a third of their frames; beyond those of round sounds in
# fewer, since few frames are round ones and few of these are clear.
HINTS = (
    Hint((LIPS_MEET,), INNER, 0.05, True),
    Hint((LIP_AND_TEETH,), (APERTURE_READING,), 0.3, True),
    Hint((GLIDE, ROUND), WIDTHS, -2.0, True),
    Hint((HALF_ROUND,), WIDTHS, -1.4, True),
    Hint((HUSH,), WIDTHS, -0.8, True),
    Hint((OPEN,), (APERTURE_READING,), 1.6, False),
    Hint((SPREAD,), WIDTHS, 0.4, False),
)


class HintLoss:
    """How far readings are on the wrong side of their bounds, averaged over the frames of each hint."""

    def __init__(self, loss):
        self.read, self.offset = loss.read, loss.offset

    def __call__(self, made, kinds):
        """made [B,K,T], kinds [B,T]."""
        values = torch.einsum("bkt,km->btm", made, self.read) + self.offset
        total = 0.0
        for hint in HINTS:
            chosen = torch.isin(kinds, torch.tensor(hint.kinds))
            if not chosen.any():
                continue
            beyond = values[chosen][:, list(hint.readings)] - hint.bound
            total = total + torch.relu(beyond if hint.most else -beyond).mean()
        return total / len(HINTS)


def hint_batch(spoken: list[Utterance], size: int, length: int, rng):
    """-> features [B,T,512], kinds [B,T]: utterances one after the other, as heard each by itself."""
    features, kinds = [], []
    for _ in range(size):
        parts = [spoken[rng.integers(len(spoken))]]
        while sum(len(part.features) for part in parts) < length:
            parts.append(spoken[rng.integers(len(spoken))])
        features.append(np.concatenate([part.features for part in parts])[:length])
        kinds.append(np.concatenate([part.settled() for part in parts])[:length])
    return np.stack(features).astype(np.float32), np.stack(kinds)
