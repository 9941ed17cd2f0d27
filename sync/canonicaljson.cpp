#include "sync/canonicaljson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace indraj {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr double largestInteger = 9007199254740991.0;

class Writer {
public:
    bool object(const QJsonObject &value, const QString &path)
    {
        QStringList keys = value.keys();
        // RFC 8785 §3.2.3: by UTF-16 code units, which is how QString compares.
        std::sort(keys.begin(), keys.end());
        m_out += '{';
        bool first = true;
        for (const QString &key : std::as_const(keys)) {
            if (!first)
                m_out += ',';
            first = false;
            const QString below = path + u'.' + key;
            if (!string(key, below))
                return false;
            m_out += ':';
            if (!any(value.value(key), below))
                return false;
        }
        m_out += '}';
        return true;
    }

    QByteArray take() { return std::move(m_out); }
    QString where() const { return m_where; }

private:
    bool fault(const QString &path)
    {
        m_where = path;
        return false;
    }

    bool any(const QJsonValue &value, const QString &path)
    {
        switch (value.type()) {
        case QJsonValue::Null:
            m_out += "null";
            return true;
        case QJsonValue::Bool:
            m_out += value.toBool() ? "true" : "false";
            return true;
        case QJsonValue::Double:
            return number(value, path);
        case QJsonValue::String:
            return string(value.toString(), path);
        case QJsonValue::Array:
            return array(value.toArray(), path);
        case QJsonValue::Object:
            return object(value.toObject(), path);
        case QJsonValue::Undefined:
            break;
        }
        return fault(path);
    }

    bool number(const QJsonValue &value, const QString &path)
    {
        const double number = value.toDouble();
        if (std::trunc(number) != number || std::abs(number) > largestInteger)
            return fault(path);
        m_out += QByteArray::number(static_cast<qint64>(number));
        return true;
    }

    bool array(const QJsonArray &values, const QString &path)
    {
        m_out += '[';
        for (qsizetype i = 0; i < values.size(); ++i) {
            if (i > 0)
                m_out += ',';
            if (!any(values.at(i), path + u'[' + QString::number(i) + u']'))
                return false;
        }
        m_out += ']';
        return true;
    }

    /// RFC 8785 §3.2.2.2: the short escapes, \u00xx in lower case for other control characters, the rest as
    /// is.
    bool string(const QString &text, const QString &path)
    {
        if (!text.isValidUtf16())
            return fault(path);
        m_out += '"';
        for (const char c : text.toUtf8()) {
            switch (c) {
            case '"':
            case '\\':
                m_out += '\\';
                m_out += c;
                break;
            case '\b':
                m_out += "\\b";
                break;
            case '\t':
                m_out += "\\t";
                break;
            case '\n':
                m_out += "\\n";
                break;
            case '\f':
                m_out += "\\f";
                break;
            case '\r':
                m_out += "\\r";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20)
                    m_out += "\\u00" + QByteArray(1, c).toHex();
                else
                    m_out += c;
            }
        }
        m_out += '"';
        return true;
    }

    QByteArray m_out;
    QString m_where;
};

} // namespace

tl::expected<QByteArray, QString> canonicalJson(const QJsonObject &value)
{
    Writer writer;
    if (!writer.object(value, {}))
        return tl::unexpected(writer.where());
    return writer.take();
}

tl::expected<QJsonObject, QString> parseCanonicalJson(const QByteArray &bytes)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return tl::unexpected(u"not a JSON object: %1"_s.arg(error.errorString()));
    const auto again = canonicalJson(document.object());
    if (!again || *again != bytes)
        return tl::unexpected(u"not in canonical form"_s);
    return document.object();
}

} // namespace indraj
