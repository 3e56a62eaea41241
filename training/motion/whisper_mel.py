"""OpenAI Whisper's front end, which needs no PyTorch."""

import numpy as np

from .mel import RATE, _hz_to_mel, _mel_to_hz

BANDS = 80
N_FFT, HOP = 400, 160
FEATURE_RATE = 50  # of the encoder: it halves the front end's 100 Hz


def _mel_bank() -> np.ndarray:
    hz = np.linspace(0, RATE / 2, N_FFT // 2 + 1)
    edges = _mel_to_hz(np.linspace(_hz_to_mel(0), _hz_to_mel(RATE / 2), BANDS + 2))
    rows = [
        np.maximum(0, np.minimum((hz - a) / (b - a), (c - hz) / (c - b))) * 2 / (c - a)
        for a, b, c in zip(edges, edges[1:], edges[2:])
    ]
    return np.stack(rows).T.astype(np.float32)


_BANK = _mel_bank()
_WINDOW = np.hanning(N_FFT + 1)[:N_FFT].astype(np.float32)


def whisper_mel(sound: np.ndarray) -> np.ndarray:
    """[n] at 16 kHz -> [80, n // 160], 80 Slaney bands, log10, clamped 8 below the top."""
    padded = np.pad(sound.astype(np.float32), N_FFT // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, N_FFT)[::HOP][: len(sound) // HOP]
    power = np.abs(np.fft.rfft(frames * _WINDOW, axis=1)) ** 2
    mel = np.log10(np.maximum(power @ _BANK, 1e-10))
    return ((np.maximum(mel, mel.max() - 8) + 4) / 4).T.astype(np.float32)
