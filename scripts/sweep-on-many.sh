#!/bin/sh
# Sweeps a corpus four ways and compares what is found: the program alone; pairs by SQL on this machine;
# by SQL on a scheduler with two executors; and counted plainly. Prints a table and fails when they
# differ. The first run builds the query engine, which takes long.
#
#   scripts/sweep-on-many.sh CORPUS.jsonl[.gz] [LEAST]
#
# LEAST is the least weight of the prints that a pair shares (8: one print that no third text keeps).
set -eu
cd "$(dirname "$0")/.."
corpus=${1:?"name the corpus"}
least=${2:-8}
place=$(mktemp -d)
running=
stop() {
    # Whoever has ended already cannot be stopped.
    for process in $running; do kill "$process" 2>/dev/null || true; done
    rm -rf "$place"
}
trap stop EXIT INT TERM

target=${CARGO_TARGET_DIR:-$PWD/target}
cargo build --release --quiet -p sangkien
CARGO_TARGET_DIR="$target/distributed" cargo build --release --quiet --locked --manifest-path distributed/Cargo.toml
program=$target/release/sangkien
many=$target/distributed/release/sangkien-distributed

timed() {
    name=$1
    shift
    from=$(date +%s%N)
    "$@"
    to=$(date +%s%N)
    printf '| %s | %s |\n' "$name" "$(echo "scale=1; ($to - $from) / 1000000000" | bc)"
}
swept() { "$program" overlap sweep "$place/index" >"$place/swept.jsonl" 2>/dev/null; }
compared() { "$program" overlap sweep "$place/index" --pairs "$place/sql.csv" >"$place/compared.jsonl" 2>/dev/null; }
pairs() { out=$1; shift; "$many" pairs "$place/prints" --least "$least" "$@" >"$place/$out"; }

echo "| What | s |"
echo "|---|---|"
timed "index" "$program" overlap index "$corpus" "$place/index" >"$place/said" 2>/dev/null
grep '^| index' "$place/said"
timed "sweep by the program alone" swept
timed "prints as Parquet" "$many" export "$place/index" "$place/prints"
timed "pairs counted plainly" pairs plain.csv --plain
timed "pairs by SQL, this machine" pairs sql.csv

port=${SWEEP_PORT:-27050}
"$many" scheduler --port "$port" >"$place/scheduler.log" 2>&1 &
running="$running $!"
sleep 2
for executor in 1 2; do
    "$many" executor --scheduler "$port" --port $((port + 10 * executor)) --work "$place/work-$executor" \
        >"$place/executor-$executor.log" 2>&1 &
    running="$running $!"
done
sleep 3
timed "pairs by SQL, two executors" pairs many.csv --scheduler "df://127.0.0.1:$port"
for executor in 1 2; do
    # Each keeps what it made for the next stage, so both have worked when both have files.
    made=$(find "$place/work-$executor" -type f | wc -l)
    echo "files made by executor $executor: $made"
    [ "$made" -gt 0 ]
done
timed "pairs compared by the program" compared

wc -l <"$place/plain.csv" | sed 's/^/pairs that share prints: /'
cmp "$place/plain.csv" "$place/sql.csv"
cmp "$place/plain.csv" "$place/many.csv"
pairs_of() { grep '"ids"' "$1" | sed 's/.*"ids":\(\[[^]]*\]\).*/\1/' | LC_ALL=C sort; }
pairs_of "$place/swept.jsonl" >"$place/swept"
pairs_of "$place/compared.jsonl" >"$place/compared"
wc -l <"$place/swept" | sed 's/^/pairs above the limits, by the program alone: /'
LC_ALL=C comm -23 "$place/swept" "$place/compared" | wc -l | sed 's/^/of them missed by way of SQL: /'
LC_ALL=C comm -13 "$place/swept" "$place/compared" | wc -l | sed 's/^/found by way of SQL alone: /'
LC_ALL=C comm -23 "$place/swept" "$place/compared" >"$place/missed"
[ ! -s "$place/missed" ]
