#!/bin/bash
# Keys of the simulated biometric devices, for TRAINING ONLY: made once at set-up, unencrypted in one folder. A second
# call changes nothing.
#
#   training-sbi-keys.sh DIR
#
# DIR/roots/training/provider.pem  the trust anchor a training station is given (sbi::Trust::fromFolder(DIR/roots))
# DIR/device.crt|key               signs captures; issued by the provider
# DIR/ftm.crt|key                  signs digital ids; issued by the provider
# DIR/expired.crt                  the device's key, out of date
# DIR/stranger.crt|key             issued by nobody the station knows
set -euo pipefail
umask 077
export LC_ALL=C.UTF-8 OPENSSL_CONF=/dev/null
days=730

die() { echo "training-sbi-keys: $1" >&2; exit "${2:-65}"; }

new_key() { openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1" 2>/dev/null; }

self_signed() { # self_signed NAME SUBJECT USAGE CA
    new_key "$1.key"
    openssl req -x509 -sha256 -config <(printf '[req]\ndistinguished_name=d\nx509_extensions=x\n[d]\n[x]\nbasicConstraints=critical,CA:%s\nkeyUsage=critical,%s\nsubjectKeyIdentifier=hash\n' "$4" "$3") \
        -key "$1.key" -days $days -subj "$2" -out "$1.crt"
}

# issue NAME KEY SUBJECT [DATES...]: a certificate of KEY, signed by the provider
issue() {
    local name=$1 key=$2 subject=$3
    shift 3
    [ $# -gt 0 ] || set -- -days $days
    openssl req -new -config <(printf '[req]\ndistinguished_name=d\n[d]\n') -key "$key" -subj "$subject" -out "$name.csr"
    printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n' >"$name.ext"
    openssl x509 -req -sha256 -in "$name.csr" -CA provider.crt -CAkey provider.key \
        -set_serial "0x$(openssl rand -hex 16)" "$@" -extfile "$name.ext" -out "$name.crt" 2>/dev/null
    rm -f "$name.csr" "$name.ext"
}

make_all() {
    self_signed provider '/O=Indraj TRAINING/CN=Training device provider' keyCertSign,cRLSign TRUE
    new_key device.key
    issue device device.key '/O=Indraj TRAINING/CN=Training biometric device'
    new_key ftm.key
    issue ftm ftm.key '/O=Indraj TRAINING/CN=Training trust module'
    issue expired device.key '/O=Indraj TRAINING/CN=Training device out of date' -days 0
    self_signed stranger '/O=Indraj TRAINING/CN=A stranger' digitalSignature FALSE
    mkdir -p roots/training
    cp provider.crt roots/training/provider.pem
    rm -f provider.key # nothing more is issued
    printf 'Training keys of simulated devices. Never use them for real enrolments.\n' >README
}

[ $# -eq 1 ] || { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 64; }
dir=$(realpath -m -- "$1")
[ ! -f "$dir/README" ] || exit 0
# Made aside and renamed, so that a folder is either whole or absent.
[ ! -e "$dir" ] || [ -z "$(ls -A "$dir")" ] || die "$dir exists and is no folder of training keys" 73
mkdir -p -- "$(dirname "$dir")"
making=$(mktemp -d -- "$dir.XXXXXX")
(cd "$making" && make_all) || { rm -rf -- "$making"; die "openssl failed"; }
[ ! -d "$dir" ] || rmdir -- "$dir"
mv -T -- "$making" "$dir"
