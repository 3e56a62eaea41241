"""Reads what extract writes: NAME.json (path, frames, points, scores) beside NAME.f32 (floats)."""

import json
from pathlib import Path

import numpy as np


def read_landmarks(meta_path: Path):
    """-> (meta, [frames, 478, 3] float32 at meta's fps, NaN where no face), or None without a face."""
    meta = json.loads(meta_path.read_text())
    if not meta.get("pts"):
        return None
    points = np.fromfile(meta_path.with_suffix(".f32"), np.float32)
    return meta, points.reshape(meta["n"], meta["pts"], 3)


def relative_name(meta: dict) -> str:
    """`grid/x.mpg` from the absolute path noted at extraction."""
    path = Path(meta["f"])
    return f"{path.parent.name}/{path.name}"
