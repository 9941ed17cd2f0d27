#include "widgets/desk/personnames.h"

#include "storage/stationaccess.h"
#include "widgets/shell/words.h"
#include "widgets/theme/textstyle.h"

namespace indraj {

PersonNames::PersonNames(const StationAccess &access)
    : m_access(access)
{
}

void PersonNames::refresh()
{
    const auto entries = m_access.operators();
    if (!entries)
        return;
    for (const OperatorEntry &entry : *entries)
        m_people.insert(entry.actor.id, entry.actor);
}

QString PersonNames::of(const QString &id) const
{
    const auto known = m_people.constFind(id);
    return known == m_people.cend() ? isolated(id) : actorName(*known);
}

} // namespace indraj
