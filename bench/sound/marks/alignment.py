"""Phoneme times of a recording whose text is known: eSpeak NG says the text, dynamic time warping lays it over."""

import sys
from pathlib import Path

import numpy as np
from scipy.signal import butter, sosfiltfilt

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "training"))
from motion.hearing import Hearing  # noqa: E402

from espeak import Phone  # noqa: E402

RATE, FEATURE_RATE = 16000, 50
# Paces at which the text is said: the one that warps least is kept.
PACES = (110, 130, 150, 170, 190, 215, 240)
# A step that does not advance in both costs more, so that the path stays near the diagonal.
SLANT = 1.25


# Voices lie in this band, breaths and hiss mostly above it.
VOICE_BAND = (100, 1000)
BELOW_LOUD = 22  # dB below loud speech that its first and last vowel may lie
CONSONANT = 0.08  # seconds before the first vowel and after the last one that may be a consonant


def spoken_part(sound: np.ndarray) -> slice:
    """Samples from the first to the last voice: a breath before them must not be taken for the first words."""
    power = sosfiltfilt(butter(2, VOICE_BAND, "band", fs=RATE, output="sos"), sound) ** 2
    hop = RATE // 100
    level = 10 * np.log10(power[: len(power) // hop * hop].reshape(-1, hop).mean(1) + 1e-9)
    level = np.minimum(level, np.maximum(np.roll(level, 1), np.roll(level, -1)))  # no clicks
    loud = np.flatnonzero(level > np.quantile(level, 0.95) - BELOW_LOUD)
    margin = int(CONSONANT * RATE)
    return slice(max(0, loud[0] * hop - margin), min(len(sound), (loud[-1] + 1) * hop + margin))


def centred(features: np.ndarray) -> np.ndarray:
    rows = features - features.mean(0)
    rows = rows / (rows.std(0) + 1e-3)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def warp(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, float]:
    """Cheapest monotone path between two rows of unit features -> (frame of b for each of a, mean cost)."""
    cost = 1 - a @ b.T
    n, m = cost.shape
    total = np.full((n + 1, m + 1), np.inf)
    total[0, 0] = 0
    for i in range(1, n + 1):
        diagonal = total[i - 1, :-1] + cost[i - 1]
        down = total[i - 1, 1:] + SLANT * cost[i - 1]
        row = np.minimum(diagonal, down)
        best = np.inf
        for j in range(1, m + 1):
            best = min(row[j - 1], best + SLANT * cost[i - 1, j - 1])
            total[i, j] = best
    path, i, j = np.zeros(n), n, m
    sums, counts = np.zeros(n), np.zeros(n)
    while i > 0 and j > 0:
        sums[i - 1] += j - 1
        counts[i - 1] += 1
        i, j = min(
            ((i - 1, j - 1, total[i - 1, j - 1]), (i - 1, j, total[i - 1, j]), (i, j - 1, total[i, j - 1])),
            key=lambda step: step[2],
        )[:2]
    path = sums / np.maximum(counts, 1)
    return path, float(total[n, m] / n)


class Aligner:
    def __init__(self, espeak):
        self.espeak = espeak
        self.hearing = Hearing()

    def features(self, sound: np.ndarray, rate: int) -> np.ndarray:
        at = np.arange(int(len(sound) * RATE / rate)) * rate / RATE
        return self.hearing(np.interp(at, np.arange(len(sound)), sound).astype(np.float32))

    def __call__(self, sound: np.ndarray, text: str, voice: str) -> tuple[list[Phone], float]:
        """`sound` at 16 kHz -> (its phonemes, mean cost of the path)."""
        part = spoken_part(sound)
        first, last = (at * FEATURE_RATE // RATE for at in (part.start, part.stop))
        real = centred(self.features(sound, RATE)[first:last])
        tries = []
        for pace in PACES:
            spoken, phones = self.espeak.say(text, voice, pace)
            path, cost = warp(centred(self.features(spoken, self.espeak.rate)), real)
            tries.append((cost, path, phones))
        cost, path, phones = min(tries, key=lambda item: item[0])
        time = lambda at: float((first + np.interp(at * FEATURE_RATE, np.arange(len(path)), path)) / FEATURE_RATE)
        return [Phone(p.name, time(p.start), time(p.end)) for p in phones], cost
