#include "app/rehearsal/journal.h"

#include <QJsonDocument>

namespace indraj {

using namespace Qt::Literals::StringLiterals;

Journal::Journal(const QString &dir)
    : m_text(dir + u"/journal.txt"_s)
    , m_lines(dir + u"/journal.jsonl"_s)
{
    m_text.open(QIODevice::WriteOnly | QIODevice::Truncate);
    m_lines.open(QIODevice::WriteOnly | QIODevice::Truncate);
}

void Journal::note(const StepResult &result, const MemoryUse &memory)
{
    m_text.write(u"%1 s  %2  %3 ms  %4\n"_s.arg(double(result.startedMs) / 1000, 7, 'f', 2)
                     .arg(result.held ? u"held  "_s : u"FAILED"_s)
                     .arg(result.tookMs, 6)
                     .arg(result.name)
                     .toUtf8());
    m_text.flush();
    const QJsonObject line{{u"step"_s, result.name},      {u"startedMs"_s, result.startedMs},
                           {u"tookMs"_s, result.tookMs},  {u"held"_s, result.held},
                           {u"residentKb"_s, memory.now}, {u"peakKb"_s, memory.peak}};
    m_lines.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    m_lines.flush();
}

void Journal::remark(const QString &key, const QJsonValue &value)
{
    const QJsonObject line{{key, value}};
    m_lines.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
    m_text.write((u"           "_s + key + u": "_s + value.toVariant().toString() + u'\n').toUtf8());
    m_lines.flush();
    m_text.flush();
}

MemoryUse memoryUse()
{
    MemoryUse use;
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return use;
    const auto lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const auto kilobytes = [&line] { return line.simplified().split(' ').value(1).toLongLong(); };
        if (line.startsWith("VmRSS:"))
            use.now = kilobytes();
        else if (line.startsWith("VmHWM:"))
            use.peak = kilobytes();
    }
    QFile marks(u"/proc/self/clear_refs"_s); // 5: the peak begins anew
    if (marks.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        marks.write("5");
    return use;
}

} // namespace indraj
