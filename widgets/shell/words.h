#pragma once

#include "enrollment/fees.h"
#include "enrollment/forms.h"
#include "enrollment/lifecycle.h"
#include "storage/storeerror.h"
#include "widgets/controls/message.h"
#include "widgets/desk/keptwork.h"

#include <QDateTime>

namespace indraj {

/// The words of the interface for codes of the lower folders, in the language of now.
struct StateWords {
    MessageKind kind;
    QString text;
    QString icon; ///< replaces the glyph of the kind; may be empty
};
StateWords stateWords(EnrolmentState state);
QString roleWord(Role role);
/// "photo" → "Photo"; a step of the enrolment desk.
QString stepName(const QString &key);
/// What happened and what to do, for a person at the counter. Never the detail of the error.
QString storeErrorWords(const StoreError &error);
/// "Kept in this window and tried again by itself: the photo, 2 fingers."; empty when nothing is kept.
QString keptWords(const KeptWork &kept);
/// Words for a code of enrollment/reasons.h, an exception kind's code or a retry reason code of an attempt,
/// in both languages; empty for an unknown code. The one table of reasons.
BilingualText reasonText(QStringView code);
/// The same in the language of the interface; an unknown code is another reason.
QString reasonWords(const QString &code);
/// A word of station.ini that is not known: what was read, what is allowed, what is used instead.
QString unknownSettingWords(const QString &key, const QString &read, const QStringList &allowed,
                            const QString &used);
/// After another person took over: whose draft was kept.
QString keptDraftWords(const QString &token, const Actor &of);
/// "Rs 1,500" and "1,500 روپے"; other currencies by their code.
BilingualText feeText(const Fee &fee);
/// A short name where there is one, else the title of the form; the id of a service that is not known here.
QString serviceName(const QString &id, const Forms &forms);
/// The side of a bilingual text that the interface shows.
QString local(const BilingualText &text);
/// Names of a person in the language of the interface.
QString actorName(const Actor &actor);
/// dd/MM/yyyy and HH:mm in Latin digits, isolated for Urdu lines. Local time of the station.
QString dateWords(const QDate &date);
QString timeWords(const QDateTime &utc);
QString dayTimeWords(const QDateTime &utc); ///< dd/MM/yyyy HH:mm
QString clockWords(const QDateTime &local); ///< with seconds

} // namespace indraj
