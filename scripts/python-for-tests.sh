#!/usr/bin/env bash
# Makes an environment with the Python programs that tests compare ours with, and prints its folder.
# Does nothing when it is there.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=${CARGO_TARGET_DIR:-target}/python-for-tests
list=scripts/python-for-tests.txt
mkdir -p "$folder"
folder=$(realpath "$folder")
if ! cmp -s "$list" "$folder/installed.txt"; then
  python3 -m venv --clear "$folder" >&2
  "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$list" >&2
  cp "$list" "$folder/installed.txt"
fi
echo "$folder"
