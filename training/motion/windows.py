"""Training windows: clips chained to some ten seconds, with pauses and other sounds between them, heard once."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from .augment import breath, not_speech, other_voice
from .basis import Basis
from .clips import FPS, Clip
from .hearing import Hearing
from .mel import MEL_RATE, RATE, mel_spectrogram
from .whisper_mel import FEATURE_RATE

JOIN = 0.075  # seconds on each side of a join that teach nothing
LENGTH = 10 * FEATURE_RATE
UNCHANGED = 0.25  # of the windows are heard as recorded
FILLERS = 0.28  # of the parts are not speech
LEVEL = 0.05  # of speech, root mean square


@dataclass
class Window:
    features: np.ndarray  # [T,512] float16
    target: np.ndarray  # [T,K] float32
    piece: np.ndarray  # [T] int16: number of the clip, -1 where nothing is taught
    loud: np.ndarray  # [T] float32: 1 in speech, 0 in pauses and other sounds


@dataclass
class Part:
    sound: np.ndarray
    target: np.ndarray | None  # [n,K] at 25 frames/s; None where the mouth rests
    loud: np.ndarray  # [n] at 80 Hz
    lag: float = 0.0  # seconds that the picture trails the sound by


def loudness(mel: np.ndarray) -> np.ndarray:
    """[T,80] -> [T]: near 1 in speech, near 0 in pauses."""
    return 1 / (1 + np.exp(-(mel.mean(1) + 1.0)))


def spoken(clip: Clip, target: np.ndarray, rng) -> Part:
    level = LEVEL * 10 ** (rng.normal(0, 2) / 20)
    sound = clip.sound[: int(len(target) / FPS * RATE)]
    loud = loudness(mel_spectrogram(sound))
    return Part(sound * (level / (sound.std() + 1e-6)), target, loud, clip.lag)


def filler(rng) -> Part:
    """A pause, a breath in a pause, or a sound that is not speech: the mouth rests."""
    kind = rng.random()
    if kind < 0.7:
        size = int(rng.uniform(0.2, 0.8) * RATE)
        sound = rng.standard_normal(size).astype(np.float32) * 10 ** rng.uniform(-6, -3)
        if kind >= 0.35:
            drawn = breath(rng.uniform(0.2, 0.8) * size / RATE, rng)
            start = rng.integers(0, size - len(drawn))
            sound[start : start + len(drawn)] += drawn * (LEVEL * 10 ** (-rng.uniform(10, 32) / 20))
    else:
        sound = not_speech(rng.uniform(0.5, 2.0), rng)
        sound = sound * (LEVEL * 10 ** (rng.normal(-3, 6) / 20) / (np.std(sound) + 1e-6))
    return Part(np.asarray(sound, np.float32), None, np.zeros(1))


def compose(parts: list[Part], rest: np.ndarray, hearing: Hearing, rng) -> Window:
    sound, speed = np.concatenate([part.sound for part in parts]), 1.0
    if rng.random() >= UNCHANGED:
        sound, speed = other_voice(sound, rng)
    features = hearing(sound, gain=10 ** (-abs(rng.normal(0, 4)) / 20))
    time = np.arange(len(features)) / FEATURE_RATE * speed
    target = np.tile(rest, (len(time), 1)).astype(np.float32)
    piece, loud = np.full(len(time), -1, np.int16), np.zeros(len(time), np.float32)
    start = 0.0
    for number, part in enumerate(parts):
        end = start + len(part.sound) / RATE
        inside = (time >= start) & (time < end)
        local = time[inside] - start
        first, last = start + max(JOIN, -part.lag), end - max(JOIN, part.lag)
        piece[inside & (time >= first) & (time < last)] = number
        if part.target is not None:
            at = np.clip((local + part.lag) * FPS, 0, len(part.target) - 1.001)
            low = at.astype(int)
            share = (at - low)[:, None]
            target[inside] = part.target[low] * (1 - share) + part.target[low + 1] * share
            loud[inside] = np.interp(local * MEL_RATE, np.arange(len(part.loud)), part.loud)
        start = end
    return Window(features.astype(np.float16), target, piece, loud)


class Composer:
    """Draws windows; a person is drawn by the root of how much there is of him."""

    def __init__(self, clips: list[Clip], basis: Basis, grid_share: float):
        self.rest = basis.encode(np.zeros((1, basis.mean.size), np.float32))[0]
        self.grid_share = grid_share
        self.by_person: dict[str, list] = {}
        for clip in clips:
            self.by_person.setdefault(clip.person, []).append((clip, basis.encode(clip.motion)))
        self.people = [p for p in self.by_person if p != "grid-s1"]
        weights = np.sqrt([len(self.by_person[p]) for p in self.people])
        self.weights = weights / weights.sum()

    def _person(self, rng) -> str:
        if rng.random() < self.grid_share:
            return "grid-s1"
        return self.people[rng.choice(len(self.people), p=self.weights)]

    def parts(self, rng) -> list[Part]:
        parts, person, seconds = [], self._person(rng), 0.0
        while seconds < LENGTH / FEATURE_RATE:
            if rng.random() < FILLERS:
                part = filler(rng)
            else:
                if rng.random() < 0.4:
                    person = self._person(rng)
                clips = self.by_person[person]
                part = spoken(*clips[rng.integers(len(clips))], rng)
            parts.append(part)
            seconds += len(part.sound) / RATE
        return parts

    def __call__(self, numbers: range) -> list[Window]:
        hearing = Hearing()
        out = []
        for number in numbers:
            rng = np.random.default_rng([11, number])
            out.append(compose(self.parts(rng), self.rest, hearing, rng))
        return out


def make_windows(clips: list[Clip], basis: Basis, count: int, grid_share: float) -> list[Window]:
    composer = Composer(clips, basis, grid_share)
    with ProcessPoolExecutor(2) as pool:
        made = pool.map(composer, [range(i, min(i + 50, count)) for i in range(0, count, 50)])
        return [window for windows in made for window in windows]


def batch(windows: list[Window], size: int, length: int, rng):
    """-> features [B,T,512], target [B,K,T], piece [B,T], loud [B,T]."""
    rows = []
    for _ in range(size):
        window = windows[rng.integers(len(windows))]
        start = rng.integers(0, max(1, len(window.piece) - length + 1))
        cut = slice(start, start + length)
        short = max(0, length - len(window.piece))
        pad = lambda v, value=0: np.pad(v[cut], [(0, short)] + [(0, 0)] * (v.ndim - 1), constant_values=value)
        rows.append((pad(window.features), pad(window.target), pad(window.piece, -1), pad(window.loud)))
    features, target, piece, loud = (np.stack(column) for column in zip(*rows))
    return features.astype(np.float32), target.transpose(0, 2, 1), piece.astype(np.int64), loud
