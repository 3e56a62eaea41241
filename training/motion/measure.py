"""How well predicted motion follows the real lips, with controls that must do worse."""

import numpy as np

from .basis import APERTURE_READING, WIDTH_READING, Basis, readings
from .clips import FPS, Clip
from .geometry import aperture, width
from .whisper_mel import FEATURE_RATE


def at_frames(coefficients: np.ndarray, count: int, shift=0.0) -> np.ndarray:
    """[K,T] at 50 Hz -> [count,K] at 25 frames/s, `shift` seconds later in the sound."""
    position = np.clip((np.arange(count) / FPS + shift) * FEATURE_RATE, 0, coefficients.shape[1] - 1.001)
    low = position.astype(int)
    part = position - low
    return (coefficients[:, low] * (1 - part) + coefficients[:, low + 1] * part).T


def correlation(a: np.ndarray, b: np.ndarray) -> float:
    if a.std() < 1e-9 or b.std() < 1e-9:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])


def best_lag(real: np.ndarray, made, shifts=np.arange(-0.2, 0.201, 0.02)) -> float:
    """Shift of the sound, in ms, at which it fits best; positive: the made lips came too early."""
    return 1000 * float(shifts[np.argmax([correlation(real, made(-s)) for s in shifts])])


def measure(clips: list[Clip], features: list[np.ndarray], predict, basis: Basis) -> dict:
    """`predict` maps features [T,512] -> [K,T]. Returns one array over the clips a figure."""
    lips = readings()[:, [APERTURE_READING, WIDTH_READING]]
    read = basis.components @ lips
    outputs = [(predict(heard).T @ read).T for heard in features]  # [2,T]: aperture, width up to a constant
    rows = []
    for i, clip in enumerate(clips):
        count = min(len(clip.moved), int(len(features[i]) / FEATURE_RATE * FPS) + 1)
        real, real_width = aperture(clip.moved[:count]), width(clip.moved[:count])
        other = _another(i, outputs)
        own = at_frames(outputs[i], count)
        made = lambda shift, i=i, count=count: at_frames(outputs[i][:1], count, shift)[:, 0]
        rows.append(
            dict(
                r=correlation(real, own[:, 0]),
                width_r=correlation(real_width, own[:, 1]),
                articulation=float(own[:, 0].std() / max(real.std(), 1e-6)),
                lag=best_lag(real, made),
                mismatched=(
                    correlation(real, at_frames(outputs[other], count)[:, 0]) if other != i else np.nan
                ),
                late=correlation(real, made(-0.2)),
                early=correlation(real, made(0.2)),
            )
        )
    return {key: np.array([row[key] for row in rows]) for key in rows[0]}


def _another(i: int, outputs: list[np.ndarray]) -> int:
    """The control: a clip of the same set, half the set away, whose sound is long enough."""
    for step in range(len(outputs)):
        j = (i + len(outputs) // 2 + step) % len(outputs)
        if j != i and outputs[j].shape[1] >= 0.6 * outputs[i].shape[1]:
            return j
    return i


def line(result: dict) -> str:
    mean = {k: np.nanmean(v) for k, v in result.items()}
    lag = np.median(result["lag"])
    return (
        f"r {mean['r']:.3f} (median {np.median(result['r']):.3f}) width {mean['width_r']:.2f} "
        f"art {np.median(result['articulation']):.2f} lag {lag:+.0f} ms mismatched {mean['mismatched']:.2f} "
        f"late {mean['late']:.2f} early {mean['early']:.2f} n {len(result['r'])}"
    )
