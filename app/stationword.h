#pragma once

#include <QString>
#include <QStringList>

#include <optional>

class QSettings;

namespace indraj {

/// A word of station.ini that the program does not know, and what it does instead.
struct UnknownWord {
    QString key; ///< "fingers/scanner"
    QString read; ///< at most 40 characters of it
    QStringList allowed;
    QString used; ///< the one that is used instead
};

/// One choice of this station.
struct StationWord {
    QString word; ///< always one of the allowed ones
    std::optional<UnknownWord> unknown; ///< set when something else stands there
};

/// Reads a choice; the first of `allowed` stands for a key that is absent, empty or not known. Pure but for
/// the file.
StationWord readStationWord(const QSettings &settings, const QString &key, const QStringList &allowed);

/// For the technician, in English: "station.ini, [fingers] scanner: ..."
QString describe(const UnknownWord &unknown);

/// The same of a word without which the station does not start: nothing is used instead.
QString describeRefused(const UnknownWord &unknown);

} // namespace indraj
