"""How far a clip's picture trails its sound: some are up to 40 ms off.

Usage: python -m motion.sync DATASET_FOLDER CHECKPOINT.pt    (from training/; writes lags.json)

A first net, trained on the clips as they are, is shifted against each training clip. A clip of 1.2 s says little
by itself, so the other clips of the same person, who mostly sat in the same studio, have their say too.
"""

import json
import sys
from pathlib import Path

import numpy as np

from .basis import APERTURE_READING, WIDTH_READING, readings
from .clips import HERE, load, role_of
from .export import load_checkpoint
from .geometry import aperture, width
from .hearing import Hearing
from .measure import at_frames, correlation
from .train import predictor

SHIFTS = np.arange(-0.12, 0.121, 0.02)  # a feature frame apart
USUAL, MOST = 0.03, 0.06  # seconds: spread of lags before anything is seen, and the largest believed
INDEPENDENT = 6  # frames of a clip that count as independent
OTHERS = 10  # clips of the same person that are listened to, at most


def agreement(clip, made) -> np.ndarray:
    """r of the lips with `made` [T,2] (aperture, width) at each of SHIFTS."""
    count = min(len(clip.moved), len(made) // 2 + 1)
    real = aperture(clip.moved[:count]), width(clip.moved[:count])
    shifted = [at_frames(made.T, count, -shift).T for shift in SHIFTS]
    r = lambda one: [correlation(a, b) for a, b in zip(real, one)]
    return np.array([np.dot((0.7, 0.3), r(one)) for one in shifted])


def likelihood(r: np.ndarray) -> np.ndarray:
    return -0.5 * INDEPENDENT * np.log(1 - np.clip(r, 0, 0.97) ** 2)


def lags(people: list[str], curves: np.ndarray) -> np.ndarray:
    """[n,shifts] -> [n] most likely lag in seconds."""
    people, out = np.array(people), []
    for person, own in zip(people, curves):
        same = people == person
        score = likelihood(own) - 0.5 * (SHIFTS / USUAL) ** 2
        others = same.sum() - 1
        if others:
            score = score + min(others, OTHERS) * likelihood((curves[same].sum(0) - own) / others)
        out.append(np.clip(SHIFTS[score.argmax()], -MOST, MOST))
    return np.array(out)


def main() -> None:
    net, basis = load_checkpoint(sys.argv[2])
    read = basis.components @ readings()[:, [APERTURE_READING, WIDTH_READING]]
    hearing = Hearing()
    # GRID was recorded in sync.
    clips = [
        c for c in load(Path(sys.argv[1])) if role_of(c.name) == "train" and c.name.startswith("anchors/")
    ]
    curves = np.array([agreement(c, predictor(net)(hearing(c.sound)).T @ read) for c in clips])
    found = lags([c.person for c in clips], curves)
    kept = {c.name: round(float(lag), 2) for c, lag in zip(clips, found) if abs(lag) > 0.001}
    (HERE / "lags.json").write_text(json.dumps(kept, indent=0) + "\n")
    print("lag, clips", *zip(*np.unique(found.round(2), return_counts=True)))


if __name__ == "__main__":
    main()
