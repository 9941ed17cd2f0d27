#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace indraj {

/// What the authority decides about the line of its stations: resources/policy/sending.json.
struct SendingPolicy {
    QStringList executive; ///< ids of services that go first
    QStringList urgent; ///< ids of services that go next
    qint64 dailyBytes = 0; ///< both ways, in a day of the station's own clock; 0: no cap (no SIM)
};

/// Strict: unknown members, a service in both lists and numbers out of range are errors, named in the text.
tl::expected<SendingPolicy, QString> parseSendingPolicy(const QByteArray &json);

} // namespace indraj
