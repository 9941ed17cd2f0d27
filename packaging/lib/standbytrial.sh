# shellcheck shell=bash
# `./indraj bench standby`: a synchronous standby of central's PostgreSQL, for real: it is made while central works, the
# primary is killed under uploads, the standby is promoted, central goes on by itself. Every packet whose receipt a
# station has must be there. Sourced after central.sh, run.sh and intakebench.sh.
: "${root:?the including script sets it}"

: "${central_pid=}" "${central_url=}"
standby_packets=${INDRAJ_STANDBY_PACKETS:-150}
pg_bin=${INDRAJ_PG_BIN:-/usr/lib/postgresql/15/bin}

as_server() { # as_server OWNER COMMAND...
    local owner=$1
    shift
    if [ "$(id -u)" = 0 ]; then
        (cd / && setpriv --reuid="$owner" --regid="$(id -g "$owner")" --init-groups env HOME=/nonexistent "$@")
    else
        (cd / && "$@")
    fi
}

ask_server() { "$pg_bin/psql" -XAtq -h "$1" -U postgres -d "${3:-indraj}" -c "$2" 2>/dev/null; } # ask_server HOME SQL [DATABASE]

wait_for_answer() { # wait_for_answer HOME SQL ANSWER: at most two minutes
    local tries
    for tries in {1..600}; do
        [ "$(ask_server "$1" "$2")" != "$3" ] || return 0
        sleep 0.2
    done
    complain "not true after $tries tries: $2"
    return 1
}

make_standby() { # make_standby PRIMARY STANDBY OWNER
    install -d -o "$3" -m 0700 "$2"
    as_server "$3" "$pg_bin/pg_basebackup" -d "host=$1 user=postgres application_name=standby" -D "$2/data" -R -c fast -X stream || return
    echo "unix_socket_directories = '$2'" >>"$2/data/postgresql.conf"
    as_server "$3" "$pg_bin/pg_ctl" -D "$2/data" -l "$2/log" -w -t 120 start </dev/null >/dev/null || return
    # Only now: a primary that waits for a standby that was never there would stand still.
    ask_server "$1" "alter system set synchronous_standby_names = 'standby'" && ask_server "$1" 'select pg_reload_conf()' >/dev/null || return
    wait_for_answer "$1" "select sync_state from pg_stat_replication where application_name = 'standby'" sync
}

standby_load() { # standby_load FOLDER PACKETS
    "$root/build/dev/bin/indraj-load" --central "${central_url#https://}" --trust "$1/pki/root.crt" --packets "$2" \
        --authority "$1/pki/station-ca.crt" --authority-key "$1/pki/station-ca.key" --connections 4 --stations 4
}

# Central with both servers in its address: it takes the one that can be written to.
restart_with_both() { # restart_with_both FOLDER PRIMARY STANDBY
    stop_process "$central_pid"
    sed -i "s#^database = .*#database = postgresql:///indraj?host=$2,$3\&user=indraj_intake\&target_session_attrs=read-write#" \
        "$1/central/central.conf"
    setpriv --pdeathsig TERM "$root/build/dev/bin/indraj-central" --config "$1/central/central.conf" >>"$1/central/central.log" 2>&1 </dev/null &
    central_pid=$!
    wait_for_port "${central_url##*:}" "$central_pid"
}

fail_over() { # fail_over FOLDER PRIMARY STANDBY OWNER STORED: kills the primary under a load, promotes the standby
    local load begun promoted goal
    standby_load "$1" "$standby_packets" >"$1/load.json" &
    load=$!
    goal=$(($5 + standby_packets / 3))
    wait_for_answer "$2" "select count(*) >= $goal from intake.packet where stored_at is not null" t || return
    begun=$(now_ms)
    kill -KILL "$(head -n 1 "$2/data/postmaster.pid")"
    as_server "$4" "$pg_bin/pg_ctl" -D "$3/data" -w -t 120 promote </dev/null >/dev/null || return
    promoted=$(now_ms)
    goal=$(ask_server "$3" 'select count(*) from intake.packet where stored_at is not null')
    wait_for_answer "$3" "select count(*) > $goal from intake.packet where stored_at is not null" t || return
    say "primary killed; standby promoted after $((promoted - begun)) ms, next packet stored after $(($(now_ms) - begun)) ms"
    wait "$load" || { cat "$1/load.json"; return 1; }
    cat "$1/load.json"
}

judge_standby() { # judge_standby STANDBY PACKETS: every receipt that a station has was sent for a packet that is there
    local found
    found=$(ask_server "$1" "select count(*) || ' ' || count(r.packet) || ' ' || count(*) filter (where p.sha256 =
        (select sha256(string_agg(c.data, ''::bytea order by c.start)) from intake.chunk c where c.packet = p.id))
        from intake.packet p left join intake.receipt r on r.packet = p.id where p.stored_at is not null")
    say "of $2 packets: stored, with receipt, with the right digest: $found"
    [ "$found" = "$2 $2 $2" ]
}

standby_trial() { # standby_trial FOLDER
    local primary standby owner
    primary=$("$root/packaging/private-postgres.sh" url "$1/postgres" | sed 's/.*[?&]host=\([^&]*\).*/\1/')
    standby=$primary-standby
    owner=$(stat -c %U "$primary")
    say "==> 60 packets of 1 MiB, without a standby" && standby_load "$1" 60 &&
        make_standby "$primary" "$standby" "$owner" && restart_with_both "$1" "$primary" "$standby" &&
        say "==> 60 packets, each commit on both" && standby_load "$1" 60 &&
        say "==> $standby_packets packets, the primary killed with -9" && fail_over "$1" "$primary" "$standby" "$owner" 120 &&
        judge_standby "$standby" "$((standby_packets + 120))"
    local status=$?
    [ ! -f "$standby/data/postmaster.pid" ] || as_server "$owner" "$pg_bin/pg_ctl" -D "$standby/data" -m fast -w stop >/dev/null
    rm -rf -- "$standby"
    return "$status"
}

bench_standby() {
    local folder failed=0
    build_intake
    folder=$(mktemp -d) && chmod 0755 "$folder"
    arm_traps
    # shellcheck disable=SC2034  # read by central.sh
    central_extra=$'database_connections = 4\nretry_after_s = 1\nstation_requests_per_s = 10000\nstation_kilobytes_per_s = 1000000\n'
    "$root/packaging/training-pki.sh" "$folder/pki" && start_central "$folder" "$root/build/dev" || return
    # Not into a pipe: the processes are to stay this shell's children.
    { machine_line && standby_trial "$folder"; } > >(tee "$root/build/bench/standby.txt") 2>&1 || failed=1
    stop_central
    "$root/packaging/private-postgres.sh" remove "$folder/postgres"
    rm -rf -- "$folder"
    return "$failed"
}
