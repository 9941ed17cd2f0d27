#!/bin/sh
# Puts the pinned SQLCipher 4.19.0 amalgamation (SQLite 3.53.4) into the user's cache folder and prints where.
# Idempotent: what is there is verified every time and only fetched when absent or changed.
# No script of the package runs. See docs/decisions/0001-database-engine.md.
#
#   INDRAJ_CACHE_DIR         cache folder, default $HOME/.cache/indraj
#   INDRAJ_SQLCIPHER_SOURCE  take an own amalgamation (a folder with sqlite3.c, sqlite3.h, LICENSE.txt or LICENSE)
#                            instead; then these two must name what it is:
#   INDRAJ_SQLCIPHER_SHA256_C, INDRAJ_SQLCIPHER_SHA256_H
set -eu

version=4.19.0
package=@op-engineering/op-sqlite@18.2.5
sum_archive=1f2bbd2e99f7a554599b8463dd77659c0bafa2abde46e88c9d25b4ee3eb74a6f
sum_c=8640c653acadf665cce6331646f60b5b74a4690746f2c4a2d8f688a0570a0c0c
sum_h=8a9d1bff44d75174ca6dea3ea9bac50a6104d86facb566647b8bb839375b7b3a
sum_licence=e635d3647b73c208837e7263a777f670556d002abe6c7c66fb457b302c6fb06f

cache=${INDRAJ_CACHE_DIR:-$HOME/.cache/indraj}
target=$cache/sqlcipher-$version
source=${INDRAJ_SQLCIPHER_SOURCE:-}

die() { printf 'get-sqlcipher: %s\n' "$1" >&2; exit 1; }

if [ -n "$source" ]; then
    sum_c=${INDRAJ_SQLCIPHER_SHA256_C:-}
    sum_h=${INDRAJ_SQLCIPHER_SHA256_H:-}
    [ -n "$sum_c" ] && [ -n "$sum_h" ] ||
        die "INDRAJ_SQLCIPHER_SOURCE needs INDRAJ_SQLCIPHER_SHA256_C and INDRAJ_SQLCIPHER_SHA256_H"
fi

verified() { # folder
    [ -f "$1/LICENSE.txt" ] || return 1
    printf '%s  %s\n%s  %s\n' "$sum_c" "$1/sqlite3.c" "$sum_h" "$1/sqlite3.h" |
        sha256sum -c --quiet >/dev/null 2>&1 || return 1
    # A site's own source brings its own licence file; the packaged one is pinned.
    [ -n "$source" ] || [ "$(sha256sum <"$1/LICENSE.txt" | cut -d' ' -f1)" = "$sum_licence" ]
}

if verified "$target"; then
    printf '%s\n' "$target"
    exit 0
fi

mkdir -p "$cache"
work=$(mktemp -d "$cache/.sqlcipher.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$work/new"

if [ -n "$source" ]; then
    cp "$source/sqlite3.c" "$source/sqlite3.h" "$work/new/" || die "no amalgamation in $source"
    cp "$source/LICENSE.txt" "$work/new/LICENSE.txt" 2>/dev/null ||
        cp "$source/LICENSE" "$work/new/LICENSE.txt" || die "no licence file in $source"
else
    command -v npm >/dev/null 2>&1 || die "npm is needed to fetch $package"
    (cd "$work" && npm pack --loglevel=error --ignore-scripts "$package" >/dev/null) || die "cannot fetch $package"
    archive=$(find "$work" -maxdepth 1 -name '*.tgz')
    [ -n "$archive" ] || die "npm left no archive for $package"
    [ "$(sha256sum <"$archive" | cut -d' ' -f1)" = "$sum_archive" ] || die "$package: archive checksum differs"
    tar -xzf "$archive" -C "$work" package/cpp/sqlcipher
    for name in sqlite3.c sqlite3.h LICENSE.txt; do
        mv "$work/package/cpp/sqlcipher/$name" "$work/new/$name"
    done
fi

verified "$work/new" || die "checksum of the amalgamation differs from the pinned one"
# Old content is moved aside first: rename cannot replace a folder that is not empty.
if [ -e "$target" ]; then
    mv "$target" "$work/old"
fi
mv -T "$work/new" "$target"
printf '%s\n' "$target"
