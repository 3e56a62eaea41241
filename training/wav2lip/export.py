"""Writes a network as an ONNX file with the ends that Wav2Lip's have."""

import warnings
from pathlib import Path

import onnx
import torch
from torch import nn

from .full_network import MEL_BANDS, MEL_STEPS

OPERATORS = 17


def export(network: nn.Module, size: int, path: Path, precision: str = "float32") -> None:
    """Any number of frames. Inputs and output are of `precision`; with float16 the weights are too."""
    kind = getattr(torch, precision)
    network = network.eval().to(kind)
    examples = (torch.zeros(2, 1, MEL_BANDS, MEL_STEPS, dtype=kind), torch.zeros(2, 6, size, size, dtype=kind))
    names = ["mel_spectrogram", "video_frames"]
    path.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network,
            examples,
            str(path),
            input_names=names,
            output_names=["predicted_frames"],
            dynamic_axes={name: {0: "n"} for name in [*names, "predicted_frames"]},
            opset_version=OPERATORS,
            dynamo=False,
        )
    onnx.checker.check_model(str(path))
