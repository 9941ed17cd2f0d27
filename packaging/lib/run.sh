# shellcheck shell=bash
# `./indraj run`: the workstation with its private central, or a rehearsal of it. Sourced after the other parts.
: "${root:?the including script sets it}"

window_pid=
: "${central_url=}"
rehearsal_mark=.indraj-rehearsal

end_all() {
    stop_process "$window_pid"
    window_pid=
    stop_central
}

# The signal is passed on to the window, which saves and leaves; the servers stop after it.
arm_traps() {
    trap end_all EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    trap 'exit 129' HUP
}

# One run per training folder: two would write one central's configuration.
hold_folder() { # hold_folder FOLDER
    mkdir -p "$1"
    chmod 0700 "$1"
    exec 8>"$1/.run.lock"
    flock -n 8 || die 75 "another run uses $1"
}

run_window() { # run_window TRAINING [OPTIONS...]
    local training=$1 status=0
    shift
    # Descriptor 8 is the lock: it must end with this shell, not with the window.
    # glibc overwrites what is freed, so that no name stays behind in memory (docs/decisions/0002-key-ring.md).
    GLIBC_TUNABLES=glibc.malloc.perturb=165:glibc.malloc.tcache_count=0 \
        setpriv --pdeathsig TERM "$root/build/dev/bin/indraj" --training "$training" --central "$central_url" "$@" 8>&- &
    window_pid=$!
    wait "$window_pid" || status=$?
    window_pid=
    return "$status"
}

# Keys of simulated device services, where this training asks for one (--slap, --iris, --face, or its station.ini).
prepare_devices() { # prepare_devices TRAINING [OPTIONS...]
    local training=$1 option wanted=
    shift
    for option in "$@"; do
        case $option in --slap | --iris | --face) wanted=1 ;; esac
    done
    if [ -n "$wanted" ] || grep -Eqs '^(scanner=slap|camera=iris|camera=face)-simulator' "$training/station.ini"; then
        "$root/packaging/training-sbi-keys.sh" "$training/sbi-keys"
    fi
}

# All but the mark: it stays, so that the next one may go on where clearing was cut off. What an interrupted run has
# started may still be ending, and writing.
clear_rehearsal() { # clear_rehearsal OUT
    local out=$1 tries
    "$root/packaging/private-postgres.sh" remove "$out/work/postgres" || return
    for tries in {1..50}; do
        if find "$out" -mindepth 1 -maxdepth 1 -not -name "$rehearsal_mark" -exec rm -rf -- {} + 2>/dev/null; then
            return 0
        fi
        sleep 0.2
    done
    complain "something still writes in $out after $tries tries"
    return 1
}

# Only a folder that is new, empty or an earlier rehearsal is used: what lies there is deleted.
prepare_rehearsal() { # prepare_rehearsal OUT
    local out=$1
    if [ -e "$out" ] && [ ! -f "$out/$rehearsal_mark" ] && [ -n "$(ls -A "$out")" ]; then
        die 73 "$out is not empty and no earlier rehearsal; name another folder"
    fi
    if [ -f "$out/work/.run.lock" ]; then # an interrupted one may take a while to leave
        (flock -w 20 9) 9<"$out/work/.run.lock" || die 75 "another run uses $out"
    fi
    if [ -f "$out/$rehearsal_mark" ]; then
        clear_rehearsal "$out" || return
    fi
    mkdir -p "$out"
    printf 'Made by a rehearsal; the next one deletes what is here.\n' >"$out/$rehearsal_mark"
    mkdir -p "$out/work"
    chmod 0700 "$out/work"
}

rehearse() { # rehearse OUT [OPTIONS...]
    local out status=0 started
    out=$(realpath -m -- "$1")
    shift
    started=$(now_ms)
    prepare_rehearsal "$out" || die 73 "cannot clear $out"
    arm_traps
    hold_folder "$out/work"
    step "private central" start_central "$out/work" "$root/build/dev" || exit 70
    prepare_devices "$out/work" "$@" || exit 70
    step "rehearsal in the real windows" run_window "$out/work" --rehearse "$out" "$@" || status=$?
    if ! step "packet opened by openssl, central's row, receipt, code on the slip" complete_evidence "$out" "$out/work"; then
        [ "$status" -ne 0 ] || status=1
    fi
    end_all
    "$root/packaging/private-postgres.sh" remove "$out/work/postgres" || true
    if [ "$status" -eq 0 ]; then
        say "Every step held ($(seconds_since "$started")). Look in $out"
    else
        complain "the rehearsal failed (status $status). Look in $out"
    fi
    return "$status"
}

work_at_the_counter() { # work_at_the_counter [OPTIONS...]
    local training=${XDG_DATA_HOME:-$HOME/.local/share}/indraj/training status=0
    hold_folder "$training"
    arm_traps
    step "private central" start_central "$training" "$root/build/dev" || exit 70
    prepare_devices "$training" "$@" || exit 70
    say "Training folder: $training (pass phrases in passphrases.txt)"
    run_window "$training" "$@" || status=$?
    return "$status"
}

has_display() { [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; }

command_run() {
    local out='' options=()
    while [ $# -gt 0 ]; do
        case $1 in
        --rehearse)
            [ $# -ge 2 ] || die 64 "--rehearse needs a folder"
            out=$2
            shift 2
            ;;
        --rehearse=*)
            out=${1#*=}
            shift
            ;;
        --training | --training=* | --central | --central=*)
            die 64 "run makes its own training folder and central; start build/dev/bin/indraj for others"
            ;;
        *)
            options+=("$1")
            shift
            ;;
        esac
    done
    "$root/packaging/setup"
    build_product
    if ! has_display && [ -z "${QT_QPA_PLATFORM:-}" ]; then
        export QT_QPA_PLATFORM=offscreen
        out=${out:-$root/build/rehearsal}
        say "There is no display here, so the windows are rehearsed without one, into $out"
    fi
    if [ -n "$out" ]; then
        rehearse "$out" "${options[@]}"
    else
        work_at_the_counter "${options[@]}"
    fi
}

# The vault tool with its own answers and exit codes; built when it is not there yet.
command_vault() {
    local tool=$root/build/dev/bin/indraj-vault
    if [ ! -x "$tool" ]; then
        {
            "$root/packaging/setup"
            step "configure (dev)" configure dev
            step "build" compile dev indraj-vault
        } >&2
    fi
    exec "$tool" "$@"
}
