#!/usr/bin/env python3
"""Unpacks the content of an opened packet into a folder, from docs/packet.md alone: a second reader of the format,
independent of the program, and prints each part with its size and SHA-256.

    unpack-packet.py CONTENT FOLDER
"""
import hashlib
import re
import struct
import sys
from pathlib import Path

MAGIC = b"INDRAJPK"
NAME = re.compile(rb"[a-z][a-z0-9.-]{0,63}")


def parts(content):
    """Yields name and bytes; ValueError when a length or a name does not hold."""
    if content[:8] != MAGIC:
        raise ValueError("not a packet's content")
    at = 12
    version, count = struct.unpack(">HH", content[8:at])
    if version != 1:
        raise ValueError(f"version {version} is not known")
    for _ in range(count):
        (length,) = struct.unpack(">H", content[at:at + 2])
        name = content[at + 2:at + 2 + length]
        at += 2 + length
        (size,) = struct.unpack(">I", content[at:at + 4])
        at += 4
        if not NAME.fullmatch(name) or at + size > len(content):
            raise ValueError(f"a part breaks off at byte {at}")
        yield name.decode(), content[at:at + size]
        at += size
    if at != len(content):
        raise ValueError("bytes after the last part")


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 64
    folder = Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for name, data in parts(Path(sys.argv[1]).read_bytes()):
            (folder / name).write_bytes(data)
            print(f"{hashlib.sha256(data).hexdigest()}  {len(data):>9}  {name}")
    except (ValueError, struct.error) as error:
        print(f"unpack-packet: {error}", file=sys.stderr)
        return 65
    return 0


if __name__ == "__main__":
    sys.exit(main())
