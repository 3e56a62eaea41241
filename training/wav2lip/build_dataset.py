"""python -m wav2lip.build_dataset LANDMARKS OUT: faces, sounds and apertures of all clips that `extract.mjs` has seen.

OUT gets for each frame, clips one after another: faces-96.npy and faces-256.npy [n,S,S,3] uint8 BGR (256 only where
the face has so many pixels, others are left out there), windows.npy [n,80,16], mouths.npy [n,4], gaps.npy [n] (inner
lips' gap in eye distances), and clips.json: name, person, role, first frame and count in each of both sizes.
"""

import json
import sys
from pathlib import Path

import cv2
import numpy as np

from motion.clips import LAGS, person_of, role_of
from motion.geometry import aperture
from motion.landmark_files import read_landmarks, relative_name
from motion.mel import MEL_RATE, mel_spectrogram, read_audio

from .crops import crops_of, mouth_box, picture

STEPS = 16
LARGE_FROM = 110  # pixels of a crop's height from which it is worth 256


def window_starts(count: int, fps: float, lag: float, columns: int) -> np.ndarray:
    """As src/wav2lip/mel.ts: the frame's own time on, the last that fits for later ones."""
    starts = np.floor((np.arange(count) / fps - lag) * MEL_RATE + 1e-6).astype(int)
    return np.clip(starts, 0, columns - STEPS)


def read_clip(meta_path: Path):
    found = read_landmarks(meta_path)
    if found is None:
        return None
    meta, frames = found
    if np.isnan(frames).any():
        return None
    name = relative_name(meta)
    crops, moved = crops_of(frames.astype(float))
    video = cv2.VideoCapture(meta["f"])
    height = 1 / np.linalg.norm(crops[:, 1, :2], axis=1).mean()
    sizes = [96, 256] if height >= LARGE_FROM else [96]
    faces = {size: [] for size in sizes}
    for crop in crops:
        ok, frame = video.read()
        if not ok:
            return None
        for size in sizes:
            faces[size].append(picture(frame, crop.copy(), size))
    mel = mel_spectrogram(read_audio(meta["f"]), level=None)
    if len(mel) < STEPS:
        return None
    starts = window_starts(len(frames), meta["fps"], LAGS.get(name, 0.0), len(mel))
    windows = np.stack([mel[start : start + STEPS].T for start in starts])
    mouths = np.stack([mouth_box(points, crop) for points, crop in zip(frames, crops)])
    drawn = name.startswith("drawn/")
    return {
        "name": name,
        "person": "drawn" if drawn else person_of(name),
        "role": "train" if drawn else role_of(name),
        "faces": {size: np.stack(pictures) for size, pictures in faces.items()},
        "windows": windows.astype(np.float32),
        "mouths": mouths.astype(np.float32),
        "gaps": aperture(moved).astype(np.float32),
    }


def main(landmarks: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    clips, counts = [], {96: 0, 256: 0}
    parts = {name: [] for name in ["faces-96", "faces-256", "windows", "mouths", "gaps"]}
    for meta_path in sorted(landmarks.glob("*.json")):
        clip = read_clip(meta_path)
        if clip is None:
            continue
        entry = {key: clip[key] for key in ["name", "person", "role"]} | {"count": len(clip["gaps"])}
        for size, faces in clip["faces"].items():
            entry[f"first{size}"] = counts[size]
            counts[size] += len(faces)
            parts[f"faces-{size}"].append(faces)
        for name in ["windows", "mouths", "gaps"]:
            parts[name].append(clip[name])
        clips.append(entry)
    for name, arrays in parts.items():
        np.save(out / f"{name}.npy", np.concatenate(arrays))
    (out / "clips.json").write_text(json.dumps(clips))
    print(f"{len(clips)} clips, {counts[96]} frames, {counts[256]} of them at 256 pixels")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
