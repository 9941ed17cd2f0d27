#!/usr/bin/env python3
"""Each folder includes only what docs/architecture.md lets it use."""
import re
import sys

from files import CODE, finish, read, tracked

BELOW_GUI = "enrollment biometrics devices capture storage sync".split()
MAY_USE = {
    "enrollment": [],
    "biometrics": ["enrollment"],
    "devices": ["enrollment", "biometrics"],
    "capture": ["enrollment", "biometrics", "devices"],
    "storage": ["enrollment"],
    "sync": ["enrollment", "storage"],
    "central": ["sync"],
    "tools": ["enrollment", "biometrics", "capture", "central"],
    "widgets": ["enrollment", "biometrics", "devices", "capture", "storage", "sync"],
    "app": BELOW_GUI + ["widgets"],
}
# A window reaches a room below only through its interface headers.
INTERFACES_ONLY = {
    ("widgets", "storage"): {"enrolmentstore.h", "packetstore.h", "stationaccess.h", "storeerror.h", "secret.h",
                             "peoplestore.h", "auditstore.h", "stationhealth.h", "fingerfigures.h",
                              "decision.h", "decisionstore.h", "retentionstore.h", "templatestore.h",
                              "registrystore.h"},
    # durablefile.h: files that survive a power cut are written in one way only.
    ("sync", "storage"): {"packetstore.h", "storeerror.h", "secret.h", "stationaccess.h", "decision.h",
                          "decisionstore.h", "durablefile.h"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
GUI = re.compile(r"^(QtWidgets/|QtSvg/|QApplication$|QWidget$|QDialog$|QMessageBox$)")


def judge(name, included):
    room = name.split("/")[0]
    if room not in MAY_USE:
        return None
    target, _, rest = included.partition("/")
    if target in MAY_USE and rest and target != room:
        if target not in MAY_USE[room]:
            return f"{room}/ may not use {target}/"
        allowed = INTERFACES_ONLY.get((room, target))
        if allowed is not None and rest not in allowed:
            return f"{room}/ uses {target}/ through its interfaces only"
    if room in BELOW_GUI and GUI.match(included):
        return "Qt Widgets below the GUI line"
    if room == "central" and re.match(r"^Q[A-Z]|^Qt", included):
        return "central/ is built without Qt"
    if room == "enrollment" and re.match(r"^(QtGui/|QImage$|QFile$|QThread$|QtNetwork/)", included):
        return "enrollment/ is values and rules only"
    return None


def main():
    offences = []
    for name in tracked(*CODE):
        for included in INCLUDE.findall(read(name)):
            reason = judge(name, included)
            if reason:
                offences.append(f"{name}: <{included}>: {reason}")
    return finish("direction", offences, "See docs/architecture.md, 'Direction'.")


if __name__ == "__main__":
    sys.exit(main())
