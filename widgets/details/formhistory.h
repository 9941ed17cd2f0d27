#pragma once

#include "enrollment/enrolment.h"

#include <QList>
#include <QSet>
#include <QString>

#include <optional>

namespace indraj {

/// What was changed in a form, so that it can be taken back. What is typed into one field in one visit is
/// one change, with all that followed from it (a new province empties district and tehsil).
class FormHistory {
public:
    /// Values to be put into place, as stored; an empty one empties its field.
    struct Step {
        QString field; ///< where the change was made
        FieldValues values;
    };
    void note(const QString &field, const FieldValues &before, const FieldValues &after);
    void endVisit(); ///< the next change of the same field is one of its own
    void clear();
    std::optional<Step> undo();
    std::optional<Step> redo();

private:
    struct Change {
        QString field;
        FieldValues before, after; ///< only what differs
    };
    static void drop(Change &change);
    QList<Change> m_done, m_undone;
    bool m_visitOpen = false;
};

} // namespace indraj
