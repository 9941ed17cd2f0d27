#include "enrollment/jsonreader.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::Literals::StringLiterals;

namespace indraj {

namespace {
constexpr int maximumText = 400; // characters of a label or hint

// Qt keeps the last of two members with one name and says nothing, so that the text a person reads and the
// form that runs could differ. `json` has been parsed: its quotes and brackets match.
std::optional<qsizetype> repeatedMember(const QByteArray &json)
{
    QList<QSet<QByteArray>> open;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json.at(i);
        if (c == '{' || c == '[') {
            open.append(QSet<QByteArray>());
        } else if (c == '}' || c == ']') {
            open.removeLast();
        } else if (c == '"') {
            const qsizetype start = i + 1;
            for (++i; json.at(i) != '"'; ++i)
                i += json.at(i) == '\\' ? 1 : 0;
            qsizetype next = i + 1;
            while (next < json.size() && QByteArrayView(" \t\r\n").contains(json.at(next)))
                ++next;
            if (next >= json.size() || json.at(next) != ':')
                continue;
            const QByteArray key = json.mid(start, i - start);
            // A written-out escape could spell the same name in another way; no key of a form needs one.
            if (open.last().contains(key) || key.contains('\\'))
                return start;
            open.last().insert(key);
        }
    }
    return std::nullopt;
}
} // namespace

void JsonReader::fail(FormFault fault, const QString &where, const QString &detail)
{
    if (!m_error)
        m_error = FormError{fault, where, detail};
}

QString JsonReader::path(const QString &where, QLatin1StringView key)
{
    return where.isEmpty() ? QString(key) : where + u'.' + key;
}

QJsonObject JsonReader::root(const QByteArray &json)
{
    if (json.size() > maximumBytes) {
        fail(FormFault::TooLarge, {}, u"%1 bytes, at most %2 are read"_s.arg(json.size()).arg(maximumBytes));
        return {};
    }
    QJsonParseError parse{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &parse);
    if (parse.error != QJsonParseError::NoError)
        fail(FormFault::NotJson, u"byte %1"_s.arg(parse.offset), parse.errorString());
    else if (!document.isObject())
        fail(FormFault::NotJson, u"byte 0"_s, u"the document is not an object"_s);
    else if (const auto at = repeatedMember(json))
        fail(FormFault::DuplicateKey, u"byte %1"_s.arg(*at), u"a key is there twice in one object"_s);
    return document.object();
}

void JsonReader::onlyKeys(const QJsonObject &object, const QString &where,
                          std::initializer_list<QLatin1StringView> known)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString key = member.key();
        const bool expected
            = std::any_of(known.begin(), known.end(), [&key](QLatin1StringView each) { return each == key; });
        if (!expected) {
            const QString shown = key.left(64);
            fail(FormFault::BadValue, where.isEmpty() ? shown : where + u'.' + shown, u"unknown key"_s);
            return;
        }
    }
}

QString JsonReader::text(const QJsonObject &object, const QString &where, QLatin1StringView key)
{
    QString value = optionalText(object, where, key);
    if (ok() && !object.contains(key))
        fail(FormFault::MissingKey, path(where, key), u"is missing"_s);
    else if (ok() && value.isEmpty())
        fail(FormFault::BadValue, path(where, key), u"is empty"_s);
    return value;
}

QString JsonReader::optionalText(const QJsonObject &object, const QString &where, QLatin1StringView key)
{
    if (!ok() || !object.contains(key))
        return {};
    const QJsonValue value = object.value(key);
    if (!value.isString()) {
        fail(FormFault::BadValue, path(where, key), u"is not a text"_s);
        return {};
    }
    QString text = value.toString().trimmed();
    if (text.size() > maximumText)
        fail(FormFault::BadValue, path(where, key), u"is longer than %1 characters"_s.arg(maximumText));
    return text;
}

QString JsonReader::uniqueCode(const QJsonObject &object, const QString &where, QLatin1StringView key,
                               QSet<QString> &seen)
{
    static const QRegularExpression shape(u"\\A[a-z0-9]+([.-][a-z0-9]+)*\\z"_s);
    QString code = text(object, where, key);
    if (!ok())
        return {};
    if (code.size() > 64 || !shape.match(code).hasMatch())
        fail(FormFault::BadValue, path(where, key),
             u"is not a code of lower-case letters, digits, dots and dashes"_s);
    else if (seen.contains(code))
        fail(FormFault::DuplicateKey, path(where, key), u"\"%1\" is there twice"_s.arg(code));
    seen.insert(code);
    return code;
}

BilingualText JsonReader::bilingual(const QJsonObject &object, const QString &where, QLatin1StringView key)
{
    if (!ok())
        return {};
    const QString here = path(where, key);
    if (!object.contains(key)) {
        fail(FormFault::MissingKey, here, u"is missing"_s);
        return {};
    }
    if (!object.value(key).isObject()) {
        fail(FormFault::BadValue, here, u"is not an object with \"en\" and \"ur\""_s);
        return {};
    }
    const QJsonObject both = object.value(key).toObject();
    onlyKeys(both, here, {"en"_L1, "ur"_L1});
    const QString english = text(both, here, "en"_L1);
    return {english, text(both, here, "ur"_L1)};
}

int JsonReader::integer(const QJsonObject &object, const QString &where, QLatin1StringView key, int lowest,
                        int highest)
{
    if (!ok())
        return lowest;
    if (!object.contains(key)) {
        fail(FormFault::MissingKey, path(where, key), u"is missing"_s);
        return lowest;
    }
    const QJsonValue value = object.value(key);
    const double number = value.toDouble();
    if (!value.isDouble() || std::floor(number) != number || number < lowest || number > highest) {
        fail(FormFault::BadValue, path(where, key),
             u"is not a whole number from %1 to %2"_s.arg(lowest).arg(highest));
        return lowest;
    }
    return static_cast<int>(number);
}

bool JsonReader::boolean(const QJsonObject &object, const QString &where, QLatin1StringView key, bool absent)
{
    if (!ok() || !object.contains(key))
        return absent;
    if (!object.value(key).isBool())
        fail(FormFault::BadValue, path(where, key), u"is neither true nor false"_s);
    return object.value(key).toBool(absent);
}

void JsonReader::objects(const QJsonObject &object, const QString &where, QLatin1StringView key, int most,
                         const Each &each)
{
    if (!ok())
        return;
    const QString here = path(where, key);
    if (!object.contains(key))
        return fail(FormFault::MissingKey, here, u"is missing"_s);
    const QJsonArray array = object.value(key).toArray();
    if (!object.value(key).isArray() || array.isEmpty())
        return fail(FormFault::BadValue, here, u"is not a list with at least one member"_s);
    if (array.size() > most)
        return fail(FormFault::TooLarge, here, u"has more than %1 members"_s.arg(most));
    for (qsizetype i = 0; i < array.size() && ok(); ++i) {
        const QString member = here + u"[%1]"_s.arg(i);
        if (!array.at(i).isObject())
            return fail(FormFault::BadValue, member, u"is not an object"_s);
        each(array.at(i).toObject(), member);
    }
}

} // namespace indraj
