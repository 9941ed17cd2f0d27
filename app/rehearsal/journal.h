#pragma once

#include "app/rehearsal/scriptrunner.h"

#include <QFile>
#include <QJsonObject>

namespace indraj {

/// Resident set size of this process in KiB, from /proc.
struct MemoryUse {
    qint64 now = 0;
    qint64 peak = 0; ///< since the last look; since the start where the kernel lets it not be reset
};
MemoryUse memoryUse();

/// The journal of a rehearsal: one line a step in journal.txt for people and in journal.jsonl for programs,
/// written as it goes, so that a crash leaves what had happened.
class Journal {
public:
    explicit Journal(const QString &dir);
    bool isOpen() const { return m_text.isOpen() && m_lines.isOpen(); }
    void note(const StepResult &result, const MemoryUse &memory);
    void remark(const QString &key, const QJsonValue &value);

private:
    QFile m_text;
    QFile m_lines;
};

} // namespace indraj
