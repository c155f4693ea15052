#!/bin/sh
# Prints the tables of the overlap engine on a folder with corpus.jsonl.gz and queries.jsonl.gz.
#
#   scripts/evaluate.sh FOLDER [CASES]
#
# CASES is how many copies of each way are planted into long texts (default 50). Times are processor
# time of one thread; on a busy machine they are still longer than on a quiet one, so the load is
# printed beside them.
set -eu
cd "$(dirname "$0")/.."
folder=${1:?"name the folder with corpus.jsonl.gz and queries.jsonl.gz"}
cases=${2:-50}
if [ ! -f "$folder/corpus.jsonl.gz" ]; then
    echo "$folder/corpus.jsonl.gz: not there" >&2
    exit 1
fi
cargo build --release --quiet -p sangkien-evaluation
evaluate="${CARGO_TARGET_DIR:-target}/release/evaluate"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"
"$evaluate" speed "$folder/corpus.jsonl.gz"
"$evaluate" news "$folder"
"$evaluate" meaning "$folder/corpus.jsonl.gz"
"$evaluate" dossiers "$folder/corpus.jsonl.gz" --cases "$cases"
SANGKIEN_PLANTED_SPANS=1000000 cargo test --release --quiet -p sangkien-novelty no_planted_span
echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"
