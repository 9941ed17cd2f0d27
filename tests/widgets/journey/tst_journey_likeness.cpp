// Who sits here at sign-off: what the operator sees of it, what is kept, and what the in-charge is told.
#include "counter.h"

#include "widgets/approval/approvalpage.h"
#include "widgets/review/concernlist.h"
#include "widgets/review/likenessscale.h"
#include "widgets/review/likenesswords.h"
#include "widgets/review/parts.h"
#include "widgets/review/signoffface.h"
#include "widgets/review/signoffpage.h"
#include "widgets/shell/helppage.h"
#include "widgets/shell/likenesscaveat.h"

#include <QCheckBox>
#include <QLabel>
#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A counter before sign-off, with the page open.
struct SignOff {
    Counter counter;
    FakeFace camera;
    FakeLikeness check;
    std::unique_ptr<SignOffPage> page;

    void open()
    {
        QVERIFY(counter.ready());
        counter.fill();
        page = std::make_unique<SignOffPage>(counter.desk);
        page->offerComparison(camera, check);
        page->resize(1110, 600);
        page->show();
        page->enter();
    }
    SignOffFace &face() const { return *page->findChild<SignOffFace *>(); }
    ConcernList &concerns() const { return *page->findChild<ConcernList *>(); }
    bool concernsSay(const BilingualText &title) const
    {
        const auto &all = concerns().concerns();
        return std::any_of(all.cbegin(), all.cend(),
                           [&](const Concern &each) { return each.title.english == title.english; });
    }
    const SampleInfo *saved() const { return counter.desk.enrolment().faceAtSignOff(); }
};

} // namespace

class TestLikenessJourney : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void looksByItselfAndKeepsWhatCameOut()
    {
        SignOff desk;
        desk.open();
        QVERIFY(desk.camera.snapshot);
        QVERIFY(desk.concernsSay({u"No picture at sign-off"_s, {}}));
        QVERIFY(!action(desk.page->chrome(), u"sign"_s)->enabled);
        desk.page->findChild<QCheckBox *>(u"signoff.agreed"_s)->setChecked(true);
        QVERIFY(action(desk.page->chrome(), u"sign"_s)->enabled); // it never stops anybody
        Q_EMIT desk.camera.frame(drawnFace({1280, 720}),
                                 FakeFace::judgement(FaceGuidance::ComeCloser, 30, false));
        shoot(*desk.page, u"signoff-looking"_s);
        desk.camera.giveSnapshot();
        QVERIFY(!desk.camera.running);
        QCOMPARE(desk.check.asked.size(), 1);
        QCOMPARE(desk.check.asked.first().name, u"portrait"_s);
        QCOMPARE(desk.check.asked.first().sample, desk.counter.desk.enrolment().portrait()->id);
        desk.check.say(Likeness::Agrees, 0.31);
        QTRY_VERIFY(desk.saved());
        QCOMPARE(desk.saved()->comparisons.first().likeness, Likeness::Agrees);
        QVERIFY(!desk.concernsSay({u"No picture at sign-off"_s, {}}));
        QVERIFY(desk.face().words().contains(said(desk.page.get(), wordsFor(Likeness::Agrees))));
        QTRY_VERIFY(!desk.counter.desk.faceAtSignOff().isNull());
        shoot(*desk.page, u"signoff-agrees"_s);
    }

    void anotherPersonIsSaidToBoth()
    {
        SignOff desk;
        desk.open();
        desk.camera.giveSnapshot();
        desk.check.say(Likeness::Differs, 0.83);
        QTRY_VERIFY(desk.saved());
        QVERIFY(desk.concernsSay({u"Looks unlike the photo at sign-off"_s, {}}));
        auto *scale = desk.page->findChild<LikenessScale *>();
        QVERIFY(scale->isVisible());
        QVERIFY(scale->accessibleDescription().contains(u"0.83"_s));
        QVERIFY(scale->toolTip().contains(said(scale, likenessCaveat()))); // its known bias
        QTRY_VERIFY(!desk.counter.desk.faceAtSignOff().isNull());
        shoot(*desk.page, u"signoff-differs"_s);
        QSignalSpy gone(desk.page.get(), &Page::navigate);
        desk.page->findChild<QCheckBox *>(u"signoff.agreed"_s)->setChecked(true);
        desk.page->trigger(u"sign"_s);
        QTRY_COMPARE(gone.count(), 1); // a warning, no more

        Counter &counter = desk.counter;
        const EnrolmentId id = counter.desk.enrolment().id;
        counter.desk.setActor({u"su-1"_s, Role::Supervisor, {}, {}});
        ApprovalPage approval(counter.store, counter.desk);
        approval.setLikenessCheck(&desk.check);
        approval.resize(1110, 600);
        approval.show();
        approval.enter();
        QTRY_VERIFY(!approval.concerns()->concerns().isEmpty());
        QCOMPARE(approval.concerns()->concerns().first().kind, Concern::Kind::Likeness);
        auto *second = approval.findChild<PictureBox *>(u"approval.likeFinger"_s);
        QVERIFY(!second->isVisible());
        QTRY_VERIFY(!counter.desk.faceAtSignOff().isNull());
        QTRY_VERIFY(!counter.desk.portrait().isNull());
        QTest::keyClick(&approval, Qt::Key_1);
        QVERIFY(second->isVisible());
        QCOMPARE(second->picture(), counter.desk.faceAtSignOff());
        shoot(approval, u"approval-face"_s);
        QTest::keyClick(&approval, Qt::Key_2);
        QVERIFY(!second->isVisible()); // a finger again
        QCOMPARE(counter.store.content[id].faceAtSignOff()->comparisons.first().likeness, Likeness::Differs);
    }

    void greyZoneAndUnfitPicturesAreSaid()
    {
        SignOff desk;
        desk.open();
        desk.camera.giveSnapshot();
        desk.check.say(Likeness::NotCompared, 0);
        QTRY_VERIFY(desk.saved());
        QVERIFY(desk.concernsSay({u"Face at sign-off not compared"_s, {}}));
        shoot(*desk.page, u"signoff-unfit"_s);
        const SampleId first = desk.saved()->id;
        const auto tool = desk.page->chrome().tool;
        QVERIFY(tool && tool->id == u"compare"_s && tool->enabled);
        desk.page->trigger(u"compare"_s);
        QVERIFY(desk.camera.snapshot);
        desk.camera.giveSnapshot();
        desk.check.say(Likeness::LookClosely, 0.52);
        QTRY_VERIFY(desk.saved() && desk.saved()->id != first);
        QVERIFY(desk.concernsSay({u"Face at sign-off: not certain"_s, {}}));
        shoot(*desk.page, u"signoff-closely"_s);
        // Compared once, it is not done again by itself.
        desk.page->leave();
        desk.page->enter();
        QVERIFY(!desk.camera.running);
    }

    /// On the page's help and on every result, in both languages.
    void itsBiasIsSaid()
    {
        const BilingualText caveat = likenessCaveat();
        QVERIFY(caveat.english.contains(u"East Asian"_s) && caveat.english.contains(u"children"_s));
        QVERIFY(caveat.english.contains(u"never decides"_s));
        QVERIFY(!caveat.urdu.isEmpty());
        const HelpPage help;
        const QString said = help.findChild<QLabel *>(u"help.faces"_s)->text();
        QVERIFY(said.contains(caveat.english) || said.contains(caveat.urdu));
    }

    void withoutModelItSaysSo()
    {
        SignOff desk;
        desk.check.offered = LikenessCheck::Offer::NoModel;
        desk.open();
        QVERIFY(!desk.camera.running);
        QVERIFY(!desk.page->chrome().tool);
        QVERIFY(desk.face().words().contains(said(desk.page.get(), wordsFor(LikenessCheck::Offer::NoModel))));
        QVERIFY(!desk.concernsSay({u"No picture at sign-off"_s, {}}));
        shoot(*desk.page, u"signoff-nomodel"_s);
        desk.check.offered = LikenessCheck::Offer::Offered; // known a moment after the page was opened
        Q_EMIT desk.check.offerChanged();
        QVERIFY(desk.camera.snapshot);
    }

    void rulesForAnotherAgeAreSaid()
    {
        SignOff desk;
        desk.open(); // born 1990
        const auto judgedBy = [&](const QString &profile, AgeSpan ages) {
            Sample portrait;
            portrait.info.id = SampleId::create();
            portrait.info.capturedAt = QDateTime::currentDateTimeUtc();
            portrait.bytes = pngOf(drawnFace({350, 450}));
            CaptureAttempt own{1, {70, u"q"_s}, u"captured"_s, portrait.info.capturedAt, profile};
            own.profileAges = ages;
            portrait.info.attempts = {own};
            const SampleId id = portrait.info.id;
            desk.counter.desk.saveSample(portrait, drawnFace({350, 450}));
            QTRY_COMPARE(desk.counter.desk.enrolment().portrait()->id, id);
        };
        judgedBy(u"child"_s, {3, 10});
        QVERIFY(desk.concernsSay({u"Photo judged by rules for another age"_s, {}}));
        shoot(*desk.page, u"signoff-age"_s);
        judgedBy(u"adult"_s, {11, std::nullopt});
        QVERIFY(!desk.concernsSay({u"Photo judged by rules for another age"_s, {}}));
    }

    void cameraTroubleAndLockAreSurvived()
    {
        SignOff desk;
        desk.open();
        Q_EMIT desk.camera.cameraFailed({DeviceFault::NoDevice, {}, {}});
        QVERIFY(!desk.face().words().isEmpty());
        const QString trouble = desk.face().words();
        Q_EMIT desk.camera.frame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::None, 90, true));
        QVERIFY(desk.face().words() != trouble);
        desk.page->suspend();
        QVERIFY(!desk.camera.running);
        desk.page->resume();
        QVERIFY(desk.camera.snapshot);
        desk.camera.giveSnapshot();
        Q_EMIT desk.check.failed();
        QVERIFY(!desk.saved());
        QVERIFY(desk.page->chrome().tool->enabled);
        desk.page->leave();
        QVERIFY(desk.check.cancelled);
        desk.check.say(Likeness::Differs, 0.9); // too late: nobody is asked any more
        QVERIFY(!desk.saved());
    }
};

QTEST_MAIN(TestLikenessJourney)
#include "tst_journey_likeness.moc"
