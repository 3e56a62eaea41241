"""From sound to the encoder's features, exactly as the product does it (src/speech)."""

import numpy as np
import onnxruntime

from .geometry import ROOT
from .mel import RATE
from .whisper_mel import FEATURE_RATE, whisper_mel

ENCODER = ROOT / "models/speech-encoder.onnx"
SAMPLES = RATE // FEATURE_RATE  # a feature frame
PAD = FEATURE_RATE // 2  # feature frames of silence before and after
WINDOW, OVERLAP = 12 * FEATURE_RATE, 2 * FEATURE_RATE
PEAK = 0.9


class Hearing:
    def __init__(self, path=ENCODER):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def __call__(self, sound: np.ndarray, gain=1.0, window=WINDOW) -> np.ndarray:
        """[n] at 16 kHz -> [1 + n // 320, 512]; frame k is centred on k / 50 s."""
        peak = np.abs(sound).max()
        if peak > 1e-4:
            sound = sound * (PEAK * gain / peak)
        count = 1 + len(sound) // SAMPLES
        frames = count + 2 * PAD
        padded = np.zeros(frames * SAMPLES, np.float32)
        padded[PAD * SAMPLES : PAD * SAMPLES + len(sound)] = sound
        return self.windows(whisper_mel(padded), window)[PAD : PAD + count]

    def windows(self, mel: np.ndarray, window=WINDOW) -> np.ndarray:
        """[80, 2n] -> [n, 512]: windows that overlap, each cut in the middle of what it shares."""
        frames = mel.shape[1] // 2
        out, start, done = [], 0, 0
        while done < frames:
            start = max(0, min(start, frames - window))
            end = min(frames, start + window)
            (features,) = self.session.run(None, {"mel": mel[None, :, 2 * start : 2 * end]})
            until = frames if end == frames else end - OVERLAP // 2
            out.append(features[0, done - start : until - start])
            start, done = end - OVERLAP, until
        return np.concatenate(out)
