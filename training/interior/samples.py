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
ATTRIBUTES = 7
# Rows from the lips' edge that count as lying along it.
RIM = 4
LUMA = np.array([0.299, 0.587, 0.114], np.float32)


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
    luma = np.log(rgb @ LUMA) - np.log(ref @ LUMA)
    chroma = (rgb / rgb.sum(-1, keepdims=True) - ref / ref.sum()) * 8
    return np.sqrt(luma**2 + (chroma[..., :2] ** 2).sum(-1))


def interior_weight(picture, mask, lip):
    t = np.clip((lip_distance(picture, lip) - LIP_NEAR) / (LIP_FAR - LIP_NEAR), 0, 1)
    return mask * (t * t * (3 - 2 * t))


def attributes(picture, mask, weight, skin):
    """What a decoder cannot know from the lips' shape, measured on the real picture.

    Light along the lower and along the upper lip's edge (over the skin's luma), teeth share, height of the teeth between the lips (0 upper .. 1 lower), dark share, contrast
    (gradient energy over the skin's luma), and share that is interior and not lip.
    """
    rgb = picture.astype(np.float32) / 255
    area = mask.sum() + 1e-6
    luma = rgb @ LUMA
    reference = float(skin @ LUMA)
    saturation = 1 - rgb.min(-1) / (rgb.max(-1) + 0.02)
    skin_saturation = 1 - skin.min() / (skin.max() + 0.02)
    teeth = weight * (luma > 0.7 * reference) * (saturation < 0.85 * skin_saturation)
    rows = np.arange(HEIGHT, dtype=np.float32)[:, None]
    middle, spread = (mask * rows).sum() / area, area / (mask.max(0) > 0).sum()
    height = (teeth * rows).sum() / teeth.sum() - middle if teeth.sum() > 1 else 0.0
    gx = np.minimum(mask[:, 1:], mask[:, :-1]) * np.diff(luma, axis=1) ** 2
    gy = np.minimum(mask[1:], mask[:-1]) * np.diff(luma, axis=0) ** 2
    contrast = (gx.sum() + gy.sum()) / area / (reference**2 + 0.01)
    dark = (weight * (luma < 0.4 * reference)).sum() / area
    below = mask * (1 - np.roll(mask, -RIM, axis=0))
    above = mask * (1 - np.roll(mask, RIM, axis=0))
    floor, ceiling = ((rim * luma).sum() / (rim.sum() + 1e-6) / (reference + 0.05) for rim in (below, above))
    return [floor, ceiling, teeth.sum() / area, 0.5 + height / (spread + 1), dark, contrast, weight.sum() / area]


def ranks(values, opening):
    """Each column's rank among frames of like opening, -1..1, so that "high" means high for this mouth."""
    out = np.empty_like(values)
    order = np.argsort(opening)
    for part in np.array_split(order, max(1, len(order) // 1000)):
        place = values[part].argsort(0, kind='stable').argsort(0)
        out[part] = 2 * (place + 0.5) / len(part) - 1
    return out


def bare_lips(tones):
    """Lipstick taken for the nearest bare lips, as src/render/learntInterior.ts does."""
    out = tones.copy()
    out[:, 3:6] = np.clip(tones[:, 3:6], tones[:, :3] * [0.7, 0.56, 0.7], tones[:, :3] * [0.92, 0.83, 1])
    return out


def features(contours, tones):
    """[N,20,2], [N,7] -> [N,47]: contour x0,y0..x19,y19, skin RGB, lip RGB, side light."""
    return np.concatenate([contours.reshape(len(contours), 40), tones], 1).astype(np.float32)


def prepare(folder, kind):
    """Weights and attributes of one kind's pictures, kept beside them once computed."""
    cached = Path(folder) / f'{kind}-prepared.npz'
    if cached.exists():
        return dict(np.load(cached))
    data = np.load(Path(folder) / f'{kind}.npz')
    good = np.isfinite(data['tones']).all(1)
    part = {k: data[k][good] for k in ('pictures', 'contours', 'tones', 'clip')}
    weights, found = [], []
    for picture, contour, tone in zip(part['pictures'], part['contours'], part['tones']):
        mask = polygon_mask(contour)
        weight = interior_weight(picture, mask, tone[3:6])
        weights.append((weight * 255).astype(np.uint8))
        found.append(attributes(picture, mask, weight, tone[:3]))
    part['weight'] = np.stack(weights)
    part['attributes'] = np.array(found, np.float32)
    part['names'] = np.array([f'{kind}/{n}' for n in data['names']])
    np.savez(cached, **part)
    return part


def opening_of(contours):
    return contours[:, 5, 1] - contours[:, 15, 1]


def load(folder, kinds, heldout=frozenset()):
    """-> pictures, contours, tones, weight (uint8), attributes, ranks, share, clip (unique over kinds), held, names."""
    parts, names = [], []
    for kind in kinds:
        part = prepare(folder, kind)
        part['clip'] = part['clip'] + len(names)
        names += list(part.pop('names'))
        parts.append(part)
    out = {k: np.concatenate([p[k] for p in parts]) for k in parts[0]}
    out['names'] = np.array(names)
    out['held'] = np.array([n in heldout for n in names])[out['clip']]
    out['share'] = out['attributes'][:, 6]
    out['ranks'] = ranks(out['attributes'], opening_of(out['contours']))
    return out
