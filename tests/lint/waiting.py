#!/usr/bin/env python3
"""No nested event loop, no sleeping, no blocking wait on the GUI thread. The list of exceptions may only shrink."""
import re
import sys

from files import CODE, finish, read, tracked

EVERYWHERE = {
    "QEventLoop": r"\bQEventLoop\b",
    "processEvents": r"\bprocessEvents\s*\(",
    "sleep": r"\b(q?[Ss]leep|msleep|usleep|nanosleep|sleep_for|sleep_until|qSleep)\s*\(",
    "qWait": r"\bqWait\s*\(",
}
IN_WINDOWS = {
    "waitFor": r"\bwaitFor[A-Z]\w*\s*\(",
    "nested dialog": r"(\.|->)exec\s*\(\s*\)",
}
# "file: word", each with its reason beside it. A cured entry must leave the list.
KNOWN = {
    "tests/widgets/frame/stage.h: processEvents",  # settles layouts of a shown page; nothing is waited for
    "tests/widgets/whole/wholewindow.h: processEvents",  # the same
    "tests/devices/camera/tst_framesource.cpp: sleep",  # the slow consumer is what is tested
}
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)


def judge(name, text):
    words = dict(EVERYWHERE)
    if name.startswith(("widgets/", "app/")):
        words.update(IN_WINDOWS)
    code = COMMENT.sub("", text)
    return [word for word, pattern in words.items() if re.search(pattern, code)]


def main():
    found = set()
    for name in tracked(*CODE):
        found |= {f"{name}: {word}" for word in judge(name, read(name))}
    offences = sorted(found - KNOWN)
    offences += [f"cured, take it off the list: {entry}" for entry in sorted(KNOWN - found)
                 if entry.split(":")[0] in tracked(*CODE)]
    return finish("waiting", offences, "Use a signal, a timer or a job on the thread that owns the work.")


if __name__ == "__main__":
    sys.exit(main())
