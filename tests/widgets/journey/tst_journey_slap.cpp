#include "capture/finger/fingercapturesession.h"
#include "capture/finger/fingerpolicyfile.h"
#include "capture/slap/handcapturesession.h"
#include "capture/slap/singlefingerscanner.h"
#include "counter.h"
#include "devices/sbi/sbislapscanner.h"
#include "tests/capture/slap/fakeslapscanner.h"
#include "tests/devices/sbi/sbibench.h"
#include "widgets/controls/reasonpicker.h"
#include "widgets/fingers/fingerpairpanel.h"
#include "widgets/fingers/fingerpanel.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/fingers/handdiagram.h"
#include "widgets/fingers/slapguide.h"
#include "widgets/review/trycard.h"

#include <QSignalSpy>

using namespace indraj;
using namespace indraj::testing;
using indraj::test::FakeSlapScanner;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patience = 60'000; ///< ms on a busy machine

std::shared_ptr<const FingerJudge> realJudge()
{
    static const auto made = std::make_shared<const FingerJudge>(
        FingerQualityModel::load(indraj::test::sourcePath("/resources/models/finger-quality.json")).value());
    return made;
}

/// The policy as delivered, but for its sequence.
FingerPolicy policyOf(const QByteArray &sequence)
{
    QByteArray text = resource(u"thresholds/fingers.json"_s);
    text.replace("\"4-4-2\"", '"' + sequence + '"');
    return readFingerPolicy(text).value();
}

/// A single-finger scanner that is not there.
class NoScanner : public FingerScanner {
public:
    void open() override { }
    void close() override { }
    ScannerState state() const override { return ScannerState::NoDevice; }
    SensorProfile sensor() const override { return {}; }
    void capture(FingerPosition) override { }
    void cancel() override { }
};

/// The page over a scanner and the real session.
struct SlapDesk {
    Counter counter;
    FakeFingers singles;
    HandCaptureSession hands;
    FingersPage page{singles, counter.desk};
    explicit SlapDesk(SlapScanner &scanner, const FingerPolicy &policy = {})
        : hands(scanner, realJudge(), policy)
    {
        hands.setPause(1);
        page.setPause(1);
        page.setHandCapture(hands);
        page.resize(854, 590);
        page.show();
    }
    bool begin()
    {
        if (!counter.ready())
            return false;
        page.enter();
        return QTest::qWaitForWindowExposed(&page);
    }
    const Enrolment &saved() { return counter.store.content[counter.desk.enrolment().id]; }
    int fingersSaved()
    {
        const Enrolment &one = saved();
        return int(std::count_if(allFingers.begin(), allFingers.end(),
                                 [&one](FingerPosition finger) { return one.finger(finger) != nullptr; }));
    }
    QList<TryView> tries()
    {
        QList<TryView> views;
        for (int i = 1; i <= 3; ++i)
            views << page.findChild<TryCard *>(u"fingers.try.%1"_s.arg(i))->view();
        return views;
    }
};

} // namespace

/// Whole hands at the fingers page: over the real interface with the simulator in its process where the
/// interface matters, over a scripted scanner where the fingers do. INDRAJ_SHOTS=DIR keeps pictures.
class TestJourneySlap : public QObject {
    Q_OBJECT

    void tell(const QString &call, const QJsonObject &body)
    {
        bool answered = false;
        m_simulator->admin(call, body, [&answered](const QJsonObject &) { answered = true; });
        QVERIFY(QTest::qWaitFor([&answered] { return answered; }, patience));
    }
    sbi::Options options() const
    {
        sbi::Options options;
        options.trust = m_keys.trust();
        options.environment = u"Developer"_s;
        options.ports = {m_port};
        options.rescan = 250ms;
        return options;
    }
    void restart()
    {
        m_simulator->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_simulator->port() != 0, patience);
        tell(u"switches"_s, {{u"manner"_s, u"good"_s}, {u"delay"_s, 400}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        dressForJourney();
        QVERIFY(m_keys.made());
        sbi::SimulatorStart start = simulatorStart(m_keys, u"0.9.5"_s);
        start.types = {u"Finger"_s};
        m_port = start.port;
        m_simulator = std::make_unique<sbi::SimulatorProcess>(start);
        restart();
    }
    void cleanupTestCase() { m_simulator.reset(); }

    /// In the order right, left, thumbs.
    void threeHandsGiveTenFingers_TC_PAP_ACQ_FP442_SV_1_001()
    {
        sbi::Directory directory(options());
        SbiSlapScanner scanner(directory);
        QList<FingerMark> marks; // as the hand is asked for: a moment later it may be taken already
        SlapDesk desk(scanner);
        QSignalSpy preview(&desk.hands, &HandCapture::preview);
        QSignalSpy asked(&desk.hands, &HandCapture::asked);
        connect(&desk.hands, &HandCapture::asked, &desk.page, [&marks, &desk] {
            for (const FingerPosition finger : fingersOf(SlapPlacement::RightFour))
                if (marks.size() < 4)
                    marks << desk.page.hands()->finger(finger).mark;
        });
        QVERIFY(desk.begin());
        QVERIFY(desk.page.takesHands());
        QVERIFY(desk.page.chrome().subtitle.contains(u"Left hand, four fingers"_s)
                || qApp->isRightToLeft()); // what comes next
        QTRY_VERIFY_WITH_TIMEOUT(!preview.isEmpty(), patience);
        QCOMPARE(marks, QList<FingerMark>(4, FingerMark::Now));
        shoot(desk.page, u"slap-live"_s);
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 10, patience);
        QCOMPARE(asked.size(), 3); // one touch for each hand, none asked twice
        const QList order{SlapPlacement::RightFour, SlapPlacement::LeftFour, SlapPlacement::BothThumbs};
        for (qsizetype i = 0; i < order.size(); ++i)
            QCOMPARE(asked[i][0].value<SlapPlacement>(), order[i]);
        QTRY_VERIFY(action(desk.page.chrome(), u"next"_s) && action(desk.page.chrome(), u"next"_s)->enabled);
        for (const FingerPosition finger : allFingers) {
            const SampleInfo *info = desk.saved().finger(finger);
            QCOMPARE(info->mimeType, u"image/jp2"_s);
            QVERIFY(info->quality.value >= 40 && info->quality.value <= 100);
            QVERIFY(info->device.endsWith(u"simulator"_s));
            QCOMPARE(info->attempts.size(), 1);
            QCOMPARE(desk.page.hands()->finger(finger).mark, FingerMark::Good);
        }
        shoot(desk.page, u"slap-done"_s);
    }

    void fourOneFourOneAsThePolicySays_TC_PAP_ACQ_FP4141_SV_1_001()
    {
        using enum SlapPlacement;
        sbi::Directory directory(options());
        SbiSlapScanner scanner(directory);
        SlapDesk desk(scanner, policyOf("4-1-4-1"));
        QList<SlapPlacement> asked;
        QStringList subtitles;
        connect(&desk.hands, &HandCapture::asked, &desk.page, [&](SlapPlacement placement) {
            asked << placement;
            subtitles << desk.page.chrome().subtitle;
        });
        QVERIFY(desk.begin());
        QTRY_COMPARE_WITH_TIMEOUT(asked.size(), 2, patience); // the thumb by itself
        for (const FingerPosition finger : allFingers)
            QCOMPARE(desk.page.hands()->finger(finger).mark == FingerMark::Now,
                     finger == FingerPosition::RightThumb);
        shoot(desk.page, u"slap-one-thumb"_s);
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 10, patience);
        QCOMPARE(asked, (QList{RightFour, RightThumb, LeftFour, LeftThumb})); // once each, in this order
        QTRY_VERIFY(action(desk.page.chrome(), u"next"_s) && action(desk.page.chrome(), u"next"_s)->enabled);
        for (const FingerPosition finger : allFingers)
            QCOMPARE(desk.page.hands()->finger(finger).mark, FingerMark::Good);
    }

    /// A device that does not cut: we find one thumb on the whole glass, and one that is missing is passed.
    void fourOneFourOneFromTheWholeGlass()
    {
        FakeSlapScanner scanner;
        const FakeSlapScanner::Whole whole{};
        scanner.script = {whole, whole, whole, whole};
        scanner.holds = true;
        SlapDesk desk(scanner, policyOf("4-1-4-1"));
        QVERIFY(desk.begin());
        QTRY_VERIFY(scanner.isWaiting);
        desk.page.hands()->setFocus();
        Q_EMIT desk.page.hands()->chosen(FingerPosition::RightThumb);
        QTRY_COMPARE(scanner.requests.last().fingers, QList{FingerPosition::RightThumb});
        QTest::keyClick(&desk.page, Qt::Key_F8);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_1);
        QTRY_COMPARE(desk.saved().exceptions.size(), 1);
        QTRY_COMPARE(scanner.requests.last().fingers, fingersOf(SlapPlacement::LeftFour));
        scanner.holds = false;
        scanner.answer();
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 9, patience);
        QVERIFY(!desk.saved().finger(FingerPosition::RightThumb));
        for (const SlapPlacement placement : {SlapPlacement::LeftThumb, SlapPlacement::RightFour})
            QVERIFY(!desk.hands.tries(placement).last().picture.isNull());
    }

    void tenSinglesLeaveTheHandsAlone()
    {
        FakeSlapScanner scanner;
        SlapDesk desk(scanner, policyOf("singles"));
        QVERIFY(desk.begin());
        QVERIFY(!desk.page.takesHands());
        QVERIFY(!action(desk.page.chrome(), u"hands"_s) && !action(desk.page.chrome(), u"singles"_s));
        QList<FingerPosition> taken;
        for (qsizetype i = 0; i < qsizetype(allFingers.size()); ++i) {
            QTRY_VERIFY_WITH_TIMEOUT(desk.singles.asking, patience);
            taken << desk.singles.now;
            desk.singles.touch(70);
            QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), int(i + 1), patience);
        }
        QCOMPARE(taken, QList<FingerPosition>(allFingers.begin(), allFingers.end()));
        QVERIFY(scanner.requests.isEmpty());
    }

    /// Over the real interface: half a hand's way, then every finger that is open by itself, then back.
    void singleFingersOnTheSlapScannerItself()
    {
        sbi::Directory directory(options());
        SbiSlapScanner scanner(directory);
        NoScanner none;
        SingleFingerScanner source(none, scanner, FingerPolicy{});
        FingerCaptureSession singles(source, realJudge(), FingerPolicy{});
        Counter counter;
        HandCaptureSession hands(scanner, realJudge(), FingerPolicy{});
        hands.setPause(1);
        FingersPage page(singles, counter.desk);
        page.setPause(1);
        page.setHandCapture(hands);
        page.resize(854, 590);
        page.show();
        QList<FingerPosition> alone;
        connect(&singles, &FingerCaptureSession::touchAwaited, &page,
                [&alone](FingerPosition finger) { alone << finger; });
        QSignalSpy preview(&hands, &HandCapture::preview);
        QSignalSpy askedHands(&hands, &HandCapture::asked);
        QVERIFY(counter.ready());
        page.enter();
        const auto saved = [&] { return counter.store.content[counter.desk.enrolment().id].samples; };
        QTRY_COMPARE_WITH_TIMEOUT(saved().size(), 4, patience);
        QTRY_VERIFY_WITH_TIMEOUT(askedHands.size() == 2, patience); // the left hand
        page.trigger(u"singles"_s);
        QVERIFY(!page.takesHands());
        QTRY_VERIFY_WITH_TIMEOUT(!alone.isEmpty(), patience);
        QVERIFY(source.isOnSlapScanner());
        QVERIFY(page.notice().isEmpty());
        shoot(page, u"slap-single-live"_s);
        preview.clear();
        QTRY_COMPARE_WITH_TIMEOUT(saved().size(), 8, patience);
        QTRY_COMPARE_WITH_TIMEOUT(alone.size(), 5, patience);
        shoot(page, u"slap-single-later"_s);
        QVERIFY(!preview.isEmpty()); // it is seen while it is waited for
        page.trigger(u"hands"_s);
        QTRY_COMPARE_WITH_TIMEOUT(saved().size(), 10, patience);
        QCOMPARE(askedHands.size(), 3); // one for both thumbs, none for what was taken alone
        for (const SampleInfo &info : saved()) {
            QVERIFY(info.device.endsWith(u"simulator"_s));
            QVERIFY(info.quality.value >= 40 && info.quality.value <= 100);
        }
    }

    void pulledInTheMiddleItGoesOnByItself()
    {
        sbi::Directory directory(options());
        SbiSlapScanner scanner(directory);
        SlapDesk desk(scanner);
        QVERIFY(desk.begin());
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 4, patience);
        QTRY_COMPARE_WITH_TIMEOUT(desk.hands.scannerState(), ScannerState::WaitingFinger, patience);
        m_simulator->stop();
        QTRY_VERIFY_WITH_TIMEOUT(!desk.hands.isAvailable(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.page.notice().isEmpty(), patience);
        shoot(desk.page, u"slap-unplugged"_s);
        QCOMPARE(desk.fingersSaved(), 4); // what was taken is kept
        restart();
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 10, patience);
        QVERIFY(desk.page.notice().isEmpty());
    }

    void theTimeLeftIsCountedAndTheVerdictStandsAtOnce()
    {
        FakeSlapScanner scanner;
        scanner.holds = true;
        HandCaptureSession hands(scanner, realJudge(), {});
        SlapGuide guide(hands);
        QSignalSpy told(&guide, &SlapGuide::liveChanged);
        QCOMPARE(guide.secondsLeft(), 0);
        guide.ask(FingerPosition::LeftIndex);
        QTRY_VERIFY(guide.isAsking());
        const int all = hands.timeLimit() / 1000;
        QVERIFY(guide.secondsLeft() > all - 5 && guide.secondsLeft() <= all);
        QTRY_VERIFY(guide.secondsLeft() < all); // without a picture from the device
        QVERIFY(!told.isEmpty());
        QImage verdict; // is there before the try is among the tries
        connect(&hands, &HandCapture::tryJudged, &guide, [&](SlapPlacement placement, const SlapTry &) {
            QVERIFY(hands.tries(placement).isEmpty());
            verdict = guide.live();
        });
        scanner.answer();
        QTRY_VERIFY_WITH_TIMEOUT(!guide.isAsking(), patience);
        QCOMPARE(guide.secondsLeft(), 0);
        QVERIFY(!verdict.isNull());
    }

    void aMissingFingerIsMarkedInTwoStrokesAndNotWaitedFor()
    {
        FakeSlapScanner scanner;
        scanner.holds = true;
        SlapDesk desk(scanner);
        QVERIFY(desk.begin());
        QTRY_VERIFY(scanner.isWaiting);
        QCOMPARE(desk.page.current(), FingerPosition::RightIndex);
        QTest::keyClick(&desk.page, Qt::Key_F8);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_1);
        QTRY_COMPARE(desk.saved().exceptions.size(), 1);
        QTRY_COMPARE(scanner.requests.last().exceptions, QSet{FingerPosition::RightIndex});
        QTRY_VERIFY(scanner.isWaiting);
        shoot(desk.page, u"slap-missing"_s);
        scanner.holds = false;
        scanner.answer();
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 9, patience);
        QVERIFY(!desk.saved().finger(FingerPosition::RightIndex));
    }

    void singleFingersAtAnyMomentAndBack_TC_PAP_ACQ_FPS_SV_1_004()
    {
        FakeSlapScanner scanner;
        SlapDesk desk(scanner);
        scanner.script = {FakeSlapScanner::Cut{{{FingerPosition::RightRing, TouchKind::Light}}, {}}};
        QSignalSpy tried(&desk.hands, &HandCapture::tryFinished);
        connect(&desk.hands, &HandCapture::tryFinished, &scanner, [&scanner] { scanner.holds = true; });
        QVERIFY(desk.begin());
        QTRY_COMPARE_WITH_TIMEOUT(tried.size(), 1, patience);
        QTRY_VERIFY(scanner.isWaiting); // the second try at the right hand
        QCOMPARE(desk.fingersSaved(), 0);
        QCOMPARE(desk.tries()[0].tone, MessageKind::Warn);
        QVERIFY(desk.tries()[0].wide);
        shoot(desk.page, u"slap-low-try"_s);
        QCOMPARE(action(desk.page.chrome(), u"singles"_s)->key, QKeySequence(Qt::Key_F7));
        desk.page.trigger(u"singles"_s);
        // Good ones stay, the low one is asked for alone.
        QVERIFY(!scanner.isWaiting);
        QTRY_COMPARE(desk.fingersSaved(), 3);
        QVERIFY(desk.singles.asking);
        QCOMPARE(desk.singles.now, FingerPosition::RightRing);
        shoot(desk.page, u"slap-singles"_s);
        desk.singles.touch(77);
        QTRY_COMPARE(desk.fingersSaved(), 4);
        const SampleInfo *ring = desk.saved().finger(FingerPosition::RightRing);
        QCOMPARE(ring->quality.value, 77);
        QVERIFY(!ring->attempts.isEmpty());
        QCOMPARE(ring->attempts[0].number, 1);
        QVERIFY(ring->attempts[0].quality.value < 40); // the hand's try is told too
        // Back: what is open is taken by hands.
        desk.page.trigger(u"hands"_s);
        QTRY_VERIFY(scanner.isWaiting);
        QCOMPARE(scanner.requests.last().fingers, fingersOf(SlapPlacement::LeftFour));
        QVERIFY(!desk.singles.asking);
        scanner.holds = false;
        desk.hands.disconnect(&scanner);
        scanner.answer();
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 10, patience);
    }

    /// Segments with their quality, what is low, and the veto.
    void belowTheFloorOnlyWithAReason_TC_UI_FP_OP_001()
    {
        FakeSlapScanner scanner;
        SlapDesk desk(scanner);
        const FakeSlapScanner::Cut light{{{FingerPosition::RightMiddle, TouchKind::Light}}, {}};
        scanner.script = {light, light, light};
        QVERIFY(desk.begin());
        QTRY_COMPARE_WITH_TIMEOUT(desk.page.current(), FingerPosition::RightMiddle, patience);
        QTRY_COMPARE(desk.fingersSaved(), 4);
        QCOMPARE(desk.page.hands()->finger(FingerPosition::RightIndex).mark, FingerMark::Good);
        QVERIFY(!desk.counter.desk.fingerDone(FingerPosition::RightMiddle));
        shoot(desk.page, u"slap-used-up"_s);
        // Every try is there with its segments, and each finger of the hand with its quality.
        for (const TryView &view : desk.tries()) {
            QVERIFY(!view.picture.isNull() && view.wide);
            QCOMPARE(view.tone, MessageKind::Warn);
        }
        for (const FingerPosition finger : fingersOf(SlapPlacement::RightFour)) {
            const int score = desk.page.hands()->finger(finger).score;
            QCOMPARE(score >= 40 && score <= 100, finger != FingerPosition::RightMiddle);
        }
        QVERIFY(action(desk.page.chrome(), u"again"_s)); // the veto works both ways
        QVERIFY(action(desk.page.chrome(), u"keep"_s));
        desk.page.trigger(u"keep"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_1);
        QTRY_VERIFY(desk.saved().finger(FingerPosition::RightMiddle)->manual);
        QVERIFY(!desk.saved().finger(FingerPosition::RightMiddle)->manualReason.isEmpty());
        QCOMPARE(desk.saved().finger(FingerPosition::RightMiddle)->attempts.size(), 3);
        QVERIFY(!desk.saved().finger(FingerPosition::RightRing)->manual);
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 10, patience);
    }

    /// What is alike is pictured.
    void theOtherHandIsRefusedAndALikeFingerIsShown_TC_UI_FP_OP_002()
    {
        FakeSlapScanner scanner;
        SlapDesk desk(scanner);
        scanner.script
            = {FakeSlapScanner::Whole{{}, fingersOf(SlapPlacement::LeftFour)}, FakeSlapScanner::Cut{},
               FakeSlapScanner::Cut{{}, {{FingerPosition::LeftIndex, FingerPosition::RightIndex}}}};
        QStringList notices;
        connect(&desk.hands, &HandCapture::tryFinished, &desk.page, [&] { notices << desk.page.notice(); });
        auto *pair = desk.page.findChild<FingerPairPanel *>();
        QVERIFY(desk.begin());
        QTRY_VERIFY_WITH_TIMEOUT(pair->isVisible(), patience);
        QVERIFY(!notices.first().isEmpty());
        const LikePair &alike = pair->pair();
        QCOMPARE((QSet{alike.newer, alike.older}),
                 (QSet{FingerPosition::LeftIndex, FingerPosition::RightIndex}));
        QVERIFY(!alike.newerPicture.isNull() && !alike.olderPicture.isNull());
        QCOMPARE(desk.saved().finger(FingerPosition::RightIndex)->attempts[0].outcome, u"slap-other-hand"_s);
        QTRY_VERIFY(desk.fingersSaved() >= 8);
        shoot(desk.page, u"slap-alike"_s);
        // Taken again: the whole left hand, anew.
        Q_EMIT pair->takeAgain(FingerPosition::LeftIndex);
        pair->hide();
        QCOMPARE(scanner.requests.last().fingers, fingersOf(SlapPlacement::LeftFour));
        QTRY_COMPARE_WITH_TIMEOUT(desk.fingersSaved(), 10, patience);
    }

private:
    TrainingKeys m_keys;
    std::unique_ptr<sbi::SimulatorProcess> m_simulator;
    quint16 m_port = 0;
};

QTEST_MAIN(TestJourneySlap)
#include "tst_journey_slap.moc"
