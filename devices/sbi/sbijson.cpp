#include "devices/sbi/sbijson.h"

#include <QDateTime>
#include <QTimeZone>

#include <cmath>

namespace indraj::sbi {

using namespace Qt::Literals::StringLiterals;

Result<QJsonDocument> parseJson(QByteArrayView bytes, qsizetype limit)
{
    if (bytes.size() > limit)
        return fail(Fault::TooLarge, u"%1 bytes of JSON"_s.arg(bytes.size()));
    QJsonParseError problem;
    auto document = QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()), &problem);
    if (document.isNull())
        return fail(Fault::BadJson, u"at byte %1: %2"_s.arg(problem.offset).arg(problem.errorString()));
    return document;
}

QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble() && std::floor(value.toDouble()) == value.toDouble()
        && std::abs(value.toDouble()) < 1e15)
        return QString::number(qint64(value.toDouble()));
    return {};
}

std::optional<double> numberOf(const QJsonValue &value)
{
    if (value.isDouble())
        return value.toDouble();
    bool fine = false;
    const double number = value.toString().trimmed().toDouble(&fine);
    if (!fine || !std::isfinite(number))
        return {};
    return number;
}

QList<int> numbersOf(const QJsonValue &value)
{
    QList<int> found;
    const auto take = [&found](const QJsonValue &one) {
        const auto number = numberOf(one);
        if (number && std::floor(*number) == *number && std::abs(*number) < 1e6 && found.size() < maxEntries)
            found.append(int(*number));
    };
    if (!value.isArray()) {
        take(value);
        return found;
    }
    for (const QJsonValue &one : value.toArray())
        take(one);
    return found;
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList found;
    if (!value.isArray())
        return textOf(value).isEmpty() ? QStringList() : QStringList(textOf(value));
    for (const QJsonValue &one : value.toArray()) {
        if (found.size() < 2 * maxEntries && !textOf(one).isEmpty())
            found.append(textOf(one));
    }
    return found;
}

ToldError toldError(const QJsonObject &object)
{
    const QJsonObject error = object.value("error"_L1).toObject();
    const auto code = numberOf(error.value("errorCode"_L1));
    const QString info = error.value("errorInfo"_L1).toString();
    // A code that is no number is an error all the same, unless there is none.
    if (!code)
        return {textOf(error.value("errorCode"_L1)).trimmed().isEmpty() ? 0 : 500, info};
    return {std::abs(*code) < 1e6 ? int(*code) : 500, info};
}

QDateTime timeOf(const QString &text)
{
    QDateTime time = QDateTime::fromString(text.trimmed(), Qt::ISODateWithMs);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.isValid() ? time.toUTC() : QDateTime();
}

QString timeText(const QDateTime &utc) { return utc.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s) + u'Z'; }

std::optional<QByteArray> fromBase64Url(QByteArrayView text)
{
    const auto decoded = QByteArray::fromBase64Encoding(QByteArray::fromRawData(text.data(), text.size()),
                                                        QByteArray::Base64UrlEncoding
                                                            | QByteArray::AbortOnBase64DecodingErrors);
    if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok)
        return {};
    return decoded.decoded;
}

QByteArray toBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace indraj::sbi
