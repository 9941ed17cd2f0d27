#include "fakes.h"

#include "widgets/approval/approvalpage.h"
#include "widgets/approval/approvalqueue.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/desk/enrolmentdesk.h"
#include "widgets/fingers/fingerpanel.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/portrait/portraitpage.h"
#include "widgets/portrait/previewwidget.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/reviewlist.h"
#include "widgets/review/reviewpage.h"
#include "widgets/review/signoffpage.h"
#include "widgets/review/spokenwords.h"
#include "widgets/sending/sendingpage.h"
#include "widgets/sending/uploadmodel.h"
#include "widgets/slip/slippage.h"

#include <QApplication>
#include <QCheckBox>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestJourney : public QObject {
    Q_OBJECT

    struct Counter {
        StoreInMemory store;
        FormSpec form = parseFormSpec(resource(u"forms/first-card.json"_s)).value();
        Places places = parsePlaces(resource(u"forms/places.json"_s)).value();
        EnrolmentDesk desk{store, form, places};
        Counter()
        {
            desk.setActor({u"op-1"_s, Role::Operator, u"Nadia Jamil"_s, u"نادیہ جمیل"_s});
            desk.startNew();
        }
        bool ready()
        {
            return QTest::qWaitFor([this] { return desk.hasEnrolment(); });
        }
        /// A whole enrolment, signed off by op-1, left ring low and left little bandaged.
        void fill()
        {
            Enrolment &one = store.content[desk.enrolment().id];
            one.fields = {{u"name.en"_s, u"Sadia Noreen"_s},
                          {u"name.ur"_s, u"سعدیہ نورین"_s},
                          {u"gender"_s, u"female"_s},
                          {u"birth.date"_s, u"1990-03-21"_s},
                          {u"birth.province"_s, places.provinces.first().code},
                          {u"marital"_s, u"single"_s},
                          {u"father.en"_s, u"Muhammad Rafiq"_s},
                          {u"father.ur"_s, u"محمد رفیق"_s},
                          {u"mobile"_s, u"0300-0000123"_s}};
            Sample portrait;
            portrait.info.id = SampleId::create();
            portrait.info.quality = {84, u"indraj-face-1"_s};
            portrait.bytes = pngOf(drawnFace({350, 450}));
            store.saveSample(one.id, portrait, desk.actor());
            for (const FingerPosition finger : allFingers) {
                if (finger == FingerPosition::LeftLittle)
                    continue;
                Sample sample;
                sample.info.id = SampleId::create();
                sample.info.kind = SampleKind::Finger;
                sample.info.finger = finger;
                sample.info.quality
                    = {finger == FingerPosition::LeftRing ? 31 : 60 + static_cast<int>(finger), u"q"_s};
                sample.info.attempts = {{}, {}, {}};
                sample.bytes = pngOf(drawnFinger());
                store.saveSample(one.id, sample, desk.actor());
            }
            one.exceptions << BiometricException{
                FingerPosition::LeftLittle, ExceptionKind::Bandaged, {}, u"op-1"_s, {}};
            desk.open(one.id);
            // Pictures are decoded in a pool: a desk that goes before they arrive is not what is tested here.
            QVERIFY(QTest::qWaitFor([this] {
                return !desk.portrait().isNull() && !desk.finger(FingerPosition::LeftRing).isNull()
                    && !desk.finger(FingerPosition::RightThumb).isNull();
            }));
        }
    };

    static void shoot(QWidget &page, const QString &name)
    {
        const QString folder = qEnvironmentVariable("INDRAJ_SHOTS");
        if (folder.isEmpty())
            return;
        const QString tail = qEnvironmentVariable("INDRAJ_SHOT_TAIL");
        QVERIFY(page.grab().save(folder + u'/' + name + tail + u".png"_s));
    }
    static std::optional<ActionSpec> action(const PageChrome &chrome, const QString &id)
    {
        for (const ActionSpec &one : chrome.end)
            if (one.id == id)
                return one;
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString theme = qEnvironmentVariable("INDRAJ_THEME");
        applyTheme(*qApp, theme == u"dark"_s ? ThemeName::Dark : ThemeName::Light);
        if (qEnvironmentVariable("INDRAJ_LANGUAGE") == u"ur"_s) {
            auto *words = new QTranslator(qApp);
            QVERIFY(words->load(u":/i18n/journey_ur.qm"_s));
            qApp->installTranslator(words);
            qApp->setLayoutDirection(Qt::RightToLeft);
            applyTheme(*qApp, theme == u"dark"_s ? ThemeName::Dark : ThemeName::Light);
        }
    }

    void guidanceIsHeld()
    {
        PreviewWidget preview;
        preview.setHold(120);
        QSignalSpy shown(&preview, &PreviewWidget::guidanceShown);
        preview.setFrame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::ComeCloser, 50, false));
        QCOMPARE(preview.shownGuidance(), FaceGuidance::ComeCloser);
        preview.setFrame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::TurnRight, 50, false));
        QCOMPARE(preview.shownGuidance(), FaceGuidance::ComeCloser);
        QTRY_COMPARE(preview.shownGuidance(), FaceGuidance::TurnRight);
        QCOMPARE(shown.count(), 2);
    }

    void portraitIsTakenAndSaved()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        PortraitPage page(face, counter.desk);
        page.resize(902, 600);
        page.show();
        page.enter();
        QVERIFY(face.running);
        QVERIFY(!action(page.chrome(), u"use"_s)->enabled);
        QVERIFY(!page.chrome().tool->enabled); // no picture yet: nothing to take
        Q_EMIT face.frame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::TurnRight, 71, false));
        QVERIFY(page.chrome().tool->enabled);
        face.best = {FakeFace::made(84, true), FakeFace::made(69, false)};
        Q_EMIT face.accepted(face.best.first(), false, {});
        QVERIFY(action(page.chrome(), u"use"_s)->enabled);
        shoot(page, u"portrait"_s);
        QTest::keyClick(&page, Qt::Key_2);
        QVERIFY(action(page.chrome(), u"use"_s)->text.contains(u'2'));
        QTest::keyClick(&page, Qt::Key_1);
        QSignalSpy gone(&page, &Page::navigate);
        page.trigger(u"use"_s);
        QTRY_COMPARE(gone.count(), 1);
        QCOMPARE(gone.first().first().toString(), u"next"_s);
        QCOMPARE(counter.desk.enrolment().portrait()->quality.value, 84);
    }

    void manualPortraitCarriesItsReason()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        PortraitPage page(face, counter.desk);
        page.resize(902, 600);
        page.show();
        page.enter();
        Q_EMIT face.frame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::TurnRight, 40, false));
        page.trigger(u"take"_s);
        auto *picker = page.findChild<ReasonPicker *>();
        QVERIFY(picker->isVisible());
        shoot(page, u"portrait-reason"_s);
        QTest::keyClick(picker, Qt::Key_1);
        QCOMPARE(face.manualCode, u"medical-condition"_s);
        page.trigger(u"use"_s);
        QTRY_VERIFY(counter.desk.enrolment().portrait());
        QVERIFY(counter.desk.enrolment().portrait()->manual);
        QCOMPARE(counter.desk.enrolment().portrait()->manualReason, u"medical-condition"_s);
    }

    void cameraTroubleIsSaid()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        PortraitPage page(face, counter.desk);
        page.enter();
        Q_EMIT face.frame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::None, 80, true));
        Q_EMIT face.cameraStalled(1500);
        QCOMPARE(page.preview()->signalState(), PreviewWidget::Signal::Frozen);
        QVERIFY(!page.notice().isEmpty());
        QVERIFY(!page.chrome().tool->enabled);
        Q_EMIT face.cameraResumed();
        QVERIFY(page.notice().isEmpty());
        Q_EMIT face.cameraFailed({DeviceFault::NoDevice, {}, {}});
        QCOMPARE(page.preview()->signalState(), PreviewWidget::Signal::NoCamera);
        const QString none = page.notice();
        Q_EMIT face.cameraFailed({DeviceFault::Busy, {}, {}});
        QVERIFY(page.notice() != none);
    }

    void fingersGoOnByThemselves()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        FingersPage page(fingers, counter.desk);
        page.setPause(10);
        page.resize(902, 600);
        page.show();
        page.enter();
        QCOMPARE(page.current(), FingerPosition::RightThumb);
        fingers.touch(72);
        QTRY_COMPARE(page.current(), FingerPosition::RightIndex);
        QCOMPARE(page.hands()->finger(FingerPosition::RightThumb).mark, FingerMark::Good);
        QTRY_VERIFY(counter.desk.enrolment().finger(FingerPosition::RightThumb));
        fingers.touch(31, RetryReason::TooDry);
        QCOMPARE(page.panel()->words().english, wordsFor(RetryReason::TooDry).english);
        fingers.touch(37, RetryReason::PressHarder);
        shoot(page, u"fingers"_s);
        fingers.touch(20, RetryReason::TooDry);
        QVERIFY(action(page.chrome(), u"keep"_s)->text.contains(u"37"_s)); // the best of all, not the last
        QCOMPARE(page.current(), FingerPosition::RightIndex);
        page.trigger(u"keep"_s);
        QCOMPARE(page.current(), FingerPosition::RightMiddle);
        QTRY_VERIFY(counter.desk.enrolment().finger(FingerPosition::RightIndex));
        QCOMPARE(counter.desk.enrolment().finger(FingerPosition::RightIndex)->quality.value, 37);
    }

    void exceptionAndUndo()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        FingersPage page(fingers, counter.desk);
        page.setPause(60000); // does not go on during this test
        page.resize(902, 600);
        page.show();
        page.enter();
        QTest::keyClick(&page, Qt::Key_F8);
        auto *picker = page.findChild<ReasonPicker *>();
        QVERIFY(picker->isVisible());
        QTest::keyClick(picker, Qt::Key_2);
        QTRY_COMPARE(counter.desk.enrolment().exceptions.size(), 1);
        QCOMPARE(counter.desk.enrolment().exceptions.first().kind, ExceptionKind::Bandaged);
        QCOMPARE(page.hands()->finger(FingerPosition::RightThumb).mark, FingerMark::Exception);
        page.trigger(u"undo"_s);
        QTRY_VERIFY(counter.desk.enrolment().exceptions.isEmpty());
        QVERIFY(fingers.asking);
    }

    void scannerTroubleLosesNothing()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFingers fingers;
        FingersPage page(fingers, counter.desk);
        page.setPause(10);
        page.enter();
        fingers.touch(72);
        QTRY_COMPARE(page.current(), FingerPosition::RightIndex);
        QStringList said;
        for (const ScannerState state :
             {ScannerState::NoDevice, ScannerState::HelperLost, ScannerState::TooHot}) {
            fingers.become(state);
            QVERIFY(!page.notice().isEmpty());
            QVERIFY(!said.contains(page.notice()));
            said << page.notice();
        }
        fingers.become(ScannerState::WaitingFinger);
        QVERIFY(page.notice().isEmpty());
        QCOMPARE(page.current(), FingerPosition::RightIndex);
        QTRY_VERIFY(counter.desk.enrolment().finger(FingerPosition::RightThumb));
    }

    void resumesAtTheFirstOpenFinger()
    {
        Counter counter;
        QVERIFY(counter.ready());
        counter.fill();
        QTRY_COMPARE(counter.desk.enrolment().samples.size(), 10);
        counter.desk.clearException(FingerPosition::LeftLittle);
        QTRY_VERIFY(counter.desk.enrolment().exceptions.isEmpty());
        FakeFingers fingers;
        FingersPage page(fingers, counter.desk);
        page.enter();
        QCOMPARE(page.current(), FingerPosition::LeftLittle);
        QCOMPARE(page.hands()->finger(FingerPosition::LeftRing).mark, FingerMark::Low);
        QCOMPARE(page.hands()->finger(FingerPosition::RightThumb).mark, FingerMark::Good);
    }

    void handsAreNotMirrored()
    {
        HandDiagram hands;
        hands.resize(534, 304);
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            hands.setLayoutDirection(direction);
            QVERIFY(hands.tipOf(FingerPosition::LeftLittle).x()
                    < hands.tipOf(FingerPosition::RightLittle).x());
            QCOMPARE(hands.fingerAt(hands.tipOf(FingerPosition::LeftIndex)), int(FingerPosition::LeftIndex));
        }
        QSignalSpy chosen(&hands, &HandDiagram::chosen);
        QTest::mouseClick(&hands, Qt::LeftButton, {}, hands.tipOf(FingerPosition::RightRing).toPoint());
        QCOMPARE(chosen.first().first().value<FingerPosition>(), FingerPosition::RightRing);
    }

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
        QVERIFY(action(page.chrome(), u"approve"_s)->enabled);
        page.trigger(u"approve"_s);
        QTRY_COMPARE(counter.store.content[id].state, EnrolmentState::Approved);
        QTRY_COMPARE(page.queue()->size(), 0);
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
        const WhyHere busy = whyStillHere(sender.all.first(), now);
        QVERIFY(!busy.needsPerson);
        QVERIFY(busy.happened.english.contains(u"64 %"_s));
        QVERIFY(uploadTimeline(sender.all.last()).last().state == TimelineView::Entry::State::Done);
    }
};

QTEST_MAIN(TestJourney)
#include "tst_journey_pages.moc"
