# shellcheck shell=bash
# Configuring and building. Sourced after common.sh.
: "${root:?the including script sets it}"

# The presets set these for the configuring only. With them an object of build/dev serves build/headless too.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
# ccache's conditions for precompiled headers, and no run of the preprocessor before each compilation.
export CCACHE_PCH_EXTSUM=1 CCACHE_DEPEND=1 CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime

# configure PRESET [CMAKE OPTIONS...]: quiet when it works, the whole log when it does not.
configure() {
    local preset=$1 log
    shift
    mkdir -p "$root/build"
    log=$root/build/configure-$preset.log
    if ! (cd "$root" && cmake --preset "$preset" -DINDRAJ_CACHE_DIR="$INDRAJ_CACHE_DIR" \
        -DINDRAJ_UNITY="${INDRAJ_UNITY:-ON}" "$@") >"$log" 2>&1; then
        cat "$log" >&2
        return 1
    fi
}

# compile FOLDER [TARGETS...]
compile() {
    local folder=$1
    shift
    local targets=()
    if [ $# -gt 0 ]; then
        targets=(--target "$@")
    fi
    cmake --build "$root/build/$folder" --parallel "$(jobs_to_run)" "${targets[@]}"
}

# Face nets and training video are made by programs of ours, so they wait for the build. Both are kept in the cache
# and made again only when their maker changes.
convert_models() { # convert_models FOLDER
    "$root/packaging/get-face-models.sh" --converter "$root/build/$1/bin/indraj-convert-models"
}
make_training_video() { # make_training_video FOLDER
    "$root/packaging/make-training-video.sh" --tool "$root/build/$1/bin/indraj-make-training-video"
}

prepare_pictures() { # prepare_pictures FOLDER
    step "face nets" convert_models "$1"
    step "training video" make_training_video "$1"
}

build_preset() { # build_preset PRESET [CMAKE OPTIONS...]; builds into build/dev for dev and bench
    local preset=$1 folder=${1/#bench/dev}
    step "configure ($preset)" configure "$@"
    step "build ($preset)" compile "$folder"
    prepare_pictures "$folder"
}

# command_tool PROGRAM [ARGUMENTS...]: one of the command-line tools, built when it is not there.
command_tool() {
    local program=$1
    shift
    if [ ! -x "$root/build/dev/bin/$program" ]; then
        {
            "$root/packaging/setup"
            step "configure (dev)" configure dev
            step "build ($program)" compile dev "$program"
        } >&2
    fi
    exec "$root/build/dev/bin/$program" "$@"
}

# What `run` needs, without the tests.
build_product() {
    step "configure (dev)" configure dev
    step "build" compile dev indraj indraj-scannerd indraj-central indraj-convert-models indraj-make-training-video
    prepare_pictures dev
}
