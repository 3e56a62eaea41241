"""The linear basis of lower-face motion, and the few readings of it that lip sync lives by."""

from dataclasses import dataclass

import numpy as np

from .clips import point_weights
from .geometry import MOVED

# Pairs of inner-lip points, upper and lower, from corner to corner.
GAPS = [(81, 178), (82, 87), (13, 14), (312, 317), (311, 402)]
OUTER_GAPS = [(37, 84), (0, 17), (267, 314)]


@dataclass
class Basis:
    mean: np.ndarray  # [3N]
    components: np.ndarray  # [K,3N]; coefficients have unit variance over the training motion

    def encode(self, motion: np.ndarray) -> np.ndarray:
        """[n,3N] -> [n,K], least squares under the point weights."""
        w = point_weights()
        solver = np.linalg.pinv(self.components * w)
        return (((motion - self.mean) * w) @ solver).astype(np.float32)

    def decode(self, coefficients: np.ndarray) -> np.ndarray:
        return coefficients @ self.components + self.mean


def fit(motion: np.ndarray, size: int) -> Basis:
    """Weighted PCA of [n,3N]."""
    w = point_weights()
    mean = motion.mean(0)
    _, _, axes = np.linalg.svd((motion - mean) * w, full_matrices=False)
    scores = ((motion - mean) * w) @ axes[:size].T
    spread = scores.std(0)
    return Basis(mean.astype(np.float32), (axes[:size] / w * spread[:, None]).astype(np.float32))


def readings() -> np.ndarray:
    """[3N,M]: linear readings of a displacement: inner gaps, outer gaps, width, protrusion, jaw drop."""
    columns = []

    def column(*terms):
        out = np.zeros((len(MOVED), 3), np.float32)
        for point, axis, sign in terms:
            out[MOVED.index(point), axis] += sign
        columns.append(out.reshape(-1))

    for top, bottom in GAPS + OUTER_GAPS:
        column((bottom, 1, 1.0), (top, 1, -1.0))
    column((291, 0, 1.0), (61, 0, -1.0))
    column((308, 0, 1.0), (78, 0, -1.0))
    column((17, 1, 1.0))
    column((0, 1, 1.0))
    column((152, 1, 1.0))
    column((0, 2, 0.5), (17, 2, 0.5))
    return np.stack(columns, 1)


APERTURE_READING = GAPS.index((13, 14))
WIDTH_READING = len(GAPS) + len(OUTER_GAPS)
