#include "sync/osia/osiaupload.h"
#include "sync/osiaenrollment.h"
#include "sync/uploadengine.h"
#include "tests/sync/centralfixture.h"
#include "tests/sync/memorystore.h"
#include "tests/sync/osiaserver.h"
#include "tests/sync/prism.h"
#include "tests/sync/sampleenrolment.h"

#include <QFile>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QtConcurrentRun>

#include <atomic>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 30000;
const QByteArray allScopes = "enroll.write enroll.read enroll.buf.write";

} // namespace

/// A site with an OSIA server: enrolments go there. What is sent goes through Prism with the published file
/// where it is installed, which checks its form; a server of the test's own checks what it does.
class TestOsia : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void theSiteFileIsReadStrictly();
    void theTokenIsASecretOfItsOwner();
    void anEnrolmentArrivesWhole_data();
    void anEnrolmentArrivesWhole();
    void lostAnswersMakeNothingTwice();
    void itGoesOnWhereItStood();
    void theDaysCapHolds();
    void anotherEnrolmentUnderTheIdIsAConflict();
    void whatIsFinalizedOtherwiseErasesNothing();
    void aBusyServerIsAskedLater();
    void withoutTheScopeNothingIsSent();
    void prismFindsWhatIsWrong();

private:
    void writeToken(const QByteArray &scopes);
    OsiaSite site(const QUrl &server) const;
    std::unique_ptr<UploadEngine> engine(const QUrl &server, qint64 dailyBytes = 0);
    bool isWhole(const SealInput &input) const;
    TestPki m_pki;
    std::shared_ptr<StationIdentity> m_station;
    QTemporaryDir m_dir;
    std::unique_ptr<OsiaServer> m_server;
    std::unique_ptr<MemoryStore> m_store;
    std::unique_ptr<Prism> m_gate; ///< enrollment.yaml before m_server's port
    quint16 m_port = 0;
    std::atomic<int> m_days = 0;
};

void TestOsia::initTestCase()
{
    QVERIFY(m_pki.make());
    m_station = m_pki.station(u"TRN-01"_s);
    QVERIFY(m_station);
    // The gate has to know where the server will be before there is one.
    m_port = OsiaServer().serverPort();
    if (Prism::isInstalled())
        m_gate = std::make_unique<Prism>(u"enrollment.yaml"_s, QUrl(u"http://127.0.0.1:%1"_s.arg(m_port)));
}

void TestOsia::init()
{
    m_days = 0;
    m_server.reset();
    m_server = std::make_unique<OsiaServer>(m_port);
    QCOMPARE(m_server->serverPort(), m_port);
    m_store = std::make_unique<MemoryStore>();
    writeToken(allScopes);
}

void TestOsia::writeToken(const QByteArray &scopes)
{
    QFile file(m_dir.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    file.write(osiaToken(scopes) + "\n");
}

OsiaSite TestOsia::site(const QUrl &server) const
{
    OsiaSite site;
    site.enrollment = server;
    site.tokenFile = m_dir.filePath(u"token"_s);
    return site;
}

std::unique_ptr<UploadEngine> TestOsia::engine(const QUrl &server, qint64 dailyBytes)
{
    EngineOptions options;
    options.osia = site(server);
    options.recipientsPem = {m_pki.pem(u"recipient.crt"_s)};
    options.softwareVersion = u"0.1.0"_s;
    options.firstRetry = std::chrono::milliseconds(200);
    options.longestRetry = std::chrono::milliseconds(400);
    options.policy.dailyBytes = dailyBytes;
    options.nowUtc = [this] { return QDateTime::currentDateTimeUtc().addDays(m_days); };
    return std::make_unique<UploadEngine>(
        options, *m_store, [station = m_station]() -> Answer<std::shared_ptr<StationIdentity>> {
            return QtConcurrent::run(
                [station]() -> tl::expected<std::shared_ptr<StationIdentity>, StoreError> {
                    return station;
                });
        });
}

/// Finalized, with every picture of it behind its reference, byte for byte.
bool TestOsia::isWhole(const SealInput &input) const
{
    const QJsonObject there = m_server->enrollments.value(input.packet.toString());
    const QJsonObject here = osiaEnrollment(input.enrolment);
    if (there.value("status"_L1) != "FINALIZED"_L1
        || there.value("biographicData"_L1) != here.value("biographicData"_L1))
        return false;
    QStringList theirs, ours;
    withReferences(there, [&theirs](const QString &reference) {
        theirs << reference;
        return reference;
    });
    withReferences(here, [&ours](const QString &reference) {
        ours << reference;
        return reference;
    });
    bool whole = !ours.isEmpty() && theirs.size() == ours.size();
    for (const Sample &sample : input.samples) {
        const qsizetype at = ours.indexOf(sampleRef(sample.info.id));
        const QString id = theirs.value(at).section(u"/enrollments/"_s, 1);
        whole = whole && at >= 0 && m_server->buffers.value(id) == sample.bytes;
    }
    return whole;
}

void TestOsia::theSiteFileIsReadStrictly()
{
    const QByteArray good = R"({"version": 1, "tokenFile": "token",
        "enrollment": {"server": "http://127.0.0.1:8", "finalizedCounts": true},
        "lookup": {"persons": "http://localhost:9/registry", "gallery": "ID", "mostCandidates": 3,
                   "attributes": {"name": "name"}}})";
    const auto read = parseOsiaSite(good, u"/etc/x"_s);
    QVERIFY2(read, qPrintable(read ? QString() : read.error()));
    QCOMPARE(read->tokenFile, u"/etc/x/token"_s);
    QCOMPARE(read->attributes.name, u"name"_s);
    QVERIFY(read->abis.isEmpty());
    QVERIFY(!read->counter && !read->counterBiometrics); // each has its own word
    QByteArray pictures = good;
    pictures.replace(
        "\"gallery\"",
        R"("abis": "http://localhost:9", "counterBiometrics": true, "threshold": 2.5, "gallery")");
    const auto asking = parseOsiaSite(pictures, u"/etc/x"_s);
    QVERIFY(asking && asking->counterBiometrics && !asking->counter);
    QCOMPARE(asking->threshold, 2.5);
    const QList<std::pair<QByteArray, QByteArray>> spoilt{
        {"\"version\": 1", "\"version\": 2"},
        {"\"finalizedCounts\": true", "\"finalizedCounts\": false"}, // OSIA has no receipt
        {", \"finalizedCounts\": true", ""},
        {"http://127.0.0.1:8", "http://registry.example"}, // not over plain HTTP
        {"http://127.0.0.1:8", "https://registry.example"}, // without an authority to believe
        {"http://127.0.0.1:8", "https://registry.example/?a=b"},
        {"\"mostCandidates\": 3", "\"mostCandidates\": 0"},
        {"\"gallery\"", "\"galery\""},
        {"\"gallery\"", "\"counterBiometrics\": true, \"gallery\""}, // of whom?
        {"\"gallery\"", "\"threshold\": \"high\", \"gallery\""},
        {"\"tokenFile\": \"token\",", ""},
    };
    for (const auto &[from, to] : spoilt) {
        QByteArray bad = good;
        QVERIFY(bad.contains(from));
        const auto refused = parseOsiaSite(bad.replace(from, to), u"/etc/x"_s);
        QVERIFY2(!refused && !refused.error().isEmpty(), to.constData());
    }
}

void TestOsia::theTokenIsASecretOfItsOwner()
{
    const QString path = m_dir.filePath(u"token"_s);
    const auto token = readToken(path);
    QVERIFY(token);
    QVERIFY(mayHaveScope(*token, "enroll.buf.write"));
    QVERIFY(!mayHaveScope(*token, "enroll.buf.read"));
    QByteArray opaque = "not-a-jwt";
    QVERIFY(mayHaveScope(SecretBytes::takeFrom(opaque), "enroll.write")); // then the server decides
    QVERIFY(QFile(path).setPermissions(QFileDevice::ReadOwner | QFileDevice::ReadGroup));
    QVERIFY(!readToken(path));
    QVERIFY(!readToken(m_dir.filePath(u"absent"_s)));
    QFile file(path);
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("a\r\nX-Other: header\n");
    file.close();
    QVERIFY(!readToken(path));
}

void TestOsia::anEnrolmentArrivesWhole_data()
{
    QTest::addColumn<bool>("prism");
    QTest::newRow("to a server that remembers") << false;
    QTest::newRow("through Prism with enrollment.yaml") << true;
}

void TestOsia::anEnrolmentArrivesWhole()
{
    QFETCH(bool, prism);
    if (prism && !Prism::isInstalled())
        QSKIP(qPrintable(Prism::whyNot()));
    if (prism)
        QVERIFY(m_gate->waitUntilUp());
    QList<SealInput> inputs{sampleInput(1, 3000), sampleInput(2, 30000)};
    for (SealInput &input : inputs) {
        for (Sample &sample : input.samples) {
            if (prism) // it hands bodies on as text, and would change bytes that are none
                sample.bytes = sample.bytes.toHex();
        }
        m_store->approve(input);
    }
    const auto sender = engine(prism ? m_gate->url() : m_server->url());
    QSignalSpy progress(sender.get(), &Sender::progress);
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_store->erased(), 2, patience);
    QCOMPARE(m_server->refusals, QStringList());
    for (const SealInput &input : inputs) {
        QVERIFY(isWhole(input));
        const UploadRecord record = m_store->record(input.packet);
        const QJsonObject word = QJsonDocument::fromJson(record.receipt).object();
        QCOMPARE(word.value("status"_L1).toString(), u"FINALIZED"_s);
        QCOMPARE(word.value("enrollmentId"_L1).toString(), input.packet.toString());
    }
    QCOMPARE(m_server->kinds.count(u"create"_s), 2);
    QCOMPARE(m_server->kinds.count(u"buffer"_s), inputs[0].samples.size() + inputs[1].samples.size());
    QVERIFY(progress.size() >= inputs[0].samples.size());
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().online && sender->line().unsent == 0, patience);
}

void TestOsia::lostAnswersMakeNothingTwice()
{
    const SealInput input = sampleInput(1);
    m_store->approve(input);
    for (const char *kind : {"create", "read", "patch", "buffer", "finalize"})
        m_server->loseAnswers(kind, 1);
    const auto sender = engine(m_server->url());
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_store->erased(), 1, patience);
    QVERIFY(isWhole(input));
    // Where the answer to finalize was lost, Qt asks again by itself, and is told that this cannot be twice.
    for (const QString &refusal : std::as_const(m_server->refusals))
        QCOMPARE(refusal, u"403: it is finalized"_s);
    QCOMPARE(m_server->enrollments.size(), 1);
    // One buffer's answer was lost: that one buffer nobody refers to.
    QCOMPARE(m_server->buffers.size(), input.samples.size() + 1);
}

void TestOsia::itGoesOnWhereItStood()
{
    const SealInput input = sampleInput(1);
    m_store->approve(input);
    {
        const auto sender = engine(m_server->url());
        connect(sender.get(), &Sender::progress, this, [&](PacketId, qint64 committed, qint64 total) {
            if (committed > total / 2)
                sender->stop();
        });
        sender->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_store->record(input.packet).committed > 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_server->buffers.size() > input.samples.size() / 2, patience);
    }
    QCOMPARE(m_store->erased(), 0);
    const qsizetype before = m_server->buffers.size();
    const auto sender = engine(m_server->url());
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_store->erased(), 1, patience);
    QVERIFY(isWhole(input));
    QVERIFY(m_server->buffers.size() <= input.samples.size() + 1);
    QVERIFY(m_server->buffers.size() >= before);
}

void TestOsia::theDaysCapHolds()
{
    const SealInput input = sampleInput(1, 30000);
    m_store->approve(input);
    const auto sender = engine(m_server->url(), 200000);
    sender->start();
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().capReached, patience);
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().nextAttempt.isValid(), patience);
    QVERIFY2(sender->line().dayBytes <= 200000, qPrintable(QString::number(sender->line().dayBytes)));
    QCOMPARE(m_store->erased(), 0);
    m_days = 1;
    for (int day = 1; day < 6 && m_store->erased() == 0; ++day) {
        m_days = day;
        sender->checkQueue();
        QTRY_VERIFY_WITH_TIMEOUT(m_store->erased() == 1 || !sender->line().capReached, patience);
        QTRY_VERIFY_WITH_TIMEOUT(m_store->erased() == 1 || sender->line().capReached, patience);
    }
    QVERIFY(isWhole(input));
}

void TestOsia::anotherEnrolmentUnderTheIdIsAConflict()
{
    const SealInput input = sampleInput(1);
    const QJsonObject other{{u"biographicData"_s, QJsonObject{{u"name"_s, u"another"_s}}},
                            {u"status"_s, u"IN_PROGRESS"_s}};
    m_server->enrollments[input.packet.toString()] = other;
    m_store->approve(input);
    const auto sender = engine(m_server->url());
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_store->record(input.packet).lastFault, UploadFault::Conflict, patience);
    QCOMPARE(m_server->enrollments[input.packet.toString()], other);
    QVERIFY(!m_store->bytes(input.packet).isEmpty());
}

void TestOsia::whatIsFinalizedOtherwiseErasesNothing()
{
    const SealInput input = sampleInput(1);
    QJsonObject other = osiaEnrollment(input.enrolment); // its pictures never came
    other["status"_L1] = u"FINALIZED"_s;
    m_server->enrollments[input.packet.toString()] = other;
    m_store->approve(input);
    const auto sender = engine(m_server->url());
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_store->record(input.packet).lastFault, UploadFault::Conflict, patience);
    QCOMPARE(m_store->erased(), 0);
    QVERIFY(!m_store->bytes(input.packet).isEmpty());
}

void TestOsia::aBusyServerIsAskedLater()
{
    const SealInput input = sampleInput(1);
    m_store->approve(input);
    m_server->answerAlways(503);
    const auto sender = engine(m_server->url());
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_store->record(input.packet).lastFault, UploadFault::Busy, patience);
    m_server->answerAlways(0);
    QTRY_COMPARE_WITH_TIMEOUT(m_store->erased(), 1, patience);
    QVERIFY(isWhole(input));
}

void TestOsia::withoutTheScopeNothingIsSent()
{
    writeToken("enroll.read enroll.write"); // no pictures
    const SealInput input = sampleInput(1);
    m_store->approve(input);
    const auto sender = engine(m_server->url());
    sender->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_store->record(input.packet).lastFault, UploadFault::TlsRefused, patience);
    QCOMPARE(m_server->kinds.count(u"buffer"_s), 0);
    QCOMPARE(m_server->refusals, QStringList());
    writeToken(allScopes); // renewed while the program runs
    QTRY_COMPARE_WITH_TIMEOUT(m_store->erased(), 1, patience);
    QVERIFY(isWhole(input));
}

/// That it is the published file that judges: what it does not allow is refused before it reaches the server.
void TestOsia::prismFindsWhatIsWrong()
{
    if (!Prism::isInstalled())
        QSKIP(qPrintable(Prism::whyNot()));
    QVERIFY(m_gate->waitUntilUp());
    OsiaClient client(site(m_gate->url()), std::chrono::milliseconds(patience));
    OsiaAnswer told;
    int answers = 0;
    const auto keep = [&](const OsiaAnswer &answer) {
        told = answer;
        ++answers;
    };
    client.create(u"x1"_s, {{u"biometricData"_s, QJsonArray{QJsonObject{{u"biometricType"_s, u"TOE"_s}}}}},
                  u"t"_s, keep);
    QTRY_COMPARE_WITH_TIMEOUT(answers, 1, patience);
    QVERIFY(told.answered() && !told.ok());
    client.create(u"x1"_s, {{u"notInTheSchema"_s, 1}}, u"t"_s, keep);
    QTRY_COMPARE_WITH_TIMEOUT(answers, 2, patience);
    QVERIFY(told.answered() && !told.ok());
    client.createBuffer(u"x1"_s, "text/plain", "x", u"t"_s, keep);
    QTRY_COMPARE_WITH_TIMEOUT(answers, 3, patience);
    QVERIFY(told.answered() && !told.ok());
    client.call({"PUT", m_gate->url(), u"/v1/enrollments/x1/finalize"_s, "enroll.write"},
                keep); // no transactionId
    QTRY_COMPARE_WITH_TIMEOUT(answers, 4, patience);
    QVERIFY(told.answered() && !told.ok());
    QCOMPARE(m_server->kinds, QStringList());
}

QTEST_GUILESS_MAIN(TestOsia)
#include "tst_osia.moc"
