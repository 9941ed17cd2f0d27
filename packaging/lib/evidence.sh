# shellcheck shell=bash
# What a rehearsal leaves beside the window's own evidence: the packet opened with the openssl program alone,
# central's row, the receipt. Sourced after common.sh and central.sh, while central's database still runs.
: "${root:?the including script sets it}"

# Runs a command and keeps it with its output in the transcript: the reader must be able to repeat it.
transcribe() { # transcribe FILE COMMAND...
    local file=$1 status=0
    shift
    printf '$ %s\n' "$*" >>"$file"
    "$@" >>"$file" 2>&1 || status=$?
    printf '(status %d)\n\n' "$status" >>"$file"
    return "$status"
}

query() { # query TRAINING SQL: bare rows
    PGOPTIONS='-c client_min_messages=warning' \
        /usr/lib/postgresql/15/bin/psql -X -q -At "$("$root/packaging/private-postgres.sh" url "$1/postgres")" -c "$2"
}

open_packet() { # open_packet OUT PKI FILE...: decrypts and verifies each with openssl alone
    local out=$1 pki=$2 transcript=$1/openssl-cms.txt file base status=0
    shift 2
    for file in "$@"; do
        base=${file##*/}
        base=${base%.*}
        transcribe "$transcript" openssl cms -decrypt -binary -inform DER -in "$file" \
            -recip "$pki/recipient.crt" -inkey "$pki/recipient.key" -out "$out/opened/$base.signed" || status=1
        # The training authority of the stations is the anchor; the root above it is not needed to trust it.
        transcribe "$transcript" openssl cms -verify -binary -inform DER -in "$out/opened/$base.signed" \
            -CAfile "$pki/station-ca.crt" -partial_chain -purpose any -out "$out/opened/$base.content" || status=1
        transcribe "$transcript" sha256sum "$file" || status=1
        transcribe "$transcript" "$root/packaging/lib/unpack-packet.py" "$out/opened/$base.content" \
            "$out/opened/$base" || status=1
    done
    return "$status"
}

check_receipt() { # check_receipt OUT PKI FILE
    transcribe "$1/openssl-cms.txt" openssl cms -verify -binary -inform DER -in "$3" \
        -CAfile "$2/receipt.crt" -partial_chain -purpose any -out "${3%.*}.json"
}

# The citizen's slip as a scanner at a counter sees it.
check_slip() { # check_slip OUT: the code names the token of a packet that central has
    local out=$1 token
    transcribe "$out/slip-code.txt" pdftoppm -r 150 -gray -png -singlefile "$out/slip.pdf" "$out/slip" || return
    transcribe "$out/slip-code.txt" zbarimg -q --raw "$out/slip.png" || return
    token=$(grep -o '"token":"[^"]*"' "$out/slip-code.txt" | head -1)
    [ -n "$token" ] && grep -qF -- "$token" "$out"/opened/*/manifest.json
}

# complete_evidence OUT TRAINING: status 0 only when every packet of central opened and has a good receipt, and the
# slip's code leads to one of them.
complete_evidence() {
    local out=$1 training=$2 pki=$2/pki id ids status=0
    mkdir -p "$out/opened" "$out/central" || return
    : >"$out/openssl-cms.txt"
    query "$training" "select row_to_json(p) from (select id, station, sequence, kind, length, committed,
        encode(sha256, 'hex') as sha256, created_at, stored_at from intake.packet order by sequence) p" \
        >"$out/central/packets.jsonl" || return
    query "$training" "select row_to_json(a) from intake.audit a order by id" >"$out/central/audit.jsonl" || return
    ids=$(query "$training" "select id from intake.packet where stored_at is not null order by sequence") || return
    if [ -z "$ids" ]; then
        complain "central holds no packet"
        return 1
    fi
    for id in $ids; do
        query "$training" "select encode(string_agg(data, ''::bytea order by start), 'base64') from intake.chunk
            where packet = '$id'" | base64 -d >"$out/central/$id.p7m" || status=1
        query "$training" "select encode(receipt, 'base64') from intake.receipt where packet = '$id'" |
            base64 -d >"$out/central/$id-receipt.p7s" || status=1
        open_packet "$out" "$pki" "$out/central/$id.p7m" || { complain "packet $id does not open"; status=1; }
        check_receipt "$out" "$pki" "$out/central/$id-receipt.p7s" ||
            { complain "the receipt of packet $id is missing or not good"; status=1; }
    done
    check_slip "$out" || { complain "the code on the slip does not lead to a packet"; status=1; }
    return "$status"
}
