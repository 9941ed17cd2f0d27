#include "fakescanner.h"

#include "capture/finger/fingercapturesession.h"
#include "devices/simulator/syntheticfinger.h"
#include "tests/support/places.h"

#include <QSignalSpy>
#include <QTest>

using namespace indraj;
using namespace indraj::testing;

/// The session's rules, with a scanner that answers what the test says.
class TestFingerCapture : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void goodTouchFinishes();
    void badThenGood();
    void triesUsedUpKeepsTheBest();
    void touchesWithoutPictureAreRecorded();
    void endlessRetriesEnd();
    void everyTouchIsSeenBeforeItIsJudged();
    void everyTryIsRecorded();
    void theFloorIsTheFingersAndTheAges();
    void beginGoesOnAndKeepsTries();
    void tryAgainAsksOnce();
    void otherFingerMeanwhile();
    void clearDropsLateJudgements();
    void faultIsSaidAndTheTouchRepeated();
    void triesOutliveAScannerThatStaysAway();
    void awaitedSignals();
    void foreignResolutionIsResampled();
    void sampleBytesAreTheVeryPixels();
    void codesAreDistinct();

private:
    struct Bench;
    std::shared_ptr<const FingerJudge> m_judge;
    QImage m_good, m_dry, m_light;
};

struct TestFingerCapture::Bench {
    explicit Bench(std::shared_ptr<const FingerJudge> judge, const FingerPolicy &policy = {})
        : session(scanner, std::move(judge), policy)
    {
        session.openScanner();
    }
    FakeScanner scanner;
    FingerCaptureSession session;
    QSignalSpy seen{&session, &FingerCapture::touchSeen};
    QSignalSpy tries{&session, &FingerCapture::tryFinished};
    QSignalSpy finished{&session, &FingerCapture::finished};
    QSignalSpy failures{&session, &FingerCapture::failed};
    FingerTry attempt(int at) const { return tries.at(at).at(1).value<FingerTry>(); }
    bool wasGood(int at) const { return finished.at(at).at(1).toBool(); }
};

void TestFingerCapture::initTestCase()
{
    const auto model
        = FingerQualityModel::load(indraj::test::sourcePath("/resources/models/finger-quality.json"));
    QVERIFY(model.has_value());
    m_judge = std::make_shared<const FingerJudge>(*model);
    const MasterFinger finger = growFinger(3, FingerPosition::RightThumb);
    m_good = pressFinger(finger, makeTouch(TouchKind::Good, 1));
    m_dry = pressFinger(finger, makeTouch(TouchKind::Dry, 2));
    m_light = pressFinger(finger, makeTouch(TouchKind::Light, 3));
}

void TestFingerCapture::goodTouchFinishes()
{
    Bench b(m_judge);
    b.session.begin(FingerPosition::RightThumb);
    QCOMPARE(b.scanner.asked(), QList{FingerPosition::RightThumb});
    b.scanner.answer(m_good);
    QTRY_COMPARE(b.finished.size(), 1);
    QVERIFY(b.wasGood(0));
    QCOMPARE(b.tries.size(), 1);
    QVERIFY(b.attempt(0).quality.value >= 50);
    QVERIFY(!b.attempt(0).reason);
    QVERIFY(b.attempt(0).quality.algorithm.startsWith(QStringLiteral("indraj-finger-2")));
    QVERIFY(!b.scanner.pending());
    const auto sample = b.session.bestSample(FingerPosition::RightThumb);
    QVERIFY(sample.has_value());
    QCOMPARE(sample->info.mimeType, QStringLiteral("image/jp2"));
    QCOMPARE(sample->info.resolution, 500);
    QCOMPARE(sample->info.finger, FingerPosition::RightThumb);
    QCOMPARE(sample->info.device, QStringLiteral("fake Scanner"));
    QCOMPARE(sample->info.attempts.size(), 1);
    QCOMPARE(sample->info.attempts.at(0).outcome, QStringLiteral("captured"));
    QCOMPARE(b.session.bestSample(FingerPosition::RightThumb)->info.id, sample->info.id);
    QVERIFY(!b.session.bestSample(FingerPosition::LeftThumb));
}

void TestFingerCapture::badThenGood()
{
    Bench b(m_judge);
    b.session.begin(FingerPosition::RightThumb);
    b.scanner.answer(m_dry);
    QTRY_COMPARE(b.scanner.asked().size(), 2); // asked again by itself
    QCOMPARE(b.attempt(0).reason, RetryReason::TooDry);
    QCOMPARE(b.finished.size(), 0);
    b.scanner.answer(m_good);
    QTRY_COMPARE(b.finished.size(), 1);
    QVERIFY(b.wasGood(0));
    QCOMPARE(b.session.tries(FingerPosition::RightThumb).size(), 2);
    QCOMPARE(b.session.best(FingerPosition::RightThumb)->number, 2);
    const auto attempts = b.session.bestSample(FingerPosition::RightThumb)->info.attempts;
    QCOMPARE(attempts.at(0).outcome, QStringLiteral("too-dry"));
    QCOMPARE(attempts.at(1).outcome, QStringLiteral("captured"));
}

void TestFingerCapture::triesUsedUpKeepsTheBest()
{
    Bench b(m_judge);
    b.session.begin(FingerPosition::RightThumb);
    b.scanner.answer(m_light);
    QTRY_COMPARE(b.scanner.asked().size(), 2);
    b.scanner.answer(m_dry);
    QTRY_COMPARE(b.scanner.asked().size(), 3);
    b.scanner.answer(m_light);
    QTRY_COMPARE(b.finished.size(), 1);
    QVERIFY(!b.wasGood(0));
    QCOMPARE(b.session.best(FingerPosition::RightThumb)->number, 2);
    QCOMPARE(b.scanner.asked().size(), 3);
    QCOMPARE(b.attempt(0).reason, RetryReason::PressHarder);
}

void TestFingerCapture::touchesWithoutPictureAreRecorded()
{
    Bench b(m_judge);
    b.session.begin(FingerPosition::RightThumb);
    b.scanner.answer(RetryReason::NotAFinger);
    QCOMPARE(b.tries.size(), 1);
    QVERIFY(b.attempt(0).image.image.isNull());
    QVERIFY(!b.attempt(0).quality.isValid());
    QCOMPARE(b.scanner.asked().size(), 2);
    QVERIFY(!b.session.best(FingerPosition::RightThumb)); // nothing to keep
    QVERIFY(!b.session.bestSample(FingerPosition::RightThumb));
    b.scanner.answer(m_good);
    QTRY_COMPARE(b.finished.size(), 1);
    const auto attempts = b.session.bestSample(FingerPosition::RightThumb)->info.attempts;
    QCOMPARE(attempts.size(), 2);
    QCOMPARE(attempts.at(0).outcome, QStringLiteral("not-a-finger"));
    QCOMPARE(attempts.at(1).number, 2);
}

void TestFingerCapture::endlessRetriesEnd()
{
    Bench b(m_judge);
    b.session.begin(FingerPosition::RightThumb);
    for (int i = 0; i < 9; ++i) {
        QCOMPARE(b.finished.size(), 0);
        QVERIFY(b.scanner.pending());
        b.scanner.answer(RetryReason::CentreFinger);
    }
    QCOMPARE(b.finished.size(), 1);
    QVERIFY(!b.wasGood(0));
    QVERIFY(!b.scanner.pending());
}

void TestFingerCapture::everyTouchIsSeenBeforeItIsJudged()
{
    Bench b(m_judge);
    int triesWhenSeen = -1;
    connect(&b.session, &FingerCapture::touchSeen, this, [&] { triesWhenSeen = int(b.tries.size()); });
    b.session.begin(FingerPosition::RightThumb);
    b.scanner.answer(m_dry);
    QTRY_COMPARE(b.tries.size(), 1);
    QCOMPARE(b.seen.size(), 1);
    QCOMPARE(triesWhenSeen, 0);
    const auto seen = b.seen.at(0).at(1).value<FingerTry>();
    QCOMPARE(seen.image.image, m_dry);
    QCOMPARE(seen.reason, RetryReason::TooDry);
    QVERIFY(seen.quality.algorithm.startsWith(QStringLiteral("indraj-finger-preview-1")));
    b.scanner.answer(m_good);
    QTRY_COMPARE(b.seen.size(), 2);
    QVERIFY(!b.seen.at(1).at(1).value<FingerTry>().reason);
    QTRY_COMPARE(b.finished.size(), 1);
    // A preview's score never stands in a record.
    const auto sample = b.session.bestSample(FingerPosition::RightThumb);
    QVERIFY(sample);
    for (const CaptureAttempt &attempt : sample->info.attempts)
        QVERIFY(!attempt.quality.algorithm.contains(QStringLiteral("preview")));
}

void TestFingerCapture::everyTryIsRecorded()
{
    Bench b(m_judge);
    b.session.begin(FingerPosition::RightThumb);
    const QList<QImage> touches{m_light, m_dry, m_light};
    for (int i = 0; i < 3; ++i) {
        QTRY_COMPARE(b.scanner.asked().size(), i + 1);
        b.scanner.answer(touches.at(i));
    }
    QTRY_COMPARE(b.finished.size(), 1);
    const auto sample = b.session.bestSample(FingerPosition::RightThumb);
    QCOMPARE(sample->info.attempts.size(), 3);
    QCOMPARE(sample->info.acceptFrom, 40);
    int best = -1;
    for (int i = 0; i < 3; ++i) {
        const CaptureAttempt &attempt = sample->info.attempts.at(i);
        QCOMPARE(attempt.number, i + 1);
        QCOMPARE(attempt.quality, b.attempt(i).quality);
        if (attempt.quality.isValid())
            best = std::max(best, attempt.quality.value);
    }
    QCOMPARE(sample->info.quality.value, best);
}

void TestFingerCapture::theFloorIsTheFingersAndTheAges()
{
    const FingerPolicy policy{QStringLiteral("p"),
                              3,
                              FingerSequence::FourFourTwo,
                              HandCheck::On,
                              {{0, {0, 100, 0, 0, 0}}, {18, {100, 100, 0, 0, 0}}}};
    Bench b(m_judge, policy);
    QCOMPARE(b.session.acceptFrom(FingerPosition::RightThumb), 100); // the age is not known
    b.session.setAge(17);
    b.session.begin(FingerPosition::RightThumb);
    b.scanner.answer(m_good);
    QTRY_COMPARE(b.finished.size(), 1);
    QVERIFY(b.wasGood(0));
    b.session.begin(FingerPosition::RightIndex);
    b.scanner.answer(m_good);
    QTRY_COMPARE(b.tries.size(), 2);
    QCOMPARE(b.finished.size(), 1); // its floor is another
    b.session.clearAll();
    QCOMPARE(b.session.acceptFrom(FingerPosition::RightThumb), 100); // the next applicant's age is not known
}

void TestFingerCapture::beginGoesOnAndKeepsTries()
{
    Bench b(m_judge);
    b.session.begin(FingerPosition::LeftIndex);
    b.scanner.answer(m_dry);
    QTRY_COMPARE(b.scanner.asked().size(), 2);
    b.session.cancel();
    QVERIFY(!b.scanner.pending());
    QCOMPARE(b.failures.size(), 0); // a wish, not a fault
    b.session.begin(FingerPosition::LeftIndex);
    b.scanner.answer(m_good);
    QTRY_COMPARE(b.finished.size(), 1);
    QCOMPARE(b.session.tries(FingerPosition::LeftIndex).size(), 2);
    const auto askedBefore = b.scanner.asked().size();
    b.session.begin(FingerPosition::LeftIndex); // done already: said again, nothing asked
    QTRY_COMPARE(b.finished.size(), 2);
    QCOMPARE(b.scanner.asked().size(), askedBefore);
}

void TestFingerCapture::tryAgainAsksOnce()
{
    Bench b(m_judge);
    b.session.tryAgain(); // no present finger
    QCOMPARE(b.scanner.asked().size(), 0);
    b.session.begin(FingerPosition::RightThumb);
    for (int i = 1; i <= 3; ++i) {
        QTRY_COMPARE(b.scanner.asked().size(), i);
        b.scanner.answer(m_light);
    }
    QTRY_COMPARE(b.finished.size(), 1);
    b.session.tryAgain();
    QCOMPARE(b.scanner.asked().size(), 4);
    b.scanner.answer(m_dry);
    QTRY_COMPARE(b.finished.size(), 2);
    QVERIFY(!b.wasGood(1));
    QCOMPARE(b.session.best(FingerPosition::RightThumb)->number, 4);
    b.session.tryAgain();
    b.scanner.answer(m_good);
    QTRY_COMPARE(b.finished.size(), 3);
    QVERIFY(b.wasGood(2));
}

void TestFingerCapture::otherFingerMeanwhile()
{
    Bench b(m_judge);
    b.session.begin(FingerPosition::RightThumb);
    b.scanner.answer(m_dry);
    b.session.begin(FingerPosition::RightIndex); // before the first is judged
    QTRY_COMPARE(b.tries.size(), 1);
    QCOMPARE(b.tries.at(0).at(0).value<FingerPosition>(), FingerPosition::RightThumb);
    QCOMPARE(b.scanner.asked().last(), FingerPosition::RightIndex);
    QCOMPARE(b.scanner.asked().size(), 2); // the thumb is not asked for again
    b.scanner.answer(m_good);
    QTRY_COMPARE(b.finished.size(), 1);
    QCOMPARE(b.finished.at(0).at(0).value<FingerPosition>(), FingerPosition::RightIndex);
    QCOMPARE(b.session.tries(FingerPosition::RightThumb).size(), 1);
}

void TestFingerCapture::clearDropsLateJudgements()
{
    Bench b(m_judge);
    b.session.begin(FingerPosition::RightThumb);
    b.scanner.answer(m_good);
    b.session.clearAll(); // the next applicant sits down
    QVERIFY(!b.tries.wait(300));
    QVERIFY(b.session.tries(FingerPosition::RightThumb).isEmpty());
    b.session.begin(FingerPosition::RightThumb);
    QVERIFY(b.scanner.pending());
}

void TestFingerCapture::faultIsSaidAndTheTouchRepeated()
{
    Bench b(m_judge);
    b.session.begin(FingerPosition::RightThumb);
    b.scanner.answer(DeviceFault::Removed);
    QCOMPARE(b.failures.size(), 1);
    QCOMPARE(b.failures.at(0).at(0).value<DeviceError>().fault, DeviceFault::Removed);
    QTRY_COMPARE(b.scanner.asked().size(), 2);
    b.scanner.become(ScannerState::WaitingFinger); // back
    b.scanner.answer(m_good);
    QTRY_COMPARE(b.finished.size(), 1);
    b.session.begin(FingerPosition::LeftThumb);
    b.scanner.answer(DeviceFault::Removed);
    b.session.cancel(); // the operator gave up: nothing is asked any more
    QSignalSpy states(&b.session, &FingerCapture::scannerChanged);
    b.scanner.become(ScannerState::Idle);
    states.clear();
    QVERIFY(!states.wait(1200));
    QVERIFY(!b.scanner.pending());
}

void TestFingerCapture::triesOutliveAScannerThatStaysAway()
{
    Bench b(m_judge);
    b.session.begin(FingerPosition::RightThumb);
    b.scanner.answer(m_dry);
    QTRY_COMPARE(b.tries.size(), 1);
    QTRY_VERIFY(b.scanner.pending());
    b.scanner.answer(DeviceFault::NotBack);
    QCOMPARE(b.failures.size(), 1);
    QCOMPARE(b.failures.at(0).at(0).value<DeviceError>().fault, DeviceFault::NotBack);
    QCOMPARE(b.session.tries(FingerPosition::RightThumb).size(), 1);
    QTRY_VERIFY(b.scanner.pending()); // kept by the scanner until it is back
    b.scanner.become(ScannerState::WaitingFinger);
    b.scanner.answer(m_good);
    QTRY_COMPARE(b.finished.size(), 1);
    QCOMPARE(b.session.tries(FingerPosition::RightThumb).size(), 2);
}

void TestFingerCapture::awaitedSignals()
{
    Bench b(m_judge);
    QSignalSpy awaited(&b.session, &FingerCaptureSession::touchAwaited);
    QSignalSpy over(&b.session, &FingerCaptureSession::touchNotAwaited);
    b.session.begin(FingerPosition::LeftRing);
    QCOMPARE(awaited.size(), 1);
    QCOMPARE(awaited.at(0).at(0).value<FingerPosition>(), FingerPosition::LeftRing);
    b.scanner.become(ScannerState::FingerPresent);
    QCOMPARE(over.size(), 1);
    b.scanner.answer(m_dry);
    QTRY_COMPARE(awaited.size(), 2);
    b.scanner.become(ScannerState::HelperLost);
    QCOMPARE(over.size(), 2);
    b.scanner.become(ScannerState::WaitingFinger);
    QCOMPARE(awaited.size(), 3);
    b.session.cancel();
    QCOMPARE(over.size(), 3);
}

void TestFingerCapture::foreignResolutionIsResampled()
{
    Bench b(m_judge);
    b.scanner.setResolution(512);
    b.session.begin(FingerPosition::RightThumb);
    b.scanner.answer(m_good);
    QTRY_COMPARE(b.finished.size(), 1);
    const auto sample = b.session.bestSample(FingerPosition::RightThumb);
    QCOMPARE(sample->info.resolution, 500);
    QCOMPARE(sample->info.attempts[0].criteria[0].value, std::optional(512.0)); // and the log tells it
    QCOMPARE(sample->info.width, qRound(m_good.width() * 500.0 / 512));
    QCOMPARE(sample->info.height, qRound(m_good.height() * 500.0 / 512));
    QCOMPARE(b.attempt(0).image.image, m_good); // what is shown is what the scanner gave
}

void TestFingerCapture::sampleBytesAreTheVeryPixels()
{
    for (const QImage &picture : {m_good, m_light, m_good.copy(0, 0, 301, 97)}) {
        const auto encoded = encodeLossless(picture);
        QVERIFY(encoded.has_value());
        QCOMPARE(encoded->mimeType, QStringLiteral("image/jp2"));
        QVERIFY(encoded->bytes.startsWith(
            QByteArray::fromHex("0000000c6a5020200d0a870a"))); // the JP2 signature box
    }
    QVERIFY(!encodeLossless(QImage()));
    QVERIFY(!encodeLossless(QImage(10, 10, QImage::Format_RGB32)));
}

void TestFingerCapture::codesAreDistinct()
{
    QSet<QString> codes;
    for (int reason = int(RetryReason::General); reason <= int(RetryReason::Smudged); ++reason)
        codes.insert(retryReasonCode(RetryReason(reason)));
    QCOMPARE(codes.size(), int(RetryReason::Smudged) + 1);
}

QTEST_GUILESS_MAIN(TestFingerCapture)
#include "tst_fingercapture.moc"
