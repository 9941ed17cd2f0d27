#include "sync/uploadengine.h"

#include "sync/down/setfolder.h"
#include "sync/packet.h"
#include "tests/storage/vaulthelp.h"
#include "tests/sync/centralfixture.h"
#include "tests/sync/faults/cutdownloads.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <atomic>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::test;
using namespace indraj::testing;

namespace {

constexpr int patience = 30000;

} // namespace

/// What central has for a station, from `indraj-central publish` and `decide` over PostgreSQL and the wire
/// into a real vault.
class TestDownward : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void init();
    void cleanup();
    void aPublishedSetComesDown();
    void onlyWhatChangedIsFetched();
    void anotherSignersSetIsNotTaken();
    void anOlderSetIsNotTaken();
    void aTornDownloadGoesOn();
    void theDaysCapHoldsForWhatComesDown();
    void whatTheProgramCannotUseIsPutAside();
    void theStaffListIsCarriedOut();
    void theLastOneWhoCanOpenStays();
    void decisionsComeInOrderAndOnce();
    void aCorrectionIsBegunAndNamesTheOldPacket();
    void aCorrectionHoldsTheDataWhileTheyAreHere();
    void publishingAndDecidingAreChecked();

private:
    void publish(const QString &name, const QByteArray &bytes);
    int publishAll() { return m_central->runCommand({u"publish"_s, m_source.path()}); }
    std::unique_ptr<UploadEngine> engine();
    /// One look at central's news, ended.
    LineStatus look(UploadEngine &sender);
    QString setsFolder() const { return m_world->temporary.filePath(u"reference"_s); }
    SetFolder sets() const { return SetFolder(setsFolder(), m_pki.pem(u"reference.crt"_s), u"TRN-01"_s); }
    int requests(const QByteArray &route) const;
    UploadRecord sendOne();
    QString decide(PacketId packet, const QStringList &words);

    TestPki m_pki;
    std::unique_ptr<CentralFixture> m_central;
    std::unique_ptr<World> m_world;
    bool m_spent = false; ///< the next test needs another vault
    QTemporaryDir m_source;
    EngineOptions m_options;
    QByteArray m_certificate;
};

void TestDownward::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(m_pki.make());
    m_central = std::make_unique<CentralFixture>(m_pki);
    QVERIFY(m_central->startDatabase());
    QVERIFY(m_central->start("station_requests_per_s = 1000\n"));
    publish(u"reference/forms/first-card.json"_s, "{\"form\":1}");
    publish(u"reference/places.json"_s, QByteArray(120000, ' ') + "{}");
}

/// A vault for several tests; those that change its people leave another to the next.
void TestDownward::init()
{
    if (m_world)
        return;
    m_world = std::make_unique<World>();
    QVERIFY(m_world->login(operatorOne()));
    const QByteArray request = settled(m_world->vault().certificateRequest()).value();
    const QString csr = m_world->temporary.filePath(u"csr"_s), crt = m_world->temporary.filePath(u"crt"_s);
    overwrite(csr, request);
    QVERIFY(runProgram(packagingScript(u"training-pki.sh"_s), {m_pki.path({}), u"sign"_s, csr, crt}));
    QVERIFY(settled(m_world->vault().installCertificate(fileBytes(crt))));
    m_options = m_central->engineOptions();
    m_options.referenceFolder = setsFolder();
}

void TestDownward::cleanup()
{
    m_options = m_central->engineOptions();
    m_options.referenceFolder = m_world ? setsFolder() : QString();
    if (std::exchange(m_spent, false))
        m_world.reset();
}

void TestDownward::publish(const QString &name, const QByteArray &bytes)
{
    const QString path = m_source.filePath(name);
    QDir().mkpath(path.left(path.lastIndexOf(u'/')));
    overwrite(path, bytes);
}

std::unique_ptr<UploadEngine> TestDownward::engine()
{
    VaultService &vault = m_world->vault();
    return std::make_unique<UploadEngine>(
        m_options, vault, [&vault] { return vault.identity(); }, &vault);
}

LineStatus TestDownward::look(UploadEngine &sender)
{
    const QDateTime before = sender.line().down.at;
    if (before.isValid())
        sender.sendNow();
    else
        sender.start();
    // Only the end of a look has another time.
    if (!QTest::qWaitFor([&] { return sender.line().down.at.isValid() && sender.line().down.at != before; },
                         patience))
        qWarning("no look ended");
    return sender.line();
}

int TestDownward::requests(const QByteArray &route) const
{
    return static_cast<int>(m_central->log().count("\"route\":\"" + route + "\""));
}

UploadRecord TestDownward::sendOne()
{
    const EnrolmentId id = m_world->approved().id;
    const auto sender = engine();
    sender->start();
    const auto record = [&]() -> UploadRecord {
        const QList<UploadRecord> records = settled(m_world->vault().uploads()).value();
        for (const UploadRecord &each : records) {
            if (each.enrolment == id)
                return each;
        }
        return {};
    };
    if (!QTest::qWaitFor([&] { return record().state == EnrolmentState::Erased; }, patience))
        qWarning("the packet was not received");
    return record();
}

QString TestDownward::decide(PacketId packet, const QStringList &words)
{
    if (m_central->runCommand(QStringList{u"decide"_s, packet.toString()} + words) != 0)
        return u"refused"_s;
    return m_central->query(u"select number || ' ' || verdict from intake.decision where packet = '%1'"
                            " order by number desc limit 1"_s.arg(packet.toString()));
}

void TestDownward::aPublishedSetComesDown()
{
    QCOMPARE(publishAll(), 0);
    const auto sender = engine();
    const LineStatus line = look(*sender);
    QVERIFY(line.down.answered && !line.down.referenceFault);
    QCOMPARE(line.down.reference, 1);
    const QList<HeldSet> held = sets().held(SetChannel::Reference);
    QCOMPARE(held.size(), 1);
    QCOMPARE(fileBytes(held.first().items + u"/forms/first-card.json"_s), QByteArray("{\"form\":1}"));
    QCOMPARE(settled(m_world->vault().downwardState())->referenceVersion, 1);
    // Nothing new is one short answer.
    const int lists = requests("/v1/sets/{channel}");
    QCOMPARE(look(*sender).down.reference, 1);
    QCOMPARE(requests("/v1/sets/{channel}"), lists);
    QCOMPARE(publishAll(), 0); // the same content is no new version
    QCOMPARE(m_central->query(u"select max(version) from intake.signed_set"_s), u"1"_s);
}

void TestDownward::onlyWhatChangedIsFetched()
{
    const auto sender = engine();
    const qint64 before = look(*sender).down.reference;
    publish(u"reference/forms/first-card.json"_s, "{\"form\":2}");
    QCOMPARE(publishAll(), 0);
    const int items = requests("/v1/items/{sha256}");
    QCOMPARE(look(*sender).down.reference, before + 1);
    QTRY_COMPARE(requests("/v1/items/{sha256}"), items + 1);
    const QList<HeldSet> held = sets().held(SetChannel::Reference);
    QVERIFY(held.size() >= 2); // the old one is kept
    QCOMPARE(fileBytes(held.first().items + u"/places.json"_s).size(), 120002);
}

void TestDownward::anotherSignersSetIsNotTaken()
{
    const auto sender = engine();
    const qint64 before = look(*sender).down.reference;
    publish(u"reference/forms/first-card.json"_s, "{\"form\":\"stranger\"}");
    // Whoever has the receipt key, but not the reference key.
    QVERIFY(m_central->writeConfig("reference_certificate = " + m_pki.path(u"receipt.crt"_s).toUtf8()
                                   + "\nreference_key = " + m_pki.path(u"receipt.key"_s).toUtf8() + "\n"));
    QCOMPARE(publishAll(), 0);
    const LineStatus line = look(*sender);
    QVERIFY(line.down.referenceFault);
    QCOMPARE(line.down.referenceFault->fault, SetFault::NotSigned);
    QCOMPARE(line.down.reference, before);
    QVERIFY(m_central->writeConfig({}));
    publish(u"reference/forms/first-card.json"_s, "{\"form\":3}");
    QCOMPARE(publishAll(), 0);
    QCOMPARE(look(*sender).down.reference, before + 2);
}

void TestDownward::anOlderSetIsNotTaken()
{
    const auto sender = engine();
    const qint64 newest = look(*sender).down.reference;
    QVERIFY(newest >= 2);
    // Central shows an older list, truly signed, as if it were news; the folder here is gone, but the vault
    // knows.
    QVERIFY(QDir(setsFolder()).removeRecursively());
    const QString hide
        = u"alter table intake.signed_set disable trigger signed_set_only_grows;"
          "update intake.signed_set set channel = 'staff', station = 'hidden' where version > 2"
          " and channel = 'reference';"
          "alter table intake.signed_set enable trigger signed_set_only_grows"_s;
    QVERIFY(m_central->query(hide) != u"failed"_s);
    const LineStatus line = look(*sender);
    QVERIFY(line.down.referenceFault);
    QCOMPARE(line.down.referenceFault->fault, SetFault::Older);
    QCOMPARE(sets().newest(SetChannel::Reference), 0);
    QString show = hide;
    show.replace(u"set channel = 'staff', station = 'hidden'"_s, u"set channel = 'reference', station = ''"_s)
        .replace(u"channel = 'reference';alter"_s, u"station = 'hidden';alter"_s);
    QVERIFY(m_central->query(show) != u"failed"_s);
    QCOMPARE(look(*sender).down.reference, newest);
}

void TestDownward::aTornDownloadGoesOn()
{
    publish(u"reference/places.json"_s, QByteArray(300000, ' ') + "{}");
    QCOMPARE(publishAll(), 0);
    const qint64 before = sets().newest(SetChannel::Reference);
    CutDownloads line(m_central->port(), 130000); // every connection ends after so many bytes downwards
    m_options.central.setPort(line.port());
    const auto sender = engine();
    for (int i = 0; i < 20 && sets().newest(SetChannel::Reference) == before; ++i)
        look(*sender);
    QVERIFY(sets().newest(SetChannel::Reference) > before);
    QVERIFY(line.cuts() >= 2);
    // What had come was not fetched again.
    QVERIFY2(line.carriedDown() < 2 * 300000, qPrintable(QString::number(line.carriedDown())));
}

void TestDownward::theDaysCapHoldsForWhatComesDown()
{
    m_spent = true; // the vault remembers what went on a day
    m_world.reset();
    init();
    publish(u"reference/places.json"_s, QByteArray(120000, ' ') + "{}");
    QCOMPARE(publishAll(), 0);
    std::atomic<int> days = 0;
    constexpr qint64 cap = 130000; // all but the last piece, with what goes around them
    m_options.policy.dailyBytes = cap;
    m_options.nowUtc = [&days] { return QDateTime::currentDateTimeUtc().addDays(days); };
    const auto sender = engine();
    const LineStatus today = look(*sender);
    QVERIFY(today.down.answered && today.down.gaveWay);
    QCOMPARE(sets().newest(SetChannel::Reference), 0);
    QVERIFY2(today.dayBytes > cap / 2 && today.dayBytes <= cap, qPrintable(QString::number(today.dayBytes)));
    sender->checkQueue();
    days = 1;
    sender->checkQueue();
    QTRY_VERIFY_WITH_TIMEOUT(sets().newest(SetChannel::Reference) > 0, patience);
    QTRY_VERIFY_WITH_TIMEOUT(sender->line().down.reference > 0, patience);
    QVERIFY2(sender->line().dayBytes < cap / 2, qPrintable(QString::number(sender->line().dayBytes)));
}

void TestDownward::whatTheProgramCannotUseIsPutAside()
{
    std::atomic<int> asked = 0;
    m_options.isUsable = [&asked](const QString &items) -> QString {
        ++asked;
        const QByteArray form = fileBytes(items + u"/forms/first-card.json"_s);
        return form.contains("new") ? u"a form of another kind"_s : QString();
    };
    const auto sender = engine();
    const qint64 good = look(*sender).down.reference;
    QVERIFY(good > 0);
    const int before = asked;
    publish(u"reference/forms/first-card.json"_s, "{\"new\":1}");
    QCOMPARE(publishAll(), 0);
    const LineStatus line = look(*sender);
    QVERIFY(line.down.referenceFault);
    QCOMPARE(line.down.referenceFault->fault, SetFault::NotUsable);
    QCOMPARE(line.down.reference, good);
    QCOMPARE(asked.load(), before + 1);
    look(*sender); // it is not fetched or asked about again
    QCOMPARE(asked.load(), before + 1);
    publish(u"reference/forms/first-card.json"_s, "{\"form\":4}");
    QCOMPARE(publishAll(), 0);
    QCOMPARE(look(*sender).down.reference, good + 2);
}

void TestDownward::theStaffListIsCarriedOut()
{
    m_spent = true;
    publish(u"staff/TRN-01/staff.json"_s, R"({"staffVersion":1,"people":[
        {"id":"op-1","role":"operator","name":{"en":"Renamed","ur":"نیا نام"},"suspended":true},
        {"id":"op-9","role":"operator","name":{"en":"New","ur":"نیا"}}]})");
    publish(u"staff/TRN-02/staff.json"_s, R"({"staffVersion":1,"people":[
        {"id":"sup-1","role":"supervisor","name":{"en":"Of another","ur":"دوسرا"},"suspended":true}]})");
    QCOMPARE(publishAll(), 0);
    const auto sender = engine();
    const LineStatus line = look(*sender);
    QVERIFY2(!line.down.staffFault,
             qPrintable(line.down.staffFault ? line.down.staffFault->detail : QString()));
    QCOMPARE(line.down.staff.changed, 1);
    QCOMPARE(line.down.staff.unknown, QStringList{u"op-9"_s});
    sender->stop();
    // Who is logged in works on; after that he stays out, also with a proposal from here.
    QVERIFY(settled(m_world->vault().createDraft(operatorOne(), u"first-card"_s, 1)));
    QCOMPARE(m_world->login(operatorOne()).error().fault, StoreFault::Refused);
    QVERIFY(m_world->login(supervisorOne()));
    const auto resumed = settled(
        m_world->vault().propose(PersonChange::Resume, operatorOne(), SecretBytes(), supervisorOne()));
    QVERIFY(!resumed);
    QCOMPARE(resumed.error().fault, StoreFault::Refused);
    const auto people = m_world->vault().operators();
    QVERIFY(std::any_of(people->cbegin(), people->cend(), [](const OperatorEntry &entry) {
        return entry.actor.id == u"op-1"_s && entry.suspended && entry.actor.nameEnglish == u"Renamed"_s;
    }));
    const auto events = settled(m_world->vault().auditEvents()).value();
    QVERIFY(events.contains(u"person-ordered"_s) && events.contains(u"staff-list"_s));
    // Central lets him back in.
    publish(u"staff/TRN-01/staff.json"_s, R"({"staffVersion":1,"people":[
        {"id":"op-1","role":"operator","name":{"en":"Test Operator","ur":"آپریٹر"}}]})");
    QCOMPARE(publishAll(), 0);
    const auto again = engine();
    QCOMPARE(look(*again).down.staff.changed, 1);
    again->stop();
    QVERIFY(m_world->login(operatorOne()));
}

void TestDownward::theLastOneWhoCanOpenStays()
{
    m_spent = true;
    publish(u"staff/TRN-01/staff.json"_s, R"({"staffVersion":1,"people":[
        {"id":"op-1","role":"operator","name":{"en":"Test Operator","ur":"آپریٹر"},"suspended":true},
        {"id":"sup-1","role":"supervisor","name":{"en":"Test Supervisor","ur":"نگران"},"suspended":true}]})");
    QCOMPARE(publishAll(), 0);
    const auto sender = engine();
    const LineStatus line = look(*sender);
    QCOMPARE(line.down.staff.heldBack, QStringList{u"sup-1"_s});
    sender->stop();
    QVERIFY(!m_world->login(operatorOne()));
    QVERIFY(m_world->login(supervisorOne()));
    publish(u"staff/TRN-01/staff.json"_s, R"({"staffVersion":1,"people":[
        {"id":"op-1","role":"operator","name":{"en":"Test Operator","ur":"آپریٹر"}}]})");
    QCOMPARE(publishAll(), 0);
}

void TestDownward::decisionsComeInOrderAndOnce()
{
    const UploadRecord sent = sendOne();
    const qint64 before = settled(m_world->vault().downwardState())->decisions;
    QVERIFY(decide(sent.packet, {u"duplicate"_s, u"registered-before"_s}).endsWith(u"duplicate"_s));
    QVERIFY(decide(sent.packet, {u"accepted"_s}).endsWith(u"accepted"_s));
    const auto sender = engine();
    const LineStatus line = look(*sender);
    QVERIFY(line.down.decisionFault.isEmpty());
    QVERIFY(line.down.decisions >= 2);
    const qint64 after = settled(m_world->vault().downwardState())->decisions;
    QVERIFY(after >= before + 2);
    QTRY_VERIFY(!sender->records().isEmpty() && sender->records().first().decision);
    QCOMPARE(sender->records().first().decision->verdict, CentralVerdict::Accepted); // the last word
    QCOMPARE(look(*sender).down.decisions, 0);
    QCOMPARE(settled(m_world->vault().downwardState())->decisions, after);
    QCOMPARE(settled(m_world->vault().beginCorrection(sent.packet, supervisorOne(), 1)).error().fault,
             StoreFault::Refused);
}

void TestDownward::aCorrectionIsBegunAndNamesTheOldPacket()
{
    const UploadRecord sent = sendOne();
    QVERIFY(decide(sent.packet,
                   {u"needs-correction"_s, u"name-unclear"_s, u"name.en,photo"_s, u"پورا نام درکار ہے"_s})
                .endsWith(u"needs-correction"_s));
    const auto sender = engine();
    QVERIFY(look(*sender).down.decisions >= 1);
    sender->stop();
    const UploadRecord record = settled(m_world->vault().uploads()).value().first();
    QCOMPARE(record.packet, sent.packet);
    QCOMPARE(record.decision->note, u"پورا نام درکار ہے"_s);
    QCOMPARE(record.decision->fields, (QStringList{u"name.en"_s, u"photo"_s}));
    QVERIFY(m_world->login(operatorOne()));
    const auto draft = settled(m_world->vault().beginCorrection(sent.packet, operatorOne(), 1));
    QVERIFY(draft);
    QCOMPARE(draft->corrects, sent.packet);
    QCOMPARE(draft->state, EnrolmentState::Draft);
    QCOMPARE(draft->step, u"photo"_s);
    QVERIFY(draft->fields.isEmpty() && draft->samples.isEmpty()); // nothing is kept after the receipt
    QCOMPARE(settled(m_world->vault().beginCorrection(sent.packet, operatorOne(), 1))->id, draft->id);
    QCOMPARE(settled(m_world->vault().uploads()).value().first().correction, draft->id);
    // Sent in its turn, it says in manifest and OSIA request what it corrects.
    const EnrolmentId id = draft->id;
    VaultService &vault = m_world->vault();
    QVERIFY(settled(vault.saveFields(id, canaryFields(), u"details"_s, operatorOne())));
    QVERIFY(settled(vault.saveSample(id, portraitSample(), operatorOne())));
    for (const FingerPosition finger : allFingers)
        QVERIFY(settled(vault.saveSample(id, fingerSample(finger), operatorOne())));
    QVERIFY(settled(vault.act(id, Act::Review, operatorOne(), {}, {})));
    QVERIFY(settled(vault.act(id, Act::SignOff, operatorOne(), {}, {})));
    QVERIFY(m_world->login(supervisorOne()));
    QVERIFY(settled(vault.act(id, Act::Approve, supervisorOne(), {}, {})));
    const auto again = engine();
    again->start();
    QTRY_VERIFY_WITH_TIMEOUT(settled(vault.load(id))->state == EnrolmentState::Erased, patience);
    again->stop();
    QVERIFY(m_central->runCommand({u"open"_s}) >= 0); // 1: two vaults of one station are a fork
    const QString packet = m_central->query(
        u"select id from intake.packet where stored_at is not null order by stored_at desc limit 1"_s);
    QCOMPARE(m_central->query(u"select outcome || why from intake.opening where packet = '%1'"_s.arg(packet)),
             u"opened"_s);
    const QByteArray manifest = fileBytes(m_central->openFolder() + u'/' + packet + u"/manifest.json"_s);
    QVERIFY2(manifest.contains("\"corrects\":\"" + sent.packet.toString().toLatin1() + '"'),
             manifest.constData());
    QVERIFY(fileBytes(m_central->openFolder() + u'/' + packet + u"/enrollment.json"_s)
                .contains("\"corrects\":\"" + sent.packet.toString().toLatin1() + '"'));
    QCOMPARE(settled(vault.beginCorrection(sent.packet, supervisorOne(), 1)).error().fault,
             StoreFault::Refused);
}

/// Central has it, by disk say, but the receipt has not come: what was typed and captured is still here.
void TestDownward::aCorrectionHoldsTheDataWhileTheyAreHere()
{
    const EnrolmentId id = m_world->approved().id;
    VaultService &vault = m_world->vault();
    const SealInput input = settled(vault.beginSeal(id)).value();
    const UploadRecord sealed = settled(vault.storeSealed(id, "a packet")).value();
    CentralDecision decision;
    decision.number = settled(vault.downwardState())->decisions + 1;
    decision.packet = sealed.packet;
    decision.verdict = CentralVerdict::NeedsCorrection;
    decision.reason = u"details-wrong"_s;
    decision.decidedAt = QDateTime::currentDateTimeUtc();
    QCOMPARE(settled(vault.beginCorrection(sealed.packet, supervisorOne(), 1)).error().fault,
             StoreFault::Refused);
    CentralDecision later = decision;
    later.number += 1;
    QCOMPARE(settled(vault.recordDecisions({later})).error().fault, StoreFault::Invalid); // a gap
    QVERIFY(settled(vault.recordDecisions({decision})));
    QVERIFY(settled(vault.recordDecisions({decision}))); // once more changes nothing
    const auto draft = settled(vault.beginCorrection(sealed.packet, supervisorOne(), 1));
    QVERIFY(draft);
    QVERIFY(draft->id != id);
    QCOMPARE(draft->fields, input.enrolment.fields);
    QCOMPARE(draft->samples.size(), input.enrolment.samples.size());
    QCOMPARE(draft->exceptions.size(), input.enrolment.exceptions.size());
    QCOMPARE(settled(vault.loadSample(draft->id, draft->portrait()->id))->bytes, portraitSample().bytes);
    QCOMPARE(settled(vault.load(id))->state, EnrolmentState::Sealed); // the old one goes its own way
    m_world->restart();
    QVERIFY(m_world->login(supervisorOne())); // every seal and the chain hold
    QCOMPARE(settled(m_world->vault().load(draft->id))->corrects, sealed.packet);
}

void TestDownward::publishingAndDecidingAreChecked()
{
    const QTemporaryDir bad;
    QCOMPARE(m_central->runCommand({u"publish"_s, bad.path()}), 65); // nothing in it
    QDir().mkpath(bad.filePath(u"reference"_s));
    overwrite(bad.filePath(u"reference/Capital.json"_s), "{}");
    QCOMPARE(m_central->runCommand({u"publish"_s, bad.path()}), 65);
    QCOMPARE(m_central->runCommand({u"decide"_s, PacketId::create().toString(), u"accepted"_s}), 65);
    QCOMPARE(m_central->runCommand({u"decide"_s, u"x"_s, u"accepted"_s}), 65);
    const UploadRecord sent = sendOne();
    QCOMPARE(decide(sent.packet, {u"perhaps"_s, u"other"_s}), u"refused"_s);
    QCOMPARE(decide(sent.packet, {u"rejected"_s}), u"refused"_s); // no reason
    QCOMPARE(decide(sent.packet, {u"accepted"_s, u"other"_s}), u"refused"_s);
    QVERIFY(decide(sent.packet, {u"rejected"_s, u"not-eligible"_s}).endsWith(u"rejected"_s));
    const QString first = decide(sent.packet, {u"rejected"_s, u"not-eligible"_s}); // said twice is said once
    QCOMPARE(decide(sent.packet, {u"rejected"_s, u"not-eligible"_s}), first);
    // The intake may read what is a station's, and publish nothing.
    const auto mayNot = [&](const QString &role, const QString &sql) {
        return !runProgram(u"psql"_s,
                           {u"-XAtq"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-d"_s,
                            m_central->databaseAddress(role), u"-c"_s, sql});
    };
    QVERIFY(mayNot(u"indraj_intake"_s, u"select intake.add_item('x', 'y')"_s));
    QVERIFY(mayNot(u"indraj_intake"_s, u"select * from intake.decision"_s));
    QVERIFY(mayNot(u"indraj_publisher"_s, u"select * from intake.packet"_s));
    QVERIFY(mayNot(u"indraj_publisher"_s, u"select intake.news('TRN-01')"_s));
}

QTEST_GUILESS_MAIN(TestDownward)
#include "tst_downward.moc"
