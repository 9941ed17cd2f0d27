#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace indraj::testing {

/// A certificate like `certificatePem`, signed by the same authority, with another time of life. Empty on
/// failure.
QByteArray reissued(const QByteArray &certificatePem, const QByteArray &caPem, const QByteArray &caKeyPem,
                    const QDateTime &from, const QDateTime &until);
/// A list of the authority that revokes that certificate, with the times of this and the next update. Empty
/// on failure.
QByteArray revocationList(const QByteArray &certificatePem, const QByteArray &caPem,
                          const QByteArray &caKeyPem,
                          const QDateTime &from = QDateTime::currentDateTimeUtc().addSecs(-60),
                          const QDateTime &next = QDateTime::currentDateTimeUtc().addSecs(3600));

} // namespace indraj::testing
