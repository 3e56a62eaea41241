"""models/canonical-face.json: the Procrustes mean of the GRID clips' faces (CC-BY 4.0), made symmetric.

Usage: python training/canonical_face.py LANDMARKS_FOLDER

Frame: unit = distance of landmarks 33 and 263; x right, y down, z away from the camera; origin = mean
of the STABLE points; the eye line lies along x; top of the forehead and chin are equally deep.
"""

import json
import sys
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

sys.path.insert(0, str(Path(__file__).parent))
from motion.geometry import EYE_OUTER_LEFT, EYE_OUTER_RIGHT, ROOT, STABLE, fit_similarity
from motion.landmark_files import read_landmarks, relative_name

EVERY = 5  # neighbouring frames say the same
ROUNDS = 6
FOREHEAD, CHIN = 10, 152


def load_faces(folder: Path) -> np.ndarray:
    faces = []
    for path in sorted(folder.glob("*.json")):
        loaded = read_landmarks(path)
        if loaded and relative_name(loaded[0]).startswith("grid/"):
            frames = loaded[1][::EVERY]
            faces.append(frames[~np.isnan(frames[:, 0, 0])])
    return np.concatenate(faces).astype(np.float64)


def normalise(face: np.ndarray) -> np.ndarray:
    """Eye line onto x, forehead-chin line upright in depth, eye distance 1, origin at STABLE's mean."""
    eyes = face[EYE_OUTER_LEFT] - face[EYE_OUTER_RIGHT]
    x = eyes / np.linalg.norm(eyes)
    down = face[CHIN] - face[FOREHEAD]
    y = down - (down @ x) * x
    y /= np.linalg.norm(y)
    face = face @ np.stack([x, y, np.cross(x, y)]).T / np.linalg.norm(eyes)
    return face - face[STABLE].mean(0)


def procrustes_mean(faces: np.ndarray) -> np.ndarray:
    mean = normalise(faces[0])
    for _ in range(ROUNDS):
        total = np.zeros_like(mean)
        for face in faces:
            scale, rotation, shift = fit_similarity(face[STABLE], mean[STABLE])
            total += scale * face @ rotation.T + shift
        mean = normalise(total / len(faces))
    return mean


def symmetric(face: np.ndarray) -> np.ndarray:
    """Averages the face with its mirror image; partners are found by an optimal assignment."""
    mirrored = face * [-1, 1, 1]
    partner = np.arange(len(face))
    for group in (np.arange(468), np.arange(468, 478)):
        cost = ((face[group][:, None] - mirrored[group][None]) ** 2).sum(-1)
        partner[group] = group[linear_sum_assignment(cost)[1]]
    if not np.array_equal(partner[partner], np.arange(len(face))):
        raise RuntimeError("the mirror pairs do not match both ways")
    return normalise((face + mirrored[partner]) / 2)


def main() -> None:
    faces = load_faces(Path(sys.argv[1]))
    raw = procrustes_mean(faces)
    face = symmetric(raw)
    target = ROOT / "models/canonical-face.json"
    old = np.array(json.loads(target.read_text())["points"]) if target.exists() else face
    points = [[round(float(v), 5) for v in p] for p in face]
    target.write_text(json.dumps({"landmarks": len(face), "points": points}, separators=(",", ":")) + "\n")
    print(
        len(faces),
        "frames; asymmetry",
        np.abs(raw - face).mean(),
        "change from before",
        np.abs(old - face).mean(),
    )


if __name__ == "__main__":
    main()
