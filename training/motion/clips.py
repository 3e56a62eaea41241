"""Clips as the trainer sees them: lower-face displacement from each person's own closed mouth."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from .geometry import LIP_INNER, LIP_OUTER, MOVED, aperture

HERE = Path(__file__).parent
HELD_OUT = set((HERE.parent / "heldout.txt").read_text().split())
PEOPLE = json.loads((HERE / "people.json").read_text())
LAGS = json.loads((HERE / "lags.json").read_text())  # seconds that a clip's picture trails its sound by
CLOSED_SHARE = 0.25  # the least-open quarter of a person's frames is the closed mouth
FPS = 25
# Landmarks of 256 px faces tremble; a light binomial keeps closures and removes half of it.
SMOOTH = np.array([0.15, 0.7, 0.15])


@dataclass
class Clip:
    name: str
    person: str
    moved: np.ndarray  # [n,N,3] canonical, as measured
    sound: np.ndarray  # float32 16 kHz
    motion: np.ndarray = field(default=None)  # [n,3N] smoothed, from neutral, scaled to common articulation
    scale: float = 1.0  # what the motion was divided by

    @property
    def lag(self) -> float:
        return LAGS.get(self.name, 0.0)


def person_of(name: str) -> str:
    """People of anchors/ from people.json; all of grid/ is one man; in talk/ each clip is a person."""
    if name.startswith("grid/"):
        return "grid-s1"
    return PEOPLE.get(name, name)


def role_of(name: str) -> str:
    """train | held | skip (someone who may be a held-out person) | test (never to be trained on)."""
    if name in HELD_OUT:
        return "held"
    if not name.startswith(("anchors/", "grid/")):
        return "test"
    return "skip" if person_of(name) == "near-held" else "train"


def smooth(moved: np.ndarray) -> np.ndarray:
    padded = np.concatenate([moved[:1], moved, moved[-1:]])
    return SMOOTH[0] * padded[:-2] + SMOOTH[1] * padded[1:-1] + SMOOTH[2] * padded[2:]


def closed_mouth(moved: np.ndarray) -> np.ndarray:
    gap = aperture(moved)
    return moved[gap <= np.quantile(gap, CLOSED_SHARE)].mean(0)


def load(folder: Path) -> list[Clip]:
    clips = []
    for path in sorted(folder.glob("*.npz")):
        data = np.load(path)
        name = str(data["name"])
        clips.append(Clip(name, person_of(name), data["moved"], data["sound"].astype(np.float32)))
    _set_motion(clips)
    return clips


def _set_motion(clips: list[Clip]) -> None:
    """Displacement from the clip's closed mouth, pulled to the person's; articulation to a common size.

    A 1.2 s clip may hold no closed mouth, and a person's clips differ in pose and focus: the clip's own
    estimate and the person's pooled one are averaged by how much each saw.
    """
    by_person: dict[str, list[Clip]] = {}
    for clip in clips:
        by_person.setdefault(clip.person, []).append(clip)
    spreads = {p: np.sqrt(np.mean([aperture(c.moved).var() for c in g])) for p, g in by_person.items()}
    typical = np.median([spreads[p] for p in by_person])
    for person, group in by_person.items():
        pooled = closed_mouth(np.concatenate([smooth(c.moved) for c in group]))
        frames = sum(len(c.moved) for c in group)
        # Shrunk towards 1: few frames say little about how much a person moves.
        trust = frames / (frames + 150)
        scale = float(np.exp(trust * np.log(np.clip(spreads[person] / typical, 0.4, 2.5))))
        for clip in group:
            moved = smooth(clip.moved)
            own = len(moved) / (len(moved) + 60)
            neutral = own * closed_mouth(moved) + (1 - own) * pooled
            clip.scale = scale
            clip.motion = ((moved - neutral) / scale).reshape(len(moved), -1).astype(np.float32)


def point_weights() -> np.ndarray:
    """[3N] how much a coordinate matters: lips first, depth least."""
    lips = set(LIP_INNER) | set(LIP_OUTER)
    weights = np.array([2.0 if i in lips else 0.6 for i in MOVED])
    return (weights[:, None] * [1.0, 1.0, 0.4]).reshape(-1).astype(np.float32)
