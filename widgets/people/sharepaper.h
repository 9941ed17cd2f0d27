#pragma once

#include <QDateTime>
#include <QList>
#include <QSizeF>
#include <QString>

#include <tl/expected.hpp>

class QPainter;

namespace indraj {

/// One recovery share as it is printed: a page of its own, for one holder.
struct SharePage {
    int number = 1; ///< of three
    QString share; ///< groups of letters and digits
    QString recoveryId;
    QString station;
    QDateTime madeAt; ///< UTC
};

enum class SharePaperFault { CannotOpen, CodeTooLong };

struct SharePaperError {
    SharePaperFault fault;
    QString detail; ///< for the log; never the share
};

/// Millimetres: A5.
QSizeF sharePaperSize();

/// One unit of the painter is 0.1 mm. Both languages stand on it.
tl::expected<void, SharePaperError> paintShare(QPainter &painter, const SharePage &page);

/// Each share on its own page, PDF/A-1b (ISO 19005-1), readable by its owner only. `path` must not exist. The
/// title of the file says nothing of the share.
tl::expected<void, SharePaperError> writeSharePdf(const QString &path, const QList<SharePage> &pages);

} // namespace indraj
