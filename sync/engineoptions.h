#pragma once

#include "sync/policy/sendingpolicy.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>

namespace indraj {

/// What the upload engine is told by the composition. Certificates are PEM text, not file names.
struct EngineOptions {
    QUrl central; ///< "https://host:port", no path
    QByteArray trustPem; ///< the only authority believed for central's TLS certificate
    QList<QByteArray> recipientsPem; ///< packets are encrypted to each: central, then escrow if there is one
    QByteArray
        receiptPem; ///< pinned: the certificate central signs receipts with, or the CA of such certificates
    QString softwareVersion;
    SendingPolicy policy;
    std::chrono::milliseconds firstRetry{4000}; ///< after the first failure; ±20 % jitter, doubles each time
    std::chrono::milliseconds longestRetry{300000};
    std::chrono::milliseconds probeInterval{60000}; ///< how often an idle line is looked at
    std::chrono::milliseconds compareInterval{6 * 3600
                                              * 1000}; ///< central's list against ours; also once a shift
    std::chrono::milliseconds answerTimeout{30000}; ///< without any byte moving
    std::chrono::milliseconds chunkTarget{10000}; ///< a chunk should take about this long
    /// The station's clock, which people set back; only delays are planned by it.
    std::function<QDateTime()> nowUtc = [] { return QDateTime::currentDateTimeUtc(); };
};

} // namespace indraj
