#pragma once

#include <QImage>

#include <tl/expected.hpp>

class QPainter;
class QRectF;

namespace indraj {

/// A QR code (ISO/IEC 18004, correction level M), one pixel a module, without the quiet zone: the caller
/// leaves four modules white around it. @returns the encoder's words when `payload` does not fit. Pure; any
/// thread.
tl::expected<QImage, QString> qrCode(const QByteArray &payload);

/// Paints the modules as one path, so that no seams confuse a reader.
void paintQrCode(QPainter &painter, const QImage &code, const QRectF &box);

} // namespace indraj
