#pragma once

#include "enrollment/actor.h"

#include <QHash>
#include <QString>

#include <functional>

namespace indraj {

class StationAccess;

/// What a page calls to say a person by name instead of by id.
using PersonName = std::function<QString(const QString &id)>;

/// The names of the station's people, as last read from the key ring. GUI thread.
class PersonNames {
public:
    explicit PersonNames(const StationAccess &access);
    void refresh(); ///< reads the people anew; keeps what it knows when they cannot be read
    /// In the language of the interface; the id itself for one who is not known here any more.
    QString of(const QString &id) const;

private:
    const StationAccess &m_access;
    QHash<QString, Actor> m_people;
};

} // namespace indraj
