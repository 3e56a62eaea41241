"""The shipped model measured. Usage: python -m motion.evaluate DATASET_FOLDER [AUDIO ...]  (from training/)

Prints, a line a set: r of the aperture and width with the real lips, articulation (ratio of standard
deviations), lag, and r with the wrong sound and with the sound 200 ms late and early. Then whether lips
close where real lips close, what they do at phonemes of synthetic speech in five languages, and how still
the mouth rests in breaths and in sounds that are not speech. Extra audio
files are summed up by their motion alone.
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnxruntime

from .augment import breath, not_speech
from .basis import APERTURE_READING, WIDTH_READING, Basis, readings
from .clips import FPS, load, smooth
from .export import BASIS, MODEL
from .geometry import aperture
from .measure import at_frames, line, measure
from .hearing import Hearing
from .mel import read_audio
from .whisper_mel import FEATURE_RATE
from .synthetic_speech import LIPS_MEET, OPEN, OTHER_VOICES, ROUND, SILENCE, SPREAD, utterances
from .train import evaluation_sets

SHUT, WIDE = 0.15, 0.5  # shares of a clip's own range of aperture


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
                and real[i] < SHUT
                and near[:5].max() > WIDE
                and near[-5:].max() > WIDE
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


def breaths(hearing, made_aperture, clips) -> str:
    """A breath 22 dB below the speech in a pause of .8 s: does the mouth open for it?"""
    rng, rows = np.random.default_rng(5), []
    for clip in clips:
        for drawn in (np.zeros(8000), breath(0.5, rng)):
            pause = rng.standard_normal(12800) * 1e-4
            pause[2400:10400] += drawn * clip.sound.std() * 10 ** (-22 / 20)
            sound = np.concatenate([clip.sound, pause, clip.sound]).astype(np.float32)
            start = len(clip.sound) / 16000
            made = made_aperture(hearing(sound), int((2 * start + 0.8) * FPS))
            inside = made[int((start + 0.2) * FPS) : int((start + 0.65) * FPS)]
            rows.append((inside.max(), made[: int(start * FPS)].mean()))
    peak, speech = np.array(rows).reshape(-1, 2, 2).mean(0).T
    return f"in pauses, over speech's mean aperture: highest {peak[0] / speech[0]:.2f}, with a breath {peak[1] / speech[1]:.2f}"


def languages(predict, basis: Basis) -> list[str]:
    """Lips at phonemes of synthetic speech by voices that training did not have."""
    lips = basis.components @ readings()[:, [APERTURE_READING, WIDTH_READING]]
    rest = basis.mean @ readings()[:, WIDTH_READING]
    found: dict[str, dict[int, list]] = {}
    for said in utterances(120, ("en-us", "cmn", "fr", "ja", "ar"), OTHER_VOICES, seed=1, changed=False):
        gap, wide = (predict(said.features.astype(np.float32)).T @ lips).T
        spoken = [p for p in said.phonemes if p[2] not in (SILENCE,) and p[1] - p[0] >= 0.03]
        gap = share_of_range(gap)
        for start, end, kind in spoken:
            part = slice(max(0, int(start * FEATURE_RATE) - 1), int(end * FEATURE_RATE) + 2)
            row = (gap[part].min(), gap[part].max(), np.median(wide[part]) + rest)
            found.setdefault(said.language, {}).setdefault(kind, []).append(row)
    lines = []
    for language, kinds in found.items():
        row = lambda kind, kinds=kinds: np.array(kinds.get(kind, [(np.nan,) * 3]))
        lines.append(
            f"{language}: p b m lowest {row(LIPS_MEET)[:, 0].mean():.2f} (under .2: {(row(LIPS_MEET)[:, 0] < 0.2).mean():.2f}), "
            f"a highest {row(OPEN)[:, 1].mean():.2f}, width at u {row(ROUND)[:, 2].mean():+.3f} i {row(SPREAD)[:, 2].mean():+.3f} "
            f"n {len(row(LIPS_MEET))} {len(row(OPEN))} {len(row(ROUND))}"
        )
    return lines


def main() -> None:
    predict, basis = shipped()
    reading = readings()[:, APERTURE_READING]
    made_aperture = (
        lambda features, count: at_frames(predict(features), count) @ (basis.components @ reading)
        + basis.mean @ reading
    )
    hearing, speech, breathing = Hearing(), [], ""
    for name, (group, heard) in evaluation_sets(load(Path(sys.argv[1])), hearing).items():
        print(name, line(measure(group, heard, predict, basis)))
        print("  ", closures(group, heard, made_aperture))
        speech += [made_aperture(features, len(c.moved)).std() for c, features in zip(group, heard)]
        if name == "grid-held":
            breathing = breaths(hearing, made_aperture, group)
    print(breathing)
    print(*languages(predict, basis), sep="\n")
    print(rest(hearing, made_aperture, float(np.median(speech))))
    for path in sys.argv[2:]:
        features = hearing(read_audio(path))
        made = made_aperture(features, int(len(features) / FEATURE_RATE * FPS))
        print(
            f"{Path(path).name}: aperture mean {made.mean():.3f} sd {made.std():.3f} least {made.min():.3f} most {made.max():.3f}"
        )


if __name__ == "__main__":
    main()
