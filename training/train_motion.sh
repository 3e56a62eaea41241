#!/bin/sh
# Trains the net of models/speech-motion.onnx ("net b" in NOTES.md) and exports it.
# Usage: ./train_motion.sh WORK    (WORK/dataset and WORK/spoken.npz must be there; see README.md)
set -eu
cd "$(dirname "$0")"
work=$1
python -m motion.train "$work/dataset" "$work/b.pt" --cache "$work/cache" --seed 0 --variants 10 \
  --steps 2000 --level 121 --dropout 0.3 --spoken "$work/spoken.npz" --spoken-weight 0.15
python -m motion.export "$work/dataset" "$work/b.pt"
