# shellcheck shell=bash
# The private central of training and rehearsals: certificates, PostgreSQL, indraj-central. Sourced after common.sh.
# Every server is tied to this shell's life: it ends with it, also when the shell is killed. Descriptor 8 is run.sh's
# lock on the training folder; no server may keep it open.
: "${root:?the including script sets it}"

central_pid=
postgres_guard=
central_url=

# Stops PostgreSQL when told to, or when the shell that started the guard is gone. The guard itself is in its own
# session: a Ctrl-C at the terminal must not end it before the server has stopped.
guard_postgres() { # guard_postgres FOLDER
    # shellcheck disable=SC2016  # expanded by the guard itself
    setsid setpriv --pdeathsig TERM bash -c '
        finish() { kill "$idle" 2>/dev/null; "$1" stop "$2"; exit; }
        trap "finish \"\$@\"" TERM INT HUP
        sleep infinity &
        idle=$!
        wait' guard "$root/packaging/private-postgres.sh" "$1" </dev/null 8>&- &
    postgres_guard=$!
}

write_central_config() { # write_central_config TRAINING PORT
    local postgres=$root/packaging/private-postgres.sh
    cat >"$1/central/central.conf" <<CONF
# Written at each start of the training central.
listen_address = 127.0.0.1
listen_port = $2
tls_certificate = $1/pki/server.crt
tls_key = $1/pki/server.key
station_ca = $1/pki/station-ca.crt
receipt_certificate = $1/pki/receipt.crt
receipt_key = $1/pki/receipt.key
database = $("$postgres" url "$1/postgres" indraj_intake)
migrate_database = $("$postgres" url "$1/postgres" postgres)
CONF
}

wait_for_port() { # wait_for_port PORT PID: until somebody listens, at most ten seconds
    local tries
    for tries in {1..200}; do
        if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then
            return 0
        fi
        kill -0 "$2" 2>/dev/null || return 1
        sleep 0.05
    done
    complain "no answer at port $1 after $tries tries"
    return 1
}

# start_central TRAINING BUILD: sets central_url. Undo with stop_central.
start_central() {
    local training=$1 program=$2/bin/indraj-central port log=$1/central/central.log
    mkdir -p "$training/central" && chmod 0700 "$training" "$training/central" || return
    "$root/packaging/training-pki.sh" "$training/pki" || return
    guard_postgres "$training/postgres"
    "$root/packaging/private-postgres.sh" start "$training/postgres" >/dev/null 8>&- || return
    port=$(free_port) || { complain "no free port"; return 1; }
    write_central_config "$training" "$port" || return
    if ! "$program" --config "$training/central/central.conf" --migrate >"$log" 2>&1; then
        cat "$log" >&2
        return 1
    fi
    setpriv --pdeathsig TERM "$program" --config "$training/central/central.conf" >>"$log" 2>&1 </dev/null 8>&- &
    central_pid=$!
    if ! wait_for_port "$port" "$central_pid"; then
        tail -n 20 "$log" >&2
        complain "central did not start; its log is $log"
        return 1
    fi
    # shellcheck disable=SC2034  # read by run.sh
    central_url=https://localhost:$port
}

stop_process() { # stop_process PID: asks, then waits
    if [ -n "$1" ] && kill -TERM "$1" 2>/dev/null; then
        wait "$1" 2>/dev/null || true
    fi
}

stop_central() {
    stop_process "$central_pid"
    stop_process "$postgres_guard"
    central_pid=
    postgres_guard=
}
