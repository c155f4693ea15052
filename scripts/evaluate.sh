#!/bin/sh
# Prints the tables of the overlap engine on a folder with corpus.jsonl.gz and queries.jsonl.gz.
#
#   scripts/evaluate.sh FOLDER [CASES] [MODEL]
#
# CASES is how many copies of each way are planted into long texts (default 50); MODEL is the folder of an installed
# encoder (data/model), which is measured too. Times are processor
# time of one thread; on a busy machine they are still longer than on a quiet one, so the load is
# printed beside them. Other programs are asked the same questions in the same run; they are installed
# into a folder that is thrown away.
set -eu
cd "$(dirname "$0")/.."
folder=${1:?"name the folder with corpus.jsonl.gz and queries.jsonl.gz"}
cases=${2:-50}
model=${3:+--model $3}
if [ ! -f "$folder/corpus.jsonl.gz" ]; then
    echo "$folder/corpus.jsonl.gz: not there" >&2
    exit 1
fi
cargo build --release --quiet -p sangkien-evaluation
evaluate="${CARGO_TARGET_DIR:-target}/release/evaluate"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"
"$evaluate" speed "$folder/corpus.jsonl.gz"
"$evaluate" news "$folder"
peers=$(mktemp -d)
trap 'rm -rf "$peers"' EXIT INT TERM
python3 -m venv "$peers"
"$peers/bin/pip" install --quiet --disable-pip-version-check --requirement scripts/peers.txt
"$peers/bin/python" scripts/peers.py "$folder"
# One thread computes, so that its time is all the time.
# shellcheck disable=SC2086 # two words or none
RAYON_NUM_THREADS=1 "$evaluate" meaning "$folder/corpus.jsonl.gz" $model
"$evaluate" dossiers "$folder/corpus.jsonl.gz" --cases "$cases"
"$evaluate" dossiers "$folder/corpus.jsonl.gz" --cases 20 --texts 50000
SANGKIEN_PLANTED_SPANS=1000000 cargo test --release --quiet -p sangkien-novelty no_planted_span
echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"
