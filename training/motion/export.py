"""Checkpoints -> models/speech-motion.onnx and models/motion-basis.json, checked against PyTorch.

Usage: python -m motion.export DATASET_FOLDER CHECKPOINT.pt...    (from training/)

The nets are averaged, and their articulation is calibrated on people who were neither trained on nor
are tested on (`near-held` in people.json).
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch

from .basis import Basis
from .clips import FPS, load, point_weights, role_of
from .geometry import MOVED, ROOT
from .measure import at_frames
from .hearing import Hearing
from .network import Articulated, Ensemble, SpeechMotion
from .speech_encoder import WIDTH
from .whisper_mel import FEATURE_RATE
from .train import predictor

MODEL = ROOT / "models/speech-motion.onnx"
BASIS = ROOT / "models/motion-basis.json"
OPSET = 17
TOLERANCE = 1e-4
MOST = 3.0  # times its own size
# News anchors, whom the power is measured on, move their lips less than other people do. The product then
# brings the movement to the filmed person's own, where the footage shows it.
LIVELY = 1.15


def load_checkpoint(path) -> tuple[SpeechMotion, Basis]:
    saved = torch.load(path, weights_only=False)
    net = SpeechMotion(saved["channels"], saved["size"], 0.0)
    net.load_state_dict(saved["state"])
    return net.eval(), Basis(saved["mean"], saved["components"])


def load_ensemble(paths) -> tuple[Ensemble, Basis]:
    loaded = [load_checkpoint(path) for path in paths]
    basis = loaded[0][1]
    if any(not np.allclose(other.components, basis.components, atol=1e-4) for _, other in loaded):
        raise RuntimeError("the checkpoints were trained over different bases")
    return Ensemble([net for net, _ in loaded]).eval(), basis


def calibrate(net, basis: Basis, clips, most: float) -> Articulated:
    """Measures real lips' power and each coefficient's predictability on clips never trained on."""
    size = np.sqrt(((basis.components * point_weights()) ** 2).sum(1))
    size /= np.sqrt((size**2).sum())
    made, real, hearing = [], [], Hearing()
    for clip in clips:
        features = hearing(clip.sound)
        count = min(len(clip.motion), int(len(features) / FEATURE_RATE * FPS))
        for rows, values in (
            (made, at_frames(predictor(net)(features), count)),
            (real, basis.encode(clip.motion[:count])),
        ):
            rows.append(values - values.mean(0))
    made, real = np.concatenate(made), np.concatenate(real)
    r = (made * real).mean(0) / (made.std(0) * real.std(0))
    predictable = np.clip(r / 0.3, 0, 1)
    # Only what can be predicted counts as power that is missing.
    seen = size * predictable
    power = LIVELY**2 * float(((real * seen) ** 2).sum(1).mean())
    print(
        "r of each coefficient", r.round(2), "power", power, "made", float(((made * seen) ** 2).sum(1).mean())
    )
    return Articulated(net, power, seen, predictable, most).eval()


def write_model(net: SpeechMotion, size: int) -> None:
    torch.onnx.export(
        net, (torch.zeros(1, 200, WIDTH),), str(MODEL), opset_version=OPSET, dynamo=False,
        input_names=["features"], output_names=["coefficients", "heard"],
        dynamic_axes={"features": {1: "T"}, "coefficients": {2: "T"}, "heard": {2: "T"}},
    )  # fmt: skip
    model = onnx.load(MODEL)
    facts = {
        "featureRate": FEATURE_RATE,
        "receptiveField": {
            "framesEachSide": net.reach(),
            "note": "Chunks that overlap by framesEachSide on both sides give the same coefficients as the whole.",
        },
    }
    entry = model.metadata_props.add()
    entry.key, entry.value = "heygem", json.dumps(facts)
    # The exporter leaves the outputs' time axis unnamed where it cannot follow the slice.
    for output, rows in zip(model.graph.output, (size, 1)):
        for dim, value in zip(output.type.tensor_type.shape.dim, (1, rows, "T")):
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
    """ONNX equals PyTorch at any length; chunks with overlap equal the whole."""
    session = onnxruntime.InferenceSession(str(MODEL), providers=["CPUExecutionProvider"])
    run = lambda features: session.run(None, {"features": features})[0]
    rng = np.random.default_rng(0)
    for length in (1, 2, 7, 80, 333, 2000):
        features = rng.normal(0, 1, (1, length, WIDTH)).astype(np.float32)
        with torch.no_grad():
            gap = np.abs(net(torch.from_numpy(features))[0].numpy() - run(features)).max()
        if run(features).shape[2] != length or gap > TOLERANCE:
            raise RuntimeError(f"ONNX differs from PyTorch at length {length}: {gap}")
    whole, reach = run(features), net.reach()
    start, end = 800, 1000
    part = run(features[:, start - reach : end + reach])[..., reach : reach + end - start]
    chunk = np.abs(part - whole[..., start:end]).max()
    if chunk > TOLERANCE:
        raise RuntimeError(f"a chunk differs from the whole: {chunk}")
    print(f"ONNX = PyTorch within {gap:.1e}, chunk = whole within {chunk:.1e}, reach {reach} frames")


def main() -> None:
    torch.set_num_threads(1)
    net, basis = load_ensemble(sys.argv[2:])
    clips = [clip for clip in load(Path(sys.argv[1])) if role_of(clip.name) == "skip"]
    articulated = calibrate(net, basis, clips, MOST)
    write_model(articulated, len(basis.components))
    write_basis(basis)
    check(articulated)


if __name__ == "__main__":
    main()
