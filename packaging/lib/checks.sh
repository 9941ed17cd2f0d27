# shellcheck shell=bash
# `./indraj test`, `doctor` and `clean`. Sourced after common.sh and build.sh.
: "${root:?the including script sets it}"

# run_ctest FOLDER [CTEST OPTIONS...]: what ctest says is also kept in build/ctest-FOLDER.log.
run_ctest() {
    local folder=$1
    shift
    ctest --test-dir "$root/build/$folder" --output-on-failure --no-tests=error --parallel "$(jobs_to_run)" "$@" 2>&1 |
        tee "$root/build/ctest-$folder.log"
}

command_test() {
    "$root/packaging/setup" --tests
    step "servers of others to test against (pinned)" "$root/packaging/test-servers/install" ||
        say "    go on without: what talks to them skips and says so"
    build_preset dev
    say "==> tests"
    run_ctest dev "$@"
}

version_of() { # version_of PACKAGE
    dpkg-query -W -f='${Version}' "$1" 2>/dev/null || printf 'missing'
}

command_doctor() {
    local item package status=0
    # shellcheck source=/dev/null
    say "system:     $(. /etc/os-release && printf '%s' "$PRETTY_NAME"), $(uname -srm), $(nproc) cores"
    for item in Qt:qt6-base-dev OpenCV:libopencv-core-dev GStreamer:libgstreamer1.0-dev libfprint:libfprint-2-dev \
        OpenSSL:libssl-dev PostgreSQL:postgresql-15 compiler:g++ CMake:cmake; do
        package=${item#*:}
        printf '%-11s %s\n' "${item%%:*}:" "$(version_of "$package")"
    done
    say "cache:      $INDRAJ_CACHE_DIR ($(du -sh "$INDRAJ_CACHE_DIR" 2>/dev/null | cut -f1 || true))"
    for item in sqlcipher-4.19.0/sqlite3.c models/SHA256SUMS; do
        if [ -e "$INDRAJ_CACHE_DIR/$item" ]; then
            say "            $item is there"
        else
            say "            $item is not there; ./indraj run fetches it"
            status=1
        fi
    done
    say "display:    ${WAYLAND_DISPLAY:-${DISPLAY:-none (run will rehearse headless)}}"
    say "cameras:    $(find /dev -maxdepth 1 -name 'video*' 2>/dev/null | sort | tr '\n' ' ')"
    say "built:      $([ -x "$root/build/dev/bin/indraj" ] && printf 'build/dev/bin/indraj' || printf 'not yet')"
    "$root/packaging/setup" --check || status=1
    [ "$status" -eq 0 ] && say "Nothing is missing."
    return "$status"
}

command_clean() {
    case ${1:-} in
    '') ;;
    --cache)
        local answer=yes
        if [ -t 0 ] && [ "${2:-}" != --yes ]; then
            read -r -p "Delete the verified downloads in $INDRAJ_CACHE_DIR? They will be fetched again. [yes/no] " answer
        fi
        if [ "$answer" = yes ]; then
            rm -rf -- "${INDRAJ_CACHE_DIR:?}"
            say "deleted: $INDRAJ_CACHE_DIR"
        fi
        ;;
    *) die 64 "usage: ./indraj clean [--cache]" ;;
    esac
    rm -rf -- "$root/build"
    say "deleted: build/ (training data stay in ${XDG_DATA_HOME:-~/.local/share}/indraj/training)"
}
