#!/usr/bin/env bash
# Trains, exports and measures the reader. What is made lies in training/reader/work/out; copying it to the model
# package is left to you, after a look at the scores. See README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

data=../shared/corpora/treebanks
if [ ! -d "$data" ]; then
  echo "train-reader: the corpora are absent: looked for $data beside the repository" >&2
  exit 1
fi

python=.venv-train/bin/python
if [ ! -x "$python" ]; then
  "${PYTHON:-python3}" -m venv .venv-train
  "$python" -m pip install --quiet --disable-pip-version-check -r training/reader/requirements.txt
fi

room=training/reader
work=$room/work
"$python" $room/train.py --out $work/first
"$python" $room/train.py --out $work/second --init $work/first --steps 1000 --turn PFFNFP --rate 1e-4 --seed 2
"$python" $room/average.py --first $work/first --second $work/second --share 0.7 --out $work/mixed
"$python" $room/lemmas.py  # the table of irregular forms, straight into the package
"$python" $room/export.py --run $work/mixed --out $work/out
"$python" $room/evaluate.py $work/out --json $work/scores.json
"$python" $room/export.py --run $work/mixed --out $work/out --scores $work/scores.json
