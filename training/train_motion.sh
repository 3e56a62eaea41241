#!/bin/sh
# Trains the net of models/speech-motion.onnx ("net i" in NOTES.md) and exports it.
# Usage: ./train_motion.sh WORK    (WORK/dataset and models/speech-encoder.onnx must be there; see README.md)
set -eu
cd "$(dirname "$0")"
work=$1
python -m motion.train "$work/dataset" "$work/i.pt" --cache "$work/windows.pickle" --seed 0 --windows 500 \
  --steps 400 --dropout 0.5 --decay 0.3
python -m motion.export "$work/dataset" "$work/i.pt"
