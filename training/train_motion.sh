#!/bin/sh
# Trains the nets of models/speech-motion.onnx ("nets m and n" in NOTES.md) and exports their mean.
# Usage: ./train_motion.sh WORK    (WORK/dataset and models/speech-encoder.onnx must be there; see README.md)
set -eu
cd "$(dirname "$0")"
work=$1
settings="--cache $work/windows.pickle --seed 0 --windows 500 --steps 400 --dropout 0.5 --decay 0.3"
python -m motion.train "$work/dataset" "$work/m.pt" $settings
python -m motion.train "$work/dataset" "$work/n.pt" $settings --hints 0
python -m motion.export "$work/dataset" "$work/m.pt" "$work/n.pt"
