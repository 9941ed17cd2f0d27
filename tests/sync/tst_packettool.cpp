#include "sync/packet.h"

#include "tests/support/places.h"
#include "tests/sync/centralfixture.h"
#include "tests/sync/sampleenrolment.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

struct Ended {
    int code = -1;
    QByteArray out;
    QByteArray err;
};

Ended runTool(const QStringList &arguments)
{
    QProcess tool;
    tool.start(QCoreApplication::applicationDirPath() + u"/indraj-packet"_s, arguments);
    if (!tool.waitForFinished())
        return {};
    return {tool.exitCode(), tool.readAllStandardOutput(), tool.readAllStandardError()};
}

} // namespace

/// The command as a person at the authority uses it, and the reader in another language, on one packet.
class TestPacketTool : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_pki.make());
        QVERIFY(m_other.make());
        const auto station = m_pki.station(u"TRN-01"_s);
        QVERIFY(station);
        m_input = sampleInput(7);
        const SealContext context{
            {m_pki.pem(u"recipient.crt"_s)}, u"0.1.0"_s, QDateTime({2026, 3, 4}, {11, 0, 0}, Qt::UTC)};
        const auto packet = sealPacket(m_input, *station, context);
        QVERIFY(packet);
        m_packet = *packet;
        m_file = write(u"packet.cms"_s, m_packet);
    }

    void inspectNeedsNoKey()
    {
        const Ended ended = runTool({u"inspect"_s, m_file, u"--json"_s});
        QCOMPARE(ended.code, 0);
        const QJsonObject report = QJsonDocument::fromJson(ended.out).object();
        QCOMPARE(report["bytes"_L1].toInteger(), m_packet.size());
        QCOMPARE(report["sha256"_L1].toString().toLatin1(), digest(m_packet));
        QCOMPARE(report["recipients"_L1].toArray().size(), 1);
        QCOMPARE(report["recipients"_L1][0]["kind"_L1].toString(), u"ecdh-p256"_s);
        QCOMPARE(report["recipients"_L1][0]["keyIdentifier"_L1].toString().size(), 40);
    }

    void verifyNamesNoCitizen()
    {
        const Ended ended = runTool(QStringList{u"verify"_s, m_file} + keys(m_pki, m_pki));
        QCOMPARE(ended.code, 0);
        QVERIFY(ended.out.contains("station: TRN-01") && ended.out.contains("sequence: 7"));
        QVERIFY(ended.out.contains("holds: true"));
        for (const QString &value : m_input.enrolment.fields) {
            if (value.size() > 3)
                QVERIFY2(!ended.out.contains(value.toUtf8()), qPrintable(value));
        }
    }

    void saysWhyNot_data()
    {
        QTest::addColumn<QByteArray>("packet");
        QTest::addColumn<QStringList>("with");
        QTest::addColumn<QByteArray>("why");
        QByteArray changed = m_packet;
        changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 1);
        QTest::newRow("other key") << m_packet << keys(m_other, m_pki) << QByteArray("not encrypted to this");
        QTest::newRow("changed") << changed << keys(m_pki, m_pki) << QByteArray("bytes were changed");
        QTest::newRow("cut") << m_packet.left(m_packet.size() / 2) << keys(m_pki, m_pki)
                             << QByteArray("cut off");
        QTest::newRow("other authority")
            << m_packet << keys(m_pki, m_other) << QByteArray("no station of this authority");
        QTest::newRow("other digest")
            << m_packet << keys(m_pki, m_pki) + QStringList{u"--sha256"_s, QString(64, u'0')}
            << QByteArray("not the packet that was announced");
        QTest::newRow("text") << QByteArray("not a packet") << keys(m_pki, m_pki)
                              << QByteArray("no CMS AuthEnvelopedData");
    }
    void saysWhyNot()
    {
        QFETCH(QByteArray, packet);
        QFETCH(QStringList, with);
        QFETCH(QByteArray, why);
        const Ended ended = runTool(QStringList{u"verify"_s, write(u"bad.cms"_s, packet)} + with);
        QCOMPARE(ended.code, 1);
        QVERIFY2(ended.err.contains(why), ended.err.constData());
        QVERIFY(ended.out.isEmpty());
    }

    void openWritesThePartsOnce()
    {
        const QString folder = m_dir.filePath(u"opened"_s);
        const QStringList command = QStringList{u"open"_s, m_file, folder} + keys(m_pki, m_pki);
        QCOMPARE(runTool(command).code, 0);
        QCOMPARE(fileBytes(folder + u"/face.jp2"_s), m_input.samples.at(0).bytes);
        const QJsonObject manifest
            = QJsonDocument::fromJson(fileBytes(folder + u"/manifest.json"_s)).object();
        QCOMPARE(manifest["packetId"_L1].toString(), m_input.packet.toString());
        QCOMPARE(manifest["parts"_L1].toArray().size(), QDir(folder).entryList(QDir::Files).size() - 1);
        QCOMPARE(QFile::permissions(folder) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        QCOMPARE(runTool(command).code, 5); // never over what is there
    }

    void wrongUseSaysHow()
    {
        QCOMPARE(runTool({}).code, 2);
        QCOMPARE(runTool({u"verify"_s}).code, 2);
        QCOMPARE(runTool({u"inspect"_s, m_dir.filePath(u"absent"_s)}).code, 5);
        QCOMPARE(runTool({u"verify"_s, m_file}).code, 5);
        QVERIFY(runTool({u"--help"_s}).out.startsWith("usage:"));
    }

    void aStrangersReaderAgrees()
    {
        const QString reader = indraj::test::sourcePath("/docs/examples/read_packet.py");
        const QStringList arguments{reader, m_file, m_pki.path(u"recipient.crt"_s),
                                    m_pki.path(u"recipient.key"_s), m_pki.path(u"root.crt"_s)};
        const auto out
            = runProgram(u"python3"_s, arguments + QStringList{QString::fromLatin1(digest(m_packet))});
        QVERIFY(out);
        const QJsonObject manifest = QJsonDocument::fromJson(*out).object();
        QCOMPARE(manifest["station"_L1].toString(), u"TRN-01"_s);
        QCOMPARE(manifest["packetId"_L1].toString(), m_input.packet.toString());
        QVERIFY(!runProgram(u"python3"_s, arguments + QStringList{QString(64, u'0')}));
    }

private:
    static QByteArray digest(const QByteArray &bytes)
    {
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    }
    static QStringList keys(const TestPki &recipient, const TestPki &authority)
    {
        return {u"--recipient"_s, recipient.path(u"recipient.crt"_s),
                u"--key"_s,       recipient.path(u"recipient.key"_s),
                u"--stations"_s,  authority.path(u"station-ca.crt"_s)};
    }
    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                    : QString();
    }

    QTemporaryDir m_dir;
    TestPki m_pki;
    TestPki m_other;
    SealInput m_input;
    QByteArray m_packet;
    QString m_file;
};

QTEST_GUILESS_MAIN(TestPacketTool)
#include "tst_packettool.moc"
