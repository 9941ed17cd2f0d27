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
operations_ca = $1/pki/operations-ca.crt
operations_names = operations
operations_database = $("$postgres" url "$1/postgres" indraj_operations)
recipient_certificate = $1/pki/recipient.crt
recipient_key = $1/pki/recipient.key
open_folder = $1/opened
database = $("$postgres" url "$1/postgres" indraj_intake)
migrate_database = $("$postgres" url "$1/postgres" postgres)
open_database = $("$postgres" url "$1/postgres" indraj_opener)
reference_certificate = $1/pki/reference.crt
reference_key = $1/pki/reference.key
publish_database = $("$postgres" url "$1/postgres" indraj_publisher)
${central_extra:-}
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
    # A folder without keys begins anew. What an earlier central of this path left elsewhere (private-postgres.sh) can be
    # opened by nobody, and would tell the new station of another history.
    if [ ! -e "$training/pki" ]; then
        "$root/packaging/private-postgres.sh" remove "$training/postgres" || return
    fi
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

# `./indraj central`: the training central by itself, until Ctrl-C. Its folder is that of `./indraj run`, so the two do
# not run at the same time.
command_central() {
    local training=${XDG_DATA_HOME:-$HOME/.local/share}/indraj/training program=$root/build/dev/bin/indraj-central
    if [ ! -x "$program" ]; then
        "$root/packaging/setup"
        step "configure (dev)" configure dev
        step "build" compile dev indraj-central
    fi
    case ${1:-serve} in
    serve)
        hold_folder "$training"
        arm_traps
        step "private central" start_central "$training" "$root/build/dev" || exit 70
        say "Central listens at $central_url, process $central_pid. Ctrl-C ends it."
        say "Configuration and log: $training/central. Open what was stored: ./indraj central open"
        say "Operations pages: $central_url/operations, with the certificate $training/pki/operations.p12 (no pass phrase)"
        wait "$central_pid"
        ;;
    open | import | publish | decide)
        [ -f "$training/central/central.conf" ] || die 66 "no training central yet: ./indraj central makes one"
        "$program" "$@" --config "$training/central/central.conf"
        ;;
    *) die 64 "central takes nothing, 'open', 'import DIR', 'publish DIR' or 'decide PACKET VERDICT ...'" ;;
    esac
}
