#pragma once

#include "capture/finger/fingerpolicyfile.h"
#include "capture/slap/handcapturesession.h"
#include "counter.h"
#include "tests/support/places.h"
#include "widgets/fingers/fingerspage.h"
#include "widgets/review/trycard.h"

/// What the tests of whole hands at the fingers page share.
namespace indraj {

using namespace Qt::Literals::StringLiterals;

inline constexpr int patience = 60'000; ///< ms on a busy machine

inline std::shared_ptr<const FingerJudge> realJudge()
{
    static const auto made = std::make_shared<const FingerJudge>(
        FingerQualityModel::load(indraj::test::sourcePath("/resources/models/finger-quality.json")).value());
    return made;
}

/// The policy as delivered, but for its sequence.
inline FingerPolicy policyOf(const QByteArray &sequence)
{
    QByteArray text = resource(u"thresholds/fingers.json"_s);
    text.replace("\"4-4-2\"", '"' + sequence + '"');
    return readFingerPolicy(text).value();
}

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

} // namespace indraj
