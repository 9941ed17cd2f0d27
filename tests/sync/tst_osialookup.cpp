#include "sync/osia/osialookup.h"
#include "tests/sync/osiaserver.h"
#include "tests/sync/prism.h"
#include "tests/sync/registryserver.h"
#include "tests/sync/sampleenrolment.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::testing;

namespace {

constexpr int patience = 30000;

} // namespace

/// What a counter may ask a registry, each question put to Prism with the published files: it answers by
/// their examples, and refuses what they do not allow. What becomes of the answers is tst_threadedlookup's
/// too.
class TestOsiaLookup : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aPersonIsLookedUp();
    void whatIsAskedAndAnsweredIsOsia();
    void personsAreUnderstood();
    void verifiedAndIdentified();
    void pictureQuestionsAreOsia();
    void whatIsNoAnswerToPicturesIsSaid();
    void candidatesAreReadStrictly();

private:
    OsiaSite site(const QUrl &server) const;
    QTemporaryDir m_dir;
};

void TestOsiaLookup::initTestCase()
{
    QFile file(m_dir.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    file.write(osiaToken("pr.person.read abis.verify abis.identify") + "\n");
}

OsiaSite TestOsiaLookup::site(const QUrl &server) const
{
    OsiaSite site;
    site.persons = site.abis = server;
    site.tokenFile = m_dir.filePath(u"token"_s);
    return site;
}

void TestOsiaLookup::aPersonIsLookedUp()
{
    if (!Prism::isInstalled())
        QSKIP(qPrintable(Prism::whyNot()));
    Prism registry(u"dataaccess.yaml"_s);
    QVERIFY(registry.waitUntilUp());
    OsiaSite asked = site(registry.url());
    asked.attributes.name = u"firstName"_s; // of the file's own example
    OsiaLookup lookup(asked);
    std::optional<tl::expected<PersonFound, LookupError>> found;
    lookup.person(u"12/34"_s, [&found](const auto &answer) { found = answer; });
    QVERIFY(!found);
    QTRY_VERIFY_WITH_TIMEOUT(found, patience);
    QVERIFY2(*found, qPrintable(*found ? QString() : found->error().detail));
    QCOMPARE((*found)->standing, Standing::Registered);
    QCOMPARE((*found)->name, u"John"_s);
    QVERIFY(!(*found)->born.isValid()); // an error object in the example
    bool told = false;
    lookup.person(u"1"_s, [&told](const auto &) { told = true; });
    lookup.cancel();
    found.reset();
    lookup.person(u"2"_s, [&found](const auto &answer) { found = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(found, patience);
    QVERIFY(!told);
}

/// Without a number, by name and date of birth, and by number: questions and answers both go through Prism,
/// between the counter and a registry that has these people.
void TestOsiaLookup::whatIsAskedAndAnsweredIsOsia()
{
    if (!Prism::isInstalled())
        QSKIP(qPrintable(Prism::whyNot()));
    RegistryServer registry;
    const QString name = u"Ab & Co + \u0639\u0644\u06cc"_s;
    registry.persons[u"35202-0000001-1"_s] = {{u"fullName"_s, name},
                                              {u"dateOfBirth"_s, u"1990-03-21"_s},
                                              {u"status"_s, u"ACTIVE"_s},
                                              {u"validUntil"_s, u"2020-01-31"_s}};
    registry.persons[u"35202-0000002-2"_s]
        = {{u"fullName"_s, name}, {u"dateOfBirth"_s, u"1990-03-21"_s}, {u"physicalStatus"_s, u"DEAD"_s}};
    Prism gate(u"dataaccess.yaml"_s, registry.url());
    QVERIFY(gate.waitUntilUp());
    OsiaLookup lookup(site(gate.url()));
    std::optional<tl::expected<QList<PersonFound>, LookupError>> people;
    const auto find = [&](const QString &who) {
        people.reset();
        lookup.find({who, QDate(1990, 3, 21)}, [&people](const auto &answer) { people = answer; });
        return QTest::qWaitFor([&people] { return people.has_value(); }, patience) && people->has_value();
    };
    QVERIFY2(find(name), qPrintable(people && !*people ? people->error().detail : QString()));
    QCOMPARE((*people)->size(), 2);
    QCOMPARE((*people)->at(0).standing, Standing::Expired);
    QCOMPARE((*people)->at(0).name, name);
    QCOMPARE((*people)->at(0).born, QDate(1990, 3, 21));
    QCOMPARE((*people)->at(1).standing, Standing::Deceased);
    QVERIFY(find(u"Nobody"_s) && (*people)->isEmpty());
    std::optional<tl::expected<PersonFound, LookupError>> person;
    lookup.person(u"35202-0000002-2"_s, [&person](const auto &answer) { person = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(person, patience);
    QVERIFY2(*person, qPrintable(*person ? QString() : person->error().detail));
    QCOMPARE((*person)->standing, Standing::Deceased);
    QCOMPARE(registry.requests.size(), 3);
    // It is the published file that judges: this is refused before it reaches the registry.
    OsiaClient client(site(gate.url()), std::chrono::milliseconds(patience));
    std::optional<OsiaAnswer> told;
    client.call({"GET", gate.url(), u"/v1/persons"_s, "pr.person.read",
                 QUrlQuery{{u"fullName"_s, u"x"_s}, {u"limit"_s, u"many"_s}}},
                [&told](const OsiaAnswer &answer) { told = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(told, patience);
    QVERIFY(told->answered() && !told->ok());
    QCOMPARE(registry.requests.size(), 3);
}

void TestOsiaLookup::personsAreUnderstood()
{
    const QDate today(2026, 3, 4);
    const OsiaAttributes names;
    const auto standing
        = [&](const QJsonObject &attributes) { return personOf(u"1"_s, attributes, names, today).standing; };
    QCOMPARE(standing({}), Standing::Registered);
    QCOMPARE(standing({{u"validUntil"_s, u"2026-03-04"_s}}), Standing::Registered);
    QCOMPARE(standing({{u"validUntil"_s, u"2026-03-03"_s}}), Standing::Expired);
    QCOMPARE(standing({{u"status"_s, u"INACTIVE"_s}, {u"validUntil"_s, u"2020-01-01"_s}}),
             Standing::Inactive);
    QCOMPARE(standing({{u"physicalStatus"_s, u"DEAD"_s}, {u"status"_s, u"INACTIVE"_s}}), Standing::Deceased);
    QCOMPARE(standing({{u"physicalStatus"_s, QJsonObject{{u"code"_s, 1}}}}), Standing::Registered);
}

void TestOsiaLookup::verifiedAndIdentified()
{
    OsiaLookup nowhere{OsiaSite{}};
    QVERIFY(!nowhere.offers(LookupKind::Verify) && !nowhere.offers(LookupKind::Person));
    std::optional<LookupFault> fault;
    nowhere.identify(sampleInput(1).samples, [&fault](const auto &answer) { fault = answer.error().fault; });
    QTRY_COMPARE(fault, LookupFault::NotOffered);
    if (!Prism::isInstalled())
        QSKIP(qPrintable(Prism::whyNot()));
    Prism abis(u"abis.yaml"_s);
    QVERIFY(abis.waitUntilUp());
    OsiaLookup lookup(site(abis.url()));
    const QList<Sample> probes = sampleInput(1).samples;
    std::optional<tl::expected<VerifyAnswer, LookupError>> verified;
    lookup.verify(u"35202"_s, probes, [&verified](const auto &answer) { verified = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(verified, patience);
    QVERIFY2(*verified, qPrintable(*verified ? QString() : verified->error().detail));
    std::optional<tl::expected<QList<Candidate>, LookupError>> candidates;
    lookup.identify(probes, [&candidates](const auto &answer) { candidates = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(candidates, patience);
    QVERIFY2(*candidates, qPrintable(*candidates ? QString() : candidates->error().detail));
    QVERIFY(!(*candidates)->isEmpty());
}

/// The question reaches the ABIS through the published file, and has the pictures and no word of where, when
/// or for whom they were taken; the answers come back through it.
void TestOsiaLookup::pictureQuestionsAreOsia()
{
    if (!Prism::isInstalled())
        QSKIP(qPrintable(Prism::whyNot()));
    RegistryServer abis;
    Prism gate(u"abis.yaml"_s, abis.url());
    QVERIFY(gate.waitUntilUp());
    OsiaSite asked = site(gate.url());
    asked.gallery = u"ID"_s;
    asked.threshold = 3000.5;
    OsiaLookup lookup(asked);
    const QList<Sample> probes = sampleInput(1).samples.mid(0, 3);
    std::optional<tl::expected<VerifyAnswer, LookupError>> verified;
    for (const bool same : {true, false}) {
        abis.body = same ? R"({"decision":true,"scores":[{"score":4100.5}]})" : R"({"decision":false})";
        verified.reset();
        lookup.verify(u"35202-1234567-1"_s, probes, [&verified](const auto &answer) { verified = answer; });
        QTRY_VERIFY_WITH_TIMEOUT(verified, patience);
        QVERIFY2(*verified, qPrintable(*verified ? QString() : verified->error().detail));
        QVERIFY((*verified)->known);
        QCOMPARE((*verified)->same, same);
    }
    QVERIFY(abis.requests.first().startsWith(u"POST /v1/verify/ID/35202-1234567-1?"_s));
    QVERIFY(abis.requests.first().contains(u"threshold=3000.5"_s));
    abis.body = R"([{"personId":"b","rank":2,"score":3100},{"personId":"a","rank":1,"score":4000}])";
    std::optional<tl::expected<QList<Candidate>, LookupError>> found;
    lookup.identify(probes, [&found](const auto &answer) { found = answer; });
    QTRY_VERIFY_WITH_TIMEOUT(found, patience);
    QVERIFY2(*found, qPrintable(*found ? QString() : found->error().detail));
    QCOMPARE((*found)->size(), 2);
    QCOMPARE((*found)->first().number, u"a"_s);
    QCOMPARE(abis.bodies.size(), 3);
    for (const QByteArray &body : std::as_const(abis.bodies)) {
        const QJsonArray data = QJsonDocument::fromJson(body).object().value("biometricData"_L1).toArray();
        QCOMPARE(data.size(), probes.size());
        for (int i = 0; i < data.size(); ++i) {
            const QJsonObject each = data[i].toObject();
            QCOMPARE(QByteArray::fromBase64(each.value("image"_L1).toString().toLatin1()), probes[i].bytes);
            for (const QLatin1StringView no :
                 {"imageRef"_L1, "captureDate"_L1, "captureDevice"_L1, "comment"_L1, "metadata"_L1})
                QVERIFY2(!each.contains(no), no.data());
        }
    }
}

void TestOsiaLookup::whatIsNoAnswerToPicturesIsSaid()
{
    RegistryServer abis;
    OsiaLookup lookup(site(abis.url()), std::chrono::milliseconds(500));
    const QList<Sample> probes = sampleInput(1).samples.mid(0, 1);
    std::optional<tl::expected<VerifyAnswer, LookupError>> told;
    const auto ask = [&] {
        told.reset();
        lookup.verify(u"1"_s, probes, [&told](const auto &answer) { told = answer; });
        return QTest::qWaitFor([&told] { return told.has_value(); }, patience);
    };
    const auto fault = [&told] { return *told ? std::optional<LookupFault>() : told->error().fault; };
    for (const QByteArray bad :
         {"{}", "[]", R"({"decision":"yes"})", R"({"scores":[{"score":1}]})", "{\"decision\":tr"}) {
        abis.body = bad;
        QVERIFY(ask());
        QCOMPARE(fault(), LookupFault::BadAnswer);
    }
    abis.status = 404; // nothing to compare with under this number
    QVERIFY(ask() && *told);
    QVERIFY(!(*told)->known && !(*told)->same);
    abis.status = 403;
    QVERIFY(ask());
    QCOMPARE(fault(), LookupFault::NotAllowed);
    abis.status = 202; // it would answer a callback, which a counter has not
    QVERIFY(ask());
    QCOMPARE(fault(), LookupFault::Later);
    abis.status = 0;
    abis.silent = true;
    QVERIFY(ask());
    QCOMPARE(fault(), LookupFault::Timeout);
    abis.close();
    QVERIFY(ask());
    QVERIFY(fault() == LookupFault::NoConnection || fault() == LookupFault::Timeout);
}

void TestOsiaLookup::candidatesAreReadStrictly()
{
    const auto read = [](const QByteArray &json) { return candidatesOf(QJsonDocument::fromJson(json)); };
    const auto good = read(R"([{"personId":"b","rank":2,"score":1.5},{"personId":"a","rank":1,"score":9}])");
    QVERIFY(good && good->size() == 2);
    QCOMPARE(good->first().number, u"a"_s);
    QVERIFY(read("[]") && read("[]")->isEmpty());
    for (const QByteArray bad :
         {"{}", "[1]", R"([{"personId":"","rank":1,"score":1}])", R"([{"personId":"a","rank":1}])",
          R"([{"personId":"a","score":1}])", "nonsense"})
        QVERIFY2(!read(bad), bad.constData());
}

QTEST_GUILESS_MAIN(TestOsiaLookup)
#include "tst_osialookup.moc"
