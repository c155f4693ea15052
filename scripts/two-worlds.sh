#!/usr/bin/env bash
# Asks two worlds that differ by one hidden sheet the same questions and compares every reply; then two
# that differ by whose a dossier is that is judged without names.
#
#   scripts/two-worlds.sh          20 000 questions
#   scripts/two-worlds.sh 5000     as many
#
# With SANGKIEN_TEST_POSTGRES set, 500 sheets also race 20 times with the closing of the marking, and
# 500 ballots 20 times with the closing of their vote, open and secret, on both databases. In a debug
# build on two busy cores the questions take four minutes, the sheets one and the ballots thirteen.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

SANGKIEN_TWO_WORLDS="${1:-20000}" cargo test -p sangkien --test program -- --nocapture two_worlds:: blind::
if [[ -n ${SANGKIEN_TEST_POSTGRES:-} ]]; then
    SANGKIEN_CASTS=500 SANGKIEN_CASTING_ROUNDS=20 \
        cargo test -p sangkien --test program casting:: -- --nocapture
    SANGKIEN_BALLOTS=500 SANGKIEN_BALLOT_ROUNDS=20 \
        cargo test -p sangkien --test program ballots:: -- --nocapture --test-threads=1
fi
