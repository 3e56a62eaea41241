#!/bin/sh
# Trains the nets of models/speech-motion.onnx ("nets o, p and q" in NOTES.md) and exports their mean.
# Usage: ./train_motion.sh WORK    (WORK/dataset and models/speech-encoder.onnx must be there; see README.md)
set -eu
cd "$(dirname "$0")"
work=$1
settings="--cache $work/windows.pickle --windows 500 --steps 400 --dropout 0.5 --decay 0.3"
# The last net alone tells whether speech is heard (network.py).
python -m motion.train "$work/dataset" "$work/o.pt" $settings --seed 0
python -m motion.train "$work/dataset" "$work/p.pt" $settings --seed 1
python -m motion.train "$work/dataset" "$work/q.pt" $settings --seed 0 --hints 0
python -m motion.export "$work/dataset" "$work/o.pt" "$work/p.pt" "$work/q.pt"
