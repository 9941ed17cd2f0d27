#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <tl/expected.hpp>

namespace indraj {

/// `value` as RFC 8785 canonical JSON (UTF-8). Numbers must be integers within ±2^53-1 and strings
/// well-formed UTF-16; the error names the path. Pure; any thread.
tl::expected<QByteArray, QString> canonicalJson(const QJsonObject &value);

/// Parses `bytes` and refuses whatever is not an object in canonical form: other spacing or order, duplicate
/// keys, fractions, trailing bytes.
tl::expected<QJsonObject, QString> parseCanonicalJson(const QByteArray &bytes);

} // namespace indraj
