#include "biometrics/signature/signaturepicture.h"

#include "biometrics/signature/strokerecord.h"

#include <QBuffer>
#include <QImageWriter>
#include <QPainter>

namespace indraj {

namespace {

constexpr double hundredthsPerInch = 2540;
constexpr double inchesPerMetre = 1000 / 25.4;
constexpr int margin = 300; ///< 0.01 mm
constexpr double lineWidth = 50; ///< 0.01 mm, of a pen without pressure
constexpr double leastWidth = 25, moreWidth = 60; ///< with pressure: least, and what full pressure adds

double widthAt(const Signature &signature, const PenPoint &point)
{
    return signature.hasPressure ? leastWidth + moreWidth * point.pressure / Signature::fullPressure
                                 : lineWidth;
}

/// What was written, with its margin, in the field's unit; y downwards.
QRect written(const Signature &signature)
{
    QRect box;
    for (const PenStroke &stroke : signature.strokes) {
        for (const PenPoint &point : stroke)
            box |= QRect(point.x, signature.field.height() - point.y, 1, 1);
    }
    return box.isNull() ? box : box.adjusted(-margin, -margin, margin, margin) & QRect({}, signature.field);
}

void drawStroke(QPainter &painter, const Signature &signature, const PenStroke &stroke)
{
    const auto at
        = [&](const PenPoint &point) { return QPointF(point.x, signature.field.height() - point.y); };
    QPen pen(Qt::black, widthAt(signature, stroke.first()), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(pen);
    painter.drawPoint(at(stroke.first()));
    for (qsizetype i = 1; i < stroke.size(); ++i) {
        pen.setWidthF((widthAt(signature, stroke[i - 1]) + widthAt(signature, stroke[i])) / 2);
        painter.setPen(pen);
        painter.drawLine(at(stroke[i - 1]), at(stroke[i]));
    }
}

} // namespace

QImage drawSignature(const Signature &signature, int resolution)
{
    const double scale = resolution / hundredthsPerInch;
    const QRect box = written(signature);
    if (box.isEmpty())
        return {};
    QImage picture(qMax(1, qRound(box.width() * scale)), qMax(1, qRound(box.height() * scale)),
                   QImage::Format_Grayscale8);
    picture.fill(255);
    picture.setDotsPerMeterX(qRound(resolution * inchesPerMetre));
    picture.setDotsPerMeterY(qRound(resolution * inchesPerMetre));
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    painter.translate(-box.topLeft());
    for (const PenStroke &stroke : signature.strokes) {
        if (!stroke.isEmpty())
            drawStroke(painter, signature, stroke);
    }
    return picture;
}

tl::expected<QByteArray, SignaturePictureFault> writeSignaturePicture(const Signature &signature)
{
    const auto record = writeStrokeRecord(signature);
    if (!record)
        return tl::unexpected(SignaturePictureFault::BadStrokes);
    QByteArray png;
    QBuffer buffer(&png);
    QImageWriter writer(&buffer, "png");
    writer.setText(QString::fromUtf16(strokesTextKey), QString::fromLatin1(record->toBase64()));
    if (!buffer.open(QIODevice::WriteOnly) || !writer.write(drawSignature(signature)))
        return tl::unexpected(SignaturePictureFault::NotWritable);
    // What is stored must come back: checked here, where it can still be drawn again.
    const auto back = readSignaturePicture(png);
    const auto again = back ? writeStrokeRecord(*back) : tl::unexpected(StrokeError{});
    if (!again || *again != *record)
        return tl::unexpected(SignaturePictureFault::NotWritable);
    return png;
}

tl::expected<Signature, SignaturePictureFault> readSignaturePicture(const QByteArray &png)
{
    const QImage picture = QImage::fromData(png, "png");
    if (picture.isNull())
        return tl::unexpected(SignaturePictureFault::NoPicture);
    const QString text = picture.text(QString::fromUtf16(strokesTextKey));
    if (text.isEmpty())
        return tl::unexpected(SignaturePictureFault::NoStrokes);
    const auto record
        = QByteArray::fromBase64Encoding(text.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!record)
        return tl::unexpected(SignaturePictureFault::BadStrokes);
    auto signature = readStrokeRecord(*record);
    if (!signature)
        return tl::unexpected(SignaturePictureFault::BadStrokes);
    return *signature;
}

} // namespace indraj
