"""Footage + landmarks -> arrays of mouth pictures, inner-lip contours and tones.

usage: dataset.py CLIPS_DIR LANDMARKS_DIR OUT_DIR [KIND ...]     (KIND: folders of CLIPS_DIR)

LANDMARKS_DIR holds, for each clip, <name>.json {f, W, H, n, pts} and <name>.f32 (n x 478 x 3 floats,
NaN where no face was found), at 25 frames/s, <name> being the clip's path with / turned into _.
Writes OUT_DIR/KIND.npz: pictures uint8 [N,48,64,3], contours [N,20,2] in the mouth frame, tones
[N,7] (see tone_features), clip [N] index, frame [N], unit [N] in pixels, names [clips].
"""

import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np

from mouth_frame import (
    CHEEK_LEFT, CHEEK_RIGHT, HEIGHT, LIP_INNER, LIP_OUTER, WIDTH, mouth_frame, picture_to_image, to_mouth,
)

# Below this opening (mouth units) hardly a pixel lies between the lips.
MIN_OPENING = 0.02


def disc_mean(image, centre, radius):
    x, y = centre
    x0, y0 = max(int(x - radius), 0), max(int(y - radius), 0)
    patch = image[y0:int(y + radius) + 1, x0:int(x + radius) + 1]
    if patch.size == 0:
        return np.full(3, np.nan)
    return patch.reshape(-1, 3).mean(0) / 255


def tone_features(image, points):
    """Skin R, G, B, lip R, G, B (0..1), and how much brighter the picture's right cheek is than the left."""
    unit = mouth_frame(points)[2]
    cheek = lambda ids: np.mean([disc_mean(image, points[i], 0.12 * unit) for i in ids], 0)
    right, left = cheek(CHEEK_RIGHT), cheek(CHEEK_LEFT)
    skin = (right + left) / 2
    # The middle of the upper and lower lip, away from the corners, where the bands are widest.
    band = [(points[LIP_OUTER[k]] + points[LIP_INNER[k]]) / 2 for k in (3, 4, 5, 6, 7, 13, 14, 15, 16, 17)]
    lip = np.mean([disc_mean(image, p, 0.02 * unit) for p in band], 0)
    side = (left.mean() - right.mean()) / max(skin.mean(), 0.02)
    return np.concatenate([skin, lip, [side]])


def read_frames(path, width, height):
    command = ['ffmpeg', '-v', 'error', '-i', str(path), '-vf', 'fps=25', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-']
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, height, width, 3)


def clip_samples(meta, landmarks, path):
    frames = read_frames(path, meta['W'], meta['H'])
    rows, tones = [], []
    for i in range(min(len(frames), len(landmarks))):
        points = landmarks[i, :, :2].astype(np.float64)
        if np.isnan(points[0, 0]):
            continue
        tones.append(tone_features(frames[i], points))
        frame = mouth_frame(points)
        contour = to_mouth(points[LIP_INNER], frame)
        if contour[5, 1] - contour[15, 1] < MIN_OPENING:
            continue
        picture = cv2.warpAffine(
            frames[i], picture_to_image(frame), (WIDTH, HEIGHT),
            flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE,
        )
        rows.append((picture, contour, i, frame[2]))
    # Tone belongs to the shot, not to the frame: its mean over the clip is what the renderer will have.
    return rows, np.nanmean(tones, 0) if tones else None


def build(clips, landmarks, kind):
    out = {k: [] for k in ('pictures', 'contours', 'tones', 'clip', 'frame', 'unit')}
    names = []
    for path in sorted((clips / kind).iterdir()):
        base = landmarks / str(path).replace('/', '_')
        meta_path = Path(f'{base}.json')
        if not meta_path.exists():
            continue
        meta = json.loads(meta_path.read_text())
        if not meta.get('pts'):
            continue
        points = np.fromfile(f'{base}.f32', np.float32).reshape(meta['n'], -1, 3)
        rows, tone = clip_samples(meta, points, path)
        if not rows:
            continue
        for picture, contour, frame, unit in rows:
            for key, value in zip(out, (picture, contour, tone, len(names), frame, unit)):
                out[key].append(value)
        names.append(path.name)
    types = dict(pictures=np.uint8, contours=np.float32, tones=np.float32, clip=np.int32, frame=np.int32, unit=np.float32)
    return {k: np.array(v, types[k]) for k, v in out.items()} | {'names': np.array(names)}


def main():
    clips, landmarks, out = map(Path, sys.argv[1:4])
    out.mkdir(parents=True, exist_ok=True)
    for kind in sys.argv[4:] or ['anchors', 'grid', 'talk']:
        data = build(clips, landmarks, kind)
        np.savez(out / f'{kind}.npz', **data)
        print(kind, len(data['names']), 'clips', len(data['pictures']), 'pictures')


if __name__ == '__main__':
    main()
