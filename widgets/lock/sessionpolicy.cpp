#include "widgets/lock/sessionpolicy.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 largestFile = 10'000;

tl::unexpected<SessionPolicyError> wrong(SessionPolicyFault fault, const QString &detail)
{
    return tl::unexpected(SessionPolicyError{fault, detail});
}

} // namespace

tl::expected<SessionPolicy, SessionPolicyError> readSessionPolicy(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError || !document.isObject())
        return wrong(SessionPolicyFault::NotJson, problem.errorString());
    const QJsonObject object = document.object();
    for (const QString &key : object.keys())
        if (key != "format"_L1 && key != "idleLockSeconds"_L1)
            return wrong(SessionPolicyFault::UnknownKey, key);
    if (object["format"_L1].toInt() != 1)
        return wrong(SessionPolicyFault::WrongFormat, {});
    const double seconds = object["idleLockSeconds"_L1].toDouble(NAN);
    if (seconds != std::floor(seconds) || seconds < double(SessionPolicy::shortest.count())
        || seconds > double(SessionPolicy::longest.count()))
        return wrong(SessionPolicyFault::OutOfRange, u"idleLockSeconds"_s);
    return SessionPolicy{std::chrono::seconds(qint64(seconds))};
}

tl::expected<SessionPolicy, SessionPolicyError> loadSessionPolicy(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestFile)
        return wrong(SessionPolicyFault::NotReadable, path);
    return readSessionPolicy(file.readAll());
}

} // namespace indraj
