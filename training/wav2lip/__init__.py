"""Networks of Wav2Lip's shape: definition, data, training, export."""

import os

# As in ../motion: onnxruntime's wheels carry telemetry, and this runs before any other module here.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
