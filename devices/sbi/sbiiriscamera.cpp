#include "devices/sbi/sbiiriscamera.h"

#include "devices/sbi/recordpictures.h"

namespace indraj {

using namespace sbi;

namespace {

IrisRetry irisRetry(const Retry &told)
{
    IrisRetry retry;
    switch (told.kind) {
    case RetryKind::General:
        retry.reason = IrisRetryReason::General;
        break;
    case RetryKind::NothingSeen:
        retry.reason = IrisRetryReason::NothingSeen;
        break;
    case RetryKind::Missing:
        retry.reason = IrisRetryReason::EyesMissing;
        break;
    case RetryKind::Unexpected:
        retry.reason = IrisRetryReason::EyesUnexpected;
        break;
    case RetryKind::Twice:
        retry.reason = IrisRetryReason::SameEyeTwice;
        break;
    case RetryKind::Misplaced:
        retry.reason = IrisRetryReason::Misplaced;
        break;
    case RetryKind::NotReadable:
        retry.reason = IrisRetryReason::NotReadable;
        break;
    }
    for (const QString &subtype : told.subtypes) {
        if (const auto eye = eyeOf(subtype))
            retry.eyes.append(*eye);
    }
    retry.detail = told.detail;
    return retry;
}

} // namespace

SbiIrisCamera::SbiIrisCamera(Directory &directory, QObject *parent)
    : IrisCamera(parent)
    , m_session(directory, Modality::Iris)
{
    m_session.setPreviewSides(true, true);
    connect(&m_session, &Session::devicesChanged, this, &IrisCamera::devicesChanged);
    connect(&m_session, &Session::stateChanged, this, &IrisCamera::stateChanged);
    connect(&m_session, &Session::preview, this, &IrisCamera::preview);
    connect(&m_session, &Session::failed, this, &IrisCamera::failed);
}

void SbiIrisCamera::capture(const IrisRequest &request)
{
    if (!request.isValid()) {
        m_session.refuse({Fault::NotSupported, 0, QStringLiteral("a request that cannot be")});
        return;
    }
    CapturePlan plan;
    for (const EyePosition eye : request.expected())
        plan.subtypes.append(eyeSubtype(eye));
    for (const EyePosition eye : request.eyes) {
        if (request.exceptions.contains(eye))
            plan.exceptions.append(eyeSubtype(eye));
        plan.left = plan.left || eye == EyePosition::Left;
        plan.right = plan.right || eye == EyePosition::Right;
    }
    plan.requestedScore = request.requestedScore;
    plan.timeout = request.timeout;
    m_session.capture(plan, [this, request](const Answer<Captured> &answer, const Device &device) {
        return interpret(answer, device, request);
    });
}

/// In the pool: touches nothing of ours.
Session::Verdict SbiIrisCamera::interpret(const Answer<Captured> &answer, const Device &device,
                                          const IrisRequest &request)
{
    const auto failure = [this, &device](const Error &error) {
        return Session::Verdict{false,
                                [this, told = error.asDeviceError(device.id())] { Q_EMIT failed(told); }};
    };
    if (!answer) {
        if (const auto *error = std::get_if<Error>(&answer.error()))
            return failure(*error);
        return {false, [this, told = irisRetry(std::get<Retry>(answer.error()))] { Q_EMIT retry(told); }};
    }
    IrisCapture capture;
    capture.request = request;
    capture.device = device.described();
    capture.device.simulated = capture.device.simulated || answer->training;
    capture.at = QDateTime::currentDateTimeUtc();
    for (const Biometric &biometric : answer->biometrics) {
        auto eye = eyeImage(biometric);
        if (!eye)
            return failure(eye.error());
        capture.eyes.append(std::move(*eye));
    }
    return {true, [this, capture] { Q_EMIT captured(capture); }};
}

} // namespace indraj
