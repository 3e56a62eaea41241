"""Drawn mouths: what the inside of a mouth of some shape looks like by anatomy, without anyone's picture.

Small faces show where teeth and dark are only roughly, and landmarks on them are off by more than a tooth's
edge, so a decoder of footage alone smears them. These drawings are its lesson in structure: a band of upper
teeth under the upper lip, dark below it, then tongue, then the tips of the lower teeth when wide open.

All lengths are in mouth widths (about 50 mm): an upper central incisor is 8.5 mm wide, a lateral one 6.5 mm
(Ash & Nelson, Wheeler's Dental Anatomy), wider teeth turn away and shorten.
"""

import numpy as np

from mouth_frame import HEIGHT, UNITS_A_PIXEL, WIDTH, X_RANGE, Y_RANGE

X = (X_RANGE[0] + (np.arange(WIDTH, dtype=np.float32) + 0.5) * UNITS_A_PIXEL)[None, None, :]
Y = (Y_RANGE[0] + (np.arange(HEIGHT, dtype=np.float32) + 0.5) * UNITS_A_PIXEL)[None, :, None]
# Where one upper tooth ends and the next begins, from the middle outwards.
UPPER_GAPS = (0.0, 0.165, 0.29, 0.385, 0.455, 0.52)
LOWER_GAPS = (0.0, 0.105, 0.215, 0.32, 0.42)
LOWER, UPPER = slice(0, 11), [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 0]


def step(x, low, high):
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def lip_edges(contours):
    """[N,20,2] -> y of the upper and of the lower inner lip in each picture column, [N,1,64] each."""
    x = X[0, 0]
    upper, lower = np.empty((2, len(contours), 1, WIDTH), np.float32)
    for i, c in enumerate(contours):
        for points, out in ((c[UPPER][::-1], upper), (c[LOWER], lower)):
            order = points[:, 0].argsort(kind='stable')
            out[i, 0] = np.interp(x, points[order, 0], points[order, 1])
    return upper, np.maximum(lower, upper)


def row_of_teeth(across, gaps):
    """-> (brightness of each tooth's round front, closeness to a gap 0..1), over |x|."""
    front = np.ones_like(across)
    for a, b in zip(gaps, gaps[1:]):
        inside = (across >= a) & (across < b)
        front[inside] = 1 - 0.12 * ((across[inside] - (a + b) / 2) / ((b - a) / 2)) ** 2
    near = sum(np.exp(-((across - g) / 0.011) ** 2) for g in gaps)
    return front, np.minimum(near, 1)


def draw(contours, side):
    """contours [N,20,2], side light [N] -> (light [N,48,64] over that of a lit front tooth, enamel share [N,48,64])."""
    upper, lower = lip_edges(contours)
    middle = np.abs(X[0, 0]) < 0.13
    top, bottom = upper[:, :, middle].mean(2)[..., None], lower[:, :, middle].mean(2)[..., None]
    opening = bottom - top
    # The lips' middle shows how far the head is turned.
    centre = 0.8 * contours[:, [5, 15], 0].mean(1)[:, None, None]
    # Rounded lips are a narrower mouth, so that teeth are larger in its widths.
    size = 1 + 0.5 * np.clip(opening - 0.3, 0, 0.3)
    offset = (X - centre) / size
    across = np.abs(offset)
    below_upper, above_lower = np.maximum(Y - upper, 0), np.maximum(lower - Y, 0)

    front, gap = row_of_teeth(across, UPPER_GAPS)
    shorter = 0.012 * step(across, 0.15, 0.18) * (1 - step(across, 0.275, 0.3))
    shown = size * np.minimum(0.028 + 0.42 * opening, 0.165)
    edge = top + shown - 0.2 * across**2 - shorter - 0.012 * gap
    teeth = step(edge - Y, -0.012, 0.012)
    arch = 1 - 0.66 * step(across, 0.13, 0.5)
    shadow = 1 - 0.45 * np.exp(-below_upper / 0.03)
    tip = 1 - 0.1 * np.exp(-np.maximum(edge - Y, 0) / 0.015)
    enamel = front * (1 - (0.1 + 0.3 * across) * gap) * arch * shadow * tip

    depth = step(opening, 0.04, 0.18)
    cavity = 0.21 + 0.05 * step(Y - edge, 0, 0.3)
    rise = step(opening, 0.1, 0.3)
    tongue_top = bottom - (0.28 + 0.1 * rise) * opening + 0.5 * offset**2
    tongue = step(Y - tongue_top, -0.035, 0.045) * (1 - step(across, 0.2, 0.4)) * step(opening, 0.08, 0.16)
    floor = cavity * (1 - tongue) + (0.33 + 0.17 * rise) * tongue

    low_front, low_gap = row_of_teeth(across, LOWER_GAPS)
    low_shown = np.clip(0.22 * (opening - 0.17), 0, 0.045)
    low_edge = bottom - low_shown - 0.1 * across**2 + 0.01 * low_gap
    low_teeth = step(Y - low_edge, -0.01, 0.014) * (1 - step(across, 0.25, 0.38)) * step(opening, 0.18, 0.26)
    floor = floor * (1 - low_teeth) + 0.56 * low_front * (1 - 0.3 * low_gap) * low_teeth

    rim = 1 - 0.3 * np.exp(-above_lower / 0.02)
    light = teeth * enamel * (0.55 + 0.45 * depth) + (1 - teeth) * floor * rim
    corner = 1 - 0.45 * step(np.abs(X), 0.36, 0.52)
    light = light * corner * (1 + 0.6 * side[:, None, None] * np.clip(X, -0.5, 0.5))
    # What light reaches teeth in the shade comes off lips and tongue.
    lit = (0.55 + 0.45 * depth) * (0.4 + 0.6 * arch) * (0.5 + 0.5 * shadow)
    share = np.maximum(teeth * lit, 0.7 * (1 - teeth) * low_teeth)
    return light.astype(np.float32), share.astype(np.float32)
