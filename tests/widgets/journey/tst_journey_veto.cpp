// Pictures that a person decides about against the rules, and what is kept of those that he refused.
#include "counter.h"

#include "enrollment/reasons.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/portrait/portraitpage.h"
#include "widgets/review/fieldtext.h"
#include "widgets/review/portraitwords.h"

#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestVeto : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    /// TC-UI-FI-OP-002: the veto works both ways, and is never without a reason.
    void vetoNeedsAReason_TC_UI_FI_OP_002()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        PortraitPage page(face, counter.desk);
        page.resize(902, 600);
        page.show();
        page.enter();
        Q_EMIT face.frame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::None, 81, true));
        face.best = {FakeFace::made(32, FakeFace::report({FaceMeasureId::EyesOpen}))};
        Q_EMIT face.timedOut();
        QVERIFY(!page.notice().isEmpty());
        auto *picker = page.findChild<ReasonPicker *>();
        page.trigger(u"use"_s);
        QVERIFY(picker->isVisible());
        QVERIFY(!counter.desk.enrolment().portrait()); // not without an answer
        shoot(page, u"portrait-veto"_s);
        QTest::keyClick(picker, Qt::Key_1);
        QTRY_VERIFY(picker->isVisible());
        QTest::keyClick(picker, Qt::Key_1);
        QTRY_VERIFY(counter.desk.enrolment().portrait());
        const SampleInfo *portrait = counter.desk.enrolment().portrait();
        QCOMPARE(portrait->veto, Veto::AcceptedObvious);
        QVERIFY(portrait->manual);
        QCOMPARE(portrait->manualReason, u"medical-condition"_s);
        QCOMPARE(portrait->ownAttempt()->veto, Veto::AcceptedObvious);
        const auto concerns = concernsOf(counter.desk.enrolment(), FingerPolicy{});
        QCOMPARE(concerns.first().kind, Concern::Kind::ManualPortrait);
        QVERIFY(concerns.first().detail.english.contains(wordsFor(FaceMeasureId::EyesOpen).english));
    }

    void acceptedWithoutAReasonToBeSeen_TC_UI_FI_OP_002()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        PortraitPage page(face, counter.desk);
        page.resize(902, 600);
        page.show();
        page.enter();
        face.best = {FakeFace::made(32, FakeFace::report({FaceMeasureId::EyesOpen}))};
        Q_EMIT face.timedOut();
        auto *picker = page.findChild<ReasonPicker *>();
        page.trigger(u"use"_s);
        QTest::keyClick(picker, Qt::Key_2); // not obvious why
        QTRY_VERIFY(picker->isVisible());
        QTest::keyClick(picker, Qt::Key_1);
        QTRY_VERIFY(counter.desk.enrolment().portrait());
        const SampleInfo *portrait = counter.desk.enrolment().portrait();
        QCOMPARE(portrait->veto, Veto::AcceptedWithout);
        QVERIFY(reasons::vetoWithoutCodes.contains(portrait->manualReason));
        QCOMPARE(concernsOf(counter.desk.enrolment(), FingerPolicy{}).first().kind,
                 Concern::Kind::ManualPortrait); // the in-charge is shown it first
    }

    void aGoodPictureCanBeRefused_TC_UI_FI_OP_002()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        PortraitPage page(face, counter.desk);
        page.resize(902, 600);
        page.show();
        page.enter();
        Q_EMIT face.frame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::None, 81, true));
        face.best = {FakeFace::made(84, FakeFace::report({}))};
        Q_EMIT face.accepted(face.best.first(), false, {});
        QTest::keyClick(&page, Qt::Key_F8);
        auto *picker = page.findChild<ReasonPicker *>();
        QVERIFY(picker->isVisible());
        QTest::keyClick(picker, Qt::Key_1); // the only kind: refuse
        QTRY_VERIFY(picker->isVisible());
        QTest::keyClick(picker, Qt::Key_2);
        QTRY_COMPARE(face.rejected, QStringList{u"expression"_s});
        QVERIFY(!action(page.chrome(), u"use"_s)->enabled);
        QVERIFY(!counter.desk.enrolment().portrait());
    }

    /// Sent away without a picture, and back after somebody else: what was tried is in the log all the same.
    void attemptsOfAnEarlierSittingAreInTheLog()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        PortraitPage page(face, counter.desk);
        page.resize(902, 600);
        page.show();
        page.enter();
        face.best = {FakeFace::made(84, FakeFace::report({}))};
        const QDateTime refused = face.best.first().at;
        Q_EMIT face.accepted(face.best.first(), false, {});
        QTest::keyClick(&page, Qt::Key_F8);
        auto *picker = page.findChild<ReasonPicker *>();
        QTest::keyClick(picker, Qt::Key_1); // refuse
        QTRY_VERIFY(picker->isVisible());
        QTest::keyClick(picker, Qt::Key_2);
        QTRY_COMPARE(face.rejected.size(), 1);
        page.leave();
        const EnrolmentId first = counter.desk.enrolment().id;
        QSignalSpy opened(&counter.desk, &EnrolmentDesk::opened);
        face.tried.clear(); // the capture forgets the applicant
        counter.desk.startNew();
        QTRY_COMPARE(opened.count(), 1);
        page.enter();
        face.best = {FakeFace::made(80, FakeFace::report({}))};
        Q_EMIT face.accepted(face.best.first(), false, {});
        page.trigger(u"use"_s);
        QTRY_VERIFY(counter.desk.enrolment().portrait());
        QCOMPARE(counter.desk.enrolment().portrait()->attempts.size(), 1); // nothing of the other person
        page.leave();
        counter.desk.open(first);
        QTRY_COMPARE(opened.count(), 2);
        page.enter();
        face.best = {FakeFace::made(90, FakeFace::report({}))};
        Q_EMIT face.accepted(face.best.first(), false, {});
        page.trigger(u"use"_s);
        QTRY_VERIFY(counter.desk.enrolment().portrait());
        const auto &attempts = counter.desk.enrolment().portrait()->attempts;
        QCOMPARE(attempts.size(), 2);
        QCOMPARE(attempts[0].at, refused);
        QCOMPARE(attempts[0].vetoReason, u"expression"_s);
        QCOMPARE(attempts[1].veto, Veto::None);
    }

    /// The program ends, however, after a try and before a portrait is saved: the store has it already, and a
    /// new window goes on from there.
    void attemptsBeforeARestartAreInTheLog()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        const EnrolmentId id = counter.desk.enrolment().id;
        QDateTime refused;
        {
            PortraitPage page(face, counter.desk);
            page.enter();
            face.best = {FakeFace::made(84, FakeFace::report({FaceMeasureId::Yaw}))};
            refused = face.best.first().at;
            face.reject(face.best.first(), u"expression"_s);
            QTRY_VERIFY(counter.store.content[id].portraitTries());
            QVERIFY(!counter.store.content[id].portrait());
            const SampleInfo kept = *counter.store.content[id].portraitTries();
            Q_EMIT face.candidatesChanged(); // nothing new: nothing is written again
            QTRY_VERIFY(counter.desk.kept().isEmpty());
            QCOMPARE(counter.store.content[id].portraitTries()->id, kept.id);
        }
        face.tried.clear();
        EnrolmentDesk desk(counter.store, counter.forms, counter.places);
        desk.setActor(counter.desk.actor());
        QSignalSpy opened(&desk, &EnrolmentDesk::opened);
        desk.open(id);
        QTRY_COMPARE(opened.count(), 1);
        PortraitPage page(face, desk);
        page.enter();
        face.best = {FakeFace::made(90, FakeFace::report({}))};
        Q_EMIT face.accepted(face.best.first(), false, {});
        page.trigger(u"use"_s);
        QTRY_VERIFY(desk.enrolment().portrait());
        const auto &attempts = desk.enrolment().portrait()->attempts;
        QCOMPARE(attempts.size(), 2);
        QCOMPARE(attempts[0].at, refused);
        QCOMPARE(attempts[0].veto, Veto::Rejected);
        QCOMPARE(attempts[0].vetoReason, u"expression"_s);
        QVERIFY(!desk.enrolment().portraitTries()); // they are in the portrait now
    }

    void rulesForExceptionsNeedAReason()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        PortraitPage page(face, counter.desk);
        page.resize(902, 600);
        page.show();
        page.enter();
        Q_EMIT face.frame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::None, 81, true));
        PortraitReport report = FakeFace::report({});
        report.profile = u"exception"_s;
        report.confirmations = {u"sameAsApplicant"_s, u"reasonOnRecord"_s};
        face.best = {FakeFace::made(70, report)};
        Q_EMIT face.accepted(face.best.first(), false, {});
        shoot(page, u"portrait-confirm"_s);
        auto *picker = page.findChild<ReasonPicker *>();
        page.trigger(u"use"_s); // meets those rules, and still is not used without a word
        QVERIFY(picker->isVisible());
        QTest::keyClick(picker, Qt::Key_3);
        QTRY_VERIFY(counter.desk.enrolment().portrait());
        QCOMPARE(counter.desk.enrolment().portrait()->manualReason, u"assistive-device"_s);
        QCOMPARE(concernsOf(counter.desk.enrolment(), FingerPolicy{}).first().kind,
                 Concern::Kind::ManualPortrait);
    }
};

QTEST_MAIN(TestVeto)
#include "tst_journey_veto.moc"
