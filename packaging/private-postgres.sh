#!/bin/bash
# A private PostgreSQL 15 for training and tests: reached over a unix socket only, no TCP port, no system service.
#
#   private-postgres.sh start DIR         make the cluster if there is none, start it, print the address
#   private-postgres.sh stop DIR          stop it; the data stay
#   private-postgres.sh url DIR [ROLE]    print the libpq address (ROLE: postgres, the default, or indraj_intake)
#   private-postgres.sh remove DIR        stop it and delete cluster and data
#
# Works as an ordinary user and as root. PostgreSQL refuses root, so root hands over to the user `postgres`; where
# that user cannot reach DIR, or where the socket's path would pass the kernel's 108 bytes, the cluster lives in
# /var/tmp under a name derived from DIR. Whoever may enter the 0700 folder may connect: there is no password.
# INDRAJ_PG_BIN names another folder of server programs.
set -euo pipefail

bin=${INDRAJ_PG_BIN:-/usr/lib/postgresql/15/bin}
database=indraj
export LC_ALL=C.UTF-8

die() { echo "private-postgres: $2" >&2; exit "$1"; }
usage() { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 64; }

[ $# -ge 2 ] || usage
act=$1
dir=$(realpath -m -- "$2")
role=${3:-postgres}
[ -x "$bin/initdb" ] || die 69 "no PostgreSQL server programs in $bin (package postgresql-15)"

owner=$(id -un)
[ "$(id -u)" != 0 ] || owner=postgres
id -u "$owner" >/dev/null 2>&1 || die 69 "there is no user $owner (package postgresql-common makes it)"

as_owner() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && setpriv --reuid="$owner" --regid="$(id -g "$owner")" --init-groups env -u PGHOST -u PGPORT HOME=/nonexistent "$@")
    else
        (cd / && "$@")
    fi
}

# Stable for the same DIR, whether or not DIR exists already.
derived() { printf '/var/tmp/indraj-pg-%s-%s' "$(id -u)" "$(printf %s "$dir" | sha256sum | cut -c1-16)"; }

reachable() {
    local parent=$dir
    while [ ! -d "$parent" ]; do parent=$(dirname "$parent"); done
    as_owner test -x "$parent"
}

# Other characters would need quoting in the address and in the list of socket folders.
if [ ${#dir} -gt 80 ] || [[ ! $dir =~ ^[A-Za-z0-9/._-]+$ ]] || ! reachable; then
    home=$(derived)
else
    home=$dir
fi

address() { printf 'postgresql:///%s?host=%s&user=%s\n' "$database" "$home" "$role"; }
running() { [ -f "$home/data/postmaster.pid" ] && as_owner "$bin/pg_ctl" -D "$home/data" status >/dev/null 2>&1; }

prepare_home() {
    if [ -e "$home" ]; then
        [ -d "$home" ] && [ ! -L "$home" ] || die 73 "$home is not a folder"
    else
        mkdir -p -m 0700 -- "$home"
    fi
    if [ "$(stat -c %U "$home")" != "$owner" ]; then
        # Only an empty folder of our own may change hands: a full one belongs to somebody else's work.
        [ "$(stat -c %u "$home")" = "$(id -u)" ] && [ -z "$(ls -A "$home")" ] || die 77 "$home belongs to another user or is in use"
        chown "$owner": "$home"
    fi
    chmod 0700 "$home"
}

make_cluster() {
    as_owner rm -rf "$home/making"
    as_owner "$bin/initdb" -D "$home/making" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
        >"$home/initdb.log" 2>&1 || { cat "$home/initdb.log" >&2; die 70 "initdb failed"; }
    as_owner tee -a "$home/making/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
unix_socket_directories = '$home'
unix_socket_permissions = 0700
max_connections = 40
shared_buffers = 32MB
fsync = on
synchronous_commit = on
CONF
    as_owner mv "$home/making" "$home/data"
}

start() {
    prepare_home
    [ -f "$home/data/PG_VERSION" ] || make_cluster
    if ! running; then
        as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -t 120 start </dev/null >/dev/null 2>&1 \
            || { as_owner tail -n 20 "$home/log" >&2; die 70 "the server did not start"; }
    fi
    local there
    there=$(as_owner "$bin/psql" -X -At -h "$home" -U postgres -d postgres -c "select 1 from pg_database where datname='$database'")
    [ -n "$there" ] || as_owner "$bin/psql" -X -q -h "$home" -U postgres -d postgres -c "create database $database" >/dev/null
    address
}

stop() {
    running || return 0
    as_owner "$bin/pg_ctl" -D "$home/data" -m fast -w stop </dev/null >/dev/null 2>&1 || die 70 "the server did not stop"
}

case $act in
start) start ;;
stop) stop ;;
url) address ;;
remove)
    stop
    [ ! -e "$home/data" ] || as_owner rm -rf "$home/data"
    rm -rf -- "$home/log" "$home/initdb.log" "$home/making"
    rmdir -- "$home" 2>/dev/null || true
    ;;
*) usage ;;
esac
