#include "capture/signature/signaturesample.h"

#include <QtConcurrent>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestName = 60;

QString penCode(PenKind pen)
{
    switch (pen) {
    case PenKind::Mouse:
        return u"mouse"_s;
    case PenKind::Touch:
        return u"touch"_s;
    case PenKind::Pen:
        return u"pen"_s;
    }
    return {};
}

} // namespace

SignatureAnswer signatureSample(const Signature &signature, PenKind pen, const QString &deviceName,
                                const QDateTime &at)
{
    auto png = writeSignaturePicture(signature);
    if (!png)
        return tl::unexpected(png.error());
    SignatureCapture capture;
    capture.sample.bytes = *png;
    capture.picture = QImage::fromData(*png, "png");
    SampleInfo &info = capture.sample.info;
    info.id = SampleId::create();
    info.kind = SampleKind::ApplicantSignature;
    info.mimeType = u"image/png"_s;
    info.width = capture.picture.width();
    info.height = capture.picture.height();
    info.resolution = signatureResolution;
    info.device = (penCode(pen) + u' ' + deviceName.left(longestName)).trimmed();
    info.capturedAt = at;
    info.attempts = {CaptureAttempt{1, {}, u"captured"_s, at}};
    return capture;
}

QFuture<SignatureAnswer> makeSignatureSample(const Signature &signature, PenKind pen,
                                             const QString &deviceName, const QDateTime &at)
{
    return QtConcurrent::run(signatureSample, signature, pen, deviceName, at);
}

} // namespace indraj
