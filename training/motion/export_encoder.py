"""Whisper's encoder, cut and quantised to int8 -> models/speech-encoder.onnx, checked against PyTorch.

Usage: python -m motion.export_encoder WEIGHTS_FOLDER [BLOCKS [OUT]]    (from training/)
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from .geometry import ROOT
from .speech_encoder import BANDS, SpeechEncoder, build, read_weights

MODEL = ROOT / "models/speech-encoder.onnx"
BLOCKS = 3
OPSET = 17


def write_float(net: SpeechEncoder, path: Path) -> None:
    torch.onnx.export(
        net, (torch.zeros(1, BANDS, 400),), str(path), opset_version=OPSET, dynamo=False,
        input_names=["mel"], output_names=["features"],
        dynamic_axes={"mel": {2: "T"}, "features": {1: "frames"}},
    )  # fmt: skip


def quantise(source: Path, out: Path) -> None:
    """Weights to 7 bits in int8: processors without VNNI saturate sums of full 8-bit products."""
    quantize_dynamic(
        source,
        out,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    onnx.checker.check_model(onnx.load(out))


def check(net: SpeechEncoder, path: Path) -> None:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    rng = np.random.default_rng(0)
    for length in (2, 100, 402, 1500):
        mel = np.cumsum(rng.normal(0, 0.1, (1, BANDS, length)), 2).clip(-1, 1.5).astype(np.float32)
        with torch.no_grad():
            want = net(torch.from_numpy(mel)).numpy()[0]
        got = session.run(None, {"mel": mel})[0][0]
        if got.shape != want.shape:
            raise RuntimeError(f"{got.shape} instead of {want.shape}")
        if len(want) == 1:
            continue
        middle = want.mean(0)
        cosine = ((got - middle) * (want - middle)).sum(1) / (
            np.linalg.norm(got - middle, axis=1) * np.linalg.norm(want - middle, axis=1) + 1e-9
        )
        print(f"length {length}: cosine of centred features {cosine.mean():.4f}, least {cosine.min():.4f}")


def main() -> None:
    torch.set_num_threads(1)
    blocks = int(sys.argv[2]) if len(sys.argv) > 2 else BLOCKS
    out = Path(sys.argv[3]) if len(sys.argv) > 3 else MODEL
    net = build(read_weights(Path(sys.argv[1])), blocks)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        write_float(net, whole)
        quantise(whole, out)
    check(net, out)
    print(f"{out.name}: {blocks} blocks, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
