#include "devices/sbi/sbislapscanner.h"

#include "devices/sbi/recordpictures.h"

#include <algorithm>

namespace indraj {

using namespace sbi;

namespace {

bool isLeftFinger(FingerPosition finger) { return int(finger) >= int(FingerPosition::LeftThumb); }

SlapRetry slapRetry(const Retry &told)
{
    SlapRetry retry;
    switch (told.kind) {
    case RetryKind::General:
        retry.reason = SlapRetryReason::General;
        break;
    case RetryKind::NothingSeen:
        retry.reason = SlapRetryReason::NothingSeen;
        break;
    case RetryKind::Missing:
        retry.reason = SlapRetryReason::FingersMissing;
        break;
    case RetryKind::Unexpected:
        retry.reason = SlapRetryReason::FingersUnexpected;
        break;
    case RetryKind::Twice:
        retry.reason = SlapRetryReason::SameFingerTwice;
        break;
    case RetryKind::Misplaced:
        retry.reason = SlapRetryReason::Misplaced;
        break;
    case RetryKind::NotReadable:
        retry.reason = SlapRetryReason::NotReadable;
        break;
    }
    for (const QString &subtype : told.subtypes) {
        if (const auto finger = fingerOf(subtype))
            retry.fingers.append(*finger);
    }
    retry.detail = told.detail;
    return retry;
}

} // namespace

SbiSlapScanner::SbiSlapScanner(Directory &directory, QObject *parent)
    : SlapScanner(parent)
    , m_session(directory, Modality::Finger)
{
    connect(&m_session, &Session::devicesChanged, this, &SlapScanner::devicesChanged);
    connect(&m_session, &Session::stateChanged, this, &SlapScanner::stateChanged);
    connect(&m_session, &Session::preview, this, &SlapScanner::preview);
    connect(&m_session, &Session::failed, this, &SlapScanner::failed);
}

void SbiSlapScanner::setPreviewFingers(const QList<FingerPosition> &fingers)
{
    const bool left = std::any_of(fingers.begin(), fingers.end(), isLeftFinger);
    const bool right = !std::all_of(fingers.begin(), fingers.end(), isLeftFinger);
    m_session.setPreviewSides(left, right);
}

void SbiSlapScanner::capture(const SlapRequest &request)
{
    if (!request.isValid()) {
        m_session.refuse({Fault::NotSupported, 0, QStringLiteral("a request that cannot be")});
        return;
    }
    CapturePlan plan;
    for (const FingerPosition finger : request.expected())
        plan.subtypes.append(fingerSubtype(finger));
    for (const FingerPosition finger : request.fingers) {
        if (request.exceptions.contains(finger))
            plan.exceptions.append(fingerSubtype(finger));
        plan.left = plan.left || isLeftFinger(finger);
        plan.right = plan.right || !isLeftFinger(finger);
    }
    plan.requestedScore = request.requestedScore;
    plan.timeout = request.timeout;
    m_session.capture(plan, [this, request](const Answer<Captured> &answer, const Device &device) {
        return interpret(answer, device, request);
    });
}

/// In the pool: touches nothing of ours.
Session::Verdict SbiSlapScanner::interpret(const Answer<Captured> &answer, const Device &device,
                                           const SlapRequest &request)
{
    const auto failure = [this, &device](const Error &error) {
        return Session::Verdict{false,
                                [this, told = error.asDeviceError(device.id())] { Q_EMIT failed(told); }};
    };
    if (!answer) {
        if (const auto *error = std::get_if<Error>(&answer.error()))
            return failure(*error);
        return {false, [this, told = slapRetry(std::get<Retry>(answer.error()))] { Q_EMIT retry(told); }};
    }
    SlapCapture capture;
    capture.request = request;
    capture.device = device.described();
    capture.device.simulated = capture.device.simulated || answer->training;
    capture.at = QDateTime::currentDateTimeUtc();
    for (const Biometric &biometric : answer->biometrics) {
        auto finger = slapFinger(biometric);
        if (!finger)
            return failure(finger.error());
        capture.fingers.append(std::move(*finger));
    }
    return {true, [this, capture] { Q_EMIT captured(capture); }};
}

} // namespace indraj
