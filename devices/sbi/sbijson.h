#pragma once

#include "devices/sbi/sbitypes.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// JSON as device services send it: numbers as text and text as numbers, fields absent or null.
namespace indraj::sbi {

inline constexpr qsizetype maxInfoBytes = 256 * 1024; ///< of an answer to discovery or info
inline constexpr qsizetype maxCaptureBytes = 24 * 1024 * 1024; ///< of an answer to a capture
inline constexpr qsizetype maxEntries = 10; ///< devices of one service, or biometrics of one capture

/// Fails with TooLarge over `limit` bytes and with BadJson.
Result<QJsonDocument> parseJson(QByteArrayView bytes, qsizetype limit);

/// Text, or a whole number as text; empty for anything else.
QString textOf(const QJsonValue &value);
/// A number, or text that is one; nothing else.
std::optional<double> numberOf(const QJsonValue &value);
/// A list of numbers, a single one, or text of either; what is none is left out.
QList<int> numbersOf(const QJsonValue &value);
/// A list of texts, or a single one.
QStringList textsOf(const QJsonValue &value);

/// The `error` member of an answer: its code (0 when there is none) and words.
struct ToldError {
    int code = 0;
    QString info;
};
ToldError toldError(const QJsonObject &object);

/// ISO 8601; without a zone it is UTC. Null when it is none.
QDateTime timeOf(const QString &text);
/// As the services want it: "2020-12-08T09:39:37Z".
QString timeText(const QDateTime &utc);

/// Base64url with or without padding; nothing when a character is foreign to it.
std::optional<QByteArray> fromBase64Url(QByteArrayView text);
QByteArray toBase64Url(const QByteArray &bytes);

} // namespace indraj::sbi
