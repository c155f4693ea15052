#!/usr/bin/env bash
# Installs from Debian what the tests need and the machine lacks. Does nothing when nothing is missing.
set -euo pipefail

missing=()
need() { # need COMMAND PACKAGE…
  command -v "$1" >/dev/null 2>&1 || missing+=("${@:2}")
}

need cc build-essential
need chromium chromium
need pdftotext poppler-utils
need xmlsec1 xmlsec1
need qpdf qpdf
need softhsm2-util softhsm2
python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
need soffice libreoffice-writer-nogui
need tesseract tesseract-ocr tesseract-ocr-vie
need node nodejs npm
need npm npm
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null || missing+=(postgresql)

if [ "${#missing[@]}" -eq 0 ]; then
  echo "Nothing is missing."
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1 || ! sudo -n true 2>/dev/null; then
    echo "Missing: ${missing[*]}"
    echo "Install them as root: apt-get install --no-install-recommends ${missing[*]}"
    exit 1
  fi
  as_root=(sudo -n)
fi

echo "Installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
# PostgreSQL would make and start a cluster of its own; the tests make one that is thrown away.
if printf '%s\n' "${missing[@]}" | grep -qx postgresql; then
  "${as_root[@]}" mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    echo 'create_main_cluster = false' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
