"""python -m wav2lip.evaluate MEANT.json NET.json ...: how the lips of videos follow those of another one.

The files are what `extract.mjs` writes of videos with the same speech: first the engine's own, whose lips are the
intended motion drawn (its report tells how well), then those that a net made.
"""

import sys
from pathlib import Path

import numpy as np

from motion.geometry import aperture
from motion.landmark_files import read_landmarks, relative_name

from .crops import posed

FARTHEST = 6  # frames


def gaps_of(meta_path: Path) -> np.ndarray:
    """Inner lips' gap, eye distances; NaN without a face."""
    _, frames = read_landmarks(meta_path)
    gaps = np.full(len(frames), np.nan)
    seen = ~np.isnan(frames[:, 0, 0])
    gaps[seen] = aperture(posed(frames[seen].astype(float))[3])
    return gaps


def r_at(meant: np.ndarray, drawn: np.ndarray, lag: int) -> float:
    """`drawn` comes `lag` frames after `meant`."""
    n = min(len(meant), len(drawn))
    a, b = meant[max(0, -lag) : n - max(0, lag)], drawn[max(0, lag) : n - max(0, -lag)]
    both = ~np.isnan(a) & ~np.isnan(b)
    return float(np.corrcoef(a[both], b[both])[0, 1])


def main(meant_path: Path, *net_paths: Path) -> None:
    meant = gaps_of(meant_path)
    for path in net_paths:
        drawn = gaps_of(path)
        by_lag = {lag: r_at(meant, drawn, lag) for lag in range(-FARTHEST, FARTHEST + 1)}
        best = max(by_lag, key=by_lag.get)
        width = np.nanstd(drawn) / np.nanstd(meant)
        name = relative_name(read_landmarks(path)[0])
        print(f"{name}: r {by_lag[0]:.2f}; best {by_lag[best]:.2f} at {best:+d} frames; opens {width:.0%} as far")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
