#include "app/stationword.h"

#include <QSettings>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

StationWord readStationWord(const QSettings &settings, const QString &key, const QStringList &allowed)
{
    constexpr int longestShown = 40;
    const QString read = settings.value(key).toString().trimmed();
    if (read.isEmpty())
        return {allowed.first(), {}};
    if (allowed.contains(read))
        return {read, {}};
    return {allowed.first(), UnknownWord{key, read.left(longestShown), allowed, allowed.first()}};
}

QString describeRefused(const UnknownWord &unknown)
{
    return u"station.ini, [%1] %2: \"%3\" is not known. Allowed: %4."_s.arg(
        unknown.key.section(u'/', 0, 0), unknown.key.section(u'/', 1), unknown.read,
        unknown.allowed.join(u", "_s));
}

QString describe(const UnknownWord &unknown)
{
    return describeRefused(unknown) + u" Used instead: %1."_s.arg(unknown.used);
}

} // namespace indraj
