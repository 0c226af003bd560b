#!/usr/bin/env bash
# Trains, exports and measures the reader. What is made lies in training/reader/made/out; copying it to the model
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
made=$PWD/$room/made
# SMOKE=1 walks the whole chain in a few minutes: two steps a stage, the fewest documents measured. Its model is useless.
steps=() few=()
if [ -n "${SMOKE:-}" ]; then
  made=$PWD/$room/made/smoke steps=(--steps 2 --pieces 150) few=(--limit 2)
fi
"$python" $room/train.py --out $made/first "${steps[@]}"
"$python" $room/train.py --out $made/second --init $made/first --steps 1000 --turn PFFNFP --rate 1e-4 --seed 2 "${steps[@]}"
"$python" $room/average.py --first $made/first --second $made/second --share 0.7 --out $made/half
"$python" $room/train.py --out $made/third --init $made/half --steps 900 --turn PPFPNF --rate 8e-5 --seed 3 "${steps[@]}"
"$python" $room/average.py --first $made/half --second $made/third --share 0.5 --out $made/most
"$python" $room/train.py --out $made/fourth --init $made/most --steps 1300 --turn PPFPNP --rate 1e-4 --seed 4 "${steps[@]}"
"$python" $room/average.py --first $made/half --second $made/fourth --share 0.6 --out $made/mixed
# The passages that were read since: whole events of texts of the development corpora and of our own.
PYTHONPATH=src "$python" training/frames/read.py ../shared/corpora $made/more
more=(--more $made/more/read $made/more/judged $made/more/written)
"$python" $room/train.py --out $made/fifth --init $made/mixed --steps 300 --turn FFPFFN --rate 1e-4 --seed 5 "${more[@]}" "${steps[@]}"
"$python" $room/train.py --out $made/sixth --init $made/fifth --steps 600 --turn FFPFFN --rate 1e-4 --seed 6 "${more[@]}" "${steps[@]}"
"$python" $room/average.py --first $made/mixed --second $made/sixth --share 0.8 --out $made/near
"$python" $room/train.py --out $made/seventh --init $made/near --steps 450 --turn PFPFPN --rate 8e-5 --seed 7 "${more[@]}" "${steps[@]}"
"$python" $room/average.py --first $made/sixth --second $made/seventh --share 0.5 --out $made/both
"$python" $room/average.py --first $made/mixed --second $made/both --share 0.6 --out $made/nearer
"$python" $room/train.py --out $made/eighth --init $made/nearer --steps 380 --turn PPFPPN --rate 7e-5 --seed 8 "${more[@]}" "${steps[@]}"
"$python" $room/average.py --first $made/nearer --second $made/eighth --share 0.5 --out $made/late
"$python" $room/average.py --first $made/mixed --second $made/late --share 0.75 --out $made/older
# Snippets, releases and reports in plain agency English, and every other word that tells an event (decision 0049).
PYTHONPATH=src "$python" training/frames/again.py ../shared/gold ../shared/corpora $made/more
more=(--gold $made/more/again --more $made/more/read $made/more/judged $made/more/written)
"$python" $room/train.py --out $made/ninth --init $made/older --steps 1450 --turn FFPFFN --rate 1e-4 --seed 9 "${more[@]}" "${steps[@]}"
"$python" $room/average.py --first $made/older --second $made/ninth --share 0.85 --out $made/wide
"$python" $room/train.py --out $made/tenth --init $made/wide --steps 400 --turn PFPFFN --rate 8e-5 --seed 12 "${more[@]}" "${steps[@]}"
"$python" $room/train.py --out $made/eleventh --init $made/tenth --steps 500 --turn FFPFFN --rate 1e-4 --seed 13 "${more[@]}" "${steps[@]}"
"$python" $room/average.py --first $made/older --second $made/eleventh --share 0.85 --out $made/wider
"$python" $room/train.py --out $made/twelfth --init $made/wider --steps 420 --turn PPFPFN --rate 7e-5 --seed 14 "${more[@]}" "${steps[@]}"
"$python" $room/average.py --first $made/older --second $made/twelfth --share 0.8 --out $made/widest
"$python" $room/train.py --out $made/thirteenth --init $made/widest --steps 260 --turn PNPNPF --rate 6e-5 --seed 15 "${more[@]}" "${steps[@]}"
"$python" $room/average.py --first $made/widest --second $made/thirteenth --share 0.6 --out $made/named
"$python" $room/average.py --first $made/older --second $made/named --share 0.8 --out $made/last
"$python" $room/lemmas.py  # the table of irregular forms, straight into the package
"$python" $room/export.py --run $made/last --out $made/out
"$python" $room/evaluate.py $made/out --json $made/scores.json "${few[@]}"
"$python" $room/export.py --run $made/last --out $made/out --scores $made/scores.json
"$python" $room/ends.py --model $made/out --out $made/ends.npz "${few[@]/2/40}"  # to go to src/casus/data/reading with the model
