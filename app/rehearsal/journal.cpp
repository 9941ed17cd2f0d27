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

void Journal::note(const StepResult &result, qint64 residentKb)
{
    m_text.write(u"%1 s  %2  %3 ms  %4\n"_s.arg(double(result.startedMs) / 1000, 7, 'f', 2)
                     .arg(result.held ? u"held  "_s : u"FAILED"_s)
                     .arg(result.tookMs, 6)
                     .arg(result.name)
                     .toUtf8());
    m_text.flush();
    const QJsonObject line{{u"step"_s, result.name},
                           {u"startedMs"_s, result.startedMs},
                           {u"tookMs"_s, result.tookMs},
                           {u"held"_s, result.held},
                           {u"residentKb"_s, residentKb}};
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

qint64 residentKb()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const auto lines = status.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

} // namespace indraj
