#pragma once

#include "app/rehearsal/scriptrunner.h"

#include <QFile>
#include <QJsonObject>

namespace indraj {

/// The journal of a rehearsal: one line a step in journal.txt for people and in journal.jsonl for programs,
/// written as it goes, so that a crash leaves what had happened.
class Journal {
public:
    explicit Journal(const QString &dir);
    bool isOpen() const { return m_text.isOpen() && m_lines.isOpen(); }
    void note(const StepResult &result, qint64 residentKb);
    void remark(const QString &key, const QJsonValue &value);

private:
    QFile m_text;
    QFile m_lines;
};

/// Resident set size of this process in KiB, from /proc.
qint64 residentKb();

} // namespace indraj
