"""Speech to mouth motion: data, training, export."""

import os

# onnxruntime's wheels carry telemetry as the Node package does (src/core/runtimeEnvironment.ts), and a
# package's own module is run before any other of it: all that import onnxruntime are in this package.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
