"""Numbers that test/unit/wav2lip/mel.test.ts compares our mel with, made by librosa and scipy.

    pip install librosa scipy
    python training/wav2lip/reference_mel.py > test/fixtures/wav2lip/mel.json

The steps are those of Wav2Lip's own audio.py: pre-emphasis .97, n_fft 800, hop 200, 80 bands of 55 to 7600 Hz,
amplitudes to dB above 1e-5, minus 20 dB, -100..0 dB as -4..4. librosa of its day mirrored the wave at its ends.
"""

import json

import librosa
import numpy as np
from scipy import signal

RATE = 16000


def wave(samples):
    """Tones that glide under a noise that any language can make again; parts of it are silent."""
    t = np.arange(samples) / RATE
    state = np.uint32(1)
    noise = np.empty(samples)
    for i in range(samples):
        state = np.uint32((int(state) * 1664525 + 1013904223) & 0xFFFFFFFF)
        noise[i] = int(state) / 2**32 - 0.5
    sound = 0.3 * np.sin(2 * np.pi * (150 * t + 400 * t * t)) + 0.2 * np.sin(2 * np.pi * 3100 * t)
    sound += 0.1 * noise
    sound[(t > 0.5) & (t < 0.6)] = 0
    return sound.astype(np.float32)


def mel(sound):
    emphasised = signal.lfilter([1, -0.97], [1], sound)
    spectrum = np.abs(librosa.stft(y=emphasised, n_fft=800, hop_length=200, win_length=800, pad_mode="reflect"))
    basis = librosa.filters.mel(sr=RATE, n_fft=800, n_mels=80, fmin=55, fmax=7600)
    db = 20 * np.log10(np.maximum(1e-5, basis @ spectrum)) - 20
    return np.clip(8 * (db + 100) / 100 - 4, -4, 4)


def main():
    cases = []
    for samples in (16000, 16123, 3300):
        m = mel(wave(samples))
        columns = sorted({0, 1, 2, 7, m.shape[1] // 2, m.shape[1] - 2, m.shape[1] - 1})
        columns = [c for c in columns if 0 <= c < m.shape[1]]
        values = {str(c): [round(float(v), 4) for v in m[:, c]] for c in columns}
        cases.append({"samples": samples, "columns": m.shape[1], "values": values})
    print(json.dumps({"librosa": librosa.__version__, "cases": cases}))


main()
