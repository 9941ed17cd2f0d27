#!/usr/bin/env python3
"""Translation files hold no unfinished, empty or left-over entries, and keep the placeholders of their source."""
import re
import sys
import xml.etree.ElementTree as xml

from files import ROOT, finish, tracked

PLACE = re.compile(r"%(?:L?\d+|n)")


def judge(message):
    translation = message.find("translation")
    if translation is None or translation.get("type") in ("unfinished", "vanished", "obsolete"):
        return "unfinished" if translation is None else translation.get("type")
    source = "".join(message.find("source").itertext())
    forms = translation.findall("numerusform") or [translation]
    for form in forms:
        text = "".join(form.itertext())
        if not text.strip():
            return "empty"
        # The singular form may leave the number out.
        if len(forms) == 1 and set(PLACE.findall(source)) != set(PLACE.findall(text)):
            return "other placeholders than its source"
    return None


def main():
    offences = []
    for name in tracked(".ts"):
        for context in xml.parse(ROOT / name).getroot().iter("context"):
            for message in context.findall("message"):
                reason = judge(message)
                if reason:
                    source = "".join(message.find("source").itertext())
                    offences.append(f"{name}: {context.findtext('name')}: {source[:60]!r}: {reason}")
    return finish("translations", offences, "Translate it; see docs/adding-a-language.md.")


if __name__ == "__main__":
    sys.exit(main())
