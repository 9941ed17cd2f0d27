#include "sync/centralclient.h"
#include "sync/receipt.h"
#include "tests/support/places.h"
#include "tests/sync/centralfixture.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 30000;
constexpr qint64 chunk = 128 << 10;

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::global()->bounded(256));
    return bytes;
}

} // namespace

/// The wire spoken with others: the tus project's client sends to our central, and our client to its server.
/// Each of our four rules goes beyond tus; what they add is given to the other side by the scripts in tus/,
/// and where it has nothing like it (receipts, checksums, a second create) it is not asked.
class TestTusInterop : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void theirClientSendsToOurCentral();
    void theirClientIsToldOfAWrongChecksum();
    void ourClientSendsToTheirServer();

private:
    static QString installed() { return indraj::test::cachePath("/test-servers/node_modules"); }
    bool write(const QString &name, const QByteArray &bytes) const;
    QString optionsOf(const QString &name, const QJsonObject &options) const;
    /// Everything the script has said, when it has ended.
    QByteArray runClient(const QJsonObject &options) const;
    bool startServer();
    CentralAnswer ask(const std::function<void(CentralClient::Callback)> &call) const;
    QJsonObject clientOptions(const UploadRecord &record) const;
    UploadRecord recordOf(const QByteArray &bytes, qint64 sequence) const;

    TestPki m_pki;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
    QTemporaryDir m_dir;
    QProcess m_server;
    quint16 m_serverPort = 0;
};

void TestTusInterop::initTestCase()
{
    if (!QFile::exists(installed() + u"/@tus/server"_s))
        QSKIP("SKIP_WHOLE_TEST: the tus server and client are absent; packaging/test-servers/install fetches "
              "them");
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_station = m_pki.station(u"TRN-01"_s);
    QVERIFY(m_station);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase() && m_central->start());
    // A script finds its packages beside itself.
    QVERIFY(QFile::link(installed(), m_dir.filePath(u"node_modules"_s)));
    for (const QString &script : {u"client.mjs"_s, u"server.mjs"_s})
        QVERIFY(write(script, fileBytes(indraj::test::sourcePath("/tests/sync/faults/tus/") + script)));
    const auto key = m_station->privateKeyPem.bytes();
    QVERIFY(write(u"station.key"_s,
                  QByteArray(reinterpret_cast<const char *>(key.data()), qsizetype(key.size()))));
    QVERIFY(write(u"station.crt"_s, m_station->certificatePem));
}

void TestTusInterop::cleanupTestCase()
{
    m_server.kill();
    m_server.waitForFinished();
    m_central.reset();
}

bool TestTusInterop::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(m_dir.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QString TestTusInterop::optionsOf(const QString &name, const QJsonObject &options) const
{
    return write(name, QJsonDocument(options).toJson()) ? m_dir.filePath(name) : QString();
}

QByteArray TestTusInterop::runClient(const QJsonObject &options) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"node"_s, {m_dir.filePath(u"client.mjs"_s), optionsOf(u"client.json"_s, options)});
    process.waitForFinished(patience);
    return process.readAll();
}

UploadRecord TestTusInterop::recordOf(const QByteArray &bytes, qint64 sequence) const
{
    UploadRecord record;
    record.packet = PacketId::create();
    record.sequence = sequence;
    record.size = bytes.size();
    record.sha256 = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    return record;
}

QJsonObject TestTusInterop::clientOptions(const UploadRecord &record) const
{
    const QByteArray metadata = "packetid " + record.packet.toString().toLatin1().toBase64() + ",sequence "
        + QByteArray::number(record.sequence).toBase64() + ",kind " + QByteArray("enrolment").toBase64()
        + ",sha256 " + record.sha256.toBase64();
    return {{u"url"_s, m_central->url().toString() + u"/v1/packets"_s},
            {u"file"_s, m_dir.filePath(u"packet"_s)},
            {u"chunk"_s, chunk},
            {u"ca"_s, m_pki.path(u"root.crt"_s)},
            {u"certificate"_s, m_dir.filePath(u"station.crt"_s)},
            {u"key"_s, m_dir.filePath(u"station.key"_s)},
            {u"metadata"_s, QString::fromLatin1(metadata)},
            {u"stopAfter"_s, 1000}};
}

CentralAnswer TestTusInterop::ask(const std::function<void(CentralClient::Callback)> &call) const
{
    std::optional<CentralAnswer> told;
    call([&told](const CentralAnswer &answer) { told = answer; });
    return QTest::qWaitFor([&told] { return told.has_value(); }, patience) ? *told : CentralAnswer();
}

void TestTusInterop::theirClientSendsToOurCentral()
{
    const QByteArray bytes = randomBytes(5 * chunk + 4321);
    QVERIFY(write(u"packet"_s, bytes));
    const UploadRecord record = recordOf(bytes, 1);
    QJsonObject options = clientOptions(record);
    options["stopAfter"_L1] = 2; // killed before its third chunk
    const QByteArray first = runClient(options);
    QVERIFY2(first.startsWith("POST 201 0\n") && first.contains("killed"), first.constData());
    const QByteArray offset
        = m_central->query(u"select coalesce(sum(length(data)), 0) from intake.chunk"_s).toLatin1();
    QCOMPARE(offset, QByteArray::number(2 * chunk));
    options["stopAfter"_L1] = 1000;
    options["uploadUrl"_L1] = m_central->url().toString() + u"/v1/packets/"_s + record.packet.toString();
    const QByteArray second = runClient(options);
    QVERIFY2(second.startsWith("HEAD 200 " + offset) && second.contains("done"), second.constData());
    const auto client = CentralClient::open(m_central->engineOptions(), *m_station);
    QVERIFY(client);
    const CentralAnswer receipt = ask([&](auto done) { (*client)->receipt(record.packet, std::move(done)); });
    QVERIFY2(receipt.ok(), qPrintable(receipt.detail));
    QVERIFY(verifyReceipt(
        receipt.body, m_pki.pem(u"receipt.crt"_s),
        {record.packet, m_station->stationId, record.sequence, record.size, record.sha256, 0, {}, true}));
}

void TestTusInterop::theirClientIsToldOfAWrongChecksum()
{
    const QByteArray bytes = randomBytes(chunk);
    QVERIFY(write(u"packet"_s, bytes));
    UploadRecord record = recordOf(bytes, 2);
    record.sha256 = QByteArray(32, 'x'); // of the whole: each chunk is right
    const QByteArray said = runClient(clientOptions(record));
    QVERIFY2(said.contains("PATCH 460") && !said.contains("done"), said.constData());
    QCOMPARE(m_central->query(
                 u"select count(*) from intake.packet where id = '%1' and stored_at is not null"_s.arg(
                     record.packet.toString())),
             u"0"_s);
}

bool TestTusInterop::startServer()
{
    m_server.kill();
    m_server.waitForFinished();
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.start(u"node"_s,
                   {m_dir.filePath(u"server.mjs"_s),
                    optionsOf(u"server.json"_s,
                              {{u"folder"_s, m_dir.filePath(u"store"_s)},
                               {u"port"_s, m_serverPort},
                               {u"certificate"_s, m_pki.path(u"server.crt"_s)},
                               {u"key"_s, m_pki.path(u"server.key"_s)},
                               {u"authorities"_s,
                                QJsonArray{m_pki.path(u"station-ca.crt"_s), m_pki.path(u"root.crt"_s)}}})});
    QByteArray said;
    const bool up = QTest::qWaitFor([&] { return (said += m_server.readAll()).contains('\n'); }, patience);
    if (!up || !said.startsWith("listening "))
        qWarning("the server did not start: %s", said.constData());
    m_serverPort = said.mid(10).trimmed().toUShort();
    return up && m_serverPort > 0;
}

void TestTusInterop::ourClientSendsToTheirServer()
{
    QVERIFY(startServer());
    EngineOptions options = m_central->engineOptions();
    options.central.setPort(m_serverPort);
    options.answerTimeout = std::chrono::milliseconds(patience);
    const QByteArray bytes = randomBytes(4 * chunk + 999);
    const UploadRecord record = recordOf(bytes, 3);
    const auto opened = CentralClient::open(options, *m_station);
    QVERIFY(opened);
    CentralClient &client = **opened;
    const auto head = [&] { return ask([&](auto done) { client.head(record.packet, std::move(done)); }); };
    const auto patch = [&](qint64 offset) {
        return ask([&](auto done) {
            client.patch(record.packet, offset, bytes.mid(offset, chunk), std::move(done));
        });
    };
    const CentralAnswer none = head();
    QVERIFY2(none.status == 404, qPrintable(none.detail));
    QCOMPARE(ask([&](auto done) { client.create(record, {}, std::move(done)); }).status, 201);
    QCOMPARE(head().offset, 0);
    CentralAnswer answer = patch(0);
    QCOMPARE(answer.status, 204);
    QCOMPARE(answer.offset, chunk);
    // 409, or cut off while the rest of the body is still coming: either way our client asks HEAD.
    QVERIFY(!patch(0).ok());
    QCOMPARE(head().offset, chunk);
    QVERIFY(startServer()); // SIGKILL in between
    QTRY_VERIFY_WITH_TIMEOUT((answer = head()).ok(), patience);
    QCOMPARE(answer.offset, chunk);
    while (answer.offset < record.size) {
        answer = patch(answer.offset);
        QCOMPARE(answer.status, 204);
    }
    QVERIFY(!patch(4 * chunk).ok()); // as if the last answer had been lost
    QCOMPARE(head().offset, record.size);
    QCOMPARE(fileBytes(m_dir.filePath(u"store/"_s + record.packet.toString())), bytes);
}

QTEST_GUILESS_MAIN(TestTusInterop)
#include "tst_tusinterop.moc"
