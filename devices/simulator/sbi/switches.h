#pragma once

#include "devices/sbi/sbitypes.h"

#include <QJsonObject>
#include <QStringList>

namespace indraj::sbi {

/// What the simulator is told to do wrong, or in another way than it would: set over its admin call, one by
/// one, until they are set back. docs/adding-a-device.md has the list.
class Switches {
public:
    /// Sets what `changes` names. BadField for a name or a value that is not in the list; nothing is set
    /// then. {"reset": true} sets all back first.
    Result<void> change(const QJsonObject &changes);

    QString text(QLatin1StringView name) const { return m_values.value(name).toString(); }
    int number(QLatin1StringView name) const { return m_values.value(name).toInt(); }
    QStringList list(QLatin1StringView name) const;
    QJsonObject all() const { return m_values; }

private:
    static QJsonObject usual();
    QJsonObject m_values = usual();
};

} // namespace indraj::sbi
