#include "counter.h"

#include "enrollment/reasons.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/fingers/fingerpanel.h"
#include "widgets/portrait/findinglist.h"
#include "widgets/portrait/portraitpage.h"
#include "widgets/portrait/portraitpanel.h"
#include "widgets/portrait/previewwidget.h"
#include "widgets/portrait/qualitychecklist.h"
#include "widgets/portrait/voicecoach.h"
#include "widgets/review/fieldtext.h"
#include "widgets/review/hintwords.h"
#include "widgets/review/parts.h"
#include "widgets/review/portraitwords.h"
#include "widgets/review/spokenwords.h"
#include "widgets/shell/words.h"

#include <QCheckBox>
#include <QSet>
#include <QSignalSpy>

using namespace indraj;
using namespace Qt::Literals::StringLiterals;

class TestCapture : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { dressForJourney(); }

    void guidanceIsHeld()
    {
        PreviewWidget preview;
        preview.setHold(1000); // far longer than two frames take, on a busy machine too
        QSignalSpy shown(&preview, &PreviewWidget::guidanceShown);
        const auto picture = drawnFace({1280, 720});
        preview.setFrame(picture, FakeFace::judgement(FaceGuidance::ComeCloser, 50, false));
        QCOMPARE(preview.shownGuidance(), FaceGuidance::ComeCloser);
        preview.setFrame(picture, FakeFace::judgement(FaceGuidance::TurnRight, 50, false));
        QCOMPARE(preview.shownGuidance(), FaceGuidance::ComeCloser);
        QTRY_COMPARE_WITH_TIMEOUT(preview.shownGuidance(), FaceGuidance::TurnRight, 20000);
        QCOMPARE(shown.count(), 2);
    }

    void voiceSaysWhatIsShown()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        FakeVoice voice;
        VoiceCoach coach(voice, false);
        PortraitPage page(face, counter.desk);
        page.offerVoice(coach);
        page.preview()->setHold(1);
        page.resize(902, 600);
        page.show();
        page.enter();
        const auto see = [&](FaceGuidance guidance) {
            Q_EMIT face.frame(drawnFace({1280, 720}), FakeFace::judgement(guidance, 40, false));
            QTRY_COMPARE(page.preview()->shownGuidance(), guidance);
            Q_EMIT face.frame(drawnFace({1280, 720}), FakeFace::judgement(guidance, 40, false));
        };
        see(FaceGuidance::ComeCloser);
        QVERIFY(voice.said.isEmpty()); // off until somebody switches it on
        auto *toggle = page.findChild<QCheckBox *>(u"photo.voice"_s);
        QVERIFY(toggle->isVisible() && toggle->isEnabled());
        QSignalSpy switched(&coach, &VoiceCoach::switched);
        toggle->click();
        QCOMPARE(switched.count(), 1);
        shoot(page, u"portrait-voice"_s);
        see(FaceGuidance::ComeCloser);
        QCOMPARE(voice.said, QStringList{wordsFor(FaceGuidance::ComeCloser).urdu});
        see(FaceGuidance::OpenEyes);
        QCOMPARE(voice.said.size(), 2);
        see(FaceGuidance::NoFace); // nobody is there to hear it
        QCOMPARE(voice.said.size(), 2);
        coach.setRepeat(0);
        see(FaceGuidance::OpenEyes);
        QVERIFY(voice.said.size() >= 3); // it stays: said again
        voice.become(VoicePrompt::State::NoVoice);
        QVERIFY(!toggle->isEnabled() && !toggle->isChecked());
        QVERIFY(toggle->toolTip().size() > 10 && toggle->text() != QString());
        voice.become(VoicePrompt::State::NoSound);
        QVERIFY(toggle->isEnabled() && toggle->isChecked());
        voice.become(VoicePrompt::State::Ready);
        voice.stopped = false;
        page.leave();
        QVERIFY(voice.stopped);
    }

    void mirrorTurnsThePictureAndTheArrow()
    {
        PreviewWidget preview;
        preview.resize(560, 420);
        preview.setFrame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::MoveRight, 50, false));
        const auto brightIn = [&](bool left) { // the arrow is drawn in the colour of directions
            const QImage shown = preview.grab().toImage();
            const QColor arrow = tokensOf(&preview).guideDirection;
            int count = 0;
            for (int y = 0; y < 332; ++y)
                for (int x = 0; x < 280; ++x)
                    count += shown.pixelColor(left ? x : 559 - x, y) == arrow ? 1 : 0;
            return count;
        };
        QVERIFY(brightIn(true) > 20 && brightIn(false) == 0);
        shoot(preview, u"preview-plain"_s);
        preview.setMirrored(true);
        QVERIFY(brightIn(false) > 20 && brightIn(true) == 0);
        shoot(preview, u"preview-mirrored"_s);
    }

    /// The bar of the picture check is green only while all required rules hold, whatever the score.
    void greenOnlyWhenAllRequiredRulesHold()
    {
        QualityChecklist list;
        list.resize(300, 330);
        const auto green = [&list](bool met) {
            list.setJudgement(
                FakeFace::judgement(met ? FaceGuidance::None : FaceGuidance::TurnRight, 90, met));
            const QImage shown = list.grab(QRect(0, 0, 300, 84)).toImage(); // the head: score, bar, count
            int count = 0;
            for (int y = 0; y < shown.height(); ++y)
                for (int x = 0; x < shown.width(); ++x)
                    count += shown.pixelColor(x, y) == tokensOf(&list).ok ? 1 : 0;
            return count;
        };
        QCOMPARE(green(false), 0);
        QVERIFY(green(true) > 100);
        QCOMPARE(green(false), 0);
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

    /// TC-UI-FI-OP-001: OK and NOK are shown with their cause, value and threshold, in both languages.
    void findingsAreSaid_TC_UI_FI_OP_001()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        PortraitPage page(face, counter.desk);
        page.resize(902, 600);
        page.show();
        page.enter();
        Q_EMIT face.frame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::None, 81, true));
        face.best = {
            FakeFace::made(84, FakeFace::report({}, {FaceMeasureId::Glasses, FaceMeasureId::HairOverEyes})),
            FakeFace::made(
                69,
                FakeFace::report({FaceMeasureId::EyesVisible, FaceMeasureId::Yaw}, {FaceMeasureId::Noise}))};
        Q_EMIT face.accepted(face.best.first(), false, {});
        const FindingList *findings = page.panel()->findings();
        QCOMPARE(findings->advice().size(), 2);
        QVERIFY(action(page.chrome(), u"use"_s)->text.contains(u'1'));
        shoot(page, u"portrait-findings"_s);
        QTest::keyClick(&page, Qt::Key_2);
        QCOMPARE(findings->advice().size(), 3);
        QCOMPARE(findings->advice().first(),
                 said(&page, adviceFor(face.best[1].report->findings[std::size_t(FaceMeasureId::Yaw)])));
        shoot(page, u"portrait-refused"_s);
    }

    void everyMeasureHasWordsInBothLanguages()
    {
        QSet<QString> names;
        for (const FaceMeasureUnit &unit : faceMeasureUnits()) {
            const BilingualText name = wordsFor(unit.info.id);
            QVERIFY(!name.english.isEmpty() && !name.urdu.isEmpty());
            QVERIFY2(!names.contains(name.english), unit.info.key);
            names << name.english;
            PortraitFinding finding;
            finding.measure.id = unit.info.id;
            finding.rule.good = {-1, 1};
            for (const RuleState state :
                 {RuleState::Bad, RuleState::Doubtful, RuleState::Uncertain, RuleState::NotAssessed})
                for (const double value : {-2.0, 2.0}) {
                    finding.state = state;
                    finding.measure.native = value;
                    finding.measure.notAssessed = state == RuleState::NotAssessed
                        ? std::optional(NotAssessed::TooDark)
                        : std::nullopt;
                    const BilingualText advice = adviceFor(finding);
                    QVERIFY2(advice.english.endsWith(u'.'), unit.info.key);
                    QVERIFY2(advice.urdu.endsWith(u'۔'), unit.info.key);
                }
        }
        for (const QStringList &codes :
             {reasons::vetoObviousCodes, reasons::vetoWithoutCodes, reasons::vetoRejectCodes})
            for (const QString &code : codes)
                QVERIFY2(!reasonText(code).urdu.isEmpty(), qPrintable(code));
    }

    /// Said to the operator with its error, recorded, shown to the in-charge, and in nobody's way.
    void hintsOfAnAttackAreShownAndBlockNothing()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        PortraitPage page(face, counter.desk);
        page.resize(902, 600);
        page.show();
        page.enter();
        FaceJudgement judgement = FakeFace::judgement(FaceGuidance::None, 81, true);
        judgement.hints = {{FaceHintId::ScreenPattern, 0.1, false}, {FaceHintId::FlatMotion, 0.7, true}};
        Q_EMIT face.frame(drawnFace({1280, 720}), judgement);
        const QString line = page.panel()->hint();
        QVERIFY(line.contains(said(&page, wordsFor(FaceHintId::FlatMotion))));
        QVERIFY(line.contains(said(&page, errorWords(FaceHintId::FlatMotion))));
        shoot(page, u"portrait-hint"_s);
        FaceCandidate candidate = FakeFace::made(84, FakeFace::report({}));
        candidate.judgement.hints = judgement.hints;
        face.best = {candidate};
        Q_EMIT face.accepted(candidate, false, {});
        shoot(page, u"portrait-hint-findings"_s);
        page.trigger(u"use"_s);
        QTRY_VERIFY(counter.desk.enrolment().portrait());
        QVERIFY(!counter.desk.enrolment().portrait()->manual);
        const auto concerns = hintConcerns(counter.desk.enrolment());
        QCOMPARE(concerns.size(), 1);
        QCOMPARE(concerns.first().kind, Concern::Kind::AttackHint);
        QVERIFY(concerns.first().detail.english.contains(wordsFor(FaceHintId::FlatMotion).english));
        // The applicant may look on at sign-off: no word of it there.
        for (const Concern &concern : concernsOf(counter.desk.enrolment(), FingerPolicy{}))
            QVERIFY(concern.kind != Concern::Kind::AttackHint);
        judgement.hints = {};
        Q_EMIT face.frame(drawnFace({1280, 720}), judgement);
        QVERIFY(page.panel()->hint().isEmpty());
    }

    void everyConfirmationHasWordsInBothLanguages()
    {
        for (const QString &code : portraitConfirmations()) {
            const BilingualText words = confirmationWords(code);
            QVERIFY2(words.english.endsWith(u'.') && words.urdu.endsWith(u'۔'), qPrintable(code));
        }
    }

    void cameraOfTooFewPixelsForTheRulesIsSaid()
    {
        Counter counter;
        QVERIFY(counter.ready());
        FakeFace face;
        PortraitPage page(face, counter.desk);
        page.resize(902, 600);
        page.show();
        const auto startedIn = [&](QSize size) {
            page.enter();
            CameraMode mode;
            if (!size.isEmpty())
                mode.used = CameraFormat{size};
            Q_EMIT face.cameraModeChanged(mode);
            Q_EMIT face.cameraStarted();
            Q_EMIT face.frame(drawnFace({1280, 720}), FakeFace::judgement(FaceGuidance::None, 80, true));
            return page.notice();
        };
        QVERIFY(startedIn({1280, 720}).isEmpty()); // the usual rules ask for none
        face.asked = {1244, 1600};
        const QString notice = startedIn({1280, 720});
        QVERIFY(notice.contains(u"1600"_s) && notice.contains(u"720"_s));
        shoot(page, u"portrait-pixels"_s);
        QVERIFY(!startedIn({1920, 1080}).isEmpty());
        QVERIFY(startedIn({2592, 1944}).isEmpty());
        QVERIFY(startedIn({}).isEmpty()); // nothing is known: nothing is said

        QVERIFY(!startedIn({1280, 720}).isEmpty());
        Q_EMIT face.cameraStarted(); // the page stays; a camera that names no mode takes its place
        QVERIFY2(page.notice().isEmpty(), qPrintable(page.notice()));
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
};

QTEST_MAIN(TestCapture)
#include "tst_journey_capture.moc"
