# shellcheck shell=bash
# `./indraj bench stations`: what a central of two cores bears: 64 connections at once, 1,000 stations with the busy hours
# of a day, its highest memory, the disk that a packet takes, and a base backup that is made and started again. Sourced
# after intakebench.sh and standbytrial.sh.
: "${root:?the including script sets it}"

# What central.sh and standbytrial.sh set.
: "${central_pid=}" "${central_url=}" "${pg_bin=}"
stations_spread=${INDRAJ_STATIONS_SPREAD:-480} # seconds that stand for the eight hours of a day

stations_load() { # stations_load FOLDER OPTIONS...: the figures; 1 when a packet had an error
    local folder=$1 figures
    shift
    figures=$("$root/build/dev/bin/indraj-load" --central "${central_url#https://}" --trust "$folder/pki/root.crt" \
        --authority "$folder/pki/station-ca.crt" --authority-key "$folder/pki/station-ca.key" "$@") || { say "$figures"; return 1; }
    say "$figures"
    [[ $figures == *'"errors":0'* ]]
}

# Every receipt and every digest must be in what was made from the backup alone.
backup_trial() { # backup_trial FOLDER PACKETS
    local home copy owner begun status=0
    home=$("$root/packaging/private-postgres.sh" url "$1/postgres" | sed 's/.*[?&]host=\([^&]*\).*/\1/')
    copy=$home-backup
    owner=$(stat -c %U "$home")
    install -d -o "$owner" -m 0700 "$copy"
    begun=$(now_ms)
    as_server "$owner" "$pg_bin/pg_basebackup" -d "host=$home user=postgres" -D "$copy/data" -c fast -X stream &&
        say "backup: $(du -sm "$copy/data" | cut -f1) MB after $(seconds_since "$begun")" &&
        echo "unix_socket_directories = '$copy'" >>"$copy/data/postgresql.conf" &&
        as_server "$owner" "$pg_bin/pg_ctl" -D "$copy/data" -l "$copy/log" -w -t 120 start </dev/null >/dev/null &&
        judge_standby "$copy" "$2" || status=1
    [ ! -f "$copy/data/postmaster.pid" ] || as_server "$owner" "$pg_bin/pg_ctl" -D "$copy/data" -m fast -w stop >/dev/null
    rm -rf -- "$copy"
    return "$status"
}

stations_trial() { # stations_trial FOLDER
    local home peak status=0
    home=$("$root/packaging/private-postgres.sh" url "$1/postgres" | sed 's/.*[?&]host=\([^&]*\).*/\1/')
    say "==> 64 stations on 64 connections, 300 packets of 1 MiB"
    stations_load "$1" --connections 64 --stations 64 --packets 300 || status=1
    say "==> 1,000 stations, 1,000 packets of 1 MiB over $stations_spread s with the busy hours of a day"
    stations_load "$1" --connections 64 --stations 1000 --packets 1000 --spread "$stations_spread" || status=1
    peak=$(awk '/VmHWM/ {print $2}' "/proc/$central_pid/status")
    against "highest resident memory of central" "$(awk "BEGIN{print $peak/1024}")" 150 MB
    [ "$peak" -lt $((150 * 1024)) ] || status=1
    ask_server "$home" "select 'disk for each byte of a packet: ' || round(sum(pg_total_relation_size(c.oid))::numeric /
        (select sum(length) from intake.packet), 3) from pg_class c where relkind in ('r', 'm') and
        relnamespace = 'intake'::regnamespace"
    say "==> a backup made from the running database, started by itself"
    backup_trial "$1" 1300 || status=1
    return "$status"
}

bench_stations() {
    local folder failed=0
    build_intake
    folder=$(mktemp -d) && chmod 0755 "$folder"
    arm_traps
    # shellcheck disable=SC2034  # read by central.sh
    central_extra=$'database_connections = 8\n'
    "$root/packaging/training-pki.sh" "$folder/pki" && start_central "$folder" "$root/build/dev" || return
    # Not into a pipe: the processes are to stay this shell's children.
    { machine_line && stations_trial "$folder" && printf 'load at the end: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"; } \
        > >(tee "$root/build/bench/stations.txt") 2>&1 || failed=1
    stop_central
    "$root/packaging/private-postgres.sh" remove "$folder/postgres"
    rm -rf -- "$folder"
    return "$failed"
}
