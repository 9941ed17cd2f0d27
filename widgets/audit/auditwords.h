#pragma once

#include "storage/auditstore.h"
#include "widgets/controls/message.h"

namespace indraj {

/// What an event code of the audit chain means, in the language of the interface; the code itself where it is
/// not known, so that nothing is hidden.
QString auditEventWords(const QString &code);
/// "station" is said in words; others are ids.
QString auditActorWords(const QString &actor);

struct ChainWords {
    MessageKind kind;
    QString text;
};
/// "The chain holds: 1,204 entries, ..." or what does not hold.
ChainWords auditChainWords(const AuditReport &report);

} // namespace indraj
