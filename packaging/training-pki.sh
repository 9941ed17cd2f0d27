#!/bin/bash
# Certificates for TRAINING ONLY. Every key lies unencrypted in one folder; a real authority keeps its keys in
# hardware, apart from each other, and never on a station.
#
#   training-pki.sh DIR                  make all, once; a second call changes nothing
#   training-pki.sh DIR sign CSR OUT     sign a station's request; OUT = certificate followed by its issuer
#   training-pki.sh DIR revoke CRT       revoke a station's certificate and write the lists again
#   training-pki.sh DIR proxy OUT        the four files of packaging/haproxy/indraj.cfg, in the folder OUT
#
# DIR/root.crt          training root, the station's trust anchor for central's TLS
# DIR/server.crt|key    central's TLS server (localhost, 127.0.0.1)
# DIR/recipient.crt|key packets are encrypted to this certificate
# DIR/receipt.crt|key   central signs receipts with it; stations pin it
# DIR/reference.crt|key the authority signs reference data and staff lists with it; stations pin it
# DIR/station-ca.crt|key issues station certificates
# DIR/operations-ca.crt|key issues those of operations and proxies
# DIR/operations.crt|key|p12 opens the operations pages; the .p12 is for a browser, its pass phrase is empty
# DIR/NAME.crl          what the authority NAME (root, station-ca, operations-ca) has revoked
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
    make_operations
    write_lists
    printf 'Training certificates. Never use them for real enrolments.\n' >README
    chmod 600 ./*
}

make_operations() {
    issue operations-ca '/O=Indraj TRAINING/CN=Training operations CA' root \
        $'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign,cRLSign'
    issue operations '/O=Indraj TRAINING/CN=operations' operations-ca \
        $'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth'
    openssl pkcs12 -export -in operations.crt -inkey operations.key -name 'Indraj training operations' -passout pass: \
        -out operations.p12
}

ca_config() { # ca_config NAME: what `openssl ca` wants to know of an authority
    printf '[ca]\ndefault_ca=a\n[a]\ndatabase=%s.revoked\ncertificate=%s.crt\nprivate_key=%s.key\ndefault_md=sha256\n' "$1" "$1" "$1"
    printf 'default_crl_days=%s\nunique_subject=no\n' "$days"
}

write_lists() {
    local name
    for name in root station-ca operations-ca; do
        touch "$name.revoked"
        openssl ca -gencrl -config <(ca_config "$name") -out "$name.crl.new" 2>/dev/null
        mv "$name.crl.new" "$name.crl"
    done
}

revoke() { # revoke CRT
    openssl ca -revoke "$1" -config <(ca_config station-ca) 2>/dev/null || die "$1 cannot be revoked: not of this authority, or revoked already"
    write_lists
}

for_proxy() { # for_proxy OUT
    mkdir -p -- "$1"
    cat server.crt server.key >"$1/server.pem"
    cat station-ca.crt operations-ca.crt >"$1/clients.pem"
    cat root.crt >"$1/roots.pem"
    cat root.crl station-ca.crl operations-ca.crl >"$1/lists.pem"
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

[ $# -ge 1 ] || { sed -n '2,18s/^# \{0,1\}//p' "$0" >&2; exit 64; }
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
# A folder of an older version.
[ -f "$dir/operations.p12" ] || (cd "$dir" && make_operations)
[ -f "$dir/operations-ca.crl" ] || (cd "$dir" && write_lists)
case ${2:-} in
'') ;;
sign)
    [ $# = 4 ] || die "usage: training-pki.sh DIR sign CSR OUT" 64
    sign "$3" "$4"
    ;;
revoke)
    [ $# = 3 ] || die "usage: training-pki.sh DIR revoke CRT" 64
    crt=$(realpath -- "$3")
    (cd "$dir" && revoke "$crt")
    ;;
proxy)
    [ $# = 3 ] || die "usage: training-pki.sh DIR proxy OUT" 64
    out=$(realpath -m -- "$3")
    (cd "$dir" && for_proxy "$out")
    ;;
*) die "unknown command $2" 64 ;;
esac
