#pragma once

#include "storage/peoplestore.h"

#include <QStringList>

namespace indraj {

/// "Suspend Nadia Jamil (op-1)", in the language of the interface.
QString changeTitle(PersonChange change, const Actor &person);
/// What will happen, sentence by sentence, before anybody confirms.
QStringList changePreview(PersonChange change, const Actor &person);
/// "Nadia Jamil was suspended."
QString changeDone(PersonChange change, const Actor &person);

} // namespace indraj
