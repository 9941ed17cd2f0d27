#pragma once

#include "storage/sqlite.h"

#include <QHash>
#include <QSet>

namespace indraj {

/// What the audit chain says about one enrolment.
struct Told {
    QString token; ///< empty: no entry of its creation
    QString state; ///< code of its state after its last act
    QSet<QString> samples; ///< "portrait", "finger 3": saved, and not replaced by an exception
};

/// By enrolment id. With `fragments`, entries that a salvage kept aside count too.
Outcome<QHash<QString, Told>> readTold(Database &database, bool fragments);

} // namespace indraj
