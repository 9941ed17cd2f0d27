"""Which files the checks read: those git knows or would add, so that build folders never count."""
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = (".h", ".cpp", ".c")


def tracked(*suffixes):
    """Paths relative to the checkout, sorted; all text-like files when no suffix is given."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    return sorted(name for name in set(listed)
                  if name and (not suffixes or name.endswith(suffixes)) and (ROOT / name).is_file())


def read(name):
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


def finish(check, offences, hint):
    """Prints the offences and gives the exit status."""
    for offence in offences:
        print(f"{check}: {offence}")
    if offences:
        print(f"{check}: {len(offences)} offence(s). {hint}")
    return 1 if offences else 0
