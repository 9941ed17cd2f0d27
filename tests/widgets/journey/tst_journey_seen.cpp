#include "counter.h"

#include "biometrics/finger/record/minutiaerecord.h"
#include "devices/simulator/syntheticfinger.h"
#include "storage/templatestore.h"
#include "widgets/approval/approvalpage.h"
#include "widgets/fingers/fingerpairpanel.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/parts.h"

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Knows what it is told to know, and writes down what it is given.
class FakeTemplates : public TemplateStore {
public:
    QList<KnownFinger> known;
    QHash<SampleId, QByteArray> given;
    std::optional<StoreError> failure; ///< of every call
    int refused = 0; ///< templates
    Answer<Done> saveTemplate(EnrolmentId, SampleId sample, const QByteArray &record) override
    {
        if (failure) {
            ++refused;
            return answered<Done>(tl::unexpected(*failure));
        }
        given.insert(sample, record);
        return answered<Done>(Done{});
    }
    Answer<QList<KnownFinger>> knownFingers(EnrolmentId) override
    {
        if (failure)
            return answered<QList<KnownFinger>>(tl::unexpected(*failure));
        return answered<QList<KnownFinger>>(known);
    }
    Answer<QStringList> peopleWithFingers() override { return answered<QStringList>(QStringList()); }
    Answer<Done> saveOwnFingers(const QList<KnownFinger> &, const QString &, SecretBytes,
                                const Actor &) override
    {
        return answered<Done>(Done{});
    }
};

QImage touchOf(quint64 person, FingerPosition finger, quint64 seed)
{
    return pressFinger(growFinger(person, finger), makeTouch(TouchKind::Good, seed));
}

KnownFinger knownOf(quint64 person, FingerPosition finger)
{
    MinutiaeRecord record;
    record.finger = fingerTemplate(touchOf(person, finger, 1)).value();
    KnownFinger known;
    known.finger = finger;
    known.record = writeMinutiaeRecord(record).value();
    return known;
}

/// Of an enrolment with a picture in the store.
KnownFinger earlierOf(StoreInMemory &store, quint64 person, FingerPosition finger)
{
    Sample sample;
    sample.info.id = SampleId::create();
    sample.info.kind = SampleKind::Finger;
    sample.info.finger = finger;
    sample.bytes = pngOf(touchOf(person, finger, 1));
    store.samples[sample.info.id] = sample;
    KnownFinger known = knownOf(person, finger);
    known.enrolment = EnrolmentId::create();
    known.sample = sample.info.id;
    known.token = u"T-017"_s;
    known.at = QDateTime({2026, 3, 12}, {9, 0}, Qt::UTC);
    known.person = u"Imran Ali"_s;
    return known;
}

} // namespace

/// Fingers that are alike, or were seen before: pictured to who decides. INDRAJ_SHOTS=DIR keeps pictures.
class TestJourneySeen : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void twoFingersAlikeArePicturedToTheInCharge()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        const EnrolmentId id = counter.desk.enrolment().id;
        const MasterFinger thumb = growFinger(4, FingerPosition::RightThumb);
        quint64 seed = 1;
        for (const FingerPosition finger : {FingerPosition::RightThumb, FingerPosition::LeftIndex}) {
            Sample sample;
            sample.info.id = SampleId::create();
            sample.info.kind = SampleKind::Finger;
            sample.info.finger = finger;
            sample.info.quality = {70, u"q"_s};
            sample.bytes = pngOf(pressFinger(thumb, makeTouch(TouchKind::Good, seed++)));
            counter.store.saveSample(id, sample, counter.desk.actor());
        }
        counter.store.content[id].state = EnrolmentState::AwaitingApproval;
        counter.desk.setActor({u"su-1"_s, Role::Supervisor, {}, {}});
        ApprovalPage page(counter.store, counter.desk);
        page.resize(1110, 600);
        page.show();
        page.enter();
        QTRY_COMPARE_WITH_TIMEOUT(page.concerns()->concerns().size(), 3, 60000);
        const Concern &alike = page.concerns()->concerns().at(2);
        QCOMPARE(alike.kind, Concern::Kind::LikeFingers);
        QVERIFY(
            (QSet{alike.finger, alike.other} == QSet{FingerPosition::RightThumb, FingerPosition::LeftIndex}));
        auto *other = page.findChild<PictureBox *>(u"approval.likeFinger"_s);
        QVERIFY(!other->isVisible());
        QTest::keyClick(&page, Qt::Key_1);
        QTest::keyClick(&page, Qt::Key_2);
        QVERIFY(!action(page.chrome(), u"approve"_s)->enabled);
        QTest::keyClick(&page, Qt::Key_3);
        QVERIFY(other->isVisible());
        QCOMPARE(other->picture(), counter.desk.finger(alike.other));
        shoot(page, u"approval-alike"_s);
        QTRY_VERIFY(action(page.chrome(), u"approve"_s)->enabled); // a warning: the in-charge decides
    }

    void aFingerSeenBeforeIsShownToTheInCharge()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        const EnrolmentId id = counter.desk.enrolment().id;
        Sample sample;
        sample.info.id = SampleId::create();
        sample.info.kind = SampleKind::Finger;
        sample.info.finger = FingerPosition::RightIndex;
        sample.info.quality = {70, u"q"_s};
        sample.bytes = pngOf(touchOf(4, FingerPosition::RightIndex, 2));
        counter.store.saveSample(id, sample, counter.desk.actor());
        counter.store.content[id].state = EnrolmentState::AwaitingApproval;
        counter.desk.setActor({u"su-1"_s, Role::Supervisor, {}, {}});
        FakeTemplates templates;
        templates.known = {earlierOf(counter.store, 4, FingerPosition::RightIndex)};
        ApprovalPage page(counter.store, counter.desk);
        page.setTemplateStore(templates);
        page.resize(1110, 600);
        page.show();
        page.enter();
        QTRY_COMPARE(page.concerns()->concerns().size(), 3);
        const Concern &seen = page.concerns()->concerns().at(2);
        QCOMPARE(seen.kind, Concern::Kind::SeenFinger);
        QCOMPARE(seen.finger, FingerPosition::RightIndex);
        QVERIFY(seen.detail.english.contains(u"T-017"_s));
        QVERIFY(templates.given.contains(sample.info.id)); // the next one is compared with this one
        for (const Qt::Key key : {Qt::Key_1, Qt::Key_2})
            QTest::keyClick(&page, key);
        QVERIFY(!action(page.chrome(), u"approve"_s)->enabled);
        QTest::keyClick(&page, Qt::Key_3);
        auto *other = page.findChild<PictureBox *>(u"approval.likeFinger"_s);
        QVERIFY(other->isVisible());
        QTRY_VERIFY(!other->picture().isNull());
        shoot(page, u"approval-seen"_s);
        QTRY_VERIFY(action(page.chrome(), u"approve"_s)->enabled); // a warning: the in-charge decides
    }

    void fingersThatTheVaultDoesNotTakeAreTold()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        FakeTemplates templates;
        templates.failure = StoreError{StoreFault::IoFailed, u"disk"_s};
        FingersPage page(fingers, counter.desk);
        page.setTemplateStore(templates);
        page.setPause(1);
        page.resize(1110, 600);
        page.show();
        QTest::ignoreMessage(QtWarningMsg, "known fingers not read: disk");
        page.enter();
        QTRY_VERIFY(page.notice().contains(u"compared with none"_s));
        shoot(page, u"fingers-not-compared"_s);
        // The vault answers again, but for the templates. The finger itself is saved all the same.
        const auto next = [&](FingerPosition finger) {
            fingers.picture = touchOf(4, finger, 2);
            fingers.touch(72);
        };
        QTest::ignoreMessage(QtWarningMsg, "template of a finger not kept: disk");
        next(FingerPosition::RightThumb);
        QTRY_VERIFY(counter.desk.enrolment().finger(FingerPosition::RightThumb));
        QTRY_COMPARE(page.current(), FingerPosition::RightIndex);
        QTRY_VERIFY(templates.refused > 0); // the template is made elsewhere, and after the finger is saved
        QVERIFY(templates.given.isEmpty());
        templates.failure.reset();
        next(FingerPosition::RightIndex);
        QTRY_COMPARE(templates.given.size(), 2); // the first one once more
    }

    void aFingerSeenBeforeIsShownToTheOperator()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        FakeTemplates templates;
        KnownFinger own = knownOf(6, FingerPosition::LeftIndex);
        own.person = u"Imran Ali"_s;
        templates.known = {earlierOf(counter.store, 4, FingerPosition::RightThumb), own};
        FingersPage page(fingers, counter.desk);
        page.setTemplateStore(templates);
        page.setPause(1);
        page.resize(1110, 600);
        page.show();
        page.enter();
        fingers.picture = touchOf(4, FingerPosition::RightThumb, 2);
        fingers.touch(72);
        auto *panel = page.findChild<FingerPairPanel *>();
        QTRY_VERIFY(panel->isVisible());
        QVERIFY(panel->seen() && !panel->seen()->known.isOwn());
        QVERIFY(!fingers.asking); // nothing goes on until the operator has looked
        const SampleInfo *saved = counter.desk.enrolment().finger(FingerPosition::RightThumb);
        QVERIFY(saved && templates.given.contains(saved->id));
        const auto kept = readMinutiaeRecord(templates.given.value(saved->id));
        QVERIFY(kept && kept->position == quint8(FingerPosition::RightThumb));
        QTRY_VERIFY(!panel->findChildren<PictureBox *>().at(1)->picture().isNull());
        shoot(page, u"fingers-seen"_s);
        QTest::keyClick(panel, Qt::Key_2); // go on
        QVERIFY(!panel->isVisible());
        QTRY_COMPARE(page.current(), FingerPosition::RightIndex);
        // The operator lays on an own finger: taken again.
        fingers.picture = touchOf(6, FingerPosition::LeftIndex, 2);
        fingers.touch(72);
        QTRY_VERIFY(panel->isVisible());
        QVERIFY(panel->seen()->known.isOwn());
        shoot(page, u"fingers-own"_s);
        QTest::keyClick(panel, Qt::Key_1);
        QCOMPARE(page.current(), FingerPosition::RightIndex);
        QVERIFY(fingers.asking);
        QVERIFY(fingers.tries(FingerPosition::RightIndex).isEmpty());
    }
};

QTEST_MAIN(TestJourneySeen)
#include "tst_journey_seen.moc"
