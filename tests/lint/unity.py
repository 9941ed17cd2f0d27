#!/usr/bin/env python3
"""Sources of one library are compiled together, so a constant or a type in an anonymous namespace has a name of its own
within its library. Where the namespaces around the two differ the compiler takes the nearer one and says nothing."""
import re
import sys
from collections import defaultdict
from fnmatch import fnmatch
from pathlib import PurePosixPath

from files import finish, read, tracked

LIBRARY = re.compile(r"^\s*(?:indraj_library|add_library)\((\w+)(?: STATIC)?\s([^)]*)\)", re.M)
GLOB = re.compile(r"file\(GLOB (\w+) (?:CONFIGURE_DEPENDS )?([^)]*)\)")
ANONYMOUS = re.compile(r"^namespace \{\n(.*?)^\} // namespace$", re.S | re.M)
NAMED = re.compile(
    r"^(?:inline |static )?(?:const|constexpr) [\w:<>, ]+?[ &*](\w+)(?:\[\w*\])?(?:\{| =|\()"
    r"|^(?:struct|class|enum class|enum) (\w+)[^;]*$", re.M)


def names(text):
    """Constants and types of the anonymous namespaces in a source."""
    return {first or second for body in ANONYMOUS.findall(text) for first, second in NAMED.findall(body)}


def judge(sources):
    """`sources`: text by file. Each name that stands in more than one, with the files."""
    where = defaultdict(list)
    for file, text in sorted(sources.items()):
        for name in names(text):
            where[name].append(file)
    return {name: files for name, files in sorted(where.items()) if len(files) > 1}


def libraries():
    """Name and sources of each library; a list of file(GLOB) is looked up among the tracked files."""
    known = tracked(".cpp")
    for listing in tracked("CMakeLists.txt"):
        folder, text = PurePosixPath(listing).parent, read(listing)
        globs = {f"${{{name}}}": patterns.split() for name, patterns in GLOB.findall(text)}
        for name, words in LIBRARY.findall(text):
            patterns = [str(folder / p) for word in words.split() for p in globs.get(word, [word]) if p.endswith(".cpp")]
            yield name, [file for file in known
                         if any(fnmatch(file, p) and file.count("/") == p.count("/") for p in patterns)]


def main():
    offences = []
    for library, files in libraries():
        twice = judge({file: read(file) for file in files})
        offences += [f"{library}: {name} in {' and '.join(where)}" for name, where in twice.items()]
    return finish("unity", offences, "Rename one, or share it.")


if __name__ == "__main__":
    sys.exit(main())
