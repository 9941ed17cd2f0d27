"""A network camera for tests that speaks RTSP: GStreamer's own server with a moving test picture.

usage: rtsp_server.py      serves rtsp://127.0.0.1:PORT/live and prints "port N" when it listens
"""

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service("0")  # any free port
media = GstRtspServer.RTSPMediaFactory()
media.set_launch(
    "( videotestsrc is-live=true ! video/x-raw,format=I420,width=640,height=360,framerate=15/1"
    " ! jpegenc ! rtpjpegpay name=pay0 )"
)
server.get_mount_points().add_factory("/live", media)
if server.attach(None) == 0:
    raise SystemExit("no port")
print("port %d" % server.get_bound_port(), flush=True)
GLib.MainLoop().run()
