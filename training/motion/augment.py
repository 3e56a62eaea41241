"""Other voices, rooms and microphones made from the clips' own sound, and sounds that are not speech."""

import numpy as np
from scipy.signal import fftconvolve

from .mel import RATE


def resample(sound: np.ndarray, speed: float) -> np.ndarray:
    """Plays faster and higher for speed > 1: pitch, formants and tempo move together."""
    return np.interp(np.arange(0, len(sound) - 1, speed), np.arange(len(sound)), sound).astype(np.float32)


def coloured_noise(size: int, slope: float, rng) -> np.ndarray:
    """Unit-variance noise whose amplitude falls as frequency ** -slope."""
    spectrum = np.fft.rfft(rng.standard_normal(size))
    spectrum *= np.maximum(np.arange(len(spectrum)), 1) ** -slope
    noise = np.fft.irfft(spectrum, size)
    return noise / (noise.std() + 1e-9)


def room(sound: np.ndarray, rng) -> np.ndarray:
    """A synthetic room: direct sound and an exponentially decaying noise tail."""
    length = int(RATE * rng.uniform(0.08, 0.5))
    tail = rng.standard_normal(length) * np.exp(-6.9 * np.arange(length) / length)
    tail *= rng.uniform(0.1, 0.9) / np.sqrt((tail**2).sum())
    tail[0] = 1.0
    return fftconvolve(sound, tail)[: len(sound)]


def equalise(sound: np.ndarray, rng) -> np.ndarray:
    """A smooth random microphone response of some dB, sometimes a telephone's band."""
    spectrum = np.fft.rfft(sound)
    hz = np.linspace(0, RATE / 2, len(spectrum))
    knots = np.array([0, 150, 400, 1000, 2500, 5000, 8000])
    gain = np.interp(hz, knots, rng.normal(0, 4, len(knots)))
    if rng.random() < 0.15:
        gain -= 40 * ((hz < 250) | (hz > 3500))
    return np.fft.irfft(spectrum * 10 ** (gain / 20), len(sound))


def music(size: int, rng) -> np.ndarray:
    """Chords of decaying harmonics and a beat of noise bursts: tonal, rhythmic, nobody speaks."""
    out = np.zeros(size)
    time = np.arange(size) / RATE
    step = int(RATE * rng.uniform(0.15, 0.6))
    root = rng.uniform(80, 400)
    for start in range(0, size, step):
        local = time[: size - start]
        for note in rng.choice([0, 2, 4, 5, 7, 9, 12, 16, 19], rng.integers(1, 5)):
            hz = root * 2 ** (note / 12)
            decay = np.exp(-local * rng.uniform(1, 8))
            harmonics = range(1, rng.integers(2, 9))
            out[start:] += decay * sum(
                np.sin(2 * np.pi * hz * k * local) / k for k in harmonics if hz * k < 7000
            )
        if rng.random() < 0.5:
            hit = coloured_noise(len(local), rng.uniform(0, 1), rng) * np.exp(-local * rng.uniform(15, 60))
            out[start:] += rng.uniform(0.5, 4) * hit
    return out


def clicks(size: int, rng) -> np.ndarray:
    """Claps and knocks over a faint floor."""
    out = coloured_noise(size, rng.uniform(0, 1), rng) * rng.uniform(0, 0.05)
    for _ in range(rng.integers(1, 25)):
        start = rng.integers(0, size)
        local = np.arange(size - start) / RATE
        out[start:] += (
            rng.standard_normal(size - start) * np.exp(-local * rng.uniform(20, 150)) * rng.uniform(0.2, 1)
        )
    return out


def breath(seconds: float, rng) -> np.ndarray:
    """An audible breath: noise through a few broad resonances, swelling and fading. Unit variance."""
    size = int(seconds * RATE)
    spectrum = np.fft.rfft(rng.standard_normal(size))
    hz = np.linspace(0, RATE / 2, len(spectrum))
    gain = 0.05 + 0.3 * np.exp(-hz / 3000)
    for centre in rng.uniform((400, 1000, 2200), (900, 2000, 4000)):
        gain += rng.uniform(0.3, 1) * np.exp(-(((hz - centre) / rng.uniform(150, 500)) ** 2))
    sound = np.fft.irfft(spectrum * gain * (hz > 150), size)
    at = np.linspace(0, 1, size)
    top = rng.uniform(0.3, 0.8)
    swell = np.interp(at, [0, top, 1], [0, 1, 0]) ** rng.uniform(0.5, 1.5)
    sound = sound * swell
    return sound / (sound.std() + 1e-9)


def not_speech(seconds: float, rng) -> np.ndarray:
    size = int(seconds * RATE)
    kind = rng.random()
    if kind < 0.15:
        return rng.standard_normal(size) * 10 ** rng.uniform(-6, -4)
    if kind < 0.5:
        swell = np.interp(np.arange(size), np.linspace(0, size, 8), rng.uniform(0.2, 1, 8))
        return coloured_noise(size, rng.uniform(0, 1.2), rng) * swell
    return music(size, rng) if kind < 0.85 else clicks(size, rng)


def other_voice(sound: np.ndarray, rng) -> tuple[np.ndarray, float]:
    """One variant of a recording -> (sound, speed): what was at time t is at t / speed."""
    speed = float(np.exp(rng.uniform(np.log(0.85), np.log(1.2)))) if rng.random() < 0.7 else 1.0
    out = resample(sound, speed)
    if rng.random() < 0.7:
        out = equalise(out, rng)
    if rng.random() < 0.35:
        out = room(out, rng)
    if rng.random() < 0.6:
        level = out.std() * 10 ** (-rng.uniform(5, 35) / 20)
        kind = rng.random()
        noise = music(len(out), rng) if kind < 0.2 else coloured_noise(len(out), rng.uniform(0, 1.2), rng)
        out = out + noise / (noise.std() + 1e-9) * level
    if rng.random() < 0.15:
        limit = np.abs(out).max() * rng.uniform(0.2, 0.7)
        out = np.clip(out, -limit, limit)
    return np.asarray(out, np.float32), speed
