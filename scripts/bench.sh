#!/usr/bin/env bash
# Measures the program and prints a table.
#
#   scripts/bench.sh                       on SQLite
#   scripts/bench.sh --postgres            on a throw-away PostgreSQL
#   scripts/bench.sh --clean-build         also times a clean release build (20 minutes and more)
#   scripts/bench.sh -- --requests 100     what follows -- goes to the measuring program
#
# Loopback only; bounded in requests and time. A machine that does something else gives other figures.
set -euo pipefail
cd "$(dirname "$0")/.."

postgres=no
clean=no
while [ "$#" -gt 0 ]; do
  case $1 in
    --postgres) postgres=yes ;;
    --clean-build) clean=yes ;;
    --) shift; break ;;
    *) sed -n '2,9p' "$0" | sed 's/^# \{0,1\}//'; exit 2 ;;
  esac
  shift
done

target=${CARGO_TARGET_DIR:-target}
work=$(mktemp -d)
finish() {
  [ "$postgres" = yes ] && scripts/postgres-for-tests.sh stop >/dev/null 2>&1
  rm -rf "$work"
}
trap finish EXIT

if [ "$clean" = yes ]; then
  begin=$SECONDS
  cargo build --release --locked -p sangkien --target-dir "$work/clean"
  clean_seconds=$((SECONDS - begin))
  rm -rf "$work/clean"
fi

cargo build --release --locked -p sangkien -p sangkien-bench

arguments=(--program "$target/release/sangkien" --data "$work/data")
if [ "$postgres" = yes ]; then
  export POSTGRES_PORT=${POSTGRES_PORT:-$((20000 + RANDOM % 20000))}
  if [ -z "${POSTGRES_BIN:-}" ]; then
    POSTGRES_BIN=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    export POSTGRES_BIN
  fi
  # On disk, unlike for tests: what a commit costs there is part of the figures.
  export POSTGRES_DIR=${POSTGRES_DIR:-${TMPDIR:-/tmp}/sangkien-bench-$POSTGRES_PORT}
  url=$(scripts/postgres-for-tests.sh start)
  arguments+=(--database "$url" --database-process "$(head -n 1 "$POSTGRES_DIR/data/postmaster.pid")")
fi

printf 'Machine: %s cores, %s\n' "$(nproc)" "$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)"
printf 'Storage: %s\n' "$([ "$postgres" = yes ] && echo PostgreSQL || echo SQLite)"
"$target/release/sangkien-bench" "${arguments[@]}" "$@"
[ "$clean" = yes ] && printf '%-26s %d s\n' "clean release build" "$clean_seconds"
exit 0
