#pragma once

#include "enrollment/actor.h"
#include "enrollment/identifiers.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace indraj {

/// What became of a packet at central.
enum class CentralVerdict {
    Accepted,
    NeedsCorrection, ///< the citizen has to come again; see CentralDecision::fields
    Duplicate, ///< the person is registered already
    Rejected,
};

/// One of central's decisions about a packet of this station (docs/packet.md, 10).
struct CentralDecision {
    qint64 number = 0; ///< counts central's decisions for this station: from 1, without gaps
    PacketId packet;
    CentralVerdict verdict = CentralVerdict::Accepted;
    QString reason; ///< code; its words are reference data; empty when accepted
    QStringList fields; ///< keys of the form's fields to correct, or "photo", "fingers"; may be empty
    QString note; ///< central's own sentence for the operator; may be personal; may be empty
    QDateTime decidedAt; ///< UTC by central's clock
};

/// What central says about one person of the staff of this station.
struct StaffOrder {
    Actor person;
    bool suspended = false;
};

/// What became of central's list of the staff.
struct StaffOutcome {
    int changed = 0; ///< suspended, resumed, renamed or given another role
    QStringList heldBack; ///< ids of those who stay, because nobody else could open the vault
    QStringList unknown; ///< on central's list, without a slot here: somebody has to add them
};

/// How far the data from central have come.
struct DownwardState {
    qint64 decisions = 0; ///< number of the last decision known here; 0: none
    qint64 staffVersion = 0; ///< version of the staff list that was carried out; 0: none
    qint64 referenceVersion = 0; ///< highest version of the reference data ever seen here; 0: none
};

} // namespace indraj
