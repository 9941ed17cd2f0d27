#include "storage/registry/questionrows.h"

namespace indraj {

Outcome<bool> isQuestionOpen(Statement rows, QStringView asked, QStringView answered)
{
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row || rows.text(0) == answered)
            return false;
        if (rows.text(0) == asked)
            return true;
    }
}

Outcome<bool> findStandingQuestion(Statement &rows, QStringView asked, QStringView outdated)
{
    for (;;) {
        const auto row = rows.step();
        if (!row)
            return tl::unexpected(row.error());
        if (!*row || rows.text(0) == outdated)
            return false;
        if (rows.text(0) == asked)
            return true;
    }
}

Outcome<bool> isFieldChanged(Database &database, EnrolmentId id, const QString &key,
                             const FieldValues &values)
{
    if (!values.contains(key))
        return false;
    Statement row = database.prepare("SELECT value FROM field WHERE enrolment = ? AND key = ?");
    const auto found = row.bind(id.toString()).bind(key).step();
    if (!found)
        return tl::unexpected(found.error());
    return (*found ? row.text(0) : QString()) != values.value(key);
}

} // namespace indraj
