#include "sync/osia/osiaupload.h"
#include "sync/osiaenrollment.h"
#include "tests/sync/diskbench.h"
#include "tests/sync/osiaserver.h"
#include "tests/sync/prism.h"
#include "tests/sync/tlsanswerer.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 60000;

} // namespace

/// `indraj-central open` hands what it has opened on to an OSIA server. What goes there goes through Prism
/// with the published file where it is installed; a server of the test's own remembers.
class TestCentralHandOn : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanupTestCase() { m_central.reset(); }
    void anEnrolmentArrivesWhole_data();
    void anEnrolmentArrivesWhole();
    void aLostAnswerMakesNothingTwice();
    void whatIsKilledGoesOn();
    void aServerWithoutTimeIsAskedLater();
    void oneThatIsRefusedDoesNotKeepTheOthers();
    void tlsKnowsOneAuthority();
    void theConfigurationIsChecked();

private:
    /// Sealed, sent and stored.
    SealInput stored();
    void configure(const QUrl &server);
    /// `indraj-central open`; the server answers on this thread meanwhile.
    int open();
    QString folder(const SealInput &input) const
    {
        return m_central->openFolder() + u'/' + input.packet.toString();
    }
    QString note(const SealInput &input) const
    {
        return m_central->openFolder() + u"/posted/"_s + input.packet.toString();
    }
    void writeToken(const QByteArray &scopes);
    TestPki m_pki;
    std::shared_ptr<StationIdentity> m_station;
    std::unique_ptr<CentralFixture> m_central;
    std::unique_ptr<OsiaServer> m_server;
    std::unique_ptr<Prism> m_gate;
    QTemporaryDir m_dir;
    QByteArray m_said;
    quint16 m_port = 0;
    int m_sequence = 0;
};

void TestCentralHandOn::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    // The gate has to know where the server will be before there is one.
    m_port = OsiaServer().serverPort();
    if (Prism::isInstalled())
        m_gate = std::make_unique<Prism>(u"enrollment.yaml"_s, QUrl(u"http://127.0.0.1:%1"_s.arg(m_port)));
    QVERIFY(m_pki.make());
    m_station = m_pki.station(u"TRN-01"_s);
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start());
}

void TestCentralHandOn::init()
{
    m_server.reset();
    m_server = std::make_unique<OsiaServer>(m_port);
    QCOMPARE(m_server->serverPort(), m_port);
    writeToken("enroll.write enroll.read");
    configure(m_server->url());
}

void TestCentralHandOn::writeToken(const QByteArray &scopes)
{
    const QString path = m_dir.filePath(u"token"_s);
    QVERIFY(writeTo(path, osiaToken(scopes) + "\n"));
    QVERIFY(QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner));
}

void TestCentralHandOn::configure(const QUrl &server)
{
    QVERIFY(m_central->writeConfig("osia_server = " + server.toEncoded()
                                   + "\nosia_token_file = " + m_dir.filePath(u"token"_s).toUtf8()
                                   + "\nosia_ca = " + m_pki.path(u"root.crt"_s).toUtf8() + "\n"));
}

SealInput TestCentralHandOn::stored()
{
    MemoryStore store;
    const SealInput input = sampleInput(++m_sequence, 4000);
    store.approve(input);
    const auto sender = engineOf(m_central->engineOptions(), store, m_station);
    sender->start();
    return QTest::qWaitFor([&store] { return store.erased() == 1; }, patience) ? input : SealInput();
}

int TestCentralHandOn::open()
{
    QProcess process;
    process.start(CentralFixture::centralProgram(), {u"open"_s, u"--config"_s, m_central->configPath()});
    const bool ended
        = QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, patience);
    m_said = process.readAllStandardError();
    return ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

void TestCentralHandOn::anEnrolmentArrivesWhole_data()
{
    QTest::addColumn<bool>("throughPrism");
    QTest::newRow("straight") << false;
    QTest::newRow("through Prism") << true;
}

void TestCentralHandOn::anEnrolmentArrivesWhole()
{
    QFETCH(bool, throughPrism);
    if (throughPrism && !m_gate)
        QSKIP(qPrintable(Prism::whyNot()));
    if (throughPrism) {
        QVERIFY(m_gate->waitUntilUp());
        configure(m_gate->url());
    }
    const SealInput input = stored();
    QVERIFY2(open() == 0, m_said.constData());
    QCOMPARE(m_server->refusals, QStringList());
    QCOMPARE(m_server->kinds, QStringList{u"create"_s});
    const QJsonObject there = m_server->enrollments.value(input.packet.toString());
    QCOMPARE(there.value("status"_L1).toString(), u"FINALIZED"_s);
    QCOMPARE(there.value("biographicData"_L1).toObject(),
             osiaEnrollment(input.enrolment).value("biographicData"_L1).toObject());
    // Every picture is in it, and nothing is referred to that is not.
    QStringList references;
    withReferences(there, [&references](const QString &reference) {
        references << reference;
        return reference;
    });
    QCOMPARE(references, QStringList());
    const QByteArray whole = QJsonDocument(there).toJson();
    for (const Sample &sample : input.samples)
        QVERIFY(whole.contains(sample.bytes.toBase64()));
    // Nothing of the person stays in the open here, and it is never posted again.
    QVERIFY(!QFile::exists(folder(input)));
    QVERIFY(fileBytes(note(input)).contains("204"));
    QCOMPARE(open(), 0);
    QCOMPARE(m_server->kinds.size(), 1);
}

void TestCentralHandOn::aLostAnswerMakesNothingTwice()
{
    const SealInput input = stored();
    m_server->loseAnswers("create", 1);
    QCOMPARE(open(), 70);
    QVERIFY(QFile::exists(folder(input) + u"/enrollment.json"_s)); // it stays until it is answered
    QVERIFY(!QFile::exists(note(input)));
    QCOMPARE(open(), 0);
    QCOMPARE(m_server->kinds, (QStringList{u"create"_s, u"create"_s, u"read"_s}));
    QCOMPARE(m_server->enrollments.size(), 1);
    QVERIFY(fileBytes(note(input)).contains("409"));
    QVERIFY(!QFile::exists(folder(input)));
}

/// Between an answer and its note, and in the middle of many.
void TestCentralHandOn::whatIsKilledGoesOn()
{
    QList<SealInput> inputs;
    for (int i = 0; i < 4; ++i)
        inputs.append(stored());
    for (int killed = 1; killed <= 3; ++killed) {
        QProcess process;
        process.start(CentralFixture::centralProgram(), {u"open"_s, u"--config"_s, m_central->configPath()});
        const int before = int(m_server->enrollments.size());
        QVERIFY(QTest::qWaitFor([&] { return m_server->enrollments.size() > before; }, patience));
        process.kill(); // its answer is on its way, or just there
        QVERIFY(process.waitForFinished(patience));
    }
    QCOMPARE(open(), 0);
    QCOMPARE(m_server->refusals, QStringList());
    QCOMPARE(m_server->enrollments.size(), inputs.size());
    for (const SealInput &input : inputs) {
        QVERIFY(!QFile::exists(folder(input)));
        QVERIFY(QFile::exists(note(input)));
    }
}

void TestCentralHandOn::aServerWithoutTimeIsAskedLater()
{
    const SealInput input = stored();
    m_server->answerAlways(503);
    QCOMPARE(open(), 70);
    m_server->answerAlways(0);
    QVERIFY(QFile::exists(folder(input)));
    // Nor with a token that others may read, or none.
    QVERIFY(QFile::setPermissions(m_dir.filePath(u"token"_s),
                                  QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadOther));
    QCOMPARE(open(), 70);
    writeToken("enroll.write");
    QCOMPARE(open(), 0);
    QVERIFY(QFile::exists(note(input)));
}

void TestCentralHandOn::oneThatIsRefusedDoesNotKeepTheOthers()
{
    const SealInput taken = stored(), good = stored();
    m_server->enrollments[taken.packet.toString()]
        = {{u"status"_s, u"FINALIZED"_s}, {u"biographicData"_s, QJsonObject{{u"name.en"_s, u"Other"_s}}}};
    QCOMPARE(open(), 1);
    QVERIFY(m_said.contains("other-content"));
    QVERIFY(QFile::exists(folder(taken)) && !QFile::exists(note(taken)));
    QVERIFY(QFile::exists(note(good)));
    // A part that is gone from the folder is not passed over in silence.
    m_server->enrollments.remove(taken.packet.toString());
    QVERIFY(QFile::remove(folder(taken) + u"/face.jp2"_s));
    QCOMPARE(open(), 1);
    QVERIFY(m_said.contains("part-missing"));
    QVERIFY(QDir(folder(taken)).removeRecursively());
    QVERIFY(!m_said.contains("Sadia")); // no word of a person in the log
}

void TestCentralHandOn::tlsKnowsOneAuthority()
{
    const SealInput input = stored();
    TestPki strangers;
    QVERIFY(strangers.make());
    const QByteArray made = "HTTP/1.1 204 No Content\r\n\r\n";
    TlsAnswerer stranger(strangers.pem(u"server.crt"_s), strangers.pem(u"server.key"_s), made);
    configure(QUrl(u"https://localhost:%1"_s.arg(stranger.port())));
    QCOMPARE(open(), 70);
    QVERIFY(QFile::exists(folder(input)));
    TlsAnswerer right(m_pki.pem(u"server.crt"_s), m_pki.pem(u"server.key"_s), made);
    configure(QUrl(u"https://localhost:%1/osia"_s.arg(right.port())));
    QVERIFY2(open() == 0, m_said.constData());
    QVERIFY(QFile::exists(note(input)));
}

void TestCentralHandOn::theConfigurationIsChecked()
{
    const QByteArray token = "\nosia_token_file = " + m_dir.filePath(u"token"_s).toUtf8() + "\n";
    for (const QByteArray &wrong :
         {QByteArray("osia_server = http://127.0.0.1:1\n"), "osia_server = http://enrol.example" + token,
          "osia_server = https://enrol.example" + token, "osia_server = ftp://127.0.0.1" + token,
          "osia_server = http://127.0.0.1:0" + token, "osia_server = http://127.0.0.1/a?b" + token}) {
        QVERIFY(m_central->writeConfig(wrong));
        QVERIFY2(open() == 78, wrong.constData());
    }
}

QTEST_GUILESS_MAIN(TestCentralHandOn)
#include "tst_centralhandon.moc"
