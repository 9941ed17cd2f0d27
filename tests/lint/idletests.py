#!/usr/bin/env python3
"""A function of a test that stands below `private:` and that nothing calls is a test that never runs."""
import re
import sys

from files import finish, read, tracked

SECTION = re.compile(r"^(private Q_SLOTS:|private slots:|private:|public:)|^    void (\w+)\(\)|^};", re.M)


def judge(text):
    idle = []
    section = ""
    for found in SECTION.finditer(text):
        heading, name = found.group(1), found.group(2)
        if heading:
            section = heading
        elif not name:
            section = ""
        elif section == "private:" and len(re.findall(rf"\b{name}\b", text)) == 1:
            idle.append(name)
    return idle


def main():
    offences = [f"{name}: {function}() never runs" for name in tracked(".cpp")
                if name.startswith("tests/") and "/tst_" in name for function in judge(read(name))]
    return finish("idletests", offences, "Put it below private Q_SLOTS:, or call it.")


if __name__ == "__main__":
    sys.exit(main())
