#pragma once

#include "enrollment/formspec.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <functional>
#include <initializer_list>
#include <optional>

namespace indraj {

/// Reads a JSON document strictly; for the parsers of forms, places and policies.
/// The first fault is kept with its JSON path; after it every read gives an empty value, so that a parser
/// need not test each read. The caller must ask `error()` before it uses what was read.
class JsonReader {
public:
    static constexpr qsizetype maximumBytes = 1024 * 1024;

    const std::optional<FormError> &error() const { return m_error; }
    bool ok() const { return !m_error.has_value(); }
    void fail(FormFault fault, const QString &where, const QString &detail);

    /// The root object, or NotJson / TooLarge.
    QJsonObject root(const QByteArray &json);
    /// Refuses members that are not in `known`: a misspelt key must not be silently without effect.
    void onlyKeys(const QJsonObject &object, const QString &where,
                  std::initializer_list<QLatin1StringView> known);

    QString text(const QJsonObject &object, const QString &where, QLatin1StringView key);
    QString optionalText(const QJsonObject &object, const QString &where, QLatin1StringView key);
    /// A stable code of lower-case letters, digits, dots and dashes, 1-64 characters, unique in `seen`.
    QString uniqueCode(const QJsonObject &object, const QString &where, QLatin1StringView key,
                       QSet<QString> &seen);
    BilingualText bilingual(const QJsonObject &object, const QString &where, QLatin1StringView key);
    int integer(const QJsonObject &object, const QString &where, QLatin1StringView key, int lowest,
                int highest);
    bool boolean(const QJsonObject &object, const QString &where, QLatin1StringView key, bool absent);

    using Each = std::function<void(const QJsonObject &, const QString &where)>;
    /// Calls `each` for every member of a non-empty array of at most `most` objects.
    void objects(const QJsonObject &object, const QString &where, QLatin1StringView key, int most,
                 const Each &each);

    static QString path(const QString &where, QLatin1StringView key);

private:
    std::optional<FormError> m_error;
};

} // namespace indraj
