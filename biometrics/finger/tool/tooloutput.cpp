#include "biometrics/finger/tool/tooloutput.h"

#include <QJsonDocument>

#include <cstdio>

namespace indraj::fingertool {
namespace {

using namespace Qt::Literals::StringLiterals;

QString cell(const QJsonValue &value)
{
    QString text;
    if (value.isDouble())
        text = QString::number(value.toDouble(), 'g', 9);
    else if (value.isBool())
        text = value.toBool() ? u"yes"_s : u"no"_s;
    else if (value.isArray())
        for (const QJsonValue &item : value.toArray())
            text += (text.isEmpty() ? QString() : u" "_s) + cell(item);
    else
        text = value.toString();
    if (text.contains(u',') || text.contains(u'"') || text.contains(u'\n'))
        text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text;
}

void flatten(const QJsonObject &object, const QString &prefix, QStringList &names, QStringList &cells)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it->isObject()) {
            flatten(it->toObject(), prefix + it.key() + u'.', names, cells);
            continue;
        }
        names.append(prefix + it.key());
        cells.append(cell(*it));
    }
}

} // namespace

std::optional<Format> formatFrom(const QString &word)
{
    if (word == "text"_L1)
        return Format::Text;
    if (word == "json"_L1)
        return Format::Json;
    if (word == "csv"_L1)
        return Format::Csv;
    return {};
}

void complain(const QString &text) { std::fprintf(stderr, "indraj-finger: %s\n", qUtf8Printable(text)); }

void say(const QString &line) { std::printf("%s\n", qUtf8Printable(line)); }

void printRows(const QJsonArray &rows, Format format)
{
    if (format == Format::Json) {
        std::fputs(QJsonDocument(rows).toJson().constData(), stdout);
        return;
    }
    QStringList head;
    for (const QJsonValue &row : rows) {
        QStringList names, cells;
        flatten(row.toObject(), {}, names, cells);
        if (names != head)
            say(names.join(u','));
        head = names;
        say(cells.join(u','));
    }
}

} // namespace indraj::fingertool
