#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

/// indraj-finger: how the commands end and what they print.
namespace indraj::fingertool {

/// Statuses of the command, after sysexits.h.
enum Exit : int {
    Fine = 0,
    Doubtful = 1, ///< a picture could not be scored, or a segmentation is not sure
    Usage = 64,
    BadData = 65, ///< no picture or record, or a damaged one
    NoInput = 66, ///< a file cannot be read
    Internal = 70, ///< the quality model is missing or damaged
    NoOutput = 73, ///< a file cannot be written
};

enum class Format { Text, Json, Csv };

/// None of the three words: no value.
std::optional<Format> formatFrom(const QString &word);

void complain(const QString &text); ///< to standard error, with the program's name
void say(const QString &line); ///< to standard output

/// Rows of one kind, printed as JSON array or as CSV with a head line. Nested objects become "outer.inner".
void printRows(const QJsonArray &rows, Format format);

} // namespace indraj::fingertool
