#include "capture/finger/samplepicture.h"

#include "biometrics/shared/record/jpeg2000.h"

#include <QBuffer>
#include <QLoggingCategory>

Q_LOGGING_CATEGORY(sampleLog, "indraj.fingersample")

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Empty when it cannot be written or does not come back as it was.
QByteArray encodePng(const QImage &picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    const bool written = buffer.open(QIODevice::WriteOnly) && picture.save(&buffer, "PNG");
    return written && QImage::fromData(bytes, "PNG") == picture ? bytes : QByteArray();
}

} // namespace

tl::expected<EncodedPicture, EncodeFault> encodeLossless(const QImage &picture)
{
    if (picture.isNull() || picture.format() != QImage::Format_Grayscale8)
        return tl::unexpected(EncodeFault::NotGrey8);
    if (auto jp2 = encodeJpeg2000(picture))
        return EncodedPicture{std::move(*jp2), u"image/jp2"_s};
    qCWarning(sampleLog, "JPEG 2000 failed, PNG instead");
    if (QByteArray png = encodePng(picture); !png.isEmpty())
        return EncodedPicture{std::move(png), u"image/png"_s};
    return tl::unexpected(EncodeFault::Failed);
}

} // namespace indraj
