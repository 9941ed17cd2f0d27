#pragma once

#include <QList>
#include <QString>

namespace indraj {

/// One key of the letter block: what stands on it in Latin, and the Urdu it writes alone and with Shift.
struct UrduKey {
    QChar latin; ///< as on a US keyboard, small
    QChar latinShifted;
    QString plain;
    QString shifted;
};

/// The letter block in three rows of ten, q to p, a to ; and z to / (the last row has nine keys and room for
/// Shift). The letters are those of the phonetic layout of XKB (`pk`, variant `urd-phonetic`), so that who
/// has learnt it writes the same with and without that layout installed. Keys that write a dot, an
/// ampersand or a bracket in Urdu too are left to themselves.
const QList<QList<UrduKey>> &urduKeyRows();

/// What the key that writes `typed` on a Latin keyboard writes in Urdu. A letter counts by `shift`, not by
/// its case: Caps Lock means nothing in Urdu. Empty: the key writes itself.
QString urduFor(QChar typed, bool shift);

} // namespace indraj
