#!/bin/sh
# Prints what the overlap engine does among very many texts: an answer about a long text with its passages, and a sweep
# of short ones. All but a few texts are made of the words of a corpus, every fourteenth word any word at all, so that of
# their runs of four words about as many are new as of real ones in a collection of that size.
#
#   scripts/evaluate-many.sh CORPUS.jsonl.gz [TEXTS]
#
# TEXTS is 1 000 000 unless said otherwise; that takes an hour or two and 18 GB of room in TMPDIR.
set -eu
cd "$(dirname "$0")/.."
corpus=${1:?"name the corpus"}
texts=${2:-1000000}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
cargo build --release --quiet -p sangkien-evaluation
evaluate="${CARGO_TARGET_DIR:-target}/release/evaluate"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"
"$evaluate" dossiers "$corpus" --joined 1 --texts "$texts" --any 7 --cases 20 --kept "$place/short"
"$evaluate" sweep "$place/short"
rm -rf "$place/short"
"$evaluate" dossiers "$corpus" --texts "$texts" --any 7 --cases 20 --kept "$place/long"
echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"
