#include "devices/sbi/sbistillcamera.h"

#include "devices/sbi/recordpictures.h"

namespace indraj {

using namespace sbi;

namespace {

StillRetry stillRetry(const Retry &told)
{
    switch (told.kind) {
    case RetryKind::NothingSeen:
    case RetryKind::Missing:
        return {StillRetryReason::NothingSeen, told.detail};
    case RetryKind::Twice:
        return {StillRetryReason::TwoPictures, told.detail};
    case RetryKind::Misplaced:
        return {StillRetryReason::Misplaced, told.detail};
    case RetryKind::NotReadable:
        return {StillRetryReason::NotReadable, told.detail};
    case RetryKind::Unexpected:
    case RetryKind::General:
        break;
    }
    return {StillRetryReason::General, told.detail};
}

} // namespace

SbiStillCamera::SbiStillCamera(Directory &directory, QObject *parent)
    : StillCamera(parent)
    , m_session(directory, Modality::Face)
{
    connect(&m_session, &Session::devicesChanged, this, &StillCamera::devicesChanged);
    connect(&m_session, &Session::stateChanged, this, &StillCamera::stateChanged);
    connect(&m_session, &Session::preview, this, &StillCamera::preview);
    connect(&m_session, &Session::failed, this, &StillCamera::failed);
}

void SbiStillCamera::capture(const StillRequest &request)
{
    if (!request.isValid()) {
        m_session.refuse({Fault::NotSupported, 0, QStringLiteral("a request that cannot be")});
        return;
    }
    CapturePlan plan;
    for (const FingerPosition finger : request.exceptionFingers)
        plan.exceptions.append(fingerSubtype(finger));
    for (const EyePosition eye : request.exceptionEyes)
        plan.exceptions.append(eyeSubtype(eye));
    plan.requestedScore = request.requestedScore;
    plan.timeout = request.timeout;
    m_session.capture(plan, [this, request](const Answer<Captured> &answer, const Device &device) {
        return interpret(answer, device, request);
    });
}

/// In the pool: touches nothing of ours.
Session::Verdict SbiStillCamera::interpret(const Answer<Captured> &answer, const Device &device,
                                           const StillRequest &request)
{
    const auto failure = [this, &device](const Error &error) {
        return Session::Verdict{false,
                                [this, told = error.asDeviceError(device.id())] { Q_EMIT failed(told); }};
    };
    if (!answer) {
        if (const auto *error = std::get_if<Error>(&answer.error()))
            return failure(*error);
        return {false, [this, told = stillRetry(std::get<Retry>(answer.error()))] { Q_EMIT retry(told); }};
    }
    auto picture = stillPicture(answer->biometrics.first());
    if (!picture)
        return failure(picture.error());
    picture->request = request;
    picture->device = device.described();
    picture->device.simulated = picture->device.simulated || answer->training;
    picture->at = QDateTime::currentDateTimeUtc();
    return {true, [this, picture = *picture] { Q_EMIT captured(picture); }};
}

} // namespace indraj
