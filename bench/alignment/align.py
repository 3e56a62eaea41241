"""Finds when p, b and m are spoken in clips of the GRID corpus, whose names hold their words.

The sentence is spoken by eSpeak NG, which tells when each of its phonemes begins. Dynamic time warping
of log mel spectra carries those times to the recording. The output is what bench/quality reads:

    python3 align.py CLIP... > ../quality/gridClosures.json

On the 20 held-out clips and the 5 of other speakers the real lips are at .14 of their range at these
times, and at .5 of it a seventh of a second before and after.

Needs numpy, ffmpeg and libespeak-ng. GRID: Cooke et al., "An audio-visual corpus for speech perception
and automatic speech recognition" (2006): command, colour, preposition, letter, digit, adverb.
"""

import ctypes
import ctypes.util
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

WORDS = (
    {"b": "bin", "l": "lay", "p": "place", "s": "set"},
    {"b": "blue", "g": "green", "r": "red", "w": "white"},
    {"a": "at", "b": "by", "i": "in", "w": "with"},
    None,
    {**{str(i): w for i, w in enumerate("zero one two three four five six seven eight nine".split())}, "z": "zero"},
    {"a": "again", "n": "now", "p": "please", "s": "soon"},
)
CLOSING = {"p", "b", "m"}
RATE = 16000
HOP = 160
WINDOW = 400
BANDS = 40


def words_of(code: str) -> str:
    """"bbaf2n" -> "bin blue at f two now"."""
    return " ".join(letter if table is None else table[letter] for letter, table in zip(code, WORDS))


class Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    ]


PHONEME_EVENT = 7
CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


class Speaker:
    """Owns eSpeak NG, of which a process has one."""

    def __init__(self, voice: str = "en-gb") -> None:
        self.lib = ctypes.CDLL(ctypes.util.find_library("espeak-ng") or "libespeak-ng.so.1")
        self.rate = self.lib.espeak_Initialize(2, 0, None, 1)
        self.lib.espeak_SetVoiceByName(voice.encode())
        self.lib.espeak_SetParameter(1, 140, 0)
        self.callback = CALLBACK(self._take)
        self.lib.espeak_SetSynthCallback(self.callback)

    def _take(self, wav, count, events) -> int:
        if wav and count > 0:
            self.samples.append(np.ctypeslib.as_array(wav, (count,)).astype(np.float32) / 32768)
        i = 0
        while events[i].type != 0:
            if events[i].type == PHONEME_EVENT:
                self.phonemes.append((events[i].audio_position / 1000, events[i].id.decode("utf8", "replace")))
            i += 1
        return 0

    def say(self, text: str):
        """Samples at RATE and (seconds, phoneme) pairs."""
        self.samples, self.phonemes = [], []
        data = text.encode()
        self.lib.espeak_Synth(data, len(data) + 1, 0, 0, 0, 1, None, None)
        self.lib.espeak_Synchronize()
        sound = np.concatenate(self.samples)
        at = np.arange(0, len(sound) / self.rate, 1 / RATE) * self.rate
        return np.interp(at, np.arange(len(sound)), sound).astype(np.float32), self.phonemes


def recording(path: str) -> np.ndarray:
    args = ["ffmpeg", "-v", "error", "-i", path, "-vn", "-af", "aresample=async=1:first_pts=0", "-ac", "1"]
    data = subprocess.run([*args, "-ar", str(RATE), "-f", "f32le", "-"], check=True, capture_output=True).stdout
    return np.frombuffer(data, np.float32)


def mel_filters() -> np.ndarray:
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    edges = 700 * (10 ** (np.linspace(mel(80), mel(7600), BANDS + 2) / 2595) - 1)
    bins = np.fft.rfftfreq(512, 1 / RATE)
    up = (bins[None] - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    down = (edges[2:, None] - bins[None]) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(up, down))


FILTERS = mel_filters()


def features(samples: np.ndarray) -> np.ndarray:
    """Log mel spectra and their slopes, each band over its own mean and spread."""
    count = 1 + max(0, len(samples) - WINDOW) // HOP
    frames = np.stack([samples[i * HOP : i * HOP + WINDOW] for i in range(count)]) * np.hanning(WINDOW)
    log = np.log(np.abs(np.fft.rfft(frames, 512)) ** 2 @ FILTERS.T + 1e-7)
    log = np.maximum(log, log.max() - 14)
    slope = np.gradient(log, axis=0)
    both = np.concatenate([log, 2 * slope], axis=1)
    return (both - both.mean(0)) / (both.std(0) + 1e-6)


def speech_span(samples: np.ndarray) -> tuple[int, int]:
    """First and last hop of speech with a little room: a shut mouth is heard late."""
    level = np.array([np.mean(samples[i : i + HOP] ** 2) for i in range(0, len(samples) - HOP, HOP)])
    level = 10 * np.log10(np.convolve(level, np.ones(5) / 5, "same") + 1e-10)
    limit = max(np.quantile(level, 0.95) - 25, np.quantile(level, 0.1) + 8)
    loud = np.flatnonzero(level > limit)
    return max(0, loud[0] - 6), min(len(level), loud[-1] + 10)


def warp(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """For each frame of a the frame of b on the cheapest path; neither side may wait for long."""
    cost = np.sqrt(((a[:, None] - b[None]) ** 2).mean(-1))
    n, m = cost.shape
    total = np.full((n + 1, m + 1), np.inf)
    total[0, 0] = 0
    came = np.zeros((n + 1, m + 1), np.int8)
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            ways = (total[i - 1, j - 1], total[i - 1, j] + 0.15, total[i, j - 1] + 0.15)
            k = int(np.argmin(ways))
            came[i, j] = k
            total[i, j] = ways[k] + cost[i - 1, j - 1]
    path = np.zeros(n, int)
    i, j = n, m
    while i > 0 and j > 0:
        path[i - 1] = j - 1
        k = came[i, j]
        i, j = (i - 1, j - 1) if k == 0 else (i - 1, j) if k == 1 else (i, j - 1)
    return path


def closures(speaker: Speaker, path: str) -> list[float]:
    said, phonemes = speaker.say(words_of(Path(path).stem.split("_")[-1]))
    real = recording(path)
    (a0, a1), (b0, b1) = speech_span(said), speech_span(real)
    way = warp(features(said)[a0:a1], features(real)[b0:b1])
    times = []
    for at, name in phonemes:
        if name.strip("'") not in CLOSING:
            continue
        hop = int(round(at * RATE / HOP)) - a0
        if 0 <= hop < len(way):
            times.append(round((way[hop] + b0) * HOP / RATE, 3))
    return times


def main() -> None:
    speaker = Speaker()
    found = {Path(path).stem: closures(speaker, path) for path in sys.argv[1:]}
    lines = [f"  {json.dumps(name)}: {json.dumps(times)}" for name, times in sorted(found.items())]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main()
