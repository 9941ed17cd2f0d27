# shellcheck shell=bash
# Words, times and places shared by ./indraj, packaging/setup and .ci/run. Sourced; `root` is the checkout.

export INDRAJ_CACHE_DIR="${INDRAJ_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/indraj}"

say() { printf '%s\n' "$*"; }
complain() { printf 'indraj: %s\n' "$*" >&2; }
die() { # die STATUS TEXT
    complain "$2"
    exit "$1"
}

now_ms() { date +%s%3N; }

seconds_since() { # seconds_since MILLISECONDS
    local spent=$(($(now_ms) - $1))
    printf '%d.%d s' $((spent / 1000)) $((spent % 1000 / 100))
}

# step TEXT COMMAND...: says what is done and how long it took; the command's status is kept.
step() {
    local text=$1 start status=0
    shift
    start=$(now_ms)
    say "==> $text"
    "$@" || status=$?
    if [ "$status" -eq 0 ]; then
        say "    done: $text ($(seconds_since "$start"))"
    else
        complain "failed: $text (status $status, $(seconds_since "$start"))"
    fi
    return "$status"
}

# A port nobody listens on at 127.0.0.1. Between the look and the use another program can take it; the server
# then says so and the run ends with its message.
free_port() {
    local port tries
    for tries in {1..200}; do
        port=$((20000 + RANDOM % 20000 + tries))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            printf '%s\n' "$port"
            return 0
        fi
    done
    return 1
}

jobs_to_run() { printf '%s\n' "${INDRAJ_JOBS:-$(nproc)}"; }
