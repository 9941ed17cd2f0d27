#!/usr/bin/env python3
"""Every relative link and picture of a Markdown file leads to a file of the checkout, every #part to a heading."""
import re
import sys
from pathlib import PurePosixPath

from files import ROOT, finish, read, tracked

LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.S | re.M)
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.M)


def anchors(text):
    slugs = set()
    for heading in HEADING.findall(FENCE.sub("", text)):
        plain = re.sub(r"[^\w\- ]", "", heading.lower()).strip()
        slugs.add(plain.replace(" ", "-"))
    return slugs


def judge(name, target):
    if re.match(r"^[a-z][a-z0-9+.-]*:", target):
        return None
    path, _, part = target.partition("#")
    file = ROOT / (PurePosixPath(name).parent / path if path else name)
    if not file.exists():
        return "leads nowhere"
    if part and file.suffix == ".md" and part not in anchors(file.read_text(encoding="utf-8")):
        return "has no such heading"
    return None


def main():
    offences = []
    for name in tracked(".md"):
        for target in LINK.findall(FENCE.sub("", read(name))):
            reason = judge(name, target)
            if reason:
                offences.append(f"{name}: {target} {reason}")
    return finish("doclinks", offences, "Mend the link or the heading.")


if __name__ == "__main__":
    sys.exit(main())
