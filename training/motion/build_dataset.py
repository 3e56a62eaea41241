"""Turns landmarks and sound into one .npz a clip.

Usage: python -m motion.build_dataset LANDMARKS_FOLDER OUT_FOLDER    (from training/)

Each file: name; moved [n,N,3] canonical lower face, resampled to 25 frames/s; upper [P] the mean of the points
that speech does not move (who it is); picture [32,32,3] the first frame, small (also who it is);
sound [m] float16 at 16 kHz.
"""

import json
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from .geometry import MOVED, ROOT, to_canonical
from .landmark_files import read_landmarks, relative_name
from .mel import read_audio

SHORTEST_FRAMES, SHORTEST_SOUND, LEAST_FACES = 20, 8000, 0.9
THUMB = 32


def first_frame(path: str) -> np.ndarray:
    size = f"scale={THUMB}:{THUMB}:flags=area"
    command = ["ffmpeg", "-v", "error", "-i", path, "-frames:v", "1", "-vf", size]
    raw = subprocess.run([*command, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"], capture_output=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(THUMB, THUMB, 3)


def fill_gaps(values: np.ndarray) -> np.ndarray:
    """Linear interpolation over frames without a face; [n,...] with NaN rows."""
    flat = values.reshape(len(values), -1)
    good = ~np.isnan(flat[:, 0])
    if not good.all():
        x = np.arange(len(flat))
        flat = np.stack([np.interp(x, x[good], column[good]) for column in flat.T], 1)
    return flat.reshape(values.shape)


def at_25(values: np.ndarray, fps: float) -> np.ndarray:
    """Linear interpolation from the clip's own rate to 25 frames/s."""
    if abs(fps - 25) < 0.01:
        return values
    position = np.arange(0, len(values) - 1, fps / 25)
    low = position.astype(int)
    part = (position - low).reshape(-1, *[1] * (values.ndim - 1))
    return values[low] * (1 - part) + values[low + 1] * part


def build(job) -> str | None:
    meta_path, out_folder, canonical = job
    loaded = read_landmarks(meta_path)
    if loaded is None:
        return None
    meta, frames = loaded
    name = relative_name(meta)
    sound = read_audio(meta["f"])
    if len(frames) < SHORTEST_FRAMES or len(sound) < SHORTEST_SOUND:
        return None
    if np.isnan(frames[:, 0, 0]).mean() > 1 - LEAST_FACES:
        return None
    face = to_canonical(frames.astype(np.float64), canonical)
    upper = np.setdiff1d(np.arange(468), MOVED)
    np.savez(
        out_folder / (name.replace("/", "_") + ".npz"),
        name=name,
        moved=at_25(fill_gaps(face[:, MOVED]), meta["fps"]).astype(np.float32),
        upper=np.nanmean(face[:, upper], 0).astype(np.float32),
        picture=first_frame(meta["f"]),
        sound=sound.astype(np.float16),
    )
    return name


def main() -> None:
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    canonical = np.array(json.loads((ROOT / "models/canonical-face.json").read_text())["points"])
    jobs = [(path, out, canonical) for path in sorted(source.glob("*.json"))]
    with ProcessPoolExecutor(2) as pool:
        done = [name for name in pool.map(build, jobs, chunksize=8) if name]
    print(len(done), "of", len(jobs))


if __name__ == "__main__":
    main()
