#!/usr/bin/env python3
"""A scanner's helper, written from devices/fingerprint/PROTOCOL.md alone: where a maker's own helper can begin.

usage: scanner_helper.py SOCKET [SECONDS]

Its scanner is a folder, FOLDER_SCANNER. While the folder is there a device is connected; a touch is a picture
*.pgm (8-bit grey, dark ridges on light) moved into it, which the helper takes away. FolderScanner is what a
maker's library takes the place of; Helper stays. tst_conformance runs it.
"""
import os
import pathlib
import selectors
import socket
import struct
import sys
import time

HELLO, CAPTURE, CANCEL, PING = 1, 2, 3, 4
WELCOME, STATE, SENSOR, IMAGE, RETRY, FAILURE, PONG = 65, 66, 67, 68, 69, 70, 71
LENGTHS = {HELLO: 0, CAPTURE: 5, CANCEL: 4, PING: 4}
NO_DEVICE, IDLE, WAITING, FINGER, PROCESSING = 0, 1, 2, 3, 4
REMOVED = 2  # a fault
GENERAL = 0  # a reason to touch again
PATIENCE = 15  # seconds without a client
LOOK = 0.05  # seconds between two looks at the scanner


def text(value):
    raw = value.encode()[:200]
    return struct.pack("<H", len(raw)) + raw


class FolderScanner:
    """What a maker's library is for the helper: present(), describe(), and take() while a touch is waited for."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def present(self):
        return self.folder.is_dir()

    def describe(self):
        resolution, width, height, press, simulated = 500, 0, 0, 1, 1
        head = struct.pack("<HHHBB", resolution, width, height, press, simulated)
        return head + text("folder") + text("example")

    def take(self):
        """None while nobody touches; else (width, height, pixels), or () where the picture is none."""
        try:
            found = sorted(self.folder.glob("*.pgm"))
            if not found:
                return None
            raw = found[0].read_bytes()
            found[0].unlink()
        except FileNotFoundError:
            return None  # pulled between two looks: the next one says so
        parts = raw.split(None, 4)
        try:
            width, height, most = (int(number) for number in parts[1:4])
            pixels = raw[-width * height:]
        except ValueError:
            return ()
        good = parts[0] == b"P5" and most == 255 and len(pixels) == width * height and max(width, height) <= 2000
        return (width, height, pixels) if good else ()


class Helper:
    def __init__(self, connection, scanner):
        self.connection, self.scanner = connection, scanner
        self.buffer, self.request, self.state, self.greeted = b"", None, NO_DEVICE, False

    def send(self, kind, payload=b""):
        if self.greeted:
            self.connection.sendall(struct.pack("<2sBBI", b"IF", 1, kind, len(payload)) + payload)

    def be(self, state):
        if state == self.state:
            return
        if self.state == NO_DEVICE:
            self.send(SENSOR, self.scanner.describe())
        self.state = state
        self.send(STATE, bytes([state]))

    def obey(self, kind, payload):
        if kind == HELLO:
            self.greeted = True
            self.send(WELCOME, struct.pack("<I", os.getpid()))
            if self.state != NO_DEVICE:
                self.send(SENSOR, self.scanner.describe())
            self.send(STATE, bytes([self.state]))
        elif kind == PING:
            self.send(PONG, payload)
        elif kind == CAPTURE:
            self.request = struct.unpack("<I", payload[:4])[0]
            if self.state == WAITING:
                self.be(IDLE)  # another request is another wait
        elif self.request == struct.unpack("<I", payload)[0]:
            self.request = None

    def read(self):
        """False when the client has gone or said what nobody says."""
        try:
            data = self.connection.recv(4096)
        except OSError:
            return False
        self.buffer += data
        while len(self.buffer) >= 8:
            magic, version, kind, length = struct.unpack("<2sBBI", self.buffer[:8])
            if magic != b"IF" or version != 1 or LENGTHS.get(kind) != length:
                return False
            if len(self.buffer) < 8 + length:
                break
            payload, self.buffer = self.buffer[8:8 + length], self.buffer[8 + length:]
            self.obey(kind, payload)
        return bool(data)

    def look(self):
        """At the scanner: what has come, what has gone, what was touched."""
        if not self.scanner.present():
            if self.state != NO_DEVICE and self.request is not None:
                self.send(FAILURE, struct.pack("<IB", self.request, REMOVED) + text("the folder is gone"))
                self.request = None
            self.be(NO_DEVICE)
            return
        if self.request is None:
            self.be(IDLE)
            return
        self.be(WAITING)
        touch = self.scanner.take()
        if touch is None:
            return
        self.be(FINGER)
        self.be(PROCESSING)
        request, self.request = self.request, None
        if touch:
            width, height, pixels = touch
            now = int(time.time() * 1000)
            self.send(IMAGE, struct.pack("<IHHq", request, width, height, now) + pixels)
        else:
            self.send(RETRY, struct.pack("<IB", request, GENERAL))
        self.be(IDLE)


def main():
    if len(sys.argv) < 2 or "FOLDER_SCANNER" not in os.environ:
        print(__doc__, file=sys.stderr)
        return 64
    os.umask(0o177)  # the socket is for this user only
    server = socket.socket(socket.AF_UNIX)
    server.bind(sys.argv[1])
    server.listen(1)
    server.settimeout(PATIENCE)
    try:
        connection, _ = server.accept()
    except socket.timeout:
        return 1
    server.close()  # one client, and a scanner is never shared
    helper = Helper(connection, FolderScanner(os.environ["FOLDER_SCANNER"]))
    with selectors.DefaultSelector() as selector:
        selector.register(connection, selectors.EVENT_READ)
        try:
            while not selector.select(LOOK) or helper.read():
                helper.look()
        except BrokenPipeError:
            pass  # the client has gone while it was spoken to
    return 0


if __name__ == "__main__":
    sys.exit(main())
