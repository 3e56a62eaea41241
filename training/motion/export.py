"""Checkpoint -> models/speech-motion.onnx and models/motion-basis.json, checked against PyTorch.

Usage: python -m motion.export CHECKPOINT.pt    (from training/)
"""
import json
import sys

import numpy as np
import onnx
import onnxruntime
import torch

from .basis import Basis
from .geometry import MOVED, ROOT
from .mel import MEL_RATE
from .network import SpeechMotion

MODEL = ROOT / "models/speech-motion.onnx"
BASIS = ROOT / "models/motion-basis.json"
OPSET = 17
TOLERANCE = 1e-4


def load_checkpoint(path) -> tuple[SpeechMotion, Basis, dict]:
    saved = torch.load(path, weights_only=False)
    net = SpeechMotion(saved["channels"], saved["size"], 0.0, saved["level"])
    net.load_state_dict(saved["state"])
    return net.eval(), Basis(saved["mean"], saved["components"]), saved


def write_model(net: SpeechMotion, size: int) -> None:
    torch.onnx.export(
        net, (torch.zeros(1, 80, 200),), str(MODEL), opset_version=OPSET, dynamo=False,
        input_names=["mel"], output_names=["coefficients"],
        dynamic_axes={"mel": {2: "T"}, "coefficients": {2: "T"}},
    )  # fmt: skip
    model = onnx.load(MODEL)
    facts = {
        "melRate": MEL_RATE,
        "receptiveField": {
            "framesEachSide": net.reach(),
            "chunkAlignment": 2,
            "note": "Chunks that start at an even frame and overlap by framesEachSide on both sides give "
            "the same coefficients as the whole.",
        },
    }
    entry = model.metadata_props.add()
    entry.key, entry.value = "heygem", json.dumps(facts)
    # The exporter leaves the output's time axis unnamed where it cannot follow the slice.
    shape = model.graph.output[0].type.tensor_type.shape
    for dim, value in zip(shape.dim, (1, size, "T")):
        dim.Clear()
        setattr(dim, "dim_param" if isinstance(value, str) else "dim_value", value)
    onnx.checker.check_model(model)
    onnx.save(model, MODEL)


def write_basis(basis: Basis) -> None:
    rounded = lambda values: [round(float(v), 6) for v in values]
    BASIS.write_text(
        json.dumps(
            {
                "landmarks": MOVED,
                "mean": rounded(basis.mean),
                "components": [rounded(row) for row in basis.components],
            },
            separators=(",", ":"),
        )
        + "\n"
    )


def check(net: SpeechMotion) -> None:
    """ONNX equals PyTorch at odd and even lengths; chunks with overlap equal the whole."""
    session = onnxruntime.InferenceSession(str(MODEL), providers=["CPUExecutionProvider"])
    run = lambda mel: session.run(None, {"mel": mel})[0]
    rng = np.random.default_rng(0)
    for length in (1, 2, 7, 80, 333, 2000):
        mel = rng.uniform(-4, 4, (1, 80, length)).astype(np.float32)
        with torch.no_grad():
            gap = np.abs(net(torch.from_numpy(mel)).numpy() - run(mel)).max()
        if run(mel).shape[2] != length or gap > TOLERANCE:
            raise RuntimeError(f"ONNX differs from PyTorch at length {length}: {gap}")
    whole, reach = run(mel), net.reach()
    start, end = 600, 900
    low = (start - reach) // 2 * 2
    part = run(mel[..., low : end + reach])[..., start - low : end - low]
    chunk = np.abs(part - whole[..., start:end]).max()
    if chunk > TOLERANCE:
        raise RuntimeError(f"a chunk differs from the whole: {chunk}")
    print(f"ONNX = PyTorch within {gap:.1e}, chunk = whole within {chunk:.1e}, reach {reach} frames")


def main() -> None:
    net, basis, saved = load_checkpoint(sys.argv[1])
    write_model(net, saved["size"])
    write_basis(basis)
    check(net)


if __name__ == "__main__":
    main()
