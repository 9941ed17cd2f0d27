#include "capture/finger/fingercapturesession.h"
#include "capture/slap/singlefingerscanner.h"
#include "devices/sbi/sbislapscanner.h"
#include "slapdesk.h"
#include "tests/devices/sbi/sbibench.h"
#include "widgets/fingers/fingerpanel.h"
#include "widgets/fingers/handdiagram.h"

#include <QSignalSpy>

using namespace indraj;
using namespace indraj::testing;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

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

} // namespace

/// Whole hands at the fingers page, over the real interface with the simulator in its process.
/// INDRAJ_SHOTS=DIR keeps pictures.
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

private:
    TrainingKeys m_keys;
    std::unique_ptr<sbi::SimulatorProcess> m_simulator;
    quint16 m_port = 0;
};

QTEST_MAIN(TestJourneySlap)
#include "tst_journey_slap.moc"
