#!/usr/bin/env python3
"""A file of code has at most 400 lines; above 600 it fails, between the two it is named."""
import sys

from files import CODE, finish, read, tracked

ASKED, CEILING = 400, 600


def main():
    lengths = {name: read(name).count("\n") for name in tracked(*CODE, ".py", ".sh")}
    for name, lines in sorted(lengths.items()):
        if ASKED < lines <= CEILING:
            print(f"filelength: {name} has {lines} lines; {ASKED} are asked for")
    offences = [f"{name} has {lines} lines" for name, lines in sorted(lengths.items()) if lines > CEILING]
    return finish("filelength", offences, f"Split it: the ceiling is {CEILING} lines.")


if __name__ == "__main__":
    sys.exit(main())
