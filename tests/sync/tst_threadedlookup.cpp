#include "sync/osia/osialookup.h"
#include "sync/threadedlookup.h"
#include "tests/sync/osiaserver.h"
#include "tests/sync/registryserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int longEnough = 30000;
const QString livingNumber = u"35202-0000001-1"_s;

template <class T> using Told = std::optional<tl::expected<T, LookupError>>;

} // namespace

/// A counter's questions to a registry over real HTTP, from another thread than that of who asks.
class TestThreadedLookup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyStandingIsTold_data();
    void everyStandingIsTold();
    void peopleAreFoundByNameAndBirth();
    void picturesAreComparedFromThere();
    void aRegistryThatFails_data();
    void aRegistryThatFails();
    void withoutATokenNothingIsAsked();
    void theWorkIsOnAnotherThread();
    void aSlowRegistryTimesOut_data();
    void aSlowRegistryTimesOut();
    void cancelledQuestionsAreNotAnswered();
    void goingAwayWhileAskingIsSafe();
    void theSiteSaysWhetherCountersMayAsk();

private:
    std::unique_ptr<ThreadedLookup> lookup(int patience = longEnough);
    OsiaSite m_site;
    QTemporaryDir m_dir;
    std::unique_ptr<RegistryServer> m_server;
};

void TestThreadedLookup::init()
{
    m_server = std::make_unique<RegistryServer>();
    m_server->persons = {
        {livingNumber,
         {{u"fullName"_s, u"Sadia Noreen"_s},
          {u"dateOfBirth"_s, u"1990-03-21"_s},
          {u"validUntil"_s, u"2999-01-31"_s},
          {u"status"_s, u"ACTIVE"_s}}},
        {u"35202-0000002-2"_s, {{u"fullName"_s, u"Old Card"_s}, {u"validUntil"_s, u"2001-01-31"_s}}},
        {u"35202-0000003-3"_s, {{u"fullName"_s, u"Not In Force"_s}, {u"status"_s, u"INACTIVE"_s}}},
        {u"35202-0000004-4"_s, {{u"fullName"_s, u"Gone Before"_s}, {u"physicalStatus"_s, u"DEAD"_s}}},
    };
    m_site = {};
    m_site.persons = m_server->url();
    m_site.tokenFile = m_dir.filePath(u"token"_s);
    QFile file(m_site.tokenFile);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    file.write(osiaToken("pr.person.read"));
}

std::unique_ptr<ThreadedLookup> TestThreadedLookup::lookup(int patience)
{
    return std::make_unique<ThreadedLookup>([site = m_site] { return std::make_unique<OsiaLookup>(site); },
                                            QSet<LookupKind>{LookupKind::Person},
                                            std::chrono::milliseconds(patience));
}

void TestThreadedLookup::everyStandingIsTold_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<Standing>("standing");
    QTest::newRow("registered") << livingNumber << Standing::Registered;
    QTest::newRow("expired") << u"35202-0000002-2"_s << Standing::Expired;
    QTest::newRow("inactive") << u"35202-0000003-3"_s << Standing::Inactive;
    QTest::newRow("deceased") << u"35202-0000004-4"_s << Standing::Deceased;
    QTest::newRow("not registered") << u"35202-9999999-9"_s << Standing::NotRegistered;
}

void TestThreadedLookup::everyStandingIsTold()
{
    QFETCH(QString, number);
    QFETCH(Standing, standing);
    const auto asked = lookup();
    Told<PersonFound> told;
    asked->person(number, [&told](const auto &answer) { told = answer; });
    QVERIFY(!told); // never from within the call
    QTRY_VERIFY_WITH_TIMEOUT(told, longEnough);
    QVERIFY2(*told, qPrintable(*told ? QString() : told->error().detail));
    QCOMPARE((*told)->standing, standing);
    QCOMPARE((*told)->number, number);
    if (standing == Standing::Registered) {
        QCOMPARE((*told)->name, u"Sadia Noreen"_s);
        QCOMPARE((*told)->born, QDate(1990, 3, 21));
        QCOMPARE((*told)->validUntil, QDate(2999, 1, 31));
    }
}

void TestThreadedLookup::peopleAreFoundByNameAndBirth()
{
    const QDate born(1990, 3, 21);
    m_server->persons[u"35202-0000005-5"_s]
        = {{u"fullName"_s, u"Ab & Co + #1"_s}, {u"dateOfBirth"_s, u"1990-03-21"_s}};
    const auto asked = lookup();
    const auto count = [&](const QString &name) {
        Told<QList<PersonFound>> told;
        asked->find({name, born}, [&told](const auto &answer) { told = answer; });
        return QTest::qWaitFor([&told] { return told.has_value(); }, longEnough) && *told
            ? int((*told)->size())
            : -1;
    };
    QCOMPARE(count(u"Sadia Noreen"_s), 1);
    QCOMPARE(count(u"Nobody Here"_s), 0);
    QCOMPARE(count(u"Ab & Co + #1"_s), 1); // what means something in an address arrives as it is
    m_server->persons[u"35202-0000006-6"_s] = m_server->persons.value(livingNumber);
    QCOMPARE(count(u"Sadia Noreen"_s), 2);
    Told<QList<PersonFound>> told;
    asked->find({{}, born}, [&told](const auto &answer) { told = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(told, longEnough);
    QCOMPARE(told->error().fault, LookupFault::NotOffered);
    m_server->body = R"(["35202-0000001-1"])"; // numbers only: not what was asked for
    QCOMPARE(count(u"Sadia Noreen"_s), -1);
}

/// Some megabytes, made into JSON and sent by the other thread: a question, a slow registry, and no longer
/// wanted.
void TestThreadedLookup::picturesAreComparedFromThere()
{
    m_site.abis = m_server->url();
    QFile token(m_site.tokenFile);
    QVERIFY(token.open(QIODevice::WriteOnly | QIODevice::Truncate));
    token.write(osiaToken("abis.verify abis.identify"));
    token.close();
    QList<Sample> probes(11);
    for (Sample &probe : probes) {
        probe.info.kind = SampleKind::Finger;
        probe.bytes = QByteArray(300'000, 'p');
    }
    const auto matcher = [&](int patience) {
        return std::make_unique<ThreadedLookup>(
            [site = m_site] { return std::make_unique<OsiaLookup>(site); },
            QSet<LookupKind>{LookupKind::Verify, LookupKind::Identify}, std::chrono::milliseconds(patience));
    };
    const auto asked = matcher(longEnough);
    QVERIFY(!asked->offers(LookupKind::Person)); // each has its own word
    m_server->body = R"({"decision":true})";
    Told<VerifyAnswer> same;
    QThread *thread = nullptr;
    asked->verify(livingNumber, probes, [&](const auto &answer) {
        same = answer;
        thread = QThread::currentThread();
    });
    QVERIFY(!same);
    QTRY_VERIFY_WITH_TIMEOUT(same, longEnough);
    QVERIFY2(*same, qPrintable(*same ? QString() : same->error().detail));
    QVERIFY((*same)->same && (*same)->known);
    QCOMPARE(thread, QThread::currentThread());
    QVERIFY(m_server->bodies.first().size() > 11 * 400'000); // in base64
    m_server->body = R"([{"personId":"a","rank":1,"score":9}])";
    Told<QList<Candidate>> found;
    asked->identify(probes, [&found](const auto &answer) { found = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(found, longEnough);
    QVERIFY(*found);
    QCOMPARE((*found)->size(), 1);
    m_server->silent = true;
    found.reset();
    const auto before = m_server->requests.size();
    asked->identify(probes, [&found](const auto &answer) { found = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(m_server->requests.size() > before, longEnough);
    asked->cancel();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->lost > 0, longEnough); // the pictures do not go on either
    QVERIFY(!found);
    const auto hasty = matcher(100);
    hasty->identify(probes, [&found](const auto &answer) { found = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(found, longEnough);
    QCOMPARE(found->error().fault, LookupFault::Timeout);
}

void TestThreadedLookup::aRegistryThatFails_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<LookupFault>("fault");
    QTest::newRow("bad request") << 400 << LookupFault::Refused;
    QTest::newRow("who are you") << 401 << LookupFault::NotAllowed;
    QTest::newRow("forbidden") << 403 << LookupFault::NotAllowed;
    QTest::newRow("broken") << 503 << LookupFault::NoConnection;
    QTest::newRow("nonsense") << 0 << LookupFault::BadAnswer;
    QTest::newRow("nobody there") << -1 << LookupFault::NoConnection;
}

void TestThreadedLookup::aRegistryThatFails()
{
    QFETCH(int, status);
    QFETCH(LookupFault, fault);
    m_server->status = qMax(status, 0);
    m_server->body = "[not json";
    if (status < 0)
        m_server.reset();
    const auto asked = lookup();
    Told<PersonFound> told;
    asked->person(livingNumber, [&told](const auto &answer) { told = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(told, longEnough);
    QVERIFY(!*told);
    QCOMPARE(told->error().fault, fault);
    QVERIFY(!told->error().detail.contains(livingNumber));
}

void TestThreadedLookup::withoutATokenNothingIsAsked()
{
    QVERIFY(QFile::remove(m_site.tokenFile));
    const auto asked = lookup();
    Told<PersonFound> told;
    asked->person(livingNumber, [&told](const auto &answer) { told = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(told, longEnough);
    QCOMPARE(told->error().fault, LookupFault::NotAllowed);
    QVERIFY(m_server->requests.isEmpty());
}

void TestThreadedLookup::theWorkIsOnAnotherThread()
{
    QThread *made = nullptr, *told = nullptr;
    ThreadedLookup asked(
        [&made, site = m_site] {
            made = QThread::currentThread();
            return std::make_unique<OsiaLookup>(site);
        },
        {LookupKind::Person}, std::chrono::milliseconds(longEnough));
    QVERIFY(asked.offers(LookupKind::Person) && !asked.offers(LookupKind::Identify));
    asked.person(livingNumber, [&told](const auto &) { told = QThread::currentThread(); });
    QTRY_VERIFY_WITH_TIMEOUT(told, longEnough);
    QCOMPARE(told, thread());
    QVERIFY(made && made != thread());
}

void TestThreadedLookup::aSlowRegistryTimesOut_data()
{
    QTest::addColumn<bool>("dribbles");
    QTest::newRow("says nothing") << false;
    QTest::newRow("never comes to an end") << true;
}

void TestThreadedLookup::aSlowRegistryTimesOut()
{
    QFETCH(bool, dribbles);
    (dribbles ? m_server->dribbles : m_server->silent) = true;
    const auto asked = lookup(1000);
    Told<PersonFound> told;
    int times = 0;
    asked->person(livingNumber, [&](const auto &answer) {
        told = answer;
        ++times;
    });
    QTRY_VERIFY_WITH_TIMEOUT(told, longEnough);
    QCOMPARE(told->error().fault, LookupFault::Timeout);
    // Given up there too.
    QTRY_VERIFY_WITH_TIMEOUT(m_server->lost > 0 || m_server->requests.isEmpty(), longEnough);
    m_server->silent = m_server->dribbles = false;
    told.reset();
    asked->person(livingNumber, [&](const auto &answer) { told = answer; }); // and it can be asked again
    QTRY_VERIFY_WITH_TIMEOUT(told, longEnough);
    QCOMPARE(times, 1);
}

void TestThreadedLookup::cancelledQuestionsAreNotAnswered()
{
    m_server->silent = true;
    const auto asked = lookup();
    int answers = 0;
    asked->person(livingNumber, [&answers](const auto &) { ++answers; });
    QTRY_COMPARE_WITH_TIMEOUT(m_server->requests.size(), 1, longEnough);
    asked->cancel();
    QTRY_COMPARE_WITH_TIMEOUT(m_server->lost, 1, longEnough);
    m_server->silent = false;
    Told<PersonFound> told;
    asked->person(u"35202-0000004-4"_s, [&told](const auto &answer) { told = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(told, longEnough);
    QCOMPARE((*told)->standing, Standing::Deceased);
    QCOMPARE(answers, 0);
}

void TestThreadedLookup::goingAwayWhileAskingIsSafe()
{
    m_server->silent = true;
    auto asked = lookup();
    int answers = 0;
    for (int i = 0; i < 5; ++i)
        asked->person(livingNumber, [&answers](const auto &) { ++answers; });
    QTRY_VERIFY_WITH_TIMEOUT(!m_server->requests.isEmpty(), longEnough);
    asked.reset();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->lost > 0, longEnough);
    QCOMPARE(answers, 0);
}

void TestThreadedLookup::theSiteSaysWhetherCountersMayAsk()
{
    const auto parsed = [](const QByteArray &lookup) {
        return parseOsiaSite(R"({"version":1,"tokenFile":"t","lookup":)" + lookup + "}", u"/nowhere"_s);
    };
    QVERIFY(!parsed(R"({"persons":"http://127.0.0.1"})")->counter);
    QVERIFY(parsed(R"({"persons":"http://127.0.0.1","counter":true})")->counter);
    QVERIFY(!parsed(R"({"counter":true})")); // whom would it ask?
    QVERIFY(!parsed(R"({"persons":"http://127.0.0.1","counter":"yes"})"));
}

QTEST_GUILESS_MAIN(TestThreadedLookup)
#include "tst_threadedlookup.moc"
