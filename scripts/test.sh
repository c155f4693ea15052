#!/usr/bin/env bash
# Installs what is missing and runs every test.
#
#   scripts/test.sh            everything
#   scripts/test.sh lint       format, clippy, licences and advisories
#   scripts/test.sh rust       tests of the crates, on SQLite and PostgreSQL
#   scripts/test.sh e2e        journeys in a browser
#   scripts/test.sh packages   only installs what is missing
#
# Several parts may be named. Each goes on after a failure; the last line counts.
set -uo pipefail
cd "$(dirname "$0")/.."

export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
target=${CARGO_TARGET_DIR:-target}
logs=$(mktemp -d)
passed=0
failed=0
times=()
failures=()

# step TITLE PART COMMAND… : runs a command under a heading; counts tests if it prints counts,
# otherwise the step itself as one.
step() {
  local title=$1 part=$2 log begin status found lost
  shift 2
  log=$logs/${#times[@]}
  begin=$SECONDS
  printf '\n==> %s\n' "$title"
  "$@" 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  # nextest: "Summary [ 1.2s] 9 tests run: 9 passed"; cargo test: "test result: ok. 9 passed; 0 failed";
  # Playwright: "  9 passed (3s)".
  found=$(strip "$log" | sed -nE 's/^ *Summary \[.*tests? run: ([0-9]+) passed.*/\1/p; s/^test result: .* ([0-9]+) passed;.*/\1/p; s/^ +([0-9]+) passed( \(.*\))?$/\1/p' | total)
  lost=$(strip "$log" | sed -nE 's/^ *Summary \[.* ([0-9]+) (failed|timed out).*/\1/p; s/^test result: .*; ([0-9]+) failed;.*/\1/p; s/^ +([0-9]+) failed$/\1/p' | total)
  if [ "$found" -eq 0 ] && [ "$lost" -eq 0 ]; then
    [ "$status" -eq 0 ] && found=1
  fi
  [ "$status" -ne 0 ] && [ "$lost" -eq 0 ] && lost=1
  passed=$((passed + found))
  failed=$((failed + lost))
  times+=("$(printf '%5ds  %s' $((SECONDS - begin)) "$title")")
  if [ "$status" -ne 0 ]; then
    failures+=("$title (again with: scripts/test.sh $part)")
  fi
  return "$status"
}

strip() { sed 's/\x1b\[[0-9;]*m//g' "$1"; }
total() { awk '{ sum += $1 } END { print sum + 0 }'; }

postgres() {
  [ -n "${SANGKIEN_TEST_POSTGRES:-}" ] && return
  # A server of its own, so that two runs on one machine do not meet.
  export POSTGRES_PORT=${POSTGRES_PORT:-$((20000 + RANDOM % 20000))}
  if [ -z "${POSTGRES_BIN:-}" ]; then
    POSTGRES_BIN=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
    export POSTGRES_BIN
  fi
  SANGKIEN_TEST_POSTGRES=$(scripts/postgres-for-tests.sh start) || return
  export SANGKIEN_TEST_POSTGRES
  started_postgres=yes
}

finish() {
  [ -n "${started_postgres:-}" ] && scripts/postgres-for-tests.sh stop >/dev/null 2>&1
  rm -rf "$logs"
}
trap finish EXIT

packages() {
  step "Install what is missing" packages scripts/packages.sh
}

lint() {
  step "Format" lint cargo fmt --all --check
  step "Clippy, warnings are errors" lint cargo clippy --workspace --all-targets --locked -- -D warnings
  if command -v cargo-deny >/dev/null 2>&1; then
    step "Licences, bans, advisories" lint cargo deny --offline check bans licenses sources
  else
    printf '\n==> Licences and bans: skipped, cargo-deny is not installed\n'
  fi
}

rust() {
  if ! postgres; then
    failed=$((failed + 1))
    failures+=("Start a throw-away PostgreSQL (again with: scripts/postgres-for-tests.sh start)")
    return
  fi
  # Other programs read and judge what ours write. Where they cannot be had, their tests are left
  # out by name, which is said.
  local nextest=() cargo=()
  if SANGKIEN_TEST_PYTHON=$(scripts/python-for-tests.sh); then
    export SANGKIEN_TEST_PYTHON
  else
    printf '\n==> NOT COMPARED with Python programs: they could not be installed\n'
    nextest=(-E 'not test(/(^|::)python::/)')
    cargo=(-- --skip python::)
  fi
  if command -v cargo-nextest >/dev/null 2>&1; then
    step "Tests of the crates" rust cargo nextest run --workspace --locked "${nextest[@]}"
  else
    step "Tests of the crates" rust cargo test --workspace --locked --lib --bins --tests --no-fail-fast "${cargo[@]}"
  fi
  step "Examples in the documentation" rust cargo test --workspace --locked --doc
}

e2e() {
  # The same profile as the tests of the crates: nothing is compiled twice.
  step "Build the program" e2e cargo build --locked -p sangkien || return
  step "Install the browser's driver" e2e npm --prefix e2e ci --no-progress || return
  SANGKIEN_TEST_BINARY=$(realpath "$target")/debug/sangkien \
    step "Journeys in a browser" e2e npm --prefix e2e test
}

[ "$#" -eq 0 ] && set -- packages lint rust e2e
for part in "$@"; do
  case $part in
    packages | lint | rust | e2e) "$part" ;;
    *)
      sed -n '2,10p' "$0" | sed 's/^# \{0,1\}//'
      exit 2
      ;;
  esac
done

printf '\nTime:\n'
printf '%s\n' "${times[@]}" "$(printf '%5ds  all of it' "$SECONDS")"
if [ "${#failures[@]}" -gt 0 ]; then
  printf '\nFailed:\n'
  printf '  %s\n' "${failures[@]}"
fi
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "${#failures[@]}" -eq 0 ]
