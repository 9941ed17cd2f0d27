#pragma once

#include "capture/face/rules/portraitreport.h"

#include <QJsonObject>
#include <QSize>

namespace indraj {

/// What became of one picture.
struct JudgedPicture {
    QString name; ///< of the file, without folder
    QSize size; ///< empty when it could not be read
    PortraitReport report; ///< meaningful when it could
    double milliseconds = 0; ///< of measuring and judging, without reading the file
};

/// {"format": "indraj-face-report-1", ...}: every measure of every picture with clause, value, score,
/// confidence, rule and state.
QByteArray reportAsJson(const QList<JudgedPicture> &pictures, const QString &profile);

/// One line per picture: name, verdict, score, what refused, what warned, and the native value of every
/// measure, or why there is none. RFC 4180, UTF-8, "\r\n".
QByteArray reportAsCsv(const QList<JudgedPicture> &pictures);

} // namespace indraj
