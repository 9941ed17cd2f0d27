"""A network camera for tests: serves one JPEG picture again and again as multipart/x-mixed-replace.

usage: mjpeg_server.py PORT PICTURE [MODE]      PORT 0: any free one; prints "port N" when it listens
MODE: good (default), garbage (not JPEG at all), truncated (half of the picture)
"""

import http.server
import socketserver
import sys
import time

FRAME_SECONDS = 1 / 30


def payload(picture, mode):
    if mode == "garbage":
        return bytes(range(256)) * 40
    if mode == "truncated":
        return picture[: len(picture) // 2]
    return picture


class Camera(http.server.BaseHTTPRequestHandler):
    body = b""

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        if self.path != "/mjpeg":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        head = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(self.body)
        due = time.monotonic()
        try:
            while True:
                self.wfile.write(head + self.body + b"\r\n")
                due = max(due + FRAME_SECONDS, time.monotonic() - FRAME_SECONDS)
                time.sleep(max(0.0, due - time.monotonic()))
        except (BrokenPipeError, ConnectionResetError):
            pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    allow_reuse_address = True
    daemon_threads = True


def main():
    with open(sys.argv[2], "rb") as picture:
        Camera.body = payload(picture.read(), sys.argv[3] if len(sys.argv) > 3 else "good")
    server = Server(("127.0.0.1", int(sys.argv[1])), Camera)
    print("port", server.server_address[1], flush=True)
    server.serve_forever()


main()
