#!/bin/sh
# Starts a throw-away PostgreSQL server for the tests and prints its URL; `stop` ends and removes it.
#
#   export SANGKIEN_TEST_POSTGRES="$(scripts/postgres-for-tests.sh)"
#   scripts/postgres-for-tests.sh stop
#
# The server listens on the loopback interface only and trusts it. It flushes to disk as a real one
# does, since the driver refuses a server that does not.
#
# POSTGRES_BIN   folder of initdb and pg_ctl   (default: Debian's PostgreSQL 15)
# POSTGRES_PORT  port                          (default: 54329)
# POSTGRES_DIR   folder of the cluster         (default: in memory where a gigabyte is free, otherwise
#                below the folder for temporary files; making a database for each test is then the
#                longest part of the tests)
set -eu

bin=${POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
port=${POSTGRES_PORT:-54329}
name=sangkien-postgres-$port
dir=${POSTGRES_DIR:-${TMPDIR:-/tmp}/$name}
url="postgres://postgres@127.0.0.1:$port/postgres"

free_in_memory() {
    [ -w /dev/shm ] && [ "$(df -Pk /dev/shm | awk 'NR == 2 { print $4 }')" -gt 1048576 ]
}

if [ -z "${POSTGRES_DIR:-}" ] && [ ! -d "$dir" ] && { [ -d "/dev/shm/$name" ] || free_in_memory; }; then
    dir=/dev/shm/$name
fi

# The server refuses to run as root.
as_owner() {
    if [ "$(id -u)" -eq 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

running() {
    [ -d "$dir/data" ] && as_owner "$bin/pg_ctl" -D "$dir/data" status >/dev/null 2>&1
}

case "${1:-start}" in
start)
    if running; then
        echo "$url"
        exit 0
    fi
    if [ ! -x "$bin/initdb" ]; then
        echo "No PostgreSQL in $bin; name its folder in POSTGRES_BIN." >&2
        exit 1
    fi
    # What a server that was killed has left behind is worth nothing.
    rm -rf "$dir"
    mkdir -p "$dir"
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$dir"
    fi
    cd "$dir"
    as_owner "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$dir/initdb.log" 2>&1 || {
        cat "$dir/initdb.log" >&2
        exit 1
    }
    as_owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/data/server.log" -w -t 60 \
        -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c fsync=on -c max_connections=100" \
        start >/dev/null || {
        cat "$dir/data/server.log" >&2
        exit 1
    }
    echo "$url"
    ;;
stop)
    if running; then
        cd "$dir"
        as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate stop >/dev/null
    fi
    rm -rf "$dir"
    ;;
*)
    echo "Usage: $0 [start|stop]" >&2
    exit 2
    ;;
esac
