# shellcheck shell=bash
# `./indraj bench`: what docs/performance.md states, measured again. Sourced after common.sh, build.sh, central.sh
# and run.sh. Every figure is printed beside its limit as a ratio; a ratio over 1 is a limit missed.
: "${root:?the including script sets it}"

bench_seconds=${INDRAJ_BENCH_SECONDS:-21}
bench_rehearsals=${INDRAJ_BENCH_REHEARSALS:-20}

machine_line() {
    printf 'machine: %s, %s cores, %s MB, %s, load %s\n' \
        "$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
        "$(awk '/MemTotal/ {print int($2/1024)}' /proc/meminfo)" "$(uname -sr)" "$(cut -d' ' -f1 /proc/loadavg)"
}

against() { # against TEXT VALUE LIMIT UNIT
    awk -v t="$1" -v v="$2" -v l="$3" -v u="$4" \
        'BEGIN { printf "%-46s %10.1f %-3s limit %8.1f  ratio %.2f%s\n", t, v, u, l, v / l, (v > l ? "  MISSED" : "") }'
}

bench_start() { # bench_start TRAINING: second start, five times, the median
    local values=()
    while [ ${#values[@]} -lt 5 ]; do
        values+=("$("$root/build/dev/bin/indraj" --training "$1" --measure-start 2>/dev/null |
            sed -n 's/^login shown after \([0-9]*\) ms$/\1/p')")
    done
    against "start to log-in page, second start (median of 5)" \
        "$(printf '%s\n' "${values[@]}" | sort -n | sed -n 3p)" 1000 ms
}

# Live judging beside real fingerprint drivers that capture recorded touches; needs umockdev and the recordings.
bench_beside_scanner() {
    local recordings=${INDRAJ_SHARED_DATA:-$root/../shared/data}/libfprint-recordings
    say "==> preview and judge beside the fingerprint helper (limit: 30 a second)"
    if [ ! -d "$recordings" ] || ! command -v umockdev-run >/dev/null; then
        say "    not measured: no recordings, or no umockdev-run"
        return
    fi
    "$root/build/dev/bin/bench_face_scanner" --camera "file:$INDRAJ_CACHE_DIR/training/portrait.avi" \
        --models "$INDRAJ_CACHE_DIR/models" --thresholds "$root/resources/thresholds/face.json" \
        --recordings "$recordings" --seconds "$bench_seconds"
}

bench_rehearsals_memory() { # bench_rehearsals_memory OUT
    local line peak tenth last
    rehearse "$1" --rehearsals "$bench_rehearsals" >"$root/build/bench/rehearsal.log" 2>&1 ||
        { tail -n 20 "$root/build/bench/rehearsal.log" >&2; return 1; }
    line=$(grep '"enrolment [0-9]* complete"' "$1/journal.jsonl")
    tenth=$(printf '%s\n' "$line" | sed -n '10s/.*"residentKb":\([0-9]*\).*/\1/p')
    last=$(printf '%s\n' "$line" | tail -n 1 | sed 's/.*"residentKb":\([0-9]*\).*/\1/')
    peak=$(sed -n 's/.*"residentKb":\([0-9]*\).*/\1/p' "$1/journal.jsonl" | sort -n | tail -n 1)
    against "resident memory, highest of $bench_rehearsals enrolments" "$(awk "BEGIN{print $peak/1024}")" 300 MB
    [ -z "$tenth" ] || against "growth, enrolment 10 to $bench_rehearsals" \
        "$(awk "BEGIN{d=($last-$tenth)/1024; print d<0?0:d}")" 5 MB
}

# One enrolment with a camera of 2592x1944 in place of the training video: the highest resident memory of any moment
# from the photo to the slip, but for unlocking, which takes 256 MiB for as long as it lasts.
bench_large_camera() { # bench_large_camera OUT
    local frames=$root/build/bench/large last peak
    rm -rf "$frames"
    "$root/build/dev/bin/make_large_frames" --video "$INDRAJ_CACHE_DIR/training/portrait.avi" --out "$frames" || return
    last=$(find "$frames" -name 'frame-*.jpg' | wc -l)
    rehearse "$1" --camera "pipeline:multifilesrc location=$frames/frame-%05d.jpg start-index=0 \
stop-index=$((last - 1)) loop=true caps=\"image/jpeg,width=2592,height=1944,framerate=15/1\" ! \
identity sleep-time=66000" >"$root/build/bench/large.log" 2>&1 || { tail -n 20 "$root/build/bench/large.log" >&2; return 1; }
    peak=$(sed -n '/portrait is taken/,/citizen leaves/ { /goes on where it was/d; s/.*"peakKb":\([0-9]*\).*/\1/p }' "$1/journal.jsonl" | sort -n | tail -n 1)
    against "resident memory, highest moment with 2592x1944" "$(awk "BEGIN{print $peak/1024}")" 300 MB
}

# Every n, every page, every cut: what ctest runs scaled down. Its last lines are the figures; status 1 when one fails.
fault_tests=(tst_helperendurance tst_powerloss tst_vaultrepair tst_killed tst_killedupkeep tst_iofaults tst_outofmemory tst_pagedamage tst_pagerollback tst_vaultclock)

bench_faults() {
    "$root/packaging/setup"
    step "configure (dev)" configure dev
    step "build" compile dev "${fault_tests[@]}"
    mkdir -p "$root/build/bench"
    {
        machine_line
        local program status=0 start
        for program in "${fault_tests[@]}"; do
            say "==> $program"
            start=$(now_ms)
            # QtTest ends a function after five minutes unless told otherwise.
            INDRAJ_FAULTS=full QTEST_FUNCTION_TIMEOUT=14400000 INDRAJ_VAULTPROBE="$root/build/dev/bin/vaultprobe" \
                "$root/build/dev/bin/$program" -maxwarnings 0 2>&1 | sed -u '/^PASS/d' || status=1
            say "    $(seconds_since "$start")"
        done
        bench_damage_sanitized || status=1
        [ "$status" -eq 0 ]
    } 2>&1 | tee "$root/build/bench/faults.txt"
}

# Every damaged page once more with the engine itself under the sanitizers: no wrong blob, and no crash.
bench_damage_sanitized() {
    say "==> tst_pagedamage, address and undefined-behaviour sanitizers"
    configure asan -DINDRAJ_GUI=OFF -DINDRAJ_FUZZ=ON \
        -DCMAKE_C_COMPILER=clang-14 -DCMAKE_CXX_COMPILER=clang++-14 && compile asan tst_pagedamage || return
    INDRAJ_FAULTS=full QTEST_FUNCTION_TIMEOUT=14400000 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
        ASAN_OPTIONS=detect_leaks=0:strict_string_checks=1:verify_asan_link_order=0 \
        "$root/build/asan/bin/tst_pagedamage" -maxwarnings 0 2>&1 | sed -u '/^PASS/d'
}

command_bench() {
    case ${1:-} in
    faults) bench_faults; return ;;
    intake) bench_intake; return ;;
    standby) bench_standby; return ;;
    stations) bench_stations; return ;;
    "") ;;
    *) complain "bench takes nothing, 'faults', 'intake', 'standby' or 'stations'" && return 64 ;;
    esac
    "$root/packaging/setup"
    build_preset bench -DINDRAJ_BENCH=ON
    mkdir -p "$root/build/bench"
    export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
    {
        machine_line
        say "==> preview and judge, 1280x720 at 30 frames a second, for $bench_seconds s"
        "$root/build/dev/bin/bench_face_live" --camera "file:$INDRAJ_CACHE_DIR/training/portrait.avi" \
            --models "$INDRAJ_CACHE_DIR/models" --thresholds "$root/resources/thresholds/face.json" \
            --seconds "$bench_seconds" --save "$root/build/bench"
        bench_beside_scanner
        say "==> glass to glass (limit of p95: 100 ms)"
        "$root/build/dev/bin/bench_glass" --picture "$root/build/bench/frame.png" \
            --models "$INDRAJ_CACHE_DIR/models" --thresholds "$root/resources/thresholds/face.json"
        say "==> a frame of 2592x1944 as JPEG 2000 without loss: in tiles; by OpenCV; and the JPEG it came as"
        "$root/build/dev/bin/bench_photograph" "$root/build/bench/frame.png"
        say "==> saving steps into the vault"
        "$root/build/dev/bin/vaultbench"
        say "==> sealing and opening a packet of 5 MB (limit of sealing: 50 ms)"
        "$root/build/dev/bin/bench_packet" --benchmark_repetitions=5 --benchmark_report_aggregates_only=true
        say "==> judging a finger of 400x400 (limits: preview 8 ms, final 50 ms), slaps, records"
        "$root/build/dev/bin/bench_finger" --benchmark_repetitions=5 --benchmark_report_aggregates_only=true
        say "==> from the touch of a finger, and of a hand, to the verdict (limit of p95: 150 ms)"
        "$root/build/dev/bin/bench_touch"
        say "==> lists and searches in 100,000 enrolments"
        "$root/build/dev/bin/searchbench"
        say "==> check, backup, restore and salvage of a vault of 1 GB"
        "$root/build/dev/bin/repairbench"
        say "==> $bench_rehearsals rehearsed enrolments in one process"
        bench_rehearsals_memory "$root/build/bench/rehearsal"
        say "==> one rehearsed enrolment with a camera of 2592x1944"
        bench_large_camera "$root/build/bench/large-rehearsal"
        say "==> start"
        bench_start "$root/build/bench/rehearsal/work"
    } 2>&1 | tee "$root/build/bench/results.txt"
}
