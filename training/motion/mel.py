"""The mel front end, exactly as the product computes it (src/speech): 80 bands at 80 Hz.

16 kHz mono, peak-normalised to .9, pre-emphasis .97, frames of 800 every 200 samples, reflect padding
(frame k is centred on k/80 s), Slaney mel bands 55-7600 Hz, 20 log10 - 20 dB scaled to [-4, 4].
The constants are Wav2Lip's (github.com/Rudrabha/Wav2Lip, hparams.py), so both backends share it.
"""

import subprocess

import numpy as np
from scipy.signal import lfilter

RATE, N_FFT, HOP, BANDS = 16000, 800, 200, 80
MEL_RATE = RATE / HOP
PEAK = 0.9


def _hz_to_mel(hz):
    hz = np.asarray(hz, float)
    return np.where(hz >= 1000, 15 + np.log(np.maximum(hz, 1e-9) / 1000) / (np.log(6.4) / 27), hz * 3 / 200)


def _mel_to_hz(mel):
    mel = np.asarray(mel, float)
    return np.where(mel >= 15, 1000 * np.exp(np.log(6.4) / 27 * (mel - 15)), mel * 200 / 3)


def mel_bank(low=55, high=7600) -> np.ndarray:
    """[80, 401] triangular filters of equal area."""
    bins = np.linspace(0, RATE / 2, N_FFT // 2 + 1)
    edges = _mel_to_hz(np.linspace(_hz_to_mel(low), _hz_to_mel(high), BANDS + 2))
    bank = np.zeros((BANDS, len(bins)))
    for i, (a, b, c) in enumerate(zip(edges, edges[1:], edges[2:])):
        bank[i] = np.maximum(0, np.minimum((bins - a) / (b - a), (c - bins) / (c - b))) * 2 / (c - a)
    return bank


_BANK = mel_bank().T.astype(np.float32)
_WINDOW = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(N_FFT) / N_FFT)).astype(np.float32)


def read_audio(path) -> np.ndarray:
    """Any media file -> mono float32 at 16 kHz."""
    command = [
        "ffmpeg",
        "-v",
        "error",
        "-i",
        str(path),
        "-vn",
        "-ac",
        "1",
        "-ar",
        str(RATE),
        "-f",
        "f32le",
        "-",
    ]
    return np.frombuffer(subprocess.run(command, capture_output=True).stdout, np.float32)


def mel_spectrogram(samples: np.ndarray, level: float | None = PEAK) -> np.ndarray:
    """[n] samples -> [1 + n // 200, 80] float32 in [-4, 4]. Without a `level` the sound stays as loud as it is."""
    if len(samples) < N_FFT:
        samples = np.pad(samples, (0, N_FFT - len(samples)))
    peak = np.abs(samples).max()
    if level is not None and peak > 1e-4:
        samples = samples / peak * level
    samples = np.pad(lfilter([1, -0.97], [1], samples), N_FFT // 2, mode="reflect").astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(samples, N_FFT)[::HOP]
    bands = np.abs(np.fft.rfft(frames * _WINDOW, axis=1)) @ _BANK
    decibel = 20 * np.log10(np.maximum(1e-5, bands)) - 20
    return np.clip(8 * (decibel + 100) / 100 - 4, -4, 4).astype(np.float32)
