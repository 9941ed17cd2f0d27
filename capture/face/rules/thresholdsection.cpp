#include "capture/face/rules/thresholdsection.h"

namespace indraj {

using namespace Qt::Literals::StringLiterals;

ThresholdSection ThresholdSection::section(const QString &key)
{
    const auto value = take(key);
    if (!value.isUndefined() && !value.isObject())
        fail(ThresholdFault::BadValue, key, u"must be an object"_s);
    return {pathOf(key), value.toObject(), m_fault};
}

bool ThresholdSection::flag(const QString &key)
{
    const auto value = take(key);
    if (!value.isUndefined() && !value.isBool())
        fail(ThresholdFault::BadValue, key, u"must be true or false"_s);
    return value.toBool();
}

QString ThresholdSection::text(const QString &key)
{
    const auto value = take(key);
    if (!value.isUndefined() && (!value.isString() || value.toString().isEmpty()))
        fail(ThresholdFault::BadValue, key, u"must be a text"_s);
    return value.toString();
}

double ThresholdSection::number(const QString &key, double low, double high)
{
    const auto value = take(key);
    if (!value.isUndefined() && (!value.isDouble() || value.toDouble() < low || value.toDouble() > high))
        fail(ThresholdFault::BadValue, key, u"must be a number from %1 to %2"_s.arg(low).arg(high));
    return value.toDouble();
}

std::chrono::milliseconds ThresholdSection::milliseconds(const QString &key)
{
    constexpr double minute = 60000;
    return std::chrono::milliseconds(qRound64(number(key, 0, minute)));
}

void ThresholdSection::fail(ThresholdFault fault, const QString &key, const QString &detail)
{
    if (!m_fault)
        m_fault = ThresholdError{fault, pathOf(key), detail};
}

void ThresholdSection::finish()
{
    for (const QString &key : m_object.keys())
        if (!m_asked.contains(key))
            fail(ThresholdFault::UnknownKey, key, u"no such key"_s);
}

QJsonValue ThresholdSection::take(const QString &key)
{
    m_asked.insert(key);
    const auto value = m_object.value(key);
    if (value.isUndefined())
        fail(ThresholdFault::MissingKey, key, u"is missing"_s);
    return value;
}

} // namespace indraj
