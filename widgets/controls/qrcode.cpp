#include "widgets/controls/qrcode.h"

#include <QPainter>
#include <QPainterPath>

#include <BitMatrix.h>
#include <MultiFormatWriter.h>

#include <stdexcept>

namespace indraj {

tl::expected<QImage, QString> qrCode(const QByteArray &payload)
{
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        writer.setMargin(0).setEncoding(ZXing::CharacterSet::UTF8).setEccLevel(4); // of 0-8: level M
        const ZXing::BitMatrix bits = writer.encode(payload.toStdString(), 0, 0);
        QImage image(bits.width(), bits.height(), QImage::Format_Grayscale8);
        for (int y = 0; y < bits.height(); ++y)
            for (int x = 0; x < bits.width(); ++x)
                image.scanLine(y)[x] = bits.get(x, y) ? 0 : 255;
        return image;
    } catch (const std::exception &error) { // ZXing's way to say that the text does not fit
        return tl::unexpected(QString::fromLatin1(error.what()));
    }
}

void paintQrCode(QPainter &painter, const QImage &code, const QRectF &box)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    const qreal module = box.width() / code.width();
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    for (int y = 0; y < code.height(); ++y)
        for (int x = 0; x < code.width(); ++x)
            if (qGray(code.pixel(x, y)) < 128)
                path.addRect(box.left() + x * module, box.top() + y * module, module, module);
    painter.drawPath(path);
    painter.restore();
}

} // namespace indraj
