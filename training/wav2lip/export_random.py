"""python -m wav2lip.export_random FOLDER [SIZE ...]: Wav2Lip's network at full size with random weights, to measure speed."""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime

from .export import export
from .full_network import MEL_BANDS, MEL_STEPS, random_network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", nargs="*", type=int, default=[96])
    parser.add_argument("--precision", choices=["float32", "float16"], default="float32")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for size in options.sizes:
        network = random_network(size, options.seed)
        millions = sum(p.numel() for p in network.parameters()) / 1e6
        suffix = "" if options.precision == "float32" else "-half"
        path = options.folder / f"full-{size}-random{suffix}.onnx"
        export(network, size, path, options.precision)
        print(f"{path}: {millions:.1f} million parameters, {path.stat().st_size / 1e6:.0f} MB, {spread_of(path, size)}")


def spread_of(path: Path, size: int) -> str:
    """What the exported file gives for noise."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    kind = np.float16 if "float16" in session.get_inputs()[0].type else np.float32
    random = np.random.default_rng(1)
    mel = random.uniform(-4, 4, (1, 1, MEL_BANDS, MEL_STEPS)).astype(kind)
    faces = random.uniform(0, 1, (1, 6, size, size)).astype(kind)
    [picture] = session.run(None, {"mel_spectrogram": mel, "video_frames": faces})
    low, high = np.quantile(picture.astype(np.float32), [0.05, 0.95])
    return f"pictures mostly {low:.2f} to {high:.2f}"


if __name__ == "__main__":
    main()
