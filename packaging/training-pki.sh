#!/bin/bash
# Certificates for TRAINING ONLY. Every key lies unencrypted in one folder; a real authority keeps its keys in
# hardware, apart from each other, and never on a station.
#
#   training-pki.sh DIR                  make all, once; a second call changes nothing
#   training-pki.sh DIR sign CSR OUT     sign a station's request; OUT = certificate followed by its issuer
#
# DIR/root.crt          training root, the station's trust anchor for central's TLS
# DIR/server.crt|key    central's TLS server (localhost, 127.0.0.1)
# DIR/recipient.crt|key packets are encrypted to this certificate
# DIR/receipt.crt|key   central signs receipts with it; stations pin it
# DIR/reference.crt|key the authority signs reference data and staff lists with it; stations pin it
# DIR/station-ca.crt|key issues station certificates
set -euo pipefail
umask 077
export LC_ALL=C.UTF-8 OPENSSL_CONF=/dev/null
days=730

die() { echo "training-pki: $1" >&2; exit "${2:-65}"; }

new_key() { openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$1"; }

# issue NAME SUBJECT ISSUER EXTENSIONS: key and certificate of NAME, signed by ISSUER
issue() {
    new_key "$1.key"
    openssl req -new -config <(printf '[req]\ndistinguished_name=d\n[d]\n') -key "$1.key" -subj "$2" -out "$1.csr"
    printf '%s\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n' "$4" >"$1.ext"
    openssl x509 -req -sha256 -in "$1.csr" -CA "$3.crt" -CAkey "$3.key" -set_serial "0x$(openssl rand -hex 16)" \
        -days $days -extfile "$1.ext" -out "$1.crt" 2>/dev/null
    rm -f "$1.csr" "$1.ext"
}

make_reference() {
    issue reference '/O=Indraj TRAINING/CN=Training reference data' root \
        $'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=emailProtection'
}

make_all() {
    new_key root.key
    openssl req -x509 -sha256 -config <(printf '[req]\ndistinguished_name=d\nx509_extensions=x\n[d]\n[x]\nbasicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n') \
        -key root.key -days $days -subj '/O=Indraj TRAINING/CN=Training root' -out root.crt
    issue server '/O=Indraj TRAINING/CN=localhost' root \
        $'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:localhost,IP:127.0.0.1'
    issue recipient '/O=Indraj TRAINING/CN=Training packet recipient' root \
        $'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,keyAgreement'
    issue receipt '/O=Indraj TRAINING/CN=Training receipts' root \
        $'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=emailProtection'
    make_reference
    issue station-ca '/O=Indraj TRAINING/CN=Training station CA' root \
        $'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign'
    printf 'Training certificates. Never use them for real enrolments.\n' >README
    chmod 600 ./*
}

sign() { # sign CSR OUT
    local csr=$1 out=$2 subject name ext
    openssl req -in "$csr" -verify -noout >/dev/null 2>&1 || die "$csr is no certificate request with a good signature"
    subject=$(openssl req -in "$csr" -noout -subject -nameopt multiline)
    name=$(sed -n 's/^ *commonName *= //p' <<<"$subject")
    [[ $name =~ ^[A-Za-z0-9][A-Za-z0-9-]{0,31}$ ]] || die "the request's common name is no station id"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    ext=$work/ext
    printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth,emailProtection\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n' >"$ext"
    openssl x509 -req -sha256 -in "$csr" -CA "$dir/station-ca.crt" -CAkey "$dir/station-ca.key" \
        -set_serial "0x$(openssl rand -hex 16)" -days $days -extfile "$ext" -out "$work/crt" 2>/dev/null
    cat "$work/crt" "$dir/station-ca.crt" >"$work/chain"
    cp "$work/chain" "$out"
}

[ $# -ge 1 ] || { sed -n '2,14s/^# \{0,1\}//p' "$0" >&2; exit 64; }
dir=$(realpath -m -- "$1")
if [ ! -f "$dir/README" ]; then
    # Made aside and renamed, so that a folder is either whole or absent.
    [ ! -e "$dir" ] || [ -z "$(ls -A "$dir")" ] || die "$dir exists and is not a training folder" 73
    mkdir -p -- "$(dirname "$dir")"
    making=$(mktemp -d -- "$dir.XXXXXX")
    (cd "$making" && make_all)
    [ ! -d "$dir" ] || rmdir -- "$dir"
    mv -T -- "$making" "$dir"
elif [ ! -f "$dir/reference.crt" ]; then
    (cd "$dir" && make_reference) # a folder of before there was any
fi
case ${2:-} in
'') ;;
sign)
    [ $# = 4 ] || die "usage: training-pki.sh DIR sign CSR OUT" 64
    sign "$3" "$4"
    ;;
*) die "unknown command $2" 64 ;;
esac
