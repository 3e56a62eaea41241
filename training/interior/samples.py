"""Loads dataset.py's arrays and says which pixels are truly the inside of a mouth."""

from pathlib import Path

import cv2
import numpy as np

from mouth_frame import HEIGHT, WIDTH, to_picture

# A pixel this close to the lips' own tone (log-luma and chroma distance) is taken for lip, not interior.
LIP_NEAR, LIP_FAR = 0.22, 0.5
# Frames whose inner-lip polygon is mostly lip are landmark errors of small faces, not mouths.
MIN_INTERIOR_SHARE = 0.45
FEATURES = 47


def polygon_mask(contour, scale=4):
    """Share of each picture pixel inside the inner-lip contour, float32 [48, 64]."""
    points = np.round(to_picture(contour) * scale - 0.5).astype(np.int32)
    canvas = np.zeros((HEIGHT * scale, WIDTH * scale), np.uint8)
    cv2.fillPoly(canvas, [points], 255)
    return cv2.resize(canvas, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA).astype(np.float32) / 255


def lip_distance(picture, lip):
    """How unlike the lips each pixel is. picture uint8 [48,64,3], lip RGB 0..1."""
    rgb = picture.astype(np.float32) / 255 + 0.03
    ref = lip + 0.03
    luma = np.log(rgb @ [0.299, 0.587, 0.114]) - np.log(ref @ [0.299, 0.587, 0.114])
    chroma = (rgb / rgb.sum(-1, keepdims=True) - ref / ref.sum()) * 8
    return np.sqrt(luma**2 + (chroma[..., :2] ** 2).sum(-1))


def interior_weight(picture, contour, lip):
    mask = polygon_mask(contour)
    t = np.clip((lip_distance(picture, lip) - LIP_NEAR) / (LIP_FAR - LIP_NEAR), 0, 1)
    weight = mask * (t * t * (3 - 2 * t))
    return weight, weight.sum() / max(mask.sum(), 1e-6)


def features(contours, tones):
    """[N,20,2], [N,7] -> [N,47]: contour x0,y0..x19,y19, skin RGB, lip RGB, side light."""
    return np.concatenate([contours.reshape(len(contours), 40), tones], 1).astype(np.float32)


def load(folder, kinds, heldout=frozenset()):
    """-> dict of pictures, contours, tones, weight (uint8), share, clip (unique over kinds), held, names."""
    parts, names = [], []
    for kind in kinds:
        data = np.load(Path(folder) / f'{kind}.npz')
        good = np.isfinite(data['tones']).all(1)
        part = {k: data[k][good] for k in ('pictures', 'contours', 'tones', 'clip')}
        found = [interior_weight(p, c, t[3:6]) for p, c, t in zip(part['pictures'], part['contours'], part['tones'])]
        part['weight'] = np.stack([(w * 255).astype(np.uint8) for w, _ in found])
        part['share'] = np.array([s for _, s in found], np.float32)
        part['clip'] = part['clip'] + len(names)
        clips = [f'{kind}/{n}' for n in data['names']]
        names += clips
        parts.append(part)
    out = {k: np.concatenate([p[k] for p in parts]) for k in parts[0]}
    out['names'] = np.array(names)
    out['held'] = np.array([n in heldout for n in names])[out['clip']]
    return out
