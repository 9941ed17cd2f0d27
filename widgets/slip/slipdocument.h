#pragma once

#include "enrollment/formspec.h"
#include "enrollment/identifiers.h"

#include <QDateTime>
#include <QImage>
#include <QSizeF>

#include <tl/expected.hpp>

class QPainter;

namespace indraj {

/// What stands on the citizen's slip.
struct SlipData {
    QString token;
    EnrolmentId enrolment;
    BilingualText name;
    BilingualText service;
    BilingualText fee; ///< empty: not known
    QString station; ///< name or number of the station
    QDateTime at; ///< local time of the sign-off
    QImage portrait;
};

enum class SlipPaper { A6, Roll80 };

enum class SlipFault { CannotOpen, CodeTooLong };

struct SlipError {
    SlipFault fault;
    QString detail; ///< for the log
};

/// Size of the paper in millimetres.
QSizeF slipSize(SlipPaper paper);

/// What the QR code holds: JSON with v, token, id and station. No personal data beyond the token.
QByteArray slipPayload(const SlipData &data);

/// A QR code (ISO/IEC 18004, level M) of `payload`, one pixel per module, without quiet zone.
tl::expected<QImage, SlipError> slipCode(const QByteArray &payload);

/// Paints the slip. One unit of the painter is 0.1 mm, origin at the corner of the paper.
/// Both languages always stand on it, whatever the interface language.
tl::expected<void, SlipError> paintSlip(QPainter &painter, const SlipData &data, SlipPaper paper);

/// The slip as a picture of `width` pixels, for the preview.
tl::expected<QImage, SlipError> slipImage(const SlipData &data, SlipPaper paper, int width);

/// Writes the slip as PDF/A-1b (ISO 19005-1). The title of the file is the token.
tl::expected<void, SlipError> writeSlipPdf(const QString &path, const SlipData &data, SlipPaper paper);

} // namespace indraj
