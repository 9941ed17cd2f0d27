#pragma once

#include "enrollment/forms.h"
#include "enrollment/reasonwords.h"
#include "widgets/review/spokenwords.h"

#include <QHash>

namespace indraj {

/// Words for the codes in central's decisions: the authority's reasons, and the labels of the form's fields.
struct DecisionTexts {
    ReasonWords reasons;
    QHash<QString, BilingualText> fields;
};
/// The fields of all forms, and "photo" and "fingers".
DecisionTexts decisionTexts(const ReasonWords &reasons, const Forms &forms);

BilingualText wordsFor(CentralVerdict verdict); ///< "Accepted by central"
/// Central asks for a correction, and nobody has begun it.
bool awaitsCorrection(const UploadRecord &record);
/// Whether somebody here has to do something about it.
bool needsSomebody(const UploadRecord &record, const QDateTime &now);
/// What happened to it, central's decision first, and what to do. Pure; any thread.
WhyHere whatBecameOf(const UploadRecord &record, const QDateTime &now, const DecisionTexts &texts);

/// The version of the form that a correction of `packet` begins with; an error, in the language of the
/// interface: this station has no such form any more, and nothing may be begun that cannot be finished here.
/// A packet that is not among `records` has version 0: the vault says no to it.
tl::expected<int, QString> correctionVersion(const QList<UploadRecord> &records, PacketId packet,
                                             const Forms &forms);
/// Why no correction could be begun, in the language of the interface.
QString correctionErrorWords(const StoreError &error);

} // namespace indraj
