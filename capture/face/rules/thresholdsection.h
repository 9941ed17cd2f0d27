#pragma once

#include "capture/face/rules/thresholderror.h"

#include <QJsonObject>
#include <QSet>

#include <chrono>
#include <optional>

namespace indraj {

/// Reads values out of an object of a thresholds file, remembers which keys were asked for and keeps the
/// first fault. Every key asked for must be there, and finish() refuses all others.
class ThresholdSection {
public:
    ThresholdSection(QString path, const QJsonObject &object, std::optional<ThresholdError> &fault)
        : m_path(std::move(path))
        , m_object(object)
        , m_fault(fault)
    {
    }

    ThresholdSection section(const QString &key);
    bool flag(const QString &key);
    QString text(const QString &key); ///< not empty
    double number(const QString &key, double low, double high);
    std::chrono::milliseconds milliseconds(const QString &key); ///< 0 to a minute
    void fail(ThresholdFault fault, const QString &key, const QString &detail);
    void finish();

private:
    QJsonValue take(const QString &key);
    QString pathOf(const QString &key) const { return m_path.isEmpty() ? key : m_path + u'.' + key; }

    QString m_path;
    QJsonObject m_object;
    std::optional<ThresholdError> &m_fault;
    QSet<QString> m_asked;
};

} // namespace indraj
