"""Endless training sequences: clips in other voices, chained, with pauses and sounds between them."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from .augment import not_speech, other_voice
from .basis import Basis
from .clips import FPS, Clip
from .mel import MEL_RATE, mel_spectrogram
from .synthetic_speech import SILENCE

JOIN = 6  # mel frames on each side of a join that teach nothing


@dataclass
class Piece:
    mel: np.ndarray  # [T,80] float16
    target: np.ndarray  # [T,K] float32
    known: np.ndarray  # [T] bool


def _variants(clip: Clip, target: np.ndarray, count: int, seed: int) -> list[Piece]:
    rng = np.random.default_rng([seed, hash_name(clip.name)])
    pieces = []
    for k in range(count):
        mel, speed = (mel_spectrogram(clip.sound), 1.0) if k == 0 else other_voice(clip.sound, rng)
        frame = np.arange(len(mel)) / MEL_RATE * speed * FPS
        last = len(target) - 1
        low = np.clip(frame.astype(int), 0, last - 1)
        part = (frame - low)[:, None]
        known = frame <= last
        known[:2] = known[-2:] = False
        values = target[low] * (1 - part) + target[low + 1] * part
        values[frame > last] = target[-1]
        pieces.append(Piece(mel.astype(np.float16), values.astype(np.float32), known))
    return pieces


def hash_name(name: str) -> int:
    return int.from_bytes(name.encode()[-8:], "little") % (2**31)


def _noise_mel(seed: int) -> np.ndarray:
    rng = np.random.default_rng([seed, 99])
    return mel_spectrogram(not_speech(rng.uniform(0.5, 2.0), rng)).astype(np.float16)


def distort(mel, rng, harsh=1.0):
    """Microphone colour, level, noise floor, band and time masks."""
    mel = mel + rng.normal(0, 0.4 * harsh) + np.linspace(-1, 1, 80)[None] * rng.normal(0, 0.4 * harsh)
    shift = round(3 * harsh)
    mel = np.roll(mel, rng.integers(-shift, shift + 1), 1)
    floor = -4 + abs(rng.normal(0, 1.0))
    mel = np.maximum(mel, floor + 0.12 * rng.standard_normal(mel.shape))
    for _ in range(rng.integers(0, 4)):
        low = rng.integers(0, 75)
        mel[:, low : low + rng.integers(1, 12)] = mel.mean()
    for _ in range(rng.integers(0, 4)):
        start = rng.integers(0, len(mel) - 12)
        mel[start : start + rng.integers(1, 9)] = mel.mean()
    return np.clip(mel, -4, 4).astype(np.float32)


def _spoken(job, count: int, seed: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """A synthetic utterance in other rooms -> (mel, kind of mouth shape per mel frame)."""
    number, sound, labels = job
    rng = np.random.default_rng([seed, 7, number])
    out = []
    for _ in range(count):
        mel, speed = other_voice(sound.astype(np.float32), rng)
        frame = np.searchsorted(labels[:, 0], np.arange(len(mel)) / MEL_RATE * speed, side="right") - 1
        out.append((mel.astype(np.float16), np.where(frame < 0, SILENCE, labels[frame, 1]).astype(np.int8)))
    return out


class SpokenKinds:
    """Draws [B,80,T] mels of synthetic speech with [B,T] kinds of mouth shape, -1 where unknown."""

    def __init__(self, path, variants: int, length: int, seed=0):
        data = np.load(path, allow_pickle=True)
        jobs = list(zip(range(len(data["sounds"])), data["sounds"], data["labels"]))
        with ProcessPoolExecutor(2) as pool:
            made = pool.map(partial(_spoken, count=variants, seed=seed), jobs, chunksize=16)
            self.pieces = [piece for pieces in made for piece in pieces]
        self.rng = np.random.default_rng(seed)
        self.length = length

    def batch(self, size: int):
        mels = np.full((size, self.length, 80), -4, np.float32)
        kinds = np.full((size, self.length), SILENCE, np.int64)
        for row in range(size):
            at = 0
            while at < self.length:
                mel, kind = self.pieces[self.rng.integers(len(self.pieces))]
                count = min(len(mel), self.length - at)
                mels[row, at : at + count], kinds[row, at : at + count] = mel[:count], kind[:count]
                at += count
            mels[row] = distort(mels[row], self.rng)
        return mels.transpose(0, 2, 1), kinds


class Sequences:
    """Draws [B,80,T] mels with targets; owns every variant in memory."""

    def __init__(self, clips: list[Clip], basis: Basis, variants: int, length: int, seed=0, grid_share=0.2):
        self.rng = np.random.default_rng(seed)
        self.length = length
        self.grid_share = grid_share
        self.harsh = 1.0
        self.rest = basis.encode(np.zeros((1, basis.mean.size), np.float32))[0]
        targets = [basis.encode(clip.motion) for clip in clips]
        with ProcessPoolExecutor(2) as pool:
            made = list(pool.map(partial(_variants, count=variants, seed=seed), clips, targets, chunksize=16))
            self.noises = list(pool.map(_noise_mel, range(400), chunksize=20))
        self.by_person: dict[str, list[list[Piece]]] = {}
        for clip, pieces in zip(clips, made):
            self.by_person.setdefault(clip.person, []).append(pieces)
        self.people = [p for p in self.by_person if p != "grid-s1"]
        weights = np.sqrt([len(self.by_person[p]) for p in self.people])
        self.weights = weights / weights.sum()

    def _person(self) -> str:
        if self.rng.random() < self.grid_share:
            return "grid-s1"
        return self.people[self.rng.choice(len(self.people), p=self.weights)]

    def _filler(self) -> Piece:
        """A pause, or a sound that is not speech: the mouth rests."""
        if self.rng.random() < 0.5:
            size = self.rng.integers(16, 60)
            mel = np.maximum(-4, self.rng.uniform(-5, -2.2) + 0.25 * self.rng.standard_normal((size, 80)))
        else:
            mel = self.noises[self.rng.integers(len(self.noises))]
        return Piece(mel, np.tile(self.rest, (len(mel), 1)), np.ones(len(mel), bool))

    def sequence(self):
        """-> mel [T,80], target [T,K], piece [T] int (-1 where nothing is taught)."""
        mel = np.full((self.length, 80), -4, np.float32)
        target = np.tile(self.rest, (self.length, 1)).astype(np.float32)
        piece = np.full(self.length, -1)
        at, number, person = 0, 0, self._person()
        skip = self.rng.integers(0, 40)
        while at < self.length:
            if self.rng.random() < 0.22:
                part = self._filler()
            else:
                if self.rng.random() < 0.4:
                    person = self._person()
                variants = self.by_person[person][self.rng.integers(len(self.by_person[person]))]
                part = variants[self.rng.integers(len(variants))]
            size = min(len(part.mel) - skip, self.length - at)
            if size > 2 * JOIN:
                mel[at : at + size] = part.mel[skip : skip + size]
                target[at : at + size] = part.target[skip : skip + size]
                taught = part.known[skip : skip + size].copy()
                taught[:JOIN] = taught[-JOIN:] = False
                piece[at : at + size][taught] = number
                number += 1
            at += max(size, 1)
            skip = 0
        return distort(mel, self.rng, self.harsh), target, piece

    def batch(self, size: int):
        rows = [self.sequence() for _ in range(size)]
        mel, target, piece = (np.stack(column) for column in zip(*rows))
        return mel.transpose(0, 2, 1), target.transpose(0, 2, 1), piece
