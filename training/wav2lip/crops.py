"""Where a net's square picture lies in a frame, as src/wav2lip/crop.ts has it, and the picture itself."""

import json

import cv2
import numpy as np

from motion.clips import closed_mouth
from motion.geometry import LIP_OUTER, MOVED, ROOT, STABLE, _SETS, fit_similarity

CANONICAL = np.array(json.loads((ROOT / "models/canonical-face.json").read_text())["points"])
OVAL = _SETS["FACE_OVAL"]
# As in crop.ts: shares of the face's outline that are added at its sides and below.
BESIDE, BELOW = 0.02, 0.06
SMOOTHING = np.array([1, 4, 6, 4, 1]) / 16  # frames, of what the crop follows


def posed(frames: np.ndarray):
    """[n,478,3] without NaN -> scale [n], rotation [n,3,3], shift [n,3], canonical lower faces [n,N,3]."""
    fits = [fit_similarity(points[STABLE], CANONICAL[STABLE]) for points in frames]
    scale, rotation, shift = (np.array(list(part)) for part in zip(*fits))
    moved = scale[:, None, None] * frames[:, MOVED] @ rotation.transpose(0, 2, 1) + shift[:, None]
    return scale, rotation, shift, moved


def smooth(values: np.ndarray) -> np.ndarray:
    padded = np.pad(values, [(2, 2)] + [(0, 0)] * (values.ndim - 1), mode="edge")
    return sum(weight * padded[i : i + len(values)] for i, weight in enumerate(SMOOTHING))


def crops_of(frames: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """[n,478,3] -> affine maps [n,2,3] from the frame to the unit square of the crop, canonical lower faces [n,N,3]."""
    scale, rotation, shift, moved = posed(frames)
    neutral = closed_mouth(moved)
    outline = smooth(frames[:, OVAL])
    roll = np.arctan2(rotation[:, 0, 1], rotation[:, 0, 0])
    for i, landmark in enumerate(OVAL):
        if landmark not in MOVED:
            continue
        still = (neutral[MOVED.index(landmark)] - shift) / scale[:, None]
        outline[:, i] = smooth(np.einsum("nji,nj->ni", rotation, still))
    return np.array([_crop(points[:, :2], angle) for points, angle in zip(outline, smooth(roll))]), moved


def _crop(outline: np.ndarray, roll: float) -> np.ndarray:
    turned = np.array([[np.cos(roll), np.sin(roll)], [-np.sin(roll), np.cos(roll)]])
    points = outline @ turned.T
    points = (np.roll(points, 1, 0) + points + np.roll(points, -1, 0)) / 3
    (left, top), (right, bottom) = points.min(0), points.max(0)
    bottom += BELOW * (bottom - top)
    extra = BESIDE * (right - left)
    left, right = left - extra, right + extra
    stretch = np.diag([1 / (right - left), 1 / (bottom - top)])
    return np.hstack([stretch @ turned, stretch @ -np.array([[left], [top]])])


def picture(frame: np.ndarray, crop: np.ndarray, size: int) -> np.ndarray:
    """[h,w,3] -> [size,size,3] uint8. Means over pixels, not samples between them, where it gets smaller."""
    finer = 2 * size
    to_pixels = crop * finer
    to_pixels[:, 2] += crop[:, :2].sum(1) * finer * 0.5 - 0.5  # OpenCV counts from the first pixel's middle
    large = cv2.warpAffine(frame, to_pixels, (finer, finer), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return cv2.resize(large, (size, size), interpolation=cv2.INTER_AREA)


def mouth_box(points: np.ndarray, crop: np.ndarray) -> np.ndarray:
    """Middle and half sizes of the lips in the unit square: [x, y, w, h]."""
    lips = points[LIP_OUTER, :2] @ crop[:, :2].T + crop[:, 2]
    low, high = lips.min(0), lips.max(0)
    return np.concatenate([(low + high) / 2, (high - low) / 2])
