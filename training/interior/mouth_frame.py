"""The mouth frame and the picture of the mouth's inside: the same numbers as src/render/mouthFrame.ts.

Mouth frame: origin at the midpoint of the inner mouth corners, x from corner 78 to corner 308,
unit = their distance, y perpendicular and down. The picture covers X_RANGE x Y_RANGE of it,
pixel centres at half-integers.
"""

import numpy as np

WIDTH, HEIGHT = 64, 48
X_RANGE = (-0.64, 0.64)
# Off centre: the lower jaw moves, so an open mouth reaches further below the corners than above.
Y_RANGE = (-0.38, 0.58)
UNITS_A_PIXEL = (X_RANGE[1] - X_RANGE[0]) / WIDTH

LIP_OUTER = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185]
LIP_INNER = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191]
CHEEK_RIGHT, CHEEK_LEFT = [50, 205], [280, 425]


def mouth_frame(points):
    """points: [478, 2] pixels -> (origin [2], axis [2] of unit length, unit in pixels)."""
    right, left = points[78], points[308]
    span = left - right
    unit = float(np.hypot(*span))
    return (right + left) / 2, span / unit, unit


def to_mouth(points, frame):
    origin, axis, unit = frame
    d = (points - origin) / unit
    return np.stack([d @ axis, d @ np.array([-axis[1], axis[0]])], -1)


def picture_to_image(frame):
    """2x3 affine map from picture pixel indices (centre of the first pixel = 0, 0) to image pixel indices."""
    origin, axis, unit = frame
    step = unit * UNITS_A_PIXEL
    across, down = axis * step, np.array([-axis[1], axis[0]]) * step
    x0 = X_RANGE[0] / UNITS_A_PIXEL + 0.5
    y0 = Y_RANGE[0] / UNITS_A_PIXEL + 0.5
    corner = origin + across * x0 + down * y0
    # Landmarks count from the picture's edge, OpenCV's indices from the first pixel's centre.
    return np.stack([across, down, corner - 0.5], 1)


def to_picture(contour):
    """Mouth-frame points -> picture pixels counted from the picture's corner."""
    return (contour - [X_RANGE[0], Y_RANGE[0]]) / UNITS_A_PIXEL
