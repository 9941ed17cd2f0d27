#pragma once

#include "storage/packetstore.h"
#include "storage/stationaccess.h"
#include "sync/cms.h"

#include <optional>

namespace indraj {

/// Whether central's list and the vault's say the same.
enum class Agreement {
    Unknown, ///< not compared yet
    Agrees,
    Gap, ///< packets that neither central nor this station has
    Fork, ///< this station, or another copy of it, has gone on from an older state
};

/// What a comparison has found, for people.
struct Reconciliation {
    Agreement agreement = Agreement::Unknown;
    QList<qint64> lost; ///< sequences of a gap, at most 1000
    QList<qint64> twice; ///< sequences under which central holds two packets
    QDateTime at; ///< UTC, of this station's clock
};

/// Central's answer to a statement, verified.
struct CentralComparison {
    QString audit; ///< first, same, on, back or fork
    qint64 here = 0; ///< highest sequence that central has stored
    QList<qint64> missing, twice;
    std::optional<qint64> knownSequence; ///< the audit point of the statement before
    QByteArray knownHead;
};

/// The signed statement of docs/packet.md, 7. Any thread.
CmsResult<QByteArray> signStatement(const QueueSummary &own, const StationIdentity &station,
                                    const QDateTime &now);

/// Verifies central's answer to `statement` against the pinned receipt certificate. The error is for the log.
tl::expected<CentralComparison, QString> readComparison(const QByteArray &der, const QByteArray &pinnedPem,
                                                        const QString &station, const QByteArray &statement);

/// `ownHashAtKnown`: hash of our own chain at CentralComparison::knownSequence. Pure.
Reconciliation judge(const QueueSummary &own, const CentralComparison &central,
                     const QByteArray &ownHashAtKnown, const QDateTime &now);

} // namespace indraj
