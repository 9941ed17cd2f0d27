#include "sync/packet.h"
#include "tests/sync/downwardbench.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::Literals::StringLiterals;
using namespace indraj;
using namespace indraj::test;
using namespace indraj::testing;

/// What central says of people and packets, from `indraj-central publish` and `decide` over PostgreSQL and
/// the wire into a real vault.
class TestDecisions : public QObject, private DownwardBench {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_central.reset(); }
    void init() { begin(); }
    void cleanup() { end(); }
    void theStaffListIsCarriedOut();
    void theLastOneWhoCanOpenStays();
    void decisionsComeInOrderAndOnce();
    void aCorrectionIsBegunAndNamesTheOldPacket();
    void aCorrectionHoldsTheDataWhileTheyAreHere();
    void publishingAndDecidingAreChecked();
};

void TestDecisions::initTestCase()
{
    if (!CentralFixture::postgresIsInstalled())
        QSKIP("SKIP_WHOLE_TEST: PostgreSQL 15 server programs are absent");
    QVERIFY(make());
}

void TestDecisions::theStaffListIsCarriedOut()
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

void TestDecisions::theLastOneWhoCanOpenStays()
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

void TestDecisions::decisionsComeInOrderAndOnce()
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

void TestDecisions::aCorrectionIsBegunAndNamesTheOldPacket()
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
    QTRY_VERIFY_WITH_TIMEOUT(settled(vault.load(id))->state == EnrolmentState::Erased, downwardPatience);
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
void TestDecisions::aCorrectionHoldsTheDataWhileTheyAreHere()
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

void TestDecisions::publishingAndDecidingAreChecked()
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

QTEST_GUILESS_MAIN(TestDecisions)
#include "tst_decisions.moc"
