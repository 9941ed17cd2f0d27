#pragma once

#include "sync/fingerrecordmaker.h"
#include "sync/line/linemetering.h"
#include "sync/osia/osiasite.h"
#include "sync/policy/sendingpolicy.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace indraj {

/// What the upload engine is told by the composition. Certificates are PEM text, not file names.
struct EngineOptions {
    QUrl central; ///< "https://host:port", no path
    /// Set: enrolments go to this OSIA enrolment server in place of central. Nothing comes down from it, and
    /// the queue is compared with nobody's.
    std::optional<OsiaSite> osia;
    QByteArray trustPem; ///< the only authority believed for central's TLS certificate
    QList<QByteArray> recipientsPem; ///< packets are encrypted to each: central, then escrow if there is one
    QByteArray
        receiptPem; ///< pinned: the certificate central signs receipts with, or the CA of such certificates
    QByteArray
        referencePem; ///< pinned: the certificate the authority signs reference data and staff lists with
    QString referenceFolder; ///< where they are kept (sync/down/setfolder.h); empty: none are fetched
    /// Whether this program can work with the files of that folder; a text: why not. Called on the sync
    /// thread.
    std::function<QString(const QString &itemsFolder)> isUsable;
    qint64 referenceVersion = 0; ///< of the reference data in use; 0: the program's own
    QString softwareVersion;
    FingerRecordMaker fingerRecord; ///< null: packets have no record of the fingers
    SendingPolicy policy;
    /// Makes who knows whether the line is metered; called once, on the sync thread, where it stays. The
    /// day's cap does not hold, and nothing is counted, while the line is Unmetered. Null: the cap always
    /// holds.
    std::function<std::unique_ptr<LineMetering>()> metering;
    std::chrono::milliseconds firstRetry{4000}; ///< after the first failure; ±20 % jitter, doubles each time
    std::chrono::milliseconds longestRetry{300000};
    std::chrono::milliseconds probeInterval{60000}; ///< how often an idle line is looked at
    std::chrono::milliseconds compareInterval{6 * 3600
                                              * 1000}; ///< central's list against ours; also once a shift
    std::chrono::milliseconds newsInterval{15 * 60 * 1000}; ///< how often central is asked for news
    std::chrono::milliseconds diskInterval{5000}; ///< how often a disk that is awaited is looked for
    std::chrono::milliseconds answerTimeout{30000}; ///< without any byte moving
    /// Packets of the same urgency on their way at once: while one awaits an answer, the line carries the
    /// other.
    int uploadsAtOnce = 2;
    /// The same where chunks have central's limit: there a chunk is short against the silence after it.
    int uploadsOnWideLine = 3;
    std::chrono::milliseconds chunkTarget{10000}; ///< a chunk should take about this long
    /// The station's clock, which people set back; only delays are planned by it.
    std::function<QDateTime()> nowUtc = [] { return QDateTime::currentDateTimeUtc(); };
};

} // namespace indraj
