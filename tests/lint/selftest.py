#!/usr/bin/env python3
"""The checks are checked: each must find its offence and leave the honest line alone."""
import sys
import unittest
import xml.etree.ElementTree as xml

import direction
import doclinks
import idletests
import places
import translations
import unity
import waiting


class SelfTest(unittest.TestCase):
    def test_direction(self):
        self.assertTrue(direction.judge("enrollment/a.cpp", "storage/secret.h"))
        self.assertTrue(direction.judge("storage/a.cpp", "QtWidgets/QLabel"))
        self.assertTrue(direction.judge("widgets/pages/a.cpp", "storage/sqlite.h"))
        self.assertTrue(direction.judge("central/a.cpp", "QString"))
        self.assertIsNone(direction.judge("widgets/pages/a.cpp", "storage/enrolmentstore.h"))
        self.assertIsNone(direction.judge("tests/a.cpp", "storage/sqlite.h"))

    def test_waiting(self):
        self.assertEqual(waiting.judge("sync/a.cpp", "QThread::msleep(5);"), ["sleep"])
        self.assertEqual(waiting.judge("tests/a.cpp", "QTest::qWait(5);"), ["qWait"])
        self.assertEqual(waiting.judge("app/a.cpp", "QEventLoop loop; loop.exec();"), ["QEventLoop", "nested dialog"])
        self.assertEqual(waiting.judge("widgets/a.cpp", "reply->waitForReadyRead();"), ["waitFor"])
        self.assertEqual(waiting.judge("sync/a.cpp", "// no QEventLoop here\nreply.waitForX();"), [])

    def test_places(self):
        machine = "/" + "root/data"
        self.assertTrue(places.judge(f"path = '{machine}'"))
        self.assertTrue(places.judge("https://registry." + "npmjs.org/x"))
        self.assertFalse(places.judge("${HOME}/work/data ~/root/ /var/lib packaging/work/x"))

    def test_doclinks(self):
        self.assertEqual(doclinks.anchors("# A map, of it\n```\n# no\n```\n"), {"a-map-of-it"})
        self.assertIsNone(doclinks.judge("README.md", "https://example.org/"))
        self.assertEqual(doclinks.judge("README.md", "nowhere.md"), "leads nowhere")

    def test_translations(self):
        def entry(text, kind=""):
            return xml.fromstring(f"<message><source>Page %1</source><translation{kind}>{text}</translation></message>")
        self.assertIsNone(translations.judge(entry("صفحہ %1")))
        self.assertEqual(translations.judge(entry("صفحہ %1", ' type="unfinished"')), "unfinished")
        self.assertEqual(translations.judge(entry("")), "empty")
        self.assertEqual(translations.judge(entry("صفحہ")), "other placeholders than its source")

    def test_unity(self):
        def source(line):
            return f"namespace indraj {{\nnamespace {{\n{line}\n}} // namespace\n}} // namespace indraj\n"
        self.assertEqual(unity.judge({"a.cpp": source("constexpr int side = 3;"), "b.cpp": source("const Size side(3, 4);")}),
                         {"side": ["a.cpp", "b.cpp"]})
        self.assertEqual(unity.judge({"a.cpp": source("struct Words {\n};"), "b.cpp": source("struct Words {\n};")}),
                         {"Words": ["a.cpp", "b.cpp"]})
        self.assertEqual(unity.judge({"a.cpp": source("int side(int x)"), "b.cpp": source("constexpr int sides = 3;")}), {})

    def test_idletests(self):
        test = "class T : public QObject {\nprivate Q_SLOTS:\n    void runs()\n    {\n    }\nprivate:\n    void helps()\n"
        self.assertEqual(idletests.judge(test + "};\n"), ["helps"])
        self.assertEqual(idletests.judge(test.replace("    {\n", "    {\n        helps();\n") + "};\n"), [])


if __name__ == "__main__":
    sys.exit(0 if unittest.main(exit=False, verbosity=0).result.wasSuccessful() else 1)
