# shellcheck shell=bash
# `./indraj bench intake`: how fast central stores packets of 1 MiB, against libpq straight into the same PostgreSQL in
# the same run: `insert-tls` over the same channel as a station's (TLS 1.3, certificates on both sides), `insert` and
# `functions` over the socket in the file system, without TLS. Sourced after central.sh and bench.sh.
: "${root:?the including script sets it}"

# What central.sh sets.
: "${central_pid=}" "${central_url=}"
intake_packets=${INDRAJ_INTAKE_PACKETS:-160}
intake_rounds=${INDRAJ_INTAKE_ROUNDS:-12}

build_intake() {
    "$root/packaging/setup"
    step "configure (dev)" configure dev
    step "build" compile dev indraj-central indraj-load
    mkdir -p "$root/build/bench"
}

# TLS 1.3 on this machine alone, with a certificate on both sides, as between a station and central.
intake_tls() { # intake_tls HOME PKI: sets $over_tls, the address
    # An address of the loopback that nobody else takes, since the name of the socket hangs on the usual port.
    local owner there=127.77.$((RANDOM % 256)).$((RANDOM % 254 + 1))
    owner=$(stat -c %U "$1")
    install -o "$owner" -m 600 "$2/server.crt" "$2/server.key" "$1/data/" || return
    cat "$2/root.crt" "$2/operations-ca.crt" >"$1/data/clients.crt"
    cat >>"$1/data/postgresql.conf" <<CONF
listen_addresses = '$there'
ssl = on
ssl_min_protocol_version = 'TLSv1.3'
ssl_ca_file = 'clients.crt'
CONF
    printf 'hostssl all postgres 127.0.0.0/8 cert map=station\nlocal all all trust\n' >"$1/data/pg_hba.conf"
    printf 'station operations postgres\n' >"$1/data/pg_ident.conf"
    over_tls="host=localhost hostaddr=$there dbname=indraj user=postgres sslmode=verify-full sslrootcert=$2/root.crt"
    over_tls+=" sslcert=$2/operations.crt sslkey=$2/operations.key gssencmode=disable"
}

# A cluster as a centre would set it.
tune_intake_postgres() { # tune_intake_postgres FOLDER PKI; it is stopped before and after
    local home
    "$root/packaging/private-postgres.sh" start "$1" >/dev/null || return
    "$root/packaging/private-postgres.sh" stop "$1" || return
    home=$("$root/packaging/private-postgres.sh" url "$1" | sed 's/.*[?&]host=\([^&]*\).*/\1/')
    cat >>"$home/data/postgresql.conf" <<CONF
max_connections = 120
shared_buffers = 256MB
max_wal_size = 4GB
CONF
    intake_tls "$home" "$2" || return
    intake_postmaster=$home/data/postmaster.pid
}

ticks_of() { awk '{print $14 + $15 + $16 + $17}' "/proc/$1/stat" 2>/dev/null || echo 0; }

# Processor time in ticks: of PostgreSQL with all its processes, also those that have ended, and of central.
intake_ticks() {
    local master child sum
    master=$(head -n 1 "$intake_postmaster")
    sum=$(ticks_of "$master")
    for child in $(pgrep -P "$master"); do
        sum=$((sum + $(ticks_of "$child")))
    done
    echo "$((sum + $(ticks_of "$central_pid")))"
}

intake_once() { # intake_once NAME LOAD OPTIONS...: a line "NAME packets/s cpu-ms-per-packet", also into $intake_results
    local name=$1 before after answer
    shift
    before=$(intake_ticks)
    answer=$("$root/build/dev/bin/indraj-load" "$@" --connections 8 --packets "$intake_packets") || { say "$answer"; return 1; }
    sleep 0.5 # until the postmaster has counted the processes that served it
    after=$(intake_ticks)
    awk -v name="$name" -v ticks="$((after - before))" -v hz="$(getconf CLK_TCK)" -v n="$intake_packets" -v json="$answer" '
        function member(key) { match(json, "\"" key "\":[0-9.]+"); return substr(json, RSTART + length(key) + 3, RLENGTH - length(key) - 3) }
        BEGIN { printf "%s %.1f %.1f\n", name, member("packetsPerSecond"), 1000 * (ticks / hz + member("clientCpuSeconds")) / n }' |
        tee -a "$intake_results"
}

# Medians, and central against each of the others: the median of the rounds' ratios, since a disk that slows down
# within minutes moves what was measured at different times, but less what was measured in one round.
intake_summary() {
    local name
    for name in central central-256k functions insert insert-tls; do
        awk -v name="$name" '$1 == name {print $2, $3}' "$intake_results" | sort -n |
            awk -v name="$name" '{r[NR] = $1; c[NR] = $2} END {m = int((NR + 1) / 2); printf "%-12s %7.1f packets/s (%.1f to %.1f)\n", name, r[m], r[1], r[NR]}'
    done
    for name in insert-tls insert functions central-256k; do
        awk -v name="$name" '$1 == "central" {r[++n] = $2; c[n] = $3} $1 == name {R[++m] = $2; C[m] = $3}
            END {for (i = 1; i <= n && i <= m; ++i) print r[i] / R[i], C[i] / c[i]}' "$intake_results" | sort -n |
            awk -v name="$name" '{r[NR] = $1; cpu += $2} END {m = int((NR + 1) / 2)
                printf "central against %-13s %.2f by the clock (%.2f to %.2f), %.2f by processor time\n", name ":", r[m], r[1], r[NR], cpu / NR}'
    done
}

intake_round() { # intake_round NUMBER: all five, each round beginning with another
    local first=$(($1 % 5)) step name status=0
    local names=(central insert-tls insert central-256k functions)
    for step in 0 1 2 3 4; do
        name=${names[(first + step) % 5]}
        case $name in
        central) intake_once "$name" "${to_central[@]}" || status=1 ;;
        central-256k) intake_once "$name" "${to_central[@]}" --chunk 262144 || status=1 ;;
        insert-tls) intake_once "$name" --direct insert --database "$over_tls" || status=1 ;;
        *) intake_once "$name" --direct "$name" --database "$socket" || status=1 ;;
        esac
    done
    return "$status"
}

bench_intake() {
    local folder socket failed=0
    build_intake
    folder=$(mktemp -d)
    intake_results=$folder/results
    arm_traps
    "$root/packaging/training-pki.sh" "$folder/pki" || return
    tune_intake_postgres "$folder/postgres" "$folder/pki" || return
    # shellcheck disable=SC2034  # read by central.sh
    central_extra=$'database_connections = 8\nstation_requests_per_s = 10000\nstation_kilobytes_per_s = 1000000\n'
    start_central "$folder" "$root/build/dev" || return
    socket=$("$root/packaging/private-postgres.sh" url "$folder/postgres" postgres)
    # Each station has a backlog, which it announces as the client does: in one list, not in one for each packet.
    local to_central=(--central "${central_url#https://}" --trust "$folder/pki/root.crt" --listed 5
        --authority "$folder/pki/station-ca.crt" --authority-key "$folder/pki/station-ca.key")
    {
        local round status=0
        machine_line
        for round in $(seq "$intake_rounds"); do
            say "==> round $round of $intake_rounds: packets of 1 MiB, 8 connections, $intake_packets packets"
            intake_round "$round" || status=1
        done
        intake_summary
        printf 'load at the end: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
        [ "$status" -eq 0 ]
    } 2>&1 | tee "$root/build/bench/intake.txt" || failed=1
    stop_central
    "$root/packaging/private-postgres.sh" remove "$folder/postgres"
    rm -rf -- "$folder"
    return "$failed"
}
