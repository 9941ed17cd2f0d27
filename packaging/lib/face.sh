# shellcheck shell=bash
# `./indraj face`: builds and runs indraj-face. Sourced after common.sh and build.sh.
: "${root:?the including script sets it}"

# Standard output belongs to the report, so what the build says goes to standard error.
build_face() {
    step "configure (dev)" configure dev
    step "build" compile dev indraj-face indraj-convert-models
    step "face nets" convert_models dev
}

command_face() {
    build_face >&2
    "$root/build/dev/bin/indraj-face" "$@"
}
