#!/usr/bin/env python3
"""Opens a sealed packet with nothing but openssl and docs/packet.md: a reader in another language, and the check
that the document is enough to write one.
usage: read_packet.py PACKET RECIPIENT.crt RECIPIENT.key STATION-CA.pem [SHA256]      prints the manifest
"""
import hashlib
import json
import struct
import subprocess
import sys
import tempfile


def fail(why):
    sys.exit("read_packet: " + why)


def openssl(*arguments, data=b""):
    done = subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else fail("openssl refuses: " + done.stderr.decode().strip())


def parts_of(container):
    magic, version, count = struct.unpack_from(">8sHH", container)
    if magic != b"INDRAJPK" or version != 1 or not 1 <= count <= 64:
        fail("not a container of version 1")
    at, parts = 12, {}
    for _ in range(count):
        (length,) = struct.unpack_from(">H", container, at)
        name = container[at + 2:at + 2 + length].decode("ascii")
        at += 2 + length
        (length,) = struct.unpack_from(">I", container, at)
        content = container[at + 4:at + 4 + length]
        at += 4 + length
        if name in parts or len(content) != length:
            fail("part " + name + " is there twice or cut off")
        parts[name] = content
    return parts if at == len(container) else fail("bytes after the last part")


def main(packet_file, certificate, key, authority, digest=""):
    with open(packet_file, "rb") as file:
        packet = file.read()
    if digest and hashlib.sha256(packet).hexdigest() != digest:
        fail("not the packet that was announced")
    cms = ("cms", "-binary", "-inform", "DER")
    signed = openssl(*cms, "-decrypt", "-recip", certificate, "-inkey", key, data=packet)
    with tempfile.NamedTemporaryFile() as signer:
        parts = parts_of(openssl(*cms, "-verify", "-CAfile", authority, "-purpose", "any",
                                 "-signer", signer.name, data=signed))
        subject = openssl("x509", "-in", signer.name, "-noout", "-subject", "-nameopt", "multiline").decode()
    manifest = json.loads(parts.pop("manifest.json"))
    if (manifest["format"], manifest["formatVersion"]) != ("indraj-packet", 3):
        fail("a manifest of another version")
    names = [line.partition("=")[2].strip() for line in subject.splitlines() if "commonName" in line]
    if names != [manifest["station"]] or [part["name"] for part in manifest["parts"]] != list(parts):
        fail("signed by another station, or the parts are not those of the manifest")
    for part in manifest["parts"]:
        content = parts[part["name"]]
        if len(content) != part["length"] or hashlib.sha256(content).hexdigest() != part["sha256"]:
            fail("part " + part["name"] + " is not what the manifest says")
    print(json.dumps(manifest, indent=2, sort_keys=True))


main(*sys.argv[1:])
