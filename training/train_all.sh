#!/bin/sh
# Trains the nets of models/speech-motion.onnx one after the other and exports their mean.
# Usage: ./train_all.sh WORK    (WORK/dataset and WORK/spoken.npz must be there; see README.md)
set -eu
cd "$(dirname "$0")"
work=$1
train() {
  name=$1
  shift
  python -m motion.train "$work/dataset" "$work/$name.pt" --cache "$work/cache" --variants 10 "$@"
}
train a --seed 0 --steps 2500 --level 81 --dropout 0.2
train b --seed 0 --steps 2000 --level 121 --dropout 0.3 --spoken "$work/spoken.npz"
train c --seed 1 --steps 1800 --level 0 --dropout 0.25 --correlate 1.0
python -m motion.export "$work/dataset" "$work/a.pt" "$work/b.pt" "$work/c.pt"
