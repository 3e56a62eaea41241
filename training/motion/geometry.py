"""Landmark index sets and the similarity fit that takes head pose out of a face.

The sets are read from src/core/landmarkSets.ts, so that the trained basis and the product can never
disagree about which number is which point.
"""

import re
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
LANDMARKS = 478


def _read_sets() -> dict[str, list[int]]:
    source = (ROOT / "src/core/landmarkSets.ts").read_text()
    sets = {}
    for name, body in re.findall(r"const (\w+) = \[([\d,\s]+)\] as const", source):
        sets[name] = [int(number) for number in re.findall(r"\d+", body)]
    return sets


_SETS = _read_sets()
LIP_OUTER = _SETS["LIP_OUTER"]
LIP_INNER = _SETS["LIP_INNER"]
STABLE = _SETS["STABLE"]
MOVED = sorted(
    {
        *LIP_OUTER,
        *LIP_INNER,
        *_SETS["JAW"][2:-2],
        *_SETS["CHIN"],
        *_SETS["AROUND_MOUTH"],
    }
)
EYE_OUTER_RIGHT, EYE_OUTER_LEFT = 33, 263

# Rows inside MOVED of the points that say how open and how wide the mouth is.
INNER_TOP, INNER_BOTTOM = MOVED.index(13), MOVED.index(14)
CORNER_RIGHT, CORNER_LEFT = MOVED.index(61), MOVED.index(291)


def fit_similarity(source: np.ndarray, target: np.ndarray):
    """Least-squares scale, rotation, translation with target ~ scale * R @ source + t.

    Umeyama, "Least-squares estimation of transformation parameters between two point patterns", 1991.
    """
    mean_s, mean_t = source.mean(0), target.mean(0)
    s, t = source - mean_s, target - mean_t
    u, e, vt = np.linalg.svd(t.T @ s / len(source))
    signs = np.array([1.0, 1.0, np.sign(np.linalg.det(u @ vt))])
    rotation = u @ np.diag(signs) @ vt
    scale = (e * signs).sum() / (s**2).sum() * len(source)
    return scale, rotation, mean_t - scale * rotation @ mean_s


def to_canonical(frames: np.ndarray, canonical: np.ndarray) -> np.ndarray:
    """[n,478,3] picture landmarks -> [n,478,3] canonical; NaN frames stay NaN."""
    out = np.full_like(frames, np.nan)
    for i, points in enumerate(frames):
        if np.isnan(points[0, 0]):
            continue
        scale, rotation, shift = fit_similarity(points[STABLE], canonical[STABLE])
        out[i] = scale * points @ rotation.T + shift
    return out


def aperture(moved: np.ndarray) -> np.ndarray:
    """Gap between the inner lips' midpoints, [...,N,3] -> [...], in eye distances."""
    return moved[..., INNER_BOTTOM, 1] - moved[..., INNER_TOP, 1]


def width(moved: np.ndarray) -> np.ndarray:
    """Distance between the mouth's outer corners along x, in eye distances."""
    return moved[..., CORNER_LEFT, 0] - moved[..., CORNER_RIGHT, 0]
