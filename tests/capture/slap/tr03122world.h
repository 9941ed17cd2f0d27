#pragma once

#include "capture/slap/handcapturesession.h"
#include "fakeslapscanner.h"
#include "tests/support/places.h"

#include <QSignalSpy>
#include <QTest>

namespace indraj::test {

inline std::shared_ptr<const FingerJudge> nfiqJudge()
{
    static const auto made = std::make_shared<const FingerJudge>(
        FingerQualityModel::load(sourcePath("/resources/models/finger-quality.json")).value());
    return made;
}

inline FingerPolicy plainEnrolment() ///< the floors of QA-FP-APP
{
    FingerPolicy policy;
    policy.profile = QStringLiteral("tr-03121");
    policy.bands = {{0, {30, 30, 20, 10, 10}}};
    return policy;
}

/// A session over a scripted scanner, with the floors of QA-FP-APP.
struct SlapWorld {
    FakeSlapScanner scanner;
    HandCaptureSession session{scanner, nfiqJudge(), plainEnrolment()};
    QSignalSpy finished{&session, &HandCapture::finished};
    SlapWorld()
    {
        session.setPause(1);
        session.openScanner();
    }
    bool take(SlapPlacement placement)
    {
        const auto before = finished.size();
        session.begin(placement);
        return QTest::qWaitFor([&] { return finished.size() > before; }, 20'000);
    }
};

} // namespace indraj::test
