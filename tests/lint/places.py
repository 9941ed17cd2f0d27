#!/usr/bin/env python3
"""No file names a machine: no home or work folders, no package registry hosts. Downloads go through the
registry's own client, so that a site's mirror works without a change here."""
import re
import sys

from files import finish, read, tracked

WORDS = {
    "machine path": re.compile(r"(?<![\w.$}/~-])/(work|root|home/\w+|Users/\w+|tmp/\w{1,12}/)(?=[/\s\"'`)]|$)"),
    "registry host": re.compile(r"registry\.(npmjs|yarnpkg)\.\w+|files\.pythonhosted\.org|deb\.debian\.org|"
                                r"static\.crates\.io|proxy\.golang\.org|/artifactory/", re.I),
}
TEXT = (".h", ".cpp", ".c", ".py", ".sh", ".md", ".txt", ".cmake", ".json", ".ts", ".qrc", ".svg", ".sql", ".conf",
        ".yml", ".yaml", ".desktop", "indraj", "/setup", ".ci/run", ".gitignore", ".clang-tidy", ".clang-format")


def judge(line):
    return [f"{what}: {match.group(0)}" for what, word in WORDS.items() for match in word.finditer(line)]


def main():
    offences = []
    for name in tracked(*TEXT):
        if name.startswith("tests/lint/"):
            continue
        for number, line in enumerate(read(name).splitlines(), 1):
            offences += [f"{name}:{number}: {found}" for found in judge(line)]
    return finish("places", offences, "Take the place from an option, the environment or the client's settings.")


if __name__ == "__main__":
    sys.exit(main())
