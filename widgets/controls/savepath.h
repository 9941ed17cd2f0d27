#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace indraj {

/// Asks where a new file shall be written, without a nested event loop; `chosen` is not called when the
/// person cancels. A test gives its own.
using AskSavePath
    = std::function<void(QWidget *parent, const QString &title, const QString &suggestedName,
                         const QString &suffix, std::function<void(const QString &path)> chosen)>;

/// The file dialog of the program, in the language of the interface. Never overwrites: an existing name is
/// given a number.
AskSavePath saveDialog();

/// "audit.jsonl" → "audit-2.jsonl" while the name is taken.
QString freeName(const QString &path);

} // namespace indraj
