// bench_touch [TOUCHES]: from the touch to the verdict, as the fingers page hears it.
//
// A finger: from the picture's way into libfprint's virtual driver, through the helper process and the
// capture session, to the words for the applicant (cheap measures) and to the recorded score (all measures,
// picture coded and checked). A hand: from the device's whole glass to the verdict on its four fingers, and
// to their coded pictures. Medians, 95th percentiles and the limit of 150 ms; status 1 when a verdict misses
// it.
#include "capture/finger/fingercapturesession.h"
#include "capture/slap/handcapturesession.h"
#include "tests/capture/slap/fakeslapscanner.h"
#include "tests/devices/fingerprint/scannerbench.h"
#include "tests/support/places.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace indraj;

namespace {

constexpr double limit = 150; ///< ms
constexpr int patience = 20000; ///< ms

struct Times {
    std::vector<double> all;
    double at(double share)
    {
        std::sort(all.begin(), all.end());
        return all.empty() ? 0 : all[std::min(all.size() - 1, size_t(share * double(all.size())))];
    }
    void print(const char *what)
    {
        const double half = at(0.5), most = at(0.95);
        std::printf("%-46s median %6.1f ms, p95 %6.1f ms, limit %4.0f  ratio %.2f%s\n", what, half, most,
                    limit, most / limit, most > limit ? "  MISSED" : "");
    }
};

/// A touch of 400 x 400, as the limits are stated.
QImage square(const MasterFinger &finger, quint64 seed)
{
    const QImage touch = pressFinger(finger, makeTouch(TouchKind::Good, seed));
    QImage picture(400, 400, QImage::Format_Grayscale8);
    picture.fill(238);
    for (int y = 0; y < std::min(touch.height(), 400); ++y)
        std::copy_n(touch.constScanLine(y), std::min(touch.width(), 368), picture.scanLine(y) + 32);
    return picture;
}

bool measureFingers(const std::shared_ptr<const FingerJudge> &judge, int touches, Times &words, Times &score)
{
    QTemporaryDir folder;
    const QString socket = folder.filePath(QStringLiteral("finger"));
    HelperScanner scanner(testing::virtualOptions(socket));
    FingerCaptureSession session(scanner, judge, FingerPolicy{});
    testing::ImageFeeder feeder(socket);
    QElapsedTimer clock;
    int done = 0;
    QObject::connect(&session, &FingerCapture::touchSeen, &session,
                     [&] { words.all.push_back(double(clock.nsecsElapsed()) / 1e6); });
    QObject::connect(&session, &FingerCapture::tryFinished, &session, [&] {
        score.all.push_back(double(clock.nsecsElapsed()) / 1e6);
        ++done;
    });
    const MasterFinger finger = growFinger(1, FingerPosition::RightIndex);
    session.openScanner();
    for (int i = 0; i < touches; ++i) {
        const QImage picture = square(finger, quint64(i));
        session.clearAll();
        session.begin(FingerPosition::RightIndex);
        const auto waits = [&] { return session.scannerState() == ScannerState::WaitingFinger; };
        if (!QTest::qWaitFor(waits, patience) || (i == 0 && !feeder.connectNow()))
            return false;
        clock.start();
        feeder.image(picture);
        if (!QTest::qWaitFor([&] { return done > i; }, patience))
            return false;
        const auto rests = [&] { return session.scannerState() == ScannerState::Idle; };
        if (!QTest::qWaitFor(rests, patience))
            return false;
    }
    return true;
}

bool measureHands(const std::shared_ptr<const FingerJudge> &judge, int touches, Times &verdict, Times &coded)
{
    test::FakeSlapScanner scanner;
    QElapsedTimer clock;
    int done = 0;
    QObject::connect(&scanner, &SlapScanner::captured, &scanner, [&] { clock.start(); });
    HandCaptureSession session(scanner, judge, FingerPolicy{});
    QObject::connect(&session, &HandCapture::tryJudged, &session,
                     [&] { verdict.all.push_back(double(clock.nsecsElapsed()) / 1e6); });
    QObject::connect(&session, &HandCapture::tryFinished, &session, [&] {
        coded.all.push_back(double(clock.nsecsElapsed()) / 1e6);
        ++done;
    });
    for (int i = 0; i < touches; ++i) {
        session.clearAll();
        scanner.script = {test::FakeSlapScanner::Whole{}};
        session.begin(SlapPlacement::RightFour);
        if (!QTest::qWaitFor([&] { return done > i; }, patience))
            return false;
        session.cancel();
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const int touches = argc > 1 ? std::max(1, atoi(argv[1])) : 60;
    auto model = FingerQualityModel::load(test::sourcePath("/resources/models/finger-quality.json"));
    if (!model) {
        std::fprintf(stderr, "the quality model cannot be read\n");
        return 1;
    }
    const auto judge = std::make_shared<const FingerJudge>(std::move(*model));
    Times words, score, hand, coded;
    if (!measureFingers(judge, touches, words, score) || !measureHands(judge, touches / 4 + 1, hand, coded)) {
        std::fprintf(stderr, "a touch was not answered\n");
        return 1;
    }
    words.print("finger: touch to the words");
    score.print("finger: touch to the recorded score");
    hand.print("hand, cut here: glass to the verdict on four");
    coded.print("hand: glass to the four pictures coded");
    return words.at(0.95) > limit || hand.at(0.95) > limit ? 1 : 0;
}
