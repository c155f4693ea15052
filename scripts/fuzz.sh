#!/usr/bin/env bash
# Hands readers whatever bytes a fuzzer thinks of, on the stable toolchain.
#
#   scripts/fuzz.sh               every target for a minute
#   scripts/fuzz.sh 600           for ten minutes
#   scripts/fuzz.sh 600 docx      one of them
#
# Prints a table, and fails when there was a crash: what crashed lies in the folder named then. What was
# found to lead somewhere new is kept beside it and begun with the next time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-60}
host=$(rustc -vV | sed -n 's/^host: //p')
built=$(realpath -m "${CARGO_TARGET_DIR:-target}/fuzz")
targets=$(sed -n 's/^name = "\([a-z]*\)"$/\1/p' fuzz/Cargo.toml | grep -v '^seeds$')
if [[ -n ${2:-} ]]; then
    grep -qx "$2" <<<"$targets" || { echo "there is no target $2; there are" $targets >&2; exit 2; }
    targets=$2
fi

# What `cargo fuzz run --sanitizer none` sets; the readers are safe Rust, so coverage is what is needed.
flags=(-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table
    -Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-simplifycfg-branch-fold-threshold=0
    -Ccodegen-units=1 --cfg fuzzing)
RUSTFLAGS="${flags[*]}" cargo build --release --locked --quiet --manifest-path fuzz/Cargo.toml \
    --target "$host" --target-dir "$built"
programs=$built/$host/release
SANGKIEN_FUZZ_SEEDS="$built/seeds" "$programs/seeds" >/dev/null 2>&1

crashed=0
printf '| %-10s | %10s | %9s | %7s |\n' target runs 'new paths' crashes
printf '|---|---:|---:|---:|\n'
for target in $targets; do
    mkdir -p "$built/found/$target" "$built/crashes/$target"
    log=$built/$target.log
    status=0
    "$programs/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
        -print_final_stats=1 -artifact_prefix="$built/crashes/$target/" \
        "$built/found/$target" "$built/seeds/$target" >"$log" 2>&1 || status=$?
    stat() { sed -n "s/^stat::$1: *//p" "$log" | tail -1; }
    printf '| %-10s | %10s | %9s | %7s |\n' "$target" "$(stat number_of_executed_units)" \
        "$(stat new_units_added)" "$((status != 0))"
    if ((status)); then
        crashed=1
        grep -E 'panicked at|ERROR:|SUMMARY:|Test unit written' -A1 "$log" | sed 's/^/    /' >&2 || true
    fi
done
exit "$crashed"
