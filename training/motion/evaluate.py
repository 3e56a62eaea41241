"""The shipped model measured. Usage: python -m motion.evaluate DATASET_FOLDER [AUDIO ...]  (from training/)

Prints, a line a set: r of the aperture and width with the real lips, articulation (ratio of standard
deviations), lag, and r with the wrong sound and with the sound 200 ms late and early. Then whether lips
close where real lips close, and how still the mouth rests in sounds that are not speech. Extra audio
files are summed up by their motion alone.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime

from .augment import not_speech
from .basis import APERTURE_READING, Basis, readings
from .clips import FPS, load, smooth
from .export import BASIS, MODEL
from .geometry import aperture
from .measure import at_frames, line, measure
from .hearing import Hearing
from .mel import read_audio
from .speech_encoder import FEATURE_RATE
from .train import evaluation_sets

CLOSED, OPEN = 0.15, 0.5  # shares of a clip's own range of aperture


def shipped():
    """-> (features [T,512] -> [K,T], basis) from models/."""
    session = onnxruntime.InferenceSession(str(MODEL), providers=["CPUExecutionProvider"])
    basis = json.loads(BASIS.read_text())
    predict = lambda features: session.run(None, {"features": features[None]})[0][0]
    return predict, Basis(np.array(basis["mean"]), np.array(basis["components"]))


def share_of_range(values: np.ndarray) -> np.ndarray:
    low, high = np.quantile(values, [0.02, 0.95])
    return (values - low) / max(high - low, 1e-6)


def closures(clips, heard, made_aperture) -> str:
    """Real lips that meet between two openings (p, b, m and some f, v): how far do the made lips close?

    Reads the lowest made aperture within 40 ms of the real one's minimum; the control reads it around
    the middle of openings and at shifted places.
    """
    at_closed, at_open, anywhere = [], [], []
    for clip, features in zip(clips, heard):
        real = share_of_range(aperture(smooth(clip.moved)))
        made = share_of_range(made_aperture(features, len(real)))
        low_near = lambda i: made[max(0, i - 1) : i + 2].min()
        for i in range(3, len(real) - 3):
            near = real[max(0, i - 5) : i + 6]
            if (
                real[i] == real[i - 2 : i + 3].min()
                and real[i] < CLOSED
                and near[:5].max() > OPEN
                and near[-5:].max() > OPEN
            ):
                at_closed.append(low_near(i))
                anywhere += [low_near(j) for j in (i - 13, i + 13) if 0 <= j < len(real)]
            if real[i] == real[i - 2 : i + 3].max() and real[i] > 0.7:
                at_open.append(low_near(i))
    mean = lambda v: float(np.mean(v)) if v else float("nan")
    return (
        f"closures {len(at_closed)}: made lips at {mean(at_closed):.2f} of their range, "
        f"half a second away {mean(anywhere):.2f}, at real openings {mean(at_open):.2f}"
    )


def rest(hearing, made_aperture, speech_sd: float) -> str:
    rng = np.random.default_rng(123)
    rows = [made_aperture(hearing(not_speech(4.0, rng)), 100)[5:-5] for _ in range(60)]
    silent = made_aperture(hearing(np.zeros(64000, np.float32)), 100)[5:-5]
    level = np.array([np.abs(r).mean() for r in rows])
    move = np.array([r.std() for r in rows])
    return (
        f"not speech: aperture {np.median(level):.4f} (worst tenth {np.quantile(level, 0.9):.4f}), sd over speech's "
        f"{np.median(move) / speech_sd:.2f}; digital silence {silent.mean():+.4f}, sd over speech's {silent.std() / speech_sd:.2f}"
    )


def main() -> None:
    predict, basis = shipped()
    reading = readings()[:, APERTURE_READING]
    made_aperture = (
        lambda features, count: at_frames(predict(features), count) @ (basis.components @ reading)
        + basis.mean @ reading
    )
    hearing, speech = Hearing(), []
    for name, (group, heard) in evaluation_sets(load(Path(sys.argv[1])), hearing).items():
        print(name, line(measure(group, heard, predict, basis)))
        print("  ", closures(group, heard, made_aperture))
        speech += [made_aperture(features, len(c.moved)).std() for c, features in zip(group, heard)]
    print(rest(hearing, made_aperture, float(np.median(speech))))
    for path in sys.argv[2:]:
        features = hearing(read_audio(path))
        made = made_aperture(features, int(len(features) / FEATURE_RATE * FPS))
        print(
            f"{Path(path).name}: aperture mean {made.mean():.3f} sd {made.std():.3f} least {made.min():.3f} most {made.max():.3f}"
        )


if __name__ == "__main__":
    main()
