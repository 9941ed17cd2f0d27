#include "counter.h"

#include "biometrics/finger/record/minutiaerecord.h"
#include "devices/simulator/syntheticfinger.h"
#include "storage/templatestore.h"
#include "widgets/approval/approvalpage.h"
#include "widgets/approval/approvalqueue.h"
#include "widgets/controls/actionbutton.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/fingers/fingerpairpanel.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/parts.h"
#include "widgets/review/reviewlist.h"
#include "widgets/review/reviewpage.h"
#include "widgets/review/signoffpage.h"
#include "widgets/review/spokenwords.h"
#include "widgets/sending/diskrow.h"
#include "widgets/sending/sendingpage.h"
#include "widgets/sending/uploadmodel.h"
#include "widgets/slip/slippage.h"

#include <QCheckBox>
#include <QSignalSpy>
#include <QTemporaryDir>

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

class TestJourney : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void citizenReviewsThenOperatorSigns()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        QTRY_VERIFY(!counter.desk.portrait().isNull());
        QTRY_VERIFY(!counter.desk.finger(FingerPosition::RightThumb).isNull());
        ReviewPage review(counter.desk);
        review.resize(1110, 600);
        review.show();
        review.enter();
        QCOMPARE(review.lines()->lines().first().value.english, u"Sadia Noreen"_s);
        QCOMPARE(review.lines()->lines().first().value.urdu, u"سعدیہ نورین"_s);
        shoot(review, u"review"_s);
        QTRY_VERIFY(review.lines()->width() > 100 && review.lines()->height() > 20); // laid out
        QSignalSpy wrong(&review, &ReviewPage::fieldWrong);
        QSignalSpy gone(&review, &Page::navigate);
        QTest::mouseClick(review.lines(), Qt::LeftButton, {}, QPoint(100, 20));
        QCOMPARE(wrong.first().first().toString(), u"name.en"_s);
        QCOMPARE(gone.first().first().toString(), u"step:details"_s);

        SignOffPage sign(counter.desk);
        sign.resize(1110, 600);
        sign.show();
        sign.enter();
        shoot(sign, u"signoff"_s);
        QVERIFY(!action(sign.chrome(), u"sign"_s)->enabled);
        sign.findChild<QCheckBox *>(u"signoff.agreed"_s)->setChecked(true);
        QSignalSpy done(&sign, &Page::navigate);
        sign.trigger(u"sign"_s);
        QTRY_COMPARE(done.count(), 1);
        QCOMPARE(done.first().first().toString(), u"slip"_s);
        QCOMPARE(counter.store.acts, (QList<Act>{Act::Review, Act::SignOff}));

        QTemporaryDir folder;
        SlipPage slip(counter.desk, u"07"_s, folder.path());
        slip.resize(902, 600);
        slip.show();
        slip.enter();
        shoot(slip, u"slip"_s);
        slip.trigger(u"print"_s);
        QVERIFY(QFile::exists(slip.path()));
        QVERIFY(!slip.path().contains(u"Sadia"_s));
    }

    void approvalNeedsOtherEyesAndAllReasons()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        QTRY_VERIFY(!counter.desk.portrait().isNull());
        const EnrolmentId id = counter.desk.enrolment().id;
        counter.store.content[id].state = EnrolmentState::AwaitingApproval;
        ApprovalPage page(counter.store, counter.desk);
        page.resize(1110, 600);
        page.show();
        counter.desk.setActor({u"op-1"_s, Role::Supervisor, u"Nadia Jamil"_s, u"نادیہ جمیل"_s});
        page.enter();
        QTRY_VERIFY(page.ownWork());
        QVERIFY(!action(page.chrome(), u"approve"_s)->enabled);
        QTRY_VERIFY(!page.notice().isEmpty());
        page.leave();

        counter.desk.setActor({u"su-1"_s, Role::Supervisor, u"Tariq Mehmood"_s, u"طارق محمود"_s});
        page.enter();
        QTRY_COMPARE(page.concerns()->concerns().size(), 2);
        QTRY_VERIFY(action(page.chrome(), u"return"_s)->enabled);
        QVERIFY(!action(page.chrome(), u"approve"_s)->enabled);
        QTest::keyClick(&page, Qt::Key_1);
        QVERIFY(!action(page.chrome(), u"approve"_s)->enabled);
        QTRY_VERIFY(!counter.desk.finger(FingerPosition::LeftRing).isNull());
        shoot(page, u"approval"_s);
        QTest::keyClick(&page, Qt::Key_2);
        // Ten fingers are compared with each other before anybody may approve.
        QTRY_VERIFY_WITH_TIMEOUT(action(page.chrome(), u"approve"_s)->enabled, 60000);
        page.trigger(u"approve"_s);
        QTRY_COMPARE(counter.store.content[id].state, EnrolmentState::Approved);
        QTRY_COMPARE(page.queue()->size(), 0);
    }

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

    void returnCarriesACode()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        const EnrolmentId id = counter.desk.enrolment().id;
        counter.store.content[id].state = EnrolmentState::AwaitingApproval;
        counter.desk.setActor({u"su-1"_s, Role::Supervisor, {}, {}});
        ApprovalPage page(counter.store, counter.desk);
        page.resize(1110, 600);
        page.show();
        page.enter();
        QTRY_VERIFY(action(page.chrome(), u"return"_s)->enabled);
        QTRY_VERIFY(!counter.desk.finger(FingerPosition::LeftRing).isNull());
        page.trigger(u"return"_s);
        QTest::keyClick(page.findChild<ReasonPicker *>(), Qt::Key_3);
        QTRY_COMPARE(counter.store.content[id].state, EnrolmentState::Returned);
        QCOMPARE(counter.store.lastReason, u"details-wrong"_s);
    }

    void sendingSaysWhy()
    {
        FakeSender sender;
        const QDateTime now = QDateTime::currentDateTimeUtc();
        for (const UploadFault fault :
             {UploadFault::Busy, UploadFault::None, UploadFault::RefusedByCentral}) {
            UploadRecord record;
            record.packet = PacketId::create();
            record.token = u"T-0%1"_s.arg(int(fault) + 10);
            record.size = 4'800'000;
            record.committed = fault == UploadFault::Busy ? 3'100'000 : 0;
            record.lastFault = fault;
            record.approvedAt = record.sealedAt = now.addSecs(-300);
            record.approvedBy = u"su-1"_s;
            record.tries = 3;
            record.lastTryAt = now;
            record.requestId = u"5f3a9c0e11d2b7a4"_s;
            if (fault == UploadFault::Busy)
                record.notBefore = now.addSecs(120);
            sender.all << record;
        }
        sender.all << sender.all.first();
        sender.all.last().packet = PacketId::create();
        sender.all.last().state = EnrolmentState::Erased;
        sender.all.last().receivedAt = sender.all.last().erasedAt = now;
        SendingPage page(sender);
        page.resize(790, 600);
        page.show();
        page.enter();
        page.trigger(u"needed"_s);
        const QString needed = page.toDoText();
        QVERIFY(!needed.isEmpty());
        QCOMPARE(page.model()->firstNeedingPerson(), 0);
        QSignalSpy moved(&page, &Page::chromeChanged);
        Q_EMIT sender.recordsChanged();
        QVERIFY(moved.count() > 0);
        QCOMPARE(page.toDoText(), needed); // what was chosen stays chosen
        shoot(page, u"sending"_s);
        page.sidePanel()->resize(320, 660);
        page.sidePanel()->show();
        shoot(*page.sidePanel(), u"sending-side"_s);
        page.trigger(u"retry"_s);
        QCOMPARE(sender.asked, 1);
        QVERIFY(uploadDetails(sender.all.first()).contains(u"5f3a9c0e11d2b7a4"_s));
        QVERIFY(uploadDetails(UploadRecord()).isEmpty());
        const auto pauseText = [&page] {
            const auto actions = page.chrome().end;
            const auto pause = std::find_if(actions.cbegin(), actions.cend(),
                                            [](const ActionSpec &action) { return action.id == u"pause"_s; });
            return pause == actions.cend() ? QString() : pause->text;
        };
        const QString offered = pauseText();
        QVERIFY(!offered.isEmpty());
        page.trigger(u"pause"_s);
        QVERIFY(sender.status.paused);
        QVERIFY(pauseText() != offered);
        shoot(page, u"sending-paused"_s);
        page.trigger(u"pause"_s);
        QVERIFY(!sender.status.paused);
    }

    void centralsDecisionsAreSaid()
    {
        FakeSender sender;
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QList<std::pair<CentralVerdict, QString>> verdicts{
            {CentralVerdict::Accepted, {}},
            {CentralVerdict::Duplicate, u"registered-before"_s},
            {CentralVerdict::Rejected, u"not-eligible"_s},
            {CentralVerdict::NeedsCorrection, u"name-unclear"_s},
            {CentralVerdict::NeedsCorrection, u"photo-poor"_s}};
        for (const auto &[verdict, reason] : verdicts) {
            UploadRecord record;
            record.packet = PacketId::create();
            record.token = u"T-0%1"_s.arg(sender.all.size() + 21);
            record.state = EnrolmentState::Erased;
            record.size = record.committed = 4'800'000;
            record.approvedAt = record.sealedAt = now.addSecs(-90000);
            record.receivedAt = record.erasedAt = now.addSecs(-80000);
            record.decision
                = CentralDecision{sender.all.size() + 1, record.packet, verdict, reason, {}, {}, now};
            sender.all << record;
        }
        sender.all[3].decision->fields = QStringList{u"name.en"_s, u"photo"_s};
        sender.all[3].decision->note = u"دادا کا نام بھی درکار ہے"_s;
        sender.all[4].correction = EnrolmentId::create(); // begun already
        SendingPage page(sender);
        const auto form = parseFormSpec(resource(u"forms/first-card.json"_s));
        const auto reasons = parseReasonWords(resource(u"reasons/central.json"_s));
        QVERIFY(form && reasons);
        page.setTexts(decisionTexts(*reasons, *form));
        page.resize(790, 600);
        page.show();
        page.enter();
        QCOMPARE(page.model()->rowOf(sender.all[3].packet), 0); // what needs a person stands first
        page.trigger(u"needed"_s);
        QVERIFY(page.whyText().contains(sender.all[3].decision->note));
        QVERIFY(!page.toDoText().isEmpty());
        QVERIFY(action(page.chrome(), u"correct"_s));
        QSignalSpy asked(&page, &Page::navigate);
        page.trigger(u"correct"_s);
        QCOMPARE(asked.takeFirst().first().toString(), u"correct:"_s + sender.all[3].packet.toString());
        shoot(page, u"sending-decided"_s);
        page.sidePanel()->resize(320, 660);
        page.sidePanel()->show();
        shoot(*page.sidePanel(), u"sending-decided-side"_s);
        QSet<QString> said;
        for (const UploadRecord &record : std::as_const(sender.all)) {
            const WhyHere why = whatBecameOf(record, now, decisionTexts(*reasons, *form));
            QVERIFY(!why.happened.english.isEmpty() && !why.happened.urdu.isEmpty());
            said.insert(why.happened.english);
        }
        QCOMPARE(said.size(), sender.all.size());
        QVERIFY(!needsSomebody(sender.all[4], now) && needsSomebody(sender.all[3], now));
        sender.all = {sender.all[0]};
        Q_EMIT sender.recordsChanged();
        QVERIFY(!action(page.chrome(), u"correct"_s));
    }

    void sendingGoesByDiskToo()
    {
        FakeSender sender;
        DiskRow row(sender);
        row.resize(790, 44);
        row.setAskFolder(
            [](QWidget *, const QString &title, const std::function<void(const QString &)> &chosen) {
                QVERIFY(!title.isEmpty());
                chosen(u"/media/disk"_s);
            });
        row.copy();
        QCOMPARE(sender.copiedTo, u"/media/disk"_s);
        auto *button = row.findChild<QAbstractButton *>();
        QVERIFY(!button->isEnabled()); // one at a time
        MediaReport report;
        report.packets = 3;
        Q_EMIT sender.mediaDone(report);
        QVERIFY(button->isEnabled() && row.result().contains(u"3"_s));
        row.take();
        QCOMPARE(sender.takenFrom, u"/media/disk"_s);
        QSet<QString> said{row.result()};
        for (int fault = int(MediaFault::NothingToSend); fault <= int(MediaFault::Cancelled); ++fault) {
            report.fault = MediaFault(fault);
            Q_EMIT sender.mediaDone(report);
            QVERIFY2(!row.result().isEmpty() && !said.contains(row.result()), qPrintable(row.result()));
            said.insert(row.result());
        }
    }

    void whyIsSaidForEveryFault()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        UploadRecord record;
        record.size = 4'800'000;
        record.committed = 3'100'000;
        record.lastFault = UploadFault::NotCentral;
        QVERIFY(whyStillHere(record, now).needsPerson);
        record.lastFault = UploadFault::Busy;
        const WhyHere busy = whyStillHere(record, now);
        QVERIFY(!busy.needsPerson);
        QVERIFY(busy.happened.english.contains(u"64 %"_s));
        record.receivedAt = record.erasedAt = now;
        QVERIFY(uploadTimeline(record, [](const QString &id) { return id; }).last().state
                == TimelineView::Entry::State::Done);
    }
};

QTEST_MAIN(TestJourney)
#include "tst_journey_pages.moc"
